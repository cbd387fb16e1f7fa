"""Reads the order intentions back."""

import re

import reading
from satisfaction_reading import moment
from tracking_reading import figure


def read_intentions(exports):
    documents = exports.json("订单意向_{}.json")
    exports.intentions = [i for document in documents for i in document["意向单"]]
    for intention in exports.intentions:
        intention["评审"]["时间"] = moment_or_not(intention["评审"]["时间"])
        day = intention["要求交期"]
        intention["要求交期"] = day and reading.date("-".join(re.findall(r"\d+", day)))
        intention["意向金额"] = figure(intention["意向金额"])
        for line in intention["明细"]:
            for name in ("数量", "单价", "金额"):
                line[name] = figure(line[name])


def moment_or_not(text):
    if text is not None and reading.date(text.split()[0]) is reading.UNREADABLE:
        return reading.UNREADABLE
    return moment(text)
