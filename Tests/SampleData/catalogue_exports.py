"""Writes the product list, the price list, approved prices and the ledger of timber papers."""

import json
from xml.sax.saxutils import quoteattr

from exports import iso, tag, write

PRODUCTS = "products-{}.json"
PRICES = "价目表_{}.csv"
APPROVALS = "特价审批_{}.xml"
PERMITS = "许可证台账_{}.csv"

WORDS = {
    "ordinary": "一般商品",
    "high-value": "高价值商品",
    "custom-made": "定制商品",
    "on sale": "在售",
    "discontinued": "停产停售",
    "goods": "货物",
    "primary agricultural": "初级农产品",
    "harvest": "林木采伐许可证",
    "quarantine": "植物检疫证书",
    "origin": "产地证明",
    None: None,
}


def write_catalogue_exports(month, folder):
    catalogue, period = month.catalogue, month.period
    write_products(catalogue.products, period, folder / PRODUCTS.format(period.name))
    path = folder / PRICES.format(period.compact)
    write(path, price_rows(catalogue.prices), "utf-8-sig", "\n")
    write_approvals(catalogue.approvals, folder / APPROVALS.format(period.compact))
    path = folder / PERMITS.format(period.compact)
    write(path, permit_rows(catalogue.permits), "gb18030", "\r\n")


def write_products(products, period, path):
    document = {
        "system": "商品主数据",
        "exportedAt": iso(period.exported_at),
        "products": [product_object(p) for p in products],
    }
    path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", "utf-8")


def product_object(p):
    return {
        "code": p.code,
        "name": p.name,
        "spec": p.specification,
        "unit": p.unit,
        "category": WORDS[p.product_class],
        "state": WORDS[p.status],
        "tax": {"category": WORDS[p.tax_category]},
        "handling": {"fragile": p.is_fragile, "hazardous": p.is_hazardous},
        "forestry": {"permitRequired": p.needs_permit},
        "material": {"text": p.material, "formaldehyde": p.grade},
    }


def price_rows(prices):
    yield ["商品编码", "标准单价", "最低限价", "生效日期", "失效日期"]
    for p in prices:
        yield [
            p.code,
            f"{p.price:.2f}",
            f"{p.lowest:.2f}",
            iso(p.valid_from),
            iso(p.valid_to),
        ]


def write_approvals(approvals, path):
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<特价审批导出>"]
    for a in approvals:
        amount = None if a.price is None else f"{a.price:.2f}"
        at = a.approved_at and f"{a.approved_at:%Y-%m-%d %H:%M:%S}"
        lines += [
            f"  <审批单 单号={quoteattr(a.id)}>",
            f"    {tag('订单编号', a.order_id)}{tag('商品编码', a.code)}{tag('事由', a.reason)}",
            f"    {tag('批准单价', amount)}{tag('审批人', a.approved_by)}{tag('审批时间', at)}",
            "  </审批单>",
        ]
    path.write_text("\n".join(lines + ["</特价审批导出>", ""]), "utf-8")


def permit_rows(permits):
    """A title above the header, `20250905`, and one row for each shipment under a permit."""
    yield ["木材证件台账"]
    yield [
        "证号",
        "证件类型",
        "发货单号",
        "商品编码",
        "树种",
        "签发日期",
        "有效期自",
        "有效期至",
        "数量(立方米)",
        "签发机关",
    ]
    for p in permits:
        yield [
            p.number,
            WORDS[p.kind],
            f'="{p.shipment.id}"',
            p.code,
            p.species,
            *(day and f"{day:%Y%m%d}" for day in (p.issued, p.valid_from, p.valid_to)),
            p.quantity,
            p.issuer,
        ]
