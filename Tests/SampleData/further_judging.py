"""What the rules on contracts, duties, units, addresses and late confirmations mean, by hand.

Like the rest of the judging it knows the exports' own names only, and no rule pack.
"""

import datetime
import re
import unicodedata
from collections import defaultdict
from decimal import Decimal

from workdays import working_days_between

CENT = Decimal("0.01")
CANCELLED, COMPLETED = "交易关闭", "交易成功"
VOID, REVERSED = "已作废", "已红冲"

CIVIL_CODE = datetime.date(2021, 1, 1)
# What the Civil Code replaced, by the last words of the names.
REPEALED = r"(《(中华人民共和国)?|共和国)(合同|担保|物权|侵权责任|婚姻|继承|收养)法|民法通则|民法总则"

CONFIRMATION = {"一般商品": 3, "高价值商品": 2, "定制商品": 3}
PICK_UP = r"自提|上门提货|客户提货"
COMMITTEE = "订单管理委员会"
# Up to what amount each office may approve; the committee decides on everything.
LIMITS = {"销售经理": 100_000, "销售总监": 500_000, "总经理": 2_000_000}
EARLIEST, LATEST = datetime.timedelta(days=30), datetime.timedelta(days=90)


def judge_further(judge):
    exports = judge.exports
    lines = defaultdict(list)
    for line in exports.order_lines:
        lines[line["订单编号"], line["商品编码"]].append(line)
    judge.pack = "business-compliance"
    for contract in exports.contracts:
        judge_contract(judge, contract)
    for shipment in exports.shipments:
        judge_dispatcher(judge, shipment)
    for invoice in exports.invoices:
        judge_invoice(judge, invoice)
    for order in exports.orders:
        judge_payment_on_delivery(judge, order)
    judge.pack = "furniture"
    for order in exports.orders:
        judge_committee(judge, order)
    judge.pack = "information-accuracy"
    for order in exports.orders:
        judge_address(judge, order)
    judge.pack = "logistics-consistency"
    for order in exports.orders:
        judge_confirmation(judge, order)
    for shipment in exports.shipments:
        judge_pick_up(judge, shipment)
    for line in exports.shipment_lines:
        judge_unit(judge, line, lines)
    judge_invoiced(judge, lines)


