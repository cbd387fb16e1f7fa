"""The book that faults are entered in, and the choice of the documents that bear them."""

import random
from decimal import Decimal
from types import SimpleNamespace

import company
import month as clean
from workdays import DAY


class Planting:
    """Hands out orders that bear no fault yet, and remembers what was planted where."""

    def __init__(self, month, rng):
        self.month = month
        self.rng = rng
        self.rows = []
        self.rejects = []
        # The customers on whose documents a rule found something in an earlier month.
        self.known = {}
        self._free = [
            o
            for o in month.orders
            if not (o.is_made_slowly or o.is_carried_slowly or o.remark)
            and not (o.contract and len(o.contract.orders) > 1)
        ]
        rng.shuffle(self._free)
        self._invoices = sum(len(o.invoices) for o in month.orders)
        self._shipments = sum(len(o.shipments) for o in month.orders)
        payments = [payment for order in month.orders for payment in order.payments]
        payments.sort(key=lambda payment: (payment.paid_date, payment.order_id))
        for number, payment in enumerate(payments, 1):
            payment.id = f"SK{month.period.code}{number:04}"
        self._payments = len(payments)

    def take(self, test):
        """An order without a fault for which `test` is true; it is not handed out again."""
        order = next(order for order in self._free if test(order))
        self._free.remove(order)
        return order

    def spare(self):
        """The orders that bear no fault, for clean documents that want sound ones."""
        return list(self._free)

    def hand_out_again(self, orders):
        """Makes these the free orders: for faults apart from those planted in them since."""
        self._free = list(orders)

    def note(self, rule, entity, key, what, outcome="fail"):
        """Enters a fault: the rule that must find it, on which document."""
        self.rows.append(
            SimpleNamespace(rule=rule, entity=entity, key=key, outcome=outcome, what=what)
        )

    def new_invoice(self, order, lines, day=None):
        """One more invoice to the order's customer, with a number of its own."""
        invoice = clean.make_invoice(self.rng, order, lines, day or last_day(order))
        self._invoices += 1
        clean.name_invoice(self.rng, invoice, self._invoices, self.month.period)
        return invoice

    def new_shipment_id(self):
        self._shipments += 1
        return f"FH{self.month.period.code}{self._shipments:04}"

    def new_payment(self, order_id, payer, kind, amount, day):
        self._payments += 1
        return SimpleNamespace(
            id=f"SK{self.month.period.code}{self._payments:04}",
            order_id=order_id,
            kind=kind,
            payer=payer,
            paid_date=day,
            amount=amount,
            method="银行转账",
        )


def service_line(name, amount, rate="0.06"):
    """An order line for something that is no product: nothing in the catalogue has its code."""
    return SimpleNamespace(
        code=None,
        name=name,
        specification=None,
        unit="项",
        quantity=Decimal(1),
        amount=Decimal(amount),
        rate=Decimal(rate),
    )


def last_day(order):
    """The day of the order's last dispatch, or of the order itself."""
    days = [s.shipped_at.date() for s in order.shipments if s.shipped_at]
    return max(days, default=order.ordered_at.date())


def retotal(order):
    """Adds the lines up anew; the right person approves and the customer pays what comes out."""
    order.total = sum(line.amount for line in order.lines)
    if order.approved_by:
        names = random.Random(order.id)
        order.approver_role, order.approved_by = clean.approver(names, order.total)
    if [payment.kind for payment in order.payments] == ["货款"]:
        order.payments[0].amount = order.total


# -- What an order can be like


def is_free_standing(order):
    """Without a contract, and with nothing that depends on its amounts."""
    return not order.contract and not order.invoices and not order.payments


def has_own_contract(order):
    return order.contract is not None and len(order.contract.orders) == 1


def has_adjustable_contract(order):
    """With a contract of its own and no invoice or instalment that its amounts would contradict."""
    return (
        has_own_contract(order)
        and not order.invoices
        and all(payment.kind == "货款" for payment in order.payments)
        and order.status != "cancelled"
    )


def is_signed(order):
    """Delivered in one shipment."""
    return order.status == "completed" and len(order.shipments) == 1


def is_under_way(order):
    return order.status in ("confirmed", "in-production")


def is_invoiced(order):
    return [invoice.status for invoice in order.invoices] == ["正常"]


def is_company(order):
    return order.customer_tax_number is not None


def by_carrier(order):
    return is_signed(order) and order.shipments[0].carrier != clean.OWN_FLEET


def other_customer(planting, order):
    """A company that is not the order's."""
    return next(
        c
        for c in planting.month.customers[planting.rng.randrange(30) :]
        if c.tax_number and c.name != order.customer_name
    )


def product_not_in(order):
    codes = {line.code for line in order.lines}
    return next(
        product
        for product_class in company.CATALOGUE
        for product in company.products(product_class)
        if product.code not in codes
    )


def key(document, line):
    """The key of a document's line as reports write it."""
    return f"{document.id} / {line.number}"


def days(count):
    return DAY * count
