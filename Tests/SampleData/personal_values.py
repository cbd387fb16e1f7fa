#!/usr/bin/env python3
"""Prints the data on persons that stands in the exports of a month, a line each: `名称<tab>佘听雨`.

Knows nothing of the model or the sources of Rules: which columns and elements of which exports hold
such data is said here, by hand, and read with nothing but Python's own readers.
"""

import csv
import io
import json
import sys
import xml.etree.ElementTree

from workdays import PROJECT

NAMES, PHONES, EMAILS, ADDRESSES, TAX = "名称", "电话", "邮箱", "地址", "税号"

# By the beginning of the file's name; columns of CSV, paths of JSON, tags of XML below a parent.
FIELDS = {
    "订单_": {
        NAMES: ["客户名称", "收货人", "制单人", "审批人"],
        PHONES: ["联系电话"],
        EMAILS: ["电子邮箱"],
        ADDRESSES: ["收货地址"],
        TAX: ["客户税号"],
    },
    "发货单_": {
        NAMES: ["收货人", "质检员", "发货人", "签收人"],
        PHONES: ["收货电话"],
        ADDRESSES: ["收货地址"],
    },
    "收款流水_": {NAMES: ["付款单位"]},
    "订单状态日志_": {NAMES: ["操作人"]},
    "物流异常_": {NAMES: ["处理人"]},
    "生产进度_": {NAMES: ["下达人"]},
    "预警指标_": {NAMES: ["责任人"]},
    "风险登记_": {NAMES: ["责任人"]},
    "满意度调查_": {NAMES: ["回访人"]},
    "应收账款_": {NAMES: ["客户名称"]},
    "contracts-": {
        NAMES: ["draftedBy", "legalReview.reviewer", "signed.by", "customer.name"],
        TAX: ["customer.taxNumber"],
    },
    "credit-files-": {NAMES: ["customer"]},
    "订单意向_": {NAMES: ["登记.人", "评审.人", "客户.名称"]},
    "quality-checks-": {NAMES: ["检验.质检员", "处置.处置人"]},
    "customers-": {
        NAMES: ["Customer/Name", "Contact/Person"],
        PHONES: ["Contact/Phone"],
        EMAILS: ["Contact/Email"],
        ADDRESSES: ["Contact/Address"],
        TAX: ["Customer/TaxNumber"],
    },
    "订单变更_": {NAMES: ["申请/人", "审批/人"], ADDRESSES: ["变更后/地址"]},
    "invoices-": {
        NAMES: ["Invoice/Issuer", "Invoice/Reviewer", "Buyer/Name"],
        TAX: ["Buyer/TaxNumber"],
    },
    "特价审批_": {NAMES: ["审批单/审批人"]},
    "退换货_": {NAMES: ["Approval/By"]},
    "收货回单_": {NAMES: []},
}
FIELDS["销售订单_"] = FIELDS["订单_"]


def decoded(content):
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")


def from_csv(text, columns):
    rows = list(csv.reader(io.StringIO(text)))
    start = next(n for n, row in enumerate(rows) if columns[0] in row or columns[-1] in row)
    for row in rows[start + 1 :]:
        for name, cell in zip(rows[start], row):
            if name in columns:
                yield name, cell


def from_json(text, columns):
    documents = [json.loads(text)] if text.lstrip().startswith("{\n") else None
    if documents is None:
        documents = [json.loads(line) for line in text.splitlines() if line.strip()]

    def walk(node, path):
        if isinstance(node, dict):
            for key, value in node.items():
                yield from walk(value, path + [key])
        elif isinstance(node, list):
            for value in node:
                yield from walk(value, path)
        else:
            for column in columns:
                parts = column.split(".")
                if path[-len(parts) :] == parts:
                    yield column, node

    for document in documents:
        yield from walk(document, [])


def from_xml(content, columns):
    def walk(element, above):
        tag = element.tag.rpartition("}")[2]
        if f"{above}/{tag}" in columns:
            yield f"{above}/{tag}", element.text
        for child in element:
            yield from walk(child, tag)

    yield from walk(xml.etree.ElementTree.fromstring(content), "")


def bare(cell):
    text = str(cell).strip()
    return text[2:-1] if text.startswith('="') else text


def values(period):
    found, met = set(), set()
    for file in sorted((PROJECT / "SampleData" / period).iterdir()):
        for beginning, kinds in FIELDS.items():
            if not file.name.startswith(beginning):
                continue
            kind_of = {column: kind for kind, names in kinds.items() for column in names}
            if file.suffix == ".xml":
                cells = from_xml(file.read_bytes(), kind_of)
            else:
                read = from_csv if file.suffix == ".csv" else from_json
                cells = read(decoded(file.read_bytes()), list(kind_of))
            for column, cell in cells:
                met.add((beginning, column))
                if cell is not None and bare(cell):
                    found.add((kind_of[column], bare(cell)))
    return found, met


def main():
    for kind, value in sorted(values(sys.argv[1])[0]):
        print(f"{kind}\t{value}")


if __name__ == "__main__":
    main()
