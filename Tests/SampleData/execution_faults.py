"""Faults in order changes, status histories, productions and quality checks, among clean ones.

All of them stand in these records themselves; no order and no shipment is changed for them.
"""

import copy
from types import SimpleNamespace

import execution_month as clean
from execution_exports import CHANGES
from month import DAY, EXPORTED_AT, HOUR, MINUTE
from period import SEPTEMBER
from planting import key
from workdays import add_working_days

DONE = ("shipped", "completed")


def plant_execution_faults(p, rng):
    planted_changes = change_faults(p, rng)
    planted_histories = history_faults(p, rng)
    checks, productions = make_faults(p, rng)
    spare = sorted(p.spare(), key=lambda order: order.id)
    made = clean.make_productions(rng, spare)
    checks += clean.make_checks(rng, made)
    changes = planted_changes + clean.make_changes(rng, spare)
    taken = {history[0].order_id for history in planted_histories} | repeated_numbers(p)
    others = [o for o in p.month.orders if o.id not in taken]
    histories = planted_histories + clean.make_histories(rng, others, changes)
    p.month.execution = SimpleNamespace(
        changes=clean.number_documents(changes, "BG2509", 3, change_moment),
        histories=histories,
        productions=clean.number_documents(productions + made, "SC2509", 4, production_moment),
        checks=clean.number_documents(checks, "ZJ2509", 4, lambda c: c.checked_at),
    )
    note_all(p)


def change_moment(change):
    return change.requested_at or change.approved_at


def production_moment(item):
    return item.started_at or EXPORTED_AT


def repeated_numbers(p):
    numbers = [order.id for order in p.month.orders]
    return {number for number in numbers if numbers.count(number) > 1}


def blame(document, rule, what, outcome="fail"):
    """Remembers a fault until the document has its number."""
    document.faults.append((rule, what, outcome))


def note_all(p):
    execution = p.month.execution
    for entity, documents in (
        ("order change", execution.changes),
        ("production", execution.productions),
        ("quality check", execution.checks),
    ):
        for document in documents:
            for rule, what, outcome in document.faults:
                p.note(rule, entity, document.id, what, outcome)


# -- Changes


def change_faults(p, rng):
    return (
        approval_faults(p, rng)
        + late_decisions(p, rng)
        + unapproved_executions(p, rng)
        + late_executions(p, rng)
        + contradictions(p, rng)
    )


def new_change(p, rng, kind, status="已执行", test=lambda order: True):
    order = p.take(lambda o: clean.is_changeable(o) and o.status in DONE and test(o))
    return clean.make_change(rng, order, kind, status)


def approval_faults(p, rng):
    rule, found = "change-approved-by-requester", []
    for kind, status in (("价格", "已执行"), ("交期", "已批准")):
        change = new_change(p, rng, kind, status)
        change.requested_by = change.approved_by
        blame(change, rule, "one and the same person requested and approved it")
        found.append(change)
    change = new_change(p, rng, "数量")
    change.requested_by = None
    blame(change, rule, "the requester left empty", "undetermined")
    return found + [change]


def is_slow(order):
    """Two days at the least from the confirmation to the first dispatch."""
    return clean.first_dispatch(order) > clean.change_begins(order) + 56 * HOUR


def late_decisions(p, rng):
    rule, found = "change-decided-late", []
    for kind, hours in (("规格", 30), ("收货地点", 49)):
        change = new_change(p, rng, kind, test=is_slow)
        change.approved_at = change.requested_at + HOUR * hours
        change.executed_at = change.approved_at + 20 * MINUTE
        blame(change, rule, f"approved after {hours} hours")
        found.append(change)
    change = new_change(p, rng, "交期")
    change.requested_at = None
    blame(change, rule, "time of the request left empty", "undetermined")
    return found + [change]


def unapproved_executions(p, rng):
    rule = "change-executed-without-approval"
    nobody, early, rejected, open_ended = [
        new_change(p, rng, kind) for kind in ("数量", "规格", "交期", "价格")
    ]
    nobody.approved_by = None
    blame(nobody, rule, "executed, no approver on record")
    early.executed_at = early.approved_at - 15 * MINUTE
    blame(early, rule, "executed a quarter of an hour before the approval")
    rejected.status = "已驳回"
    clean.differ(rejected)
    blame(rejected, rule, "rejected, and executed all the same by its time of execution")
    open_ended.executed_at = "2025-09-31T10:05:00"
    what = "time of the execution written 2025-09-31"
    blame(open_ended, rule, what, "undetermined")
    blame(open_ended, "change-executed-after-shipping", what, "undetermined")
    return [nobody, early, rejected, open_ended]


