"""Faults in complaints, satisfaction surveys and returns, planted among clean ones.

All of it is drawn from a generator of its own, after the other faults: no other document changes.
"""

import copy
import datetime

from month import EXPORTED_AT, HOUR, MINUTE, at, cents, office_hours
from period import SEPTEMBER
from planting import product_not_in
from satisfaction_exports import SURVEYS
from satisfaction_month import (
    awake,
    bring_back,
    call,
    forget_future_complaint,
    inspect,
    is_covered,
    is_wholly_shipped,
    make_complaint,
    make_replacement,
    make_return,
    make_returns,
    make_survey,
    make_surveys,
    number_documents,
    received,
    settle,
    signed_at,
    take_back,
)
from workdays import DAY, add_working_days

COMPLAINTS = "complaints-2025-09.jsonl"


def plant_satisfaction_faults(p, rng):
    # The rarest orders go first: early deliveries to private customers.
    returns = refund_faults(p, rng) + return_faults(p, rng)
    complaints = complaint_faults(p, rng)
    surveys = survey_faults(p, rng)
    spare = p.spare()
    complaints += clean_complaints(rng, spare)
    p.month.stray_complaints = number_documents(
        complaints, "TS2509", first_complaint_number(p), lambda c: c.complained_at
    )
    returns += make_replacement(rng, p.month.orders) + make_returns(rng, spare)
    p.month.returns = number_documents(returns, "TH2509", 1, lambda r: r.requested_at)
    surveys += make_surveys(rng, orders_to_ask(p, surveys))
    p.month.surveys = number_documents(surveys, "DC2509", 1, survey_moment)
    for document in p.month.stray_complaints + p.month.returns + p.month.surveys:
        check_times(document)
    note_all(p, "complaint", p.month.stray_complaints)
    note_all(p, "goods return", p.month.returns)
    note_all(p, "satisfaction survey", p.month.surveys)


def check_times(document):
    """Whatever orders are left to plant on, nothing may be known from after the export."""
    for name, value in vars(document).items():
        if isinstance(value, datetime.datetime) and value > EXPORTED_AT:
            raise ValueError(f"{document.id}: {name} is {value}, after the export")


def blame(document, rule, what, outcome="fail"):
    """Remembers a fault until the document has its number."""
    document.faults.append((rule, what, outcome))


def note_all(p, entity, documents):
    for document in documents:
        for rule, what, outcome in document.faults:
            p.note(rule, entity, document.id, what, outcome)


def first_complaint_number(p):
    return sum(len(order.complaints) for order in p.month.orders) + 1


def survey_moment(survey):
    return survey.answered_at or EXPORTED_AT


def orders_to_ask(p, surveys):
    """The delivered orders by their numbers, without those that bear a faulty survey."""
    asked = {survey.order_id for survey in surveys}
    delivered = [
        o
        for o in p.month.orders
        if o.status == "completed" and signed_at(o) and o.id not in asked
    ]
    return sorted(delivered, key=lambda order: order.id)


def delivered_by(p, day, test=lambda order: True):
    """Takes an order that was wholly delivered by that day of the month."""
    last = datetime.datetime(2025, 9, day, 18)
    return p.take(
        lambda o: o.status == "completed"
        and is_wholly_shipped(o)
        and signed_at(o) <= last
        and not o.complaints
        and test(o)
    )


def is_private(order):
    return order.kind == "retail" and is_covered(order, order.lines[0].amount)


def is_distant_sale(order):
    """Sold to a consumer from a distance, and not made to order: may come back without reason."""
    return (
        is_private(order)
        and order.channel != "field sales"
        and order.product_class != "custom-made"
    )


def is_covered_sale(order):
    return is_covered(order, order.lines[0].amount)


# -- Complaints


def clean_complaints(rng, orders):
    sound = [o for o in orders if o.status == "completed" and not o.complaints]
    sound = [o for o in sound if signed_at(o) < EXPORTED_AT - 50 * HOUR]
    sound.sort(key=lambda order: order.id)
    found = []
    for order in rng.sample(sound, 12):
        moment = office_hours(signed_at(order) + HOUR * rng.randint(2, 40))
        found.append(make_complaint(rng, order, moment))
        forget_future_complaint(found[-1])
    return found


def complaint_faults(p, rng):
    return (
        stray_complaints(p, rng)
        + slow_complaints(p, rng)
        + premature_complaints(p, rng)
        + repeated_complaints(p, rng)
    )


