"""What is wrong with results that were made of hostile exports.

Each file is read as its readers read it: CSV and JSON by Python's own, Markdown by its lines.
"""

import csv
import io
import json
import re
import unicodedata
from pathlib import Path

from hostile import FIXTURE

NUMBER = re.compile(r"-?\d+(\.\d+)?")


def faults(folder, texts=None):
    """Sentences, none when all is well.

    Every one of `texts`, by default those of the fixture, has to be a key of issues.jsonl.
    """
    folder = Path(folder)
    texts = json.loads(FIXTURE.read_text()) if texts is None else texts
    csv.field_size_limit(1 << 30)
    found = []
    for path in sorted(folder.glob("*.csv")):
        found += csv_faults(path)
    for path in sorted(folder.glob("**/*.md")):
        found += markdown_faults(path)
    for path in sorted(folder.glob("*.json")):
        json.loads(path.read_bytes())
    lines = (folder / "issues.jsonl").read_bytes().split(b"\n")
    assert lines.pop() == b""
    keys = {json.loads(line)["subject"]["key"] for line in lines}
    found += [f"issues.jsonl does not give back {key!r}" for key in missing_keys(keys, texts)]
    found += metrics_faults(folder / "metrics.prom")
    return found


def missing_keys(keys, texts):
    """White space around a value, guards of spreadsheets and control characters are not asked for."""
    return [text for text in texts if text not in keys and text == text.strip(" '") and text.isprintable()]


def hidden(text):
    return sorted(
        {f"U+{ord(c):04X}" for c in text if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") and c not in "\t\n\r"}
    )


def csv_faults(path):
    found = []
    text = path.read_bytes().decode("utf-8")
    if not text.startswith("\ufeff"):
        found.append(f"{path.name} has no byte order mark")
    table = list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))
    if len({len(row) for row in table}) != 1:
        found.append(f"{path.name} has rows of unequal lengths")
    for row in table:
        for cell in row:
            bare = cell.lstrip(" \u00a0\u3000")
            if bare[:1] and bare[0] in "=+@\t\r\n＝＋＠－" or bare[:1] == "-" and not NUMBER.fullmatch(cell):
                found.append(f"{path.name}: a spreadsheet runs {cell[:40]!r}")
    if signs := hidden(text[1:]):
        found.append(f"{path.name} hides {signs}")
    if path.name == "issues.csv" and not any("1000.5" in row for row in table):
        found.append("issues.csv: amounts are no numbers any more")
    return found


def bars(line):
    """How many bars of a line are not escaped."""
    return len(re.findall(r"(?<!\\)(?:\\\\)*\|", line))


def markdown_faults(path):
    found = []
    text = path.read_text(encoding="utf-8")
    wanted = None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.startswith("|"):
            wanted = None
            continue
        wanted = wanted or bars(line)
        if bars(line) != wanted:
            found.append(f"{path.name}:{number} has {bars(line)} bars instead of {wanted}")
    for mark in "<`[":
        if re.search(r"(?<!\\)(?:\\\\)*" + re.escape(mark), text):
            place = re.search(r".{0,30}(?<!\\)(?:\\\\)*" + re.escape(mark) + ".{0,20}", text).group()
            found.append(f"{path.name}: markup from outside: {place!r}")
    if signs := hidden(text):
        found.append(f"{path.name} hides {signs}")
    return found


def metrics_faults(path):
    """The text format of Prometheus, line by line."""
    sample = re.compile(
        r'[a-zA-Z_:][\w:]*(\{([a-zA-Z_]\w*="([^"\\\n]|\\[\\n"])*",?)*\})? [-+.\deE]+( \d+)?'
    )
    return [
        f"metrics.prom: {line[:60]!r}"
        for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n")
        if not line.startswith(("# HELP ", "# TYPE ")) and not sample.fullmatch(line)
    ]
