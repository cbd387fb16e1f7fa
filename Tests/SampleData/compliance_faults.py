"""Faults against the rules of conducting business."""

import copy
import datetime
from decimal import Decimal

from month import DAY, HOUR, MINUTE, cents, total_up
from planting import (
    days,
    has_own_contract,
    is_company,
    is_invoiced,
    is_signed,
    is_under_way,
    key,
    last_day,
    other_customer,
    service_line,
)


def plant_compliance_faults(p):
    plant_contract_faults(p)
    plant_approval_faults(p)
    plant_sequence_faults(p)
    plant_invoice_faults(p)
    plant_payment_faults(p)
    note_split_orders(p)


def note_split_orders(p):
    """The month has two orders of one customer that look split, though nobody planned them so."""
    pairs = [
        (first, second)
        for first in p.month.orders
        for second in p.month.orders
        if first.ordered_at < second.ordered_at
        and first.customer_name == second.customer_name
        and first.created_by == second.created_by
        and first.approver_role == second.approver_role == "sales manager"
        and (second.ordered_at.date() - first.ordered_at.date()).days <= 3
        and max(first.total, second.total) <= 100_000 < first.total + second.total
        and "cancelled" not in (first.status, second.status)
    ]
    for first, second in pairs:
        p.note(
            "orders-split-under-approval-limit",
            "order",
            f"{first.customer_name} / {first.created_by} / {first.approver_role}",
            f"{first.id} and {second.id} together above the limit of the manager",
        )


def plant_contract_faults(p):
    for test in (
        lambda o: o.kind == "project",
        lambda o: o.kind == "bulk",
        lambda o: o.kind == "retail",
    ):
        order = p.take(
            lambda o: test(o) and has_own_contract(o) and o.status in ("shipped", "completed")
        )
        p.month.contracts.remove(order.contract)
        order.contract = order.contract_id = None
        p.note("order-without-contract", "order", order.id, "no contract was signed")

    pairs = [contract for contract in p.month.contracts if len(contract.orders) > 1]
    for contract in pairs[:2]:
        for line in contract.lines:
            line.quantity -= 6
            line.amount = line.quantity * line.price
        contract.total = sum(line.amount for line in contract.lines)
        p.note(
            "contract-exceeded-by-orders",
            "contract",
            contract.id,
            "its two orders together exceed it",
        )

    for result, day in (("审核中", None), ("不通过", "kept"), (None, None)):
        contract = p.take(has_own_contract).contract
        contract.legal_review_result = result
        if day is None:
            contract.legal_review_date = None
        p.note(
            "contract-signed-without-legal-review",
            "contract",
            contract.id,
            f"signed with the review result {result or 'empty'}",
        )
    for late in (1, 4):
        contract = p.take(has_own_contract).contract
        contract.legal_review_date = contract.signed_date + days(late)
        p.note(
            "contract-signed-before-legal-review",
            "contract",
            contract.id,
            f"reviewed {late} days after signing",
        )
    for field, what in (
        ("breach_clause", "liability for breach"),
        ("quality_standard", "quality standard"),
        ("delivery_date", "delivery date"),
    ):
        contract = p.take(has_own_contract).contract
        setattr(contract, field, None)
        p.note("contract-clause-missing", "contract", contract.id, f"no {what}")


def plant_approval_faults(p):
    for _ in range(2):
        order = p.take(lambda o: o.status in ("in-production", "shipped"))
        order.approved_by = order.approver_role = order.approved_at = None
        p.note("order-not-approved", "order", order.id, "no approval on record")
    order = p.take(lambda o: o.approver_role == "general manager" and o.status != "cancelled")
    order.approver_role, order.approved_by = "sales director", "翟望舒"
    p.note(
        "order-approved-over-limit",
        "order",
        order.id,
        "for the general manager; a director approved it",
    )
    for _ in range(2):
        order = p.take(lambda o: o.approver_role == "sales director" and o.status != "cancelled")
        order.approver_role, order.approved_by = "sales manager", "阮霁川"
        p.note(
            "order-approved-over-limit", "order", order.id, "for a director; a manager approved it"
        )
    for _ in range(2):
        order = p.take(lambda o: o.approved_by is not None and o.status != "cancelled")
        order.created_by = order.approved_by
        p.note("order-approved-by-creator", "order", order.id, "creator and approver the same")
    for channel, late in (("phone", 55 * MINUTE), ("online", 5 * DAY), ("email", 31 * HOUR)):
        order = p.take(lambda o: o.channel == channel and o.ordered_at.day > 6)
        order.received_at = order.ordered_at - late
        p.note("order-recorded-late", "order", order.id, f"recorded {late} after receipt")
    for _ in range(2):
        order = p.take(lambda o: is_under_way(o) and o.ordered_at.day < 27)
        order.confirmed_at = order.approved_at + 52 * HOUR
        p.note("order-confirmed-late", "order", order.id, "confirmed 52 hours after approval")


