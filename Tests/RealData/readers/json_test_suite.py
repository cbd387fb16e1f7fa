"""Asks Paicha to read every file of the JSON test suite (Nicolas Seriot's) as it would read an export.

    json_test_suite.py PAICHA FOLDER

The first letter of a file's name says what a reader of JSON must do: y accept it, n refuse it, i either.
Accepted is an exit status of 0, or of 1 where nothing is said but that a key stands twice in an object: the
grammar allows it, and an inspection has to name it. Refused is 1 or 2; anything else is a crash, and so is a
file that takes longer than 20 seconds. Files that are not read as they should be are listed, and the exit status is 1.
"""

import json
import subprocess
import sys
from pathlib import Path

SECONDS = 20
WANTED = {
    "y_": ("accepted", {0}),
    "n_": ("refused", {1, 2}),
    "i_": ("without a crash", {0, 1, 2}),
}


def ending(paicha, path):
    """How the program ended, or None when it had to be stopped, and the first line of what it said."""
    command = [paicha, "inspect", "--format", "json", "--full", str(path)]
    try:
        ended = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            timeout=SECONDS, check=False,
        )
    except subprocess.TimeoutExpired:
        return None, ""
    words = ended.stderr.decode("utf-8", errors="replace").strip().splitlines()
    return ended.returncode, words[0] if words else ""


def names_duplicate_keys_only(paicha, path):
    """Whether all that is wrong with a file is that keys stand in it twice."""
    command = [paicha, "inspect", "--format", "json", "--full", "--json", str(path)]
    said = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False).stdout
    faults = json.loads(said)["files"][0]["faults"]
    return bool(faults) and all(fault["code"] == "duplicate-key" for fault in faults)


def main(paicha, folder):
    duplicates = 0
    counts = {start: [0, 0] for start in WANTED}
    faults = []
    for path in sorted(Path(folder).iterdir()):
        start = path.name[:2]
        if start not in WANTED:
            faults.append(f"{path.name}: the name does not say what is to become of it")
            continue
        status, word = ending(paicha, path)
        counts[start][1] += 1
        if status in WANTED[start][1]:
            counts[start][0] += 1
        elif start == "y_" and status == 1 and names_duplicate_keys_only(paicha, path):
            counts[start][0] += 1
            duplicates += 1
        elif status is None:
            faults.append(f"{path.name}: not done after {SECONDS} s")
        elif status < 0:
            faults.append(f"{path.name}: ended by signal {-status}")
        else:
            faults.append(f"{path.name}: exit status {status}{word and f' ({word})'}")
    for fault in faults:
        print(fault)
    said = (
        f"{good} of {all_of_them} {start} {WANTED[start][0]}"
        for start, (good, all_of_them) in counts.items()
    )
    print(f"JSONTestSuite: {', '.join(said)}")
    print(f"JSONTestSuite: {duplicates} of the accepted with a reject that names a duplicate key")
    return 1 if faults or not all(all_of_them for _, all_of_them in counts.values()) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
