"""What was put right of September's documents in October, and what remains to be said of it.

Each remedy changes the copy of an order and what belongs to it, and tells the faults that are gone
by it: (rule, key, what happened).
"""

import datetime
from decimal import Decimal

import catalogue_records
import company
import month as clean
from workdays import DAY

PAPERS_OF_REMEDIES = 300


def moment(day, hour=10, minute=20):
    return datetime.datetime(2025, 10, day, hour, minute)


def only(documents, order):
    return next(d for d in documents if d.order_id == order.id)


# -- Orders and contracts


def enter_signatory(planting, bundle, order):
    order.contract.signed_by = order.approved_by
    what = "who signed was entered"
    return [("contract-signed-without-signatory", order.contract.id, what)]


def enter_review(planting, bundle, order):
    contract = order.contract
    contract.legal_review_result = "通过"
    contract.legal_review_date = contract.signed_date - DAY
    what = "the review, passed before signing, was entered"
    return [("contract-signed-without-legal-review", contract.id, what)]


def correct_contract(planting, bundle, order):
    """The discount agreed upon stands in the contract now."""
    line = order.contract.lines[0]
    line.amount = order.lines[0].amount
    order.contract.total = sum(x.amount for x in order.contract.lines)
    what = "the contract was changed to the amount of the order"
    return [("order-total-differs-from-contract", order.id, what)]


def enter_promise(planting, bundle, order):
    order.promised_date = datetime.date(2025, 10, 24)
    return [("order-promised-date-missing", order.id, "the promised date was entered")]


def correct_phone(planting, bundle, order):
    order.phone = order.customer.phone
    for shipment in order.shipments:
        shipment.phone = order.phone
    return [("contact-phone-invalid", order.id, "the number was asked for and corrected")]


def correct_total(planting, bundle, order):
    order.total = sum(line.amount for line in order.lines)
    return [("order-total-differs-from-lines", order.id, "the total was corrected")]


def drop_twin(planting, bundle, order):
    """The second order of the number is gone, and with it the doubt about its lines."""
    what = "the second order of the number was deleted"
    gone = [("duplicate-order-number", order.id, what)]
    for line in order.lines:
        gone += [(rule, f"{order.id} / {line.number}", what) for rule in TWIN_DOUBTS]
    return gone


TWIN_DOUBTS = (
    "completed-order-not-fully-shipped",
    "custom-made-line-without-dimensions",
    "discontinued-product-ordered",
    "order-line-not-in-contract",
    "order-price-below-lowest",
    "order-price-differs-from-contract",
    "order-price-neither-listed-nor-approved",
    "order-quantity-differs-from-contract",
    "order-specification-differs-from-contract",
    "ordered-product-not-in-catalogue",
)


# -- Money


def pay_rest(planting, bundle, order):
    rest = order.total - sum(p.amount for p in order.payments)
    payer, day = order.customer_name, datetime.date(2025, 10, 10)
    order.payments.append(planting.new_payment(order.id, payer, "货款", rest, day))
    return [("prepaid-order-shipped-unpaid", order.id, f"the rest of {rest} was paid")]


def refund(planting, bundle, order):
    paid = sum(p.amount for p in order.payments)
    payer, day = order.customer_name, datetime.date(2025, 10, 13)
    order.payments.append(planting.new_payment(order.id, payer, "退款", -paid, day))
    return [("cancelled-order-not-refunded", order.id, "refunded on 2025-10-13")]


def reverse_surplus(planting, bundle, order):
    surplus = order.invoices[-1]
    red = clean.make_invoice(planting.rng, order, [], datetime.date(2025, 10, 15))
    red.lines = [negative(line) for line in surplus.lines]
    clean.total_up(red)
    named = planting.new_invoice(order, order.lines)
    red.id, red.number, red.original_number = named.id, named.number, surplus.number
    surplus.status = "已红冲"
    order.invoices.append(red)
    what = f"a credit note over {-red.total} was issued"
    return [("invoices-exceed-order", order.id, what)]


def negative(line):
    red = clean.SimpleNamespace(**vars(line))
    red.quantity, red.net, red.tax = -line.quantity, -line.net, -line.tax
    return red


def correct_invoice_totals(planting, bundle, order):
    invoice = order.invoices[0]
    clean.total_up(invoice)
    what = "the totals were added up anew"
    return [("invoice-totals-differ-from-lines", invoice.id, what)]


def enter_tax_number(planting, bundle, order):
    invoice = order.invoices[0]
    invoice.buyer_tax_number = order.customer_tax_number
    what = "the tax number was entered"
    return [("special-invoice-without-buyer-tax-number", invoice.id, what)]


