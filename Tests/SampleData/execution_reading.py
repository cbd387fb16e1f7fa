"""Reads the exports on changes, status, production and quality back."""

import csv
import datetime
import io
import re
from decimal import Decimal

import reading
from satisfaction_reading import moment

CHANGE_FIELDS = [
    "订单编号",
    "商品编码",
    "申请/人",
    "申请/时间",
    "审批/人",
    "审批/时间",
    "执行时间",
    "变更后/数量",
    "变更后/单价",
    "变更后/交期",
    "变更后/规格",
    "变更后/地址",
]


def read_execution(exports):
    found = exports.elements("订单变更_{}.xml", "变更")
    exports.changes = [read_change(element) for element in found]
    exports.status_changes = exports.csv("订单状态日志", "gb18030", 2)
    reading.typed(exports.status_changes, ["序号"], [], ["变更时间"])
    exports.productions = [read_production(row) for row in production_rows(exports)]
    exports.checks = [read_check(document) for document in exports.json_lines("quality-checks")]


def read_change(element):
    record = {name: element.findtext(name) or None for name in CHANGE_FIELDS}
    record.update(element.attrib)
    reading.typed([record], ["变更后/数量", "变更后/单价"], ["变更后/交期"])
    for name in ("申请/时间", "审批/时间", "执行时间"):
        record[name] = moment(record[name])
    return record


def production_rows(exports):
    texts = exports.texts("生产进度_{}.csv", "utf-8-sig")
    return [row for text in texts for row in csv.DictReader(io.StringIO(text))]


def read_production(row):
    record = {name: text or None for name, text in row.items()}
    reading.typed([record], ["计划数量", "完工数量", "报废数量"])
    for name in ("开工时间", "完工时间"):
        record[name] = record[name] and spoken_moment(record[name])
    return record


def spoken_moment(text):
    return datetime.datetime(*map(int, re.findall(r"\d+", text)))


def read_check(document):
    check, way = document["检验"], document["处置"] or {}
    return {
        "id": document["质检单号"],
        "order": document["订单编号"],
        "code": document["商品"]["编码"],
        "lot": document["商品"]["批次"],
        "at": moment(check["时间"]),
        "checker": check["质检员"],
        "quantity": Decimal(str(check["数量"])),
        "result": check["结果"],
        "way": way.get("方式"),
        "disposed": moment(way.get("时间")),
    }
