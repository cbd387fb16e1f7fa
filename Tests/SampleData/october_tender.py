"""A public buyer who orders in three pieces what it would have had to tender as one."""

import copy
import datetime
from decimal import Decimal
from types import SimpleNamespace

import company
import month as clean
from october_month import net_of

# An order of the month, small and signed for, that two large ones follow on the last day.
FIRST = "DD25100078"
FURTHER = (
    ("DD25100097", datetime.datetime(2025, 10, 31, 17, 21), "舒砚秋", {"F105": 120, "F101": 140}),
    ("DD25100098", datetime.datetime(2025, 10, 31, 17, 38), "闵青梧", {"F102": 1100, "F104": 160}),
)


def plant_tender(p):
    first = next(order for order in p.month.orders if order.id == FIRST)
    orders = [first] + [further_order(first, *further) for further in FURTHER]
    p.month.orders += orders[1:]
    what = f"three orders of {sum(o.total for o in orders)} together, each below what is tendered"
    key = f"{first.customer_name} / {first.kind} / {first.product_class}"
    p.note("government-orders-split-under-tender-limit", "order", key, what)


def further_order(first, number, moment, creator, quantities):
    """One more order of the same buyer, that nobody has reviewed yet."""
    order = copy.copy(first)
    order.id, order.ordered_at, order.created_by = number, moment, creator
    order.received_at = moment - 20 * clean.MINUTE
    order.contract = order.contract_id = None
    order.approver_role = order.approved_by = order.approved_at = order.confirmed_at = None
    order.status, order.promised_date = "pending-review", datetime.date(2025, 11, 28)
    order.shipments, order.invoices, order.payments, order.complaints = [], [], [], []
    order.lines = [line(n, code, count) for n, (code, count) in enumerate(quantities.items(), 1)]
    order.total = sum(x.amount for x in order.lines)
    order.net = net_of(order)
    return order


def line(number, code, count):
    product = next(x for x in company.products("ordinary") if x.code == code)
    return SimpleNamespace(
        number=number,
        product=product,
        code=code,
        name=product.name,
        specification=product.specification,
        unit=product.unit,
        quantity=Decimal(count),
        price=product.price,
        discount=Decimal(0),
        amount=count * product.price,
        rate=product.rate,
    )
