"""A month as it would have been without a fault: every document agrees with every other."""

import datetime
from decimal import ROUND_HALF_UP, Decimal
from types import SimpleNamespace

import company
from period import SEPTEMBER
from workdays import DAY, add_working_days, is_working_day

# When the first month was exported; its further documents are made by that alone.
EXPORTED_AT = SEPTEMBER.exported_at

HOUR = datetime.timedelta(hours=1)
MINUTE = datetime.timedelta(minutes=1)

# The longest production and transport of a class of goods, in working days.
PRODUCTION_DAYS = {"ordinary": 7, "high-value": 10, "custom-made": 15}
TRANSPORT_DAYS = {"ordinary": 5, "high-value": 6, "custom-made": 7}

OWN_FLEET = "自有车队"
CONTRACT_AMOUNT = 50_000


def cents(value):
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def make_month(rng, period=SEPTEMBER, customers=None, first_contract=1):
    """The month's orders in the order they were placed, with everything that belongs to them."""
    customers = customers or company.customers(rng)
    orders = [make_order(rng, period, customers, number) for number in range(period.order_count)]
    orders.sort(key=lambda order: order.ordered_at)
    for number, order in enumerate(orders, 1):
        order.id = f"DD{period.code}{number:04}"
    contracts = make_contracts(rng, orders, first_contract)
    for order in orders:
        make_shipments(rng, order)
        settle_status(rng, order)
    number_shipments(orders, period)
    for order in orders:
        make_payments(rng, order)
    make_invoices(rng, orders, period)
    make_complaints(rng, orders, period)
    return SimpleNamespace(
        period=period,
        customers=customers,
        orders=orders,
        contracts=contracts,
        stray_invoices=[],
        stray_shipments=[],
        stray_payments=[],
        stray_complaints=[],
    )


# -- Orders


def make_order(rng, period, customers, number):
    product_class = rng.choices(["ordinary", "high-value", "custom-made"], [62, 13, 25])[0]
    kind = rng.choices(["retail", "project", "government", "bulk"], [60, 17, 8, 15])[0]
    buyers = [c for c in customers if c.tax_number] if kind != "retail" else customers
    customer = rng.choice(buyers)
    channel = rng.choices(
        ["online", "phone", "email", "social media", "field sales"], [30, 15, 15, 10, 30]
    )[0]
    order = SimpleNamespace(
        period=period,
        customer=customer,
        customer_name=customer.name,
        customer_tax_number=customer.tax_number,
        kind=kind,
        channel=channel,
        product_class=product_class,
        consignee=customer.contact,
        phone=customer.phone,
        email=customer.email,
        address=customer.address,
        contract_id=None,
        contract=None,
        status=None,
        remark=None,
        shipments=[],
        payments=[],
        invoices=[],
        complaints=[],
    )
    order.lines = make_lines(rng, order)
    order.total = sum(line.amount for line in order.lines)
    order.payment_method = rng.choices(
        ["prepaid", "on delivery", "monthly", "instalments"],
        [45, 25, 20, 10] if kind == "retail" else [15, 5, 35, 45],
    )[0]
    plan_beginning(rng, order, number)
    return order


def make_lines(rng, order):
    chosen = rng.sample(
        company.products(order.product_class), rng.randint(1, 4 if order.kind != "retail" else 3)
    )
    lines = []
    for number, product in enumerate(chosen, 1):
        largest = {"ordinary": 60, "high-value": 6, "custom-made": 90}[order.product_class]
        quantity = (
            rng.randint(2, largest)
            if order.kind != "retail"
            else rng.randint(
                1, {"ordinary": 8, "high-value": 2, "custom-made": 14}[order.product_class]
            )
        )
        line = SimpleNamespace(
            number=number,
            product=product,
            code=product.code,
            name=product.name,
            specification=product.specification,
            unit=product.unit,
            quantity=Decimal(quantity),
            price=product.price,
            discount=Decimal(0),
            rate=product.rate,
        )
        if order.kind == "retail" and rng.random() < 0.12:
            line.discount = cents(line.quantity * line.price / 20)
        line.amount = line.quantity * line.price - line.discount
        lines.append(line)
    return lines


