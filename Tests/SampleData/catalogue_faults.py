"""Faults in what the product list, the price list, approvals and timber papers say.

No order and no shipment is changed for them: one entry in these lists is enough to make several
documents wrong.
"""

import datetime
from decimal import Decimal
from types import SimpleNamespace

import catalogue_records as clean
import company
from month import DAY, cents
from planting import is_under_way, key

PARCEL_CARRIERS = ("顺丰速运", "德邦快递", "京东物流")


def plant_catalogue_faults(p, rng):
    """Makes the clean records of `p.month`, and spoils some."""
    book = Book(p)
    p.month.catalogue = SimpleNamespace(
        products=clean.make_products(),
        prices=clean.make_prices(),
        approvals=[],
        permits=[],
    )
    plant_products(book)
    note_ambiguous_lines(book)
    plant_invoiced_categories(book)
    plant_hazardous_goods(book)
    plant_prices(book)
    plant_approvals(book, rng)
    plant_permits(book, rng)


class Book:
    """The documents of the month by the product they are about, and the notes on them."""

    def __init__(self, p):
        self.p, self.month = p, p.month
        numbers = [order.id for order in self.month.orders]
        self.ambiguous = {number for number in numbers if numbers.count(number) > 1}
        self.lines = [
            (order, line)
            for order in sorted(self.month.orders, key=lambda order: order.id)
            if order.id not in self.ambiguous and order.status != "cancelled"
            for line in order.lines
        ]

    def product(self, code):
        return next(x for x in self.month.catalogue.products if x.code == code)

    def prices(self, code):
        return [x for x in self.month.catalogue.prices if x.code == code]

    def lines_of(self, code, test=lambda order, line: True):
        return [(o, line) for o, line in self.lines if line.code == code and test(o, line)]

    def note(self, rule, order, line, what, outcome="fail"):
        self.p.note(rule, "order line", key(order, line), what, outcome)


# -- Product list


def plant_products(book):
    products = book.month.catalogue.products
    products.remove(book.product("H301"))
    for order, line in book.lines_of("H301"):
        what = "H301 was left out of the product list"
        book.note("ordered-product-not-in-catalogue", order, line, what)
    book.product("F103").status = "discontinued"
    book.product("F105").status = None
    for order, line in book.lines:
        if order.status in ("shipped", "completed"):
            continue
        if line.code == "F103":
            what = "the product list says that F103 is discontinued"
            book.note("discontinued-product-ordered", order, line, what)
        if line.code == "F105":
            what = "the product list does not say whether F105 is on sale"
            book.note("discontinued-product-ordered", order, line, what, "undetermined")
    book.product("H302").grade = "E2"
    for order, line in book.lines_of("H302"):
        what = "the product list gives H302 the grade E2"
        book.note("formaldehyde-grade-not-permitted", order, line, what)


def note_ambiguous_lines(book):
    """Of lines whose order number two orders bear, nobody can say when they were ordered."""
    seen = set()
    for order in book.month.orders:
        if order.id not in book.ambiguous or order.id in seen:
            continue
        seen.add(order.id)
        for line in order.lines:
            rules = [
                "ordered-product-not-in-catalogue",
                "discontinued-product-ordered",
                "order-price-below-lowest",
                "order-price-neither-listed-nor-approved",
            ]
            if book.product(line.code).grade:
                rules.append("formaldehyde-grade-not-permitted")
            for rule in rules:
                what = "consequence: which of the two orders the line belongs to cannot be said"
                book.note(rule, order, line, what, "undetermined")


def plant_invoiced_categories(book):
    book.product("H304").tax_category = "primary agricultural"
    book.product("H302").tax_category = None
    invoices = [i for order in book.month.orders for i in order.invoices]
    for invoice in invoices + book.month.stray_invoices:
        if invoice.status == "已作废" or sum(line.net for line in invoice.lines) <= 0:
            continue
        for line in invoice.lines:
            if line.code == "H304":
                what, outcome = "the product list has H304 among the logs, at 9%", "fail"
            elif line.code == "H302":
                what, outcome = "no tax category of H302 in the product list", "undetermined"
            else:
                continue
            subject = key(invoice, line)
            book.p.note("tax-rate-wrong-for-product", "invoice line", subject, what, outcome)


