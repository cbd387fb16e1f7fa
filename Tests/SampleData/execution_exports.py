"""Writes order changes (XML), status changes and productions (CSV) and quality checks (JSON)."""

import json
from xml.sax.saxutils import quoteattr

from exports import WORDS, iso, number, slashed, tag, write

CHANGES = "订单变更_{}.xml"
STATUSES = "订单状态日志_202509.csv"
PRODUCTIONS = "生产进度_202509.csv"
CHECKS = "quality-checks-2025-09.jsonl"


def write_execution_exports(month, folder):
    execution = month.execution
    write_changes(execution.changes, month.period, folder)
    write(folder / STATUSES, status_rows(execution.histories), "gb18030", "\r\n")
    write(folder / PRODUCTIONS, production_rows(execution.productions), "utf-8-sig", "\n")
    lines = [json.dumps(check_object(c), ensure_ascii=False) for c in execution.checks]
    (folder / CHECKS).write_text("\n".join(lines) + "\n", "utf-8")


def write_changes(changes, period, folder):
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<订单变更导出 期间="{period.name}">',
    ]
    for change in changes:
        lines += change_element(change)
    lines += ["</订单变更导出>", ""]
    (folder / CHANGES.format(period.compact)).write_text("\n".join(lines), "utf-8")


def change_element(c):
    yield f"  <变更 单号={quoteattr(c.id)} 类型={quoteattr(c.kind)} 状态={quoteattr(c.status)}>"
    yield f"    {tag('订单编号', c.order_id)}{tag('商品编码', c.code)}"
    yield f"    <申请>{tag('人', c.requested_by)}{tag('时间', iso(c.requested_at))}</申请>"
    yield f"    <审批>{tag('人', c.approved_by)}{tag('时间', iso(c.approved_at))}</审批>"
    # What somebody typed by hand stands as it is.
    executed = c.executed_at if isinstance(c.executed_at, str) else iso(c.executed_at)
    yield f"    {tag('执行时间', executed)}"
    values = (
        ("数量", c.quantity and str(c.quantity)),
        ("单价", c.price and f"{c.price:.2f}"),
        ("交期", iso(c.date)),
        ("规格", c.specification),
        ("地址", c.address),
    )
    yield f"    <变更后>{''.join(tag(name, value) for name, value in values)}</变更后>"
    yield "  </变更>"


def status_rows(histories):
    """The order system's log, titled; the status in its own words, order numbers guarded."""
    yield ["订单状态变更日志"]
    yield ["订单编号", "序号", "原状态", "新状态", "变更时间", "操作人"]
    entries = [entry for history in histories for entry in history]
    for e in sorted(entries, key=lambda e: (e.moment, e.order_id)):
        before, after = e.before and WORDS[e.before], WORDS[e.after]
        yield [f'="{e.order_id}"', e.number, before, after, slashed(e.moment), e.by]


def production_rows(productions):
    """Dates as people write them, without seconds; units stand in the order."""
    yield [
        "生产单号",
        "订单编号",
        "商品编码",
        "商品名称",
        "计划数量",
        "完工数量",
        "报废数量",
        "计划完工日期",
        "开工时间",
        "完工时间",
        "生产状态",
        "下达人",
    ]
    for p in productions:
        yield [
            p.id,
            p.order_id,
            p.code,
            p.name,
            p.quantity,
            p.finished,
            p.scrapped,
            spoken(p.planned_finish),
            clock(p.started_at),
            clock(p.finished_at),
            p.status,
            p.released_by,
        ]


def spoken(day):
    return day and f"{day.year}年{day.month}月{day.day}日"


def clock(moment):
    return moment and f"{spoken(moment)} {moment.hour}:{moment:%M}"


def check_object(c):
    return {
        "质检单号": c.id,
        "订单编号": c.order_id,
        "发货单号": c.shipment_id,
        "商品": {"编码": c.code, "批次": c.lot},
        "检验": {
            "时间": iso(c.checked_at),
            "质检员": c.checker,
            "数量": number(c.quantity),
            "不合格数": c.failed,
            "结果": c.result,
        },
        "处置": c.result == "不合格"
        and {"方式": c.disposition, "时间": iso(c.disposed_at), "处置人": c.disposed_by}
        or None,
    }
