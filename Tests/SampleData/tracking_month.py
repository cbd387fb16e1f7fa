"""How the month's goods travelled, what went wrong on the way, what arrived: without a fault."""

import datetime
import re
from decimal import Decimal
from types import SimpleNamespace

from month import EXPORTED_AT, HOUR, MINUTE, at, office_hours
from workdays import DAY, is_working_day

# The carriers that report their scans, with how their waybill numbers begin.
REPORTING = {"顺丰速运": "SF", "德邦快递": "DPK", "京东物流": "JDX"}
WAYBILL_LENGTH = 15

HANDLERS = ["庾折柳", "阙临川", "尧知行"]

# What went wrong, and what is done about it.
MEASURES = {
    "货损": ["到场补漆并赔付", "换件并向承运商索赔", "包装加固后重送"],
    "丢件": ["查找无果，补发缺件并索赔", "补发配件，由承运商赔付"],
    "延误": ["催促承运商优先派送", "改派专车送达"],
    "拒收": ["与客户协商后改期签收", "说明色差后客户同意签收"],
}
LOSSES = ("货损", "丢件")

SECOND = datetime.timedelta(seconds=1)


# -- Trails


def is_tracked(shipment):
    """Whether a carrier that reports its scans took it, under a number it can be asked by."""
    head = REPORTING.get(shipment.carrier)
    number = shipment.waybill_number
    return (
        head is not None
        and number is not None
        and number.startswith(head)
        and len(number) == WAYBILL_LENGTH
        and shipment.shipped_at is not None
        and (shipment.signed_at is None or shipment.signed_at > shipment.shipped_at)
    )


def make_trails(rng, orders):
    """The trail of each shipment that is tracked, by the shipment's number."""
    numbers = [s.waybill_number for o in orders for s in o.shipments]
    shipments = [
        s
        for o in orders
        for s in o.shipments
        if is_tracked(s)
        and numbers.count(s.waybill_number) == 1
        and (o.status == "shipped" or o.status == "completed" and s.signed_at)
    ]
    shipments.sort(key=lambda shipment: shipment.id)
    return {shipment.id: make_trail(rng, shipment) for shipment in shipments}


def make_trail(rng, shipment):
    """Scans from the collection, which the carrier's clock may see before our dispatch, on."""
    here, there = shipment.warehouse[:2], city(shipment.address)
    # The warehouse writes no seconds.
    left = shipment.shipped_at.replace(second=0)
    moment = left + MINUTE * rng.randint(-20, 90) + SECOND * rng.randrange(60)
    events = [make_event(moment, "揽收", f"{here}揽投部")]
    moment += MINUTE * rng.randint(110, 420)
    passed = [(moment, "在途", f"{here}转运中心")]
    end = shipment.signed_at or EXPORTED_AT + DAY
    day = left.date() + DAY
    while day < end.date():
        where = f"{there}转运中心" if day + DAY >= end.date() else "澜江省干线"
        passed.append((at(day, rng, 2, 5), "在途", where))
        day += DAY * rng.randint(1, 2)
    if shipment.signed_at:
        signed = shipment.signed_at.replace(second=0)
        passed.append((signed - MINUTE * rng.randint(45, 150), "派件", f"{there}营业部"))
        passed.append((signed + SECOND * rng.randrange(60), "签收", there))
    for moment, status, place in passed:
        if events[-1].at < moment <= EXPORTED_AT:
            events.append(make_event(moment, status, place))
    return events


def make_event(moment, status, place):
    return SimpleNamespace(at=moment, status=status, place=place)


def insert_event(events, moment, status, place):
    """Puts an event where its time wants it."""
    index = sum(1 for event in events if event.at <= moment)
    events.insert(index, make_event(moment, status, place))


def city(address):
    found = re.search(r"省(..)市", address or "")
    return found.group(1) if found else "霁州"


# -- Exceptions


def make_exception(rng, shipment, kind, reported_at, days=2):
    """An exception that was closed some days after its report, with the loss if there was one."""
    closed_at = office_hours(reported_at + DAY * days + MINUTE * rng.randint(10, 150))
    return SimpleNamespace(
        id=None,
        shipment_id=shipment.id,
        kind=kind,
        reported_at=reported_at,
        measure=rng.choice(MEASURES[kind]),
        handled_by=rng.choice(HANDLERS),
        closed_at=closed_at,
        loss=loss(rng) if kind in LOSSES else None,
        faults=[],
    )


def loss(rng):
    return Decimal(rng.randint(8, 180) * 10)


def on_delivery(rng, shipment):
    """Some hours after the goods were signed for, when somebody is at work."""
    return office_hours(shipment.signed_at + MINUTE * rng.randint(30, 200))


def make_exceptions(rng, orders, trails):
    """Exceptions on sound orders, and on those that were a little late."""
    exceptions = [delay(rng, o) for o in orders if is_little_late(o)]
    sound = sorted((o for o in orders if is_early(o)), key=lambda order: order.id)
    kinds = ["货损", "延误", "货损", "拒收", "延误", "丢件", "货损", "延误"]
    for kind, order in zip(kinds, rng.sample(sound, min(len(kinds), len(sound)))):
        shipment = order.shipments[0]
        moment = on_delivery(rng, shipment)
        if kind == "延误":
            moment = report_on_the_way(shipment, trails)
        exceptions.append(make_exception(rng, shipment, kind, moment, rng.randint(0, 3)))
    return exceptions + open_exceptions(rng, orders, trails)