def plant_hazardous_goods(book):
    """A can of nitro lacquer goes with each bed: a parcel carrier may not take it."""
    book.product("F104").is_hazardous = True
    for shipment, line in clean.shipped_timber(book.month, "F104"):
        if shipment.carrier in PARCEL_CARRIERS:
            what = "the lacquer that goes with F104 is hazardous, the carrier takes parcels"
            subject = key(shipment, line)
            book.p.note("hazardous-goods-sent-by-parcel", "shipment line", subject, what)


# -- Price list


def plant_prices(book):
    prices = book.month.catalogue.prices
    overlap = "price-list-entries-overlap"
    book.prices("C404")[0].valid_to = None
    book.p.note(overlap, "price", "C404", "the price until June 2025 has no end")
    book.prices("F107")[1].valid_to = datetime.date(2025, 9, 30)
    prices.append(clean.price("F107", Decimal("1950.00"), (2025, 9, 15), None))
    book.p.note(overlap, "price", "F107", "the price of October entered from 2025-09-15 on")
    # Nothing of H304 is listed for the last days of September.
    book.prices("H304")[1].valid_to = datetime.date(2025, 9, 24)
    prices.append(clean.price("H304", Decimal("69800.00"), (2025, 10, 1), None))
    for order, line in book.lines_of("H304"):
        if order.ordered_at.day > 24:
            what = "no price of H304 listed for the day"
            book.note("order-price-neither-listed-nor-approved", order, line, what, "undetermined")
    prices.sort(key=lambda x: (x.code, x.valid_from))
    for code in ("F102", "F105", "C402", "T204"):
        for entry in book.prices(code):
            entry.lowest = cents(entry.price * Decimal("0.97"))


def is_discounted(order, line):
    return line.discount > 0


# -- Approved prices


def plant_approvals(book, rng):
    plant_low_prices(book, rng)
    plant_other_prices(book, rng)
    plant_approvers(book, rng)
    # Discounts within what is allowed, which somebody approved all the same.
    for code in ("F103", "F106", "T202", "T203", "F101"):
        for order, line in book.lines_of(code, is_discounted)[:2]:
            if order.status == "completed" and not approvals_of(book, order, line):
                approve(book, order, line, paid(line), rng)
    approvals = book.month.catalogue.approvals
    approvals.sort(key=lambda a: (a.order.ordered_at, a.order_id, a.code))
    for number, approval in enumerate(approvals, 1):
        approval.id = f"TJ2509{number:03}"
        for what, outcome in approval.faults:
            book.p.note(
                "price-approved-by-order-creator", "price approval", approval.id, what, outcome
            )


def approve(book, order, line, amount, rng, faults=(), **values):
    approval = clean.make_approval(order, line, amount, rng)
    approval.faults = faults
    for name, value in values.items():
        setattr(approval, name, value)
    book.month.catalogue.approvals.append(approval)
    return approval


def approvals_of(book, order, line):
    return [
        a
        for a in book.month.catalogue.approvals
        if a.order_id == order.id and a.code == line.code
    ]


def paid(line):
    """What one costs after discount."""
    return cents(line.amount / line.quantity)


def plant_low_prices(book, rng):
    low, neither = "order-price-below-lowest", "order-price-neither-listed-nor-approved"
    for code in ("F102", "F105"):
        for order, line in book.lines_of(code, is_discounted):
            what = "5% off, where the price list allows 3%, and nothing approved"
            book.note(low, order, line, what)
    logs = book.lines_of("T204", is_discounted)
    for number, (order, line) in enumerate(logs):
        if number == 0:
            approve(book, order, line, cents(line.price * Decimal("0.97")), rng)
            what = "5% off, where 3% were approved"
        else:
            what = "5% off, where the price list allows 3%, and nothing approved"
        book.note(low, order, line, what)
    kitchens = book.lines_of("C402", is_discounted)
    for number, (order, line) in enumerate(kitchens):
        if number == 0:
            approve(book, order, line, None, rng)
            for rule in (low, neither):
                what = "5% off, and the price approved for it left empty"
                book.note(rule, order, line, what, "undetermined")
        else:
            approve(book, order, line, paid(line), rng)


