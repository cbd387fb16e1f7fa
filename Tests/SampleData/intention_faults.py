"""Faults in order intentions; the orders made from them stay as they are."""

from decimal import Decimal
from types import SimpleNamespace

import company
import intention_month as clean
from intention_exports import INTENTIONS
from month import EXPORTED_AT, office_hours
from planting import key
from workdays import DAY

UNREADABLE_MOMENT = "2025-09-31 10:05:00"
UNREADABLE_DATE = "2025年9月31日"


def plant_intention_faults(p, rng):
    book = Book(p, rng)
    plant_reviews(book)
    plant_customers(book)
    plant_totals(book)
    plant_dates(book)
    plant_products(book)
    plant_quantities(book)
    plant_prices(book)
    spare = [o for o in p.spare() if clean.may_have_intention(o)]
    spare.sort(key=lambda order: order.id)
    found = book.intentions + clean.make_intentions(rng, spare, p.month.execution.changes)
    p.month.intentions = clean.number_intentions(found, p.month.customers)
    for intention in p.month.intentions:
        for rule, entity, part, what, outcome in intention.faults:
            subject = f"{intention.id} / {part}" if part else intention.id
            p.note(rule, entity, subject, what, outcome)
    note_repeated_numbers(p)


class Book:
    """Intentions of orders that bear no fault and were not changed, and the notes on them."""

    def __init__(self, p, rng):
        self.p, self.rng = p, rng
        self.intentions = []
        self.changed = {change.order_id for change in p.month.execution.changes}

    def take(self, least=1):
        """An order with at least so many lines, more than a day old, that was not cancelled."""
        return self.p.take(
            lambda o: clean.may_have_intention(o)
            and o.status != "cancelled"
            and o.id not in self.changed
            and len(o.lines) >= least
            and o.ordered_at < EXPORTED_AT - 4 * DAY
        )

    def add(self, order, lines=None):
        intention = clean.make_intention(self.rng, order, lines)
        self.intentions.append(intention)
        return intention

    def new(self, least=1):
        return self.add(self.take(least))

    def in_two(self):
        order = self.take(2)
        return self.add(order, order.lines[:1]), self.add(order, order.lines[1:])

    def order(self, rule, intention, what, outcome="fail"):
        self.p.note(rule, "order", intention.order_id, what, outcome)

    def line(self, rule, intention, position, what, outcome="fail"):
        order = intention.order
        self.p.note(rule, "order line", key(order, order.lines[position]), what, outcome)


def blame(intention, rule, what, outcome="fail"):
    """Remembers a fault until the intention has its number."""
    intention.faults.append((rule, "intention", None, what, outcome))


def blame_product(intention, code, what, outcome="fail"):
    rule = "order-quantity-differs-from-intention"
    intention.faults.append((rule, "intention line", code, what, outcome))


def note_repeated_numbers(p):
    """Of lines whose order number two orders bear, nobody can say from which intention they are."""
    numbers = [order.id for order in p.month.orders]
    repeated = {}
    for order in p.month.orders:
        if numbers.count(order.id) > 1:
            repeated.setdefault(order.id, order)
    for order in repeated.values():
        for line in order.lines:
            for rule in ("order-line-not-in-intention", "order-price-differs-from-intention"):
                what = "consequence: which of the two orders the line belongs to cannot be said"
                p.note(rule, "order line", key(order, line), what, "undetermined")


def plant_reviews(book):
    rule = "order-without-passed-intention-review"
    late, rejected, never, open_ended, unreadable = [book.new() for _ in range(5)]
    late.reviewed_at = office_hours(late.order.ordered_at + DAY)
    blame(late, rule, "reviewed the working day after the order")
    rejected.result = "不通过"
    blame(rejected, rule, "it failed the review, and was ordered all the same")
    never.reviewed_by = never.reviewed_at = never.result = None
    blame(never, rule, "ordered without a review")
    open_ended.result = None
    blame(open_ended, rule, "the result of the review left empty", "undetermined")
    unreadable.reviewed_at = UNREADABLE_MOMENT
    blame(unreadable, rule, "time of the review written 2025-09-31", "undetermined")


def plant_customers(book):
    rule = "order-customer-differs-from-intention"
    other = book.new()
    other.customer_name = another(book, other)
    book.order(rule, other, "another company asked for it")
    _, second = book.in_two()
    second.customer_name = another(book, second)
    book.order(rule, second, "the second of its two intentions is another company's")
    nobody = book.new()
    nobody.customer_name = None
    book.order(rule, nobody, "the customer of the intention left empty", "undetermined")


