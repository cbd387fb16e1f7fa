"""What customers said of the month's deliveries and what they sent back, without a fault."""

import datetime
from types import SimpleNamespace

from month import EXPORTED_AT, HOUR, MINUTE, at, cents, office_hours
from workdays import add_working_days

CALLERS = ["冉听雨", "苗小寒", "车知夏"]
RETURN_APPROVERS = ["乜疏影", "佘怀远"]

REASONS = {
    "产品质量": ["柜门关不严", "桌面有一道划痕", "椅子坐下有响声"],
    "物流配送": ["送货时没有提前打电话", "包装角破了"],
    "服务态度": ["安装师傅话不好听", "问了三次才有人回"],
    "价格": ["比别家贵"],
    "其他": ["和想象的不一样"],
}
PRAISE = ["很满意", "木纹好看", "送货及时", "安装师傅很细心", None, None, None]

# What is complained about, with the causes found and what was done about it.
COMPLAINTS = {
    "质量": (
        ["抽屉滑轨不顺", "桌面有色差", "板材边缘开裂"],
        ["出厂检验漏检", "封边胶量不足"],
        ["上门维修", "补发配件"],
    ),
    "物流": (
        ["没有送上楼", "改约两次才送到", "外包装压坏一角"],
        ["送货排期重叠", "包装护角不足"],
        ["致歉并减免运费", "致歉并说明"],
    ),
    "服务": (
        ["客服电话久等无人接听", "安装后没有清理现场"],
        ["客服交接遗漏", "当日人手不足"],
        ["致歉并说明", "派人上门清理"],
    ),
    "发票": (["发票没有收到", "发票备注漏写项目名称"], ["邮箱登记有误"], ["重新发送发票", "红冲重开"]),
}


def signed_at(order):
    """When the last of the order's goods were signed for; None when none were."""
    return max((s.signed_at for s in order.shipments if s.signed_at), default=None)


# -- Complaints


def make_complaint(rng, order, moment, category=None):
    """A complaint on the order, answered within hours and closed some days later."""
    category = category or rng.choice(list(COMPLAINTS))
    texts, causes, results = COMPLAINTS[category]
    answered_at = moment + MINUTE * rng.randint(30, 300)
    return SimpleNamespace(
        id=None,
        order_id=order.id,
        complained_at=moment,
        category=category,
        text=rng.choice(texts),
        answered_at=answered_at,
        cause=rng.choice(causes),
        result=rng.choice(results),
        closed_at=office_hours(answered_at + HOUR * rng.randint(20, 90)),
        score=rng.randint(2, 5),
        faults=[],
    )


def forget_future_complaint(complaint):
    """What is not closed at the export has no cause, no result and no score yet."""
    if complaint.closed_at > EXPORTED_AT:
        complaint.closed_at = complaint.cause = complaint.result = complaint.score = None


# -- Surveys


def make_survey(rng, order, answered_at, score):
    """An answered questionnaire; who was not content was called within two working days."""
    survey = SimpleNamespace(
        id=None,
        order_id=order.id,
        answered_at=answered_at,
        score=score,
        reason=None,
        comment=rng.choice(PRAISE),
        followed_up_at=None,
        followed_up_by=None,
        faults=[],
    )
    if score is not None and score <= 2:
        survey.reason = rng.choice(list(REASONS))
        survey.comment = rng.choice(REASONS[survey.reason])
        call(rng, survey, add_working_days(answered_at.date(), rng.randint(1, 2)))
    return survey


def call(rng, survey, day):
    survey.followed_up_at = at(day, rng, 9, 16)
    survey.followed_up_by = rng.choice(CALLERS)


def make_surveys(rng, orders):
    """Most customers answer the questionnaire sent to them after delivery; some never do."""
    surveys = []
    for order in orders:
        moment = awake(signed_at(order) + MINUTE * rng.randint(120, 5000))
        answer, score = rng.random(), rng.choices([5, 4, 3, 2, 1], [48, 32, 12, 5, 3])[0]
        exported_at = order.period.exported_at
        if answer > 0.85 or moment > exported_at:
            if answer > 0.95:
                surveys.append(unanswered(order))
            continue
        survey = make_survey(rng, order, moment, score)
        if survey.followed_up_at and survey.followed_up_at > exported_at:
            # Nobody has called yet: it would be a finding, and ours are planted on purpose.
            survey = make_survey(rng, order, moment, 3)
        surveys.append(survey)
    return surveys


def awake(moment):
    """The moment, or the same minute that morning when it falls into the night."""
    return moment + 8 * HOUR if moment.hour < 7 else moment


def unanswered(order):
    return SimpleNamespace(
        id=None,
        order_id=order.id,
        answered_at=None,
        score=None,
        reason=None,
        comment=None,
        followed_up_at=None,
        followed_up_by=None,
        faults=[],
    )


# -- Returns


