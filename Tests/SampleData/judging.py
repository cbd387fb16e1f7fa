"""What the rules mean, written out by hand over the exports' own names: slow, and nobody's copy.

Each function judges the documents of one kind and reports (rule, key) for what it finds. None of it
reads the rule packs.
"""

import datetime
import re
import unicodedata
from collections import defaultdict
from decimal import Decimal
from types import SimpleNamespace

from catalogue_judging import judge_catalogue
from completeness_judging import judge_completeness
from execution_judging import judge_execution
from further_judging import judge_further
from intention_judging import judge_intentions
from newer_judging import judge_newer
from numbering_judging import judge_numbering
from reading import UNREADABLE
from risk_judging import judge_risk, risk_kpi
from satisfaction_judging import judge_satisfaction
from tracking_judging import judge_tracking
from workdays import working_days_between

CENT = Decimal("0.01")
CANCELLED = "交易关闭"
COMPLETED = "交易成功"
OWN_FLEET = "自有车队"

APPROVAL_LIMITS = {"销售经理": 100_000, "销售总监": 500_000, "总经理": 2_000_000}
ROLES = {"销售经理": "sales manager", "销售总监": "sales director", "总经理": "general manager"}
PRODUCTION = {"一般商品": 7, "高价值商品": 10, "定制商品": 15}
TRANSPORT = {"一般商品": 5, "高价值商品": 6, "定制商品": 7}
RATES = {Decimal(r) for r in ("0.13", "0.09", "0.06", "0.05", "0.03", "0.015", "0.01", "0")}

WAYBILLS = {
    "顺丰速运": r"SF\d{13}|\d{12}",
    "德邦快递": r"DP[KL]\d{12}|\d{8,10}",
    "跨越速运": r"KY\d{13}",
    "安能物流": r"\d{12}",
    "京东物流": r"JD[XK]\d{12}|JDV[A-Z]\d{11}",
}
MOBILE = r"1(3\d|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}"
CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


# Rules that would find every document where an export is not there: they say nothing then.
NEEDS = {
    "credit-order-without-valid-rating": "credit-files",
    "late-delivery-not-recorded": "物流异常",
}


def same(a, b):
    """Whether two names are the same but for width, case and blanks."""

    def plain(text):
        return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold()

    return plain(a) == plain(b)


def is_unified_code(text):
    if not re.fullmatch(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}", text):
        return False
    total = 0
    for place, character in enumerate(text):
        total += CODE_ALPHABET.index(character) * (3**place if place < 17 else 1)
    return total % 31 == 0


def total(values):
    return sum(values, Decimal(0))


