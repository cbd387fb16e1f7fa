"""Paicha against DuckDB: the same rules over the same month, in turn, and the same issue records.

    bench.py [--orders N] [--pairs N] [--threads N] [--format csv|jsonl] [--cache FOLDER]

The month is made where it is not there, in a folder outside the repository. What is measured is the whole process:
wall and CPU seconds, and the most memory that it held. Paicha writes its report, notices, issue records and
evidence besides; DuckDB's figures include Python and its import. `wc -l` over the same files says what merely
reading them takes. Ends with 1 when the issue records differ, or differ from what was planted.
"""

import argparse
import hashlib
import importlib.metadata
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import months

REPOSITORY = months.HERE.parent.parent
PROGRAMS = REPOSITORY / ".build" / "release"


class Measured:
    """One run of a command: seconds, CPU seconds, peak memory in MiB."""

    def __init__(self, command, allowed=(0,)):
        with open(os.devnull, "wb") as nowhere:
            start = time.perf_counter()
            process = subprocess.Popen(command, stdout=nowhere)
            _, status, usage = os.wait4(process.pid, 0)
            self.wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in allowed:
            sys.exit(f"bench: {' '.join(map(str, command))} ended with {process.returncode}")
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss / 1024

    def __str__(self):
        return f"{self.wall:8.2f} s {self.cpu:8.2f} s {self.memory:8.0f} MiB"


def main(arguments):
    # Looked up and not imported: a child is billed for the memory of this process as well.
    try:
        version = importlib.metadata.version("duckdb")
    except importlib.metadata.PackageNotFoundError:
        print("bench: DuckDB is what Paicha is measured against: pip install duckdb", file=sys.stderr)
        return 2
    cache = Path(arguments.cache or f"{tempfile.gettempdir()}/paicha-bench-{arguments.orders}")
    month = cache / ("month" if arguments.format == "csv" else f"month-{arguments.format}")
    ensure_month(month, arguments.orders, arguments.format)
    rules = rules_for(arguments.format, cache)
    exports = sorted((month / "exports").iterdir())
    size = sum(path.stat().st_size for path in exports)
    print(
        f"{arguments.orders:,} orders, {len(exports)} files, {size / 1e9:.2f} GB; threads: {arguments.threads};"
        f" DuckDB {version}, Python {sys.version.split()[0]}"
    )

    out, records = cache / "out", cache / "baseline.csv"
    paicha = months.run_command(
        PROGRAMS / "paicha", rules, month, out, arguments.threads
    )
    baseline = [
        sys.executable, months.HERE / "duckdb" / "baseline.py", month / "exports", months.CALENDAR,
        records, "--threads", str(arguments.threads), "--format", arguments.format,
    ]  # fmt: skip
    count = ["wc", "-l", *exports]

    Measured(count)  # so that the first of the pairs finds the files in memory as well
    runs = {"wc -l": [], "paicha": [], "duckdb": []}
    print(f"{'':10}{'wall':>10}{'CPU':>11}{'memory':>13}")
    for _ in range(arguments.pairs):
        shutil.rmtree(out, ignore_errors=True)
        runs["wc -l"].append(Measured(count))
        # 1 says that there are findings, as there should be.
        runs["paicha"].append(Measured(paicha, allowed=(0, 1)))
        runs["duckdb"].append(Measured(baseline))
        for name, measured in runs.items():
            print(f"{name:10}{measured[-1]}", flush=True)

    wall = ratio("wall", runs, "duckdb", lambda run: run.wall)
    ratio("CPU", runs, "duckdb", lambda run: run.cpu)
    memory = ratio("memory", runs, "duckdb", lambda run: run.memory)
    reading = ratio("wall", runs, "wc -l", lambda run: run.wall)
    are_equal = compare(month, out, records)
    print(
        f"bench: orders {arguments.orders} format {arguments.format} wall-ratio {wall:.2f} memory-ratio {memory:.2f}"
        f" wc-ratio {reading:.1f} issues-equal {'yes' if are_equal else 'no'}"
    )
    return 0 if are_equal else 1


def rules_for(style, cache):
    """The folder of rules with sources for a format."""
    if style == "csv":
        return months.RULES
    folder = cache / f"rules-{style}"
    shutil.rmtree(folder, ignore_errors=True)
    return months.project(folder, style)


def ensure_month(month, orders, style="csv"):
    """Makes the month, unless a whole one by the same program is there."""
    program = PROGRAMS / "paicha-bench"
    maker = hashlib.sha256(program.read_bytes()).hexdigest()
    note = month / "made-by.txt"
    if note.exists() and note.read_text() == maker:
        return
    unfinished = month.with_name("unfinished")
    for folder in [month, unfinished]:
        shutil.rmtree(folder, ignore_errors=True)
    months.generate(program, unfinished, orders, "--format", style)
    (unfinished / note.name).write_text(maker)
    unfinished.rename(month)


def ratio(what, runs, other, figure):
    """Prints and returns the median of the ratios, pair by pair: the machine's pace changes between pairs."""
    ratios = [figure(a) / figure(b) for a, b in zip(runs["paicha"], runs[other])]
    median = statistics.median(ratios)
    print(f"{what} paicha : {other}  median {median:.2f}  min {min(ratios):.2f}  max {max(ratios):.2f}")
    return median


def compare(month, out, records):
    """Whether both found the same, and what was planted; if not, says in what they differ."""
    planted, found = months.planted(month), months.paicha_issues(out)
    other = months.baseline_issues(records)
    print(f"issues: paicha {found.total():,}, duckdb {other.total():,}, planted {planted.total():,}")
    lines = months.difference(found, other, "paicha", "duckdb")
    lines += months.difference(planted, months.keys(found), "planted", "paicha")
    lines += months.difference(planted, months.keys(other), "planted", "duckdb")
    for line in lines:
        print(line)
    return not lines


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--format", choices=["csv", "jsonl"], default="csv")
    parser.add_argument("--cache", help="where the month is kept ($TMPDIR/paicha-bench-N)")
    sys.exit(main(parser.parse_args()))
