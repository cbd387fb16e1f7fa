"""What the rules on products, prices, approved prices and timber papers mean, by hand."""

from collections import defaultdict
from decimal import Decimal

CENT = Decimal("0.01")
CANCELLED = "交易关闭"
GONE = ("已发货", "交易成功", CANCELLED)

# What may be ordered in 2025, and the words for boards that give off formaldehyde.
GRADES = ("ENF", "E0", "E1")
PANELS = ("人造", "刨花板", "颗粒板", "纤维板", "密度板", "胶合板", "多层板", "细木工板")
RATES = {"货物": Decimal("0.13"), "初级农产品": Decimal("0.09"), "现代服务": Decimal("0.06")}
PARCELS = ("顺丰", "京东", "德邦", "中通", "圆通", "申通", "韵达", "邮政")
MEASURING = Decimal("1.01")


def judge_catalogue(judge):
    exports = judge.exports
    judge.pack = "information-accuracy"
    overlaps(judge)
    for line in exports.order_lines:
        judge_order_line(judge, line)
    judge.pack = "business-compliance"
    for approval in exports.price_approvals:
        judge_approver(judge, approval)
    for line in exports.invoice_lines:
        judge_tax_category(judge, line)
    judge.pack = "forestry"
    shipments = {s["发货单号"]: s for s in exports.shipments}
    for line in exports.shipment_lines:
        judge_shipped_line(judge, line, shipments.get(line["发货单号"]))
    for permit in exports.permits:
        judge_permit(judge, permit, shipments.get(permit["发货单号"]))
    judge_shared_permits(judge, shipments)


# -- Order lines


def judge_order_line(judge, line):
    key, product = f"{line['订单编号']} / {line['行号']}", judge.exports.products.get(line["商品编码"])
    order = judge.order(line["订单编号"])
    if order is None:
        if judge.is_ambiguous(line["订单编号"]):
            judge_ambiguous_line(judge, key, product)
        return
    if order["订单状态"] == CANCELLED:
        return
    judge.find(product is None, "ordered-product-not-in-catalogue", key, [order])
    if product is not None and order["订单状态"] not in GONE:
        rule, state = "discontinued-product-ordered", product["state"]
        judge.find(state is None, rule, key, [order], "undetermined")
        judge.find(state == "停产停售", rule, key, [order])
    judge_price(judge, key, line, order)
    judge.pack = "furniture"
    if product is not None and emits(product):
        grade = product["material"]["formaldehyde"]
        rule = "formaldehyde-grade-not-permitted"
        if grade is None:
            judge.find(True, rule, key, [order], "undetermined")
        else:
            judge.find(grade.removesuffix("级") not in GRADES, rule, key, [order])
    judge.pack = "information-accuracy"


def emits(product):
    """Whether the product has a grade, or ought to have one."""
    material = product["material"]
    return material["formaldehyde"] is not None or any(w in material["text"] for w in PANELS)


def judge_ambiguous_line(judge, key, product):
    """Two orders bear the number: neither the day nor the state of the order is known."""
    rules = [
        "ordered-product-not-in-catalogue",
        "order-price-below-lowest",
        "order-price-neither-listed-nor-approved",
    ]
    if product is not None:
        rules.append("discontinued-product-ordered")
    for rule in rules:
        judge.find(True, rule, key, [], "undetermined")
    if product is not None and emits(product):
        judge.pack = "furniture"
        judge.find(True, "formaldehyde-grade-not-permitted", key, [], "undetermined")
        judge.pack = "information-accuracy"


def judge_price(judge, key, line, order):
    low, neither = "order-price-below-lowest", "order-price-neither-listed-nor-approved"
    code, day, paid = line["商品编码"], order["下单时间"].date(), line["金额"] / line["数量"]
    of_product = [p for p in judge.exports.prices if p["商品编码"] == code]
    listed = [p for p in of_product if is_valid(p, day)]
    approved = [
        a["批准单价"]
        for a in judge.exports.price_approvals
        if a["订单编号"] == order["订单编号"] and a["商品编码"] == code and a["审批时间"]
    ]
    reaches = any(a is not None and a <= paid + CENT for a in approved)
    if any(p["最低限价"] > paid for p in listed) and not reaches:
        # Below the lowest price; that is all there is to say, or nobody knows what was approved.
        if None in approved:
            judge.find(True, low, key, [order], "undetermined")
            judge.find(True, neither, key, [order], "undetermined")
        else:
            least = min(p["最低限价"] for p in listed)
            judge.find(paid < least, low, key, [order])
        return
    charged = line["含税单价"]
    if approved:
        is_fine = any(abs(a - charged) <= CENT or abs(a - paid) <= CENT for a in approved)
        judge.find(not is_fine, neither, key, [order])
    elif listed:
        is_fine = any(abs(p["标准单价"] - charged) <= CENT for p in listed)
        judge.find(not is_fine, neither, key, [order])
    elif of_product:
        judge.find(True, neither, key, [order], "undetermined")


def is_valid(price, day):
    return price["生效日期"] <= day and (price["失效日期"] is None or day <= price["失效日期"])


def overlaps(judge):
    """Of two entries one must have ended before the other begins."""
    entries = defaultdict(list)
    for price in judge.exports.prices:
        entries[price["商品编码"]].append(price)
    for code, found in entries.items():
        found.sort(key=lambda price: price["生效日期"])
        is_double = any(
            a["失效日期"] is None or a["失效日期"] >= b["生效日期"]
            for a, b in zip(found, found[1:])
        )
        judge.find(is_double, "price-list-entries-overlap", code, [])


