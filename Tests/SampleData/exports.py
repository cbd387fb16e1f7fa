"""Writes a month as the company's systems export it, each in its own way."""

import csv
import io
import json
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

import company

WORDS = {
    "retail": "零售",
    "project": "工程",
    "government": "政府采购",
    "bulk": "大宗",
    "online": "线上商城",
    "phone": "电话",
    "email": "电子邮件",
    "social media": "社交媒体",
    "field sales": "业务员",
    "ordinary": "一般商品",
    "high-value": "高价值商品",
    "custom-made": "定制商品",
    "sales manager": "销售经理",
    "sales director": "销售总监",
    "general manager": "总经理",
    "committee": "订单管理委员会",
    "prepaid": "预付全款",
    "on delivery": "货到付款",
    "monthly": "月结",
    "instalments": "分期付款",
    "pending-review": "待审核",
    "confirmed": "已确认",
    "in-production": "生产中",
    "pending-shipment": "待发货",
    "shipped": "已发货",
    "completed": "交易成功",
    "cancelled": "交易关闭",
}


def write_exports(month, folder):
    """Writes all exports of the month into `folder`."""
    period, name, day = month.period, month.period.name, month.period.compact
    orders = sorted(month.orders, key=lambda order: order.ordered_at)
    older = [o for o in orders if not is_in_newer_system(o, period)]
    write(folder / f"订单_{day}.csv", order_rows(older, period), "gb18030", "\r\n")
    write(folder / f"订单明细_{day}.csv", order_line_rows(orders), "gb18030", "\r\n")
    write_contracts(month.contracts, period, folder / f"contracts-{name}.json")
    write_invoices(month, orders, folder / f"invoices-{name}.xml")
    shipments = [s for order in orders for s in order.shipments] + month.stray_shipments
    shipments.sort(key=lambda shipment: shipment.id)
    is_newer = period.upgraded_on is not None
    write(folder / f"发货单_{day}.csv", shipment_rows(shipments, is_newer), "utf-8-sig", "\n")
    lines = shipment_line_rows(shipments, is_newer)
    write(folder / f"发货明细_{day}.csv", lines, "utf-8-sig", "\n")
    write_payments(month, orders, folder / f"收款流水_{day}.csv")


def is_in_newer_system(order, period):
    return period.upgraded_on is not None and order.ordered_at.date() >= period.upgraded_on


def write(path, rows, encoding, line_end):
    text = io.StringIO()
    csv.writer(text, lineterminator=line_end).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))


# -- Order system: titles above, totals below, numbers dressed and guarded


def order_rows(orders, period):
    yield ["销售订单列表"]
    days = "下单时间" if period.upgraded_on is None else "下单或变更时间"
    yield [f"筛选条件：{days} {period.first} 至 {period.last}；单据状态 全部"]
    yield [
        "订单编号",
        "合同编号",
        "订单类型",
        "订单渠道",
        "商品类别",
        "客户名称",
        "客户税号",
        "收货人",
        "联系电话",
        "电子邮箱",
        "收货地址",
        "接单时间",
        "下单时间",
        "制单人",
        "审批岗位",
        "审批人",
        "审批时间",
        "确认时间",
        "承诺交货日期",
        "付款方式",
        "订单金额(元)",
        "订单状态",
        "备注",
    ]
    for o in orders:
        yield [
            o.id,
            o.contract_id,
            WORDS[o.kind],
            WORDS[o.channel],
            WORDS[o.product_class],
            o.customer_name,
            o.customer_tax_number and o.customer_tax_number + "\t",
            o.consignee,
            o.phone and f'="{o.phone}"',
            o.email,
            o.address,
            slashed(o.received_at),
            slashed(o.ordered_at),
            o.created_by,
            o.approver_role and WORDS[o.approver_role],
            o.approved_by,
            slashed(o.approved_at),
            slashed(o.confirmed_at),
            o.promised_date
            and f"{o.promised_date.year}/{o.promised_date.month}/{o.promised_date.day}",
            WORDS[o.payment_method],
            f"￥{o.total:,.2f}",
            WORDS[o.status],
            o.remark,
        ]
    yield ["合计"] + [""] * 19 + [f"￥{sum(o.total for o in orders):,.2f}", "", ""]


