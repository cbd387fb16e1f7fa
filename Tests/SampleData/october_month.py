"""October 2025 without a fault: new orders of the same customers, and what newer systems bring."""

import random
from types import SimpleNamespace

import catalogue_records
import execution_month
import risk_records
import satisfaction_month
from exports import is_in_newer_system
from intention_month import working_day
from month import HOUR, cents, make_month
from period import OCTOBER
from planting import Planting

SEED = 20251001
# Its phone is still the wrong one in its file.
UNREACHABLE = "峤野渡装饰工程（澜浦）有限公司"
# Papers of timber were numbered up to here before the month.
PAPERS_BEFORE = 200


def make_october(september):
    """The new orders of October, with everything about them, and the book of their faults.

    Numbers of documents are given here; what is planted later has numbers behind them.
    """
    rng = random.Random(SEED)
    numbers = [int(c.id.split("-")[2]) for c in september.contracts]
    first_contract = max(numbers) + 1
    month = make_month(rng, OCTOBER, september.customers, first_contract)
    planting = Planting(month, rng)
    for contract in month.contracts:
        # Nobody signs or reviews on a holiday.
        contract.signed_date = working_day(contract.signed_date)
        contract.legal_review_date = working_day(contract.legal_review_date)
    add_newer_fields(month)
    add_catalogue(month, rng)
    add_risk(month, september, rng)
    add_service(month, rng)
    add_changes(month, rng)
    month.receipts_by_hand = []
    return planting


def add_newer_fields(month):
    """Net amounts of orders, specifications of what was packed, suppliers of what they send."""
    for order in month.orders:
        order.net = net_of(order)
        for shipment in order.shipments:
            add_shipment_fields(order, shipment)


def net_of(order):
    return sum(cents(line.amount / (1 + line.rate)) for line in order.lines)


def add_shipment_fields(order, shipment):
    shipment.supplier_name = getattr(shipment, "supplier_name", None)
    specifications = {line.code: line.specification for line in order.lines}
    for line in shipment.lines:
        line.specification = specifications.get(line.code)


# -- What the lists say


def add_catalogue(month, rng):
    month.catalogue = SimpleNamespace(
        products=catalogue_records.make_products(),
        prices=catalogue_records.make_prices(),
        approvals=[],
        permits=make_papers(month, rng).permits,
    )


def make_papers(month, rng):
    """Every shipment of logs has been felled and looked at, every one of boards has an origin."""
    papers = catalogue_records.Papers(rng)
    papers.counts = dict.fromkeys(("harvest", "quarantine", "origin"), PAPERS_BEFORE)
    logs = catalogue_records.shipped_timber(month, "T204")
    catalogue_records.add_harvests(papers, logs)
    for shipment, line in logs:
        papers.add("quarantine", shipment, line)
    for shipment, line in catalogue_records.shipped_timber(month, "T201"):
        papers.add("origin", shipment, line)
    return papers


def add_risk(month, september, rng):
    """The register and the costs are new, suppliers and customers are those of September."""
    month.risk = SimpleNamespace(
        risks=risk_records.make_risks(month.orders, rng),
        customers=current_customer_files(september),
        suppliers=[SimpleNamespace(**vars(row)) for row in september.risk.suppliers],
        costs=make_costs(month, rng),
        receivables=None,
        costs_by_hand=[],
    )
    ordered = sorted(month.risk.risks, key=lambda risk: (risk.registered_at, risk.order_id))
    for number, risk in enumerate(ordered, 1):
        risk.id = f"FX{OCTOBER.code}{number:04}"
    month.risk.risks = ordered


def current_customer_files(september):
    """September's files, with what was wrong or missing in them put right."""
    files = {file.name: SimpleNamespace(**vars(file)) for file in september.risk.customers}
    for clean in risk_records.make_customer_files(september, random.Random(SEED)):
        file = files.setdefault(clean.name, clean)
        for name in ("tax_number", "contact", "phone", "email", "address"):
            setattr(file, name, getattr(clean, name))
        file.status = "active"
    files[UNREACHABLE].phone = phone_of(september, UNREACHABLE)
    return list(files.values())


def phone_of(september, name):
    return next(file.phone for file in september.risk.customers if file.name == name)


def make_costs(month, rng):
    """The costing system takes its orders from the newer order system."""
    newer = [order for order in month.orders if is_in_newer_system(order, OCTOBER)]
    return risk_records.make_costs(newer, rng)


# -- Customer service and changes


def add_service(month, rng):
    delivered = [order for order in month.orders if order.status == "completed"]
    surveys = satisfaction_month.make_surveys(rng, delivered)
    month.surveys = number(surveys, "DC", lambda s: s.answered_at or OCTOBER.exported_at)
    month.returns = number(make_returns(rng, delivered), "TH", lambda r: r.requested_at)


def make_returns(rng, delivered):
    """Goods back early enough to see them inspected and paid for."""
    found = []
    for order in delivered:
        signed = satisfaction_month.signed_at(order)
        is_early = (OCTOBER.exported_at - signed).days >= 12
        line = order.lines[0]
        if is_early and satisfaction_month.is_covered(order, line.amount) and len(found) < 4:
            item = satisfaction_month.make_return(rng, order, line, 1, "质量问题")
            satisfaction_month.take_back(rng, item)
            found.append(item)
    return [item for item in found if item.resolved_at < OCTOBER.exported_at - HOUR]


def number(documents, head, moment):
    return satisfaction_month.number_documents(documents, head + OCTOBER.code, 1, moment)


def add_changes(month, rng):
    """Changes that were carried out, asked for, or refused."""
    changeable = [order for order in month.orders if execution_month.is_changeable(order)]
    kinds = [("交期", "已执行"), ("数量", "已执行"), ("收货地点", "已驳回"), ("规格", "已执行")]
    orders = rng.sample(changeable, 8)
    changes = [
        execution_month.make_change(rng, order, *kinds[n % 4]) for n, order in enumerate(orders)
    ]
    execution_month.number_documents(changes, f"BG{OCTOBER.code}", 3, lambda c: c.requested_at)
    month.execution = SimpleNamespace(changes=sorted(changes, key=lambda c: c.id))
