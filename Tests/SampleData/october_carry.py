"""What of September stands in October's exports again, as it was or put right.

A system exports what is open or was changed in the month. An order comes with everything about it;
what of it nobody touched is found again, by the same rules on the same keys.
"""

import copy
from types import SimpleNamespace

from october_month import add_shipment_fields, net_of
from october_remedies import MASTER_REMEDIES, REMEDIES, STRAY_REMEDIES

# Orders of September that come again as they were, without `DD2509`.
UNCHANGED = """
    0012 0023 0027 0034 0036 0038 0043 0046 0051 0057 0066 0070 0072 0084 0089 0090 0101
    0112 0114 0118 0124 0126 0133 0144 0186 0190 0192 0196 0200 0210 0211 0220 0222 0242
    0257 0259 0264 0265 0266 0271 0279 0282 0301 0302 0303 0305 0311 0315 0316
""".split()
# Documents that belong to no order known, and come again.
STRAY = ("KP25090186", "SK25090338", "TS2509016", "TS2509017")

# Rules that cannot run in October, for their exports were not handed over: by words in their names,
# and the others.
NOT_RUN_ABOUT = (
    # They speak of documents of the month alone.
    "numbers-skipped",
    "intention",
    "production",
    "tracking",
    "tracked",
    "status-",
    "exception",
    "received-",
    "late-delivery",
    "failed-check",
    "quality-check-",
    "quality-checked",
)
NOT_RUN = {
    "custom-made-production-without-advance",
    "credit-limit-exceeded",
    "credit-order-without-valid-rating",
    "poor-rating-order-not-prepaid",
}


def carry(planting, september):
    """Adds September's documents and their faults to the month; gives back what became of each."""
    month = planting.month
    numbers = {f"DD2509{number}" for number in UNCHANGED} | set(REMEDIES)
    bundle = copy.deepcopy(belongings(september.month, numbers))
    rows = faults_of(september, keys_of(bundle) | master_keys(september))
    gone = {}
    for number, remedy in REMEDIES.items():
        order = next(o for o in bundle.orders if o.id == number)
        note_gone(gone, remedy(planting, bundle, order))
    for remedy in STRAY_REMEDIES:
        note_gone(gone, remedy(planting, bundle))
    for row in rows:
        what = next((what for test, what in MASTER_REMEDIES if test(row)), None)
        if what:
            gone[row.rule, row.key] = what
    add_bundle(month, bundle)
    return enter(planting, rows, gone)


def note_gone(gone, told):
    for rule, key, what in told:
        gone[rule, key] = what


def enter(planting, rows, gone):
    """Notes the faults that come again; what became of all of them is the table of issues."""
    issues = []
    for row in rows:
        what = gone.pop((row.rule, row.key), None)
        if what is None:
            planting.rows.append(row)
        issues.append(
            SimpleNamespace(
                rule=row.rule,
                entity=row.entity,
                key=row.key,
                september=row.what,
                is_carried=what is None,
                what=what or "stands as it was",
            )
        )
    if gone:
        raise ValueError(f"remedied, and not planted in September: {sorted(gone)}")
    return issues


# -- What belongs to an order


def belongings(month, numbers):
    """Copies of the orders and of all that is about them."""
    orders = [o for o in month.orders if o.id in numbers and (o.lines or not has_twin(month, o))]
    shipments = {s.id for o in orders for s in o.shipments}

    def of(documents):
        return [d for d in documents if d.order_id in numbers]

    return SimpleNamespace(
        orders=orders,
        surveys=of(month.surveys),
        returns=of(month.returns),
        complaints=[
            c for c in month.stray_complaints if c.order_id in numbers or c.id in STRAY
        ],
        risks=of(month.risk.risks),
        approvals=of(month.catalogue.approvals),
        permits=[p for p in month.catalogue.permits if p.shipment.id in shipments],
        changes=of(month.execution.changes),
        invoices=[i for i in month.stray_invoices if i.id in STRAY],
        payments=[p for p in month.stray_payments if p.id in STRAY],
    )


def has_twin(month, order):
    """Whether another order bears the same number, and has the lines."""
    return any(o.id == order.id and o.lines for o in month.orders if o is not order)


def keys_of(bundle):
    """The keys of every document of the bundle, and of its lines and groups."""
    keys = {order.id for order in bundle.orders}
    for order in bundle.orders:
        keys |= {f"{order.id} / {part}" for x in order.lines for part in (x.number, x.code)}
        if order.contract:
            keys |= {order.contract.id} | line_keys(order.contract)
        for document in order.invoices + order.shipments:
            keys |= {document.id} | line_keys(document)
        keys |= {payment.id for payment in order.payments}
        keys |= {complaint.id for complaint in order.complaints}
        keys |= {invoice.number for invoice in order.invoices}
    for name in ("surveys", "returns", "complaints", "risks", "approvals", "changes"):
        keys |= {document.id for document in getattr(bundle, name)}
    keys |= {document.id for document in bundle.invoices + bundle.payments}
    return keys | {f"{permit.number} / {permit.kind}" for permit in bundle.permits}


def line_keys(document):
    return {f"{document.id} / {line.number}" for line in document.lines}


def master_keys(september):
    """Suppliers, customers and prices: lists that come whole, with what stands wrong in them."""
    month = september.month
    names = {row.name for row in month.risk.suppliers + month.risk.customers}
    return names | {"C404", "F107"}


def faults_of(september, keys):
    return [
        copy.copy(row)
        for row in september.rows
        if row.key in keys
        and row.rule not in NOT_RUN
        and not any(word in row.rule for word in NOT_RUN_ABOUT)
    ]


# -- Into the month


def add_bundle(month, bundle):
    for order in bundle.orders:
        order.net = net_of(order) if all(hasattr(x, "rate") for x in order.lines) else None
        for shipment in order.shipments:
            add_shipment_fields(order, shipment)
    month.orders += bundle.orders
    contracts = {order.contract.id: order.contract for order in bundle.orders if order.contract}
    month.contracts += contracts.values()
    month.contracts.sort(key=lambda contract: contract.id)
    month.stray_complaints += bundle.complaints
    month.stray_invoices += bundle.invoices
    month.stray_payments += bundle.payments
    month.surveys = by_id(bundle.surveys + month.surveys)
    month.returns = by_id(bundle.returns + month.returns)
    month.risk.risks = by_id(bundle.risks + month.risk.risks)
    month.execution.changes = by_id(bundle.changes + month.execution.changes)
    month.catalogue.approvals = by_id(bundle.approvals)
    permits = bundle.permits + month.catalogue.permits
    month.catalogue.permits = sorted(permits, key=lambda p: (p.shipment.id, p.kind, p.number))


def by_id(documents):
    return sorted(documents, key=lambda document: document.id)
