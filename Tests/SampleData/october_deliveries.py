"""How October's files were handed over: what is missing, late, twice, or not what was stated."""

from decimal import Decimal

from exports import is_in_newer_system, write
from period import OCTOBER
from risk_exports import supplier_rows
from satisfaction_exports import SURVEYS, survey_rows

# The list of what was handed over came on the fourth working day of November; the third was due.
DELIVERY_LIST = "交付清单_20251106.csv"
SUPPLIERS, NEW_SUPPLIERS = "供应商档案_202510.csv", "供应商档案_202510新增.csv"
PACKED, PACKED_AGAIN = "发货明细_202510.csv", "发货明细_202510副本.csv"
FURTHER_SURVEYS = "满意度调查_202510补.csv"
COSTS, NEWER_ORDERS = "订单成本_202510.csv", "销售订单_202510.csv"
# Costs that somebody typed without quotation marks: two amounts fall apart.
COST_BY_HAND = ["1", "205.00", "310.00", "1", "080.00", ""]
# So many of the last questionnaires are in a file of their own, and one of them in both.
FURTHER = 4


def plant_deliveries(p):
    last = max(cost.order_id for cost in p.month.risk.costs)
    p.month.risk.costs = [cost for cost in p.month.risk.costs if cost.order_id != last]
    p.month.risk.costs_by_hand = [[last, *COST_BY_HAND]]

    def note(rule, key, what, entity="export"):
        p.note(rule, entity, key, what)

    note("export-missing", "service-complaints", "the older system's complaints did not come")
    note("export-late", DELIVERY_LIST, "due on 2025-11-05")
    note("export-delivered-twice", PACKED_AGAIN, f"a copy of {PACKED}")
    note("documents-delivered-twice", FURTHER_SURVEYS, "one questionnaire is in both files")
    note("more-files-than-expected", SUPPLIERS, "new suppliers in a file of their own")
    stated = "control total"
    key = f"{COSTS} / 材料成本"
    note("record-count-differs", key, "the costs of one order cannot be read", stated)
    note("control-total-differs", key, "the costs that cannot be read are missing", stated)
    what = "the list was made before an order was corrected by 300"
    note("control-total-differs", f"{NEWER_ORDERS} / 订单金额", what, stated)


def write_deliveries(month, folder):
    write(folder / NEW_SUPPLIERS, supplier_rows(new_suppliers(month)), "utf-8-sig", "\n")
    (folder / PACKED_AGAIN).write_bytes((folder / PACKED).read_bytes())
    first, further = month.surveys[: -FURTHER + 1], month.surveys[-FURTHER:]
    for name, surveys in ((SURVEYS.format(OCTOBER.compact), first), (FURTHER_SURVEYS, further)):
        write(folder / name, survey_rows(surveys, OCTOBER), "gb18030", "\r\n")
    write(folder / DELIVERY_LIST, delivery_rows(month), "utf-8", "\n")


def new_suppliers(month):
    """Two that were admitted in October, like the first two of the list."""
    names = ("霁州鹭岫五金有限公司", "枫汀槿岫板材有限公司")
    rows = []
    for name, model in zip(names, month.risk.suppliers):
        row = type(model)(**vars(model))
        row.name, row.assessed = name, OCTOBER.first.replace(day=14)
        row.valid_to = row.assessed.replace(year=2027)
        row.lead = row.agreed
        rows.append(row)
    return rows


def delivery_rows(month):
    """What each department counted and added up before it handed its files over."""
    orders = month.orders
    newer = [o for o in orders if is_in_newer_system(o, OCTOBER)]
    older = [o for o in orders if not is_in_newer_system(o, OCTOBER)]
    shipments = [s for o in orders for s in o.shipments] + month.stray_shipments
    payments = [p for o in orders for p in o.payments] + month.stray_payments
    lines = [line for o in orders for line in o.lines]
    packed = sum(len(s.lines) for s in shipments)
    yield ["文件名", "记录数", "合计字段", "金额合计"]
    yield ["订单_202510.csv", len(older), "订单金额", amount(o.total for o in older)]
    yield [NEWER_ORDERS, len(newer), "订单金额", amount([o.total for o in newer] + [-300])]
    yield ["订单明细_202510.csv", len(lines), "行金额", amount(x.amount for x in lines)]
    yield ["发货单_202510.csv", len(shipments), "", ""]
    yield [PACKED, packed, "", ""]
    received = amount(p.amount for p in payments)
    yield ["收款流水_202510.csv", len(payments), "收款金额", received]
    materials = [c.material for c in month.risk.costs] + [Decimal(1205)]
    yield [COSTS, len(materials), "材料成本", amount(materials)]


def amount(values):
    return f"{sum(values):.2f}"
