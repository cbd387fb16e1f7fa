"""Faults in trails, logistics exceptions and receipts, planted on orders that bear no other.

All of it is drawn from a generator of its own, after the other faults: no other document changes.
"""

import datetime
from decimal import Decimal

from month import EXPORTED_AT, HOUR, MINUTE
from planting import is_signed
from satisfaction_faults import blame, note_all
from tracking_exports import EXCEPTIONS, RECEIPTS, TRAILS
from tracking_month import (
    SECOND,
    city,
    delay_days,
    make_event,
    make_exception,
    make_exceptions,
    make_receipt,
    make_receipts,
    make_trails,
    number_exceptions,
    number_receipts,
    on_delivery,
)
from workdays import DAY


def plant_tracking_faults(p, rng):
    month, free = p.month, p.spare()
    month.trails = make_trails(rng, month.orders)
    plant_unrecorded_exceptions(p, rng)
    plant_signature_faults(p)
    plant_time_faults(p)
    exceptions = closing_faults(p, rng) + loss_faults(p, rng)
    faulty_receipts = receipt_faults(p, rng)
    exceptions += make_exceptions(rng, without_taken(p, free), month.trails)
    month.logistics_exceptions = number_exceptions(exceptions)
    note_all(p, "logistics exception", month.logistics_exceptions)
    asked = {receipt.order_id for receipt in faulty_receipts}
    month.receipts = number_receipts(
        faulty_receipts + make_receipts(rng, month.orders, asked)
    )
    check_times(month)


def without_taken(p, free):
    """All orders but those that were free before and are taken now, and the very late ones."""
    left = {order.id for order in p.spare()}
    taken = {order.id for order in free} - left
    return [o for o in p.month.orders if o.id not in taken and delay_days(o) <= 3]


def check_times(month):
    """Nothing may be known from after the export."""
    moments = [event.at for events in month.trails.values() for event in events]
    for exception in month.logistics_exceptions:
        moments += [exception.reported_at, exception.closed_at]
    for moment in moments:
        if isinstance(moment, datetime.datetime) and moment > EXPORTED_AT:
            raise ValueError(f"{moment} is after the export")


def take_tracked(p, status, least=3):
    """The shipment of an order in that state, and its trail of at least so many scans."""
    order = p.take(
        lambda o: o.status == status
        and len(o.shipments) == 1
        and len(p.month.trails.get(o.shipments[0].id, [])) >= least
        and (status == "completed" or o.shipments[0].shipped_at < EXPORTED_AT - 2 * DAY)
    )
    shipment = order.shipments[0]
    return shipment, p.month.trails[shipment.id]


# -- Trails


def plant_unrecorded_exceptions(p, rng):
    rule = "tracking-exception-not-recorded"
    late = [o for o in p.month.orders if delay_days(o) > 3]
    for order in late:
        what = f"{delay_days(order)} days late, and no exception on record"
        p.note("late-delivery-not-recorded", "shipment", order.shipments[0].id, what)
    shipment, events = take_tracked(p, "completed", 5)
    events[2].status = "问题件"
    p.note(rule, "shipment", shipment.id, "a problem on the way, delivered in time nevertheless")
    shipment, events = take_tracked(p, "shipped", 2)
    events[-1].status = "问题件"
    p.note(rule, "shipment", shipment.id, "the carrier's last scan is a problem")
    shipment, events = take_tracked(p, "completed", 5)
    events[2].status = None
    p.note(rule, "shipment", shipment.id, "a scan without a state", "undetermined")


def plant_signature_faults(p):
    rule = "signature-differs-from-tracking"
    shipment, events = take_tracked(p, "completed", 4)
    del events[-1]
    p.note(rule, "shipment", shipment.id, "signed for here, not for the carrier")
    shipment, events = take_tracked(p, "shipped", 2)
    there, moment = city(shipment.address), datetime.datetime(2025, 9, 30, 14, 36, 9)
    events += [
        make_event(moment - 80 * MINUTE, "派件", f"{there}营业部"),
        make_event(moment, "签收", there),
    ]
    p.note(rule, "shipment", shipment.id, "delivered for the carrier, no signature here")
    shipment, events = take_tracked(p, "completed", 4)
    events[-1].status = None
    p.note(rule, "shipment", shipment.id, "the last scan without a state", "undetermined")
    other = "tracking-exception-not-recorded"
    p.note(other, "shipment", shipment.id, "whether it was a problem is not said", "undetermined")


