"""Faults in contracts, duties, units, addresses and dates, on documents that are sound otherwise.

They come last: each is planted on an order none of whose documents is named by a fault before it.
"""

import copy
import datetime

from month import MINUTE, OWN_FLEET
from planting import has_own_contract, is_invoiced, is_signed, key, retotal
from workdays import add_working_days, working_days_between

INVOICE_DELAY = datetime.timedelta(days=90)
COSTS = ("material", "processing", "transport", "other")


def plant_further_faults(p):
    sound = Sound(p)
    plant_contracts(p, sound)
    plant_duties(p, sound)
    plant_invoices(p, sound)
    plant_orders(p, sound)
    plant_shipments(p, sound)


class Sound:
    """The orders on none of whose documents there is a fault, handed out once each."""

    def __init__(self, p):
        named = {part for row in p.rows for part in row.key.split(" / ")}
        self._orders = [
            order
            for order in sorted(p.month.orders, key=lambda order: order.id)
            if not named & documents(order) and not order.remark
        ]
        self.reissued = [
            order
            for order in sorted(p.month.orders, key=lambda order: order.id)
            if not named & documents(order)
            and [invoice.status for invoice in order.invoices] == ["已红冲", "正常", "正常"]
        ]

    def take(self, test):
        order = next(order for order in self._orders if test(order))
        self._orders.remove(order)
        return order


def documents(order):
    """The numbers of an order and of all that belongs to it."""
    return (
        {order.id, order.contract_id}
        | {shipment.id for shipment in order.shipments}
        | {invoice.id for invoice in order.invoices}
        | {invoice.number for invoice in order.invoices}
        | {payment.id for payment in order.payments}
        | {complaint.id for complaint in order.complaints}
    )


# -- Contracts


def plant_contracts(p, sound):
    def take():
        order = sound.take(lambda o: has_own_contract(o) and o.status == "completed")
        return order.contract

    contract = take()
    contract.signed_by = None
    what = "signed, by whom left empty"
    p.note("contract-signed-without-signatory", "contract", contract.id, what)

    contract = take()
    contract.legal_reviewer = contract.drafted_by
    what = "its drafter reviewed it"
    p.note("contract-reviewed-by-drafter", "contract", contract.id, what)

    contract = take()
    contract.breach_clause = "逾期交货的，按《合同法》第一百一十四条支付违约金"
    what = "its clause on breach cites the Contract Law, repealed since 2021"
    p.note("contract-cites-repealed-law", "contract", contract.id, what)


# -- Who did what


def plant_duties(p, sound):
    order = sound.take(lambda o: is_signed(o) and not o.invoices)
    shipment = order.shipments[0]
    shipment.shipped_by = shipment.quality_checker
    for entry in history(p, order):
        if entry.after == "shipped":
            entry.by = shipment.shipped_by
    what = "the one who had checked the goods dispatched them"
    p.note("shipper-has-incompatible-duty", "shipment", shipment.id, what)

    order = sound.take(lambda o: is_signed(o) and is_invoiced(o))
    invoice = order.invoices[0]
    invoice.issuer = order.created_by
    what = "the one who created the order issued it"
    p.note("invoice-issued-by-order-creator", "invoice", invoice.id, what)


# -- Invoices


def plant_invoices(p, sound):
    order = sound.take(lambda o: is_signed(o) and is_invoiced(o))
    invoice = order.invoices[0]
    invoice.number = invoice.number[:-1]
    p.note("invoice-number-malformed", "invoice", invoice.id, "19 digits: the last was lost")

    order = sound.take(lambda o: is_signed(o) and is_invoiced(o) and is_far(o, mistyped(o)))
    invoice = order.invoices[0]
    invoice.issued_date = mistyped(order)
    what = f"the month mistyped: issued on {invoice.issued_date}, more than 90 days after delivery"
    p.note("invoice-far-from-delivery", "invoice", invoice.id, what)

    order = sound.reissued[0]
    original, red = order.invoices[:2]
    red.issued_date = original.issued_date - datetime.timedelta(days=2)
    what = "its red-letter invoice is dated two days before it"
    p.note("red-invoices-contradict-original", "invoice", original.id, what)

    order = sound.take(lambda o: o.status == "shipped" and not o.invoices and not o.contract)
    lines = [copy.copy(line) for line in order.lines]
    lines[0].amount += 2 * lines[0].amount / lines[0].quantity
    lines[0].quantity += 2
    order.invoices.append(p.new_invoice(order, lines))
    p.note(
        "invoiced-quantity-exceeds-order",
        "order line",
        f"{order.id} / {lines[0].code}",
        "two more invoiced than ordered",
    )
    what = "consequence: more of a product was invoiced than ordered"
    p.note("invoices-exceed-order", "order", order.id, what)


