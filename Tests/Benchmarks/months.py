"""What the benchmark and its small version share: making months, reading what was found in them."""

import csv
import json
import re
import shutil
import subprocess
from collections import Counter
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
RULES = HERE / "Rules"
CALENDAR = RULES / "calendar" / "cn.json"
PERIOD = "2025-09"
NAMESPACE = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"

# Which kinds of documents stand within which, where a format nests them, and their fields of the parent.
LINES = {
    "order": ("order line", {"order id": "id"}),
    "contract": ("contract line", {"contract id": "id"}),
    "invoice": ("invoice line", {"invoice id": "id", "order id": "order id"}),
    "shipment": ("shipment line", {"shipment id": "id", "order id": "order id"}),
}


def generate(program, folder, orders, *options):
    subprocess.run(
        [program, "generate", "--orders", str(orders), "--out", str(folder), *options], check=True
    )


def run_command(paicha, rules, month, out, threads):
    """Paicha's command line for a month."""
    return [
        str(paicha), "run", "--period", PERIOD, "--rules", str(rules), "--lang", "en",
        "--data", str(Path(month) / "exports"), "--out", str(out), "--threads", str(threads),
    ]  # fmt: skip


# What was found


def planted(month):
    with open(Path(month) / "planted.csv", encoding="utf-8", newline="") as file:
        return Counter((row["rule"], row["key"]) for row in csv.DictReader(file))


def paicha_issues(out):
    """Issue records as (rule, key, expected, actual, amount); one that is no failure bears its outcome."""
    issues = Counter()
    with open(Path(out) / "issues.jsonl", encoding="utf-8") as file:
        for line in file:
            issue = json.loads(line)
            rule = issue["rule"]["id"]
            if issue["outcome"] != "fail":
                rule += f" ({issue['outcome']})"
            values = (issue["expected"], issue["actual"], issue["amount"])
            issues[(rule, issue["subject"]["key"], *map(normalised, values))] += 1
    return issues


def baseline_issues(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return Counter((rule, key, *map(normalised, values)) for rule, key, *values in rows)


def keys(issues):
    return Counter(record[:2] for record in issues.elements())


def normalised(value):
    """A value as text that does not depend on who wrote it: 10.00 and 10, a blank and a T before a time."""
    if value is None:
        return ""
    if re.fullmatch(r"-?\d+(\.\d+)?", value):
        return format(Decimal(value).normalize(), "f")
    return re.sub(r"^(\d{4}-\d\d-\d\d) (?=\d\d:\d\d:\d\d$)", r"\1T", value)


def difference(one, other, one_name, other_name, shown=10):
    """The first records that only one side has, as lines; empty where both have the same."""
    lines = [f"only {one_name}: {' | '.join(record)}" for record in sorted((one - other).elements())]
    lines += [f"only {other_name}: {' | '.join(record)}" for record in sorted((other - one).elements())]
    return lines[:shown] + ([f"… and {len(lines) - shown} more"] if len(lines) > shown else [])


# Projects for other formats than plain CSV


def project(folder, style):
    """Copies the benchmark's Rules to a folder, with sources for `jsonl`, `json`, `xml` or `dirty`."""
    folder = Path(folder)
    shutil.copytree(RULES, folder)
    model = json.loads(re.sub(r"^//.*\n", "", (RULES / "model.json").read_text(encoding="utf-8")))
    entities = {entity["name"]: entity for entity in model["entities"]}
    for path in sorted((folder / "sources").glob("*.json")):
        source = json.loads(path.read_text(encoding="utf-8"))
        written = dirty(source, entities) if style == "dirty" else nested(source, style, entities)
        path.unlink()
        if written:
            path.write_text(json.dumps(written, ensure_ascii=False, indent=2), encoding="utf-8")
    return folder


def dirty(source, entities):
    entity = entities[source["entity"]]
    labels = {field["name"]: field["label"]["zh-Hans"] for field in entity["fields"]}
    return source | {
        "files": [entity["label"]["zh-Hans"] + ".csv"],
        "encoding": "GB18030",
        "fields": {field: labels[field] for field in source["fields"]},
    }


def nested(source, style, entities):
    name = source["entity"]
    if any(name == line for line, _ in LINES.values()):
        return None
    is_xml = style == "xml"
    def path(field):
        return "cbc:" + element(field) if is_xml else field

    written = {
        "id": source["id"],
        "title": source["title"],
        "entity": name,
        "files": [f"{source['id']}.{style}"],
        "format": "xml" if is_xml else "json",
        "records": f"/{element(name)}Batch/{element(name)}" if is_xml else "$[*]",
        "absentFields": "empty",
        "fields": {field: path(field) for field in source["fields"]},
    }
    if is_xml:
        written["namespaces"] = {"cbc": NAMESPACE}
    if name in LINES:
        line, inherited = LINES[name]
        fields = [field["name"] for field in entities[line]["fields"]]
        written["children"] = [
            {
                "entity": line,
                "records": element(line) if is_xml else "lines[*]",
                "fields": {
                    field: "../" + path(inherited[field]) if field in inherited else path(field)
                    for field in fields
                },
            }
        ]
    return written


def element(name):
    """The name of an element: OrderedAt, ContractID."""
    return "".join("ID" if word == "id" else word.capitalize() for word in name.split())
