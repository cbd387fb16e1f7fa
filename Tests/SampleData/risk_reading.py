"""Reads the registers and files about risk back, for Exports of reading.py."""

from decimal import Decimal, InvalidOperation

import reading


def read_risk_exports(exports):
    """Adds the seven exports to `exports`, each under its own name."""
    exports.risks = exports.csv("风险登记", "gb18030", header_row=2)
    reading.typed(exports.risks, ["损失金额"], ["措施期限"], ["登记时间", "执行时间"])
    for risk in exports.risks:
        risk["可能性"], risk["影响程度"] = score(risk["可能性"]), score(risk["影响程度"])
    exports.receivables = exports.csv("应收账款", "gb18030", header_row=3)
    reading.typed(
        exports.receivables, ["应收金额", "已收金额"], ["到期日", "最近催收日期", "统计日期"]
    )
    exports.indicators = exports.csv("预警指标", "utf-8-sig")
    for indicator in exports.indicators:
        for name in ("指标值", "预警下限", "预警上限"):
            indicator[name] = figure(indicator[name])
    exports.suppliers = exports.csv("供应商档案", "utf-8-sig")
    reading.typed(
        exports.suppliers,
        ["供货周期（天）", "约定供货周期（天）", "准时交货率(%)", "来料不合格率(%)"],
        ["评估日期", "资质有效期至"],
    )
    exports.costs = exports.csv("订单成本", "gb18030")
    reading.typed(exports.costs, ["材料成本", "加工成本", "运输成本", "其他成本"])
    documents = exports.json("credit-files-{}.json")
    exports.credit_files = [file for document in documents for file in document["files"]]
    for file in exports.credit_files:
        for name in ("on", "validTo"):
            file["rating"][name] = reading.date(file["rating"][name])
    exports.customers = read_customers(exports)


def score(text):
    """A number, or that it cannot be read."""
    try:
        return reading.number(text)
    except InvalidOperation:
        return reading.UNREADABLE


def figure(text):
    """`97.50%` is 0.975."""
    if text is not None and text.endswith("%"):
        return Decimal(text[:-1]) / 100
    return reading.number(text)


def read_customers(exports):
    names = ("Name", "TaxNumber", "Contact/Person", "Contact/Phone", "Contact/Email")
    return [
        {"status": element.get("status"), **{n: element.findtext(n) or None for n in names}}
        for element in exports.elements("customers-{}.xml", "Customer")
    ]
