"""What the trials of bounded memory share: months, runs of them, and what stands in folders afterwards."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

REAL_DATA = Path(__file__).resolve().parent.parent
REPOSITORY = REAL_DATA.parent.parent
sys.path[:0] = [str(REAL_DATA), str(REPOSITORY / "Tests" / "Benchmarks")]

import compare_outputs  # noqa: E402
import months  # noqa: E402

# The least that may be asked for.
LITTLE = "64MiB"
# So much that every month fits.
ENOUGH = "64GiB"


class Fault(Exception):
    """Something is not as it has to be."""


class Month:
    """A generated month, with the rules that read it."""

    def __init__(self, bench, folder, style, orders, seed=1):
        options = ["--dirty"] if style == "dirty" else ["--format", style]
        months.generate(bench, folder, orders, "--seed", str(seed), *options)
        self.folder, self.style, self.orders = Path(folder), style, orders
        self.rules = months.RULES
        if style != "csv":
            self.rules = months.project(self.folder / "Rules", style)

    @property
    def byte_count(self):
        return sum(path.stat().st_size for path in (self.folder / "exports").iterdir())


class Run:
    """A run of the program that has begun."""

    def __init__(self, paicha, month, out, memory, temporary, threads=2, prefix=(), **more):
        command = months.run_command(paicha, month.rules, month.folder, out, threads)
        self.temporary = Path(temporary)
        self.process = subprocess.Popen(
            [*prefix, *command, "--memory", memory],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=os.environ | {"TMPDIR": str(temporary)},
            **more,
        )

    def finish(self):
        """Exit status, what is told of errors, and the most memory that was held in bytes."""
        told = self.process.stderr.read().decode("utf-8", "replace")
        _, status, used = os.wait4(self.process.pid, 0)
        self.process.stderr.close()
        self.process.returncode = os.waitstatus_to_exitcode(status)
        return self.process.returncode, told, used.ru_maxrss * 1024

    def watched(self):
        """The same, and the most that lay in the temporary folder."""
        watch = Watch(self.temporary)
        return *self.finish(), watch.most()


class Watch(threading.Thread):
    """Looks again and again at how large the files in a folder are."""

    def __init__(self, folder):
        super().__init__(daemon=True)
        self.folder, self.largest, self.is_over = folder, 0, False
        self.start()

    def run(self):
        while not self.is_over:
            self.largest = max(self.largest, size(self.folder))
            time.sleep(0.01)

    def most(self):
        self.is_over = True
        self.join()
        return self.largest


def size(folder):
    total = 0
    try:
        for path in folder.rglob("*"):
            total += path.stat().st_size
    except FileNotFoundError:
        # The run has just removed it.
        pass
    return total


def expect_empty(folder, what):
    # Hidden ones too: a folder has another name before it is locked.
    left = sorted(path.name for path in Path(folder).iterdir())
    if left:
        raise Fault(f"{what}: the temporary folder still holds {left}")


def expect_same(out, expected, what):
    faults = compare_outputs.faults(out, expected)
    if faults:
        raise Fault(f"{what}: {'; '.join(faults)}")


def expect_findings(outcome, what):
    status, told = outcome[:2]
    if status != 1:
        raise Fault(f"{what}: the run ends with {status}: {told[:400]}")