def order_line_rows(orders):
    yield ["销售订单明细"]
    yield [
        "订单编号",
        "行号",
        "合同编号",
        "商品编码",
        "商品名称",
        "规格型号",
        "单位",
        "数量",
        "含税单价",
        "优惠金额",
        "金额",
    ]
    total = Decimal(0)
    for o in orders:
        for line in o.lines:
            total += line.amount
            yield [
                f'="{o.id}"',
                line.number,
                o.contract_id,
                line.code,
                line.name,
                line.specification,
                line.unit,
                f"{line.quantity:,}",
                f"{line.price:,.2f}",
                f"{line.discount:.2f}",
                f"{line.amount:,.2f}",
            ]
    yield ["合计"] + [""] * 9 + [f"{total:,.2f}"]


def slashed(moment):
    """`2025/9/1 8:30:00`, as a spreadsheet shows it."""
    if moment is None:
        return None
    return f"{moment.year}/{moment.month}/{moment.day} {moment.hour}:{moment:%M:%S}"


# -- Contract system: nested JSON


def write_contracts(contracts, period, path):
    document = {
        "system": "合同管理系统",
        "exportedAt": iso(period.exported_at),
        "data": {"count": len(contracts), "contracts": [contract_object(c) for c in contracts]},
    }
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")


def contract_object(c):
    return {
        "number": c.id,
        "title": c.title,
        "customer": {"name": c.customer_name, "taxNumber": c.customer_tax_number},
        "draftedBy": c.drafted_by,
        "legalReview": {
            "reviewer": c.legal_reviewer,
            "result": c.legal_review_result,
            "date": iso(c.legal_review_date),
        },
        "signed": {"date": iso(c.signed_date), "by": c.signed_by},
        "terms": {
            "deliveryDate": iso(c.delivery_date),
            "payment": c.payment_terms,
            "quality": c.quality_standard,
            "breach": c.breach_clause,
            "depositRate": number(c.deposit_rate),
        },
        "total": number(c.total),
        "items": [
            {
                "line": line.number,
                "product": {
                    "code": line.code,
                    "name": line.name,
                    "specification": line.specification,
                },
                "unit": line.unit,
                "quantity": number(line.quantity),
                "unitPrice": number(line.price),
                "amount": number(line.amount),
            }
            for line in c.lines
        ],
    }


def iso(value):
    return value if value is None or isinstance(value, str) else value.isoformat()


