"""Writes trails as JSON lines, logistics exceptions as CSV, and customers' receipts as XML."""

import json
from xml.sax.saxutils import escape, quoteattr

from exports import iso, slashed, tag, write

TRAILS = "tracking-2025-09.jsonl"
EXCEPTIONS = "物流异常_202509.csv"
RECEIPTS = "收货回单_202509.xml"


def write_tracking_exports(month, folder):
    write_trails(month.trails, folder / TRAILS)
    write(folder / EXCEPTIONS, exception_rows(month.logistics_exceptions), "gb18030", "\r\n")
    write_receipts(month.receipts, folder / RECEIPTS)


def write_trails(trails, path):
    """One scan a line, the scans of a shipment numbered."""
    lines = [
        json.dumps(
            {
                "shipment": shipment_id,
                "no": number,
                "at": iso(event.at),
                "status": event.status,
                "place": event.place,
            },
            ensure_ascii=False,
        )
        for shipment_id, events in sorted(trails.items())
        for number, event in enumerate(events, 1)
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def exception_rows(exceptions):
    yield ["物流异常登记表"]
    yield [
        "异常编号",
        "发货单号",
        "异常类型",
        "上报时间",
        "处理措施",
        "处理人",
        "关闭时间",
        "损失金额(元)",
    ]
    for e in exceptions:
        yield [
            e.id,
            e.shipment_id,
            e.kind,
            slashed(e.reported_at),
            e.measure,
            e.handled_by,
            # What somebody typed by hand stands as it is.
            e.closed_at if isinstance(e.closed_at, str) else slashed(e.closed_at),
            e.loss if e.loss is None or isinstance(e.loss, str) else f"{e.loss:,.2f}",
        ]


def write_receipts(receipts, path):
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<ReceiptExport>",
        "  <Head><System>客户回单平台</System><From>2025-09-01</From><To>2025-09-30</To></Head>",
        "  <Receipts>",
    ]
    for receipt in receipts:
        lines += receipt_element(receipt)
    lines += ["  </Receipts>", "</ReceiptExport>", ""]
    path.write_text("\n".join(lines), "utf-8")


def receipt_element(r):
    yield f"    <Receipt no={quoteattr(r.id)} date={quoteattr(iso(r.day))}>"
    yield f"      {tag('OrderNumber', r.order_id)}{tag('ShipmentNumber', r.shipment_id)}"
    yield f"      {tag('Customer', r.customer)}{tag('Remark', r.remark)}"
    yield "      <Lines>"
    for number, line in enumerate(r.lines, 1):
        yield f'        <Line no="{number}">'
        yield f"          <Goods code={quoteattr(line.code)}>{escape(line.name)}</Goods>"
        yield (
            f"          <Received unit={quoteattr(line.unit)}>{line.quantity}</Received>"
            f"{tag('Short', line.short)}{tag('Rejected', line.rejected)}"
        )
        yield "        </Line>"
    yield "      </Lines>"
    yield "    </Receipt>"
