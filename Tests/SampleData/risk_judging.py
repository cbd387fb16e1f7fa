"""What the rules about risks, credit and customer files mean, for the Judge of judging.py.

Written out by hand like the rest: none of it reads the rule packs.
"""

import calendar
import datetime
import re
from collections import defaultdict
from decimal import Decimal

from reading import UNREADABLE

CENT = Decimal("0.01")
CANCELLED, UNDER_REVIEW = "交易关闭", "待审核"
IN_THE_HOUSE = ("已确认", "生产中", "待发货")
OPEN_TENDER = 2_000_000
CLASSES = {"一般商品": "ordinary", "高价值商品": "high-value", "定制商品": "custom-made"}
RANKS = ["低", "中", "高", "极高"]
MOBILE = r"1(3\d|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}"


def judge_risk(judge):
    """Judges the risk pack, and what the customer file says of the information on orders."""
    exports = judge.exports
    credit = {file["customer"]: file for file in exports.credit_files}
    customers = {customer["Name"]: customer for customer in exports.customers}
    judge.pack = "information-accuracy"
    judge_customer_file(judge, customers)
    judge.pack = "risk"
    judge_assessments(judge)
    judge_tenders(judge)
    for risk in exports.risks:
        judge_risk_entry(judge, risk)
    for file in exports.credit_files:
        judge_credit_limit(judge, file)
    for order in exports.orders:
        if order["订单状态"] != CANCELLED:
            judge_credit_of_order(judge, order, credit.get(order["客户名称"]))
            judge_block(judge, order, customers.get(order["客户名称"]))
    for receivable in exports.receivables:
        judge_receivable(judge, receivable)
    for indicator in exports.indicators:
        judge_indicator(judge, indicator)
    for supplier in exports.suppliers:
        judge_supplier(judge, supplier)


# -- Risk register


def judge_assessments(judge):
    assessed = {risk["订单编号"] for risk in judge.exports.risks}
    for order in judge.exports.orders:
        judge.find(
            order["订单状态"] not in (UNDER_REVIEW, CANCELLED)
            and order["订单金额(元)"] >= 500_000
            and order["订单编号"] not in assessed,
            "order-without-risk-assessment",
            order["订单编号"],
            [order],
        )


def judge_tenders(judge):
    """What a public buyer ordered of one class in a year, each time for less than is tendered."""
    years = defaultdict(list)
    for order in judge.exports.orders:
        if order["订单类型"] == "政府采购" and order["商品类别"] and order["订单状态"] != CANCELLED:
            year = order["下单时间"].year
            years[order["客户名称"], order["商品类别"], year].append(order)
    for (name, product_class, _), orders in years.items():
        small = [o for o in orders if o["订单金额(元)"] < OPEN_TENDER and is_small_contract(judge, o)]
        judge.find(
            sum(o["订单金额(元)"] for o in small) > OPEN_TENDER,
            "government-orders-split-under-tender-limit",
            f"{name} / government / {CLASSES[product_class]}",
            small,
        )


def is_small_contract(judge, order):
    """Whether the order has no contract, or is under one that had not to be tendered."""
    if order["合同编号"] is None:
        return True
    contract = judge.contract_of(order)
    return contract is not None and contract["total"] < OPEN_TENDER


def rank_by_matrix(risk):
    """The rank of likelihood times impact; None off the scale, UNREADABLE when nobody can say."""
    scores = risk["可能性"], risk["影响程度"]
    if UNREADABLE in scores:
        return UNREADABLE
    if any(score not in (1, 2, 3, 4, 5) for score in scores):
        return None
    product = scores[0] * scores[1]
    return next(rank for rank, most in enumerate((4, 9, 16, 25)) if product <= most)


