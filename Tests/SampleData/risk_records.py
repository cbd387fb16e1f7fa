"""What the company keeps to see risks coming, as it would be without a fault."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

import company
from month import DAY, EXPORTED_AT, HOUR, MINUTE, cents, office_hours
from workdays import is_working_day

TODAY = EXPORTED_AT.date()
RISK_AMOUNT = 500_000
VAT = Decimal("0.13")
ON_CREDIT = ("monthly", "instalments")
NOT_SHIPPED = ("confirmed", "in-production", "pending-shipment")

OWNERS = ["祝远岑", "蒲听澜", "敖疏桐"]
MEASURES = {
    "market": ["与供应商签锁价协议", "分批采购原木"],
    "credit": ["改为款到发货", "收取三成预付款"],
    "quality": ["加派驻线质检", "先打样后量产"],
    "logistics": ["加投货运险", "改由自有车队送货"],
    "supplier": ["启用备选板材供应商", "备足十天的五金"],
    "payment": ["每周对账并催款", "要求开具保函"],
    "legal": ["补签补充协议", "送法务复核违约条款"],
}
LEVELS = ["low", "medium", "high", "extreme"]

# name, lower and upper threshold, usual value, how far it strays
INDICATORS = [
    ("交货准时率", "0.95", None, "0.97", "0.012"),
    ("一次质检合格率", "0.96", None, "0.975", "0.01"),
    ("设备开动率", "0.80", None, "0.86", "0.04"),
    ("客户投诉率", None, "0.03", "0.024", "0.004"),
    ("退货率", None, "0.02", "0.014", "0.004"),
    ("应收账款逾期率", None, "0.10", "0.08", "0.015"),
    ("板材库存天数", "7", "45", "24", "9"),
    ("原木采购价格指数", "92", "112", "103", "6"),
]
INDICATOR_DAYS = [datetime.date(2025, 9, day) for day in (7, 14, 21, 28, 30)]

SUPPLIERS = [
    "霁州鹿鸣板材有限公司",
    "砚溪松坞木皮有限公司",
    "枫汀听松五金有限公司",
    "澜浦望岫海绵有限公司",
    "栖峤渡月面料有限公司",
    "霁州采薇玻璃有限公司",
    "砚溪临汀胶合板厂",
    "枫汀白鹭洲皮革有限公司",
    "澜浦青梧涂料有限公司",
    "栖峤南柯石材有限公司",
    "霁州野渡轮脚有限公司",
    "砚溪岫里原木有限公司",
    "枫汀翎阁纸箱有限公司",
    "澜浦屿坞锯材有限公司",
]


def distinct(orders):
    """Each order once: what was entered twice counts by its first row."""
    return list({order.id: order for order in reversed(orders)}.values())[::-1]


def matrix_level(likelihood, impact):
    product = likelihood * impact
    return LEVELS[(product > 4) + (product > 9) + (product > 16)]


# -- Risk register


def make_risks(orders, rng):
    """Two risks of each large order, and one of some others."""
    risks = []
    for order in distinct(orders):
        if order.status == "pending-review":
            continue
        count = 2 if order.total >= RISK_AMOUNT else int(rng.random() < 0.45)
        for kind in rng.sample(sorted(MEASURES), count):
            risks.append(make_risk(order, kind, rng))
    return risks


def make_risk(order, kind, rng):
    likelihood = rng.choices([1, 2, 3, 4, 5], [4, 5, 4, 2, 1])[0]
    impact = rng.choices([1, 2, 3, 4, 5], [2, 4, 5, 3, 1])[0]
    level = matrix_level(likelihood, impact)
    if rng.random() < 0.05:  # prudence: a level above the matrix
        level = LEVELS[min(LEVELS.index(level) + 1, 3)]
    start = order.approved_at or order.ordered_at
    risk = SimpleNamespace(
        order=order,
        order_id=order.id,
        kind=kind,
        registered_at=at_work(order, start + MINUTE * rng.randint(30, 900), HOUR * 2),
        likelihood=likelihood,
        impact=impact,
        level=level,
        owner=rng.choice(OWNERS),
        measure=None,
        measure_due=None,
        executed_at=None,
        status="open",
        loss=None,
    )
    is_over = order.status in ("completed", "cancelled")
    if level in ("high", "extreme") or rng.random() < 0.4:
        risk.measure = rng.choice(MEASURES[kind])
        if is_over or rng.random() < 0.5:
            execute_in_time(risk, rng)
        else:
            # Due after the export: nothing can have left after that day.
            risk.measure_due = order.period.last + DAY * rng.randint(8, 25)
    if is_over and rng.random() < 0.85:
        risk.status = "closed"
        if rng.random() < 0.1:
            risk.loss = Decimal(rng.randint(3, 90) * 100)
    return risk


def execute_in_time(risk, rng):
    moment = risk.registered_at + MINUTE * rng.randint(200, 3600)
    risk.executed_at = at_work(risk.order, moment, MINUTE * 20)
    risk.measure_due = risk.executed_at.date() + DAY * rng.randint(0, 4)


def at_work(order, moment, margin):
    """When somebody is at work from that moment on, and yet before the export."""
    return min(office_hours(moment), order.period.exported_at - margin)


# -- Receivables


def make_receivables(month, rng):
    """What the month's deliveries on credit are to bring in, and what is left of earlier years."""
    rows = []
    for order in distinct(month.orders):
        if order.status not in ("shipped", "completed") or order.payment_method == "prepaid":
            continue
        paid = min(sum((p.amount for p in order.payments), Decimal(0)), order.total)
        days = [p.paid_date for p in order.payments]
        rows.append(
            SimpleNamespace(
                customer=order.customer_name,
                order_id=order.id,
                due=receivable_due(order, rng),
                amount=order.total,
                settled=paid or None,
                settled_date=max(days) if paid == order.total else None,
                reminder=None,
            )
        )
    companies = [customer for customer in month.customers if customer.tax_number]
    for number in range(34):
        rows.append(make_old_receivable(rng.choice(companies).name, number, rng))
    return rows


