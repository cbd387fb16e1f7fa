"""What the rules on changes, status, production and quality checks mean, written out by hand.

Like the rest of the judging it knows the exports' own names only, and no rule pack.
"""

import datetime
import math
from collections import defaultdict
from decimal import Decimal

from reading import UNREADABLE
from workdays import working_days_between

CENT = Decimal("0.01")
DECISION_TIME = datetime.timedelta(hours=24)
DISPOSITION_DAYS = 3
SCRAP_SHARE = Decimal("0.05")
ADVANCE_SHARE = Decimal("0.3")
CANCELLED, COMPLETED, MADE_TO_ORDER = "交易关闭", "交易成功", "定制商品"

# From which status an order may go to which; goods from stock need not be made first.
STEPS = {
    ("待审核", "已确认"),
    ("已确认", "生产中"),
    ("生产中", "待发货"),
    ("待发货", "已发货"),
    ("已发货", COMPLETED),
} | {(status, CANCELLED) for status in ("待审核", "已确认", "生产中", "待发货")}
STOCK_STEP = ("已确认", "待发货")


def judge_execution(judge):
    exports = judge.exports
    judge.pack = "business-compliance"
    for change in exports.changes:
        judge_change(judge, change)
    judge_statuses(judge)
    runs, checks = defaultdict(list), defaultdict(list)
    for run in exports.productions:
        runs[run["订单编号"], run["商品编码"]].append(run)
    for check in exports.checks:
        checks[check["order"], check["code"]].append(check)
    for run in exports.productions:
        judge_start(judge, run)
        judge_releaser(judge, run, checks[run["订单编号"], run["商品编码"]])
        judge_counts(judge, run)
    judge_advances(judge)
    for check in exports.checks:
        judge_check(judge, check, runs[check["order"], check["code"]])
    shipments = {shipment["发货单号"]: shipment for shipment in exports.shipments}
    for line in exports.shipment_lines:
        product = line["订单编号"], line["商品编码"]
        judge_dispatch(judge, line, shipments[line["发货单号"]], runs[product], checks[product])


def verdict(judge, rule, key, orders, is_good):
    """`is_good` is true, false, or None where nobody can say."""
    outcome = "undetermined" if is_good is None else "fail"
    judge.find(not is_good, rule, key, orders, outcome)


def known(*values):
    return all(value is not None and value is not UNREADABLE for value in values)


# -- Changes


def judge_change(judge, c):
    key, order = c["单号"], judge.order(c["订单编号"])
    approver, approved, executed = c["审批/人"], c["审批/时间"], c["执行时间"]
    is_done = c["状态"] == "已执行" or executed is not None and executed is not UNREADABLE
    if approver and c["状态"] != "已驳回":
        is_other = c["申请/人"] != approver if c["申请/人"] else None
        verdict(judge, "change-approved-by-requester", key, [order], is_other)
    if c["状态"] in ("已批准", "已执行") or approved:
        asked = c["申请/时间"]
        is_soon = approved - asked <= DECISION_TIME if known(approved, asked) else None
        judge.pack = "logistics-consistency"
        verdict(judge, "change-decided-late", key, [order], is_soon)
        judge.pack = "business-compliance"
    if is_done:
        judge_execution_of_change(judge, c, key, order)
    judge_content(judge, c, key, order)


def judge_execution_of_change(judge, c, key, order):
    approved, executed = c["审批/时间"], c["执行时间"]
    is_approved = c["状态"] != "已驳回" and c["审批/人"] is not None and approved is not None
    if is_approved:
        is_approved = approved <= executed if known(executed) else None
    verdict(judge, "change-executed-without-approval", key, [order], is_approved)
    if order is None or c["类型"] == "取消" or order["订单状态"] not in ("已发货", COMPLETED):
        return
    sent = [s["发货时间"] for s in judge.shipments[order["订单编号"]] if s["发货时间"]]
    if sent:
        is_before = executed <= max(sent) if known(executed) else None
        verdict(judge, "change-executed-after-shipping", key, [order], is_before)


def judge_content(judge, c, key, order):
    """What was executed stands in the order; what was refused or is not decided does not."""
    if order is None or c["状态"] == "已批准":
        return
    if order["订单状态"] == CANCELLED and c["类型"] != "取消":
        return
    since = c["执行时间"] if c["状态"] == "已执行" else c["申请/时间"]
    for other in judge.exports.changes:
        is_rival = (
            other["单号"] != key
            and other["订单编号"] == c["订单编号"]
            and other["类型"] == c["类型"]
            and other["商品编码"] == c["商品编码"]
            and other["状态"] == "已执行"
        )
        if is_rival and known(other["执行时间"], since) and other["执行时间"] > since:
            return
    stands = stands_in_order(judge, c, order)
    if stands is not None and c["状态"] != "已执行":
        stands = not stands
    verdict(judge, "order-contradicts-change", key, [order], stands)


def stands_in_order(judge, c, order):
    if c["类型"] == "取消":
        return order["订单状态"] == CANCELLED
    lines = judge.lines[order["订单编号"]]
    line = next((line for line in lines if line["商品编码"] == c["商品编码"]), None)
    of_order = {"交期": ("承诺交货日期", "变更后/交期"), "收货地点": ("收货地址", "变更后/地址")}
    of_line = {
        "数量": ("数量", "变更后/数量"),
        "价格": ("含税单价", "变更后/单价"),
        "规格": ("规格型号", "变更后/规格"),
    }
    if c["类型"] in of_order:
        name, wanted = of_order[c["类型"]]
        found = order[name]
    else:
        name, wanted = of_line[c["类型"]]
        found = line[name] if line else None
    return found == c[wanted] if known(found, c[wanted]) else None


# -- Status