def late_executions(p, rng):
    """The promised date moved, and the price lowered, when the goods were gone."""
    rule, found = "change-executed-after-shipping", []
    for kind, what in (
        ("交期", "the promised date moved the day after the goods had left"),
        ("价格", "the price changed the day after the goods had left"),
    ):
        change = new_change(p, rng, kind, test=has_left_early)
        last = max(s.shipped_at for s in change.order.shipments if s.shipped_at)
        change.requested_at = last + 20 * HOUR
        change.approved_at = last + 22 * HOUR
        change.executed_at = last + 23 * HOUR
        blame(change, rule, what)
        found.append(change)
    return found


def has_left_early(order):
    return all(s.shipped_at and s.shipped_at < EXPORTED_AT - 2 * DAY for s in order.shipments)


def contradictions(p, rng):
    """Executed and not in the order, or in the order though refused or not yet decided."""
    rule = "order-contradicts-change"
    missing = new_change(p, rng, "数量")
    clean.differ(missing)
    blame(missing, rule, "two more by the executed change, not in the order")
    refused = new_change(p, rng, "价格", "已驳回")
    refused.price = refused.order.lines[0].price
    blame(refused, rule, "rejected, and the order has the price")
    waiting = new_change(p, rng, "收货地点", "已申请")
    waiting.address = waiting.order.address
    blame(waiting, rule, "not decided, and the order has the address")
    order = p.take(lambda o: o.status == "in-production")
    kept = clean.make_change(rng, order, "取消")
    blame(kept, rule, "cancelled by the executed change, and still in production")
    empty = new_change(p, rng, "交期")
    empty.date = None
    blame(empty, rule, "the new date left empty", "undetermined")
    return [missing, refused, waiting, kept, empty]


# -- Status


def history_of(p, rng, test):
    """The history of an order that bears no fault, all its steps in it."""
    history = None

    def is_good(order):
        nonlocal history
        history = clean.make_history(rng, order) if test(order) else None
        return history is not None and (order.status not in DONE or len(history) >= 5)

    order = p.take(is_good)
    return order, history


def is_done(order):
    return order.status == "completed"


def is_made_to_order(order):
    return is_done(order) and order.product_class == "custom-made"


def drop(history, after):
    """Leaves out the step to `after`; the next one starts where that one did."""
    number = next(n for n, entry in enumerate(history) if entry.after == after)
    gone = history.pop(number)
    history[number].before = gone.before
    renumber(history)
    return history[number]


def renumber(history):
    for number, entry in enumerate(history, 1):
        entry.number = number


def note_step(p, entry, what, outcome="fail"):
    moment = f"{entry.order_id} / {entry.moment:%Y-%m-%dT%H:%M:%S}"
    p.note("status-transition-not-allowed", "status change", moment, what, outcome)


def history_faults(p, rng):
    return forbidden_steps(p, rng) + broken_histories(p, rng)


def forbidden_steps(p, rng):
    found = []
    order, history = history_of(p, rng, is_made_to_order)
    note_step(p, drop(history, "in-production"), "made to order, and past production")
    found.append(history)
    order, history = history_of(p, rng, is_done)
    note_step(p, drop(history, "pending-shipment"), "from production straight to shipped")
    found.append(history)
    # Reopened by mistake and closed again: the way back is not allowed, the way on is.
    order, history = history_of(p, rng, lambda o: is_done(o) and is_over(o))
    last = history[-1]
    back, again = copy.copy(last), copy.copy(last)
    back.before, back.after, back.moment = "completed", "shipped", last.moment + 20 * MINUTE
    back.by = again.by = order.created_by
    again.moment = last.moment + 50 * MINUTE
    history += [back, again]
    renumber(history)
    note_step(p, back, "reopened after completion")
    return found + [history]


def is_over(order):
    return max(s.signed_at for s in order.shipments) < EXPORTED_AT - HOUR


def broken_histories(p, rng):
    rule, found = "status-history-inconsistent", []
    order, history = history_of(p, rng, is_done)
    del history[2]
    renumber(history)
    p.note(rule, "order", order.id, "the step into production is not on record")
    found.append(history)
    order, history = history_of(p, rng, is_done)
    history.pop()
    p.note(rule, "order", order.id, "completed, the last step on record is to shipped")
    found.append(history)
    order, history = history_of(p, rng, is_done)
    history[3].before = None
    what = "the status it was changed from left empty"
    p.note(rule, "order", order.id, what, "undetermined")
    note_step(p, history[3], what, "undetermined")
    return found + [history]