def make_return(rng, order, line, quantity, reason, requested_at=None, kind="退货"):
    """A request, approved and confirmed by the next morning; what follows is added step by step."""
    requested_at = requested_at or office_hours(signed_at(order) + HOUR * rng.randint(3, 40))
    return SimpleNamespace(
        id=None,
        order_id=order.id,
        code=line.code,
        name=line.name,
        unit=line.unit,
        unit_amount=line.amount / line.quantity,
        kind=kind,
        reason=reason,
        quantity=quantity,
        requested_at=requested_at,
        approved_by=rng.choice(RETURN_APPROVERS),
        confirmed_at=office_hours(requested_at + MINUTE * rng.randint(30, 240)),
        back_at=None,
        inspected_at=None,
        inspection=None,
        resolution=None,
        resolved_at=None,
        refund=None,
        faults=[],
    )


def bring_back(rng, item, working_days):
    item.back_at = at(add_working_days(item.confirmed_at.date(), working_days), rng, 9, 14)


def inspect(rng, item, result="合格"):
    item.inspected_at = item.back_at + MINUTE * rng.randint(20, 180)
    item.inspection = result


def settle(item, resolution, moment, refund=None):
    item.resolution, item.resolved_at = resolution, moment
    if resolution == "退款":
        item.refund = cents(item.unit_amount * item.quantity) if refund is None else refund


def take_back(rng, item, resolution="退款"):
    """Goods back after a few days, inspected, and settled within three days."""
    bring_back(rng, item, rng.randint(2, 5))
    inspect(rng, item)
    settle(item, resolution, office_hours(item.inspected_at + HOUR * rng.randint(2, 60)))


def forget_future_return(item):
    """Keeps of a return what had happened by the export."""
    if item.resolved_at and item.resolved_at > EXPORTED_AT:
        item.resolved_at = None
    if item.inspected_at and item.inspected_at > EXPORTED_AT:
        item.inspected_at = item.inspection = None
    if item.back_at and item.back_at > EXPORTED_AT:
        item.back_at = None
    if item.inspection is None and item.reason != "七天无理由":
        # Without a reason the refund is agreed upon with the request; else the inspection decides.
        item.resolution = item.refund = None
    if item.confirmed_at and item.confirmed_at > EXPORTED_AT:
        item.confirmed_at = item.approved_by = None


def received(order):
    """What the customer had paid, refunds left aside."""
    return sum(payment.amount for payment in order.payments if payment.amount > 0)


def is_covered(order, amount):
    """Whether a refund of that amount is within what was paid, or goes to a monthly account."""
    return order.payment_method == "monthly" or received(order) >= amount


def is_wholly_shipped(order):
    """Whether what was shipped is, product by product, what was ordered."""
    shipped = {line.code: line.quantity for s in order.shipments for line in s.lines}
    return all(shipped.get(line.code) == line.quantity for line in order.lines)


def make_returns(rng, orders):
    """Returns on orders that bear no fault: most are refunded, the others of every kind."""
    orders = [
        o
        for o in orders
        if o.status == "completed"
        and is_wholly_shipped(o)
        and signed_at(o) < datetime.datetime(2025, 9, 27)
        and is_covered(o, o.lines[0].amount)
    ]
    orders.sort(key=lambda order: order.id)
    returns = []
    for number, order in enumerate(rng.sample(orders, min(27, len(orders)))):
        line = order.lines[0]
        quantity = rng.randint(1, min(3, int(line.quantity)))
        returns.append(make_clean_return(rng, number, order, line, quantity))
        forget_future_return(returns[-1])
    return returns


def make_clean_return(rng, number, order, line, quantity):
    reason = rng.choice(["质量问题", "发错货", "运输破损", "其他"])
    if number % 9 < 5:
        is_distant = order.kind == "retail" and order.channel != "field sales"
        if is_distant and order.product_class != "custom-made" and rng.random() < 0.5:
            reason = "七天无理由"
        item = make_return(rng, order, line, quantity, reason)
        take_back(rng, item)
    elif number % 9 < 7:
        item = make_return(rng, order, line, quantity, "质量问题", kind="换货")
        take_back(rng, item, "维修")
    elif number % 9 == 7:
        # Used by the customer: inspected, not accepted, sent back.
        item = make_return(rng, order, line, quantity, "其他")
        take_back(rng, item, "驳回")
        item.inspection = "不合格"
    else:
        # An exchange agreed upon; the new piece is still to be made.
        item = make_return(rng, order, line, quantity, "运输破损", kind="换货")
        take_back(rng, item, "换新")
        item.resolved_at = None
    return item


def make_replacement(rng, orders):
    """A piece of the first delivery replaced together with the second, which left later."""
    for order in orders:
        if order.status != "completed" or len(order.shipments) != 2:
            continue
        first, second = order.shipments
        if not first.signed_at or not second.shipped_at or not is_wholly_shipped(order):
            continue
        requested_at = first.signed_at + HOUR
        if requested_at < second.shipped_at:
            line = next(line for line in order.lines if line.code == first.lines[0].code)
            item = make_return(rng, order, line, 1, "运输破损", requested_at, "换货")
            take_back(rng, item, "换新")
            if item.resolved_at <= EXPORTED_AT:
                return [item]
    return []


# -- Numbers


def number_documents(documents, head, first, moment):
    """Numbers the documents in the order of `moment`."""
    ordered = sorted(documents, key=lambda d: (moment(d), d.order_id or ""))
    for number, document in enumerate(ordered, first):
        document.id = f"{head}{number:03}"
    return ordered
