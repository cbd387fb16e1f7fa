#!/usr/bin/env python3
"""Says whether issues.sarif and junit.xml tell what issues.jsonl and coverage.json tell.

    check_side_formats.py PAICHA            inspects the months of SampleData and checks what comes out
    check_side_formats.py --results FOLDER DATA
                                            checks results that are there, of the exports in DATA

Reads SARIF by the words of the standard (OASIS SARIF 2.1.0) and test results with ElementTree. With
SARIF_SCHEMA=<file>, the standard's JSON schema, and the module jsonschema, the schema is asked as well.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
LEVELS = {"critical": "error", "major": "error", "minor": "warning", "info": "note"}
BASELINE = {"new": {"new"}, "carried": {"unchanged"}, "overdue": {"unchanged"},
            "reopened": {"updated"}, "waived": {"new", "unchanged"}}
# What of coverage.json becomes a notification each, and which.
LISTS = {"rulesNotRun": "rule-not-run", "undecidedRules": "rule-undecided",
         "kpisNotComputed": "kpi-not-computed", "rulesWithoutSubject": "rule-without-subject",
         "missingSources": "export-missing", "unrecognisedFiles": "file-not-recognised",
         "emptyExports": "export-empty", "cutFiles": "export-not-read-whole",
         "disagreeingTotals": "control-total-differs"}
NAMED_IN_CASE = 100


class Complaints(list):
    def expect(self, holds, what):
        if not holds:
            self.append(what)


def main():
    if sys.argv[1:2] == ["--results"] and len(sys.argv) == 4:
        complaints = check(Path(sys.argv[2]), Path(sys.argv[3]))
    elif len(sys.argv) == 2:
        complaints = check_sample_data(Path(sys.argv[1]).resolve())
    else:
        sys.exit(__doc__)
    for complaint in complaints[:50]:
        print(complaint)
    sys.exit(1 if complaints else 0)


def check_sample_data(paicha):
    complaints = Complaints()
    with tempfile.TemporaryDirectory() as folder:
        for language in ("zh-Hans", "en"):
            for period, as_of in (("2025-09", "2025-09-30"), ("2025-10", "2025-11-07")):
                results = Path(folder, language, period)
                data = PROJECT / "SampleData" / period
                status = subprocess.run(
                    [paicha, "run", "--rules", PROJECT / "Rules", "--data", data, "--period", period,
                     "--as-of", as_of, "--ledger", Path(folder, language, "ledger"), "--out", results,
                     "--lang", language, "--also", "sarif,junit"],
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
                complaints.expect(status == 1, f"{period}: the run ended with {status}")
                complaints += [f"{language} {period}: {c}" for c in check(results, data)]
    return complaints


def check(results, data):
    issues = [json.loads(line) for line in (results / "issues.jsonl").read_text("utf-8").splitlines()]
    coverage = json.loads((results / "coverage.json").read_text("utf-8"))
    report = json.loads((results / "report.json").read_text("utf-8"))
    return (check_sarif(results / "issues.sarif", data, issues, coverage)
            + check_junit(results / "junit.xml", issues, coverage, report))


def unique(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError(f"a member twice: {[key for key, _ in pairs]}")
    return members


def check_sarif(path, data, issues, coverage):
    complaints = Complaints()
    log = json.loads(path.read_text("utf-8"), object_pairs_hook=unique)
    check_schema(log, complaints)
    complaints.expect(log["version"] == "2.1.0" and len(log["runs"]) == 1, "not one run of 2.1.0")
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    complaints.expect(len({rule["id"] for rule in rules}) == len(rules), "a rule twice")
    files = Files(run, data, complaints)
    results = run["results"]
    complaints.expect(len(results) == len(issues), f"{len(results)} results, {len(issues)} issues")
    for issue, result in zip(issues, results):
        check_result(issue, result, rules, files, complaints)
    for name in ("baselineState", "suppressions"):
        has = {name in result for result in results}
        complaints.expect(len(has) < 2, f"some results have {name} and some have not")
    invocation, = run["invocations"]
    cut = coverage["notChecked"]["cutFiles"]
    has_run = len(coverage["notChecked"]["rulesNotRun"]) < len(rules)
    complaints.expect(invocation["executionSuccessful"] == (not cut and has_run), "executionSuccessful")
    notified = Counter(n["descriptor"]["id"] for n in invocation["toolExecutionNotifications"])
    wanted = Counter({kind: len(coverage["notChecked"][name]) for name, kind in LISTS.items()})
    rejected = coverage["notChecked"]["rejectedRecords"] + coverage["notChecked"]["rejectedValues"]
    wanted["not-readable"] = 1 if rejected else 0
    complaints.expect(notified == +wanted, f"notified {notified}, not checked {+wanted}")
    kinds = run["tool"]["driver"]["notifications"]
    for notification in invocation["toolExecutionNotifications"]:
        reference = notification["descriptor"]
        complaints.expect(kinds[reference["index"]]["id"] == reference["id"], f"index of {reference}")
        if rule := notification.get("associatedRule"):
            complaints.expect(rules[rule["index"]]["id"] == rule["id"], f"index of {rule}")
        for location in notification.get("locations", []):
            files.check(location, must_exist=False)
    return complaints


def check_schema(log, complaints):
    if not (schema := os.environ.get("SARIF_SCHEMA")):
        return
    import jsonschema
    validator = jsonschema.validators.validator_for(schema := json.loads(Path(schema).read_text()))
    for error in validator(schema).iter_errors(log):
        complaints.append(f"schema: {error.json_path}: {error.message[:200]}")


class Files:
    """The files that a run names, found on the disk by their URIs alone."""

    def __init__(self, run, data, complaints):
        self.artifacts, self.complaints = run["artifacts"], complaints
        self.bases = run["originalUriBaseIds"]
        self.data, self.lines = data, {}
        for index, artifact in enumerate(self.artifacts):
            location = artifact["location"]
            complaints.expect(location["index"] == index, f"index of {location}")
            content = self.path(location).read_bytes()
            complaints.expect(artifact["length"] == len(content), f"length of {location}")
            digest = hashlib.sha256(content).hexdigest()
            complaints.expect(artifact["hashes"] == {"sha-256": digest}, f"digest of {location}")

    def path(self, location):
        uri = location["uri"]
        parts = urllib.parse.urlsplit(uri, allow_fragments=True)
        self.complaints.expect(
            uri.isascii() and not (parts.query or parts.fragment or " " in uri), f"not a URI: {uri}")
        if parts.scheme:
            self.complaints.expect(parts.scheme == "file" and "uriBaseId" not in location, uri)
            return Path(urllib.parse.unquote(parts.path, errors="strict"))
        base = location.get("uriBaseId")
        self.complaints.expect(base is None or base in self.bases, f"base of {location}")
        folder = Path()
        if base and "uri" in self.bases[base]:
            self.complaints.expect(self.bases[base]["uri"].endswith("/"), f"base {base}")
            folder = self.path(self.bases[base])
        elif base == "EXPORTS":
            folder = self.data
        return folder / urllib.parse.unquote(uri, errors="strict")

    def check(self, location, must_exist=True):
        """Whether the line that a location names is there."""
        place = location.get("physicalLocation")
        if place is None:
            return
        artifact = place["artifactLocation"]
        path = self.path(artifact)
        if "index" in artifact:
            known = self.artifacts[artifact["index"]]["location"]["uri"]
            self.complaints.expect(known == artifact["uri"], f"index of {artifact}")
        if "region" not in place:
            return
        line = place["region"]["startLine"]
        if path not in self.lines:
            if not must_exist and not path.exists():
                return
            self.lines[path] = path.read_bytes().count(b"\n") + 1
        self.complaints.expect(1 <= line <= self.lines[path], f"line {line} of {path}")


def check_result(issue, result, rules, files, complaints):
    name = issue["id"]
    rule = rules[result["ruleIndex"]]
    complaints.expect(rule["id"] == result["ruleId"] == issue["rule"]["id"], f"{name}: rule")
    level = LEVELS[issue["rule"]["severity"]]
    complaints.expect(rule["defaultConfiguration"]["level"] == level, f"{name}: level of the rule")
    fails = issue["outcome"] == "fail"
    complaints.expect(result["kind"] == ("fail" if fails else "open"), f"{name}: kind")
    complaints.expect(result["level"] == (level if fails else "none"), f"{name}: level")
    complaints.expect(name in result["partialFingerprints"].values(), f"{name}: fingerprint")
    text = result["message"]["text"].replace("{{", "{").replace("}}", "}")
    complaints.expect(text in issue["message"].values(), f"{name}: message {text}")
    if "baselineState" in result:
        complaints.expect(
            result["baselineState"] in BASELINE[issue["status"]], f"{name}: baselineState")
    waiver = issue.get("waiver")
    complaints.expect(bool(result["suppressions"]) == bool(waiver), f"{name}: suppressions")
    others = issue["otherDocuments"]
    related = result.get("relatedLocations", [])
    complaints.expect(len(others) == len(related), f"{name}: related locations")
    for document, location in [(issue["subject"], result["locations"][0]), *zip(others, related)]:
        files.check(location)
        place = location["physicalLocation"]
        complaints.expect(
            place.get("region", {}).get("startLine", 0) == document["line"], f"{name}: line")
        complaints.expect(
            urllib.parse.unquote(place["artifactLocation"]["uri"]) == document["file"], f"{name}: file")
        complaints.expect(
            location["logicalLocations"][0]["name"] == document["key"], f"{name}: key")


def check_junit(path, issues, coverage, report):
    complaints = Complaints()
    root = ElementTree.parse(path).getroot()
    complaints.expect(root.tag == "testsuites", "the root")
    totals = Counter()
    cases = {}
    for suite in root:
        counts = Counter(tests=len(suite.findall("testcase")))
        for case in suite.findall("testcase"):
            complaints.expect(len(case) < 2, f"{case.attrib}: more than one outcome")
            kind = case[0].tag if len(case) else "passed"
            counts[{"failure": "failures", "error": "errors"}.get(kind, kind)] += 1
            complaints.expect(case.get("classname") == suite.get("name"), f"{case.attrib}: class")
            cases[suite.get("name"), case.get("name")] = (kind, case[0] if len(case) else None)
        for name in ("tests", "failures", "errors", "skipped"):
            complaints.expect(int(suite.get(name)) == counts[name], f"{name} of {suite.get('name')}")
        totals += counts
    for name in ("tests", "failures", "errors"):
        complaints.expect(int(root.get(name)) == totals[name], f"{name} of all")
    check_rules(root, cases, issues, coverage, report, complaints)
    return complaints


def check_rules(root, cases, issues, coverage, report, complaints):
    found = Counter()
    for issue in issues:
        kind = "waived" if "waiver" in issue else "failed" if issue["outcome"] == "fail" else "undetermined"
        found[issue["rule"]["pack"], issue["rule"]["id"], kind] += 1
    for suite in root:
        for kind in ("failed", "undetermined", "waived"):
            value = suite.find(f"properties/property[@name='{kind}']")
            wanted = sum(n for key, n in found.items() if key[0] == suite.get("name") and key[2] == kind)
            if suite.get("name") != "coverage":
                complaints.expect(int(value.get("value")) == wanted, f"{suite.get('name')}: {kind}")
    not_run = {rule["rule"] for rule in coverage["notChecked"]["rulesNotRun"]}
    without = set(coverage["notChecked"]["rulesWithoutSubject"])
    named = {case: None for case in cases if case[0] != "coverage"}
    for rule in report["rules"]:
        key = (rule["pack"], rule["id"])
        failed, undetermined, waived = (found[*key, kind] for kind in ("failed", "undetermined", "waived"))
        kind, element = cases[key]
        named.pop(key)
        wanted = ("skipped" if rule["id"] in not_run else "failure" if failed
                  else "error" if undetermined else "skipped" if waived or rule["id"] in without
                  else "passed")
        complaints.expect(kind == wanted, f"{key}: is {kind}, not {wanted}")
        if failed or undetermined:
            check_lines(element, failed or undetermined, issues, key, complaints)
        if failed and undetermined:
            second = (key[0], f"{key[1]} (undetermined)")
            complaints.expect(cases.get(second, ("",))[0] == "error", f"{second}: no error")
            check_lines(cases[second][1], undetermined, issues, key, complaints)
            named.pop(second)
    complaints.expect(not named, f"test cases of no rule: {list(named)}")


def check_lines(element, count, issues, key, complaints):
    ids = {issue["id"][:8] for issue in issues if issue["rule"]["id"] == key[1]}
    lines = [line for line in element.text.split("\n") if any(f"[{id}]" in line for id in ids)]
    complaints.expect(len(lines) == min(count, NAMED_IN_CASE), f"{key}: {len(lines)} lines of {count}")


if __name__ == "__main__":
    main()