# -- Production and quality


def make_faults(p, rng):
    checks, productions = [], []

    def add(production, check=None):
        productions.append(production)
        if check:
            checks.append(check)
        return production

    start_faults(p, rng, add)
    advance_faults(p, rng, add)
    quantity_faults(p, rng, add)
    finish_faults(p, rng, add)
    releaser_faults(p, rng, add)
    disposition_faults(p, rng, add, checks)
    failed_goods(p, rng, add, checks)
    return checks, productions


def made(p, rng, test=lambda order: True):
    """A finished production of the first line that was sent, and its shipment."""
    order = p.take(
        lambda o: clean.is_makeable(o) and clean.is_paid_enough(o) and test(o)
    )
    line, shipment = next(clean.made_lines(order))
    return clean.make_production(rng, order, line, shipment), shipment


def check_of(rng, item, shipment):
    return clean.make_check(rng, item.order, item.line, shipment)


def start_faults(p, rng, add):
    rule = "production-before-confirmation-or-contract"
    item, shipment = made(p, rng, lambda o: o.product_class != "custom-made")
    item.started_at = item.order.confirmed_at.replace(second=0) - 3 * HOUR
    blame(item, rule, "started three hours before the confirmation")
    add(item, check_of(rng, item, shipment))
    order = p.take(lambda o: o.status == "pending-review" and o.product_class != "custom-made")
    order_start = order.ordered_at.replace(second=0) + 40 * MINUTE
    item = clean.make_production(rng, with_start(order, order_start), order.lines[0])
    item.order, item.started_at = order, order_start
    blame(item, rule, "in production while the order awaits its review")
    add(item)
    # The contract of this one was signed when the goods had left: it was made without one, too.
    order = next(
        o
        for o in sorted(p.month.orders, key=lambda o: o.id)
        if o.contract and clean.is_makeable(o) and is_signed_late(o) and clean.is_paid_enough(o)
    )
    line, shipment = next(clean.made_lines(order))
    item = clean.make_production(rng, order, line, shipment)
    blame(item, rule, "started before the contract was signed")
    add(item)


def is_signed_late(order):
    signed = order.contract.signed_date
    return signed is not None and signed > clean.start_of(order).date()


def with_start(order, moment):
    """The order as the workshop took it: as if confirmed."""
    taken = copy.copy(order)
    taken.confirmed_at = moment
    return taken


def advance_faults(p, rng, add):
    """Goods made to order whose customer pays on delivery, or paid less than agreed."""
    rule = "custom-made-production-without-advance"
    orders = [p.take(lambda o: is_unpaid(o) and o.payment_method == "on delivery")]
    orders.append(p.take(lambda o: is_unpaid(o) and o.payment_method == "on delivery"))
    # Whatever else is planted on it: of the deposit agreed upon not all was paid.
    known = sorted(p.month.orders, key=lambda o: o.id)
    orders += [o for o in known if is_unpaid(o) and o.payment_method == "instalments"][:1]
    for order in orders:
        line, shipment = next(clean.made_lines(order))
        item = clean.make_production(rng, order, line, shipment)
        day = item.started_at.date()
        paid = sum(payment.amount for payment in order.payments if payment.paid_date <= day)
        share = f"{paid * 100 / order.total:.0f}%" if paid else "nothing"
        p.note(rule, "order", order.id, f"{share} received when its production began")
        add(item, check_of(rng, item, shipment))


def is_unpaid(order):
    return (
        order.product_class == "custom-made"
        and clean.is_makeable(order)
        and not clean.is_paid_enough(order)
    )


def quantity_faults(p, rng, add):
    rule = "production-quantity-unaccounted"
    short, shipment = made(p, rng, lambda o: o.lines[0].quantity > 3)
    short.quantity = short.finished + 2
    short.scrapped = 0
    blame(short, rule, "two of those planned neither finished nor scrapped")
    add(short, check_of(rng, short, shipment))
    surplus, shipment = made(p, rng, lambda o: o.lines[0].quantity > 1)
    surplus.quantity -= 1
    blame(surplus, rule, "one more finished than was planned")
    add(surplus, check_of(rng, surplus, shipment))
    empty, shipment = made(p, rng)
    empty.finished, empty.scrapped = None, 1
    for other in (rule, "production-scrap-over-limit"):
        blame(empty, other, "the quantity finished left empty", "undetermined")
    add(empty, check_of(rng, empty, shipment))
    for count in (3, 6):
        item, shipment = made(p, rng, lambda o: 2 <= o.lines[0].quantity <= 24)
        item.scrapped = count
        blame(item, "production-scrap-over-limit", f"{count} scrapped for {item.finished} finished")
        add(item, check_of(rng, item, shipment))


