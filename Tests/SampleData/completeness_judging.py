"""Whether a month's files are all there, in time and once, and hold what was stated; by hand."""

import csv
import datetime
import io
import re
from collections import defaultdict

from reading import number, read_csv
from workdays import add_working_days

# The exports that every month brings, by the declaration of each.
REQUIRED = {
    "contract-system": "contracts-*",
    "erp-order-lines": "订单明细_*",
    "erp-orders": "订单_*",
    "finance-payments": "收款流水_*",
    "invoicing-platform": "invoices-*",
    "service-complaints": "complaints-*",
    "wms-shipment-lines": "发货明细_*",
    "wms-shipments": "发货单_*",
}
# The list of what is handed over is due on the third working day of the next month.
DELIVERY_LIST, DUE_WORKING_DAY = r"交付清单_(\d{8})\.csv", 3
# There is one list of suppliers.
SINGLE = "供应商档案_*"
# Where each document of an export has its number: row of the header, column.
NUMBERED = {"满意度调查_": ("gb18030", 3, "调查编号")}
# How the files are read that the delivery list states figures of.
STATED = {
    "订单_": ("gb18030", 3),
    "订单明细_": ("gb18030", 2),
    "销售订单_": ("utf-8", 1),
    "发货单_": ("utf-8-sig", 1),
    "发货明细_": ("utf-8-sig", 1),
    "收款流水_": ("gb18030", 1),
    "订单成本_": ("gb18030", 1),
}


# Fields that the list calls otherwise than the files.
COLUMNS = {"订单金额": "订单金额(元)", "行金额": "金额"}


def judge_completeness(judge):
    judge.pack = "data-completeness"
    folder = judge.exports.folder
    for source, pattern in REQUIRED.items():
        judge.find(not list(folder.glob(pattern)), "export-missing", source, [])
    files = sorted(folder.iterdir())
    judge_copies(judge, files)
    judge_overlaps(judge, files)
    single = sorted(folder.glob(SINGLE))
    judge.find(len(single) > 1, "more-files-than-expected", single[0].name if single else "", [])
    for file in files:
        found = re.fullmatch(DELIVERY_LIST, file.name)
        if found:
            judge_delivery(judge, file, found.group(1))
            judge_stated(judge, file)


def judge_copies(judge, files):
    seen = set()
    for file in files:
        content = file.read_bytes()
        judge.find(content in seen, "export-delivered-twice", file.name, [])
        seen.add(content)


def judge_overlaps(judge, files):
    seen = defaultdict(set)
    for file in files:
        for stem, (encoding, header, column) in NUMBERED.items():
            if file.name.startswith(stem):
                records, _ = read_csv(file.read_bytes().decode(encoding), header)
                keys = {record[column] for record in records}
                is_again = bool(keys & seen[stem])
                judge.find(is_again, "documents-delivered-twice", file.name, [])
                seen[stem] |= keys


def judge_delivery(judge, file, written):
    day = datetime.date(int(written[:4]), int(written[4:6]), int(written[6:]))
    year, month = map(int, judge.exports.period.split("-"))
    last = datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)
    judge.find(day > add_working_days(last, DUE_WORKING_DAY), "export-late", file.name, [])


def judge_stated(judge, file):
    """Records and sums by the delivery list, against what can be read of each file."""
    for row in csv.DictReader(io.StringIO(file.read_text("utf-8"))):
        name, field = row["文件名"], row["合计字段"]
        encoding, header = next(how for stem, how in STATED.items() if name.startswith(stem))
        text = (judge.exports.folder / name).read_bytes().decode(encoding)
        records, _ = read_csv(text, header)
        key = f"{name} / {field or '—'}"
        is_other = int(row["记录数"]) != len(records)
        judge.find(is_other, "record-count-differs", key, [])
        if row["金额合计"]:
            read = sum(number(record[COLUMNS.get(field, field)]) for record in records)
            judge.find(read != number(row["金额合计"]), "control-total-differs", key, [])