def is_early(order):
    """Delivered in one go, after some days on the way, early enough to see everything closed."""
    if order.status != "completed" or len(order.shipments) != 1 or is_little_late(order):
        return False
    shipment = order.shipments[0]
    return (
        shipment.signed_at is not None
        and shipment.shipped_at is not None
        and shipment.signed_at < datetime.datetime(2025, 9, 22)
        and shipment.signed_at - shipment.shipped_at > 2 * DAY
    )


def report_on_the_way(shipment, trails):
    """The carrier says the day after dispatch that something is wrong; we hear it that morning."""
    day = shipment.shipped_at.date() + DAY
    scanned = datetime.datetime(day.year, day.month, day.day, 6, 40)
    if shipment.id in trails:
        insert_event(trails[shipment.id], scanned, "问题件", "澜江省干线")
    return office_hours(scanned + HOUR * 3)


def delay_days(order):
    signed = [s.signed_at.date() for s in order.shipments if s.signed_at]
    if order.status != "completed" or not signed or order.promised_date is None:
        return 0
    return (max(signed) - order.promised_date).days


def is_little_late(order):
    return 1 <= delay_days(order) <= 3


def delay(rng, order):
    """The delay reported on the first day after the promised one, closed with the signature."""
    shipment = order.shipments[0]
    day = order.promised_date + DAY
    reported_at = datetime.datetime(day.year, day.month, day.day, 9, rng.randrange(60))
    exception = make_exception(rng, shipment, "延误", reported_at)
    exception.closed_at = shipment.signed_at.replace(second=0) + 20 * MINUTE
    return exception


def open_exceptions(rng, orders, trails):
    """Two that are still being handled while the goods are on the way."""
    under_way = [
        s
        for o in orders
        for s in o.shipments
        if o.status == "shipped"
        and s.id in trails
        and s.signed_at is None
        and s.shipped_at < datetime.datetime(2025, 9, 29)
    ]
    under_way.sort(key=lambda shipment: shipment.id)
    found = []
    for kind, shipment in zip(("延误", "货损"), rng.sample(under_way, 2)):
        found.append(make_exception(rng, shipment, kind, report_on_the_way(shipment, trails)))
        found[-1].closed_at = found[-1].loss = None
        found[-1].measure = "已联系承运商，待回复"
    return found


def number_exceptions(exceptions):
    ordered = sorted(exceptions, key=lambda e: (e.reported_at or e.closed_at, e.shipment_id))
    for number, exception in enumerate(ordered, 1):
        exception.id = f"YC2509{number:03}"
    return ordered


# -- Receipts


def make_receipt(rng, order, shipment):
    """What the customer's warehouse confirms: all that was shipped, on the day of the signature."""
    lines = []
    for line in shipment.lines:
        lines.append(
            SimpleNamespace(
                code=line.code,
                name=line.name,
                unit=line.unit,
                quantity=Decimal(line.quantity),
                short=Decimal(0),
                rejected=Decimal(0),
            )
        )
        if line.unit == "立方米" and line.quantity >= 20:
            # Timber measured anew: less than one in a hundred.
            lines[-1].quantity -= Decimal("0.2")
            lines[-1].short = Decimal("0.2")
    return SimpleNamespace(
        id=None,
        order_id=order.id,
        shipment_id=shipment.id,
        day=shipment.signed_at.date(),
        customer=order.customer_name,
        remark=rng.choice([None, None, "外包装完好", "已当面点数"]),
        lines=lines,
        faults=[],
    )


def make_receipts(rng, orders, asked):
    """Receipts of half the companies' deliveries, but those in `asked`; one comes in two parts."""
    delivered = [
        (o, s)
        for o in orders
        for s in o.shipments
        if o.status == "completed"
        and o.customer_tax_number
        and s.signed_at
        and s.signed_at < datetime.datetime(2025, 9, 29)
        and is_working_day(s.signed_at.date())
        and o.id not in asked
    ]
    delivered.sort(key=lambda pair: pair[1].id)
    receipts = [make_receipt(rng, *pair) for pair in rng.sample(delivered, len(delivered) // 2)]
    receipts.append(split(next(r for r in receipts if r.lines[0].quantity > 3)))
    return receipts


def split(receipt):
    """The rest of a delivery that was unloaded in two parts, confirmed on a receipt of its own."""
    rest = SimpleNamespace(**vars(receipt))
    rest.remark, receipt.remark = "第二车", "第一车，余货随第二车"
    rest.lines = [SimpleNamespace(**vars(receipt.lines[0]))]
    rest.lines[0].short, rest.faults = Decimal(0), []
    rest.lines[0].quantity = Decimal(2)
    receipt.lines[0].quantity -= 2
    return rest


def number_receipts(receipts):
    ordered = sorted(receipts, key=lambda r: (r.day, r.shipment_id, r.remark or ""))
    for number, receipt in enumerate(ordered, 1):
        receipt.id = f"HD2509{number:03}"
    return ordered