def plant_sequence_faults(p):
    for _ in range(2):
        order = p.take(is_signed)
        order.approved_at = order.shipments[0].shipped_at + 20 * HOUR
        p.note(
            "shipped-before-approval",
            "shipment",
            order.shipments[0].id,
            "approved 20 hours after dispatch",
        )
    for _ in range(2):
        order = p.take(lambda o: is_signed(o) and has_own_contract(o))
        order.contract.signed_date = order.shipments[0].shipped_at.date() + days(2)
        p.note(
            "shipped-before-contract-signed",
            "shipment",
            order.shipments[0].id,
            "contract signed two days after dispatch",
        )
    for _ in range(2):
        order = p.take(lambda o: is_signed(o) and not o.invoices and not o.payments)
        order.status = "cancelled"
        p.note(
            "shipment-on-cancelled-order",
            "shipment",
            order.shipments[0].id,
            "order cancelled, goods gone",
        )
    for _ in range(2):
        order = p.take(lambda o: o.status == "cancelled" and not o.shipments)
        order.invoices = [p.new_invoice(order, order.lines)]
        p.note(
            "invoice-on-cancelled-order",
            "invoice",
            order.invoices[0].id,
            "order cancelled, invoice not reversed",
        )


def plant_invoice_faults(p):
    model = p.take(is_invoiced)
    for order_id, what in (("DD25080977", "no such order number"), (None, "no order number")):
        invoice = p.new_invoice(model, model.lines[:1])
        invoice.order_id = order_id
        p.month.stray_invoices.append(invoice)
        p.note("invoice-without-order", "invoice", invoice.id, what)

    for _ in range(2):
        order = p.take(lambda o: [i.status for i in o.invoices] == ["正常", "正常"])
        order.invoices[1].number = order.invoices[0].number
        p.note(
            "duplicate-invoice",
            "invoice",
            order.invoices[0].number,
            "two invoices entered under one number",
        )
    order = p.take(lambda o: is_invoiced(o) and is_signed(o) and len(o.lines) == 1)
    again = copy.copy(order.invoices[0])
    again.id = p.new_invoice(order, order.lines).id
    order.invoices.append(again)
    p.note("duplicate-invoice", "invoice", again.number, "one invoice entered twice")
    p.note("invoices-exceed-order", "order", order.id, "consequence: invoiced more than the order")
    p.note(
        "invoiced-quantity-differs-from-shipped",
        "order line",
        key(order, order.lines[0]),
        "consequence: twice the quantity invoiced",
    )

    for early in (1, 12):
        order = p.take(is_invoiced)
        order.invoices[0].issued_date = order.ordered_at.date() - days(early)
        p.note(
            "invoice-before-order",
            "invoice",
            order.invoices[0].id,
            f"{early} days before the order",
        )
    for name, amount in (("技术服务", "3000"), ("仓储服务", "860.50")):
        order = p.take(lambda o: is_invoiced(o) and is_company(o))
        order.invoices.append(p.new_invoice(order, [service_line(name, amount)]))
        p.note(
            "invoices-exceed-order",
            "order",
            order.id,
            f"one more invoice, for services, over {amount}",
        )

    for _ in range(2):
        order = p.take(is_invoiced)
        order.invoices[0].buyer_name = other_customer(p, order).name
        p.note(
            "invoice-buyer-differs-from-customer",
            "invoice",
            order.invoices[0].id,
            "another company as the buyer",
        )
    for _ in range(2):
        order = p.take(lambda o: is_invoiced(o) and is_company(o))
        order.invoices[0].buyer_tax_number = other_customer(p, order).tax_number
        p.note(
            "invoice-buyer-tax-number-differs",
            "invoice",
            order.invoices[0].id,
            "tax number of another company",
        )
    order = p.take(lambda o: is_invoiced(o) and is_company(o))
    order.invoices[0].buyer_tax_number = None
    p.note(
        "special-invoice-without-buyer-tax-number",
        "invoice",
        order.invoices[0].id,
        "tax number left empty",
    )
    for rate in ("0.16", "0.17"):
        order = p.take(lambda o: is_invoiced(o) and len(o.lines) == 1)
        charge_at(order.invoices[0], Decimal(rate))
        p.note(
            "tax-rate-not-permitted",
            "invoice line",
            key(order.invoices[0], order.invoices[0].lines[0]),
            f"charged at {rate}",
        )

    for original, what in (
        (None, "names no original"),
        ("25332000000999999999", "names an original that does not exist"),
    ):
        order = p.take(lambda o: is_invoiced(o) and is_company(o))
        red = p.new_invoice(order, [service_line("销售折让", "-120", "0.13")])
        red.original_number = original
        red.lines[0].quantity = red.lines[0].price = None
        order.invoices.append(red)
        p.note("red-letter-without-original", "invoice", red.id, what)
    for _ in range(2):
        order = p.take(is_invoiced)
        order.invoices[0].reviewer = order.invoices[0].issuer
        p.note(
            "invoice-issuer-is-reviewer", "invoice", order.invoices[0].id, "the issuer reviewed it"
        )