def plan_beginning(rng, order, number):
    """Receipt, record, approval and confirmation."""
    period = order.period
    day = period.first + DAY * int(period.last.day * rng.random() ** period.skew)
    while not is_working_day(day) and order.channel != "online":
        day -= DAY
        if day < period.first:
            day = period.first_working_day
            break
    order.received_at = at(day, rng, 8, 16)
    minutes = {"online": (1, 5), "phone": (4, 28)}.get(order.channel, (15, 260))
    order.ordered_at = order.received_at + MINUTE * rng.randint(*minutes)
    order.created_by = rng.choice(company.CREATORS)
    order.approver_role, order.approved_by = approver(rng, order.total)
    order.approved_at = office_hours(order.ordered_at + MINUTE * rng.randint(20, 420))
    order.confirmed_at = order.approved_at + MINUTE * rng.randint(20, 360)
    order.production_days = rng.randint(1, PRODUCTION_DAYS[order.product_class] - 2)
    order.transport_days = rng.randint(1, TRANSPORT_DAYS[order.product_class] - 1)
    # One order each is made and carried longer than its class of goods allows.
    order.is_made_slowly = number in period.slow.made
    order.is_carried_slowly = number in period.slow.carried
    if order.is_made_slowly:
        order.production_days = PRODUCTION_DAYS[order.product_class] + 2
    if order.is_carried_slowly:
        order.transport_days = TRANSPORT_DAYS[order.product_class] + 1
    if order.is_made_slowly or order.is_carried_slowly:
        restart_early(rng, order)


def restart_early(rng, order):
    """Moves the beginning of an order to the first week, so that its end is known."""
    shift = order.received_at.date() - order.period.first.replace(day=rng.randint(1, 2))
    for name in ("received_at", "ordered_at", "approved_at", "confirmed_at"):
        setattr(order, name, getattr(order, name) - shift)


def approver(rng, total):
    if total <= 100_000:
        return "sales manager", rng.choice(company.SALES_MANAGERS)
    if total <= 500_000:
        return "sales director", rng.choice(company.SALES_DIRECTORS)
    if total <= 2_000_000:
        return "general manager", company.GENERAL_MANAGER
    return "committee", company.COMMITTEE


def at(day, rng, first_hour, last_hour):
    return datetime.datetime(
        day.year,
        day.month,
        day.day,
        rng.randint(first_hour, last_hour),
        rng.randrange(60),
        rng.choice([0, 0, 12, 30, 47]),
    )


def office_hours(moment):
    """The moment itself when somebody is at work then, otherwise the next morning somebody is."""
    if 8 <= moment.hour < 18 and is_working_day(moment.date()):
        return moment
    day = moment.date() + (
        DAY if moment.hour >= 18 or not is_working_day(moment.date()) else 0 * DAY
    )
    while not is_working_day(day):
        day += DAY
    return datetime.datetime(day.year, day.month, day.day, 8, moment.minute, moment.second)


# -- Contracts


def make_contracts(rng, orders, first_number):
    """A contract for each order that needs one, and four that two orders call off."""
    contracts = []
    waiting = [order for order in orders if needs_contract(order)]
    pairs = call_off_pairs(waiting)
    partners = {id(second) for _, second in pairs}
    for order in waiting:
        if id(order) in partners:
            continue
        second = next((b for a, b in pairs if a is order), None)
        contracts.append(make_contract(rng, order, second, first_number + len(contracts)))
    return contracts


def needs_contract(order):
    return order.kind != "retail" or order.total >= CONTRACT_AMOUNT


def call_off_pairs(orders):
    """Pairs of orders with one product in common, the second made over to the first's customer."""
    pairs, used = [], set()
    for first in orders:
        for second in orders:
            if len(pairs) == 6:
                return pairs
            codes = {line.code for line in second.lines}
            if (
                first.ordered_at < second.ordered_at
                and first.product_class == second.product_class
                and codes <= {line.code for line in first.lines}
                and first.kind == second.kind
                and not {id(first), id(second)} & used
            ):
                used |= {id(first), id(second)}
                pairs.append((first, second))
                for name in (
                    "customer",
                    "customer_name",
                    "customer_tax_number",
                    "consignee",
                    "phone",
                    "email",
                    "address",
                ):
                    setattr(second, name, getattr(first, name))
    return pairs


