"""How the month's orders were changed, moved on, made and checked, without a fault."""

import datetime
from types import SimpleNamespace

from company import CREATORS, SALES_MANAGERS
from month import DAY, EXPORTED_AT, HOUR, MINUTE, office_hours

PLANNERS = ["谷南星", "康听澜", "祝青禾"]
# The share of a custom-made order that is in before it goes into production: with a contract on
# instalments its deposit, else what the house asks for.
ADVANCE, DEPOSIT = 3, 2


def start_of(order):
    """When the work on an order can begin: half an hour after it was confirmed."""
    return office_hours(order.confirmed_at.replace(second=0) + 30 * MINUTE)


def is_makeable(order):
    """Everything shipped, each time after a check on a later day than the start of the work."""
    return (
        order.status in ("shipped", "completed")
        and bool(order.shipments)
        and all(isinstance(s.quality_check_date, datetime.date) for s in order.shipments)
        and all(
            s.shipped_at and s.shipped_at > s.packed_at > noon(s.quality_check_date)
            for s in order.shipments
        )
        and all(s.quality_check_date > start_of(order).date() for s in order.shipments)
    )


def noon(day):
    return datetime.datetime(day.year, day.month, day.day, 12)


def is_paid_enough(order):
    """Whether the advance on a custom-made order is in by the day its production begins."""
    if order.product_class != "custom-made" or order.payment_method == "monthly":
        return True
    day = start_of(order).date()
    received = sum(payment.amount for payment in order.payments if payment.paid_date <= day)
    has_deposit = order.contract and order.contract.deposit_rate is not None
    return received * 10 >= order.total * (DEPOSIT if has_deposit else ADVANCE)


def made_lines(order):
    """The lines with the shipments that took them away."""
    for shipment in order.shipments:
        for sent in shipment.lines:
            yield next(line for line in order.lines if line.code == sent.code), shipment


# -- Production


def make_production(rng, order, line, shipment=None):
    """A run that makes what was ordered; of goods that left, finished on the day of their check."""
    item = SimpleNamespace(
        id=None,
        order=order,
        order_id=order.id,
        line=line,
        code=line.code,
        name=line.name,
        quantity=line.quantity,
        finished=None,
        scrapped=None,
        planned_finish=order.promised_date,
        started_at=start_of(order) + MINUTE * line.number,
        finished_at=None,
        status="生产中",
        released_by=rng.choice(PLANNERS),
        faults=[],
    )
    if shipment:
        day = shipment.quality_check_date
        item.finished_at = noon(day) - HOUR * 4 + MINUTE * rng.randrange(50)
        item.planned_finish = day + DAY * rng.randint(0, 2)
        item.status, item.finished = "已完工", line.quantity
        item.scrapped = rng.choice([0, 0, 1]) if line.quantity >= 8 else 0
    return item


def make_productions(rng, orders):
    """Runs of what left, of what is being made or only planned, and of what was cancelled."""
    found = [make_stopped(rng, order) for order in cancelled_in_time(orders)]
    for order in orders:
        if not order.confirmed_at or not is_paid_enough(order):
            continue
        if is_makeable(order):
            found += [make_production(rng, order, *pair) for pair in made_lines(order)]
        elif order.status == "in-production":
            found += [make_production(rng, order, line) for line in order.lines]
        elif order.status == "confirmed":
            item = make_production(rng, order, order.lines[0])
            item.status, item.started_at = "已排产", None
            found.append(item)
    return found


def cancelled_in_time(orders):
    """Some orders that were cancelled by a change, when they had just been begun."""
    cancelled = [o for o in orders if o.status == "cancelled" and o.confirmed_at]
    return [o for o in cancelled if change_begins(o) < EXPORTED_AT - DAY][:3]


def make_stopped(rng, order):
    item = make_production(rng, order, order.lines[0])
    item.status, item.finished = "已停产", 0
    return item


# -- Quality checks


def make_check(rng, order, line, shipment):
    """A check before noon on the day that the shipment names, by the checker it names."""
    return SimpleNamespace(
        id=None,
        order=order,
        order_id=order.id,
        shipment_id=shipment.id,
        code=line.code,
        lot=f"L{order.id[2:]}-{line.number}",
        checked_at=noon(shipment.quality_check_date) - HOUR * 2 + MINUTE * rng.randrange(100),
        checker=shipment.quality_checker,
        quantity=line.quantity,
        failed=0,
        result="合格",
        disposition=None,
        disposed_at=None,
        disposed_by=None,
        faults=[],
    )


def make_failed_check(rng, order, line, shipment, disposition):
    """An earlier check of the same lot, one piece of which failed and was dealt with at once."""
    check = make_check(rng, order, line, shipment)
    check.checked_at = noon(shipment.quality_check_date) - HOUR * 3 + MINUTE * rng.randrange(10)
    check.failed, check.result = 1, "不合格"
    dispose(check, disposition, check.checked_at + MINUTE * rng.randint(10, 30))
    return check


def dispose(check, disposition, moment):
    check.disposition, check.disposed_at, check.disposed_by = disposition, moment, check.checker


