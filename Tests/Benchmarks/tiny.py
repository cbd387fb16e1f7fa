"""The benchmark in small: a month of every format holds what was planted, and nothing else is found in it.

    tiny.py FOLDER    the folder with paicha and paicha-bench

The same seed gives the same files with one thread and with two, another seed gives others, and a wrong argument is
refused with exit status 2. Needs nothing but Python; DuckDB is for `make bench`.
"""

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

import months

# Three faults to a hundred orders: enough for each of the forty.
ORDERS = 1_400


def main(programs):
    paicha, bench = Path(programs) / "paicha", Path(programs) / "paicha-bench"
    faults = []
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        faults += digests_differ(bench, scratch)
        for style in ["csv", "dirty", "jsonl", "json", "xml"]:
            faults += month_differs(paicha, bench, scratch / style, style)
    faults += arguments_accepted(bench)
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print(f"bench: months of {ORDERS} orders in five styles hold what was planted, and nothing else")
    return 1 if faults else 0


def month_differs(paicha, bench, folder, style):
    months.generate(bench, folder, ORDERS, *(["--dirty"] if style == "dirty" else ["--format", style]))
    rules = months.RULES if style == "csv" else months.project(folder / "Rules", style)
    found = None
    for threads in [1, 2] if style == "csv" else [2]:
        out = folder / f"out-{threads}"
        run = subprocess.run(
            months.run_command(paicha, rules, folder, out, threads), capture_output=True, text=True
        )
        if run.returncode != 1:
            return [f"{style}: paicha ended with {run.returncode}, not 1", run.stdout, run.stderr]
        issues = (out / "issues.jsonl").read_bytes()
        if found not in (None, issues):
            return [f"{style}: one thread and two give different issues"]
        found = issues
    issues = months.keys(months.paicha_issues(out))
    rejects = (out / "rejects.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    differences = months.difference(months.planted(folder), issues, "planted", "found")
    return [f"{style}: {line}" for line in differences + rejects[:3]]


def digests_differ(bench, scratch):
    made = {}
    for seed, threads in [(1, 1), (1, 2), (2, 1), (2, 2)]:
        folder = scratch / f"seed-{seed}-threads-{threads}"
        # More than two blocks of orders, so that the threads overtake each other.
        months.generate(bench, folder, 10_000, "--seed", str(seed), "--threads", str(threads))
        digest = hashlib.sha256()
        for path in sorted(folder.rglob("*.csv")):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
        made[seed, threads] = digest.hexdigest()
    faults = []
    for seed in [1, 2]:
        if made[seed, 1] != made[seed, 2]:
            faults.append(f"seed {seed} gives other files with two threads than with one")
    if made[1, 1] == made[2, 1]:
        faults.append("two seeds give the same files")
    return faults


def arguments_accepted(bench):
    wrong = [
        [],
        ["make"],
        ["generate"],
        ["generate", "--orders", "0", "--out", "x"],
        ["generate", "--orders", "many", "--out", "x"],
        ["generate", "--orders", "10"],
        ["generate", "--orders", "10", "--out"],
        ["generate", "--orders", "10", "--out", "/proc/none/month"],
        ["generate", "--orders", "10", "--out", "x", "--format", "pdf"],
        ["generate", "--orders", "10", "--out", "x", "--format", "xml", "--dirty"],
        ["generate", "--orders", "10", "--orders", "10", "--out", "x"],
    ]
    faults = []
    for arguments in wrong:
        run = subprocess.run([bench, *arguments], capture_output=True, text=True)
        if run.returncode != 2 or not run.stderr.startswith("error: ") or "help: " not in run.stderr:
            faults.append(f"{arguments}: status {run.returncode}, '{run.stderr}'")
    return faults


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
