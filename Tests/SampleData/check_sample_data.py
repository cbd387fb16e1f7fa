#!/usr/bin/env python3
"""Says whether SampleData/README.md lists exactly the faults that stand in SampleData/2025-09.

Reads the exports back and judges them by hand-written code (judging.py); prints what differs from
the table of faults, and the KPIs. With --write, puts the KPIs into the README.
"""

import sys

from judging import Judge
from reading import Exports
from readme import replace_section, table


def main():
    judge = Judge(Exports("2025-09"))
    found = {(f.rule, f.key, f.outcome) for f in judge.judge()}
    listed = {(rule, key, outcome) for rule, _, key, outcome, _ in table("faults")}
    complaints = [f"planted, not found: {row}" for row in sorted(listed - found)]
    complaints += [f"found, not planted: {row}" for row in sorted(found - listed)]
    figures = [[name, str(count), str(of)] for name, count, of in judge.kpis()]
    if "--write" in sys.argv:
        rows = ["| kpi | numerator | denominator |", "| --- | --- | --- |"]
        replace_section("kpis", rows + [f"| {' | '.join(figure)} |" for figure in figures])
    elif figures != table("kpis"):
        complaints.append("the KPIs in the README are others; run with --write")
    for complaint in complaints:
        print(complaint)
    for name, count, of in figures:
        print(f"{name}: {count} of {of}")
    print(f"{len(found)} findings of {len({rule for rule, _, _ in found})} rules")
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
