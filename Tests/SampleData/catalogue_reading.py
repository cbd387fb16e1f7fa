"""Reads the product list, the price list, approved prices and timber papers back."""

import reading

KINDS = {"林木采伐许可证": "harvest", "植物检疫证书": "quarantine", "产地证明": "origin", "木材运输证": "transport"}


def read_catalogue_exports(exports):
    """Adds the four exports to `exports`, each under its own name."""
    documents = exports.json("products-{}.json")
    exports.products = {p["code"]: p for document in documents for p in document["products"]}
    exports.prices = exports.csv("价目表", "utf-8-sig")
    reading.typed(exports.prices, ["标准单价", "最低限价"], ["生效日期", "失效日期"])
    found = exports.elements("特价审批_{}.xml", "审批单")
    exports.price_approvals = [read_approval(element) for element in found]
    exports.permits = exports.csv("许可证台账", "gb18030", header_row=2)
    reading.typed(exports.permits, ["数量(立方米)"], ["签发日期", "有效期自", "有效期至"])
    for permit in exports.permits:
        permit["kind"] = KINDS[permit["证件类型"]]


def read_approval(element):
    record = {child.tag: child.text or None for child in element}
    record["单号"] = element.get("单号")
    reading.typed([record], ["批准单价"], [], ["审批时间"])
    return record