def make_contract(rng, first, second, number):
    orders = [first] + ([second] if second else [])
    for order in orders:
        for line in order.lines:
            line.discount = Decimal(0)
            line.amount = line.quantity * line.price
        order.total = sum(line.amount for line in order.lines)
        order.approver_role, order.approved_by = approver(rng, order.total)
    signed = first.ordered_at.date() - DAY * rng.randint(0, 9)
    contract = SimpleNamespace(
        id=f"HT-2025-{number:04}",
        title=f"{first.customer_name}采购合同",
        orders=orders,
        customer_name=first.customer_name,
        customer_tax_number=first.customer_tax_number,
        drafted_by=first.created_by,
        legal_reviewer=rng.choice(company.LEGAL_REVIEWERS),
        legal_review_result="通过",
        legal_review_date=signed - DAY * rng.randint(0, 5),
        signed_date=signed,
        signed_by=first.approved_by,
        delivery_date=None,
        payment_terms=payment_terms(first),
        quality_standard="按国家标准及双方确认的样品验收",
        breach_clause="逾期每日按未履行部分的万分之五支付违约金",
        deposit_rate=Decimal("0.2") if first.payment_method == "instalments" else None,
        lines=[],
    )
    for line in first.lines:
        more = [x.quantity for x in second.lines if x.code == line.code] if second else []
        quantity = line.quantity + sum(more) + (5 if second else 0)
        contract.lines.append(
            SimpleNamespace(
                number=line.number,
                code=line.code,
                name=line.name,
                specification=line.specification,
                unit=line.unit,
                quantity=quantity,
                price=line.price,
                amount=quantity * line.price,
            )
        )
    contract.total = sum(line.amount for line in contract.lines)
    for order in orders:
        order.contract, order.contract_id = contract, contract.id
    return contract


def payment_terms(order):
    return {
        "prepaid": "签订后发货前付清全款",
        "on delivery": "货到验收后当日付清",
        "monthly": "次月十日前凭发票结清上月货款",
        "instalments": "签订后付定金，发货前付进度款，验收后付清尾款",
    }[order.payment_method]


# -- Shipments


def make_shipments(rng, order):
    """Plans production and delivery, promises a date the plan keeps, and forgets the future."""
    count = 2 if len(order.lines) > 1 and rng.random() < 0.25 else 1
    if order.is_made_slowly or order.is_carried_slowly:
        count = 1
    carrier = rng.choices(
        [OWN_FLEET, "顺丰速运", "德邦快递", "跨越速运", "安能物流", "京东物流"],
        [20, 15, 25, 10, 20, 10],
    )[0]
    last_signed = None
    for part in range(count):
        shipment = plan_shipment(rng, order, carrier, order.production_days + part)
        shipment.lines = [
            SimpleNamespace(
                number=number,
                code=line.code,
                name=line.name,
                unit=line.unit,
                quantity=line.quantity,
            )
            for number, line in enumerate(order.lines[part::count], 1)
        ]
        last_signed = max(last_signed or shipment.signed_at, shipment.signed_at)
        forget_future(shipment)
        if shipment.created_date <= order.period.last and shipment.packed_at:
            order.shipments.append(shipment)
    order.promised_date = last_signed.date() + DAY * rng.randint(0, 3)
    if order.contract:
        order.contract.delivery_date = order.promised_date


def plan_shipment(rng, order, carrier, production_days):
    packed_day = add_working_days(order.confirmed_at.date(), production_days)
    checked_day = max(order.confirmed_at.date(), packed_day - DAY * rng.randint(0, 1))
    packed_at = at(packed_day, rng, 13, 16)
    shipped_at = office_hours(packed_at + MINUTE * rng.randint(30, 1300))
    signed_day = add_working_days(shipped_at.date(), order.transport_days)
    return SimpleNamespace(
        order_id=order.id,
        order=order,
        created_date=checked_day,
        warehouse=rng.choice(company.WAREHOUSES),
        consignee=order.consignee,
        phone=order.phone,
        address=order.address,
        carrier=carrier,
        waybill_number=waybill_number(rng, carrier),
        packed_at=packed_at,
        quality_check_result="合格",
        quality_check_date=checked_day,
        quality_checker=rng.choice(company.CHECKERS),
        shipped_at=shipped_at,
        shipped_by=rng.choice(company.DISPATCHERS),
        signed_at=at(signed_day, rng, 9, 17),
        signed_by=order.consignee,
    )


