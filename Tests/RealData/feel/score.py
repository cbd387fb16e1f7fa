"""Compares answers with what conformance cases expect.

    score.py CASES ANSWERS

Decimals must agree in every digit that the case prints, temporal values exactly, whatever their notation.
A case that is to be refused or null may be either of the two, as the kit has null for both. Fails when
fewer than 99 of 100 meet their mark, and lists every one that does not.
"""

import json
import re
import sys
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal, getcontext
from fractions import Fraction

getcontext().prec = 60
DURATION = re.compile(
    r"(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$")
CLOCK = re.compile(r"(.*T)?(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d(?::\d\d)?)?$")


def duration(text):
    sign, years, months, days, hours, minutes, seconds = DURATION.match(text).groups()
    number = [Fraction(part or 0) for part in (years, months, days, hours, minutes, seconds)]
    factor = -1 if sign else 1
    return (factor * (number[0] * 12 + number[1]),
            factor * (((number[2] * 24 + number[3]) * 60 + number[4]) * 60 + number[5]))


def clock(text):
    """The parts of a time or a date and time; an offset of zero is Z."""
    day, hour, minute, second, fraction, offset = CLOCK.match(text).groups()
    if offset in ("+00:00", "-00:00"):
        offset = "Z"
    return day, hour, minute, second, Fraction(fraction or 0), offset


def same_decimal(expected, actual):
    expected, actual = Decimal(expected), Decimal(actual)
    if expected == actual:
        return True
    exponent = Decimal((0, (1,), expected.as_tuple().exponent))
    # A printed value may have been cut or rounded behind its last digit.
    return any(actual.quantize(exponent, mode) == expected
               for mode in (ROUND_HALF_EVEN, ROUND_DOWN)) and expected.as_tuple().exponent < 0


def same(expected, actual):
    kind = expected["t"]
    if kind == "null" or actual["t"] == "null":
        return kind == actual["t"]
    if kind == "list":
        return actual["t"] == "list" and len(expected["v"]) == len(actual["v"]) and all(
            same(a, b) for a, b in zip(expected["v"], actual["v"]))
    if kind == "context":
        return actual["t"] == "context" and expected["v"].keys() == actual["v"].keys() and all(
            same(value, actual["v"][key]) for key, value in expected["v"].items())
    if kind != actual["t"]:
        return False
    a, b = expected["v"], actual["v"]
    if kind == "decimal":
        return same_decimal(a, b)
    if kind in ("days_time_duration", "years_months_duration"):
        return duration(a) == duration(b)
    if kind in ("time", "datetime"):
        return clock(a) == clock(b)
    return a == b


def meets(case, answer):
    if case["core"] == "value":
        return answer["status"] == "value" and same(case["expected"], answer["value"])
    return answer["status"] in ("null", "compile-error")


def main(case_file, answer_file):
    with open(case_file, encoding="utf-8") as lines:
        cases = [json.loads(line) for line in lines]
    with open(answer_file, encoding="utf-8") as lines:
        answers = [json.loads(line) for line in lines]
    assert [case["id"] for case in cases] == [answer["id"] for answer in answers]
    counts = {}
    missed = []
    for case, answer in zip(cases, answers):
        mark = case["core"]
        if mark not in ("value", "null", "compile-error"):
            continue
        good = meets(case, answer)
        met, total = counts.get(mark, (0, 0))
        counts[mark] = (met + good, total + 1)
        if not good:
            missed.append((case, answer))
    met = sum(count[0] for count in counts.values())
    total = sum(count[1] for count in counts.values())
    parts = ", ".join(f"{mark} {a} of {b}" for mark, (a, b) in sorted(counts.items()))
    print(f"{met} of {total} core cases meet their mark ({parts})")
    for case, answer in missed:
        print(f"  {case['id']}: {case['expression']}")
        print(f"    expected {json.dumps(case['expected'])}, is {json.dumps(answer)}")
    others = [(case, answer) for case, answer in zip(cases, answers)
              if case.get("tier") == "extended" and case["expected"].get("t", "null") != "null"
              and not case["expected"].get("error")]
    right = sum(answer["status"] == "value" and same(case["expected"], answer["value"])
                for case, answer in others)
    if others:
        print(f"extended tier: {right} of {len(others)} values")
    if met * 100 < total * 99:
        sys.exit(1)


main(*sys.argv[1:])
