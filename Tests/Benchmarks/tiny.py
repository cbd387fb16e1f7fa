"""The benchmark in small: a month of every format holds what was planted, and nothing else is found in it.

    tiny.py FOLDER    the folder with paicha and paicha-bench

The same seed gives the same files with one thread and with two, another seed gives others, and a wrong argument is
refused with exit status 2. The workloads come to the digests of digests.tsv (RECORD=1 writes them anew), with any number
of threads and in the slow ways that they are checked by; what the writers write is what paicha writes. Needs nothing
but Python; DuckDB is for `make bench`.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import months

# Three faults to a hundred orders: enough for each of the forty.
ORDERS = 1_400
# Workloads are for every step and not for every fault.
WORKLOAD_ORDERS = 400
DIGESTS = months.HERE / "digests.tsv"


def main(programs):
    paicha, bench = Path(programs) / "paicha", Path(programs) / "paicha-bench"
    faults = []
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        faults += digests_differ(bench, scratch)
        for style in ["csv", "dirty", "jsonl", "json", "xml"]:
            faults += month_differs(paicha, bench, scratch / style, style)
        faults += workloads_differ(paicha, bench, scratch / "workloads")
    faults += arguments_accepted(bench)
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print(f"bench: months of {ORDERS} orders in five styles hold what was planted, and nothing else")
        print("bench: every workload comes to its digest, with one thread, two and eight")
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


def workloads_differ(paicha, bench, folder):
    command = [
        bench, "run", "--size", str(WORKLOAD_ORDERS), "--threads", "1,2,8", "--repeat", "1", "--check",
        "--rules", months.RULES, "--folder", folder,
    ]  # fmt: skip
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode != 0:
        return ["workloads:", run.stdout, run.stderr]
    rows = [line.split() for line in run.stdout.splitlines()[1:]]
    found = {row[0]: row[-1] for row in rows}
    written = {name: digest for name, digest in found.items() if name.startswith("write-")}
    faults = writers_differ(paicha, folder, written)
    # What is written changes with every word of it.
    digests = "".join(f"{name}\t{found[name]}\n" for name in found if name not in written)
    if os.environ.get("RECORD"):
        DIGESTS.write_text(digests)
    elif digests != DIGESTS.read_text():
        faults += [f"workloads: not the digests of {DIGESTS.name}:", digests]
    return faults


def writers_differ(paicha, folder, digests):
    """Compares the digests of writers with the files of a check of the same month."""
    exports = sorted(str(path) for path in (folder / "csv" / "exports").iterdir())
    out = folder / "out"
    command = [
        paicha, "check", *exports, "--rules", months.RULES, "--lang", "en", "--out", out,
        "--also", "sarif,junit",
    ]  # fmt: skip
    subprocess.run(command, capture_output=True)
    faults = []
    for name, digest in digests.items():
        file = out / name.removeprefix("write-")
        if hashlib.sha256(file.read_bytes()).hexdigest()[: len(digest)] != digest:
            faults.append(f"{name}: not what paicha writes")
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
        ["run", "no-such-workload"],
        ["run", "read", "--threads", "0"],
        ["run", "read", "--threads", "1,many"],
        ["run", "read", "--size"],
        ["run", "read", "--size", "10", "--rules", "/proc/none"],
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
