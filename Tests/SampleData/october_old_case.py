"""A case of 2020 that internal audit asked for again: logs that left in April of that year."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

import catalogue_records
import company
import month as clean
from october_month import add_shipment_fields, net_of

RECEIVED_AT = datetime.datetime(2020, 4, 13, 9, 5)
PRICE = Decimal("1150.00")


def plant_old_case(p):
    """Timber had to have a transport permit until the middle of 2020; these logs had none."""
    order = old_order(p)
    shipment = order.shipments[0]
    p.month.orders.append(order)
    line = shipment.lines[0]
    papers = catalogue_records.Papers(p.rng)
    old = {"valid_to": datetime.date(2020, 12, 31)}
    harvest = papers.add("harvest", shipment, line, number="澜采字〔2020〕第0087号", **old)
    quarantine = papers.add("quarantine", shipment, line, number="澜检植〔2020〕011932")
    p.month.catalogue.permits = [harvest, quarantine] + p.month.catalogue.permits
    price = catalogue_records.price("T204", PRICE, (2019, 7, 1), (2020, 6, 30))
    p.month.catalogue.prices.append(price)
    p.month.catalogue.prices.sort(key=lambda x: (x.code, x.valid_from))
    what = "logs of 2020 with a harvesting permit and a certificate, and no transport permit"
    p.note("timber-shipped-without-transport-permit", "shipment", shipment.id, what)


def old_order(p):
    """An order of a private customer, paid in advance and delivered by the house's own fleet."""
    customer = next(c for c in p.month.customers if not c.tax_number)
    line = old_line()
    order = SimpleNamespace(
        period=p.month.period,
        id="DD20040057",
        customer=customer,
        customer_name=customer.name,
        customer_tax_number=None,
        kind="retail",
        channel="phone",
        product_class="ordinary",
        consignee=customer.contact,
        phone=customer.phone,
        email=customer.email,
        address=customer.address,
        contract_id=None,
        contract=None,
        status="completed",
        remark="内审调阅",
        lines=[line],
        total=line.amount,
        payment_method="prepaid",
        received_at=RECEIVED_AT,
        ordered_at=RECEIVED_AT + 12 * clean.MINUTE,
        created_by="舒砚秋",
        approver_role="sales manager",
        approved_by="纪松乔",
        approved_at=RECEIVED_AT + clean.HOUR,
        confirmed_at=RECEIVED_AT + 2 * clean.HOUR,
        promised_date=datetime.date(2020, 4, 24),
        transport_days=2,
        shipments=[],
        invoices=[],
        complaints=[],
    )
    shipment = clean.plan_shipment(p.rng, order, clean.OWN_FLEET, 3)
    shipment.id = "FH20040041"
    shipment.lines = [SimpleNamespace(**vars(line))]
    order.shipments.append(shipment)
    day = RECEIVED_AT.date()
    order.payments = [p.new_payment(order.id, customer.name, "货款", order.total, day)]
    order.payments[0].id = "SK20040063"
    order.net = net_of(order)
    add_shipment_fields(order, shipment)
    return order


def old_line():
    logs = next(x for x in company.products("ordinary") if x.code == "T204")
    quantity = Decimal(12)
    return SimpleNamespace(
        number=1,
        product=logs,
        code=logs.code,
        name=logs.name,
        specification=logs.specification,
        unit=logs.unit,
        quantity=quantity,
        price=PRICE,
        discount=Decimal(0),
        amount=quantity * PRICE,
        rate=logs.rate,
    )
