"""The faults of October's own documents: of rules that September could not show, and of its kinds.

Each order bears one. What comes of it by other rules is noted with it.
"""

import datetime
from collections import defaultdict
from decimal import Decimal

import catalogue_records
import company
import month as clean
import satisfaction_month
from numbering_faults import note_what_is_left_out, number_paper_invoices
from october_deliveries import plant_deliveries
from october_old_case import plant_old_case
from october_tender import plant_tender
from period import OCTOBER
from planting import (
    by_carrier,
    has_own_contract,
    is_company,
    is_invoiced,
    is_signed,
    key,
)
from workdays import DAY

SPLIT = ("鹭岫里装饰工程（栖峤）有限公司", "荀知白", "sales director")
MANAGER = company.SALES_MANAGERS[1]
GONE = ("shipped", "completed", "cancelled")


def plant_october_faults(planting, september):
    planting.known = customers_by_rule(september)
    plant_lists(planting)
    plant_split(planting)
    plant_risks(planting)
    plant_change(planting)
    plant_margins(planting)
    plant_suppliers(planting)
    plant_specifications(planting)
    plant_contacts(planting)
    plant_approvals(planting)
    plant_contracts(planting)
    plant_money(planting)
    plant_shipments(planting)
    plant_timber(planting)
    plant_service(planting)
    plant_old_case(planting)
    plant_tender(planting)
    number_paper_invoices(planting, OCTOBER)
    note_what_is_left_out(planting, OCTOBER)
    plant_deliveries(planting)


def customers_by_rule(september):
    """On whose documents each rule found something in September."""
    owners = {}
    for order in september.month.orders:
        documents = [order, *order.shipments, *order.invoices]
        for document in documents + [order.contract] * bool(order.contract):
            owners[document.id] = order.customer_name
    known = defaultdict(set)
    for row in september.rows:
        known[row.rule].add(owners.get(row.key))
    return known


def take_again(p, rule, test):
    """An order of a customer on whom the rule found something already, if there is one."""
    again = [o for o in p.spare() if test(o) and o.customer_name in p.known[rule]]
    return p.take((lambda o: o is again[0]) if again else test)


def is_free(p, order):
    return any(other is order for other in p.spare())


# -- Lists


def plant_lists(p):
    """What the product and price lists still have wrong, on every order of the month."""
    products = {product.code: product for product in p.month.catalogue.products}
    products["H302"].grade, products["F103"].status = "E2", "discontinued"
    for order in p.month.orders:
        for line in order.lines:
            if order.status == "cancelled":
                continue
            if line.code == "H302":
                what = "the product list gives H302 the grade E2"
                p.note("formaldehyde-grade-not-permitted", "order line", key(order, line), what)
            if line.code == "F103" and order.status not in GONE:
                what = "the product list says that F103 is discontinued"
                p.note("discontinued-product-ordered", "order line", key(order, line), what)
    prices = p.month.catalogue.prices
    prices.append(catalogue_records.price("F107", Decimal("1950.00"), (2025, 11, 1), None))
    # September's gap is closed, and the price of October was not raised after all.
    next(x for x in prices if x.code == "H304" and not x.valid_to).valid_to = datetime.date(2025, 9, 30)
    prices.append(catalogue_records.price("H304", Decimal("68000.00"), (2025, 10, 1), None))
    prices.sort(key=lambda price: (price.code, price.valid_from))


def plant_split(p):
    numbers = [
        o.id
        for o in p.month.orders
        if (o.customer_name, o.created_by, o.approver_role) == SPLIT
    ]
    what = f"{' and '.join(numbers)} together above the limit of the director"
    p.note("orders-split-under-approval-limit", "order", " / ".join(SPLIT), what)


# -- What the newer systems show


def plant_margins(p):
    costs = {cost.order_id: cost for cost in p.month.risk.costs}
    for share in (103, 93, 97):
        order = p.take(lambda o: o.id in costs and o.status == "completed")
        cost = costs[order.id]
        cost.other = None
        cost.material = clean.cents(order.net * share / 100) - cost.processing - cost.transport
        if share > 100:
            what = f"costs of {share}% of the net amount"
            p.note("order-sold-at-loss", "order", order.id, what)
        else:
            what = f"{100 - share}% of the net amount left after costs"
            p.note("order-margin-below-minimum", "order", order.id, what)


