"""Kills runs at random moments, lets writes fail at random sizes, and looks at what is left.

Every trial starts from September's results and ledger, and runs October into the same folders.
"""

import filecmp
import functools
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

PAICHA, WORK = Path(sys.argv[1]), Path(sys.argv[2])
SEED = int(os.environ.get("SEED", "20251031"))
PAGE = 4096
KILLS = int(os.environ.get("KILLS", "200"))
FAILING_WRITES, FULL_DISKS = 25, 25
# What says when it was made.
WITH_TIMES = ("manifest.json", "metrics.prom")
OCTOBER = ["--data", "SampleData/2025-10", "--period", "2025-10", "--as-of", "2025-11-07"]


def run(folder, arguments, **more):
    return subprocess.Popen(
        [PAICHA, "run", "--rules", "Rules", "--out", folder / "out", "--ledger", folder / "ledger"]
        + arguments,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        **more,
    )


def finish(process):
    error = process.communicate()[1].decode("utf-8", "replace")
    return process.returncode, error


def fresh(name, base):
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(base, folder)
    return folder


def state(folder):
    """The issues of a ledger as they stand; fails when its chain does not hold."""
    answer = subprocess.run(
        [PAICHA, "issues", "export", "--status", "all", "--on", "2025-11-10"]
        + ["--ledger", folder / "ledger", "--rules", "Rules"],
        capture_output=True,
        check=True,
    )
    return answer.stdout


@functools.cache
def known(folder):
    """The state of a folder that nothing changes any more."""
    return state(folder)


def results(folder):
    out = folder / "out"
    files = {str(p.relative_to(out)): p for p in out.rglob("*") if p.is_file()}
    return {name: p for name, p in files.items() if name not in WITH_TIMES}


def same(one, other):
    a, b = results(one), results(other)
    return a.keys() == b.keys() and all(filecmp.cmp(a[n], b[n], shallow=False) for n in a)


def check(folder, before, after, what):
    """What stands there is that of one of both runs, whole; the next run comes to the end."""
    if not same(folder, before) and not same(folder, after):
        raise SystemExit(f"{what}: the results are neither the earlier nor the later ones")
    stands = {before: known(before), after: known(after)}
    if state(folder) not in stands.values():
        raise SystemExit(f"{what}: the ledger is neither the earlier nor the later one")
    status, error = finish(run(folder, OCTOBER))
    if status != 1:
        raise SystemExit(f"{what}: the next run ends with {status}: {error}")
    if not same(folder, after) or state(folder) != stands[after]:
        raise SystemExit(f"{what}: the next run does not come to what an undisturbed one comes to")
    if [p.name for p in folder.iterdir() if p.name not in ("out", "ledger", ".out.lock")]:
        raise SystemExit(f"{what}: something was left behind: {list(folder.iterdir())}")


def main():
    before = WORK / "before"
    before.mkdir(parents=True)
    september = ["--data", "SampleData/2025-09", "--period", "2025-09"]
    assert finish(run(before, september))[0] == 1
    after = fresh("after", before)
    started = time.monotonic()
    assert finish(run(after, OCTOBER))[0] == 1
    duration = time.monotonic() - started
    rng = random.Random(SEED)
    print(f"seed {SEED}; an undisturbed run takes {duration:.2f} s", flush=True)
    kill(before, after, duration, rng)
    fail_writes(before, after, rng)
    fill_disks(before, after, rng)
    start_two(before, after)


def kill(before, after, duration, rng):
    killed = 0
    for number in range(KILLS):
        folder = fresh("trial", before)
        process = run(folder, OCTOBER)
        time.sleep(rng.uniform(0, duration * 1.05))
        process.send_signal(signal.SIGKILL)
        killed += finish(process)[0] == -signal.SIGKILL
        check(folder, before, after, f"kill {number}")
    print(f"{KILLS} kills, {killed} of them before the end: nothing lost", flush=True)


def fail_writes(before, after, rng):
    """Files may not grow beyond a size: the write that would is refused."""
    largest = max(p.stat().st_size for p in results(after).values())
    failed = 0
    for number in range(FAILING_WRITES):
        folder = fresh("trial", before)
        limit = int(largest ** rng.uniform(0.4, 1.01))

        def limited():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        status, error = finish(run(folder, OCTOBER, preexec_fn=limited))
        if status == 2:
            failed += 1
            if "error[" not in error:
                raise SystemExit(f"failing write {number}: no error was told: {error}")
        check(folder, before, after, f"write beyond {limit} bytes")
    print(f"{FAILING_WRITES} limits on the size of files, {failed} runs failed: nothing lost", flush=True)


def pages(folder):
    """What the files of a folder take, in whole pages, and a few for its entries."""
    sizes = [p.stat().st_size for p in folder.rglob("*") if p.is_file()]
    return sum(-(-size // PAGE) * PAGE for size in sizes) + 16 * PAGE


def fill_disks(before, after, rng):
    """A small file system that fills up; needs the right to mount one."""
    disk = WORK / "disk"
    disk.mkdir()
    failed = 0
    for number in range(FULL_DISKS):
        size = pages(before) + int(pages(after) * rng.uniform(0, 1.2)) // PAGE * PAGE
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk]
        if subprocess.run(mount, capture_output=True).returncode != 0:
            print("NOT RUN: full disks, for no file system may be mounted here")
            return
        try:
            folder = disk / "trial"
            shutil.copytree(before, folder)
            status, error = finish(run(folder, OCTOBER))
            failed += status == 2
            # The rest is looked at where there is room.
            shutil.rmtree(WORK / "trial", ignore_errors=True)
            shutil.copytree(folder, WORK / "trial")
        finally:
            subprocess.run(["umount", disk], check=True)
        check(WORK / "trial", before, after, f"disk of {size} bytes")
    print(f"{FULL_DISKS} small disks, {failed} runs failed: nothing lost", flush=True)


def start_two(before, after):
    """One of two runs works, and the other says so."""
    folder = fresh("trial", before)
    first, second = run(folder, OCTOBER), run(folder, OCTOBER)
    outcomes = sorted([finish(first), finish(second)])
    if [status for status, _ in outcomes] != [1, 2]:
        raise SystemExit(f"two runs at once: {outcomes}")
    if "run-in-progress" not in outcomes[1][1] and "ledger-in-use" not in outcomes[1][1]:
        raise SystemExit(f"the second run does not say why: {outcomes[1][1]}")
    check(folder, before, after, "two runs at once")
    print("two runs at once: one worked, the other said so")


main()