def plant_time_faults(p):
    rule = "tracked-before-dispatch"
    for early, what in (
        (3 * HOUR, "collected three hours before it left"),
        (DAY, "collected the day before it left"),
    ):
        shipment, events = take_tracked(p, "completed")
        events[0].at = shipment.shipped_at.replace(second=0) - early + 11 * SECOND
        p.note(rule, "shipment", shipment.id, what)
    rule = "tracking-events-out-of-sequence"
    shipment, events = take_tracked(p, "completed", 5)
    events[1].at, events[2].at = events[2].at, events[1].at
    p.note(rule, "tracking event", shipment.id, "the second scan is after the third")
    shipment, events = take_tracked(p, "completed", 4)
    events[-1].at = events[-2].at - 40 * MINUTE
    p.note(rule, "tracking event", shipment.id, "delivered 40 minutes before it was sent out")
    for moment, what in (
        (None, "a scan without a time"),
        ("2025-09-31T04:10:00", "time of a scan written 2025-09-31"),
    ):
        shipment, events = take_tracked(p, "completed", 5)
        events[2].at = moment
        p.note(rule, "tracking event", shipment.id, what, "undetermined")
        p.note("tracked-before-dispatch", "shipment", shipment.id, what, "undetermined")


# -- Exceptions


def new_exception(p, rng, kind, days=2):
    """On the delivery of an order, and closed well before the export."""
    last = EXPORTED_AT - DAY * (days + 3)
    order = p.take(lambda o: is_signed(o) and o.shipments[0].signed_at < last)
    shipment = order.shipments[0]
    return make_exception(rng, shipment, kind, on_delivery(rng, shipment), days)


def closing_faults(p, rng):
    rule = "logistics-exception-not-closed-in-time"
    slow, slower = new_exception(p, rng, "货损", 9), new_exception(p, rng, "拒收", 10)
    for item in (slow, slower):
        days = (item.closed_at - item.reported_at).days
        blame(item, rule, f"closed after {days} days")
    forgotten = new_exception(p, rng, "延误")
    forgotten.closed_at = None
    blame(forgotten, rule, "the order completed, the exception open")
    unreported = new_exception(p, rng, "延误")
    unreported.reported_at = None
    blame(unreported, rule, "the time of the report left empty", "undetermined")
    unreadable = new_exception(p, rng, "拒收")
    unreadable.closed_at = "2025/9/31 10:20:00"
    blame(unreadable, rule, "time of closing written 2025/9/31", "undetermined")
    return [slow, slower, forgotten, unreported, unreadable]


def loss_faults(p, rng):
    rule = "lost-goods-without-loss-amount"
    empty, nought = new_exception(p, rng, "货损"), new_exception(p, rng, "丢件")
    empty.loss, nought.loss = None, Decimal(0)
    blame(empty, rule, "damaged, closed without an amount")
    blame(nought, rule, "lost, closed with a loss of nought")
    worded, nameless = new_exception(p, rng, "货损"), new_exception(p, rng, "货损")
    worded.loss = "待核定"
    blame(worded, rule, "the loss written 待核定", "undetermined")
    nameless.kind = nameless.loss = None
    blame(nameless, rule, "what went wrong left empty, no amount", "undetermined")
    return [empty, nought, worded, nameless]


# -- Receipts


def receipt_faults(p, rng):
    """Orders of companies come first; what private people confirm is written the same way."""
    found = []
    short, stated, missing, unreadable = [new_receipt(p, rng) for _ in range(4)]
    short.lines[0].quantity -= 1
    note_receipt(p, short, "one less received, no shortage stated")
    stated.lines[0].short = Decimal(1)
    stated.remark = "一件缺配件，待补"
    note_receipt(p, stated, "the whole quantity received, yet one stated as short")
    gone = missing.lines.pop(0)
    note_receipt(p, missing, "a product shipped is not on the receipt", gone)
    unreadable.lines[0].short = "若干"
    note_receipt(p, unreadable, "the shortage written 若干", outcome="undetermined")
    found += [short, stated, missing, unreadable]
    return found


def new_receipt(p, rng):
    order = p.take(
        lambda o: o.status == "completed"
        and len(o.shipments) == 1
        and o.shipments[0].signed_at
        and len({line.code for line in o.shipments[0].lines}) > 1
        and o.shipments[0].lines[0].quantity > 2
    )
    return make_receipt(rng, order, order.shipments[0])


def note_receipt(p, receipt, what, line=None, outcome="fail"):
    key = f"{receipt.shipment_id} / {(line or receipt.lines[0]).code}"
    p.note("received-less-than-shipped", "shipment line", key, what, outcome)


def tracking_rejects(folder):
    """The values that cannot be read, with their lines in the written files."""
    rows = []
    for name, encoding, mark, column, what in (
        (TRAILS, "utf-8", "2025-09-31T", "at", "2025-09-31 is no date"),
        (EXCEPTIONS, "gb18030", "2025/9/31 ", "关闭时间", "2025/9/31 is no date"),
        (EXCEPTIONS, "gb18030", "待核定", "损失金额(元)", "待核定 is no number"),
        (RECEIPTS, "utf-8", "<Short>若干", "Short", "若干 is no number"),
    ):
        lines = (folder / name).read_text(encoding).split("\n")
        line = next(n for n, text in enumerate(lines, 1) if mark in text)
        rows.append(f"| {name} | {line} | {column} | {what} |")
    return rows
