"""Writes a month of exports in which the shipped rules find about 100,000 faults.

    exports.py FOLDER [ORDERS]

Orders and their lines with faults planted from a seed; nearly all faults are minor, and a few hundred are
major or critical, so that the foremost issues are of every kind.
"""

import csv
import random
import sys
from datetime import datetime, timedelta
from pathlib import Path

SEED = 20250930
ORDERS = 24_000
ORDER_COLUMNS = (
    "订单编号,合同编号,订单类型,订单渠道,商品类别,客户名称,客户税号,收货人,联系电话,电子邮箱,收货地址,接单时间,"
    "下单时间,制单人,审批岗位,审批人,审批时间,确认时间,承诺交货日期,付款方式,订单金额(元),订单状态,备注"
).split(",")
LINE_COLUMNS = "订单编号,行号,合同编号,商品编码,商品名称,规格型号,单位,数量,含税单价,优惠金额,金额".split(",")


def moment(time):
    return f"{time.year}/{time.month}/{time.day} {time.hour}:{time:%M:%S}"


def order(number, chance):
    """An order as a row, and its lines."""
    ordered = datetime(2025, 9, 1, 9) + timedelta(seconds=number * 70)
    quantity, price = chance.randint(1, 9), chance.randint(100, 4000)
    total = quantity * price
    approver = "纪松乔"
    line_amount = total
    address = f"澜江省栖峤市松坞区鹿鸣路{number}号"
    email = f"buyer{number}@example.cn"
    received = ordered - timedelta(minutes=10)
    confirmed = ordered + timedelta(hours=3)
    # What is planted: minor faults in most orders, worse ones in few.
    if chance.random() < 0.95:
        received = ordered - timedelta(hours=3)
    if chance.random() < 0.95:
        confirmed = ordered + timedelta(days=9)
    if chance.random() < 0.7:
        address = f"{number}号"
    if chance.random() < 0.6:
        email = f"buyer{number}.example.cn"
    if number % 77 == 0:
        approver = "舒砚秋"
    if number % 101 == 0:
        line_amount = total + chance.randint(1, 99_999) / 100
    row = [
        f"DD2509{number:06}", "", "零售", "电话", "一般商品", f"客户{number % 900}", "", f"收货人{number}",
        f"133{number:08}", email, address, moment(received), moment(ordered), "舒砚秋", "销售经理",
        approver, moment(ordered + timedelta(hours=1)), moment(confirmed), "2025/9/30", "款到发货",
        f"{total:.2f}", "交易成功", "",
    ]  # fmt: skip
    line = [row[0], 1, "", "F101", "胡桃木餐桌", "1400×800×750mm", "张", quantity, price, 0, f"{line_amount:.2f}"]
    return row, line


def write(folder, orders=ORDERS):
    chance = random.Random(SEED)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with (
        open(folder / "订单_202509.csv", "w", encoding="gb18030", newline="") as order_file,
        open(folder / "订单明细_202509.csv", "w", encoding="gb18030", newline="") as line_file,
    ):
        order_file.write("销售订单列表\r\n筛选条件：下单时间 2025-09-01 至 2025-09-30\r\n")
        order_rows, line_rows = csv.writer(order_file), csv.writer(line_file)
        order_rows.writerow(ORDER_COLUMNS)
        line_rows.writerow(LINE_COLUMNS)
        for number in range(1, orders + 1):
            row, line = order(number, chance)
            order_rows.writerow(row)
            line_rows.writerow(line)


if __name__ == "__main__":
    write(sys.argv[1], *map(int, sys.argv[2:]))