# -- Shipments


def enter_signature(planting, bundle, order):
    shipment = order.shipments[0]
    shipment.signed_at = shipment.shipped_at.replace(hour=15, minute=10) + DAY
    shipment.signed_by = order.consignee
    return [("completed-order-not-signed", order.id, "the signed receipt was found and entered")]


def enter_shipment(planting, bundle, order):
    """What had left is on record now, under a number of October."""
    shipment = clean.plan_shipment(planting.rng, order, clean.OWN_FLEET, order.production_days)
    shipment.id, shipment.signed_at, shipment.signed_by = planting.new_shipment_id(), None, None
    shipment.lines = packed(order.lines)
    order.shipments.append(shipment)
    add_papers(planting, bundle, shipment)
    return [("shipped-order-without-shipment", order.id, f"its shipment {shipment.id} was entered")]


def add_papers(planting, bundle, shipment):
    """The origin of the boards in a shipment that was not on record as sent in September."""
    papers = catalogue_records.Papers(planting.rng)
    papers.counts = {"origin": PAPERS_OF_REMEDIES + len(bundle.permits)}
    for line in shipment.lines:
        if line.code == "T201":
            bundle.permits.append(papers.add("origin", shipment, line))


def packed(lines):
    return [
        clean.SimpleNamespace(
            number=number, code=line.code, name=line.name, unit=line.unit, quantity=line.quantity
        )
        for number, line in enumerate(lines, 1)
    ]


def send_rest(planting, bundle, order):
    """What was short was sent in October, and came after the day that was promised."""
    rest = clean.SimpleNamespace(**vars(order.shipments[0]))
    rest.id, rest.created_date = planting.new_shipment_id(), datetime.date(2025, 10, 9)
    rest.waybill_number = clean.waybill_number(planting.rng, rest.carrier)
    rest.quality_check_date = rest.created_date
    rest.packed_at, rest.shipped_at = moment(9, 14), moment(10, 9)
    rest.signed_at = moment(14, 11)
    line = order.lines[0]
    sent = sum(x.quantity for s in order.shipments for x in s.lines if x.code == line.code)
    rest.lines = packed([line])
    rest.lines[0].quantity = line.quantity - sent
    order.shipments.append(rest)
    what = "what was short came after the promised day"
    planting.note("delivered-late", "shipment", rest.id, what)
    what = f"the rest was sent with {rest.id}"
    return [("completed-order-not-fully-shipped", f"{order.id} / {line.number}", what)]


def correct_consignee(planting, bundle, order):
    shipment = order.shipments[0]
    shipment.consignee = order.consignee
    return [("shipment-consignee-differs", shipment.id, "the consignee was corrected")]


def enter_waybill(planting, bundle, order):
    shipment = order.shipments[0]
    shipment.waybill_number = clean.waybill_number(planting.rng, shipment.carrier)
    return [("waybill-number-missing", shipment.id, "the number was entered")]


def enter_dispatch(planting, bundle, order):
    shipment = order.shipments[0]
    shipment.shipped_at = shipment.signed_at - 3 * DAY
    shipment.shipped_by = company.DISPATCHERS[0]
    add_papers(planting, bundle, shipment)
    return [("signed-without-dispatch", shipment.id, "the time of dispatch was entered")]


def enter_permit_end(planting, bundle, order):
    permit = next(p for p in bundle.permits if p.kind == "quarantine" and p.valid_to is None)
    permit.valid_to = permit.issued + 15 * DAY
    key = f"{permit.number} / {permit.kind}"
    return [("permit-not-valid-on-shipment-day", key, "until when it is valid was entered")]


# -- Customer service, risks, changes


def enter_cause(planting, bundle, order):
    complaint = only(bundle.complaints, order)
    complaint.cause = "送货排期重叠"
    return [("complaint-closed-prematurely", complaint.id, "the cause was entered")]


def enter_reason(planting, bundle, order):
    survey = only(bundle.surveys, order)
    survey.reason = "产品质量"
    return [("low-score-without-reason", survey.id, "the customer was asked for the reason")]


def enter_inspection(planting, bundle, order):
    item = only(bundle.returns, order)
    item.inspection = "合格"
    what = "the result of the inspection was entered"
    return [("return-settled-without-acceptance", item.id, what)]


def enter_return_approval(planting, bundle, order):
    item = only(bundle.returns, order)
    item.approved_by = "乜疏影"
    return [("return-handled-without-approval", item.id, "who approved it was entered")]