def judge_approver(judge, approval):
    rule, order = "price-approved-by-order-creator", judge.order(approval["订单编号"])
    if order is None or approval["审批时间"] is None:
        return
    if approval["审批人"] is None:
        judge.find(True, rule, approval["单号"], [order], "undetermined")
    else:
        judge.find(approval["审批人"] == order["制单人"], rule, approval["单号"], [order])


def judge_tax_category(judge, line):
    invoice, product = line["invoice"], judge.exports.products.get(line["code"])
    is_blue = invoice["Status"] != "已作废" and invoice["Amounts/Total"] > 0
    if product is None or not is_blue or line["rate"] not in RATES.values():
        return
    rule, key = "tax-rate-wrong-for-product", f"{invoice['id']} / {line['no']}"
    order, category = judge.order(invoice["OrderNumber"]), product["tax"]["category"]
    if category is None:
        judge.find(True, rule, key, [order], "undetermined")
    else:
        judge.find(line["rate"] != RATES[category], rule, key, [order])


# -- Timber and hazardous goods


def judge_shipped_line(judge, line, shipment):
    product = judge.exports.products.get(line["商品编码"])
    if product is None or shipment is None or shipment["发货时间"] is None:
        return
    key, order = f"{line['发货单号']} / {line['行号']}", judge.order(line["订单编号"])
    if product["handling"]["hazardous"]:
        is_parcel = any(word in (shipment["承运商"] or "") for word in PARCELS)
        judge.find(is_parcel, "hazardous-goods-sent-by-parcel", key, [order])
    if not product["forestry"]["permitRequired"]:
        return
    kinds = {
        permit["kind"]
        for permit in judge.exports.permits
        if permit["发货单号"] == line["发货单号"]
        and permit["商品编码"] in (None, line["商品编码"])
    }
    is_lawful = "harvest" in kinds or "origin" in kinds
    judge.find(not is_lawful, "timber-shipped-without-proof-of-origin", key, [order])
    if product["tax"]["category"] == "初级农产品":
        rule = "raw-timber-shipped-without-quarantine-certificate"
        judge.find("quarantine" not in kinds, rule, key, [order])


def judge_permit(judge, permit, shipment):
    key, kind = permit_key(permit), permit["kind"]
    order = shipment and judge.order(shipment["订单编号"])
    judge_species(judge, permit, key, order)
    if shipment is None or shipment["发货时间"] is None:
        return
    day, issued = shipment["发货时间"].date(), permit["签发日期"]
    late, invalid = "permit-issued-after-shipment", "permit-not-valid-on-shipment-day"
    judge.find(issued is None, late, key, [order], "undetermined")
    is_late = issued is not None and issued > day
    judge.find(is_late, late, key, [order])
    if not is_late and kind != "origin":
        first, last = permit["有效期自"], permit["有效期至"]
        is_early = first is not None and day < first
        is_expired = kind == "quarantine" and last is not None and last < day
        is_open = first is None or kind == "quarantine" and last is None
        judge.find(is_early or is_expired, invalid, key, [order])
        is_unknown = is_open and not is_early and not is_expired
        judge.find(is_unknown, invalid, key, [order], "undetermined")
    carried, beyond = covered(judge, permit), "shipped-beyond-permit-quantity"
    if carried is not None:
        allowed = permit["数量(立方米)"]
        if allowed is None:
            judge.find(True, beyond, key, [order], "undetermined")
        else:
            judge.find(carried > allowed * MEASURING, beyond, key, [order])


def permit_key(permit):
    return f"{permit['证号']} / {permit['kind']}"


def judge_species(judge, permit, key, order):
    product = judge.exports.products.get(permit["商品编码"])
    if product is None:
        return
    rule, species = "permit-species-differs-from-product", permit["树种"]
    if species is None:
        judge.find(True, rule, key, [order], "undetermined")
    else:
        named, made = (text.rstrip("木树") for text in (species, product["material"]["text"]))
        judge.find(named not in made and made not in named, rule, key, [order])


def covered(judge, permit):
    """How many cubic metres of the permit's timber its shipment holds; None where it has none."""
    lines = [
        line
        for line in judge.exports.shipment_lines
        if line["发货单号"] == permit["发货单号"]
        and permit["商品编码"] in (None, line["商品编码"])
    ]
    if not lines or any(line["单位"] != "立方米" for line in lines):
        return None
    return sum(line["发货数量"] for line in lines)


def judge_shared_permits(judge, shipments):
    """A permit behind several shipments none of which alone goes beyond it."""
    entries = defaultdict(list)
    for permit in judge.exports.permits:
        shipment = shipments.get(permit["发货单号"])
        if shipment is not None and shipment["发货时间"]:
            entries[permit_key(permit)].append(permit)
    for key, found in entries.items():
        carried = [covered(judge, permit) for permit in found]
        if len({permit["发货单号"] for permit in found}) < 2 or None in carried:
            continue
        allowed = max(permit["数量(立方米)"] for permit in found) * MEASURING
        if max(carried) <= allowed:
            orders = [judge.order(shipments[p["发货单号"]]["订单编号"]) for p in found]
            judge.find(sum(carried) > allowed, "permit-used-beyond-its-quantity", key, orders)