def mistyped(order):
    return order.invoices[0].issued_date.replace(month=12)


def is_far(order, day):
    return day > order.shipments[0].signed_at.date() + INVOICE_DELAY


# -- Orders


def plant_orders(p, sound):
    order = sound.take(
        lambda o: is_signed(o)
        and o.payment_method == "on delivery"
        and o.product_class == "ordinary"
        and not o.invoices
        and not o.contract
    )
    order.payments[0].amount -= 1000
    what = "1000 short of its total, yet completed"
    p.note("on-delivery-order-completed-unpaid", "order", order.id, what)

    order = sound.take(lambda o: o.status == "confirmed")
    order.address = order.address[:6]
    p.note("order-address-too-short", "order", order.id, "province and city only")

    order = sound.take(
        lambda o: is_signed(o)
        and o.product_class == "ordinary"
        and working_days_between(o.approved_at.date(), o.shipments[0].quality_check_date) > 4
        and not is_made_or_changed(p, o)
    )
    day = add_working_days(order.approved_at.date(), 4)
    order.confirmed_at = order.confirmed_at.replace(year=day.year, month=day.month, day=day.day)
    for entry in history(p, order):
        if entry.after == "confirmed":
            entry.moment = order.confirmed_at
        if entry.after == "in-production":
            entry.moment = order.confirmed_at + 45 * MINUTE
    what = "confirmed four working days after approval, where three are allowed"
    p.note("confirmation-cycle-exceeded", "order", order.id, what)
    hours = (order.confirmed_at - order.approved_at) // (60 * MINUTE)
    what = f"confirmed {hours} hours after approval"
    p.note("order-confirmed-late", "order", order.id, what)

    order = sound.take(
        lambda o: o.kind in ("project", "bulk")
        and o.status == "pending-shipment"
        and has_own_contract(o)
        and not o.invoices
        and not o.payments
    )
    enlarge(p, order, 25)
    what = f"a {order.kind} order over {order.total}, approved by the general manager"
    p.note("special-order-not-approved-by-committee", "order", order.id, what)


def enlarge(p, order, times):
    """So many times the quantities; contract, packing, costs and credit go with them."""
    before = order.total
    for line in order.lines + order.contract.lines:
        line.quantity *= times
        line.amount *= times
    for shipment in order.shipments:
        for line in shipment.lines:
            line.quantity *= times
    retotal(order)
    order.contract.total = sum(line.amount for line in order.contract.lines)
    order.contract.signed_by = order.approved_by
    for cost in p.month.risk.costs:
        if cost.order_id == order.id:
            for name in COSTS:
                if getattr(cost, name) is not None:
                    setattr(cost, name, getattr(cost, name) * times)
    file = next(f for f in p.month.risk.credit_files if f.customer == order.customer_name)
    # In units of 10,000, as the credit system keeps it.
    file.limit += int((order.total - before) / 10_000) + 1


def history(p, order):
    """What the order system's log has on the order."""
    entries = [entry for entries in p.month.execution.histories for entry in entries]
    return [entry for entry in entries if entry.order_id == order.id]


def is_made_or_changed(p, order):
    """Whether a production or a change is on record that the confirmation would contradict."""
    execution = p.month.execution
    return any(d.order_id == order.id for d in execution.productions + execution.changes)


# -- Shipments


def plant_shipments(p, sound):
    order = sound.take(
        lambda o: is_signed(o)
        and not o.invoices
        and o.shipments[0].lines[0].code.startswith("F")
        and o.shipments[0].lines[0].unit != "件"
    )
    shipment = order.shipments[0]
    line = shipment.lines[0]
    what = f"counted in 件, the order in {line.unit}"
    line.unit = "件"
    p.note("shipment-unit-differs-from-order", "shipment line", key(shipment, line), what)

    order = sound.take(
        lambda o: is_signed(o) and not o.invoices and o.shipments[0].carrier == OWN_FLEET
    )
    shipment = order.shipments[0]
    order.address = shipment.address = f"客户自提（{shipment.warehouse}）"
    what = "to be picked up, yet the own fleet brought it"
    p.note("picked-up-order-handed-to-carrier", "shipment", shipment.id, what)