def receivable_due(order, rng):
    if order.payment_method == "monthly":
        return datetime.date(2025, 10, 10)
    signed = [s.signed_at.date() for s in order.shipments if s.signed_at]
    return max(signed, default=order.promised_date or TODAY) + DAY * rng.randint(7, 15)


def make_old_receivable(customer, number, rng):
    due = TODAY - DAY * rng.choice([rng.randint(15, 200), rng.randint(100, 800)])
    amount = Decimal(rng.randint(40, 900) * 100)
    row = SimpleNamespace(
        customer=customer,
        order_id=f"DD{(due - DAY * 40):%y%m}{number * 7 + 11:04}",
        due=due,
        amount=amount,
        settled=None,
        settled_date=None,
        reminder=None,
    )
    if rng.random() < 0.45:
        row.settled, row.settled_date = amount, due + DAY * rng.randint(0, 12)
    elif rng.random() < 0.4:
        row.settled = cents(amount * rng.randint(1, 6) / 10)
    if row.settled != amount:
        age = (TODAY - due).days
        interval = 10 if age > 180 else 15 if age > 90 else 30
        if age > 30:
            row.reminder = TODAY - DAY * rng.randint(0, interval - 1)
    return row


def outstanding(row):
    return row.amount - (row.settled or 0)


# -- Customers


def make_customer_files(month, rng):
    """One file a name: two private people are called the same, and share it."""
    files = {}
    for customer in month.customers:
        opened = datetime.date(2018, 3, 1) + DAY * rng.randrange(2300)
        files.setdefault(
            customer.name,
            SimpleNamespace(
                name=customer.name,
                tax_number=customer.tax_number,
                opened=opened,
                status="active",
                contact=customer.contact,
                phone=customer.phone,
                email=customer.email,
                address=customer.address,
                department=rng.choice(["销售一部", "销售二部", "大客户部"]),
            ),
        )
    return list(files.values())