def judge_statuses(judge):
    histories = defaultdict(list)
    for step in judge.exports.status_changes:
        histories[step["订单编号"]].append(step)
    for order_id, steps in histories.items():
        steps.sort(key=lambda step: step["变更时间"])
        order = judge.order(order_id)
        for step in steps:
            judge_step(judge, step, order)
        links = [
            before["新状态"] == after["原状态"] if known(after["原状态"]) else None
            for before, after in zip(steps, steps[1:])
        ]
        links.append(steps[-1]["新状态"] == order["订单状态"])
        is_whole = False if False in links else None if None in links else True
        verdict(judge, "status-history-inconsistent", order_id, [order], is_whole)


def judge_step(judge, step, order):
    before, after = step["原状态"], step["新状态"]
    if before is None and after == "待审核":
        return
    key = f"{step['订单编号']} / {step['变更时间'].isoformat()}"
    is_stock = order["商品类别"] != MADE_TO_ORDER
    is_allowed = (before, after) in STEPS or (before, after) == STOCK_STEP and is_stock
    is_known = is_allowed if before else None
    verdict(judge, "status-transition-not-allowed", key, [order], is_known)


# -- Production


def judge_start(judge, run):
    order, started = judge.order(run["订单编号"]), run["开工时间"]
    if order is None or started is None:
        return
    contract = judge.contract_of(order)
    is_late_enough = (
        order["订单状态"] != "待审核"
        and order["确认时间"] <= started
        and (contract is None or contract["signed"]["date"] <= started.date())
    )
    rule = "production-before-confirmation-or-contract"
    verdict(judge, rule, run["生产单号"], [order], is_late_enough)


def judge_releaser(judge, run, checks):
    order, checkers = judge.order(run["订单编号"]), {check["checker"] for check in checks}
    is_apart = run["下达人"] not in checkers
    if is_apart and None in checkers:
        is_apart = None
    verdict(judge, "quality-checked-by-production-releaser", run["生产单号"], [order], is_apart)


def judge_counts(judge, run):
    key, order = run["生产单号"], judge.order(run["订单编号"])
    planned, finished, scrapped = run["计划数量"], run["完工数量"], run["报废数量"]
    judge.pack = "furniture"
    if run["生产状态"] == "已完工":
        is_complete = None
        if known(finished):
            is_complete = finished <= planned <= finished + (scrapped or 0)
        verdict(judge, "production-quantity-unaccounted", key, [order], is_complete)
    if run["生产状态"] in ("已完工", "已停产") and scrapped is not None:
        is_little = None
        if known(finished):
            is_little = scrapped <= math.ceil((finished + scrapped) * SCRAP_SHARE)
        verdict(judge, "production-scrap-over-limit", key, [order], is_little)
    judge.pack = "business-compliance"


def judge_advances(judge):
    """Goods made to order are begun when a share of their price is in."""
    begun = defaultdict(list)
    for run in judge.exports.productions:
        if run["开工时间"]:
            begun[run["订单编号"]].append(run["开工时间"].date())
    judge.pack = "furniture"
    for order_id, days in begun.items():
        order = judge.order(order_id)
        if (
            order is None
            or order["商品类别"] != MADE_TO_ORDER
            or order["订单状态"] == CANCELLED
            or order["付款方式"] == "月结"
        ):
            continue
        contract, first = judge.contract_of(order), min(days)
        share = contract["terms"]["depositRate"] if contract else None
        paid = [p["收款金额"] for p in judge.payments[order_id] if p["收款日期"] <= first]
        wanted = order["订单金额(元)"] * (ADVANCE_SHARE if share is None else share)
        is_in = sum(paid, Decimal(0)) >= wanted - CENT
        verdict(judge, "custom-made-production-without-advance", order_id, [order], is_in)
    judge.pack = "business-compliance"


# -- Quality and dispatch


def finished_by(runs, moment):
    """Whether one of the runs was finished by then; None when its time is not known."""
    finished = [run["完工时间"] for run in runs if run["生产状态"] == "已完工"]
    if any(known(time) and time <= moment for time in finished):
        return True
    return None if None in finished else False


def judge_check(judge, check, runs):
    key, order = check["id"], judge.order(check["order"])
    if check["result"] == "合格" and runs:
        is_after = finished_by(runs, check["at"])
        verdict(judge, "quality-check-before-production-finished", key, [order], is_after)
    if check["result"] == "不合格":
        is_settled = check["way"] is not None
        if is_settled:
            is_settled = None
            if known(check["disposed"]):
                taken = working_days_between(check["at"].date(), check["disposed"].date())
                is_settled = taken <= DISPOSITION_DAYS
        judge.pack = "furniture"
        verdict(judge, "failed-check-not-disposed-in-time", key, [order], is_settled)
        judge.pack = "business-compliance"


def judge_dispatch(judge, line, shipment, runs, checks):
    sent, order = shipment["发货时间"], judge.order(line["订单编号"])
    key = f"{line['发货单号']} / {line['行号']}"
    if sent is None:
        return
    rule = "shipped-before-production-finished"
    if judge.orders.get(line["订单编号"]) and runs:
        verdict(judge, rule, key, [order], finished_by(runs, sent))
    if order is None or shipment["质检结果"] != "合格":
        return
    judge.pack = "furniture"
    for failed in checks:
        if failed["result"] != "不合格" or failed["at"] > sent:
            continue
        is_settled = failed["way"] in ("报废", "退货", "让步接收") or any(
            check["result"] == "合格"
            and failed["at"] < check["at"] <= sent
            and check["lot"] == failed["lot"]
            for check in checks
        )
        judge.find(not is_settled, "shipped-despite-failed-check", key, [order])
    judge.pack = "business-compliance"