def new_complaint(p, rng, category=None):
    order = delivered_by(p, 23)
    moment = office_hours(signed_at(order) + HOUR * rng.randint(2, 20))
    return make_complaint(rng, order, moment, category)


def stray_complaints(p, rng):
    found = []
    for order_id, what in (("DD25080733", "no such order number"), (None, "no order number")):
        complaint = new_complaint(p, rng)
        complaint.order_id = order_id
        blame(complaint, "complaint-without-order", what)
        found.append(complaint)
    return found


def slow_complaints(p, rng):
    late = new_complaint(p, rng)
    late.answered_at = late.complained_at + 26 * HOUR
    late.closed_at = late.answered_at + 3 * HOUR
    blame(late, "complaint-not-answered-in-time", "answered after 26 hours")
    silent = new_complaint(p, rng)
    silent.answered_at = None
    blame(silent, "complaint-not-answered-in-time", "closed without an answer")
    unreadable = new_complaint(p, rng)
    unreadable.answered_at = "2025-09-31T09:20:00"
    unreadable.closed_at = unreadable.cause = unreadable.result = unreadable.score = None
    blame(
        unreadable,
        "complaint-not-answered-in-time",
        "time of the answer written 2025-09-31",
        "undetermined",
    )
    return [late, silent, unreadable]


def premature_complaints(p, rng):
    rule = "complaint-closed-prematurely"
    causeless, fruitless, early = [new_complaint(p, rng) for _ in range(3)]
    causeless.cause = None
    blame(causeless, rule, "closed without a cause")
    fruitless.result = None
    blame(fruitless, rule, "closed without a result")
    early.closed_at = early.answered_at - 20 * MINUTE
    blame(early, rule, "closed 20 minutes before the answer")
    return [causeless, fruitless, early]


def repeated_complaints(p, rng):
    """A second complaint on an order that has one, and two on an order that had none."""
    rule = "order-with-repeated-complaints"
    order = p.take(
        lambda o: len(o.complaints) == 1
        and o.complaints[0].complained_at < datetime.datetime(2025, 9, 26)
    )
    again = make_complaint(
        rng, order, office_hours(order.complaints[0].complained_at + 50 * HOUR)
    )
    forget_future_complaint(again)
    p.note(rule, "order", order.id, "complained about again after two days")
    first = new_complaint(p, rng, "质量")
    first.result = "上门维修"
    second = copy.copy(first)
    second.complained_at += 49 * HOUR
    second.answered_at += 49 * HOUR
    second.closed_at = second.cause = second.result = second.score = None
    second.text, second.faults = "上次维修后问题依旧，请主管处理", []
    p.note(rule, "order", first.order_id, "not helped the first time, complained about again")
    return [again, first, second]


# -- Surveys


def new_survey(p, rng, score):
    """The survey of an order that was delivered early enough for a call within the month."""
    order = delivered_by(p, 19)
    moment = awake(signed_at(order) + MINUTE * rng.randint(120, 900))
    return make_survey(rng, order, moment, score)


def survey_faults(p, rng):
    return (
        score_faults(p, rng) + call_faults(p, rng) + reason_faults(p, rng) + early_surveys(p, rng)
    )


def score_faults(p, rng):
    rule = "survey-score-out-of-range"
    ten, nought, none = new_survey(p, rng, 4), new_survey(p, rng, 5), new_survey(p, rng, None)
    ten.score, nought.score = 10, 0
    blame(ten, rule, "10 of 10 entered where 5 is the highest")
    blame(nought, rule, "scored 0 where 1 is the lowest")
    none.comment = "说不好"
    blame(none, rule, "answered in words, without a score", "undetermined")
    for other in ("low-score-not-followed-up", "low-score-without-reason"):
        what = "whether the score was low cannot be said"
        blame(none, other, what, "undetermined")
    return [ten, nought, none]


def call_faults(p, rng):
    rule = "low-score-not-followed-up"
    forgotten, late, early, unreadable = [new_survey(p, rng, score) for score in (1, 2, 2, 1)]
    forgotten.followed_up_at = forgotten.followed_up_by = None
    blame(forgotten, rule, "nobody called")
    call(rng, late, add_working_days(late.answered_at.date(), 5))
    blame(late, rule, "called after 5 working days")
    call(rng, early, early.answered_at.date() - DAY)
    blame(early, rule, "called the day before the score was given")
    unreadable.followed_up_at = "2025/9/31 10:20:00"
    blame(unreadable, rule, "time of the call written 2025/9/31", "undetermined")
    return [forgotten, late, early, unreadable]


