"""Writes the order intentions as nested JSON with Chinese names, the lines within each."""

import json

from exports import number

INTENTIONS = "订单意向_202509.json"


def write_intention_exports(month, folder):
    document = {
        "系统": "商机与意向管理",
        "导出时间": "2025-09-30 18:00:00",
        "意向单": [intention_object(i) for i in month.intentions],
    }
    text = json.dumps(document, ensure_ascii=False, indent=1)
    (folder / INTENTIONS).write_text(text + "\n", "utf-8")


def intention_object(i):
    return {
        "意向编号": i.id,
        "订单编号": i.order_id,
        "客户": {"名称": i.customer_name and narrow(i.customer_name)},
        "登记": {"人": i.created_by, "时间": clock(i.received_at)},
        "评审": {"人": i.reviewed_by, "时间": clock(i.reviewed_at), "结论": i.result},
        "要求交期": spoken(i.delivery_date),
        "意向金额": figure(i.total),
        "明细": [line_object(n, line) for n, line in enumerate(i.lines, 1)],
    }


def line_object(position, line):
    return {
        "行": position,
        "商品": {
            "编码": line.code,
            "名称": line.name,
            "规格": line.specification and line.specification.replace("×", " × "),
        },
        "单位": line.unit,
        "数量": figure(line.quantity),
        "单价": figure(line.price),
        "金额": figure(line.amount),
    }


def narrow(name):
    return name.replace("（", "(").replace("）", ")")


def clock(moment):
    # What somebody typed by hand stands as it is.
    return moment if moment is None or isinstance(moment, str) else f"{moment:%Y-%m-%d %H:%M:%S}"


def spoken(day):
    if day is None or isinstance(day, str):
        return day
    return f"{day.year}年{day.month}月{day.day}日"


def figure(value):
    return value if isinstance(value, str) else number(value)
