"""What the rules on tracking, logistics exceptions and receipts mean, written out by hand.

Every function takes the Judge of judging.py, which knows the orders and keeps the findings.
"""

import datetime
from collections import defaultdict
from decimal import Decimal

from reading import UNREADABLE

CLOCKS_DIFFER = datetime.timedelta(minutes=30)
CLOSING_TIME = datetime.timedelta(days=7)
LONG_DELAY = datetime.timedelta(days=3)
TOLERANCE, SHARE = Decimal("0.5"), Decimal("0.02")


def judge_tracking(judge):
    scans, recorded = defaultdict(list), set()
    for scan in judge.exports.scans:
        scans[scan["shipment"]].append(scan)
    for exception in judge.exports.exceptions:
        recorded.add(exception["发货单号"])
    for shipment_id, trail in scans.items():
        judge_sequence(judge, shipment_id, trail)
    for s in judge.exports.shipments:
        trail = scans.get(s["发货单号"], [])
        order = judge.order(s["订单编号"])
        if s["发货单号"] not in recorded:
            judge_silence(judge, s, order, trail)
        if trail:
            judge_trail(judge, s, order, trail)
    shipments = {s["发货单号"]: s for s in judge.exports.shipments}
    for exception in judge.exports.exceptions:
        shipment = shipments.get(exception["发货单号"])
        judge_exception(judge, exception, shipment and judge.order(shipment["订单编号"]))
    judge_receipts(judge, shipments)


def is_time(value):
    return isinstance(value, datetime.datetime)


def judge_sequence(judge, shipment_id, trail):
    """Whoever goes through the numbers from the first to the last must never go back in time."""
    trail = sorted(trail, key=lambda scan: scan["no"])
    times = [scan["at"] for scan in trail if is_time(scan["at"])]
    rule = "tracking-events-out-of-sequence"
    if times != sorted(times):
        judge.find(True, rule, shipment_id, [])
    elif len(trail) > 1 and len(times) < len(trail):
        judge.find(True, rule, shipment_id, [], "undetermined")


def judge_silence(judge, s, order, trail):
    """A shipment without an exception on record, which should perhaps have one."""
    key, promised = s["发货单号"], order and order["承诺交货日期"]
    if s["签收时间"] and promised and s["签收时间"].date() > promised + LONG_DELAY:
        judge.find(True, "late-delivery-not-recorded", key, [order])
        return
    states = [scan["status"] for scan in trail]
    rule = "tracking-exception-not-recorded"
    if "问题件" in states:
        judge.find(True, rule, key, [order])
    elif None in states:
        judge.find(True, rule, key, [order], "undetermined")


def judge_trail(judge, s, order, trail):
    key, states = s["发货单号"], [scan["status"] for scan in trail]
    rule, is_signed = "signature-differs-from-tracking", s["签收时间"] is not None
    if "签收" in states:
        judge.find(not is_signed, rule, key, [order])
    elif None in states:
        judge.find(True, rule, key, [order], "undetermined")
    else:
        judge.find(is_signed, rule, key, [order])
    if s["发货时间"] is None:
        return
    rule, times = "tracked-before-dispatch", [scan["at"] for scan in trail]
    if min(t for t in times if is_time(t)) < s["发货时间"] - CLOCKS_DIFFER:
        judge.find(True, rule, key, [order])
    elif not all(map(is_time, times)):
        judge.find(True, rule, key, [order], "undetermined")


def judge_exception(judge, e, order):
    key, closed, reported = e["异常编号"], e["关闭时间"], e["上报时间"]
    rule = "logistics-exception-not-closed-in-time"
    if closed is None:
        is_completed = order is not None and order["订单状态"] == "交易成功"
        judge.find(is_completed, rule, key, [order])
        return
    if is_time(closed) and is_time(reported):
        judge.find(closed - reported > CLOSING_TIME, rule, key, [order])
    else:
        judge.find(True, rule, key, [order], "undetermined")
    rule, loss = "lost-goods-without-loss-amount", e["损失金额(元)"]
    if e["异常类型"] is None or not is_time(closed):
        is_open = e["异常类型"] in (None, "货损", "丢件") and not loss
        judge.find(is_open, rule, key, [order], "undetermined")
    elif e["异常类型"] in ("货损", "丢件"):
        if loss is UNREADABLE:
            judge.find(True, rule, key, [order], "undetermined")
        else:
            judge.find(loss is None or loss <= 0, rule, key, [order])


def judge_receipts(judge, shipments):
    """Product by product, what left in a shipment against what its receipts say arrived."""
    sent, arrived, shortages = defaultdict(Decimal), defaultdict(Decimal), defaultdict(list)
    for line in judge.exports.shipment_lines:
        sent[line["发货单号"], line["商品编码"]] += line["发货数量"]
    for receipt in judge.exports.receipts:
        for line in receipt["lines"]:
            product = receipt["shipment"], line["code"]
            arrived[product] += line["received"]
            shortages[product].append(line["short"])
    confirmed = {receipt["shipment"] for receipt in judge.exports.receipts}
    for (shipment_id, code), quantity in sent.items():
        if shipment_id not in confirmed or shipment_id not in shipments:
            continue
        product = shipment_id, code
        allowed = min(TOLERANCE, SHARE * quantity)
        stated = [s for s in shortages[product] if s is not None and s is not UNREADABLE]
        order = judge.order(shipments[shipment_id]["订单编号"])
        rule, key = "received-less-than-shipped", f"{shipment_id} / {code}"
        if quantity - arrived[product] > allowed or any(s > allowed for s in stated):
            judge.find(True, rule, key, [order])
        elif UNREADABLE in shortages[product]:
            judge.find(True, rule, key, [order], "undetermined")