def judge_risk_entry(judge, risk):
    order, matrix = judge.order(risk["订单编号"]), rank_by_matrix(risk)
    recorded = RANKS.index(risk["风险等级"]) if risk["风险等级"] else UNREADABLE

    def find(is_bad, rule, outcome="fail"):
        judge.find(is_bad, rule, risk["风险编号"], [order], outcome)

    find(matrix is None, "risk-not-scored-on-scale")
    find(matrix is UNREADABLE, "risk-not-scored-on-scale", "undetermined")
    if matrix is not None:
        is_unknown = UNREADABLE in (matrix, recorded)
        find(is_unknown, "risk-level-understated", "undetermined")
        find(not is_unknown and recorded < matrix, "risk-level-understated")
    known = [rank for rank in (recorded, matrix) if rank not in (None, UNREADABLE)]
    if any(rank >= 2 for rank in known):
        severe = True
    else:
        severe = False if len(known) == 2 else None
    judge_measure(find, risk, severe)
    judge_timing(judge, find, risk)


def judge_measure(find, risk, severe):
    """`severe` is None where a value it rests on is missing."""
    is_closed, measure = risk["风险状态"] == "已关闭", risk["应对措施"]
    is_idle = risk["执行时间"] is None
    if not is_closed and measure is None:
        find(severe, "severe-risk-without-measure")
        find(severe is None, "severe-risk-without-measure", "undetermined")
    find(
        not is_closed and measure and is_idle and None in (risk["责任人"], risk["措施期限"]),
        "risk-measure-without-owner-or-due-date",
    )
    if is_closed and (measure or severe):
        find(measure is None or is_idle, "closed-risk-without-executed-measure")
    find(
        is_closed and not measure and severe is None,
        "closed-risk-without-executed-measure",
        "undetermined",
    )


def judge_timing(judge, find, risk):
    due, executed = risk["措施期限"], risk["执行时间"]
    if risk["应对措施"] is None or due is None:
        return
    if executed:
        find(executed.date() > due, "risk-measure-not-executed-in-time")
    elif risk["风险状态"] != "已关闭" and judge.order(risk["订单编号"]):
        left = [s["发货时间"] for s in judge.shipments[risk["订单编号"]] if s["发货时间"]]
        find(any(time.date() > due for time in left), "risk-measure-not-executed-in-time")


# -- Credit


def judge_credit_limit(judge, file):
    name, limit, owed = file["customer"], file["credit"]["limit"], file["balance"]["receivables"]
    rule, is_unknown = "credit-limit-exceeded", limit is None or owed is None
    judge.find(is_unknown, rule, name, [], "undetermined")
    if is_unknown:
        return
    for order in judge.exports.orders:
        if (
            order["客户名称"] == name
            and order["订单状态"] in IN_THE_HOUSE
            and order["付款方式"] != "预付全款"
        ):
            paid = sum(p["收款金额"] for p in judge.payments[order["订单编号"]])
            owed += max(order["订单金额(元)"] - paid, 0)
    judge.find(owed > limit * 10_000 + CENT, rule, name, [])


def judge_credit_of_order(judge, order, file):
    """An order that is not cancelled against the rating of its customer."""
    key, day, method = order["订单编号"], order["下单时间"].date(), order["付款方式"]
    rule = "credit-order-without-valid-rating"
    is_on_credit = method in ("月结", "分期付款")
    if file is None:
        judge.find(is_on_credit, rule, key, [order])
        return
    rating = file["rating"]
    if rating["grade"] is None:
        judge.find(is_on_credit, rule, key, [order])
    elif is_on_credit and rating["on"] <= day:
        is_open_ended = rating["validTo"] is None
        judge.find(is_open_ended, rule, key, [order], "undetermined")
        judge.find(not is_open_ended and rating["validTo"] < day, rule, key, [order])
    if rating["on"] > day:
        return
    rule = "poor-rating-order-not-prepaid"
    judge.find(rating["grade"] is None, rule, key, [order], "undetermined")
    judge.find(rating["grade"] in ("C", "D") and method != "预付全款", rule, key, [order])


def judge_block(judge, order, customer):
    judge.find(
        customer
        and customer["status"] in ("冻结", "黑名单")
        and order["订单状态"] in (UNDER_REVIEW, *IN_THE_HOUSE),
        "order-for-blocked-customer",
        order["订单编号"],
        [order],
    )


