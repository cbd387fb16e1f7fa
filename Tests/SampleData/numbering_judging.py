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
    for rule, documents, field in (
        ("order-numbers-skipped", exports.orders, "订单编号"),
        ("contract-numbers-skipped", exports.contracts, "number"),
        ("shipment-numbers-skipped", exports.shipments, "发货单号"),
    ):
        for after, missing in skipped([d[field] for d in documents], 4):
            judge.find(missing > 0, rule, after, [])
    paper = defaultdict(dict)
    for invoice in exports.invoices:
        if invoice["Code"] is not None:
            paper[invoice["Code"]][invoice["Number"]] = invoice["id"]
    for of_code in paper.values():
        for after, missing in skipped(of_code, 8):
            judge.find(0 < missing < BLOCK, "invoice-numbers-skipped", of_code[after], [])
    judge.pack = "risk"
    judge_consecutive_invoices(judge)


def skipped(numbers, digits):
    """Each number but the first of its series, and how many are missing before it."""
    series = defaultdict(set)
    for number in numbers:
        series[number[:-digits]].add(int(number[-digits:]))
    for head, serials in series.items():
        ordered = sorted(serials)
        for before, after in zip(ordered, ordered[1:]):
            yield f"{head}{after:0{digits}}", after - before - 1


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