def make_credit_files(month, receivables, rng):
    """For companies, and for private people who buy on credit; the limit leaves room."""
    files = []
    for name, orders in orders_by_customer(month).items():
        is_company = any(o.customer_tax_number for o in orders)
        if not is_company and not any(o.payment_method in ON_CREDIT for o in orders):
            continue
        rated = datetime.date(2024, 10, 8) + DAY * rng.randrange(260)
        while not is_working_day(rated):
            rated += DAY
        owed = [row for row in receivables if row.customer == name]
        file = SimpleNamespace(
            customer=name,
            rating=rng.choice("AAB"),
            rated=rated,
            valid_to=rated + DAY * 364,
            days=rng.choice([30, 45, 60]),
            receivables=sum((outstanding(row) for row in owed), Decimal(0)),
            # What bears no day it is due does not count as overdue.
            overdue=sum(
                (outstanding(row) for row in owed if row.due and row.due < TODAY), Decimal(0)
            ),
        )
        file.need = file.receivables + sum(not_yet_shipped(order) for order in orders)
        # In units of 10,000, as the credit system keeps it.
        file.limit = int(file.need * rng.randint(12, 20) / 100_000) + rng.choice([5, 10, 20])
        files.append(file)
    return files


def orders_by_customer(month):
    """The customers with orders, in the order of the customer list."""
    found = {customer.name: [] for customer in month.customers}
    for order in month.orders:
        found[order.customer_name].append(order)
    return {name: orders for name, orders in found.items() if orders}


def not_yet_shipped(order):
    """What an order on credit will still claim of its customer's limit."""
    if order.status not in NOT_SHIPPED or order.payment_method == "prepaid":
        return Decimal(0)
    return max(order.total - sum(p.amount for p in order.payments), Decimal(0))


# -- Indicators, suppliers, costs


def make_indicators(rng):
    """Figures of the weeks; the few beyond a threshold have a measure and an owner."""
    rows = []
    for day in INDICATOR_DAYS:
        for name, lower, upper, usual, spread in INDICATORS:
            lower, upper = lower and Decimal(lower), upper and Decimal(upper)
            places = Decimal("0.0001") if Decimal(usual) < 1 else Decimal("0.1")
            value = Decimal(usual) + Decimal(spread) * rng.randint(-200, 200) / 100
            row = SimpleNamespace(
                name=name,
                day=day,
                value=value.quantize(places),
                lower=lower,
                upper=upper,
                measure=None,
                owner=None,
            )
            is_low = lower is not None and row.value < lower
            if is_low or (upper is not None and row.value > upper):
                row.measure, row.owner = "专项分析并每日跟踪", rng.choice(OWNERS)
            rows.append(row)
    return rows


def make_suppliers(rng):
    rows = []
    for number, name in enumerate(SUPPLIERS):
        agreed = rng.choice([7, 10, 15, 20])
        assessed = datetime.date(2025, 1, 6) + DAY * rng.randrange(230)
        row = SimpleNamespace(
            name=name,
            status="qualified",
            assessed=assessed,
            valid_to=assessed + DAY * 730,
            lead=agreed - rng.randint(0, 3),
            agreed=agreed,
            on_time=Decimal(rng.randint(950, 998)) / 10,
            rejected=Decimal(rng.randint(1, 20)) / 10,
        )
        if number == 8:  # on probation, and it shows
            row.status, row.on_time, row.rejected = "probation", Decimal("91.5"), Decimal("3.2")
        if number == 11:  # dropped, whatever its figures
            row.status, row.lead, row.on_time = "disqualified", agreed + 9, Decimal("72.0")
        rows.append(row)
    return rows


def make_costs(orders, rng):
    """Calculated costs of the orders past their review: 70 to 86 percent of the net amount."""
    rows = []
    for order in distinct(orders):
        if order.status == "pending-review" or not order.lines:
            continue
        # Lines that were planted have no rate of their own.
        net = sum(line.amount / (1 + getattr(line, "rate", VAT)) for line in order.lines)

        def share(low, high):
            return cents(net * rng.randint(low, high) / 1000)

        rows.append(
            SimpleNamespace(
                order_id=order.id,
                material=share(500, 570),
                processing=share(150, 200),
                transport=share(30, 60),
                other=share(5, 25) if rng.random() < 0.6 else None,
            )
        )
    return rows
