"""Reads the exports of SampleData/2025-09 back, with nothing but Python's own readers.

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

FOLDER = PROJECT / "SampleData/2025-09"
UNREADABLE = object()


def read_csv(name, encoding, header_row=1):
    """The records under the header, without the totals row, and the rows with too many fields."""
    rows = list(csv.reader(io.StringIO((FOLDER / name).read_bytes().decode(encoding))))
    header = rows[header_row - 1]
    records, rejects = [], []
    for number, row in enumerate(rows[header_row:], header_row + 1):
        if row[0] == "合计":
            continue
        if len(row) != len(header):
            rejects.append((name, number))
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


class Exports:
    """All records, and those that could not be read."""

    def __init__(self):
        self.orders, _ = read_csv("订单_202509.csv", "gb18030", header_row=3)
        typed(
            self.orders,
            ["订单金额(元)"],
            ["承诺交货日期"],
            ["接单时间", "下单时间", "审批时间", "确认时间"],
        )
        self.order_lines, _ = read_csv("订单明细_202509.csv", "gb18030", header_row=2)
        typed(self.order_lines, ["数量", "含税单价", "优惠金额", "金额"])
        self.shipments, _ = read_csv("发货单_202509.csv", "utf-8-sig")
        typed(self.shipments, [], ["制单日期", "质检日期"], ["包装时间", "发货时间", "签收时间"])
        for shipment in self.shipments:
            shipment["运单号"] = long_number(shipment["运单号"])
        self.shipment_lines, _ = read_csv("发货明细_202509.csv", "utf-8-sig")
        typed(self.shipment_lines, ["发货数量"])
        self.payments, self.rejects = read_csv("收款流水_202509.csv", "gb18030")
        typed(self.payments, ["收款金额"], ["收款日期"])
        self.complaints = [
            json.loads(line)
            for line in (FOLDER / "complaints-2025-09.jsonl").read_text("utf-8").splitlines()
        ]
        self.read_contracts()
        self.read_invoices()
        satisfaction_reading.read_satisfaction(self)
        risk_reading.read_risk_exports(self)
        tracking_reading.read_tracking(self)
        catalogue_reading.read_catalogue_exports(self)
        execution_reading.read_execution(self)
        intention_reading.read_intentions(self)

    def read_contracts(self):
        text = (FOLDER / "contracts-2025-09.json").read_text("utf-8")
        document = json.loads(text, parse_float=Decimal, parse_int=Decimal)
        self.contracts = document["data"]["contracts"]
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
        root = xml.etree.ElementTree.parse(FOLDER / "invoices-2025-09.xml").getroot()
        self.invoices, self.invoice_lines = [], []
        for element in root.iter("Invoice"):
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
