"""Compares two output folders of the same inspection, byte for byte.

    compare_outputs.py FOLDER FOLDER

The manifests may differ in what they say of the run: its times, its arguments, the host, the results that it
replaced. metrics.prom holds times. Everything else must be equal. Prints what differs and exits with 1 if anything does.
"""

import json
import sys
from pathlib import Path


def files(folder):
    return {str(p.relative_to(folder)): p for p in Path(folder).rglob("*") if p.is_file()}


def result(manifest):
    """What a manifest says, without the parts that speak of the one execution."""
    of_one_run = {"run", "previous", "seal"}
    members = {key: value for key, value in json.loads(manifest).items() if key not in of_one_run}
    members["outputs"] = [file for file in members["outputs"] if file["file"] != "metrics.prom"]
    return members


def faults(one, other):
    """In what two folders differ, as lines; empty where they are the same."""
    ours, theirs = files(one), files(other)
    found = [f"{name} is in one folder only" for name in sorted(ours.keys() ^ theirs.keys())]
    for name in sorted((ours.keys() & theirs.keys()) - {"metrics.prom"}):
        a, b = ours[name].read_bytes(), theirs[name].read_bytes()
        same = result(a) == result(b) if name == "manifest.json" else a == b
        if not same:
            found.append(f"{name} differs")
    return found


def main(one, other):
    found = faults(one, other)
    for fault in found:
        print(fault)
    if not found:
        print(f"{len(files(one))} files are the same in both runs")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
