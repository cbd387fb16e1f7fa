"""Reads the exports of a month of SampleData back, with nothing but Python's own readers.

Records are dictionaries with the exports' own names; values that are not there are None, and a
value that cannot be read is `UNREADABLE`.
"""

import csv
import datetime
import io
import json
import re
import xml.etree.ElementTree
from decimal import Decimal

import catalogue_reading
import execution_reading
import intention_reading
import risk_reading
import satisfaction_reading
import tracking_reading
from workdays import PROJECT

UNREADABLE = object()


def read_csv(text, header_row=1):
    """The records under the header, without the totals row, and the rows with too many fields."""
    rows = list(csv.reader(io.StringIO(text)))
    header = rows[header_row - 1]
    records, rejects = [], []
    for number, row in enumerate(rows[header_row:], header_row + 1):
        if row[0] == "合计":
            continue
        if len(row) != len(header):
            rejects.append(number)
            continue
        records.append({field: bare(cell) for field, cell in zip(header, row)})
    return records, rejects


def bare(cell):
    cell = cell.strip()
    if cell.startswith('="'):
        cell = cell[2:-1]
    return cell or None


def number(text):
    if text is None or isinstance(text, Decimal):
        return text
    return Decimal(str(text).replace("￥", "").replace(",", ""))


def moment(text):
    """A date with a time, whichever way it is written."""
    if text is None:
        return None
    day, _, time = text.replace("T", " ").partition(" ")
    clock = [int(part) for part in time.split(":")]
    found = date(day)
    return datetime.datetime(found.year, found.month, found.day, *clock)


def date(text):
    if text is None:
        return None
    if text.isdigit():
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    try:
        return datetime.date(*map(int, text.replace("/", "-").split("-")))
    except ValueError:
        return UNREADABLE


def long_number(text):
    """A number that names something; a spreadsheet may have made a figure of it."""
    if text is not None and re.fullmatch(r"\d(\.\d+)?[eE]\+\d\d+", text):
        return UNREADABLE
    return text


def typed(records, numbers=(), dates=(), moments=()):
    for record in records:
        for names, read in ((numbers, number), (dates, date), (moments, moment)):
            for name in names:
                record[name] = read(record[name])
    return records


def complaint_of(ticket):
    """A ticket by the names of the older system."""
    answer = ticket["答复"]
    return {
        "id": ticket["工单号"],
        "order": ticket["订单编号"],
        "at": ticket["投诉"]["时间"],
        "answer": {"at": answer["时间"], "cause": answer["原因"], "result": answer["结果"]},
        "closedAt": ticket["关闭时间"],
    }


class Exports:
    """All records of a month's folder; an export that is not there has none, and is `missing`."""

    def __init__(self, period):
        self.period, self.folder = period, PROJECT / "SampleData" / period
        self.missing = set()
        self.orders = self.csv("订单", "gb18030", header_row=3)
        self.orders += self.csv("销售订单", "utf-8")
        typed(
            [order for order in self.orders if "不含税金额(元)" in order], ["不含税金额(元)"]
        )
        typed(
            self.orders,
            ["订单金额(元)"],
            ["承诺交货日期"],
            ["接单时间", "下单时间", "审批时间", "确认时间"],
        )
        self.order_lines = self.csv("订单明细", "gb18030", header_row=2)
        typed(self.order_lines, ["数量", "含税单价", "优惠金额", "金额"])
        self.shipments = self.csv("发货单", "utf-8-sig")
        typed(self.shipments, [], ["制单日期", "质检日期"], ["包装时间", "发货时间", "签收时间"])
        for shipment in self.shipments:
            shipment["运单号"] = long_number(shipment["运单号"])
        self.shipment_lines = self.csv("发货明细", "utf-8-sig")
        typed(self.shipment_lines, ["发货数量"])
        self.payments = self.csv("收款流水", "gb18030")
        typed(self.payments, ["收款金额"], ["收款日期"])
        self.complaints = self.json_lines("complaints")
        for document in self.json("tickets-{}.json"):
            self.complaints += [complaint_of(ticket) for ticket in document["tickets"]]
        self.read_contracts()
        self.read_invoices()
        satisfaction_reading.read_satisfaction(self)
        risk_reading.read_risk_exports(self)
        tracking_reading.read_tracking(self)
        catalogue_reading.read_catalogue_exports(self)
        execution_reading.read_execution(self)
        intention_reading.read_intentions(self)

    # -- The files of a kind: `orders_202509.csv`, `invoices-2025-09.xml`

    def files(self, pattern):
        """The files whose names begin like that; of those with the same bytes, the first."""
        files = sorted(self.folder.glob(pattern.replace("{}", self.period.replace("-", "") + "*")))
        contents = {}
        for file in files or sorted(self.folder.glob(pattern.replace("{}", self.period + "*"))):
            contents.setdefault(file.read_bytes(), file.name)
        if not contents:
            self.missing.add(pattern.split("{}")[0].strip("-_"))
        return contents

    def texts(self, pattern, encoding="utf-8"):
        return [content.decode(encoding) for content in self.files(pattern)]

    def csv(self, stem, encoding, header_row=1):
        texts = self.texts(stem + "_{}.csv", encoding)
        return [record for text in texts for record in read_csv(text, header_row)[0]]

    def json(self, pattern):
        """The documents of a kind, numbers with all their digits."""
        texts = self.texts(pattern)
        return [json.loads(text, parse_float=Decimal, parse_int=Decimal) for text in texts]

    def json_lines(self, stem):
        texts = self.texts(stem + "-{}.jsonl")
        return [json.loads(line) for text in texts for line in text.splitlines()]

    def xml(self, pattern):
        """The outermost elements of the documents of a kind."""
        return [xml.etree.ElementTree.fromstring(content) for content in self.files(pattern)]

    def elements(self, pattern, name):
        return [element for root in self.xml(pattern) for element in root.iter(name)]

    def read_contracts(self):
        documents = self.json("contracts-{}.json")
        self.contracts = [c for document in documents for c in document["data"]["contracts"]]
        self.contract_lines = []
        for contract in self.contracts:
            for part, name in (
                ("legalReview", "date"),
                ("signed", "date"),
                ("terms", "deliveryDate"),
            ):
                contract[part][name] = date(contract[part][name])
            for line in contract["items"]:
                line["contract"] = contract["number"]
                self.contract_lines.append(line)

    def read_invoices(self):
        self.invoices, self.invoice_lines = [], []
        for element in self.elements("invoices-{}.xml", "Invoice"):
            invoice = {
                name: element.findtext(name) or None
                for name in (
                    "Code",
                    "Number",
                    "Status",
                    "OrderNumber",
                    "OriginalNumber",
                    "IssuedOn",
                    "Buyer/Name",
                    "Buyer/TaxNumber",
                    "Amounts/Net",
                    "Amounts/Tax",
                    "Amounts/Total",
                    "Issuer",
                    "Reviewer",
                )
            }
            invoice.update(element.attrib)
            typed([invoice], ["Amounts/Net", "Amounts/Tax", "Amounts/Total"], ["IssuedOn"])
            self.invoices.append(invoice)
            for line in element.iter("Line"):
                found = {
                    name: line.findtext(name) or None
                    for name in ("Goods", "Quantity", "UnitPrice", "Net", "Tax")
                }
                found.update(
                    no=line.get("no"),
                    code=line.find("Goods").get("code"),
                    rate=line.find("Tax").get("rate"),
                    invoice=invoice,
                )
                typed([found], ["Quantity", "UnitPrice", "Net", "Tax", "rate"])
                self.invoice_lines.append(found)