class Judge:
    """Judges all exports; a finding has pack, rule, key, outcome, and the rows of the orders meant."""

    def __init__(self, exports):
        self.exports = exports
        self.findings = []
        self.pack = None
        self.orders = defaultdict(list)
        for row, order in enumerate(exports.orders):
            order["row"] = row
            self.orders[order["订单编号"]].append(order)
        self.contracts = {c["number"]: c for c in exports.contracts}
        self.orders_of_contract = defaultdict(list)
        for order in exports.orders:
            self.orders_of_contract[order["合同编号"]].append(order)
        self.lines = group(exports.order_lines, lambda line: line["订单编号"])
        self.shipments = group(exports.shipments, lambda shipment: shipment["订单编号"])
        self.payments = group(exports.payments, lambda payment: payment["订单编号"])
        self.invoices = group(exports.invoices, lambda invoice: invoice["OrderNumber"])
        self.complaints = group(exports.complaints, lambda complaint: complaint["order"])

    def judge(self):
        judge_satisfaction(self)
        self.pack = "information-accuracy"
        self.judge_order_information()
        self.judge_orders_against_contracts()
        self.judge_invoice_arithmetic()
        self.pack = "business-compliance"
        self.judge_contracts()
        self.judge_approvals()
        self.judge_invoices()
        self.judge_money()
        self.pack = "logistics-consistency"
        self.judge_shipments()
        self.judge_quantities()
        self.judge_invoiced_prices()
        self.judge_delays()
        judge_tracking(self)
        self.pack = "risk"
        self.judge_split_orders()
        judge_risk(self)
        judge_catalogue(self)
        judge_execution(self)
        judge_further(self)
        judge_intentions(self, same)
        judge_newer(self)
        judge_completeness(self)
        judge_numbering(self)
        return self.findings

    def find(self, is_bad, rule, key, orders, outcome="fail"):
        """Reports a finding when `is_bad`; `orders` are the orders it casts doubt on."""
        if is_bad and NEEDS.get(rule) not in self.exports.missing:
            rows = frozenset(order["row"] for order in orders if order is not None)
            self.findings.append(
                SimpleNamespace(pack=self.pack, rule=rule, key=key, outcome=outcome, rows=rows)
            )

    def order(self, order_id):
        """The one order of that number; None when there is none, or when there are two."""
        found = self.orders.get(order_id, [])
        return found[0] if len(found) == 1 else None

    def is_ambiguous(self, order_id):
        """Whether several orders bear the number, so that nothing is known of "the" order."""
        return len(self.orders.get(order_id, [])) > 1

    def living_orders(self, contract):
        """The orders under a contract that were not cancelled."""
        orders = self.orders_of_contract[contract["number"]]
        return [o for o in orders if o["订单状态"] != CANCELLED]

    def contract_of(self, order):
        return self.contracts.get(order["合同编号"]) if order else None

    # -- Information accuracy

    def judge_order_information(self):
        for order_id, orders in self.orders.items():
            self.find(len(orders) > 1, "duplicate-order-number", order_id, orders)
        for o in self.exports.orders:
            key, status, lines = o["订单编号"], o["订单状态"], self.lines[o["订单编号"]]
            self.find(
                status not in ("待审核", CANCELLED) and o["承诺交货日期"] is None,
                "order-promised-date-missing",
                key,
                [o],
            )
            self.find(
                status != CANCELLED and None in (o["收货人"], o["联系电话"], o["收货地址"]),
                "order-delivery-contact-missing",
                key,
                [o],
            )
            self.find(not lines, "order-without-lines", key, [o])
            difference = abs(o["订单金额(元)"] - total(line["金额"] for line in lines))
            self.find(lines and difference > CENT, "order-total-differs-from-lines", key, [o])
            code = o["客户税号"]
            self.find(
                code is not None and not is_unified_code(code),
                "customer-tax-number-invalid",
                key,
                [o],
            )
            phone = o["联系电话"] or "0"
            is_mobile = not phone.startswith(("0", "400")) and "*" not in phone
            self.find(
                is_mobile and not re.fullmatch(MOBILE, phone), "contact-phone-invalid", key, [o]
            )
        for line in self.exports.order_lines:
            key, order = f"{line['订单编号']} / {line['行号']}", self.order(line["订单编号"])
            self.find(line["规格型号"] is None, "order-line-specification-missing", key, [order])
            expected = line["数量"] * line["含税单价"] - line["优惠金额"]
            self.find(abs(expected - line["金额"]) > CENT, "order-line-amount-wrong", key, [order])

    def judge_orders_against_contracts(self):
        for o in self.exports.orders:
            key, contract = o["订单编号"], self.contract_of(o)
            if contract is None:
                self.find(o["合同编号"] is not None, "order-names-unknown-contract", key, [o])
                continue
            if o["订单状态"] == CANCELLED:
                continue
            is_only = len(self.living_orders(contract)) == 1
            self.find(
                is_only
                and abs(o["订单金额(元)"] - contract["total"]) > CENT,
                "order-total-differs-from-contract",
                key,
                [o],
            )
            self.find(
                not same(o["客户名称"], contract["customer"]["name"]),
                "order-customer-differs-from-contract",
                key,
                [o],
            )
            dates = o["承诺交货日期"], contract["terms"]["deliveryDate"]
            self.find(
                is_only and None not in dates and dates[0] != dates[1],
                "order-promised-date-differs-from-contract",
                key,
                [o],
            )
        terms = {
            (line["contract"], line["product"]["code"]): line
            for line in self.exports.contract_lines
        }
        for line in self.exports.order_lines:
            order = self.order(line["订单编号"])
            contract = self.contract_of(order)
            key, agreed = f"{line['订单编号']} / {line['行号']}", terms.get(
                (line["合同编号"], line["商品编码"])
            )
            self.find(
                self.is_ambiguous(line["订单编号"]),
                "order-line-not-in-contract",
                key,
                [],
                "undetermined",
            )
            self.find(
                self.is_ambiguous(line["订单编号"]) and line["规格型号"],
                "custom-made-line-without-dimensions",
                key,
                [],
                "undetermined",
            )
            if self.is_ambiguous(line["订单编号"]):
                for subject in ("quantity", "price", "specification"):
                    rule = f"order-{subject}-differs-from-contract"
                    self.find(True, rule, key, [], "undetermined")
            if contract is None or order["订单状态"] == CANCELLED:
                continue
            self.find(agreed is None, "order-line-not-in-contract", key, [order])
            if agreed is None:
                continue
            self.find(
                len(self.living_orders(contract)) == 1
                and line["数量"] != agreed["quantity"],
                "order-quantity-differs-from-contract",
                key,
                [order],
            )
            self.find(
                abs(line["含税单价"] - agreed["unitPrice"]) > CENT,
                "order-price-differs-from-contract",
                key,
                [order],
            )
            self.find(
                line["规格型号"] is not None
                and not same(line["规格型号"], agreed["product"]["specification"]),
                "order-specification-differs-from-contract",
                key,
                [order],
            )
        self.judge_contract_lines()

    def judge_contract_lines(self):
        ordered = {(line["合同编号"], line["商品编码"]) for line in self.exports.order_lines}
        for line in self.exports.contract_lines:
            orders = self.orders_of_contract[line["contract"]]
            if len(orders) == 1 and orders[0]["订单状态"] != CANCELLED:
                self.find(
                    (line["contract"], line["product"]["code"]) not in ordered,
                    "contract-line-not-ordered",
                    f"{line['contract']} / {line['line']}",
                    orders,
                )
        for contract in self.exports.contracts:
            orders = self.orders_of_contract[contract["number"]]
            stated = total(line["amount"] for line in contract["items"])
            self.find(
                abs(contract["total"] - stated) > CENT,
                "contract-total-differs-from-lines",
                contract["number"],
                orders if len(orders) == 1 else [],
            )

    def judge_invoice_arithmetic(self):
        lines_of = defaultdict(list)
        for line in self.exports.invoice_lines:
            invoice = line["invoice"]
            lines_of[invoice["id"]].append(line)
            key, order = f"{invoice['id']} / {line['no']}", self.order(invoice["OrderNumber"])
            if line["Quantity"] is not None and line["UnitPrice"] is not None:
                self.find(
                    abs(line["Quantity"] * line["UnitPrice"] - line["Net"]) > CENT,
                    "invoice-line-net-wrong",
                    key,
                    [order],
                )
            self.find(
                abs(line["Tax"] - line["Net"] * line["rate"]) > Decimal("0.06"),
                "invoice-line-tax-wrong",
                key,
                [order],
            )
        for i in self.exports.invoices:
            key, order, lines = i["id"], self.order(i["OrderNumber"]), lines_of[i["id"]]
            self.find(
                i["Amounts/Net"] + i["Amounts/Tax"] != i["Amounts/Total"],
                "invoice-total-not-net-plus-tax",
                key,
                [order],
            )
            is_off = (
                abs(i["Amounts/Net"] - total(x["Net"] for x in lines)) > CENT
                or abs(i["Amounts/Tax"] - total(x["Tax"] for x in lines)) > CENT
            )
            self.find(lines and is_off, "invoice-totals-differ-from-lines", key, [order])

    # -- Business compliance

    def judge_contracts(self):
        for o in self.exports.orders:
            needs_one = o["订单类型"] != "零售" or o["订单金额(元)"] >= 50_000
            self.find(
                needs_one and o["订单状态"] not in ("待审核", CANCELLED) and o["合同编号"] is None,
                "order-without-contract",
                o["订单编号"],
                [o],
            )
        for c in self.exports.contracts:
            key, orders = c["number"], self.orders_of_contract[c["number"]]
            case = orders if len(orders) == 1 else []
            living = [o["订单金额(元)"] for o in orders if o["订单状态"] != CANCELLED]
            self.find(
                len(living) > 1 and total(living) > c["total"] + CENT,
                "contract-exceeded-by-orders",
                key,
                case,
            )
            review, signed, terms = c["legalReview"], c["signed"]["date"], c["terms"]
            if signed is not None:
                self.find(
                    review["result"] != "通过" or review["date"] is None,
                    "contract-signed-without-legal-review",
                    key,
                    case,
                )
                self.find(
                    review["date"] is not None and review["date"] > signed,
                    "contract-signed-before-legal-review",
                    key,
                    case,
                )
            clauses = [terms[name] for name in ("deliveryDate", "payment", "quality", "breach")]
            self.find(None in clauses, "contract-clause-missing", key, case)

    def judge_split_orders(self):
        """Orders of one customer by one hand within four days, each within a limit, together above it."""
        groups = defaultdict(list)
        for o in self.exports.orders:
            limit = APPROVAL_LIMITS.get(o["审批岗位"])
            names = o["客户名称"], o["制单人"], o["审批岗位"]
            if limit and None not in names and o["订单状态"] != CANCELLED:
                groups[names].append(o)
        for names, orders in groups.items():
            limit = APPROVAL_LIMITS[names[2]]
            within = [o for o in orders if o["订单金额(元)"] <= limit]
            for first in within:
                day = first["下单时间"].date()
                near = [o for o in within if 0 <= (o["下单时间"].date() - day).days <= 3]
                if len(orders) > 1 and sum(o["订单金额(元)"] for o in near) > limit:
                    key = f"{names[0]} / {names[1]} / {ROLES[names[2]]}"
                    self.find(True, "orders-split-under-approval-limit", key, orders)
                    break

    def judge_approvals(self):
        hour = datetime.timedelta(hours=1)
        for o in self.exports.orders:
            key, role, approved = o["订单编号"], o["审批岗位"], o["审批时间"]
            self.find(
                o["订单状态"] in ("生产中", "待发货", "已发货", COMPLETED)
                and (o["审批人"] is None or approved is None),
                "order-not-approved",
                key,
                [o],
            )
            self.find(
                role in APPROVAL_LIMITS
                and o["订单状态"] != CANCELLED
                and o["订单金额(元)"] > APPROVAL_LIMITS[role],
                "order-approved-over-limit",
                key,
                [o],
            )
            self.find(
                o["审批人"] is not None and same(o["制单人"], o["审批人"]),
                "order-approved-by-creator",
                key,
                [o],
            )
            self.find(self.is_recorded_late(o), "order-recorded-late", key, [o])
            confirmed = o["确认时间"]
            self.find(
                approved is not None and confirmed is not None and confirmed - approved > 48 * hour,
                "order-confirmed-late",
                key,
                [o],
            )
        for s in self.exports.shipments:
            order = self.order(s["订单编号"])
            if order is None or s["发货时间"] is None:
                continue
            contract, approved = self.contract_of(order), order["审批时间"]
            self.find(
                approved is not None and s["发货时间"] < approved,
                "shipped-before-approval",
                s["发货单号"],
                [order],
            )
            self.find(
                contract is not None
                and (
                    contract["signed"]["date"] is None
                    or s["发货时间"].date() < contract["signed"]["date"]
                ),
                "shipped-before-contract-signed",
                s["发货单号"],
                [order],
            )
            self.find(
                order["订单状态"] == CANCELLED,
                "shipment-on-cancelled-order",
                s["发货单号"],
                [order],
            )

    def is_recorded_late(self, order):
        received, recorded = order["接单时间"], order["下单时间"]
        if order["订单渠道"] == "线上商城":
            return working_days_between(received.date(), recorded.date()) > 1
        limit = 30 if order["订单渠道"] == "电话" else 24 * 60
        return recorded - received > datetime.timedelta(minutes=limit)

    def judge_invoices(self):
        by_number = group(self.exports.invoices, lambda invoice: invoice["Number"])
        reversed_numbers = {i["OriginalNumber"] for i in self.exports.invoices}
        for number, invoices in by_number.items():
            codes = {i["Code"] for i in invoices}
            self.find(
                len(invoices) > 1 and len(codes) < len(invoices),
                "duplicate-invoice",
                number,
                [self.order(i["OrderNumber"]) for i in invoices],
            )
        for i in self.exports.invoices:
            key, order = i["id"], self.order(i["OrderNumber"])
            is_void = i["Status"] == "已作废"
            self.find(not is_void and order is None, "invoice-without-order", key, [])
            self.find(
                i["kind"] == "专票" and not is_void and i["Buyer/TaxNumber"] is None,
                "special-invoice-without-buyer-tax-number",
                key,
                [order],
            )
            self.find(
                i["Amounts/Total"] < 0 and i["OriginalNumber"] not in by_number,
                "red-letter-without-original",
                key,
                [order],
            )
            self.find(same(i["Issuer"], i["Reviewer"]), "invoice-issuer-is-reviewer", key, [order])
            if order is None:
                continue
            self.find(
                order["订单状态"] == CANCELLED
                and i["Amounts/Total"] > 0
                and not is_void
                and i["Number"] not in reversed_numbers,
                "invoice-on-cancelled-order",
                key,
                [order],
            )
            self.find(
                i["IssuedOn"] < order["下单时间"].date(), "invoice-before-order", key, [order]
            )
            self.judge_invoice_before_dispatch(i, order, key, is_void)
            self.find(
                not same(i["Buyer/Name"], order["客户名称"]),
                "invoice-buyer-differs-from-customer",
                key,
                [order],
            )
            codes = i["Buyer/TaxNumber"], order["客户税号"]
            self.find(
                None not in codes and not same(*codes),
                "invoice-buyer-tax-number-differs",
                key,
                [order],
            )
        for line in self.exports.invoice_lines:
            invoice = line["invoice"]
            self.find(
                invoice["IssuedOn"] >= datetime.date(2019, 4, 1) and line["rate"] not in RATES,
                "tax-rate-not-permitted",
                f"{invoice['id']} / {line['no']}",
                [self.order(invoice["OrderNumber"])],
            )

    def judge_money(self):
        for p in self.exports.payments:
            self.find(self.order(p["订单编号"]) is None, "payment-without-order", p["收款单号"], [])
        for o in self.exports.orders:
            key, amount, status = o["订单编号"], o["订单金额(元)"], o["订单状态"]
            payments = self.payments[key]
            received = total(p["收款金额"] for p in payments)
            invoiced = total(
                i["Amounts/Total"] for i in self.invoices[key] if i["Status"] != "已作废"
            )
            self.find(
                status != CANCELLED and invoiced > amount + CENT, "invoices-exceed-order", key, [o]
            )
            self.find(
                status != CANCELLED and received > amount + CENT, "payments-exceed-order", key, [o]
            )
            deposit = total(p["收款金额"] for p in payments if p["款项性质"] == "定金")
            self.find(
                deposit > amount * Decimal("0.2") + CENT, "deposit-over-legal-limit", key, [o]
            )
            is_shipped = any(s["发货时间"] for s in self.shipments[key])
            self.find(
                o["付款方式"] == "预付全款"
                and status != CANCELLED
                and is_shipped
                and received < amount - CENT,
                "prepaid-order-shipped-unpaid",
                key,
                [o],
            )
            self.find(
                status == CANCELLED and received > CENT, "cancelled-order-not-refunded", key, [o]
            )

    # -- Logistics consistency

    def judge_shipments(self):
        for s in self.exports.shipments:
            self.judge_shipment(s, self.order(s["订单编号"]))
        by_waybill = group(self.exports.shipments, lambda shipment: shipment["运单号"])
        for waybill, shipments in by_waybill.items():
            orders = {s["订单编号"] for s in shipments}
            self.find(
                waybill not in (None, UNREADABLE) and len(orders) > 1,
                "waybill-number-reused",
                waybill,
                [self.order(order_id) for order_id in orders],
            )
        for o in self.exports.orders:
            key, shipments = o["订单编号"], self.shipments[o["订单编号"]]
            self.find(
                o["订单状态"] in ("已发货", COMPLETED) and not shipments,
                "shipped-order-without-shipment",
                key,
                [o],
            )
            self.find(
                o["订单状态"] == COMPLETED and any(s["签收时间"] is None for s in shipments),
                "completed-order-not-signed",
                key,
                [o],
            )

    def judge_shipment(self, s, order):
        key, shipped, signed, checked = s["发货单号"], s["发货时间"], s["签收时间"], s["质检日期"]
        waybill, carrier = s["运单号"], s["承运商"]
        self.find(order is None, "shipment-without-order", key, [])
        if waybill is UNREADABLE:
            for rule in ("waybill-number-missing", "waybill-number-malformed"):
                self.find(carrier != OWN_FLEET, rule, key, [order], "undetermined")
            waybill = ""
        self.find(
            shipped and carrier != OWN_FLEET and waybill is None,
            "waybill-number-missing",
            key,
            [order],
        )
        self.find(
            waybill and carrier != OWN_FLEET and not re.fullmatch(WAYBILLS[carrier], waybill),
            "waybill-number-malformed",
            key,
            [order],
        )
        self.find(
            shipped and s["包装时间"] and shipped < s["包装时间"],
            "shipped-before-packed",
            key,
            [order],
        )
        if shipped and checked in (None, UNREADABLE):
            self.find(True, "shipped-before-quality-check", key, [order], "undetermined")
        else:
            self.find(
                shipped and checked > shipped.date(), "shipped-before-quality-check", key, [order]
            )
        self.find(
            shipped and s["质检结果"] != "合格",
            "shipped-without-passed-quality-check",
            key,
            [order],
        )
        self.find(signed and not shipped, "signed-without-dispatch", key, [order])
        self.find(signed and shipped and signed < shipped, "signed-before-shipped", key, [order])
        if order is None:
            return
        for ours, theirs, rule in (
            ("收货人", "收货人", "shipment-consignee-differs"),
            ("收货电话", "联系电话", "shipment-phone-differs"),
            ("收货地址", "收货地址", "shipment-address-differs"),
        ):
            values = s[ours], order[theirs]
            self.find(None not in values and not same(*values), rule, key, [order])

    def judge_invoice_before_dispatch(self, invoice, order, key, is_void):
        """Goods that were signed for have left, when is not known if no time was entered."""
        shipments = self.shipments[order["订单编号"]]
        if (
            order["订单状态"] == CANCELLED
            or invoice["Amounts/Total"] <= 0
            or is_void
            or invoice["Status"] == "已红冲"
            or invoice["IssuedOn"] < order["下单时间"].date()
            or not shipments
            and order["订单状态"] in ("已发货", COMPLETED)
        ):
            return
        if any(s["发货时间"] and s["发货时间"].date() <= invoice["IssuedOn"] for s in shipments):
            return
        is_open = any(s["发货时间"] is None and s["签收时间"] for s in shipments)
        outcome = "undetermined" if is_open else "fail"
        self.find(
            True, "invoiced-before-shipped", key, [] if is_open else [order], outcome
        )

    def judge_invoiced_prices(self):
        """What one of a product cost on the invoices, against the order's lines."""
        ordered, invoiced = defaultdict(list), defaultdict(list)
        for line in self.exports.order_lines:
            ordered[line["订单编号"], line["商品编码"]].append(line)
        for line in self.exports.invoice_lines:
            if line["invoice"]["Status"] != "已作废" and line["code"] is not None:
                invoiced[line["invoice"]["OrderNumber"], line["code"]].append(line)
        for product, lines in ordered.items():
            order = self.order(product[0])
            count = sum(line["Quantity"] for line in invoiced.get(product, []))
            if order is None or order["订单状态"] == CANCELLED or count <= 0:
                continue
            whole = sum(line["数量"] for line in lines)
            price = (
                sum(line["金额"] for line in lines) / whole
                if count >= whole
                else max(line["金额"] / line["数量"] for line in lines)
            )
            paid = sum(line["Net"] + line["Tax"] for line in invoiced[product]) / count
            self.find(
                paid - price > min(Decimal("0.05"), price / 100),
                "invoiced-price-exceeds-order",
                f"{product[0]} / {product[1]}",
                [order],
            )

    def judge_quantities(self):
        shipped, invoiced = defaultdict(Decimal), defaultdict(Decimal)
        for line in self.exports.shipment_lines:
            shipped[line["订单编号"], line["商品编码"]] += line["发货数量"]
        for line in self.exports.invoice_lines:
            if line["invoice"]["Status"] != "已作废" and line["code"] is not None:
                invoiced[line["invoice"]["OrderNumber"], line["code"]] += line["Quantity"]
        ordered = {(line["订单编号"], line["商品编码"]) for line in self.exports.order_lines}
        for line in self.exports.shipment_lines:
            order = self.order(line["订单编号"])
            self.find(
                order is not None and (line["订单编号"], line["商品编码"]) not in ordered,
                "shipped-product-not-ordered",
                f"{line['发货单号']} / {line['行号']}",
                [order],
            )
        for line in self.exports.order_lines:
            product = line["订单编号"], line["商品编码"]
            key, order = f"{line['订单编号']} / {line['行号']}", self.order(line["订单编号"])
            is_shipped, is_invoiced = product in shipped, product in invoiced
            quantity, sent = line["数量"], shipped.get(product, Decimal(0))
            self.find(sent > quantity, "shipped-more-than-ordered", key, [order])
            self.find(
                self.is_ambiguous(line["订单编号"]),
                "completed-order-not-fully-shipped",
                key,
                [],
                "undetermined",
            )
            if order is None or order["订单状态"] != COMPLETED:
                continue
            self.find(
                self.shipments[line["订单编号"]] and sent < quantity,
                "completed-order-not-fully-shipped",
                key,
                [order],
            )
            self.find(
                is_shipped and is_invoiced and invoiced[product] != sent,
                "invoiced-quantity-differs-from-shipped",
                key,
                [order],
            )

    def judge_delays(self):
        for s in self.exports.shipments:
            order, shipped, signed = self.order(s["订单编号"]), s["发货时间"], s["签收时间"]
            if order is None:
                continue
            key, kind, promised = s["发货单号"], order["商品类别"], order["承诺交货日期"]
            if signed and promised is None:
                self.find(True, "delivered-late", key, [order], "undetermined")
            elif signed:
                self.find(signed.date() > promised, "delivered-late", key, [order])
            if s["包装时间"] and order["确认时间"]:
                made = working_days_between(order["确认时间"].date(), s["包装时间"].date())
                self.find(made > PRODUCTION[kind], "production-cycle-exceeded", key, [order])
            if shipped and signed:
                carried = working_days_between(shipped.date(), signed.date())
                self.find(carried > TRANSPORT[kind], "transport-cycle-exceeded", key, [order])

    # -- Figures

    def kpis(self):
        """(id, numerator, denominator) of each figure, in the order of kpis.json."""
        orders = self.exports.orders
        approved = [o for o in orders if o["审批时间"]]
        in_time = [
            o for o in approved if o["审批时间"] - o["下单时间"] <= datetime.timedelta(hours=24)
        ]
        delivered = [o for o in orders if self.is_delivered(o)]
        on_time = [
            o
            for o in delivered
            if all(s["签收时间"].date() <= o["承诺交货日期"] for s in self.shipments[o["订单编号"]])
        ]
        living = [o for o in orders if o["订单状态"] != CANCELLED]
        return [
            ("order-information-accuracy", *self.without("information-accuracy")),
            ("operating-compliance", *self.without("business-compliance")),
            ("order-processing-time", len(in_time), len(approved)),
            ("on-time-delivery", len(on_time), len(delivered)),
            ("order-fulfilment", sum(o["订单状态"] == COMPLETED for o in living), len(living)),
            (
                "complaint-rate",
                sum(bool(self.complaints[o["订单编号"]]) for o in orders),
                len(orders),
            ),
            risk_kpi(self.exports),
        ]

    def is_delivered(self, order):
        shipments = self.shipments[order["订单编号"]]
        return (
            order["订单状态"] == COMPLETED
            and order["承诺交货日期"] is not None
            and bool(shipments)
            and all(s["签收时间"] for s in shipments)
        )

    def without(self, pack):
        """How many orders no rule of the pack casts doubt on, and of how many that can be said.

        An order on which no rule failed, but one could not be determined, counts in neither.
        """
        failed, unknown = (
            frozenset().union(
                *(f.rows for f in self.findings if f.pack == pack and f.outcome == outcome)
            )
            for outcome in ("fail", "undetermined")
        )
        count = len(self.exports.orders) - len(unknown - failed)
        return count - len(failed), count


def group(records, key):
    found = defaultdict(list)
    for record in records:
        found[key(record)].append(record)
    return found
