"""Runs that may take 64 MiB for months that need more.

    memory.py PAICHA BENCH WORK

Their results have to be those of runs that hold all records in memory, byte for byte, and they have to keep to what
they may take. Whatever becomes of a run, results of before stay whole and the next run removes what it left.
"""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from runs import ENOUGH, LITTLE, Fault, Month, Run, expect_empty, expect_findings, expect_same

PAICHA, BENCH, WORK = (Path(argument).resolve() for argument in sys.argv[1:4])
SEED = int(os.environ.get("SEED", "20251127"))
KILLS = int(os.environ.get("KILLS", "30"))
SMALL_DISKS = 15
MIB = 1 << 20
MONTHS = [("csv", 200_000), ("jsonl", 60_000), ("xml", 60_000), ("dirty", 60_000)]
THREADS = [1, 2, 8]
# What the data may take, the program with its rules and the results, and what the allocator holds back.
MOST_HELD = 96 * MIB


def main():
    print(f"seed {SEED}", flush=True)
    for style, orders in MONTHS:
        compare(style, orders)
    trials = Trials(random.Random(SEED))
    trials.kill()
    trials.limit_files()
    trials.fill_disks()
    trials.find_no_folder()


def temporary_folder():
    folder = WORK / "temporary"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def compare(style, orders):
    month = Month(BENCH, WORK / style, style, orders)
    temporary = temporary_folder()
    whole = WORK / f"{style}-whole"
    *outcome, most = Run(PAICHA, month, whole, ENOUGH, temporary).watched()
    expect_findings(outcome, f"{style}, {ENOUGH}")
    if most:
        raise Fault(f"{style}: the temporary folder is used although everything fits")
    held, lay = [], 0
    for threads in THREADS:
        what, out = f"{style}, {threads} threads", WORK / f"{style}-{threads}"
        *outcome, most = Run(PAICHA, month, out, LITTLE, temporary, threads).watched()
        expect_findings(outcome, what)
        expect_empty(temporary, what)
        expect_same(out, whole, what)
        if not most:
            raise Fault(f"{what}: nothing lay in the temporary folder")
        if outcome[2] > MOST_HELD:
            raise Fault(f"{what}: {outcome[2] // MIB} MiB were held")
        held.append(f"{outcome[2] // MIB}")
        lay = max(lay, most)
        shutil.rmtree(out)
    print(
        f"{style}: {orders} orders, {month.byte_count // MIB} MiB; the same results with "
        f"{', '.join(map(str, THREADS))} threads, which held {', '.join(held)} MiB, "
        f"and {lay // MIB} MiB on disk",
        flush=True,
    )
    shutil.rmtree(month.folder)
    shutil.rmtree(whole)


