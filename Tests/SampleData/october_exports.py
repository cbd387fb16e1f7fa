"""Writes October: as September where the systems are the same, in new ways where they are newer."""

import json

from catalogue_exports import write_catalogue_exports
from execution_exports import write_changes
from exports import (
    WORDS,
    complaints_of,
    is_in_newer_system,
    iso,
    write,
    write_exports,
)
from october_deliveries import write_deliveries
from period import OCTOBER
from risk_exports import write_risk_exports
from satisfaction_exports import write_satisfaction_exports


def write_october(month, folder):
    write_exports(month, folder)
    orders = sorted(month.orders, key=lambda order: order.ordered_at)
    newer = [order for order in orders if is_in_newer_system(order, OCTOBER)]
    write(folder / "销售订单_202510.csv", newer_order_rows(newer), "utf-8", "\n")
    write_tickets(complaints_of(month), folder / "tickets-2025-10.json")
    write_satisfaction_exports(month, folder)
    write_risk_exports(month, folder)
    write_catalogue_exports(month, folder)
    write_changes(month.execution.changes, OCTOBER, folder)
    write_deliveries(month, folder)


# -- The newer order system: nothing above the header, nothing dressed, net amounts


def newer_order_rows(orders):
    yield [
        "订单编号", "合同编号", "订单类型", "订单渠道", "商品类别", "客户名称", "客户税号", "收货人",
        "联系电话", "电子邮箱", "收货地址", "接单时间", "下单时间", "制单人", "审批岗位", "审批人",
        "审批时间", "确认时间", "承诺交货日期", "付款方式", "订单金额(元)", "不含税金额(元)", "订单状态",
        "备注",
    ]  # fmt: skip
    for o in orders:
        yield [
            o.id,
            o.contract_id,
            WORDS[o.kind],
            WORDS[o.channel],
            WORDS[o.product_class],
            o.customer_name,
            o.customer_tax_number,
            o.consignee,
            o.phone,
            o.email,
            o.address,
            second(o.received_at),
            second(o.ordered_at),
            o.created_by,
            o.approver_role and WORDS[o.approver_role],
            o.approved_by,
            second(o.approved_at),
            second(o.confirmed_at),
            iso(o.promised_date),
            WORDS[o.payment_method],
            f"{o.total:.2f}",
            f"{o.net:.2f}",
            WORDS[o.status],
            o.remark,
        ]
    sums = [f"{sum(o.total for o in orders):.2f}", f"{sum(o.net for o in orders):.2f}"]
    yield ["合计"] + [""] * 19 + sums + ["", ""]


def second(moment):
    return moment and f"{moment:%Y-%m-%d %H:%M:%S}"


# -- The ticket system, which took over customer service during the month


def write_tickets(complaints, path):
    document = {
        "system": "客服工单系统",
        "exportedAt": iso(OCTOBER.exported_at),
        "tickets": [ticket(c) for c in complaints],
    }
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")


def ticket(c):
    return {
        "工单号": c.id,
        "订单编号": c.order_id,
        "投诉": {"时间": second(c.complained_at), "类别": c.category, "内容": c.text},
        "答复": {"时间": second(c.answered_at), "原因": c.cause, "结果": c.result},
        "关闭时间": second(c.closed_at),
        "评分": c.score,
    }
