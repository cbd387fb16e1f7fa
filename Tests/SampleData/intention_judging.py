"""What the rules on order intentions mean, written out by hand over the export's own names."""

from collections import defaultdict
from decimal import Decimal

from reading import UNREADABLE

CENT = Decimal("0.01")
CANCELLED = "交易关闭"
VALID = ("已批准", "已执行")
GOODS = ("数量", "价格", "规格")


def judge_intentions(judge, same):
    """`same` says whether two names are the same but for the way they are written."""
    asked, changes = defaultdict(list), defaultdict(list)
    for intention in judge.exports.intentions:
        if intention["订单编号"]:
            asked[intention["订单编号"]].append(intention)
    for change in judge.exports.changes:
        if change["状态"] in VALID:
            changes[change["订单编号"]].append(change)
    judge.pack = "business-compliance"
    for intention in judge.exports.intentions:
        judge_review(judge, intention)
    judge.pack = "information-accuracy"
    for order in judge.exports.orders:
        found = asked[order["订单编号"]]
        if found and order["订单状态"] != CANCELLED:
            kinds = {change["类型"] for change in changes[order["订单编号"]]}
            judge_customer(judge, order, found, same)
            if "交期" not in kinds and order["承诺交货日期"]:
                judge_date(judge, order, found)
            if not kinds & set(GOODS):
                judge_total(judge, order, found)
            judge_quantities(judge, order, found, changes[order["订单编号"]])
    for line in judge.exports.order_lines:
        number = line["订单编号"]
        judge_line(judge, line, asked[number], changes[number], same)


def report(judge, rule, key, order, is_good):
    """`is_good` is true, false, or None where nobody can say."""
    outcome = "undetermined" if is_good is None else "fail"
    judge.find(not is_good, rule, key, [order], outcome)


def is_known(value):
    return value is not None and value is not UNREADABLE


def lines_of(intentions):
    return [line for intention in intentions for line in intention["明细"]]


def judge_review(judge, intention):
    order, review = judge.order(intention["订单编号"]), intention["评审"]
    if order is None or order["订单状态"] == CANCELLED:
        return
    moment, result = review["时间"], review["结论"]
    is_late = moment is None or moment is not UNREADABLE and moment > order["下单时间"]
    if is_late or result == "不通过":
        is_good = False
    else:
        is_good = True if is_known(moment) and result == "通过" else None
    rule = "order-without-passed-intention-review"
    report(judge, rule, intention["意向编号"], order, is_good)


def judge_customer(judge, order, intentions, same):
    names = [intention["客户"]["名称"] for intention in intentions]
    if any(name and not same(name, order["客户名称"]) for name in names):
        is_good = False
    else:
        is_good = True if all(names) else None
    report(judge, "order-customer-differs-from-intention", order["订单编号"], order, is_good)


def judge_date(judge, order, intentions):
    days = [intention["要求交期"] for intention in intentions]
    if order["承诺交货日期"] in days:
        is_good = True
    else:
        is_good = False if all(map(is_known, days)) else None
    report(judge, "order-date-differs-from-intention", order["订单编号"], order, is_good)


def judge_total(judge, order, intentions):
    """Only where the goods and prices are the same is another total a fault of its own."""
    ordered, wanted = judge.lines[order["订单编号"]], lines_of(intentions)
    is_same = same_goods(ordered, wanted) if ordered and wanted else True
    if is_same is False:
        return
    totals = [intention["意向金额"] for intention in intentions]
    is_good = None
    if is_same and all(map(is_known, totals)):
        is_good = abs(order["订单金额(元)"] - sum(totals)) <= CENT
    report(judge, "order-total-differs-from-intention", order["订单编号"], order, is_good)


def same_goods(ordered, wanted):
    """Whether quantities in all and prices agree; None where a value that would say is missing."""
    is_certain = True
    quantities = [line["数量"] for line in wanted]
    if not all(map(is_known, quantities)):
        is_certain = False
    elif sum(quantities) != sum(line["数量"] for line in ordered):
        return False
    for line in ordered:
        prices = [w["单价"] for w in wanted if w["商品"]["编码"] == line["商品编码"]]
        if any(is_known(p) and abs(p - line["含税单价"]) <= CENT for p in prices):
            continue
        if all(map(is_known, prices)):
            return False
        is_certain = False
    return True if is_certain else None


def judge_quantities(judge, order, intentions, changes):
    rule, ordered = "order-quantity-differs-from-intention", judge.lines[order["订单编号"]]
    if not ordered:
        return
    changed = {change["商品编码"] for change in changes if change["类型"] == "数量"}
    for intention in intentions:
        for code in {line["商品"]["编码"] for line in intention["明细"]}:
            if code in changed or None in changed:
                continue
            wanted = [x["数量"] for x in lines_of(intentions) if x["商品"]["编码"] == code]
            is_good = None
            if all(map(is_known, wanted)):
                have = sum(line["数量"] for line in ordered if line["商品编码"] == code)
                is_good = have == sum(wanted)
            report(judge, rule, f"{intention['意向编号']} / {code}", order, is_good)


def judge_line(judge, line, intentions, changes, same):
    order, key = judge.order(line["订单编号"]), f"{line['订单编号']} / {line['行号']}"
    absent, price = "order-line-not-in-intention", "order-price-differs-from-intention"
    if judge.is_ambiguous(line["订单编号"]):
        for rule in (absent, price):
            judge.find(True, rule, key, [], "undetermined")
    wanted = lines_of(intentions)
    if order is None or order["订单状态"] == CANCELLED or not wanted:
        return
    kinds = {c["类型"] for c in changes if c["商品编码"] in (None, line["商品编码"])}
    named = [w for w in wanted if w["商品"]["编码"] == line["商品编码"]]
    specification = line["规格型号"]
    exact = [
        w
        for w in named
        if specification is None
        or w["商品"]["规格"]
        and same(w["商品"]["规格"], specification)
    ]
    open_ended = [w for w in named if specification and not w["商品"]["规格"]]
    if not kinds & {"数量", "规格"}:
        report(judge, absent, key, order, True if exact else None if open_ended else False)
    if (exact or open_ended) and "价格" not in kinds:
        prices = [w["单价"] for w in exact + open_ended]
        if any(is_known(p) and abs(p - line["含税单价"]) <= CENT for p in prices):
            is_good = True
        else:
            is_good = False if all(map(is_known, prices)) else None
        report(judge, price, key, order, is_good)
