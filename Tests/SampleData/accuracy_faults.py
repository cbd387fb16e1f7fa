"""Faults against the accuracy of order information."""

import copy
from decimal import Decimal
from types import SimpleNamespace

from month import HOUR, cents, total_up
from planting import (
    days,
    has_adjustable_contract,
    has_own_contract,
    is_company,
    is_free_standing,
    is_invoiced,
    is_signed,
    is_under_way,
    key,
    other_customer,
    product_not_in,
    retotal,
)


def plant_accuracy_faults(p):
    plant_order_faults(p)
    plant_contract_faults(p)
    plant_contact_faults(p)
    plant_invoice_arithmetic(p)


def plant_order_faults(p):
    for _ in range(2):
        order = p.take(
            lambda o: is_free_standing(o) and o.status in ("confirmed", "pending-review")
        )
        again = copy.copy(order)
        again.ordered_at += 2 * HOUR
        again.received_at += 2 * HOUR
        again.lines = []
        p.month.orders.append(again)
        p.note(
            "duplicate-order-number",
            "order",
            order.id,
            "the order row entered twice, two hours apart",
        )
        for line in order.lines:
            for rule in (
                "order-line-not-in-contract",
                "completed-order-not-fully-shipped",
                "custom-made-line-without-dimensions",
                "order-quantity-differs-from-contract",
                "order-price-differs-from-contract",
                "order-specification-differs-from-contract",
            ):
                p.note(
                    rule,
                    "order line",
                    key(order, line),
                    "consequence: which of the two orders the line belongs to cannot be said",
                    "undetermined",
                )

    order = p.take(lambda o: is_signed(o) and not o.contract)
    order.promised_date = None
    p.note("order-promised-date-missing", "order", order.id, "the promised date left empty")
    p.note(
        "delivered-late",
        "shipment",
        order.shipments[0].id,
        "consequence: whether it was late cannot be said",
        "undetermined",
    )
    order = p.take(is_under_way)
    order.promised_date = None
    p.note("order-promised-date-missing", "order", order.id, "the promised date left empty")

    for field, what in (
        ("phone", "the phone left empty"),
        ("consignee", "the consignee left empty"),
        ("address", "the address left empty"),
    ):
        order = p.take(lambda o: o.status in ("confirmed", "shipped", "completed"))
        setattr(order, field, None)
        p.note("order-delivery-contact-missing", "order", order.id, what)

    order = p.take(lambda o: is_free_standing(o) and is_under_way(o))
    order.lines = []
    p.note("order-without-lines", "order", order.id, "its lines were not exported")
    for test in (is_under_way, is_signed):
        order = p.take(test)
        order.lines[0].specification = None
        p.note(
            "order-line-specification-missing",
            "order line",
            key(order, order.lines[0]),
            "the specification left empty",
        )

    for test in (is_under_way, is_signed):
        order = p.take(lambda o: is_free_standing(o) and test(o))
        order.lines[0].amount += 90
        retotal(order)
        p.note(
            "order-line-amount-wrong",
            "order line",
            key(order, order.lines[0]),
            "90 too much on the line, the total with it",
        )
    for amount in ("-100", "27", "0.10"):
        order = p.take(is_free_standing)
        order.total += Decimal(amount)
        p.note(
            "order-total-differs-from-lines",
            "order",
            order.id,
            f"the total {amount} off the sum of the lines",
        )


