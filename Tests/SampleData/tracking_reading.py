"""Reads the exports about transport back: trails, logistics exceptions, receipts."""

from decimal import Decimal, InvalidOperation

import reading
from satisfaction_reading import moment


def read_tracking(exports):
    exports.scans = exports.json_lines("tracking")
    for scan in exports.scans:
        scan["at"] = moment(scan["at"])
    exports.exceptions = exports.csv("物流异常", "gb18030", header_row=2)
    for exception in exports.exceptions:
        for name in ("上报时间", "关闭时间"):
            exception[name] = moment(exception[name])
        exception["损失金额(元)"] = figure(exception["损失金额(元)"])
    found = exports.elements("收货回单_{}.xml", "Receipt")
    exports.receipts = [read_receipt(element) for element in found]


def read_receipt(element):
    lines = [
        {
            "code": line.find("Goods").get("code"),
            "received": Decimal(line.findtext("Received")),
            "short": figure(line.findtext("Short") or None),
        }
        for line in element.iter("Line")
    ]
    return {"shipment": element.findtext("ShipmentNumber"), "lines": lines}


def figure(text):
    """A number, or that it cannot be read."""
    try:
        return reading.number(text)
    except InvalidOperation:
        return reading.UNREADABLE
