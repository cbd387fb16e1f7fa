"""Faults in what the company keeps about risks, credit, receivables, customers and suppliers.

All of them stand in these records themselves; no order is changed for them.
"""

import datetime
from decimal import Decimal
from types import SimpleNamespace

import risk_records as clean
from company import unified_code
from month import DAY, EXPORTED_AT, HOUR, office_hours
from planting import is_signed


def plant_risk_faults(p, rng):
    """Makes the clean records of `p.month`, and spoils some."""
    month = p.month
    risk = month.risk = SimpleNamespace(rejects=[], costs_by_hand=[])
    risk.risks = clean.make_risks(month.orders, rng)
    plant_missing_assessments(p)
    plant_risks(p, rng)
    risk.receivables = clean.make_receivables(month, rng)
    plant_receivables(p)
    risk.credit_files = clean.make_credit_files(month, risk.receivables, rng)
    risk.customers = clean.make_customer_files(month, rng)
    choice = CustomerChoice(month, rng)
    plant_credit_limits(p, choice)
    plant_ratings(p, choice)
    plant_blocked_customers(p, choice)
    plant_customer_files(p, choice)
    risk.indicators = clean.make_indicators(rng)
    plant_indicators(p)
    risk.suppliers = clean.make_suppliers(rng)
    plant_suppliers(p)
    risk.costs = clean.make_costs(month.orders, rng)


# -- Risk register


def plant_missing_assessments(p):
    large = [
        order
        for order in clean.distinct(p.month.orders)
        if order.total >= clean.RISK_AMOUNT and order.status not in ("pending-review", "cancelled")
    ]
    for order in large[:2]:
        p.month.risk.risks = [r for r in p.month.risk.risks if r.order is not order]
        p.note(
            "order-without-risk-assessment",
            "order",
            order.id,
            f"an order over {order.total:.0f}, and nothing in the risk register",
        )


def plant_risks(p, rng):
    """New entries for orders without a fault; numbers and notes come when all have their place."""
    register = Register(p, rng)
    plant_scores(register)
    plant_severe_risks(register)
    plant_measures(register)
    plant_unknown_values(register)
    register.number_all()


class Register:
    """Takes entries with their faults, and notes these once the entries have numbers."""

    def __init__(self, p, rng):
        self.p, self.rng = p, rng
        self.planted = []

    def add(self, faults, **values):
        """An entry for a delivered order: closed, medium, its measure executed in time.

        `values` replace what it would say; `faults` are (rule, what, outcome) each.
        """
        order = values.pop("order", None) or self.p.take(is_signed)
        entry = clean.make_risk(order, values.get("kind", "quality"), self.rng)
        # Recorded before anything of the order has left.
        entry.registered_at = office_hours(order.ordered_at + HOUR * 2)
        entry.likelihood, entry.impact, entry.level = 3, 3, "medium"
        entry.measure = clean.MEASURES[entry.kind][0]
        clean.execute_in_time(entry, self.rng)
        entry.status, entry.loss = "closed", None
        for name, value in values.items():
            setattr(entry, name, value)
        self.p.month.risk.risks.append(entry)
        self.planted += [(entry, *fault) for fault in faults]
        return entry

    def number_all(self):
        risk = self.p.month.risk
        risk.risks.sort(key=lambda entry: (entry.registered_at, entry.order_id, entry.kind))
        for number, entry in enumerate(risk.risks, 1):
            entry.id = f"FX2509{number:04}"
            if entry.likelihood == "较大":
                risk.rejects.append(
                    ("风险登记_202509.csv", "gb18030", entry.id, "可能性", "较大 is no number")
                )
        for entry, rule, what, outcome in self.planted:
            self.p.note(rule, "risk", entry.id, what, outcome)


def plant_scores(register):
    scores, understated = "risk-not-scored-on-scale", "risk-level-understated"
    register.add([(scores, "a likelihood of 6", "fail")], kind="market", likelihood=6)
    register.add([(scores, "the likelihood left empty", "fail")], kind="legal", likelihood=None)
    register.add([(understated, "3 × 4 entered as medium", "fail")], kind="logistics", impact=4)
    register.add(
        [(understated, "5 × 4 entered as high", "fail")],
        kind="supplier",
        likelihood=5,
        impact=4,
        level="high",
    )