def forget_future(shipment):
    exported_at = shipment.order.period.exported_at
    if shipment.signed_at > exported_at:
        shipment.signed_at = shipment.signed_by = None
    if shipment.shipped_at > exported_at:
        shipment.shipped_at = shipment.shipped_by = shipment.waybill_number = None
    if shipment.packed_at > exported_at:
        shipment.packed_at = None


def waybill_number(rng, carrier):
    if carrier == OWN_FLEET:
        return None
    head, count = {
        "顺丰速运": ("SF", 13),
        "德邦快递": ("DPK", 12),
        "跨越速运": ("KY", 13),
        "安能物流": ("3005", 8),
        "京东物流": ("JDX", 12),
    }[carrier]
    return head + f"{rng.randrange(10 ** count):0{count}}"


def number_shipments(orders, period):
    shipments = [shipment for order in orders for shipment in order.shipments]
    shipments.sort(key=lambda shipment: (shipment.created_date, shipment.order_id))
    for number, shipment in enumerate(shipments, 1):
        shipment.id = f"FH{period.code}{number:04}"


def settle_status(rng, order):
    """The state that the events until the export leave an order in."""
    exported_at = order.period.exported_at
    if order.approved_at > exported_at:
        order.approved_at = order.approved_by = order.approver_role = None
    if order.confirmed_at > exported_at:
        order.confirmed_at = None
    shipped = [s for s in order.shipments if s.shipped_at]
    is_whole = sum(len(s.lines) for s in order.shipments) == len(order.lines)
    if is_whole and all(s.signed_at for s in order.shipments):
        order.status = "completed"
    elif shipped:
        order.status = "shipped"
    elif order.shipments:
        order.status = "pending-shipment"
    elif order.confirmed_at is None:
        order.status = "pending-review"
    elif exported_at - order.confirmed_at < 60 * HOUR:
        order.status = "confirmed"
    else:
        order.status = "in-production"
    if not order.shipments and order.status != "pending-review" and rng.random() < 0.35:
        if not (order.contract and len(order.contract.orders) > 1):
            order.status = "cancelled"


# -- Payments, invoices, complaints


def make_payments(rng, order):
    """What was received until the export, by the payment method."""

    def pay(kind, amount, day):
        if day <= order.period.last:
            order.payments.append(
                SimpleNamespace(
                    order_id=order.id,
                    kind=kind,
                    payer=order.customer_name,
                    paid_date=day,
                    amount=cents(amount),
                    method=rng.choice(["银行转账", "网银", "承兑汇票"]),
                )
            )

    if order.confirmed_at is None:
        return
    start = order.confirmed_at.date()
    if order.status == "cancelled":
        if order.payment_method == "prepaid":
            pay("货款", order.total, start)
            if start + DAY * 2 <= order.period.last:
                pay("退款", -order.total, start + DAY * 2)
            else:
                order.payments.clear()
        return
    signed = max((s.signed_at.date() for s in order.shipments if s.signed_at), default=None)
    packed = min((s.packed_at.date() for s in order.shipments), default=None)
    if order.payment_method == "prepaid":
        pay("货款", order.total, start)
    elif order.payment_method == "on delivery" and order.status == "completed":
        pay("货款", order.total, signed)
    elif order.payment_method == "instalments":
        deposit = cents(order.total * rng.choice([10, 15, 20]) / 100)
        progress = cents(order.total / 2)
        pay("定金", deposit, start)
        if packed:
            pay("进度款", progress, packed)
        if order.status == "completed" and rng.random() < 0.6:
            pay("尾款", order.total - deposit - progress, signed + DAY * rng.randint(0, 3))


