"""The figures of the Olist exports, computed without Paicha: plain csv, exact decimals.

    expected.py FOLDER        one line a rule: id, number of findings, sum of their amounts ("-": no amount)

FOLDER holds the unpacked exports. A date-time of these exports is `yyyy-mm-dd hh:mm:ss`, so comparing
the texts compares the instants, and comparing their first ten letters compares the days.
"""

import csv
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

CENT = Decimal("0.01")


def records(folder, name):
    with open(Path(folder) / f"olist_{name}_dataset.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def figures(folder):
    orders = records(folder, "orders")
    lines = records(folder, "order_items")
    payments = records(folder, "order_payments")

    billed = defaultdict(Decimal)
    for line in lines:
        billed[line["order_id"]] += Decimal(line["price"]) + Decimal(line["freight_value"])
    paid = defaultdict(Decimal)
    for payment in payments:
        paid[payment["order_id"]] += Decimal(payment["payment_value"])

    def count(rows, condition):
        return sum(1 for row in rows if condition(row)), None

    def money(amounts):
        amounts = list(amounts)
        return len(amounts), sum(amounts, Decimal(0))

    def counted(condition):
        return count(map(Order, orders), condition)

    return {
        # "Delivered" is a status; a delivery date is a date. The instant is judged for orders that
        # have both, the day for every order that has a delivery date: so were the published figures.
        "delivered-later-than-promised": counted(
            lambda o: o.status == "delivered" and o.delivered and o.delivered > o.promised
        ),
        "delivered-after-promised-day": counted(
            lambda o: o.delivered and o.delivered[:10] > o.promised[:10]
        ),
        "delivered-without-delivery-date": counted(
            lambda o: o.status == "delivered" and not o.delivered
        ),
        "delivery-date-though-not-delivered": counted(
            lambda o: o.status != "delivered" and o.delivered
        ),
        "delivered-before-handed-over": counted(
            lambda o: o.delivered and o.handed_over and o.delivered < o.handed_over
        ),
        "handed-over-before-approval": counted(
            lambda o: o.handed_over and o.approved and o.handed_over < o.approved
        ),
        "handed-over-before-purchase": counted(
            lambda o: o.handed_over and o.handed_over < o.purchased
        ),
        "approved-before-purchase": counted(lambda o: o.approved and o.approved < o.purchased),
        "delivered-though-never-approved": counted(
            lambda o: o.status == "delivered" and not o.approved
        ),
        "paid-differs-from-billed": money(
            abs(paid[key] - billed[key])
            for key in billed.keys() & paid.keys()
            if abs(paid[key] - billed[key]) > CENT
        ),
        "payment-without-lines": money(paid[key] for key in paid.keys() - billed.keys()),
        "lines-without-payment": money(billed[key] for key in billed.keys() - paid.keys()),
        "payment-type-not-defined": count(payments, lambda p: p["payment_type"] == "not_defined"),
        "instalments-below-one": count(payments, lambda p: int(p["payment_installments"]) < 1),
        "payment-of-zero": count(payments, lambda p: Decimal(p["payment_value"]) == 0),
        # Three canceled orders bear a payment of nothing; money was taken for the others.
        "canceled-but-paid": money(
            paid[o.id] for o in map(Order, orders) if o.status == "canceled" and paid.get(o.id)
        ),
    }


class Order:
    def __init__(self, row):
        self.id = row["order_id"]
        self.status = row["order_status"]
        self.purchased = row["order_purchase_timestamp"]
        self.approved = row["order_approved_at"]
        self.handed_over = row["order_delivered_carrier_date"]
        self.delivered = row["order_delivered_customer_date"]
        self.promised = row["order_estimated_delivery_date"]


if __name__ == "__main__":
    for rule, (findings, amount) in figures(sys.argv[1]).items():
        print(rule, findings, "-" if amount is None else amount, sep="\t")
