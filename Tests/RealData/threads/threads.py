"""The same results whatever the number of threads, on generated months.

    threads.py PAICHA BENCH WORK [--seed S] [--seeds N]

Each seed makes a month in the next of five styles: CSV, JSON Lines, JSON, XML, and CSV as systems export it. It is
inspected twice: by `run` with the rules of the benchmark, and by `check` with the shipped rules, which recognise the
files by themselves. Ends with 1 when the results of one, two and eight threads differ anywhere but in times.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

REAL_DATA = Path(__file__).resolve().parent.parent
REPOSITORY = REAL_DATA.parent.parent
sys.path[:0] = [str(REAL_DATA), str(REPOSITORY / "Tests" / "Benchmarks")]

import compare_outputs  # noqa: E402
import months  # noqa: E402

STYLES = ["csv", "jsonl", "json", "xml", "dirty"]
THREADS = [1, 2, 8]
# More than one batch of rows, so that threads have something to share.
ORDERS = 5_000


def main(arguments):
    faults = []
    for number in range(arguments.seeds):
        seed, style = arguments.seed + number, STYLES[number % len(STYLES)]
        folder = Path(arguments.work) / f"seed-{seed}"
        found = month_differs(arguments.paicha, arguments.bench, folder, seed, style)
        print(f"seed {seed}, {style}: {'; '.join(found) or 'no difference'}", flush=True)
        faults += found
        shutil.rmtree(folder)
    if not faults:
        print(f"{arguments.seeds} months, {len(THREADS)} numbers of threads, no difference")
    return 1 if faults else 0


def month_differs(paicha, bench, folder, seed, style):
    options = ["--dirty"] if style == "dirty" else ["--format", style]
    months.generate(bench, folder, ORDERS, "--seed", str(seed), *options)
    rules = months.RULES if style == "csv" else months.project(folder / "Rules", style)
    exports = sorted(map(str, (folder / "exports").iterdir()))
    shipped = [paicha, "check", *exports, "--rules", str(REPOSITORY / "Rules"), "--lang", "en"]
    commands = {
        "benchmark": lambda threads, out: months.run_command(paicha, rules, folder, out, threads),
        "packs": lambda threads, out: [*shipped, "--threads", str(threads), "--out", str(out)],
    }
    faults = []
    for name, command in commands.items():
        try:
            faults += outputs_differ(name, command, folder)
        except RunFailed as failure:
            faults.append(f"{name}: {failure}")
    return faults


def outputs_differ(name, command, folder):
    outs = {threads: folder / f"{name}-{threads}" for threads in THREADS}
    told = {threads: run(command(threads, out), out) for threads, out in outs.items()}
    faults = []
    for threads in THREADS[1:]:
        differing = compare_outputs.faults(outs[THREADS[0]], outs[threads])
        if told[threads] != told[THREADS[0]]:
            differing.append("what is printed differs")
        faults += [f"{name}, {threads} threads: {fault}" for fault in differing]
    return faults


class RunFailed(Exception):
    pass


def run(command, out):
    """What a run prints, without the name of its folder."""
    done = subprocess.run(command, capture_output=True, text=True)
    # 1 says that there are findings.
    if done.returncode not in (0, 1):
        raise RunFailed(f"ended with {done.returncode}: {done.stderr[:300]}")
    return [text.replace(str(out), "OUT") for text in (done.stdout, done.stderr)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("paicha")
    parser.add_argument("bench")
    parser.add_argument("work")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=20)
    sys.exit(main(parser.parse_args()))