def make_invoices(rng, orders, period):
    """Invoices for most of what was shipped, some in two parts, some reversed or voided."""
    for order in orders:
        shipped = [s for s in order.shipments if s.shipped_at]
        is_whole = sum(len(s.lines) for s in shipped) == len(order.lines)
        if not shipped or not is_whole or order.status == "cancelled":
            continue
        if rng.random() > (0.65 if order.customer_tax_number else 0.4):
            continue
        first = max(s.shipped_at.date() for s in shipped)
        day = first + DAY * rng.randint(0, (period.last - first).days)
        parts = 2 if len(order.lines) > 1 and rng.random() < 0.2 else 1
        for part in range(parts):
            order.invoices.append(make_invoice(rng, order, order.lines[part::parts], day))
    take_back_some(rng, orders)
    invoices = [invoice for order in orders for invoice in order.invoices]
    invoices.sort(key=lambda invoice: (invoice.issued_date, invoice.order_id))
    for number, invoice in enumerate(invoices, 1):
        name_invoice(rng, invoice, number, period)
    for invoice in invoices:
        if invoice.original:
            invoice.original_number = invoice.original.number


def name_invoice(rng, invoice, number, period):
    """Digital invoices have a number of 20 digits and no code; paper ones a code and 8 digits."""
    invoice.id = f"KP{period.code}{number:04}"
    number += period.first_invoice
    if invoice.status == "已作废":
        invoice.code, invoice.number = "099002500105", f"{30217000 + number}"
    else:
        invoice.number = f"25332000000{4_170_000_00 + number * 7 + rng.randrange(5):09}"


def make_invoice(rng, order, lines, day, sign=1):
    invoice = SimpleNamespace(
        code=None,
        order_id=order.id,
        kind="专票" if order.customer_tax_number else "普票",
        status="正常",
        original=None,
        original_number=None,
        issued_date=day,
        buyer_name=order.customer_name,
        buyer_tax_number=order.customer_tax_number,
        issuer=rng.choice(company.ISSUERS),
        reviewer=rng.choice(company.REVIEWERS),
    )
    invoice.lines = [make_invoice_line(number, line, sign) for number, line in enumerate(lines, 1)]
    total_up(invoice)
    return invoice


def make_invoice_line(number, line, sign=1):
    net = cents(line.amount / (1 + line.rate))
    quantity = line.quantity * sign
    return SimpleNamespace(
        number=number,
        code=line.code,
        name=line.name,
        specification=line.specification,
        unit=line.unit,
        quantity=quantity,
        net=net * sign,
        rate=line.rate,
        price=(net / line.quantity).quantize(Decimal("0.00000001")),
        tax=(line.amount - net) * sign,
    )


def total_up(invoice):
    invoice.net = sum(line.net for line in invoice.lines)
    invoice.tax = sum(line.tax for line in invoice.lines)
    invoice.total = invoice.net + invoice.tax


def take_back_some(rng, orders):
    """Three invoices reversed and issued anew, two voided and issued anew, as the rules want it."""
    single = [o for o in orders if len(o.invoices) == 1 and o.status == "completed"]
    chosen = rng.sample(single, 5)
    for order in chosen[:3]:
        first = order.invoices[0]
        first.status = "已红冲"
        red = make_invoice(rng, order, order.lines, first.issued_date, sign=-1)
        red.original = first
        order.invoices += [red, make_invoice(rng, order, order.lines, first.issued_date)]
    for order in chosen[3:]:
        order.invoices[0].status = "已作废"
        order.invoices.append(make_invoice(rng, order, order.lines, order.invoices[0].issued_date))
    for order in chosen:
        order.remark = "已换开发票"


def make_complaints(rng, orders, period):
    texts = {
        "质量": ["柜门有划痕，要求补漆", "椅脚松动，坐下有响声"],
        "物流": ["送货时间没有提前通知", "外包装破损"],
        "服务": ["安装师傅迟到两小时"],
        "发票": ["发票抬头需要更正"],
    }
    delivered = [order for order in orders if order.status == "completed"]
    for number, order in enumerate(rng.sample(delivered, 9), 1):
        category = rng.choice(list(texts))
        signed = max(s.signed_at for s in order.shipments)
        moment = min(signed + HOUR * rng.randint(2, 60), period.exported_at - HOUR * 3)
        order.complaints.append(
            SimpleNamespace(
                id=f"TS{period.code}{number:03}",
                order_id=order.id,
                complained_at=moment,
                category=category,
                text=rng.choice(texts[category]),
                answered_at=moment + MINUTE * rng.randint(20, 170),
                cause=rng.choice(["人为", "流程"]),
                result=rng.choice(["补发配件", "上门维修", "致歉并说明"]),
                closed_at=None,
                score=rng.randint(2, 5),
            )
        )
