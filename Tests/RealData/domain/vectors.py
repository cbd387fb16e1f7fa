"""Asks both engines for every vector, and compares.

    vectors.py PAICHA VECTORS RULES WORK

Each case is an expression of one input, so that all vectors of a kind are one batch of columns.
"""

import datetime
import json
import random
import re
import subprocess
import sys
from decimal import Decimal

SEED = 20261126


class Cases:
    """Cases by kind, with what they must give: a truth, a text, a number, a date, or None for null."""

    def __init__(self):
        self.lines = []
        self.expected = []
        self.kinds = []

    def add(self, kind, expression, inputs, types, expected):
        named = {name: {"t": kind_, "v": value}
                 for (name, value), kind_ in zip(inputs.items(), types)}
        declared = {name: {"t": value["t"]} for name, value in named.items()}
        self.lines.append(json.dumps({
            "id": f"{kind} {len(self.lines)} {inputs}", "inputs": named, "input_types": declared,
            "expression": expression}, ensure_ascii=False))
        self.expected.append(expected)
        self.kinds.append(kind)

    def truth(self, kind, function, text, expected):
        self.add(kind, f"{function}(text)", {"text": text}, ["string"], expected)


def texts(vectors):
    return [item["v"] if isinstance(item, dict) else item for item in vectors]


def published(cases, vectors):
    for kind, function in (("uscc", "is valid uscc"), ("mobile", "is valid mobile"),
                           ("invoice_no8", "is valid invoice number"),
                           ("einvoice_no20", "is valid invoice number")):
        for text in texts(vectors[kind]["valid"]):
            cases.truth(kind, function, text, True)
        for text in texts(vectors[kind]["invalid"]):
            cases.truth(kind, function, text, False)
    for item in vectors["uscc"]["normalise"]:
        cases.truth("uscc", "is valid uscc", item["raw"], True)
    for carrier in vectors["waybill"].values():
        for expected, numbers in ((True, carrier["valid"] + carrier.get("legacy", [])),
                                  (False, carrier["invalid"])):
            for number in numbers:
                cases.add("waybill", "is valid waybill(number, carrier)",
                          {"number": number, "carrier": carrier["name"]}, ["string", "string"],
                          expected)
    words = vectors["rmb_uppercase"]
    for item in words["format"]:
        cases.add("words", "amount in words(n)", {"n": item["n"]}, ["decimal"], item["s"])
    for item in words["format"] + words["parse"]:
        cases.add("amount", "amount from words(text)", {"text": item["s"]}, ["string"],
                  Decimal(item["n"]))
    for text in words["parse_invalid"]:
        cases.add("amount", "amount from words(text)", {"text": text}, ["string"], None)
    for item in vectors["workday"]["is_workday"]:
        cases.add("working day", "is working day(day)", {"day": item["d"]}, ["date"], item["w"])
    for item in vectors["workday"]["add_workdays"]:
        cases.add("working days", "add working days(day, n)",
                  {"day": item["d"], "n": str(item["n"])}, ["date", "decimal"],
                  datetime.date.fromisoformat(item["r"]))


# The published categories of general rates, and what the decision table calls them. What became a low rate
# in 2017 had one of its own before.
VAT_CATEGORIES = {
    "goods, processing/repair, tangible lease": ["goods"],
    "agricultural and other low-rate goods (old low rate)": ["primary agricultural"],
    "transport, post, basic telecom, construction, real-estate, and from 2017-07-01 the low-rate goods":
        ["transport", "primary agricultural"],
    "transport, post, basic telecom, construction, real-estate, low-rate goods":
        ["transport", "primary agricultural"],
    "transport, post, basic telecom, construction, real-estate, low-rate goods (agricultural products "
    "incl. logs)": ["transport", "primary agricultural"],
    "services, intangibles": ["services"],
}


