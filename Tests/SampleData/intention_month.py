"""What customers asked for before they ordered, and how it was reviewed: without a fault."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

import company
from month import DAY, EXPORTED_AT, MINUTE, at
from workdays import is_working_day

REVIEWERS = ["柏临溪", "鄢若水", "谷知微"]


def make_intention(rng, order, lines=None):
    """All that an order has, or some of its lines, asked for some days before and reviewed."""
    day = order.ordered_at.date() - DAY * rng.randint(2, 6)
    intention = new_intention(rng, working_day(day))
    intention.order = order
    intention.order_id = order.id
    intention.customer_name = order.customer_name
    intention.created_by = order.created_by
    intention.delivery_date = order.promised_date
    intention.lines = [copy_line(line) for line in lines or order.lines]
    total_up(intention)
    return intention


def new_intention(rng, day):
    received_at = at(day, rng, 8, 14)
    return SimpleNamespace(
        id=None,
        order=None,
        order_id=None,
        customer_name=None,
        received_at=received_at,
        created_by=rng.choice(company.CREATORS),
        reviewed_by=rng.choice(REVIEWERS),
        reviewed_at=received_at + MINUTE * rng.randint(25, 170),
        result="通过",
        delivery_date=None,
        total=None,
        lines=[],
        faults=[],
    )


def working_day(day):
    while not is_working_day(day):
        day -= DAY
    return day


def copy_line(line):
    names = ("code", "name", "specification", "unit", "quantity", "price", "discount", "amount")
    return SimpleNamespace(**{name: getattr(line, name) for name in names})


def product_line(product, quantity):
    amount = quantity * product.price
    return SimpleNamespace(
        code=product.code,
        name=product.name,
        specification=product.specification,
        unit=product.unit,
        quantity=quantity,
        price=product.price,
        discount=0,
        amount=amount,
    )


def total_up(intention):
    """Amounts and total of the quantities and prices, less what was taken off."""
    for line in intention.lines:
        line.amount = line.quantity * line.price - line.discount
    intention.total = sum(line.amount for line in intention.lines)


def may_have_intention(order):
    """What is bought online is not asked for beforehand."""
    codes = [line.code for line in order.lines]
    return (
        order.channel != "online"
        and order.promised_date is not None
        and all(line.code and line.specification for line in order.lines)
        and len(set(codes)) == len(codes) > 0
    )


def make_intentions(rng, orders, changes):
    """Intentions of a part of the orders; what was changed afterwards stands as it was before."""
    found, number = [], 0
    for order in rng.sample(orders, min(72, len(orders))):
        valid = [c for c in changes if c.order_id == order.id and c.status == "已执行"]
        if len(order.lines) > 1 and not valid and number < 6:
            number += 1
            found += in_two(rng, order, number)
            continue
        intention = make_intention(rng, order)
        for change in valid:
            undo(intention, change)
        if len(found) % 9 == 4:
            # Reviewed while the customer waited, and ordered at once.
            intention.received_at = order.ordered_at - 50 * MINUTE
            intention.reviewed_at = order.ordered_at
        found.append(intention)
    return found + without_order(rng)


def in_two(rng, order, number):
    """One order made from two intentions; each second time they share a product."""
    first = make_intention(rng, order, order.lines[:1])
    second = make_intention(rng, order, order.lines[1:])
    line = first.lines[0]
    if number % 2 == 0 and line.quantity > 1 and not line.discount:
        second.lines.append(copy_line(line))
        second.lines[-1].quantity = line.quantity - 1
        line.quantity -= line.quantity - 1
        total_up(first)
        total_up(second)
    second.delivery_date += 3 * DAY
    return [first, second]


def undo(intention, change):
    """Makes the intention what it was before a change that was carried out."""
    lines = [line for line in intention.lines if line.code == change.code]
    if change.kind == "交期":
        intention.delivery_date = change.order.promised_date - 4 * DAY
    for line in lines[:1]:
        if change.kind == "数量":
            line.quantity += 3
        elif change.kind == "价格":
            line.price += 50
        elif change.kind == "规格":
            line.specification += " 试样"
    if lines:
        total_up(intention)


def without_order(rng):
    """What nothing has come of: declined, or still to be reviewed."""
    found = []
    for number, product in enumerate(company.products("ordinary")[:6]):
        day = working_day(datetime.date(2025, 9, 8 + 4 * number if number < 4 else 30))
        intention = new_intention(rng, day)
        intention.lines = [product_line(product, Decimal(rng.randint(40, 90)))]
        total_up(intention)
        intention.delivery_date = day + 20 * DAY
        if number < 4:
            intention.result = "不通过"
        else:
            intention.reviewed_by = intention.reviewed_at = intention.result = None
        found.append(intention)
    return found


def number_intentions(intentions, customers):
    buyers = [customer.name for customer in customers if customer.tax_number]
    ordered = sorted(intentions, key=lambda i: (i.received_at, i.order_id or ""))
    for number, intention in enumerate(ordered, 1):
        intention.id = f"YX2509{number:03}"
        if intention.order is None:
            intention.customer_name = buyers[number % len(buyers)]
        if intention.received_at > EXPORTED_AT:
            raise ValueError(f"{intention.received_at} is after the export")
    return ordered