def finish_faults(p, rng, add):
    late_rule = "shipped-before-production-finished"
    check_rule = "quality-check-before-production-finished"
    item, shipment = made(p, rng, has_left_early)
    item.finished_at = shipment.shipped_at.replace(second=0) + 5 * HOUR
    note_sent(p, late_rule, item, shipment, "finished five hours after dispatch")
    add(item)
    item, shipment = made(p, rng)
    item.status, item.finished_at, item.finished, item.scrapped = "生产中", None, None, None
    note_sent(p, late_rule, item, shipment, "gone, and still in production")
    add(item)
    for minutes in (20, 75):
        item, shipment = made(p, rng)
        check = check_of(rng, item, shipment)
        check.checked_at = check.checked_at.replace(minute=0)
        item.finished_at = check.checked_at + MINUTE * minutes
        blame(check, check_rule, f"passed {minutes} minutes before they were finished")
        add(item, check)
    item, shipment = made(p, rng)
    item.finished_at = None
    check = check_of(rng, item, shipment)
    what = "when they were finished left empty"
    note_sent(p, late_rule, item, shipment, what, "undetermined")
    blame(check, check_rule, what, "undetermined")
    add(item, check)


def note_sent(p, rule, item, shipment, what, outcome="fail"):
    line = next(line for line in shipment.lines if line.code == item.code)
    p.note(rule, "shipment line", key(shipment, line), what, outcome)


def releaser_faults(p, rng, add):
    rule = "quality-checked-by-production-releaser"
    for _ in range(2):
        item, shipment = made(p, rng)
        check = check_of(rng, item, shipment)
        item.released_by = check.checker
        blame(item, rule, "released by the one who checked the goods")
        add(item, check)
    item, shipment = made(p, rng)
    check = check_of(rng, item, shipment)
    check.checker = None
    blame(item, rule, "who checked the goods left empty", "undetermined")
    add(item, check)


def disposition_faults(p, rng, add, checks):
    """A failed check of which nobody wrote what became of it, or wrote it too late."""
    rule = "failed-check-not-disposed-in-time"
    for what in ("no disposition on record", "rework without a time", "disposed of after"):
        item, shipment = made(p, rng, was_made_early)
        failed = clean.make_failed_check(rng, item.order, item.line, shipment, "返工")
        if what == "no disposition on record":
            failed.disposition = failed.disposed_at = failed.disposed_by = None
            blame(failed, rule, what)
        elif what == "rework without a time":
            failed.disposed_at = None
            blame(failed, rule, "the time of the disposition left empty", "undetermined")
        else:
            day = add_working_days(failed.checked_at.date(), 5)
            clean.dispose(failed, "让步接收", clean.noon(day) - HOUR)
            blame(failed, rule, "a concession after five working days")
        checks.append(failed)
        add(item, check_of(rng, item, shipment))


def was_made_early(order):
    return clean.start_of(order) < EXPORTED_AT - 20 * DAY and has_left_early(order)


def failed_goods(p, rng, add, checks):
    """Sent as passed after a check that failed: nothing was checked again, or another lot was."""
    rule = "shipped-despite-failed-check"
    for what in ("rework, and no check after it", "rework, and another lot checked after it"):
        item, shipment = made(p, rng)
        failed = clean.make_failed_check(rng, item.order, item.line, shipment, "返工")
        note_sent(p, rule, item, shipment, what)
        checks.append(failed)
        add(item)
        if "another lot" in what:
            again = check_of(rng, item, shipment)
            again.lot += "B"
            checks.append(again)


# -- Rejects


def execution_rejects(folder):
    """The value that cannot be read, with its line in the written file."""
    name = CHANGES.format(SEPTEMBER.compact)
    lines = (folder / name).read_text("utf-8").split("\n")
    line = next(n for n, text in enumerate(lines, 1) if "2025-09-31T" in text)
    return [f"| {name} | {line} | 执行时间 | 2025-09-31 is no date |"]
