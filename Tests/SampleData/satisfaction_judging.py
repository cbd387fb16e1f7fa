"""What the rules on complaints, surveys and returns mean, written out by hand over the exports."""

import datetime
from collections import defaultdict
from decimal import Decimal

from reading import UNREADABLE
from workdays import DAY, is_working_day, working_days_between

ANSWER_TIME = datetime.timedelta(hours=24)
LOW_SCORES = (1, 2)
CALL_DAYS = 3
BACK_DAYS = 7
REFUND_DAYS = 7
WILFUL_DAYS = 15
NO_REASON_DAYS = 7
CENT = Decimal("0.01")


def judge_satisfaction(judge):
    judge.pack = "customer-satisfaction"
    for complaint in judge.exports.complaints:
        judge_complaint(judge, complaint)
    judge_repeated_complaints(judge)
    for survey in judge.exports.surveys:
        judge_survey(judge, survey)
    for item in judge.exports.returns:
        judge_return(judge, item)
        judge_timeline(judge, item)
        judge_consumer_rights(judge, item)
    judge_refunded_sums(judge)
    judge_returned_quantities(judge)


def judge_complaint(judge, c):
    key, order, answer = c["id"], judge.order(c["order"]), c["answered"]
    judge.find(order is None, "complaint-without-order", key, [])
    if answer is UNREADABLE:
        judge.find(True, "complaint-not-answered-in-time", key, [order], "undetermined")
    else:
        wait = answer - c["asked"] if answer else None
        is_in_time = wait is not None and 0 * DAY <= wait <= ANSWER_TIME
        is_due = answer or c["closed"]
        judge.find(is_due and not is_in_time, "complaint-not-answered-in-time", key, [order])
    if c["closed"]:
        is_explained = c["answer"]["cause"] and c["answer"]["result"]
        is_hasty = bool(answer) and c["closed"] < answer
        judge.find(
            not is_explained or is_hasty, "complaint-closed-prematurely", key, [order]
        )


def judge_repeated_complaints(judge):
    numbers = defaultdict(set)
    for c in judge.exports.complaints:
        numbers[c["order"]].add(c["id"])
    for order_id, found in numbers.items():
        order = judge.order(order_id)
        is_repeated = order is not None and len(found) > 1
        judge.find(is_repeated, "order-with-repeated-complaints", order_id, [order])


def judge_survey(judge, s):
    key, order = s["调查编号"], judge.order(s["订单编号"])
    answered, score = s["评价时间"], s["满意度评分"]
    if answered is None and score is None:
        return
    if score is None:
        for rule in (
            "survey-score-out-of-range",
            "low-score-not-followed-up",
            "low-score-without-reason",
        ):
            judge.find(True, rule, key, [order], "undetermined")
    else:
        judge.find(not 1 <= score <= 5, "survey-score-out-of-range", key, [order])
    if score in LOW_SCORES:
        judge.find(s["不满意原因"] is None, "low-score-without-reason", key, [order])
        judge_call(judge, key, order, answered.date(), s["回访时间"])
    if order is not None and order["订单状态"] != "交易成功":
        signatures = [x["签收时间"] for x in judge.shipments[s["订单编号"]] if x["签收时间"]]
        is_early = all(signed.date() > answered.date() for signed in signatures)
        judge.find(is_early, "survey-before-delivery", key, [order])


def judge_call(judge, key, order, day, called):
    rule = "low-score-not-followed-up"
    if called is UNREADABLE:
        judge.find(True, rule, key, [order], "undetermined")
    elif called is None or called.date() < day:
        judge.find(True, rule, key, [order])
    else:
        is_late = working_days_between(day, called.date()) > CALL_DAYS
        judge.find(is_late, rule, key, [order])