def vat_rates(cases, rates):
    """The rates of each category on the first and last days on which they are in force, and between."""
    for rate in rates:
        if rate["kind"] != "general" or rate["category"] not in VAT_CATEGORIES:
            continue
        first = max(datetime.date.fromisoformat(rate["from"]), datetime.date(2016, 5, 1))
        last = datetime.date.fromisoformat(rate["to"] or "2026-12-31")
        for category in VAT_CATEGORIES[rate["category"]]:
            start = first
            if category == "primary agricultural" and "from 2017-07-01" in rate["category"]:
                start = datetime.date(2017, 7, 1)
            for day in {start, start + (last - start) // 2, last}:
                cases.add("vat rate", 'decision("vat rate", category, day)',
                          {"category": category, "day": str(day)}, ["string", "date"],
                          Decimal(str(rate["rate"])))


def social_credit_codes(cases):
    """Random codes against python-stdnum, which leaves the organisation code's own check alone."""
    from stdnum.cn import uscc
    draw = random.Random(SEED)
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    for _ in range(3000):
        organisation = "".join(draw.choice(alphabet) for _ in range(8))
        rest = 11 - sum(int(c, 36) * w for c, w in zip(organisation, (3, 7, 9, 10, 5, 8, 4, 2))) % 11
        code = ("91" + "".join(draw.choice("0123456789") for _ in range(6)) + organisation
                + {10: "X", 11: "0"}.get(rest, str(rest)))
        code += uscc.calc_check_digit(code)
        if draw.random() < 0.5:
            place = draw.randrange(18)
            code = code[:place] + draw.choice(alphabet) + code[place + 1:]
            inner = 11 - sum(int(c, 36) * w for c, w in zip(code[8:16], (3, 7, 9, 10, 5, 8, 4, 2))) % 11
            is_valid = uscc.is_valid(code) and code[16] == {10: "X", 11: "0"}.get(inner, str(inner))
        else:
            is_valid = uscc.is_valid(code)
        cases.truth("uscc, python-stdnum", "is valid uscc", code, is_valid)


def working_days(cases):
    """Every day from 2019 to 2026, and sums of working days taken step by step."""
    import chinese_calendar
    draw = random.Random(SEED)
    day = datetime.date(2019, 1, 1)
    one = datetime.timedelta(days=1)
    while day.year < 2027:
        cases.add("working day, chinesecalendar", "is working day(day)", {"day": str(day)},
                  ["date"], chinese_calendar.is_workday(day))
        day += one
    for _ in range(1000):
        start = datetime.date(2019, 1, 1) + one * draw.randrange(2800)
        count = draw.randrange(1, 40)
        day = start
        for _ in range(count):
            day += one
            while not chinese_calendar.is_workday(day):
                day += one
        cases.add("working days, chinesecalendar", "add working days(day, n)",
                  {"day": str(start), "n": str(count)}, ["date", "decimal"], day)
        cases.add("working days, chinesecalendar", "working days between(start, day)",
                  {"start": str(start), "day": str(day)}, ["date", "date"], Decimal(count))


def amounts(cases):
    """Random amounts against cn2an; it leaves out 整 behind 角, which may be written or not."""
    import cn2an
    draw = random.Random(SEED)
    for _ in range(3000):
        cents = draw.randrange(10 ** draw.randrange(1, 13))
        if draw.random() < 0.3:
            cents -= cents % 10 ** draw.randrange(1, 6)
        amount = Decimal(cents) / 100
        words = cn2an.an2cn(str(amount), "rmb")
        cases.add("amount, cn2an", "amount from words(text)", {"text": words}, ["string"], amount)
        cases.add("words, cn2an", "amount in words(n)", {"n": f"{amount:f}"}, ["decimal"],
                  words + ("整" if words.endswith("角") else ""))


def without_optional_zero(text):
    """The text without a 零 between 亿 or 万 and thousands, which may be written or not."""
    return re.sub("([亿万])零(?=.仟)", r"\1", text) if isinstance(text, str) else text


def value(answer):
    if answer["status"] != "value":
        return None if answer["status"] == "null" else answer
    kind, content = answer["value"]["t"], answer["value"]["v"]
    if kind == "decimal":
        return Decimal(content)
    return datetime.date.fromisoformat(content) if kind == "date" else content


def main(paicha, vector_file, rules, work):
    cases = Cases()
    with open(vector_file, encoding="utf-8") as file:
        published(cases, json.load(file))
    with open(vector_file.replace("vectors.json", "vat-rates.json"), encoding="utf-8") as file:
        vat_rates(cases, json.load(file)["rates"])
    for module, add in (("stdnum", social_credit_codes), ("chinese_calendar", working_days),
                        ("cn2an", amounts)):
        try:
            __import__(module)
        except ImportError:
            print(f"NOT RUN: the Python module {module} is not installed")
            continue
        add(cases)
    case_file = f"{work}/cases.jsonl"
    with open(case_file, "w", encoding="utf-8") as file:
        file.write("\n".join(cases.lines))
    outputs = [
        subprocess.run(
            [paicha, "eval", "--cases", case_file, "--engine", engine, "--rules", rules],
            check=True, capture_output=True, text=True).stdout
        for engine in ("interpreter", "columns")]
    assert outputs[0] == outputs[1], "the engines differ"
    counts = {}
    wrong = 0
    answers = [json.loads(line) for line in outputs[0].splitlines()]
    assert len(answers) == len(cases.expected)
    for kind, expected, answer in zip(cases.kinds, cases.expected, answers):
        counts[kind] = counts.get(kind, 0) + 1
        if without_optional_zero(value(answer)) != without_optional_zero(expected):
            wrong += 1
            if wrong <= 20:
                print(f"  {answer['id']}: expected {expected}, is {value(answer)}")
    print(", ".join(f"{kind} {count}" for kind, count in counts.items()))
    print(f"{len(answers) - wrong} of {len(answers)} agree, with both engines")
    if wrong:
        sys.exit(1)


main(*sys.argv[1:])
