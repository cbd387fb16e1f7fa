"""Writes exports whose every text tries to be something else: markup, a formula, a line of its own.

    hostile.py FOLDER

The texts are those of Tests/CommandTests/Fixtures/hostile-texts.json. They stand in keys, names and remarks,
where numbers and dates should be, in the headers of columns, and in the names of files.
"""

import csv
import json
import sys
from pathlib import Path

FIXTURE = Path(__file__).parents[2] / "CommandTests/Fixtures/hostile-texts.json"
ORDER_COLUMNS = (
    "订单编号,合同编号,订单类型,订单渠道,商品类别,客户名称,客户税号,收货人,联系电话,电子邮箱,收货地址,接单时间,"
    "下单时间,制单人,审批岗位,审批人,审批时间,确认时间,承诺交货日期,付款方式,订单金额(元),不含税金额(元),订单状态,备注"
).split(",")
FILE_NAMES = (
    "销售订单_<img src=x onerror=alert(1)>.csv", "销售订单_=HYPERLINK(1)_\u202e.csv",
    "销售订单_x\nforged.csv:1: error[forged]: forged\n.csv", "\u001b[31mforeign | `x` [y](javascript:z).bin",
)  # fmt: skip


def order(key, text, total="1000.5", time="2025-09-05 9:00:00"):
    """An order that is recorded late, approved by its creator, and of a contract that says otherwise."""
    return [
        key, text, text, text, text, text, text, text, text, text, text, "2025-09-04 8:00:00", time, text,
        text, text, "2025-09-05 10:00:00", "2025-09-20 9:00:00", "2025-09-30", text, total, total,
        "交易成功", text,
    ]  # fmt: skip


def contract(text):
    return {
        "number": text, "title": text, "customer": {"name": text + "?", "taxNumber": text},
        "draftedBy": text, "legalReview": {"reviewer": text, "result": text, "date": text},
        "signed": {"date": "2025-09-01", "by": None}, "terms": {"deliveryDate": text, "breach": text},
        "total": 7, "items": [], text: text,
    }  # fmt: skip


def write(folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    texts = json.loads(FIXTURE.read_text())
    # The same orders in files of three names, and one in each that tells it from a copy.
    for name in FILE_NAMES[:3]:
        with open(folder / name, "w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, quoting=csv.QUOTE_ALL)
            rows.writerow(ORDER_COLUMNS + [text for text in texts if text.strip()])
            for text in texts:
                rows.writerow(order(text, text) + [text] * len([t for t in texts if t.strip()]))
                rows.writerow(order(f"{text} 2", text, total=text, time=text)[:10])
                rows.writerow(order(f"{text} 3", text, total=text, time=text))
            rows.writerow(order(f"DD {name}", name))
    (folder / FILE_NAMES[3]).write_bytes(b"\0\1\2")
    contracts = {"data": {"contracts": [contract(text) for text in texts]}}
    (folder / "contracts-x.json").write_text(json.dumps(contracts))


def write_long(folder):
    """Orders with cells of 3 MB, which a value may have, and of 10 MB, which it may not."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    long, too_long = "长" * 1_000_000, "x" * 10_000_000
    with open(folder / "销售订单_long.csv", "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, quoting=csv.QUOTE_ALL)
        rows.writerow(ORDER_COLUMNS)
        for number in range(6):
            rows.writerow(order(f"{number}{long}", "x"))
            rows.writerow(order(f"DD{number}", "x")[:-1] + [too_long])


if __name__ == "__main__":
    write(sys.argv[1])