def reason_faults(p, rng):
    found = []
    for score, comment in ((2, "不太满意"), (1, None)):
        survey = new_survey(p, rng, score)
        survey.reason, survey.comment = None, comment
        blame(survey, "low-score-without-reason", f"scored {score}, not classified")
        found.append(survey)
    return found


def early_surveys(p, rng):
    """Scores for goods that are still on the way, or not even made."""
    found = []
    for status, what in (
        ("shipped", "goods on the way, not signed for"),
        ("confirmed", "nothing made yet"),
    ):
        order = p.take(lambda o: o.status == status and not signed_at(o))
        moment = min(order.confirmed_at + 3 * HOUR, EXPORTED_AT - HOUR)
        found.append(make_survey(rng, order, moment, 5))
        blame(found[-1], "survey-before-delivery", what)
    return found


# -- Returns


def quick_return(rng, order, reason):
    """Requested on the day of delivery or the next, back on the first working day after."""
    line = order.lines[0]
    item = make_return(rng, order, line, 1, reason, office_hours(signed_at(order) + HOUR))
    bring_back(rng, item, 1)
    inspect(rng, item)
    return item


def refund_due(item, days):
    """The last day for a refund: so many days after the goods came, or the next working day."""
    return add_working_days(item.back_at.date() + DAY * (days - 1), 1)


def refund_faults(p, rng):
    found = []
    for reason in ("七天无理由", "质量问题"):
        order = delivered_by(p, 10, is_distant_sale)
        item = quick_return(rng, order, reason)
        settle(item, "退款", at(refund_due(item, 15) + DAY, rng, 9, 16))
        days = (item.resolved_at.date() - item.back_at.date()).days
        blame(item, "refund-seriously-delayed", f"refunded {days} days after the goods were back")
        found.append(item)
    for reason in ("运输破损", "七天无理由"):
        order = delivered_by(p, 16, is_distant_sale)
        item = quick_return(rng, order, reason)
        settle(item, "退款", at(refund_due(item, 7) + DAY, rng, 9, 16))
        days = (item.resolved_at.date() - item.back_at.date()).days
        blame(item, "refund-late", f"refunded {days} days after the goods were back")
        found.append(item)
    return found


def return_faults(p, rng):
    return (
        refused_returns(p, rng)
        + overpaid_returns(p, rng)
        + stray_returns(p, rng)
        + unapproved_returns(p, rng)
        + late_returns(p, rng)
        + unaccepted_returns(p, rng)
        + surplus_returns(p, rng)
        + unsent_replacements(p, rng)
    )


def new_return(p, rng, reason="质量问题", test=is_covered_sale, kind="退货", quantity=1):
    order = delivered_by(p, 17, test)
    return make_return(rng, order, order.lines[0], quantity, reason, kind=kind)


def refused_returns(p, rng):
    found = []
    for hours, what in ((20, "refused the day after"), (90, "refused four days after")):
        order = delivered_by(p, 22, is_distant_sale)
        requested_at = signed_at(order) + HOUR * hours
        item = make_return(rng, order, order.lines[0], 1, "七天无理由", requested_at)
        settle(item, "驳回", item.confirmed_at + 2 * HOUR)
        blame(item, "no-reason-return-refused", f"{what} the delivery, without an inspection")
        found.append(item)
    return found


def overpaid_returns(p, rng):
    """The whole order back, and more paid out than had come in."""
    rule, found = "refunds-exceed-payments", []
    for test, extra, what in (
        (is_partly_paid, 0, "the whole price refunded before the balance was paid"),
        (is_paid_in_full, 120, "120 for the freight refunded with the price"),
    ):
        order = delivered_by(p, 17, test)
        line = order.lines[0]
        item = make_return(rng, order, line, line.quantity, "质量问题")
        take_back(rng, item)
        item.refund = cents(order.total) + extra
        p.note(rule, "order", order.id, what)
        found.append(item)
    return found


def is_partly_paid(order):
    return len(order.lines) == 1 and 0 < received(order) < order.total and not is_monthly(order)


def is_paid_in_full(order):
    return len(order.lines) == 1 and received(order) == order.total and not is_monthly(order)


def is_monthly(order):
    return order.payment_method == "monthly"


