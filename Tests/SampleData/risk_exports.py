"""Writes the registers and files about risk, each as its system does."""

import json
from xml.sax.saxutils import quoteattr

from exports import iso, number, slashed, tag, write

WORDS = {
    "market": "市场风险",
    "credit": "信用风险",
    "quality": "质量风险",
    "logistics": "物流风险",
    "supplier": "供应商风险",
    "payment": "支付风险",
    "legal": "法律风险",
    "low": "低",
    "medium": "中",
    "high": "高",
    "extreme": "极高",
    "open": "跟踪中",
    "closed": "已关闭",
    "active": "正常",
    "suspended": "冻结",
    "blacklisted": "黑名单",
    "qualified": "合格",
    "probation": "考察",
    "disqualified": "淘汰",
}


def write_risk_exports(month, folder):
    """Writes the seven exports of `month.risk` into `folder`, as far as it has them."""
    risk, period, day = month.risk, month.period, month.period.compact
    write(folder / f"风险登记_{day}.csv", risk_rows(risk.risks), "gb18030", "\r\n")
    write_customers(risk.customers, period, folder / f"customers-{period.name}.xml")
    write(folder / f"供应商档案_{day}.csv", supplier_rows(risk.suppliers), "utf-8-sig", "\n")
    write(folder / f"订单成本_{day}.csv", cost_rows(risk), "gb18030", "\r\n")
    if risk.receivables is None:
        return
    write_credit_files(risk.credit_files, period, folder / f"credit-files-{period.name}.json")
    rows = receivable_rows(risk.receivables, period)
    write(folder / f"应收账款_{day}.csv", rows, "gb18030", "\r\n")
    write(folder / f"预警指标_{day}.csv", indicator_rows(risk.indicators), "utf-8-sig", "\r\n")


def risk_reject_rows(month, folder):
    """The values of these exports that cannot be read, with the lines they stand on."""
    rows = []
    for name, encoding, key, column, what in month.risk.rejects:
        lines = (folder / name).read_text(encoding).split("\n")
        line = next(n for n, text in enumerate(lines, 1) if text.startswith(key + ","))
        rows.append(f"| {name} | {line} | {column} | {what} |")
    return rows


def guarded(text):
    return f'="{text}"'


def money(value):
    return value if value is None else f"{value:,.2f}"


def day(value):
    return value if value is None or isinstance(value, str) else f"{value:%Y%m%d}"


def slashed_day(value):
    return value and f"{value.year}/{value.month}/{value.day}"


def risk_rows(risks):
    yield ["风险登记册"]
    yield [
        "风险编号",
        "订单编号",
        "风险类型",
        "登记时间",
        "可能性",
        "影响程度",
        "风险等级",
        "责任人",
        "应对措施",
        "措施期限",
        "执行时间",
        "风险状态",
        "损失金额",
    ]
    for r in risks:
        yield [
            r.id,
            guarded(r.order_id),
            WORDS[r.kind],
            slashed(r.registered_at),
            r.likelihood,
            r.impact,
            r.level and WORDS[r.level],
            r.owner,
            r.measure,
            slashed_day(r.measure_due),
            slashed(r.executed_at),
            WORDS[r.status],
            money(r.loss),
        ]


def write_credit_files(files, period, path):
    document = {
        "system": "信用管理系统",
        "asOf": iso(period.last),
        "unitOfLimits": "万元",
        "files": [
            {
                "customer": f.customer,
                "rating": {"grade": f.rating, "on": iso(f.rated), "validTo": iso(f.valid_to)},
                "credit": {"limit": f.limit, "days": f.days},
                "balance": {
                    "receivables": number(f.receivables),
                    "overdue": number(f.overdue),
                },
            }
            for f in files
        ],
    }
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")


def receivable_rows(rows, period):
    yield ["应收账款明细表"]
    yield [f"统计日期：{period.last}    单位：元"]
    yield [
        "应收单号",
        "客户名称",
        "订单编号",
        "到期日",
        "应收金额",
        "已收金额",
        "结清日期",
        "最近催收日期",
        "统计日期",
    ]
    for r in rows:
        yield [
            r.id,
            r.customer,
            guarded(r.order_id),
            day(r.due),
            f"￥{r.amount:,.2f}",
            r.settled and f"￥{r.settled:,.2f}",
            day(r.settled_date),
            day(r.reminder),
            day(period.last),
        ]
    amount, settled = sum(r.amount for r in rows), sum(r.settled or 0 for r in rows)
    yield ["合计", "", "", "", f"￥{amount:,.2f}", f"￥{settled:,.2f}", "", "", ""]


def write_customers(files, period, path):
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<CustomerFile system="客户关系管理系统" exportedOn="{period.last}">',
    ]
    for f in files:
        lines += [
            f'  <Customer opened="{iso(f.opened)}" status={quoteattr(WORDS[f.status])}>',
            f"    {tag('Name', f.name)}{tag('TaxNumber', f.tax_number)}",
            f"    <Contact>{tag('Person', f.contact)}{tag('Phone', f.phone)}"
            f"{tag('Email', f.email)}{tag('Address', f.address)}</Contact>",
            f"    {tag('Department', f.department)}",
            "  </Customer>",
        ]
    path.write_text("\n".join(lines + ["</CustomerFile>", ""]), "utf-8")


def indicator_rows(rows):
    yield ["指标名称", "统计日期", "指标值", "预警下限", "预警上限", "应对措施", "责任人"]
    for r in rows:
        is_share = max(x for x in (r.lower, r.upper) if x is not None) <= 1
        figures = [figure(x, is_share) for x in (r.value, r.lower, r.upper)]
        yield [r.name, iso(r.day), *figures, r.measure, r.owner]


def figure(value, is_share):
    """Shares are written in percent, everything else as it is."""
    if value is None:
        return None
    return f"{value * 100:.2f}%" if is_share else str(value)


def supplier_rows(rows):
    yield [
        "供应商名称",
        "供应商状态",
        "评估日期",
        "资质有效期至",
        "供货周期（天）",
        "约定供货周期（天）",
        "准时交货率(%)",
        "来料不合格率(%)",
    ]
    for r in rows:
        yield [
            r.name,
            WORDS[r.status],
            iso(r.assessed),
            iso(r.valid_to),
            r.lead,
            r.agreed,
            r.on_time,
            r.rejected,
        ]


def cost_rows(risk):
    rows = risk.costs
    yield ["订单编号", "材料成本", "加工成本", "运输成本", "其他成本"]
    for r in rows:
        parts = (r.material, r.processing, r.transport, r.other)
        yield [guarded(r.order_id), *map(money, parts)]
    yield from risk.costs_by_hand
    sums = [
        sum(getattr(r, name) or 0 for r in rows)
        for name in ("material", "processing", "transport", "other")
    ]
    yield ["合计", *map(money, sums)]
