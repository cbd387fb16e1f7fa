"""What more of something costs: rules, issue records, orders, marks of XML.

    cost.py rules [--orders N]     a hundred more rules over two columns each: nanoseconds a row and rule
    cost.py issues [--orders N]    an issue record for every order: by how much the run gets longer
    cost.py growth [--orders N]    four times as many orders: how many times as long
    cost.py xml [--orders N]       reading XML against libxml2's own pass with callbacks that do nothing
    cost.py all [--orders N]

Runs to be compared are made in turn, and the median of their ratios or differences counts. Ends with 1 when one is above
what it may be. The months are kept where bench.py keeps them.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import bench
import months

NANOSECONDS_A_RULE, ISSUES_SHARE, GROWTH, XML_RATIO = 3.0, 1.25, 4.4, 1.5
MORE_RULES = 100
# Conditions on two columns of an order that always hold; {k} makes each another one.
CONDITIONS = [
    "total - net > -1000000 - {k}",
    "net + {k} >= tax - 1000000",
    'created by != "{k}" or approved by != "{k}"',
    'consignee != "{k}" and customer name != "{k}"',
    'date(ordered at) <= promised date + duration("P{k}D")',
]


def main(arguments):
    arguments.cache = Path(arguments.cache or tempfile.gettempdir())
    measured = {"rules": rules, "issues": issues, "growth": growth, "xml": xml}
    wanted = measured.values() if arguments.what == "all" else [measured[arguments.what]]
    return max(measure(arguments) for measure in wanted)


def rules(arguments):
    """Rules that no order breaks, so that nothing is measured but judging."""
    month = made(arguments, arguments.orders)
    with tempfile.TemporaryDirectory() as scratch:
        more = with_rules(Path(scratch) / "Rules", [
            CONDITIONS[number % len(CONDITIONS)].format(k=1000 + number) for number in range(MORE_RULES)
        ])  # fmt: skip
        pairs = in_turn(arguments, scratch, month, months.RULES, more)
    per_rule = [
        (judging(b) - judging(a)) * 1e9 / (arguments.orders * MORE_RULES) for a, b in pairs
    ]
    wall = [(b.wall - a.wall) * 1e9 / (arguments.orders * MORE_RULES) for a, b in pairs]
    print(f"rules: of which whole runs differ by {statistics.median(wall):.2f} ns a row and rule")
    return told("rules", "ns of processor time a row and rule", per_rule, NANOSECONDS_A_RULE)


def issues(arguments):
    month = made(arguments, arguments.orders)
    with tempfile.TemporaryDirectory() as scratch:
        more = with_rules(Path(scratch) / "Rules", ["total < 0"])
        # Findings that some rule has anyway are in both.
        less = with_rules(Path(scratch) / "FewerRules", ["total > -1"])
        pairs = in_turn(arguments, scratch, month, less, more)
    writing = [stage(b, "reporting") - stage(a, "reporting") for a, b in pairs]
    share = [seconds / (b.wall - seconds) for seconds, (_, b) in zip(writing, pairs)]
    print(f"issues: of which writing them adds {statistics.median(share):.1%} to a run that finds them")
    return told(
        "issues", f"times as long with {arguments.orders:,} issues more",
        [b.wall / a.wall for a, b in pairs], ISSUES_SHARE,
    )  # fmt: skip


def growth(arguments):
    small, large = made(arguments, arguments.orders // 4), made(arguments, arguments.orders)
    ratios = []
    with tempfile.TemporaryDirectory() as scratch:
        for _ in range(arguments.pairs):
            runs = [run(arguments, scratch, month, months.RULES) for month in (small, large)]
            ratios.append(runs[1].wall / runs[0].wall)
    return told("growth", "times as long for four times the orders", ratios, GROWTH)


def xml(arguments):
    """Within one process, on one thread: libxml2's part cannot be shared out within a file."""
    ratios = []
    for _ in range(arguments.pairs):
        command = [
            bench.PROGRAMS / "paicha-bench", "run", "read-xml", "yardstick-xml", "--threads", "1", "--repeat", "3",
            "--size", str(min(arguments.orders, 100_000)), "--rules", months.RULES,
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        rows = [line.split() for line in done.stdout.splitlines()[1:]]
        rates = {row[0]: int(row[-2]) for row in rows}
        ratios.append(rates["yardstick-xml"] / rates["read-xml"])
    return told("xml", "times as long as libxml2 alone", ratios, XML_RATIO)


def told(what, unit, figures, limit):
    median = statistics.median(figures)
    is_met = median <= limit
    print(
        f"{what}: {median:.2f} {unit}, from {min(figures):.2f} to {max(figures):.2f}, at most {limit}:"
        f" {'met' if is_met else 'not met'}",
        flush=True,
    )
    return 0 if is_met else 1


# Runs


def made(arguments, orders):
    month = arguments.cache / f"paicha-bench-{orders}" / "month"
    bench.ensure_month(month, orders)
    return month


def in_turn(arguments, scratch, month, one, other):
    run(arguments, scratch, month, one)  # so that the files are in memory
    return [
        (run(arguments, scratch, month, one), run(arguments, scratch, month, other))
        for _ in range(arguments.pairs)
    ]


def run(arguments, scratch, month, rules):
    out = Path(scratch) / "out"
    shutil.rmtree(out, ignore_errors=True)
    command = months.run_command(bench.PROGRAMS / "paicha", rules, month, out, arguments.threads)
    measured = bench.Measured(command, allowed=(0, 1))
    measured.metrics = (out / "metrics.prom").read_text()
    return measured


def judging(measured):
    """The processor seconds of judging, from what the run wrote."""
    return stage(measured, "judging", "processor")


def stage(measured, name, figure="duration"):
    """The seconds of a stage, from what the run wrote."""
    for line in measured.metrics.splitlines():
        if line.startswith(f"paicha_stage_{figure}_seconds") and f'stage="{name}"' in line:
            return float(line.split()[-1])
    raise SystemExit(f"cost: the metrics have no stage '{name}'")


def with_rules(folder, conditions):
    """The benchmark's rules with a pack of others on orders, made after one that is there."""
    shutil.copytree(months.RULES, folder)
    pack = json.loads((folder / "packs" / "benchmark.json").read_text(encoding="utf-8"))
    pattern = next(rule for rule in pack["rules"] if rule["id"] == "order-total-not-net-plus-tax")
    for part in ["when", "expected", "actual", "amount", "field"]:
        pattern.pop(part, None)
    pattern["message"] = {language: "{id}" for language in pattern["message"]}
    pack["pack"] = "more"
    pack["rules"] = [
        pattern | {"id": f"more-{number}", "check": condition}
        for number, condition in enumerate(conditions)
    ]
    (folder / "packs" / "more.json").write_text(json.dumps(pack, ensure_ascii=False), encoding="utf-8")
    return folder


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("what", choices=["rules", "issues", "growth", "xml", "all"])
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--cache", help="where the months are kept ($TMPDIR)")
    sys.exit(main(parser.parse_args()))