def stray_returns(p, rng):
    rule = "return-without-order-line"
    unknown, other = new_return(p, rng), new_return(p, rng)
    unknown.order_id = "DD25080615"
    take_back(rng, unknown)
    blame(unknown, rule, "no such order number")
    order = next(o for o in p.month.orders if o.id == other.order_id)
    product = product_not_in(order)
    other.code, other.name, other.unit = product.code, product.name, product.unit
    take_back(rng, other, "驳回")
    other.inspection = "不合格"
    blame(other, rule, "a product that the order does not contain")
    return [unknown, other]


def unapproved_returns(p, rng):
    found = []
    for resolution in ("退款", "维修"):
        item = new_return(p, rng)
        take_back(rng, item, resolution)
        item.approved_by = None
        blame(item, "return-handled-without-approval", "settled, no approver on record")
        found.append(item)
    return found


def late_returns(p, rng):
    rule, found = "returned-goods-back-late", []
    for working_days in (8, 9):
        item = make_early_return(p, rng)
        bring_back(rng, item, working_days)
        inspect(rng, item)
        settle(item, "维修", item.inspected_at + HOUR)
        blame(item, rule, f"back {working_days} working days after the confirmation")
        found.append(item)
    item = make_early_return(p, rng)
    take_back(rng, item)
    item.confirmed_at = None
    blame(item, rule, "time of the confirmation left empty", "undetermined")
    return found + [item]


def make_early_return(p, rng):
    order = delivered_by(p, 12, is_covered_sale)
    return make_return(rng, order, order.lines[0], 1, "运输破损")


def unaccepted_returns(p, rng):
    rule = "return-settled-without-acceptance"
    unseen, rejected, early, open_ended = [new_return(p, rng) for _ in range(4)]
    for item in (unseen, rejected, early, open_ended):
        take_back(rng, item)
    unseen.inspected_at = unseen.inspection = None
    blame(unseen, rule, "refunded without an inspection")
    rejected.inspection = "不合格"
    blame(rejected, rule, "refunded though not accepted")
    early.resolved_at = early.back_at + 5 * MINUTE
    early.inspected_at = early.back_at + 3 * HOUR
    blame(early, rule, "refunded before the inspection")
    open_ended.inspection = None
    blame(open_ended, rule, "result of the inspection left empty", "undetermined")
    return [unseen, rejected, early, open_ended]


def surplus_returns(p, rng):
    """More back than was sent: in one return, and in two together."""
    rule = "returned-quantity-exceeds-shipped"
    one = new_return(p, rng, "其他", quantity=None)
    line = first_line(p, one)
    one.quantity = line.quantity + 1
    take_back(rng, one, "维修")
    p.note(rule, "goods return", f"{one.order_id} / {one.code}", "one more back than was sent")
    first = new_return(p, rng, "质量问题", is_wholly_covered)
    first.quantity = first_line(p, first).quantity
    take_back(rng, first)
    second = copy.copy(first)
    second.faults = []
    second.requested_at = office_hours(first.requested_at + 26 * HOUR)
    second.confirmed_at = office_hours(second.requested_at + HOUR)
    second.refund, second.quantity = None, 1
    take_back(rng, second, "维修")
    p.note(
        rule, "goods return", f"{first.order_id} / {first.code}", "all back, and one more repaired"
    )
    return [one, first, second]


def first_line(p, item):
    return next(o for o in p.month.orders if o.id == item.order_id).lines[0]


def is_wholly_covered(order):
    return is_covered(order, order.total)


def unsent_replacements(p, rng):
    found = []
    for reason in ("发错货", "运输破损"):
        item = new_return(p, rng, reason, kind="换货")
        take_back(rng, item, "换新")
        blame(item, "replacement-without-shipment", "settled, no new piece was sent")
        found.append(item)
    return found


# -- Rejects


def satisfaction_rejects(p, folder):
    """The values that cannot be read, with their lines in the written files."""
    rows, surveys = [], SURVEYS.format(SEPTEMBER.compact)
    for name, encoding, mark, column, what in (
        (COMPLAINTS, "utf-8", "2025-09-31T", "answer.at", "2025-09-31 is no date"),
        (surveys, "gb18030", "2025/9/31 ", "回访时间", "2025/9/31 is no date"),
    ):
        lines = (folder / name).read_text(encoding).split("\n")
        line = next(n for n, text in enumerate(lines, 1) if mark in text)
        rows.append(f"| {name} | {line} | {column} | {what} |")
    return rows