def make_checks(rng, productions):
    """A check for most of what was finished; some failed first and passed after rework."""
    found = []
    finished = [item for item in productions if item.finished_at]
    for number, item in enumerate(finished):
        shipment = next(s for line, s in made_lines(item.order) if line is item.line)
        if number % 8 == 3:
            way = ("返工", "报废", "让步接收")[number // 8 % 3]
            found.append(make_failed_check(rng, item.order, item.line, shipment, way))
        if number % 8 != 6:
            found.append(make_check(rng, item.order, item.line, shipment))
    return found


# -- Changes


def is_changeable(order):
    """Confirmed on a morning of work, and nothing sent before the evening."""
    return (
        order.confirmed_at is not None
        and order.status != "cancelled"
        and change_begins(order) + 8 * HOUR < (first_dispatch(order) or order.period.exported_at)
    )


def first_dispatch(order):
    return min((s.shipped_at for s in order.shipments if s.shipped_at), default=None)


def change_begins(order):
    return office_hours(order.confirmed_at + HOUR)


def make_change(rng, order, kind, status="已执行"):
    """A change that was decided and carried out the same day, and stands in the order."""
    line = order.lines[0]
    change = SimpleNamespace(
        id=None,
        order=order,
        order_id=order.id,
        code=line.code if kind in ("数量", "价格", "规格") else None,
        kind=kind,
        requested_at=change_begins(order) + MINUTE * rng.randrange(30),
        requested_by=rng.choice(CREATORS),
        approved_by=rng.choice(SALES_MANAGERS),
        approved_at=None,
        status=status,
        executed_at=None,
        quantity=line.quantity if kind == "数量" else None,
        price=line.price if kind == "价格" else None,
        date=order.promised_date if kind == "交期" else None,
        specification=line.specification if kind == "规格" else None,
        address=order.address if kind == "收货地点" else None,
        faults=[],
    )
    change.approved_at = change.requested_at + MINUTE * rng.randint(30, 240)
    if status == "已执行":
        change.executed_at = change.approved_at + MINUTE * rng.randint(10, 90)
    elif status == "已申请":
        change.approved_at = change.approved_by = None
    if status != "已执行":
        differ(change)
    return change


def differ(change):
    """Makes the change ask for something that the order does not have."""
    if change.kind == "数量":
        change.quantity += 2
    elif change.kind == "价格":
        change.price -= 50
    elif change.kind == "交期":
        change.date += DAY * 5
    elif change.kind == "规格":
        change.specification += " 加厚"
    elif change.kind == "收货地点":
        change.address = change.address[:-1] + "座"


KINDS = ["交期", "数量", "收货地点", "规格", "价格"]


def make_changes(rng, orders):
    """Changes of a part of the orders: most executed, others rejected, approved or waiting."""
    found, changeable = [], [order for order in orders if is_changeable(order)]
    for number, order in enumerate(rng.sample(changeable, min(24, len(changeable)))):
        kind = KINDS[number % 5]
        status = ["已执行", "已执行", "已驳回", "已执行", "已批准", "已申请"][number % 6]
        change = make_change(rng, order, kind, status)
        found.append(change)
        if number % 12 == 0:
            # An earlier wish of the same kind, executed and replaced within the same day.
            earlier = make_change(rng, order, kind)
            differ(earlier)
            for name in ("requested_at", "approved_at", "executed_at"):
                setattr(earlier, name, getattr(change, name) - 20 * MINUTE)
            found.append(earlier)
    found += [make_change(rng, order, "取消") for order in cancelled_in_time(orders)]
    return found


# -- History of the status


def make_history(rng, order, changes=()):
    """The status changes that the order's documents tell of; None when they do not add up."""
    steps = [("pending-review", order.ordered_at, order.created_by)]
    if order.confirmed_at:
        steps.append(("confirmed", order.confirmed_at, order.approved_by))
        steps += later_steps(rng, order, changes)
    moments = [moment for _, moment, _ in steps]
    is_ordered = all(a < b for a, b in zip(moments, moments[1:]))
    if not is_ordered or moments[-1] > EXPORTED_AT or steps[-1][0] != order.status:
        return None
    entries, before = [], None
    for number, (status, moment, by) in enumerate(steps, 1):
        entries.append(make_entry(order, number, before, status, moment, by))
        before = status
    return entries


def make_entry(order, number, before, status, moment, by):
    return SimpleNamespace(
        order_id=order.id, number=number, before=before, after=status, moment=moment, by=by
    )


def later_steps(rng, order, changes):
    """What follows the confirmation: making, packing, dispatch and delivery, or the end."""
    planner = rng.choice(PLANNERS)
    if order.status == "cancelled":
        cancelled = [c.executed_at for c in changes if c.kind == "取消" and c.order is order]
        moment = cancelled[0] if cancelled else order.confirmed_at + MINUTE * rng.randint(60, 900)
        yield "cancelled", moment, order.created_by
        return
    start = start_of(order)
    packed = [s.packed_at for s in order.shipments if s.packed_at]
    is_stock = order.product_class == "ordinary" and packed and rng.random() < 0.2
    if order.status != "confirmed" and not is_stock:
        yield "in-production", start, planner
    if packed:
        yield "pending-shipment", min(packed), planner
    sent = [(s.shipped_at, s.shipped_by) for s in order.shipments if s.shipped_at]
    if sent:
        yield "shipped", *min(sent)
    if order.status == "completed":
        signed = [s.signed_at for s in order.shipments]
        if sent and all(signed):
            yield "completed", max(signed), "系统"


def make_histories(rng, orders, changes):
    """The histories of all orders whose documents are in order."""
    found = [make_history(rng, order, changes) for order in orders]
    return [history for history in found if history]


# -- Numbers


def number_documents(documents, head, width, moment):
    """Numbers the documents in the order of `moment`."""
    ordered = sorted(documents, key=lambda d: (moment(d), d.order_id, d.code or ""))
    for number, document in enumerate(ordered, 1):
        document.id = f"{head}{number:0{width}}"
    return ordered