def judge_return(judge, r):
    key, order = r["no"], judge.order(r["order"])
    sold = {line["商品编码"] for line in judge.lines[r["order"]]}
    is_unsold = order is None or bool(sold) and r["code"] not in sold
    judge.find(is_unsold, "return-without-order-line", key, [order])
    is_handled = r["confirmed"] or r["settled"]
    judge.find(
        is_handled and not r["approver"], "return-handled-without-approval", key, [order]
    )
    if r["settled"] and r["way"] == "换新" and order is not None:
        sent = [s["发货时间"] for s in judge.shipments[r["order"]] if s["发货时间"]]
        is_sent = any(moment > r["requested"] for moment in sent)
        judge.find(not is_sent, "replacement-without-shipment", key, [order])
    if r["settled"] and r["way"] in ("退款", "换新"):
        judge_acceptance(judge, r, key, order)


def judge_acceptance(judge, r, key, order):
    """The goods must have been looked at first, and found to be in order."""
    rule = "return-settled-without-acceptance"
    is_seen = r["inspected"] is not None and r["inspected"] <= r["settled"]
    if is_seen and r["result"] is None:
        judge.find(True, rule, key, [order], "undetermined")
    else:
        judge.find(not is_seen or r["result"] != "合格", rule, key, [order])


def judge_timeline(judge, r):
    if r["back"] is None:
        return
    rule, order = "returned-goods-back-late", judge.order(r["order"])
    if r["confirmed"] is None:
        judge.find(True, rule, r["no"], [order], "undetermined")
    else:
        taken = working_days_between(r["confirmed"].date(), r["back"].date())
        judge.find(taken > BACK_DAYS, rule, r["no"], [order])


def judge_consumer_rights(judge, r):
    """What the law grants who bought for himself: his money back in time, and second thoughts."""
    order = judge.order(r["order"])
    if order is None or order["订单类型"] != "零售":
        return
    if r["way"] == "退款" and r["back"] and r["settled"]:
        day, start = r["settled"].date(), r["back"].date()
        if day > last_day(start, WILFUL_DAYS):
            judge.find(True, "refund-seriously-delayed", r["no"], [order])
        elif day > last_day(start, REFUND_DAYS):
            judge.find(True, "refund-late", r["no"], [order])
    is_protected = order["订单渠道"] != "业务员" and order["商品类别"] != "定制商品"
    is_refused = r["way"] == "驳回" and r["result"] != "不合格"
    if r["reason"] == "七天无理由" and is_protected and is_refused:
        signed = last_signature(judge, r)
        is_within = r["requested"].date() <= last_day(signed.date(), NO_REASON_DAYS)
        judge.find(is_within, "no-reason-return-refused", r["no"], [order])


def last_day(start, count):
    """The last of `count` days after `start`, or the next day on which somebody works."""
    day = start + DAY * count
    while not is_working_day(day):
        day += DAY
    return day


def last_signature(judge, r):
    """When the last shipment that holds the product was signed for."""
    holders = {
        line["发货单号"] for line in judge.exports.shipment_lines if line["商品编码"] == r["code"]
    }
    return max(
        s["签收时间"]
        for s in judge.shipments[r["order"]]
        if s["发货单号"] in holders and s["签收时间"]
    )


def judge_refunded_sums(judge):
    refunded = defaultdict(Decimal)
    for r in judge.exports.returns:
        if r["way"] == "退款":
            refunded[r["order"]] += r["refund"]
    for order_id, amount in refunded.items():
        order = judge.order(order_id)
        if order is None or order["付款方式"] == "月结":
            continue
        paid = sum(p["收款金额"] for p in judge.payments[order_id] if p["收款金额"] > 0)
        judge.find(amount > paid + CENT, "refunds-exceed-payments", order_id, [order])


def judge_returned_quantities(judge):
    back, sent = defaultdict(Decimal), defaultdict(Decimal)
    for r in judge.exports.returns:
        if r["way"] != "驳回":
            back[r["order"], r["code"]] += r["quantity"]
    for line in judge.exports.shipment_lines:
        sent[line["订单编号"], line["商品编码"]] += line["发货数量"]
    for (order_id, code), quantity in back.items():
        order = judge.order(order_id)
        is_sold = any(line["商品编码"] == code for line in judge.lines[order_id])
        if order is not None and is_sold and judge.shipments[order_id]:
            is_surplus = quantity > sent[order_id, code]
            key = f"{order_id} / {code}"
            judge.find(is_surplus, "returned-quantity-exceeds-shipped", key, [order])
