"""How long the program takes before and around its work: help, the check of a small export, reading the rules.

    startup.py [--runs N] [--rules FOLDER]

The commands run in turn, `true` among them, page cache warm; what is told are medians over all runs of the wall
and processor seconds of the whole process. Wall seconds depend on who else uses the machine; of the processor
seconds little does. Ends with 1 when a median is above what it may be.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import months

REPOSITORY = months.HERE.parent.parent
PROGRAMS = REPOSITORY / ".build" / "release"
# Milliseconds of wall time; the help may take so much more than `true`.
CHECK_LIMIT, HELP_LIMIT = 60, 15
EXPORT_BYTES = 1_000_000


def main(arguments):
    with tempfile.TemporaryDirectory() as scratch:
        commands = prepared(Path(scratch), arguments.rules)
        times = {name: [] for name in commands}
        for round in range(arguments.runs + 1):
            for name, command in commands.items():
                measured = once(command)
                # The first round reads the files into memory.
                if round > 0:
                    times[name].append(measured)
    return report(times)


def prepared(scratch, rules):
    """The commands by name, on an export that is made for them."""
    months.generate(PROGRAMS / "paicha-bench", scratch / "month", 4_000)
    orders = (scratch / "month" / "exports" / "orders.csv").read_bytes()
    export = scratch / "orders.csv"
    export.write_bytes(orders[: orders.rindex(b"\n", 0, EXPORT_BYTES) + 1])
    paicha = str(PROGRAMS / "paicha")
    return {
        "true": ["/bin/true"],
        "--help": [paicha, "--help"],
        "rules list": [paicha, "rules", "list", "--rules", str(rules)],
        "check 1 MB": [paicha, "check", str(export), "--rules", str(rules)],
        "check 1 MB, one thread": [
            paicha, "check", str(export), "--rules", str(rules), "--threads", "1",
        ],  # fmt: skip
    }


def once(command):
    """Wall and processor milliseconds of one run."""
    with open(os.devnull, "wb") as nowhere:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    # 1 says that there are findings; 2 would be the end of the measurement.
    if process.returncode not in (0, 1):
        sys.exit(f"startup: {' '.join(command)} ended with {process.returncode}")
    return wall * 1e3, (usage.ru_utime + usage.ru_stime) * 1e3


def report(times):
    print(f"{'milliseconds, median':26}{'wall':>8}{'least':>8}{'CPU':>8}")
    walls = {}
    for name, measured in times.items():
        wall, cpu = ([pair[part] for pair in measured] for part in (0, 1))
        walls[name] = statistics.median(wall)
        print(f"{name:26}{walls[name]:8.1f}{min(wall):8.1f}{statistics.median(cpu):8.1f}")
    check, help_cost = walls["check 1 MB"], walls["--help"] - walls["true"]
    is_met = check <= CHECK_LIMIT and help_cost <= HELP_LIMIT
    print(
        f"startup: check {check:.1f} of {CHECK_LIMIT} ms, --help {help_cost:.1f} of {HELP_LIMIT} ms"
        f" above true: {'met' if is_met else 'not met'}"
    )
    return 0 if is_met else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=31)
    parser.add_argument("--rules", type=Path, default=REPOSITORY / "Rules")
    sys.exit(main(parser.parse_args()))