class Trials:
    """Runs to which something happens. Each begins with the results of an earlier month in its folder."""

    def __init__(self, rng):
        self.rng = rng
        self.before, self.after = WORK / "before", WORK / "after"
        temporary = temporary_folder()
        earlier = Month(BENCH, WORK / "earlier", "csv", 2_000, seed=2)
        expect_findings(Run(PAICHA, earlier, self.before, ENOUGH, temporary).finish(), "earlier")
        self.month = Month(BENCH, WORK / "later", "csv", 60_000, seed=3)
        started = time.monotonic()
        *outcome, self.needed = Run(
            PAICHA, self.month, self.after, LITTLE, temporary
        ).watched()
        expect_findings(outcome, "later")
        self.duration = time.monotonic() - started

    def begin(self, temporary, **more):
        self.out = WORK / "trial"
        shutil.rmtree(self.out, ignore_errors=True)
        shutil.copytree(self.before, self.out)
        return Run(PAICHA, self.month, self.out, LITTLE, temporary, **more)

    def expect_refusal(self, outcome, code, what):
        """One reason, told once; what was there before is there still."""
        status, told, _ = outcome
        if status != 2 or told.count("error[") != 1 or f"error[{code}]" not in told:
            raise Fault(f"{what}: ends with {status} and tells: {told[:400]}")
        if told.count("help:") != 1 or len(told.splitlines()) != 2:
            raise Fault(f"{what}: does not tell what to do, and that alone: {told[:400]}")
        expect_same(self.out, self.before, what)
        if (WORK / ".trial.partial").exists():
            raise Fault(f"{what}: half of the results are left")

    def kill(self):
        temporary = temporary_folder()
        killed = left = 0
        for number in range(KILLS):
            what = f"kill {number}"
            run = self.begin(temporary)
            time.sleep(self.rng.uniform(0, self.duration))
            os.kill(run.process.pid, signal.SIGKILL)
            is_killed = run.finish()[0] == -signal.SIGKILL
            killed += is_killed
            left += any(temporary.iterdir())
            if is_killed:
                self.expect_either(what)
            expect_findings(
                Run(PAICHA, self.month, self.out, LITTLE, temporary).finish(), f"after {what}")
            expect_same(self.out, self.after, f"after {what}")
            expect_empty(temporary, f"after {what}")
        print(
            f"{KILLS} kills, {killed} before the end, {left} of which left records on disk: all "
            "gone with the next run, and no results lost",
            flush=True,
        )

    def expect_either(self, what):
        try:
            expect_same(self.out, self.before, what)
        except Fault:
            # It was killed when its results were there already.
            expect_same(self.out, self.after, what)

    def limit_files(self):
        """Files may not grow beyond a size: a full disk wherever there is no right to mount one."""
        temporary = temporary_folder()
        for number in range(SMALL_DISKS):
            limit = int(self.needed * self.rng.uniform(0, 0.99))

            def limited():
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

            what = f"files of {limit} bytes"
            outcome = self.begin(temporary, preexec_fn=limited).finish()
            self.expect_refusal(outcome, "temporary-folder-full", what)
            expect_empty(temporary, what)
        print(f"{SMALL_DISKS} limits on the size of files: told, and nothing left", flush=True)

    def fill_disks(self):
        disk = WORK / "disk"
        disk.mkdir()
        failed = 0
        sizes = [20 * MIB] + [
            int(self.needed * self.rng.uniform(0, 1.2)) for _ in range(SMALL_DISKS - 1)
        ]
        for size in sizes:
            size = max(size >> 12, 1) << 12
            mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk]
            if subprocess.run(mount, capture_output=True).returncode != 0:
                print("NOT RUN: full disks, for no file system may be mounted here")
                return
            try:
                outcome = self.begin(disk).finish()
                expect_empty(disk, f"disk of {size} bytes")
            finally:
                subprocess.run(["umount", disk], check=True)
            if outcome[0] == 1:
                expect_same(self.out, self.after, f"disk of {size} bytes")
            else:
                failed += 1
                self.expect_refusal(outcome, "temporary-folder-full", f"disk of {size} bytes")
        if not 0 < failed:
            raise Fault("no disk was too small")
        print(f"{len(sizes)} small disks, {failed} of them full: told, and nothing left", flush=True)

    def find_no_folder(self):
        a_file = WORK / "a file"
        a_file.write_text("")
        locked = WORK / "locked"
        locked.mkdir(mode=0o500)
        privileges = ["setpriv", "--inh-caps=-all", "--bounding-set=-dac_override"]
        for folder, prefix, reason in [
            (WORK / "nowhere", [], "No such file or directory"),
            (a_file, [], "Not a directory"),
            (locked, privileges if os.geteuid() == 0 else [], "Permission denied"),
        ]:
            outcome = self.begin(folder, prefix=prefix).finish()
            self.expect_refusal(outcome, "temporary-folder-failed", folder.name)
            if reason not in outcome[1] or str(folder) not in outcome[1]:
                raise Fault(f"{folder.name}: neither folder nor reason are told: {outcome[1]}")
        print("temporary folders that cannot be used: told", flush=True)


if __name__ == "__main__":
    try:
        main()
    except Fault as fault:
        sys.exit(str(fault))