def plain(text):
    """A name without what width, case and blanks make of it."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold()


def is_one(*names):
    """Whether all the names are given, and the same."""
    return None not in names and len({plain(name) for name in names}) == 1


# -- Contracts


def judge_contract(judge, c):
    key, orders = c["number"], judge.orders_of_contract[c["number"]]
    case = orders if len(orders) == 1 else []
    review, signed, breach = c["legalReview"], c["signed"], c["terms"]["breach"]
    is_signed = signed["date"] is not None
    judge.find(is_signed and not signed["by"], "contract-signed-without-signatory", key, case)
    is_reviewed = review["date"] is not None or review["result"] in ("通过", "不通过")
    is_own = is_one(c["draftedBy"], review["reviewer"])
    judge.find(is_reviewed and is_own, "contract-reviewed-by-drafter", key, case)
    judge.find(
        is_signed and signed["date"] >= CIVIL_CODE and breach and re.search(REPEALED, breach),
        "contract-cites-repealed-law",
        key,
        case,
    )


# -- Who did what


def judge_dispatcher(judge, s):
    order = judge.order(s["订单编号"])
    if order is None or s["发货时间"] is None:
        return
    others = order["制单人"], order["审批人"], s["质检员"]
    is_bad = any(is_one(s["发货人"], other) for other in others)
    judge.find(is_bad, "shipper-has-incompatible-duty", s["发货单号"], [order])


# -- Invoices


def judge_invoice(judge, i):
    key, order, amount = i["id"], judge.order(i["OrderNumber"]), i["Amounts/Total"]
    number, year = i["Number"], f"{i['IssuedOn'].year % 100:02}"
    is_good = re.fullmatch(r"\d{8}", number) or re.fullmatch(year + r"\d{18}", number)
    judge.find(not is_good, "invoice-number-malformed", key, [order])
    reds = [
        red
        for red in judge.exports.invoices
        if red["OriginalNumber"] == number and red["Amounts/Total"] < 0 and red["Status"] != VOID
    ]
    if amount > 0 and i["Status"] != VOID and reds:
        back = -sum(red["Amounts/Total"] for red in reds)
        is_bad = back > amount + CENT or any(
            red["IssuedOn"] < i["IssuedOn"] or not is_one(red["Buyer/Name"], i["Buyer/Name"])
            for red in reds
        )
        judge.find(is_bad, "red-invoices-contradict-original", key, [order])
    if order is None or i["Status"] == VOID:
        return
    is_back = i["Status"] == REVERSED
    if reds:
        is_back = amount + sum(red["Amounts/Total"] for red in reds) <= CENT
    judge.find(
        not is_back and is_one(i["Issuer"], order["制单人"]),
        "invoice-issued-by-order-creator",
        key,
        [order],
    )
    if amount > 0:
        judge_invoice_day(judge, i, order)


def judge_invoice_day(judge, i, order):
    """Not long before anything left, and not long after all of it was signed for."""
    shipments = judge.shipments[order["订单编号"]]
    left = [s["发货时间"].date() for s in shipments if s["发货时间"]]
    day = i["IssuedOn"]
    if (
        order["订单状态"] == CANCELLED
        or day < order["下单时间"].date()
        or not left
        or any(other["Amounts/Total"] < 0 for other in judge.invoices[order["订单编号"]])
    ):
        return
    signed = [s["签收时间"] and s["签收时间"].date() for s in shipments]
    is_early = day < min(left) - EARLIEST
    is_late = None not in signed and day > max(signed) + LATEST
    judge.find(is_early or is_late, "invoice-far-from-delivery", i["id"], [order])


def judge_invoiced(judge, lines):
    """More of a product on the invoices than in the order; not where shipments tell otherwise."""
    invoiced, shipped = defaultdict(list), defaultdict(list)
    for line in judge.exports.invoice_lines:
        if line["invoice"]["Status"] != VOID and line["code"] is not None:
            # An allowance without a quantity takes nothing back.
            count = line["Quantity"] if line["Quantity"] is not None else Decimal(0)
            invoiced[line["invoice"]["OrderNumber"], line["code"]].append(count)
    for line in judge.exports.shipment_lines:
        shipped[line["订单编号"], line["商品编码"]].append(line["发货数量"])
    for product, counts in invoiced.items():
        order = judge.order(product[0])
        if order is None or product not in lines or order["订单状态"] == CANCELLED:
            continue
        sent = shipped.get(product)
        if order["订单状态"] == COMPLETED and sent and sum(sent) != sum(counts):
            continue
        ordered = sum(line["数量"] for line in lines[product])
        judge.find(
            sum(counts) - ordered > min(Decimal("0.5"), ordered * Decimal("0.02")),
            "invoiced-quantity-exceeds-order",
            f"{product[0]} / {product[1]}",
            [order],
        )


# -- Orders


def judge_payment_on_delivery(judge, o):
    if o["付款方式"] != "货到付款" or o["订单状态"] != COMPLETED:
        return
    paid = [p["收款金额"] for p in judge.payments[o["订单编号"]] if p["收款金额"] > 0]
    is_short = sum(paid) < o["订单金额(元)"] - CENT
    judge.find(is_short, "on-delivery-order-completed-unpaid", o["订单编号"], [o])


def judge_committee(judge, o):
    """Large special orders are the committee's; who exceeds his own limit is another matter."""
    role, amount = o["审批岗位"], o["订单金额(元)"]
    if (
        o["订单类型"] in ("工程", "政府采购", "大宗")
        and amount >= 1_000_000
        and o["订单状态"] not in ("待审核", CANCELLED)
        and o["审批人"] is not None
        and role is not None
        and amount <= LIMITS.get(role, amount)
    ):
        is_other = role != COMMITTEE
        judge.find(is_other, "special-order-not-approved-by-committee", o["订单编号"], [o])


def judge_address(judge, o):
    address = o["收货地址"]
    if address is None or "*" in address or re.search(PICK_UP, address):
        return
    judge.find(len(plain(address)) < 8, "order-address-too-short", o["订单编号"], [o])


def judge_confirmation(judge, o):
    approved, confirmed = o["审批时间"], o["确认时间"]
    if approved is None or confirmed is None or o["商品类别"] is None:
        return
    taken = working_days_between(approved.date(), confirmed.date())
    is_long = taken > CONFIRMATION[o["商品类别"]]
    judge.find(is_long, "confirmation-cycle-exceeded", o["订单编号"], [o])


# -- Shipments


def judge_pick_up(judge, s):
    order = judge.order(s["订单编号"])
    if order is None or s["发货时间"] is None or not re.search(PICK_UP, order["收货地址"] or ""):
        return
    by_other = s["承运商"] is not None and not re.search(PICK_UP, s["承运商"])
    is_sent = by_other or s["运单号"] is not None
    judge.find(is_sent, "picked-up-order-handed-to-carrier", s["发货单号"], [order])


def judge_unit(judge, line, lines):
    order, unit = judge.order(line["订单编号"]), line["单位"]
    units = [x["单位"] for x in lines.get((line["订单编号"], line["商品编码"]), [])]
    if order is None or unit is None or not units:
        return
    judge.find(
        not any(is_one(unit, other) for other in units),
        "shipment-unit-differs-from-order",
        f"{line['发货单号']} / {line['行号']}",
        [order],
    )
