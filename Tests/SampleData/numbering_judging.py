"""What the rules on numbers of documents mean, by hand.

Like the rest of the judging it knows the exports' own names only, and no rule pack.
"""

from collections import defaultdict

SINGLE_INVOICE = 100_000
# Invoice numbers of one code that are further apart are of different blocks.
BLOCK = 100


def judge_numbering(judge):
    exports = judge.exports
    judge.pack = "data-completeness"
    contracts = [{**c, "signed on": c["signed"]["date"]} for c in exports.contracts]
    for rule, documents, field, day in (
        ("order-numbers-skipped", exports.orders, "订单编号", "下单时间"),
        ("contract-numbers-skipped", contracts, "number", "signed on"),
        ("shipment-numbers-skipped", exports.shipments, "发货单号", "制单日期"),
    ):
        days = {d[field]: d[day] for d in documents}
        for before, after, missing in skipped(days, 4):
            if is_of_period(judge, days[before]) and is_of_period(judge, days[after]):
                judge.find(missing > 0, rule, after, [])
    paper = defaultdict(dict)
    for invoice in exports.invoices:
        if invoice["Code"] is not None:
            paper[invoice["Code"]][invoice["Number"]] = invoice
    for of_code in paper.values():
        for before, after, missing in skipped(of_code, 8):
            days = [of_code[number]["IssuedOn"] for number in (before, after)]
            if all(is_of_period(judge, day) for day in days):
                judge.find(
                    0 < missing < BLOCK, "invoice-numbers-skipped", of_code[after]["id"], []
                )
    judge.pack = "risk"
    judge_consecutive_invoices(judge)


def is_of_period(judge, day):
    """Documents of another month come in a choice, and their numbers have gaps that mean nothing."""
    return day is None or f"{day:%Y-%m}" == judge.exports.period


def skipped(numbers, digits):
    """Each number and the one behind it in its series, and how many are missing between them."""
    series = defaultdict(set)
    for number in numbers:
        series[number[:-digits]].add(int(number[-digits:]))
    for head, serials in series.items():
        ordered = sorted(serials)
        for before, after in zip(ordered, ordered[1:]):
            yield f"{head}{before:0{digits}}", f"{head}{after:0{digits}}", after - before - 1


def judge_consecutive_invoices(judge):
    days = defaultdict(list)
    for invoice in judge.exports.invoices:
        if invoice["Buyer/TaxNumber"] is not None:
            days[invoice["Buyer/TaxNumber"], invoice["IssuedOn"]].append(invoice)
    for (buyer, day), invoices in days.items():
        sound = [
            i
            for i in invoices
            if i["Status"] == "正常" and 0 < i["Amounts/Total"] <= SINGLE_INVOICE
        ]
        places = {(i["Code"], int(i["Number"])): i for i in sound}
        linked = [
            i
            for (code, number), i in places.items()
            if (code, number - 1) in places or (code, number + 1) in places
        ]
        total = sum(i["Amounts/Total"] for i in linked)
        judge.find(
            total > SINGLE_INVOICE,
            "consecutive-invoices-to-one-customer",
            f"{buyer} / {day}",
            [judge.order(i["OrderNumber"]) for i in linked],
        )