def number(value):
    """A number that JSON writes with the same digits; ours have at most ten."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


# -- Invoicing platform: XML


def write_invoices(month, orders, path):
    invoices = [i for order in orders for i in order.invoices] + month.stray_invoices
    invoices.sort(key=lambda invoice: invoice.id)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<InvoiceExport>",
        f"  <Head><System>电子发票平台</System>{from_to(month.period)}</Head>",
        "  <Invoices>",
    ]
    for invoice in invoices:
        lines += invoice_element(invoice)
    lines += ["  </Invoices>", "</InvoiceExport>", ""]
    path.write_text("\n".join(lines), "utf-8")


def invoice_element(i):
    yield f"    <Invoice id={quoteattr(i.id)} kind={quoteattr(i.kind)}>"
    yield f"      {tag('Code', i.code)}{tag('Number', i.number)}{tag('Status', i.status)}"
    yield f"      {tag('OrderNumber', i.order_id)}{tag('OriginalNumber', i.original_number)}"
    yield f"      {tag('IssuedOn', iso(i.issued_date))}"
    # The platform writes brackets in names narrow.
    buyer = i.buyer_name.replace("（", "(").replace("）", ")")
    yield f"      <Buyer>{tag('Name', buyer)}{tag('TaxNumber', i.buyer_tax_number)}</Buyer>"
    yield (
        f"      <Seller>{tag('Name', company.SELLER_NAME)}"
        f"{tag('TaxNumber', company.SELLER_CODE)}</Seller>"
    )
    yield (
        f"      <Amounts currency=\"CNY\">{tag('Net', f'{i.net:.2f}')}{tag('Tax', f'{i.tax:.2f}')}"
        f"{tag('Total', f'{i.total:.2f}')}</Amounts>"
    )
    yield f"      {tag('Issuer', i.issuer)}{tag('Reviewer', i.reviewer)}"
    yield "      <Lines>"
    for line in i.lines:
        code = f" code={quoteattr(line.code)}" if line.code else ""
        yield f'        <Line no="{line.number}">'
        yield (
            f"          <Goods{code}>{escape(line.name)}</Goods>"
            f"{tag('Specification', line.specification)}{tag('Unit', line.unit)}"
        )
        yield f"          {tag('Quantity', line.quantity)}{tag('UnitPrice', line.price)}"
        yield (
            f"          {tag('Net', f'{line.net:.2f}')}"
            f'<Tax rate="{line.rate}">{line.tax:.2f}</Tax>'
        )
        yield "        </Line>"
    yield "      </Lines>"
    yield "    </Invoice>"


def from_to(period):
    return tag("From", period.first) + tag("To", period.last)


def tag(name, value):
    return f"<{name}/>" if value is None else f"<{name}>{escape(str(value))}</{name}>"


# -- Warehouse system: CSV in UTF-8 with a byte-order mark


def shipment_rows(shipments, is_newer):
    """The newer version names the supplier who sends the goods himself."""
    header = [
        "发货单号",
        "订单编号",
        "制单日期",
        "发货仓库",
        "收货人",
        "收货电话",
        "收货地址",
        "承运商",
        "运单号",
        "包装时间",
        "质检结果",
        "质检日期",
        "质检员",
        "发货时间",
        "发货人",
        "签收时间",
        "签收人",
    ]
    yield header + ["直发供应商"] * is_newer
    for s in shipments:
        # The warehouse parts province and city from the rest.
        address = s.address and s.address.replace("市", "市 ", 1)
        row = [
            s.id,
            s.order_id,
            iso(s.created_date),
            s.warehouse,
            s.consignee,
            s.phone,
            address,
            s.carrier,
            s.waybill_number,
            minute(s.packed_at),
            s.quality_check_result,
            iso(s.quality_check_date),
            s.quality_checker,
            minute(s.shipped_at),
            s.shipped_by,
            minute(s.signed_at),
            s.signed_by,
        ]
        yield row + [s.supplier_name] if is_newer else row


def shipment_line_rows(shipments, is_newer):
    """The newer version has the specification of what was packed."""
    header = ["发货单号", "订单编号", "行号", "商品编码", "商品名称", "单位", "发货数量"]
    yield header + ["规格型号"] * is_newer
    for s in shipments:
        for line in s.lines:
            row = [s.id, s.order_id, line.number, line.code, line.name, line.unit, line.quantity]
            yield row + [line.specification] if is_newer else row


def minute(moment):
    return moment and f"{moment:%Y-%m-%d %H:%M}"


# -- Ledger of receipts and customer service


def write_payments(month, orders, path):
    payments = [p for order in orders for p in order.payments] + month.stray_payments
    payments.sort(key=lambda payment: payment.id)
    rows = [["收款单号", "订单编号", "款项性质", "付款单位", "收款日期", "收款金额", "收款方式"]]
    rows += [
        [p.id, p.order_id, p.kind, p.payer, f"{p.paid_date:%Y%m%d}", f"{p.amount:,.2f}", p.method]
        for p in payments
    ]
    rows += month.receipts_by_hand
    write(path, rows, "gb18030", "\r\n")


def complaints_of(month):
    found = [c for order in month.orders for c in order.complaints] + month.stray_complaints
    return sorted(found, key=lambda complaint: complaint.id)


def write_complaints(month, folder):
    path = folder / f"complaints-{month.period.name}.jsonl"
    lines = [
        json.dumps(
            {
                "id": c.id,
                "order": c.order_id,
                "at": c.complained_at.isoformat(),
                "category": c.category,
                "text": c.text,
                "answer": {"at": iso(c.answered_at), "cause": c.cause, "result": c.result},
                "closedAt": iso(c.closed_at),
                "score": c.score,
            },
            ensure_ascii=False,
        )
        for c in complaints_of(month)
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