def plant_severe_risks(register):
    rule = "severe-risk-without-measure"
    nothing = {"measure": None, "measure_due": None, "executed_at": None, "status": "open"}
    register.add(
        [(rule, "4 × 4, high, and no measure", "fail")],
        kind="payment",
        likelihood=4,
        impact=4,
        level="high",
        **nothing,
    )
    register.add(
        [
            ("risk-level-understated", "2 × 5 entered as low", "fail"),
            (rule, "consequence: high by the matrix, and no measure", "fail"),
        ],
        kind="credit",
        likelihood=2,
        impact=5,
        level="low",
        **nothing,
    )
    register.add(
        [
            ("risk-not-scored-on-scale", "the impact left empty", "fail"),
            (rule, "consequence: how severe it is cannot be said", "undetermined"),
        ],
        kind="supplier",
        impact=None,
        **nothing,
    )


def plant_measures(register):
    later = datetime.date(2025, 10, 20)
    owed = {"executed_at": None, "status": "open"}
    rule = "risk-measure-without-owner-or-due-date"
    register.add([(rule, "nobody owes it", "fail")], owner=None, measure_due=later, **owed)
    register.add([(rule, "no date it is due", "fail")], kind="market", measure_due=None, **owed)

    rule = "risk-measure-not-executed-in-time"
    late = register.add([(rule, "executed 3 days after it was due", "fail")], kind="logistics")
    late.measure_due = late.registered_at.date() + DAY
    late.executed_at = late.registered_at + DAY * 4
    # Of an order whose goods took some days to leave.
    order = register.p.take(
        lambda o: is_signed(o) and o.shipments[0].shipped_at - o.ordered_at > DAY * 4
    )
    gone = register.add([(rule, "not executed when the goods left", "fail")], order=order, **owed)
    gone.measure_due = gone.order.shipments[0].shipped_at.date() - DAY

    rule = "closed-risk-without-executed-measure"
    register.add([(rule, "closed without the measure", "fail")], kind="legal", executed_at=None)
    register.add(
        [(rule, "an extreme risk closed without any measure", "fail")],
        kind="credit",
        likelihood=5,
        impact=5,
        level="extreme",
        measure=None,
        measure_due=None,
        executed_at=None,
        loss=Decimal("36000"),
    )


def plant_unknown_values(register):
    register.add(
        [("risk-level-understated", "the level left empty", "undetermined")],
        kind="payment",
        level=None,
    )
    register.add(
        [
            ("risk-not-scored-on-scale", "the likelihood given in a word", "undetermined"),
            (
                "risk-level-understated",
                "its level by the matrix cannot be said",
                "undetermined",
            ),
        ],
        kind="market",
        likelihood="较大",
    )


# -- Receivables


def plant_receivables(p):
    reminders, time_bar = "overdue-receivable-not-reminded", "receivable-near-time-bar"
    date = datetime.date
    companies = [customer.name for customer in p.month.customers if customer.tax_number]
    never = old_receivable(companies[7], date(2025, 7, 25), 38600)
    rarely = old_receivable(companies[12], date(2025, 4, 30), 126400)
    rarely.reminder = date(2025, 8, 28)
    barred = old_receivable(companies[3], date(2022, 12, 20), 54200)
    nearly = old_receivable(companies[19], date(2021, 11, 15), 73500)
    nearly.settled, nearly.reminder = Decimal(20000), date(2023, 3, 6)
    undated = old_receivable(companies[25], date(2025, 6, 30), 21900)
    undated.due = None
    planted = [
        (never, reminders, "67 days overdue, never reminded", "fail"),
        (rarely, reminders, "153 days overdue, last reminded 33 days ago", "fail"),
        (barred, time_bar, "due in December 2022, never reminded", "fail"),
        (nearly, time_bar, "a balance last reminded in March 2023", "fail"),
        (undated, reminders, "the day it is due left empty", "undetermined"),
        (undated, time_bar, "since when it is due cannot be said", "undetermined"),
    ]
    rows = p.month.risk.receivables
    rows += [never, rarely, barred, nearly, undated]
    rows.sort(key=lambda row: (row.order_id, row.customer))
    for number, row in enumerate(rows, 1):
        row.id = f"YS2509{number:04}"
    for row, rule, what, outcome in planted:
        p.note(rule, "receivable", row.id, what, outcome)


