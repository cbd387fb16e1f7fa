"""Reads the registers and files about risk back, for Exports of reading.py."""

import json
import xml.etree.ElementTree
from decimal import Decimal, InvalidOperation

import reading


def read_risk_exports(exports):
    """Adds the seven exports to `exports`, each under its own name."""
    exports.risks, _ = reading.read_csv("风险登记_202509.csv", "gb18030", header_row=2)
    reading.typed(exports.risks, ["损失金额"], ["措施期限"], ["登记时间", "执行时间"])
    for risk in exports.risks:
        risk["可能性"], risk["影响程度"] = score(risk["可能性"]), score(risk["影响程度"])
    exports.receivables, _ = reading.read_csv("应收账款_202509.csv", "gb18030", header_row=3)
    reading.typed(
        exports.receivables, ["应收金额", "已收金额"], ["到期日", "最近催收日期", "统计日期"]
    )
    exports.indicators, _ = reading.read_csv("预警指标_202509.csv", "utf-8-sig")
    for indicator in exports.indicators:
        for name in ("指标值", "预警下限", "预警上限"):
            indicator[name] = figure(indicator[name])
    exports.suppliers, _ = reading.read_csv("供应商档案_202509.csv", "utf-8-sig")
    reading.typed(
        exports.suppliers,
        ["供货周期（天）", "约定供货周期（天）", "准时交货率(%)", "来料不合格率(%)"],
    )
    exports.costs, _ = reading.read_csv("订单成本_202509.csv", "gb18030")
    reading.typed(exports.costs, ["材料成本", "加工成本", "运输成本", "其他成本"])
    text = (reading.FOLDER / "credit-files-2025-09.json").read_text("utf-8")
    exports.credit_files = json.loads(text, parse_float=Decimal, parse_int=Decimal)["files"]
    for file in exports.credit_files:
        for name in ("on", "validTo"):
            file["rating"][name] = reading.date(file["rating"][name])
    exports.customers = read_customers()


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


def read_customers():
    root = xml.etree.ElementTree.parse(reading.FOLDER / "customers-2025-09.xml").getroot()
    names = ("Name", "TaxNumber", "Contact/Person", "Contact/Phone", "Contact/Email")
    return [
        {"status": element.get("status"), **{n: element.findtext(n) or None for n in names}}
        for element in root.iter("Customer")
    ]