def plant_other_prices(book, rng):
    neither = "order-price-neither-listed-nor-approved"
    for order, line in book.lines:
        listed = company.products(order.product_class)
        price = next((x.price for x in listed if x.code == line.code), None)
        if line.price == price:
            continue
        if line.price == 0:
            # What the contract gives free of charge was approved as such.
            approve(book, order, line, Decimal(0), rng)
        elif price - line.price == 5:
            approve(book, order, line, line.price, rng)
        else:
            what = f"{line.price:.2f} each, listed at {price:.2f}, and nothing approved"
            book.note(neither, order, line, what)
    for order, line in book.lines_of("F106", is_plain)[:1] + book.lines_of("F101", is_plain)[:1]:
        amount = cents(line.price * Decimal("0.96"))
        approve(book, order, line, amount, rng)
        book.note(neither, order, line, f"charged {line.price:.2f} where {amount} was approved")
    # Asked for, and not decided yet: the list price holds.
    order, line = book.lines_of("F108", lambda order, line: is_under_way(order))[0]
    amount = cents(line.price * Decimal("0.97"))
    approve(book, order, line, amount, rng, approved_by=None, approved_at=None)


def is_plain(order, line):
    """Delivered, at the list price, and the only line with the product."""
    codes = [x.code for x in order.lines]
    return order.status == "completed" and line.discount == 0 and codes.count(line.code) == 1


def plant_approvers(book, rng):
    discounted = book.lines_of("F103", is_discounted) + book.lines_of("T201", is_discounted)
    chosen = [(o, line) for o, line in discounted if not approvals_of(book, o, line)]
    creator = "the creator of the order approved the price"
    for order, line in chosen[2:4]:
        faults = [(creator, "fail")]
        approve(book, order, line, paid(line), rng, faults, approved_by=order.created_by)
    order, line = chosen[4]
    faults = [("who approved the price left empty", "undetermined")]
    approve(book, order, line, paid(line), rng, faults, approved_by=None)


# -- Timber papers


def plant_permits(book, rng):
    papers = clean.Papers(rng)
    notes = PermitNotes(book.p)
    plant_logs(book, papers, notes, rng)
    plant_boards(book, papers, notes, rng)
    papers.permits.sort(key=lambda permit: (permit.shipment.id, permit.kind, permit.number))
    book.month.catalogue.permits = papers.permits


class PermitNotes:
    def __init__(self, p):
        self.p = p

    def permit(self, rule, permit, what, outcome="fail"):
        self.p.note(rule, "permit", f"{permit.number} / {permit.kind}", what, outcome)

    def line(self, rule, shipment, line, what):
        self.p.note(rule, "shipment line", key(shipment, line), what)


