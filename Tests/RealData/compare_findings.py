"""Compares what Paicha found with figures got in other ways.

    compare_findings.py ISSUES EXPECTED PUBLISHED

ISSUES is an issues.jsonl. The other two hold `rule <tab> findings <tab> amount` ("-": no such figure):
EXPECTED for every rule, recomputed from the exports; PUBLISHED for the rules that have known figures.
Prints a table and exits with 1 when any figure differs.
"""

import json
import sys
from collections import defaultdict
from decimal import Decimal


def figures(path):
    table = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                rule, findings, amount = line.rstrip("\n").split("\t")
                table[rule] = (int(findings), None if amount == "-" else Decimal(amount))
    return table


def found(path):
    """Counts and amounts of the failures, and the number of undetermined outcomes, by rule."""
    failed = defaultdict(lambda: [0, Decimal(0)])
    undetermined = defaultdict(int)
    with open(path, encoding="utf-8") as file:
        for line in file:
            issue = json.loads(line, parse_float=Decimal, parse_int=Decimal)
            if issue["outcome"] != "fail":
                undetermined[issue["rule"]["id"]] += 1
                continue
            failed[issue["rule"]["id"]][0] += 1
            failed[issue["rule"]["id"]][1] += Decimal(issue.get("amount") or 0)
    return failed, undetermined


def differences(failed, undetermined, expected, published):
    findings, amount = failed
    if undetermined:
        yield f"{undetermined} undetermined"
    for name, known in (("computed", expected), ("published", published)):
        if known is None:
            continue
        if known[0] != findings:
            yield f"{name}: {known[0]}"
        if known[1] is not None and known[1] != amount:
            yield f"{name}: {known[1]}"


def main(issues, expected_path, published_path):
    failed, undetermined = found(issues)
    expected, published = figures(expected_path), figures(published_path)
    wrong = 0
    print(f"{'rule':<38}{'findings':>9}{'amount':>14}")
    for rule in list(expected) + sorted((failed.keys() | undetermined.keys()) - expected.keys()):
        faults = list(
            differences(
                failed[rule], undetermined[rule], expected.get(rule, (0, None)), published.get(rule)
            )
        )
        amount = failed[rule][1] if expected.get(rule, (0, None))[1] is not None else ""
        print(f"{rule:<38}{failed[rule][0]:>9}{amount:>14}  {'; '.join(faults) or 'ok'}")
        wrong += bool(faults)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