def plant_suppliers(p):
    """Some goods come straight from their suppliers, two of whom ought not to send any."""
    suppliers = {row.name: row for row in p.month.risk.suppliers}
    glass, logs = suppliers["霁州采薇玻璃有限公司"], suppliers["砚溪岫里原木有限公司"]
    glass.valid_to = datetime.date(2025, 10, 12)
    for name in ("霁州鹿鸣板材有限公司", "澜浦屿坞锯材有限公司"):
        p.take(by_carrier).shipments[0].supplier_name = name
    for row, what in (
        (logs, "sent by a supplier disqualified in April"),
        (glass, "sent by a supplier whose qualification ended on 2025-10-12"),
    ):
        order = p.take(
            lambda o: is_signed(o) and o.shipments[0].shipped_at.date() > glass.valid_to
        )
        shipment = order.shipments[0]
        shipment.supplier_name = row.name
        p.note("goods-from-unqualified-supplier", "shipment", shipment.id, what)


def plant_specifications(p):
    for other in ("1200×700×750mm 本色", "漆面换深色"):
        order = p.take(is_signed)
        shipment = order.shipments[0]
        line = shipment.lines[0]
        line.specification = other
        what = "another specification packed than ordered"
        rule = "shipment-specification-differs-from-order"
        p.note(rule, "shipment line", key(shipment, line), what)


def plant_contacts(p):
    for email, what in (
        ("buyer4471@example", "the domain cut short"),
        ("buyer 2093@example.cn", "a blank within"),
        ("buyer3316＠example.cn", "the sign of full width"),
    ):
        order = p.take(lambda o: o.email)
        order.email = email
        p.note("order-email-malformed", "order", order.id, what)
    order = p.take(lambda o: not o.shipments and o.status != "cancelled")
    order.phone = order.phone[:-1]
    p.note("contact-phone-invalid", "order", order.id, "one digit short")
    order = p.take(is_signed)
    order.consignee = None
    p.note("order-delivery-contact-missing", "order", order.id, "consignee left empty")


# -- Kinds of September that come back


def plant_approvals(p):
    """The sales manager of September enters orders himself again, and approves beyond his limit."""
    for _ in range(2):
        order = p.take(lambda o: o.approved_by == MANAGER and not o.contract)
        order.created_by = MANAGER
        what = f"entered and approved by {MANAGER}"
        p.note("order-approved-by-creator", "order", order.id, what)
    order = p.take(lambda o: o.approver_role == "sales director" and has_own_contract(o))
    order.approver_role, order.approved_by = "sales manager", MANAGER
    p.note("order-approved-over-limit", "order", order.id, f"{order.total} by a sales manager")


def plant_contracts(p):
    order = p.take(has_own_contract)
    order.contract.legal_review_result, order.contract.legal_review_date = "审核中", None
    what = "signed with the review result 审核中"
    p.note("contract-signed-without-legal-review", "contract", order.contract.id, what)
    order = p.take(has_own_contract)
    order.contract.signed_by = None
    what = "signed, by whom left empty"
    p.note("contract-signed-without-signatory", "contract", order.contract.id, what)
    order = take_again(p, "order-without-contract", has_own_contract)
    contract, order.contract, order.contract_id = order.contract, None, None
    p.month.contracts.remove(contract)
    p.note("order-without-contract", "order", order.id, "no contract number")


def plant_money(p):
    rule = "prepaid-order-shipped-unpaid"
    order = take_again(p, rule, lambda o: o.payment_method == "prepaid" and is_signed(o))
    order.payments.clear()
    p.note(rule, "order", order.id, "nothing received")
    order = p.take(lambda o: o.payment_method == "on delivery" and is_signed(o))
    order.payments.clear()
    p.note("on-delivery-order-completed-unpaid", "order", order.id, "nothing received")
    order = p.take(lambda o: is_invoiced(o) and is_company(o))
    order.invoices[0].buyer_tax_number = None
    what = "tax number left empty"
    p.note("special-invoice-without-buyer-tax-number", "invoice", order.invoices[0].id, what)
    order = p.take(is_invoiced)
    order.invoices[0].issuer = order.created_by
    what = "issued by who entered the order"
    p.note("invoice-issued-by-order-creator", "invoice", order.invoices[0].id, what)
    order = take_again(p, "invoice-before-order", is_invoiced)
    order.invoices[0].issued_date = order.ordered_at.date() - 2 * DAY
    p.note("invoice-before-order", "invoice", order.invoices[0].id, "2 days before the order")