def another(book, intention):
    names = [c.name for c in book.p.month.customers if c.tax_number]
    return book.rng.choice([name for name in names if name != intention.order.customer_name])


def plant_totals(book):
    rule = "order-total-differs-from-intention"
    dearer, bare, in_words = [book.new() for _ in range(3)]
    dearer.total += 200
    book.order(rule, dearer, "the intention says 200 more for the same goods")
    bare.lines = []
    bare.total -= 1
    book.order(rule, bare, "the intention, which has no lines, says 1 less")
    in_words.total = "面议"
    book.order(rule, in_words, "the total of the intention written 面议", "undetermined")


def plant_dates(book):
    rule = "order-date-differs-from-intention"
    early, empty, unreadable = [book.new() for _ in range(3)]
    early.delivery_date -= 3 * DAY
    book.order(rule, early, "promised three days later than asked for")
    first, second = book.in_two()
    first.delivery_date -= DAY
    second.delivery_date += DAY
    book.order(rule, first, "promised for the day between those that its two intentions name")
    empty.delivery_date = None
    book.order(rule, empty, "the date of the intention left empty", "undetermined")
    unreadable.delivery_date = UNREADABLE_DATE
    book.order(rule, unreadable, "the date written 2025年9月31日", "undetermined")


def plant_products(book):
    rule = "order-line-not-in-intention"
    swapped, short = book.new(2), book.new(2)
    product = other_product(swapped.order)
    swapped.lines[0] = clean.product_line(product, swapped.lines[0].quantity)
    clean.total_up(swapped)
    book.line(rule, swapped, 0, f"{product.code} was asked for in its place")
    what = f"consequence: {product.code} was asked for, another product ordered"
    blame_product(swapped, product.code, what)
    del short.lines[-1]
    clean.total_up(short)
    book.line(rule, short, -1, "ordered without having been asked for")
    other, empty = book.new(), book.new()
    other.lines[0].specification += " 定制色"
    book.line(rule, other, 0, "asked for in a colour of its own")
    empty.lines[0].specification = None
    what = "the specification in the intention left empty"
    book.line(rule, empty, 0, what, "undetermined")


def other_product(order):
    codes = {line.code for line in order.lines}
    return next(x for x in company.products(order.product_class) if x.code not in codes)


def plant_quantities(book):
    total = "order-total-differs-from-intention"
    more = book.new()
    more.lines[0].quantity += 2
    clean.total_up(more)
    blame_product(more, more.lines[0].code, "two more asked for than ordered")
    left_out = book.new()
    product = other_product(left_out.order)
    left_out.lines.append(clean.product_line(product, Decimal(1)))
    clean.total_up(left_out)
    blame_product(left_out, product.code, "asked for, and left out of the order")
    first, second = book.in_two()
    second.lines.append(SimpleNamespace(**vars(first.lines[0])))
    second.lines[-1].quantity = Decimal(1)
    clean.total_up(second)
    for intention in (first, second):
        what = "both of the order's intentions name it, together one more than ordered"
        blame_product(intention, first.lines[0].code, what)
    for value, what in (
        (None, "the quantity in the intention left empty"),
        ("若干", "the quantity in the intention written 若干"),
    ):
        intention = book.new()
        intention.lines[0].quantity = value
        blame_product(intention, intention.lines[0].code, what, "undetermined")
        book.order(total, intention, what, "undetermined")


def plant_prices(book):
    rule, total = (f"order-{name}-differs-from-intention" for name in ("price", "total"))
    for difference, what in (
        (-30, "30 more charged than the intention says"),
        (50, "50 less charged than the intention says"),
    ):
        intention = book.new()
        intention.lines[0].price += difference
        clean.total_up(intention)
        book.line(rule, intention, 0, what)
    intention = book.new()
    intention.lines[0].price = None
    what = "the price in the intention left empty"
    book.line(rule, intention, 0, what, "undetermined")
    book.order(total, intention, what, "undetermined")


def intention_rejects(folder):
    """The values that cannot be read, with their lines in the written file."""
    lines = (folder / INTENTIONS).read_text("utf-8").split("\n")
    rows = []
    for mark, column, what in (
        (UNREADABLE_MOMENT, "评审.时间", "2025-09-31 is no date"),
        (UNREADABLE_DATE, "要求交期", "2025年9月31日 is no date"),
        ("面议", "意向金额", "面议 is no number"),
        ("若干", "数量", "若干 is no number"),
    ):
        line = next(n for n, text in enumerate(lines, 1) if mark in text)
        rows.append(f"| {INTENTIONS} | {line} | {column} | {what} |")
    return rows
