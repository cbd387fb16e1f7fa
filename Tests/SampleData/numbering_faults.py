"""Numbers that are missing from their series, and invoices whose numbers follow each other.

They come last, when every other document is there and numbered.
"""

import re

LIMIT = 100_000


def plant_numbering_faults(p):
    delete_an_order(p)
    renumber_paper_invoices(p)
    cut_an_invoice_up(p)
    note_what_is_left_out(p)


def delete_an_order(p):
    """One that is under review, and that nothing else speaks of but the log of its status."""
    named = {part for row in p.rows for part in row.key.split(" / ")}
    named |= {intention.order_id for intention in p.month.intentions}
    named |= {production.order_id for production in p.month.execution.productions}
    order = next(
        o
        for o in p.month.orders
        if o.status == "pending-review"
        and o.id not in named
        and not (o.contract or o.shipments or o.invoices or o.payments or o.complaints)
    )
    p.month.orders.remove(order)
    histories = p.month.execution.histories
    histories[:] = [h for h in histories if {entry.order_id for entry in h} != {order.id}]
    after = min(o.id for o in p.month.orders if o.id > order.id)
    p.note("order-numbers-skipped", "order", after, f"{order.id} was deleted from the order system")


def renumber_paper_invoices(p):
    """One after the other within their code; one number of the block was never accounted for."""
    paper = [i for o in p.month.orders for i in o.invoices if i.code is not None]
    paper.sort(key=lambda invoice: invoice.id)
    for number, invoice in enumerate(paper, 30217001):
        invoice.number = f"{number}"
    last = paper[-1]
    missing, last.number = last.number, f"{int(last.number) + 1}"
    what = f"{missing} of the block is missing"
    p.note("invoice-numbers-skipped", "invoice", last.id, what)


def cut_an_invoice_up(p):
    """An order's two invoices of one day get numbers that follow each other."""
    named = {part for row in p.rows for part in row.key.split(" / ")}
    numbers = {i.number for o in p.month.orders for i in o.invoices}
    first, second = next(
        order.invoices
        for order in p.month.orders
        if [(i.status, i.code) for i in order.invoices] == [("正常", None)] * 2
        and not named & {part for i in order.invoices for part in (i.id, i.number)}
        and is_cut_up(*order.invoices)
        and following(order.invoices[0]) not in numbers
    )
    second.number = following(first)
    p.note(
        "consecutive-invoices-to-one-customer",
        "invoice",
        f"{first.buyer_tax_number} / {first.issued_date}",
        f"{first.total + second.total} to one company on one day, cut in two",
    )


def is_cut_up(first, second):
    """Whether both go to one company on one day, and only together exceed what one invoice may say."""
    return (
        first.buyer_tax_number is not None
        and first.issued_date == second.issued_date
        and max(first.total, second.total) <= LIMIT < first.total + second.total
    )


def following(invoice):
    return f"{int(invoice.number) + 1}"


def note_what_is_left_out(p, period=None):
    """A contract or a shipment that another fault took away is missing from its series as well.

    With documents of an earlier month, only gaps between those of the period count.
    """
    shipments = [s for o in p.month.orders for s in o.shipments] + p.month.stray_shipments
    for entity, documents, day in (
        ("contract", p.month.contracts, "signed_date"),
        ("shipment", shipments, "created_date"),
    ):
        days = {document.id: getattr(document, day) for document in documents}
        ids = sorted(days)
        for before, after in zip(ids, ids[1:]):
            if not (is_own(days[before], period) and is_own(days[after], period)):
                continue
            if serial(after) - serial(before) > 1 and before[:-4] == after[:-4]:
                what = f"between {before} and it, what another fault took away"
                p.note(f"{entity}-numbers-skipped", entity, after, what)


def is_own(day, period):
    return period is None or day is None or day >= period.first


def number_paper_invoices(p, period):
    """One after the other within their code, those of the month."""
    paper = [i for o in p.month.orders for i in o.invoices if i.code is not None]
    own = sorted((i for i in paper if i.issued_date >= period.first), key=lambda i: i.id)
    for number, invoice in enumerate(own, 30218001):
        invoice.number = f"{number}"


def serial(text):
    return int(re.search(r"\d{4}$", text)[0])