def old_receivable(customer, due, amount):
    return SimpleNamespace(
        customer=customer,
        order_id=f"DD{due - DAY * 40:%y%m}{amount // 100:04}",
        due=due,
        amount=Decimal(amount),
        settled=None,
        settled_date=None,
        reminder=None,
    )


# -- Credit files


class CustomerChoice:
    """Hands out customers whose files are in order, with their orders, each customer once."""

    def __init__(self, month, rng):
        self.credit = {file.customer: file for file in month.risk.credit_files}
        self.files = {file.name: file for file in month.risk.customers}
        numbers = [order.id for order in month.orders]
        self.free = [
            (name, orders)
            for name, orders in clean.orders_by_customer(month).items()
            # An order entered twice would be found twice under one number.
            if all(numbers.count(order.id) == 1 for order in orders)
        ]
        rng.shuffle(self.free)

    def take(self, test):
        """(name, orders that are not cancelled) of the first customer that passes the test."""
        for name, orders in self.free:
            living = [order for order in orders if order.status != "cancelled"]
            if test(name, living):
                self.free.remove((name, orders))
                return name, living
        raise LookupError("no customer left for a fault")


def on_credit(orders):
    return [order for order in orders if order.payment_method in clean.ON_CREDIT]


def has_file_and_few_on_credit(choice):
    return lambda name, orders: name in choice.credit and 1 <= len(on_credit(orders)) <= 2


def plant_credit_limits(p, choice):
    rule = "credit-limit-exceeded"
    for _ in range(2):
        name, _ = choice.take(
            lambda name, _: name in choice.credit and choice.credit[name].need >= 200_000
        )
        file = choice.credit[name]
        file.limit = int(file.need * 3 / 40_000)
        what = f"{file.need:.0f} owed and ordered, a limit of {file.limit * 10_000}"
        p.note(rule, "credit file", name, what)
    for part, what in (("limit", "the limit left empty"), ("receivables", "no balance")):
        name, _ = choice.take(lambda name, _: name in choice.credit)
        setattr(choice.credit[name], part, None)
        p.note(rule, "credit file", name, what, "undetermined")


def plant_ratings(p, choice):
    plant_poor_rating(p, choice)
    rule = "credit-order-without-valid-rating"
    name, orders = choice.take(has_file_and_few_on_credit(choice))
    p.month.risk.credit_files.remove(choice.credit[name])
    note_orders(p, rule, on_credit(orders), "sold on credit to a customer without a credit file")

    name, orders = choice.take(has_file_and_few_on_credit(choice))
    file = choice.credit[name]
    file.rated, file.valid_to = datetime.date(2024, 8, 12), datetime.date(2025, 8, 11)
    note_orders(p, rule, on_credit(orders), "the rating had expired on 2025-08-11")

    name, orders = choice.take(has_file_and_few_on_credit(choice))
    choice.credit[name].rating = None
    note_orders(p, rule, on_credit(orders), "the customer's rating left empty")
    what = "consequence: whether the customer must prepay cannot be said"
    note_orders(p, "poor-rating-order-not-prepaid", orders, what, "undetermined")

    name, orders = choice.take(has_file_and_few_on_credit(choice))
    choice.credit[name].valid_to = None
    what = "until when the rating is valid left empty"
    note_orders(p, rule, on_credit(orders), what, "undetermined")


def plant_poor_rating(p, choice):
    for rating in "DC":
        name, orders = choice.take(has_file_and_few_on_credit(choice))
        choice.credit[name].rating = rating
        unpaid = [order for order in orders if order.payment_method != "prepaid"]
        what = f"rated {rating}, and not to be paid in advance"
        note_orders(p, "poor-rating-order-not-prepaid", unpaid, what)
    plant_late_ratings(choice)


def plant_late_ratings(choice):
    """Nothing wrong: rated badly after the last order that was not to be paid in advance."""
    for rating in "CD":
        name, orders = choice.take(
            lambda name, orders: name in choice.credit
            and len(orders) > 1
            and last_unpaid_day(orders) < EXPORTED_AT.date() - DAY * 4
        )
        file = choice.credit[name]
        file.rating, file.rated = rating, last_unpaid_day(orders) + DAY
        file.valid_to = file.rated + DAY * 364


def last_unpaid_day(orders):
    days = [o.ordered_at.date() for o in orders if o.payment_method != "prepaid"]
    return max(days, default=datetime.date(2025, 8, 31))