def plant_shipments(p):
    order = take_again(p, "waybill-number-malformed", by_carrier)
    order.shipments[0].waybill_number = order.shipments[0].waybill_number[:-4]
    p.note("waybill-number-malformed", "shipment", order.shipments[0].id, "four characters short")
    order = p.take(by_carrier)
    order.shipments[0].waybill_number = None
    p.note("waybill-number-missing", "shipment", order.shipments[0].id, "the number left empty")
    order = take_again(p, "shipment-address-differs", is_signed)
    order.shipments[0].address = company.address(p.rng)
    p.note("shipment-address-differs", "shipment", order.shipments[0].id, "another address")
    order = take_again(p, "delivered-late", lambda o: is_signed(o) and not o.contract)
    order.promised_date = order.shipments[0].signed_at.date() - 2 * DAY
    p.note("delivered-late", "shipment", order.shipments[0].id, "2 days late")
    # Delivered, and the warehouse did not enter it.
    order = p.take(is_signed)
    shipment = order.shipments[0]
    shipment.signed_at = shipment.signed_by = None
    p.note("completed-order-not-signed", "order", order.id, "no signature on record")


def plant_timber(p):
    """Boards without the paper that says where they come from."""
    permit = next(
        permit
        for permit in p.month.catalogue.permits
        if permit.kind == "origin" and is_free(p, permit.shipment.order)
    )
    order = p.take(lambda o: o is permit.shipment.order)
    p.month.catalogue.permits.remove(permit)
    line = next(x for x in permit.shipment.lines if x.code == permit.code)
    p.note(
        "timber-shipped-without-proof-of-origin",
        "shipment line",
        key(permit.shipment, line),
        f"no paper for the boards of {order.id}",
    )


def plant_service(p):
    plant_surveys(p)
    order = p.take(lambda o: is_signed(o) and o.shipments[0].signed_at.day < 25)
    for number, cause in enumerate([None, "人为"], 90):
        moment = satisfaction_month.signed_at(order) + clean.HOUR * (number - 70)
        complaint = satisfaction_month.make_complaint(p.rng, order, moment)
        complaint.id = f"TS{OCTOBER.code}{number:03}"
        complaint.cause, complaint.closed_at = cause, complaint.answered_at + DAY
        p.month.stray_complaints.append(complaint)
    p.note("complaint-closed-prematurely", "complaint", "TS2510090", "closed without a cause")
    p.note("order-with-repeated-complaints", "order", order.id, "two complaints")


def plant_surveys(p):
    """A low score nobody asked the reason of, and a call on a day that is in no calendar."""
    found = [s for s in p.month.surveys if s.score and s.score > 2]
    silent, called = found[:2]
    silent.score, silent.comment = 2, None
    satisfaction_month.call(p.rng, silent, silent.answered_at.date())
    silent.followed_up_at = silent.answered_at + clean.HOUR
    p.note("low-score-without-reason", "satisfaction survey", silent.id, "no reason entered")
    called.score, called.reason, called.comment = 1, "服务态度", "问了三次才有人回"
    called.followed_up_at, called.followed_up_by = "2025/10/32 9:40:00", "车知夏"
    what = "day of the call written 2025/10/32"
    p.note("low-score-not-followed-up", "satisfaction survey", called.id, what, "undetermined")


def plant_risks(p):
    risks = p.month.risk.risks
    order = next(o for o in p.spare() if o.total >= 500_000 and o.status != "cancelled")
    p.take(lambda o: o is order)
    risks = p.month.risk.risks = [r for r in risks if r.order is not order]
    what = f"an order over {order.total:.0f}, and nothing in the risk register"
    p.note("order-without-risk-assessment", "order", order.id, what)
    risk = next(r for r in risks if r.status == "closed" and r.measure and is_free(p, r.order))
    p.take(lambda o: o is risk.order)
    risk.executed_at = None
    what = "closed without the measure"
    p.note("closed-risk-without-executed-measure", "risk", risk.id, what)
    risk = next(r for r in risks if r.measure is None and is_free(p, r.order))
    p.take(lambda o: o is risk.order)
    risk.likelihood, risk.impact, risk.level, risk.status = 4, 5, "extreme", "open"
    p.note("severe-risk-without-measure", "risk", risk.id, "extreme, and no measure")


def plant_change(p):
    change = next(
        c for c in p.month.execution.changes if c.status == "已执行" and is_free(p, c.order)
    )
    p.take(lambda o: o is change.order)
    change.approved_by = None
    what = "executed, no approver on record"
    p.note("change-executed-without-approval", "order change", change.id, what)
