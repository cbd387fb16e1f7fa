#!/usr/bin/env python3
"""Says whether SampleData/README.md lists exactly the faults that stand in its months.

Reads the exports back and judges them by hand-written code (judging.py); prints what differs from
the tables of faults, rules that are planted in no month, and the KPIs. With --write, puts the KPIs
into the README.
"""

import json
import sys

from judging import Judge
from reading import Exports
from readme import replace_section, table
from workdays import PROJECT

PERIODS = ("2025-09", "2025-10")
# Rules that no month can show, with the reason.
NEVER_PLANTED = {}


def main():
    complaints, planted = [], set()
    for period in PERIODS:
        complaints += check(period)
        planted |= {row[0] for row in table(f"faults-{period}")}
    complaints += [
        f"planted in no month, and not said why: {rule}"
        for rule in sorted(rules() - planted - NEVER_PLANTED.keys())
    ]
    complaints += [f"planted after all: {rule}" for rule in sorted(planted & NEVER_PLANTED.keys())]
    for complaint in complaints:
        print(complaint)
    sys.exit(1 if complaints else 0)


def check(period):
    """Judges a month; gives back what differs from its tables."""
    judge = Judge(Exports(period))
    found = {(f.rule, f.key, f.outcome) for f in judge.judge()}
    listed = {(rule, key, outcome) for rule, _, key, outcome, _ in table(f"faults-{period}")}
    complaints = [f"{period}: planted, not found: {row}" for row in sorted(listed - found)]
    complaints += [f"{period}: found, not planted: {row}" for row in sorted(found - listed)]
    figures = [[name, str(count), str(of)] for name, count, of in judge.kpis()]
    if "--write" in sys.argv:
        rows = ["| kpi | numerator | denominator |", "| --- | --- | --- |"]
        rows += [f"| {' | '.join(figure)} |" for figure in figures]
        replace_section(f"kpis-{period}", rows)
    elif figures != table(f"kpis-{period}"):
        complaints.append(f"{period}: the KPIs in the README are others; run with --write")
    rules_found = {rule for rule, _, _ in found}
    print(f"{period}: {len(found)} findings of {len(rules_found)} rules")
    for name, count, of in figures:
        print(f"  {name}: {count} of {of}")
    return complaints


def rules():
    """The rules of all packs by their ids, which is all that is read of them here."""
    return {
        rule["id"]
        for pack in (PROJECT / "Rules/packs").glob("*.json")
        for rule in json.loads(pack.read_text("utf-8"))["rules"]
    }


if __name__ == "__main__":
    main()