def plant_contract_faults(p):
    for _ in range(2):
        order = p.take(has_own_contract)
        order.contract_id = order.contract_id.replace("2025", "2052")
        p.note(
            "order-names-unknown-contract",
            "order",
            order.id,
            "two digits of the year swapped in the contract number",
        )

    for discount in (200, 680):
        order = p.take(has_adjustable_contract)
        order.lines[0].discount = Decimal(discount)
        order.lines[0].amount -= discount
        retotal(order)
        p.note(
            "order-total-differs-from-contract",
            "order",
            order.id,
            f"a discount of {discount} that the contract does not give",
        )

    order = p.take(lambda o: has_adjustable_contract(o) and not o.shipments)
    line = order.lines[0]
    other = product_not_in(order)
    line.code, line.name, line.specification = other.code, other.name, other.specification
    p.note(
        "order-line-not-in-contract",
        "order line",
        key(order, line),
        "another product entered at the same price",
    )
    p.note(
        "contract-line-not-ordered",
        "contract line",
        key(order.contract, order.contract.lines[0]),
        "consequence: the product of the contract is not ordered",
    )
    order = p.take(lambda o: has_adjustable_contract(o) and not o.shipments)
    gift = product_not_in(order)
    order.lines.append(
        SimpleNamespace(
            number=len(order.lines) + 1,
            code=gift.code,
            name=gift.name,
            specification=gift.specification,
            unit=gift.unit,
            quantity=Decimal(1),
            price=Decimal(0),
            discount=Decimal(0),
            amount=Decimal(0),
        )
    )
    p.note(
        "order-line-not-in-contract",
        "order line",
        key(order, order.lines[-1]),
        "a gift outside the contract",
    )
    contract = p.take(has_own_contract).contract
    contract.lines.append(
        SimpleNamespace(
            number=len(contract.lines) + 1,
            code="S901",
            name="安装辅材包",
            specification="标准",
            unit="套",
            quantity=Decimal(1),
            price=Decimal(0),
            amount=Decimal(0),
        )
    )
    p.note(
        "contract-line-not-ordered",
        "contract line",
        key(contract, contract.lines[-1]),
        "a free set of fittings in the contract was not ordered",
    )

    order = p.take(lambda o: has_adjustable_contract(o) and not o.shipments)
    order.lines[0].quantity += 1
    order.lines[0].amount += order.lines[0].price
    retotal(order)
    p.note(
        "order-quantity-differs-from-contract",
        "order line",
        key(order, order.lines[0]),
        "one more ordered",
    )
    p.note(
        "order-total-differs-from-contract",
        "order",
        order.id,
        "consequence: the total is one piece higher",
    )
    order = p.take(lambda o: has_adjustable_contract(o) and not o.shipments)
    order.lines[0].quantity += 2
    order.lines[0].discount = 2 * order.lines[0].price
    p.note(
        "order-quantity-differs-from-contract",
        "order line",
        key(order, order.lines[0]),
        "two more ordered, a discount makes up for them",
    )
    order = p.take(has_adjustable_contract)
    line = order.lines[0]
    line.price += 10
    line.discount = line.quantity * 10
    p.note(
        "order-price-differs-from-contract",
        "order line",
        key(order, line),
        "10 more each, a discount makes up for it",
    )
    order = p.take(lambda o: has_adjustable_contract(o) and not o.shipments)
    line = order.lines[0]
    line.price -= 5
    line.amount = line.quantity * line.price
    retotal(order)
    p.note("order-price-differs-from-contract", "order line", key(order, line), "5 less each")
    p.note(
        "order-total-differs-from-contract", "order", order.id, "consequence: the total is lower"
    )

    for _ in range(2):
        order = p.take(lambda o: has_own_contract(o) and o.status != "cancelled")
        order.lines[0].specification = order.lines[0].specification.split(" ")[0] + " 加厚"
        p.note(
            "order-specification-differs-from-contract",
            "order line",
            key(order, order.lines[0]),
            "a thicker board entered",
        )
    for _ in range(2):
        order = p.take(lambda o: has_own_contract(o) and o.status != "cancelled")
        order.contract.customer_name = other_customer(p, order).name
        p.note(
            "order-customer-differs-from-contract",
            "order",
            order.id,
            "the contract is with another company",
        )
    for shift in (-3, 5):
        order = p.take(lambda o: has_own_contract(o) and o.status != "cancelled")
        order.contract.delivery_date += days(shift)
        p.note(
            "order-promised-date-differs-from-contract",
            "order",
            order.id,
            f"delivery date of the contract moved by {shift} days",
        )
    for amount in (300, -1000):
        contract = p.take(has_own_contract).contract
        contract.lines[0].amount += amount
        p.note(
            "contract-total-differs-from-lines",
            "contract",
            contract.id,
            f"{amount} on the first line, the total unchanged",
        )


def plant_contact_faults(p):
    order = p.take(lambda o: is_company(o) and not o.invoices)
    number = order.customer_tax_number
    order.customer_tax_number = number[:-1] + ("A" if number[-1] != "A" else "B")
    p.note("customer-tax-number-invalid", "order", order.id, "wrong check character")
    order = p.take(lambda o: is_company(o) and not o.invoices)
    order.customer_tax_number = order.customer_tax_number[:9] + order.customer_tax_number[10:]
    p.note("customer-tax-number-invalid", "order", order.id, "one character short")
    for phone, what in (
        ("12300001234", "no such prefix"),
        ("1860000123", "one digit short"),
        ("186000012345", "one digit too many"),
    ):
        order = p.take(lambda o: o.phone and not o.shipments)
        order.phone = phone
        p.note("contact-phone-invalid", "order", order.id, f"{what}")


def plant_invoice_arithmetic(p):
    order = p.take(is_invoiced)
    line = order.invoices[0].lines[0]
    line.price += 3
    p.note(
        "invoice-line-net-wrong",
        "invoice line",
        key(order.invoices[0], line),
        "unit price before tax 3 too high",
    )
    for _ in range(2):
        order = p.take(is_invoiced)
        order.invoices[0].lines[0].tax -= 1
        total_up(order.invoices[0])
        p.note(
            "invoice-line-tax-wrong",
            "invoice line",
            key(order.invoices[0], order.invoices[0].lines[0]),
            "1 too little tax",
        )
    for _ in range(2):
        order = p.take(is_invoiced)
        order.invoices[0].total -= 10
        p.note(
            "invoice-total-not-net-plus-tax", "invoice", order.invoices[0].id, "total 10 too low"
        )
    order = p.take(lambda o: is_invoiced(o) and len(o.invoices[0].lines) > 1)
    del order.invoices[0].lines[-1]
    p.note(
        "invoice-totals-differ-from-lines",
        "invoice",
        order.invoices[0].id,
        "one line was not exported",
    )
    order = p.take(is_invoiced)
    invoice = order.invoices[0]
    invoice.net = cents(invoice.net - 50)
    invoice.total = invoice.net + invoice.tax
    p.note("invoice-totals-differ-from-lines", "invoice", invoice.id, "net amount 50 too low")