def charge_at(invoice, rate):
    """States the same total at another rate."""
    line = invoice.lines[0]
    total = line.net + line.tax
    line.rate = rate
    line.net = cents(total / (1 + rate))
    line.tax = total - line.net
    line.price = (line.net / line.quantity).quantize(Decimal("0.00000001"))
    total_up(invoice)


def plant_payment_faults(p):
    day = datetime.date(2025, 9, 22)
    for order_id, payer, amount, what in (
        ("DD25070312", "霁州屿坞置业有限公司", "15800", "no such order number"),
        (None, "苒禾川装饰工程有限公司", "2600", "no order number"),
    ):
        payment = p.new_payment(order_id, payer, "货款", Decimal(amount), day)
        p.month.stray_payments.append(payment)
        p.note("payment-without-order", "payment", payment.id, what)
    for amount in (Decimal("0.5"), 2000):
        order = p.take(
            lambda o: [x.kind for x in o.payments] == ["货款"] and o.status != "cancelled"
        )
        extra = cents(order.total * amount) if isinstance(amount, Decimal) else Decimal(amount)
        order.payments.append(
            p.new_payment(order.id, order.customer_name, "尾款", extra, last_day(order) + days(1))
        )
        p.note("payments-exceed-order", "order", order.id, f"{extra} too much received")
    for percent in (30, 25):
        order = p.take(
            lambda o: o.payments and o.payments[0].kind == "定金" and o.status != "completed"
        )
        order.payments[0].amount = cents(order.total * percent / 100)
        p.note(
            "deposit-over-legal-limit", "order", order.id, f"a deposit of {percent}% of the order"
        )
    for share in (Decimal(0), Decimal("0.4"), Decimal("0.9")):
        order = p.take(
            lambda o: o.payment_method == "prepaid" and o.status in ("shipped", "completed")
        )
        order.payments[0].amount = cents(order.total * share)
        if share == 0:
            order.payments = []
        p.note(
            "prepaid-order-shipped-unpaid",
            "order",
            order.id,
            f"shipped when {share * 100:.0f}% was paid",
        )
    for _ in range(2):
        order = p.take(
            lambda o: o.status == "cancelled"
            and not o.shipments
            and not o.invoices
            and o.confirmed_at
        )
        order.payments = [
            p.new_payment(
                order.id, order.customer_name, "货款", order.total, order.confirmed_at.date()
            )
        ]
        p.note("cancelled-order-not-refunded", "order", order.id, "cancelled, payment kept")