def take_measure(planting, bundle, order):
    risk = next(r for r in bundle.risks if r.order_id == order.id and r.measure is None)
    risk.measure, risk.owner = "加派驻线质检", "祝远岑"
    risk.measure_due, risk.executed_at = datetime.date(2025, 10, 17), moment(15)
    return [("severe-risk-without-measure", risk.id, "a measure was taken")]


def name_owner(planting, bundle, order):
    risk = next(
        r for r in bundle.risks if r.order_id == order.id and None in (r.owner, r.measure_due)
    )
    risk.owner = risk.owner or "蒲听澜"
    risk.measure_due = risk.measure_due or datetime.date(2025, 11, 14)
    what = "owner and due date were entered"
    return [("risk-measure-without-owner-or-due-date", risk.id, what)]


def enter_requester(planting, bundle, order):
    change = only(bundle.changes, order)
    change.requested_by = company.CREATORS[0]
    return [("change-approved-by-requester", change.id, "the requester was entered")]


def correct_billing(planting, bundle, order):
    """The invoice writes the customer's tax number as the order does."""
    invoice = order.invoices[0]
    invoice.buyer_tax_number = order.customer_tax_number
    return [("invoice-buyer-tax-number-differs", invoice.id, "the tax number was corrected")]


REMEDIES = {
    "DD25090004": enter_signatory,
    "DD25090029": enter_reason,
    "DD25090071": enter_return_approval,
    "DD25090073": enter_inspection,
    "DD25090087": enter_waybill,
    "DD25090105": enter_cause,
    "DD25090169": send_rest,
    "DD25090191": reverse_surplus,
    "DD25090197": enter_permit_end,
    "DD25090199": correct_invoice_totals,
    "DD25090204": correct_billing,
    "DD25090217": enter_dispatch,
    "DD25090223": enter_signature,
    "DD25090233": take_measure,
    "DD25090234": pay_rest,
    "DD25090239": correct_consignee,
    "DD25090240": enter_requester,
    "DD25090241": enter_tax_number,
    "DD25090247": name_owner,
    "DD25090252": enter_shipment,
    "DD25090262": correct_contract,
    "DD25090272": refund,
    "DD25090274": correct_phone,
    "DD25090284": enter_promise,
    "DD25090288": correct_total,
    "DD25090312": drop_twin,
    "DD25090314": enter_review,
}


# -- What belongs to no order


def name_order(planting, bundle):
    complaint = next(c for c in bundle.complaints if c.id == "TS2509017")
    complaint.order_id = "DD25090029"
    return [("complaint-without-order", complaint.id, "the order it is about was entered")]


def correct_suppliers(planting, bundle):
    suppliers = {row.name: row for row in planting.month.risk.suppliers}
    wood, leather, wheels = "砚溪松坞木皮有限公司", "枫汀白鹭洲皮革有限公司", "霁州野渡轮脚有限公司"
    suppliers[wood].lead = suppliers[wood].agreed
    suppliers[leather].status = "probation"
    row = suppliers[wheels]
    row.on_time, row.rejected = row.on_time or Decimal("97.1"), row.rejected or Decimal("0.9")
    below = "qualified-supplier-below-standard"
    return [
        ("supplier-lead-time-exceeded", wood, "delivers as agreed again"),
        (below, leather, "put on probation"),
        (below, wheels, "the figure that was missing was entered"),
    ]


STRAY_REMEDIES = [name_order, correct_suppliers]

# Entries of the lists that were put right, and with them what was found on every document.
MASTER_REMEDIES = [
    (lambda row: row.what.startswith("H301 was left out"), "H301 was entered in the product list"),
    (
        lambda row: row.what.startswith("the product list has H304"),
        "the tax category of H304 was corrected",
    ),
    (
        lambda row: row.what.startswith("no tax category of H302"),
        "the tax category of H302 was entered",
    ),
    (
        lambda row: row.what.startswith("no price of H304"),
        "the list price holds again until the new one",
    ),
    (
        lambda row: row.rule == "hazardous-goods-sent-by-parcel",
        "the lacquer goes no longer with F104, says the product list",
    ),
    (
        lambda row: row.rule == "order-tax-number-differs-from-customer-file",
        "the tax number in the customer's file was entered",
    ),
    (
        lambda row: row.rule == "customer-contact-unusable" and row.key == "桑疏影",
        "the contact was entered",
    ),
    (
        lambda row: row.rule == "price-list-entries-overlap" and row.key == "C404",
        "the old price was given its end",
    ),
]  # fmt: skip