def note_orders(p, rule, orders, what, outcome="fail"):
    for order in orders:
        p.note(rule, "order", order.id, what, outcome)


# -- Customer files


def waiting(orders):
    """The orders whose goods are still in the house."""
    return [o for o in orders if o.status in ("pending-review", *clean.NOT_SHIPPED)]


def plant_blocked_customers(p, choice):
    for status, what in (("suspended", "suspended"), ("blacklisted", "on the black list")):
        name, orders = choice.take(lambda _, orders: 1 <= len(waiting(orders)) <= 2)
        choice.files[name].status = status
        note_orders(
            p, "order-for-blocked-customer", waiting(orders), f"the customer is {what}"
        )
    # Nothing wrong: everything had left before the customer was suspended.
    name, _ = choice.take(lambda _, orders: orders and not waiting(orders))
    choice.files[name].status = "suspended"


def plant_customer_files(p, choice):
    rule = "customer-contact-unusable"
    name, _ = choice.take(lambda _, orders: orders)
    choice.files[name].contact = None
    p.note(rule, "customer", name, "no contact named")
    name, _ = choice.take(lambda name, orders: orders and choice.files[name].phone[0] == "1")
    choice.files[name].phone = choice.files[name].phone[:-1]
    p.note(rule, "customer", name, "the phone one digit short")

    def is_small_company(name, orders):
        return choice.files[name].tax_number and 1 <= len(orders) <= 3

    name, orders = choice.take(is_small_company)
    p.month.risk.customers.remove(choice.files.pop(name))
    note_orders(p, "order-customer-not-on-file", orders, "the customer has no file")

    changed, _ = choice.take(is_small_company)
    choice.files[changed].tax_number = unified_code("993107", "MA0K4418")
    blank, _ = choice.take(is_small_company)
    choice.files[blank].tax_number = None
    note_tax_numbers(p, choice.files, changed)


def note_tax_numbers(p, files, changed):
    rule = "order-tax-number-differs-from-customer-file"
    for order in clean.distinct(p.month.orders):
        file = files.get(order.customer_name)
        if not file or order.status == "cancelled" or not order.customer_tax_number:
            continue
        if file.tax_number is None:
            what = "the tax number in the customer's file left empty"
            p.note(rule, "order", order.id, what, "undetermined")
        elif file.tax_number != order.customer_tax_number:
            what = (
                "another tax number in the customer's file"
                if file.name == changed
                else "consequence: the tax number of the order is wrong"
            )
            p.note(rule, "order", order.id, what)


# -- Indicators and suppliers


def plant_indicators(p):
    rule, rows = "indicator-beyond-threshold-without-measure", p.month.risk.indicators
    found = {(row.name, row.day.day): row for row in rows}
    low = found["交货准时率", 28]
    low.value, low.measure, low.owner = Decimal("0.9312"), None, None
    high = found["板材库存天数", 30]
    high.value, high.measure, high.owner = Decimal("51.5"), "暂停到货，先消化库存", None
    empty = found["设备开动率", 21]
    empty.value = empty.measure = empty.owner = None
    for row, what, outcome in (
        (low, "93.12% where 95% is the least, and nothing done", "fail"),
        (high, "51.5 days where 45 are the most, and nobody to see to it", "fail"),
        (empty, "the figure left empty", "undetermined"),
    ):
        p.note(rule, "indicator", f"{row.name} / {row.day}", what, outcome)


def plant_suppliers(p):
    rows = [row for row in p.month.risk.suppliers if row.status == "qualified"]
    slow, slower, late, poor, unknown = rows[1], rows[4], rows[6], rows[7], rows[9]
    slow.lead, slower.lead = slow.agreed + 1, slower.agreed + 6
    late.on_time = Decimal("94.2")
    poor.rejected = Decimal("2.1")
    unknown.rejected = None
    for row, rule, what, outcome in (
        (slow, "supplier-lead-time-exceeded", "one day slower than agreed", "fail"),
        (slower, "supplier-lead-time-exceeded", "six days slower than agreed", "fail"),
        (late, "qualified-supplier-below-standard", "94.2% on time", "fail"),
        (poor, "qualified-supplier-below-standard", "2.1% rejected", "fail"),
        (unknown, "qualified-supplier-below-standard", "share rejected left empty", "undetermined"),
    ):
        p.note(rule, "supplier", row.name, what, outcome)