def plant_logs(book, papers, notes, rng):
    """Logs have a harvesting permit and a certificate of the quarantine office."""
    lines = clean.shipped_timber(book.month, "T204")
    sound = list(lines)
    pure = [x for x in lines if all(line.code != "T201" for line in x[0].lines)]

    def take(test=lambda shipment, line: True):
        pair = rng.choice([x for x in pure if x in sound and test(*x)])
        sound.remove(pair)
        return pair

    def add(kind, pair, **values):
        return papers.add(kind, *pair, **values)

    origin, raw = "timber-shipped-without-proof-of-origin", (
        "raw-timber-shipped-without-quarantine-certificate"
    )
    invalid, late = "permit-not-valid-on-shipment-day", "permit-issued-after-shipment"
    beyond = "shipped-beyond-permit-quantity"

    pair = take()
    add("quarantine", pair)
    notes.line(origin, *pair, "logs shipped with a quarantine certificate only")
    pair = take()
    add("quarantine", pair)
    add("harvest", pair, code="T201", species="樟子松")
    notes.line(origin, *pair, "the harvesting permit is for other timber")
    pair = take()
    add("harvest", pair)
    notes.line(raw, *pair, "logs shipped with a harvesting permit only")
    pair = take()
    add("harvest", pair)
    add("quarantine", pair, code="T201", species="樟子松")
    notes.line(raw, *pair, "the quarantine certificate is for other timber")

    pair = take()
    day = pair[0].shipped_at.date()
    add("harvest", pair)
    issued = {"issued": day + DAY, "valid_from": day + DAY, "valid_to": day + 16 * DAY}
    notes.permit(late, add("quarantine", pair, **issued), "issued the day after the logs left")
    pair = take()
    day = pair[0].shipped_at.date()
    add("harvest", pair)
    old = {"issued": day - 20 * DAY, "valid_from": day - 20 * DAY, "valid_to": day - 5 * DAY}
    notes.permit(invalid, add("quarantine", pair, **old), "expired 5 days before the logs left")
    pair = take()
    day = pair[0].shipped_at.date()
    add("quarantine", pair)
    early = {"issued": day - 3 * DAY, "valid_from": day + 2 * DAY}
    notes.permit(invalid, add("harvest", pair, **early), "felling permitted from 2 days later on")
    pair = take()
    add("harvest", pair)
    permit = add("quarantine", pair, valid_to=None)
    notes.permit(invalid, permit, "until when it is valid left empty", "undetermined")
    pair = take()
    add("quarantine", pair)
    permit = add("harvest", pair, issued=None)
    notes.permit(late, permit, "the day of issue left empty", "undetermined")

    pair = take()
    add("quarantine", pair)
    permit = add("harvest", pair, species="马尾松")
    notes.permit("permit-species-differs-from-product", permit, "fir logs, a permit for 马尾松")
    pair = take(lambda shipment, line: line.quantity >= 3)
    add("quarantine", pair)
    permit = add("harvest", pair, quantity=pair[1].quantity - 1)
    notes.permit(beyond, permit, "one cubic metre more shipped than permitted")
    pair = take()
    add("harvest", pair)
    permit = add("quarantine", pair, quantity=None)
    notes.permit(beyond, permit, "the quantity left empty", "undetermined")

    for count in (3, 2):
        shared = [take() for _ in range(count)]
        quantities = [line.quantity for _, line in shared]
        quantity = max(quantities) + (sum(quantities) - max(quantities)) // 2
        permit = papers.add_shared(shared, Decimal(quantity))
        for each in shared:
            add("quarantine", each)
        what = f"{sum(quantities)} shipped under {quantity}, in {count} shipments"
        notes.permit("permit-used-beyond-its-quantity", permit, what)

    clean.add_harvests(papers, sound)
    for shipment, line in sound:
        # A certificate without a product covers the whole shipment.
        code = None if len(shipment.lines) == 1 else line.code
        papers.add("quarantine", shipment, line, code=code)


def plant_boards(book, papers, notes, rng):
    """Sawn pine is bought in, and has a certificate of origin."""
    lines = clean.shipped_timber(book.month, "T201")
    chosen = rng.sample([pair for pair in lines if pair[1].quantity >= 3], 6)
    for pair in lines:
        if pair not in chosen:
            papers.add("origin", *pair)
    late, species = "permit-issued-after-shipment", "permit-species-differs-from-product"
    permit = papers.add("origin", *chosen[0], issued=chosen[0][0].shipped_at.date() + 3 * DAY)
    notes.permit(late, permit, "issued 3 days after the timber left")
    permit = papers.add("origin", *chosen[1], species="落叶松")
    notes.permit(species, permit, "樟子松 shipped, a certificate for 落叶松")
    permit = papers.add("origin", *chosen[2], species=None)
    notes.permit(species, permit, "the species left empty", "undetermined")
    permit = papers.add("origin", *chosen[3], quantity=chosen[3][1].quantity - Decimal("0.5"))
    notes.permit("shipped-beyond-permit-quantity", permit, "half a cubic metre more than certified")
    papers.add("quarantine", *chosen[4])
    what = "a quarantine certificate in place of one of origin"
    notes.line("timber-shipped-without-proof-of-origin", *chosen[4], what)
    papers.add("origin", *chosen[5], species="樟子松木")
