"""Reads the exports of customer service back: complaints, surveys, returns."""

import reading

RETURN_FIELDS = {
    "order": "OrderNumber",
    "reason": "Reason",
    "goods": "Goods",
    "quantity": "Quantity",
    "requested": "RequestedAt",
    "approver": "Approval/By",
    "confirmed": "Approval/ConfirmedAt",
    "back": "Warehouse/GoodsBackAt",
    "inspected": "Warehouse/InspectedAt",
    "result": "Warehouse/Result",
    "way": "Settlement/Way",
    "refund": "Settlement/Refund",
    "settled": "Settlement/At",
}


def read_satisfaction(exports):
    exports.surveys = exports.csv("满意度调查", "gb18030", header_row=3)
    reading.typed(exports.surveys, ["满意度评分"])
    for survey in exports.surveys:
        for name in ("评价时间", "回访时间"):
            survey[name] = moment(survey[name])
    for complaint in exports.complaints:
        complaint["asked"] = moment(complaint["at"])
        complaint["answered"] = moment(complaint["answer"]["at"])
        complaint["closed"] = moment(complaint["closedAt"])
    found = exports.elements("退换货_{}.xml", "Return")
    exports.returns = [read_return(element) for element in found]


def read_return(element):
    record = {name: element.findtext(path) or None for name, path in RETURN_FIELDS.items()}
    record.update(no=element.get("no"), code=element.find("Goods").get("code"))
    reading.typed([record], ["quantity", "refund"])
    for name in ("requested", "confirmed", "back", "inspected", "settled"):
        record[name] = moment(record[name])
    return record


def moment(text):
    """A date with a time, `UNREADABLE` when no calendar has that day."""
    day = reading.date(text.replace("T", " ").split(" ")[0]) if text else None
    return reading.UNREADABLE if day is reading.UNREADABLE else reading.moment(text)