# -- Receivables


def months_later(day, count):
    years, month = divmod(day.month - 1 + count, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return datetime.date(day.year + years, month + 1, min(day.day, last))


def judge_receivable(judge, row):
    key, due, reminded, today = row["应收单号"], row["到期日"], row["最近催收日期"], row["统计日期"]
    orders = [judge.order(row["订单编号"])]
    if row["应收金额"] - (row["已收金额"] or 0) <= CENT:
        return
    reminders, time_bar = "overdue-receivable-not-reminded", "receivable-near-time-bar"
    if due is None:
        judge.find(True, reminders, key, orders, "undetermined")
        judge.find(True, time_bar, key, orders, "undetermined")
        return
    if today > months_later(max(due, reminded or due), 30):
        judge.find(True, time_bar, key, orders)
        return
    age = (today - due).days
    if age > 30:
        interval = 30 if age <= 90 else 15 if age <= 180 else 10
        judge.find(
            reminded is None or (today - reminded).days > interval, reminders, key, orders
        )


# -- Indicators, suppliers


def judge_indicator(judge, row):
    rule, key = "indicator-beyond-threshold-without-measure", f"{row['指标名称']} / {row['统计日期']}"
    value, lower, upper = row["指标值"], row["预警下限"], row["预警上限"]
    judge.find(value is None, rule, key, [], "undetermined")
    if value is not None:
        is_beyond = (lower is not None and value < lower) or (upper is not None and value > upper)
        judge.find(is_beyond and None in (row["应对措施"], row["责任人"]), rule, key, [])


def judge_supplier(judge, row):
    key, status = row["供应商名称"], row["供应商状态"]
    judge.find(
        status != "淘汰" and row["供货周期（天）"] > row["约定供货周期（天）"],
        "supplier-lead-time-exceeded",
        key,
        [],
    )
    if status != "合格":
        return
    punctual, rejected = row["准时交货率(%)"], row["来料不合格率(%)"]
    is_bad = (punctual is not None and punctual < 95) or (rejected is not None and rejected > 2)
    judge.find(is_bad, "qualified-supplier-below-standard", key, [])
    judge.find(
        not is_bad and None in (punctual, rejected),
        "qualified-supplier-below-standard",
        key,
        [],
        "undetermined",
    )


# -- The customer file and the orders


def judge_customer_file(judge, customers):
    living = [order for order in judge.exports.orders if order["订单状态"] != CANCELLED]
    for name in {order["客户名称"] for order in living} & set(customers):
        judge.find(
            not is_reachable(customers[name]), "customer-contact-unusable", name, []
        )
    for order in living:
        key, code = order["订单编号"], order["客户税号"]
        customer = customers.get(order["客户名称"])
        if customer is None:
            judge.find(
                code or order["订单类型"] != "零售", "order-customer-not-on-file", key, [order]
            )
        elif code:
            rule, on_file = "order-tax-number-differs-from-customer-file", customer["TaxNumber"]
            judge.find(on_file is None, rule, key, [order], "undetermined")
            judge.find(on_file is not None and on_file != code, rule, key, [order])


def is_reachable(customer):
    phone, email = customer["Contact/Phone"], customer["Contact/Email"]
    if customer["Contact/Person"] is None or (phone is None and email is None):
        return False
    is_dialled = phone is None or phone.startswith(("0", "400")) or re.fullmatch(MOBILE, phone)
    return bool(is_dialled and (email is None or re.fullmatch(r"[^@\s]+@\w[\w.-]*\.[a-z]+", email)))


def risk_kpi(exports):
    """The orders, not cancelled, on which a risk brought a loss, among those not cancelled."""
    lost = {risk["订单编号"] for risk in exports.risks if (risk["损失金额"] or 0) > 0}
    living = [order for order in exports.orders if order["订单状态"] != CANCELLED]
    return ("risk-event-rate", sum(o["订单编号"] in lost for o in living), len(living))
