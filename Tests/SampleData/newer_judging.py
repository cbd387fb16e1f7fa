"""What the rules mean that newer systems, or old cases, made possible to judge; by hand."""

import datetime
import re

from further_judging import is_one

CANCELLED = "交易关闭"
LOWEST_MARGIN = 10  # percent of the net amount
LAST_DAY_OF_TRANSPORT_PERMITS = datetime.date(2020, 6, 30)
EMAIL = r"[\w%+-]+(\.[\w%+-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"


def judge_newer(judge):
    exports = judge.exports
    judge.pack = "information-accuracy"
    for order in exports.orders:
        email = order["电子邮箱"]
        is_odd = email and "*" not in email and not re.fullmatch(EMAIL, email, re.ASCII)
        judge.find(is_odd, "order-email-malformed", order["订单编号"], [order])
    judge.pack = "risk"
    judge_margins(judge)
    suppliers = {supplier["供应商名称"]: supplier for supplier in exports.suppliers}
    for shipment in exports.shipments:
        judge_supplier_of(judge, shipment, suppliers.get(shipment.get("直发供应商")))
    judge.pack = "logistics-consistency"
    for line in exports.shipment_lines:
        judge_specification(judge, line)
    judge.pack = "forestry"
    judge_transport_permits(judge)


def judge_margins(judge):
    costs = {cost["订单编号"]: cost for cost in judge.exports.costs}
    for order in judge.exports.orders:
        cost, net = costs.get(order["订单编号"]), order.get("不含税金额(元)")
        if cost is None or net is None or order["订单状态"] == CANCELLED:
            continue
        names = ("材料成本", "加工成本", "运输成本", "其他成本")
        left = net - sum(cost[name] or 0 for name in names)
        judge.find(left < 0, "order-sold-at-loss", order["订单编号"], [order])
        is_little = net > 0 and 0 <= left and left * 100 < net * LOWEST_MARGIN
        judge.find(is_little, "order-margin-below-minimum", order["订单编号"], [order])


def judge_supplier_of(judge, shipment, supplier):
    if supplier is None or shipment["发货时间"] is None:
        return
    day = shipment["发货时间"].date()
    is_dropped = supplier["供应商状态"] == "淘汰" and day >= supplier["评估日期"]
    judge.find(
        is_dropped or day > supplier["资质有效期至"],
        "goods-from-unqualified-supplier",
        shipment["发货单号"],
        [judge.order(shipment["订单编号"])],
    )


def judge_specification(judge, line):
    order, packed = judge.order(line["订单编号"]), line.get("规格型号")
    ordered = [
        x["规格型号"]
        for x in judge.lines[line["订单编号"]]
        if x["商品编码"] == line["商品编码"] and x["规格型号"]
    ]
    if order is None or packed is None or not ordered:
        return
    judge.find(
        not any(is_one(packed, x) for x in ordered),
        "shipment-specification-differs-from-order",
        f"{line['发货单号']} / {line['行号']}",
        [order],
    )


def judge_transport_permits(judge):
    """Until the middle of 2020 timber left with a transport permit."""
    codes = {c for c, p in judge.exports.products.items() if p["forestry"]["permitRequired"]}
    permitted = {
        (p["发货单号"], p["商品编码"]) for p in judge.exports.permits if p["kind"] == "transport"
    }
    for shipment in judge.exports.shipments:
        if shipment["制单日期"] > LAST_DAY_OF_TRANSPORT_PERMITS or not shipment["发货时间"]:
            continue
        number = shipment["发货单号"]
        lines = [x for x in judge.exports.shipment_lines if x["发货单号"] == number]
        timber = {x["商品编码"] for x in lines} & codes
        judge.find(
            any((number, code) not in permitted for code in timber),
            "timber-shipped-without-transport-permit",
            number,
            [judge.order(shipment["订单编号"])],
        )
