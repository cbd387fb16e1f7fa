"""What a person finds who opens the pages of Paicha in a browser.

    browser.py PAICHA WORK

What the pages list is compared with issues.jsonl, which is read here independently.
"""

import json
import os
import re
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import exports
import hostile
import hostile_outputs
from devtools import Browser, find_browser

PAICHA, WORK = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
HERE = Path(__file__).parent
AUDIT = (HERE / "audit.js").read_text()
# What of a sheet of A4 lies between its margins, at 96 dots an inch.
PAPER_WIDTH = 695
KEPT = Path(os.environ["KEEP"]) if os.environ.get("KEEP") else None
SEVERITIES = ["info", "minor", "major", "critical"]
failures = []


def expect(condition, sentence):
    if not condition:
        failures.append(sentence)
        print(f"  FAILED: {sentence}", flush=True)


def paicha(*arguments, statuses=(0, 1)):
    result = subprocess.run([PAICHA, *map(str, arguments)], capture_output=True, text=True)
    if result.returncode not in statuses:
        sys.exit(f"paicha {arguments[0]} ended with {result.returncode}\n{result.stderr[-2000:]}")
    return result


def inspect(data, period, out, language="zh-Hans", ledger=None, statuses=(0, 1), as_of=None):
    more = (["--ledger", ledger] if ledger else []) + (["--as-of", as_of] if as_of else [])
    return paicha(
        "run", "--rules", "Rules", "--data", data, "--period", period, "--out", out, "--lang", language,
        *more, statuses=statuses,
    )  # fmt: skip


# -- The lists, as issues.jsonl has them


class Issues:
    def __init__(self, folder, language):
        self.language = language
        with open(folder / "issues.jsonl", encoding="utf-8") as file:
            self.all = [json.loads(line) for line in file]
        # What a rule says to all of its issues stands in the report, once.
        rules = json.loads((folder / "report.json").read_bytes())["rules"]
        self.titles = {rule["id"]: rule["title"][language] for rule in rules}

    def listed(self):
        """The issues in the page: up to 100,000 all, of more 1,000; failed before undetermined, worse first, then by
        amount."""

        def place(entry):
            number, issue = entry
            amount = issue["amount"]
            standing = 2 if issue.get("waiver") else 0 if issue["outcome"] == "fail" else 1
            return (
                standing, -SEVERITIES.index(issue["rule"]["severity"]), amount is None,
                -Decimal(amount or 0), number,
            )  # fmt: skip

        assert not any(issue.get("cause") for issue in self.all), "consequences stand elsewhere"
        return [issue for _, issue in sorted(enumerate(self.all), key=place)][: None if len(self.all) <= 100_000 else 1000]

    def largest(self):
        """The failed finding with the largest amount; None of those that another one explains."""
        failed = [
            issue for issue in self.all
            if issue["outcome"] == "fail" and issue["amount"] and not issue.get("cause")
            and not issue.get("waiver")
        ]  # fmt: skip
        return max(failed, key=lambda issue: Decimal(issue["amount"]))

    def row(self, issue):
        """What a row of the list says: title, document, order, amount, day."""
        return [
            self.titles[issue["rule"]["id"]], issue["subject"]["key"], issue["order"] or "",
            number(issue["amount"]), issue["due"],
        ]  # fmt: skip


def number(text):
    return str(Decimal(text.replace(",", "")).normalize()) if text else ""


# -- What the page does

DRIVER = r"""
(function () {
  var body = document.querySelector("#issue-table tbody");
  var form = document.getElementById("filters");
  function changed(act) {
    return new Promise(function (resolve) {
      var start = performance.now(), blocked = 0;
      var tasks = new PerformanceObserver(function (list) {
        list.getEntries().forEach(function (entry) { blocked = Math.max(blocked, entry.duration); });
      });
      tasks.observe({ type: "longtask" });
      var observer = new MutationObserver(function () {
        observer.disconnect();
        requestAnimationFrame(function () {
          setTimeout(function () {
            var taken = performance.now() - start;
            setTimeout(function () { tasks.disconnect(); resolve({ taken: taken, blocked: blocked }); }, 50);
          }, 0);
        });
      });
      observer.observe(body, { childList: true });
      act();
    });
  }
  window.choose = function (values) {
    return changed(function () {
      Object.keys(values).forEach(function (name) { form.elements[name].value = values[name]; });
      form.dispatchEvent(new Event("input", { bubbles: true }));
    });
  };
  window.reset = function () {
    return changed(function () { form.querySelector("button[type=reset]").click(); });
  };
  window.sortBy = function (column) {
    return changed(function () {
      document.querySelectorAll("#issue-table thead th")[column].querySelector("button").click();
    });
  };
  window.rows = function () {
    var found = [], next = document.getElementById("next"), previous = document.getElementById("previous");
    while (!previous.disabled) { previous.click(); }
    for (;;) {
      Array.from(body.rows).forEach(function (row) {
        found.push([
          row.querySelector("summary b").textContent, row.querySelector(".key").textContent,
          row.cells[3].textContent, row.cells[5].textContent, row.cells[6].firstChild.textContent
        ]);
      });
      if (next.disabled) { return found; }
      next.click();
    }
  };
})()
"""


def rows(page):
    return [row[:3] + [number(row[3])] + row[4:] for row in page.run("rows()")]


def check_list(page, issues, listed, name):
    """Filters, searches and sorts, and compares what is shown with `listed`."""
    page.run(DRIVER)
    expect(
        sorted(rows(page)) == sorted(map(issues.row, listed)), f"{name}: the list is not issues.jsonl"
    )
    slowest = {"filter": 0, "sort": 0, "blocked": 0}

    def timed(kind, script):
        times = page.run(script)
        slowest[kind] = max(slowest[kind], times["taken"])
        slowest["blocked"] = max(slowest["blocked"], times["blocked"])

    def compare(what, wanted):
        expect(
            sorted(rows(page)) == sorted(map(issues.row, wanted)),
            f"{name}: {what} shows {len(rows(page))} issues, issues.jsonl has {len(wanted)}",
        )
        said = page.run("document.getElementById('shown').textContent")
        expect(
            not wanted or str(len(wanted)) in re.findall(r"\d+", said),
            f"{name}: {what} says “{said}”",
        )

    fields = {
        "severity": lambda issue: issue["rule"]["severity"],
        "outcome": lambda issue: issue["outcome"],
        "pack": lambda issue: issue["rule"]["pack"],
        "department": lambda issue: issue["rule"]["department"],
        "status": lambda issue: issue["status"],
    }
    for field, value in fields.items():
        choices = page.run(f"Array.from(document.querySelector('[name={field}]').options, o => o.value)")
        expect(
            sorted(choices[1:]) == sorted(set(map(value, listed))), f"{name}: the choices of {field}"
        )
        for choice in choices[1:]:
            timed("filter", f"choose({json.dumps({field: choice})})")
            compare(f"{field}={choice}", [issue for issue in listed if value(issue) == choice])
        timed("filter", "reset()")
    # Two filters at once.
    severity, department = fields["severity"](listed[0]), fields["department"](listed[-1])
    timed("filter", f"choose({json.dumps({'severity': severity, 'department': department})})")
    compare(
        "two filters",
        [
            issue for issue in listed
            if fields["severity"](issue) == severity and fields["department"](issue) == department
        ],
    )  # fmt: skip
    timed("filter", "reset()")
    # An order number, and a rule with a word of its message.
    orders = sorted({issue["order"] for issue in listed if issue["order"]})
    for text in (orders[0], orders[len(orders) // 2].lower(), "no such text"):
        timed("filter", f"choose({json.dumps({'search': text})})")
        compare(
            f"a search for {text}",
            [issue for issue in listed if text.lower() in json.dumps(issue, ensure_ascii=False).lower()],
        )
    timed("filter", "reset()")
    # By amount, the largest first; then turned round.
    amounts = [Decimal(issue["amount"]) for issue in listed if issue["amount"]]
    for descending in (True, False):
        timed("sort", "sortBy(5)")
        shown = [row[3] for row in rows(page)]
        wanted = [number(str(amount)) for amount in sorted(amounts, reverse=descending)]
        nothing = [""] * (len(listed) - len(amounts))
        wanted = wanted + nothing if descending else nothing + wanted
        expect(shown == wanted, f"{name}: sorted by amount, the order is not that of issues.jsonl")
    for column in (0, 1, 2, 3, 4, 6):
        timed("sort", f"sortBy({column})")
    timed("sort", "sortBy(5)")
    return slowest


def spoken(value, language):
    """How the page may say a value: a word of the model by its label; of a list the first element, since long
    lists are cut."""
    first = value.split(", ")[0][:400]
    return [WORDS.get((first, language), first), first]


def read_words():
    """The labels of the words of all fields. The same word has the same label in all that are tried here."""
    model = json.loads(Path("Rules/model.json").read_text(encoding="utf-8"))
    return {
        (word, language): label
        for entity in model["entities"]
        for field in entity["fields"]
        for word, labels in field.get("values", {}).items()
        for language, label in labels.items()
    }


WORDS = read_words()


def check_evidence(page, issues, name):
    """The largest finding's evidence: one click in the list of the largest, or Tab and Enter in that of all."""
    issue = issues.largest()
    place = f"{issue['subject']['file']}:{issue['subject']['line']}"
    values = [item["value"] for item in issue["evidence"] if item["value"]]
    spots = [[place]] + [spoken(value, issues.language) for value in values[:12]]

    def compare(text, how):
        for spot in spots:
            expect(
                any(way in text for way in spot), f"{name}: {how}, the largest finding does not show {spot}"
            )
        digits = text.replace(",", "")
        for side in ("expected", "actual"):
            if issue[side]:
                ways = spoken(issue[side], issues.language)
                expect(any(way in digits for way in ways), f"{name}: {how}, no {side} value {ways}")

    box = page.run(
        "(function () { var s = document.querySelector('#largest summary'); s.scrollIntoView({block: 'center', "
        "behavior: 'instant'}); var r = s.getBoundingClientRect(); return [r.x + 40, r.y + 10]; })()"
    )
    page.click(*box)
    page.settle()
    expect(page.run("document.querySelector('#largest details').open"), f"{name}: a click opens nothing")
    compare(page.run("document.querySelector('#largest tbody tr').innerText"), "after one click")

    # Sorted by amount with the keyboard alone, then on to the first finding.
    page.run("document.querySelectorAll('#issue-table thead button')[5].focus()")
    for _ in range(2):
        page.press("Enter", 13, "\r")
        page.settle()
        if page.run("document.querySelector('[aria-sort]').getAttribute('aria-sort')") == "descending":
            break
    for _ in range(3):
        if page.run("document.activeElement.localName") == "summary":
            break
        page.press("Tab", 9)
    page.press("Enter", 13, "\r")
    page.settle()
    text = page.run("(document.querySelector('#issue-table details[open]') || {innerText: ''}).innerText")
    row = page.run("document.querySelector('#issue-table tbody tr').innerText")
    expect(text and text in row, f"{name}: Tab and Enter open nothing")
    compare(text, "opened with the keyboard")


def check_without_scripts(browser, path, issues, name):
    page = browser.page()
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    page.open(path)
    expect(not page.complaints(), f"{name} without scripts: {page.complaints()}")
    text = page.run("document.body.innerText")
    expect(page.run("document.getElementById('filters').hidden"), f"{name}: filters that do nothing")
    rows = page.run("document.querySelector('#issue-table table').tBodies[0].rows.length")
    expect(rows == min(50, len(issues.all)), f"{name} without scripts: {rows} rows")
    empty = page.run(
        "Array.from(document.querySelectorAll('main section')).filter(s => s.innerText.length < 20).length"
    )
    expect(empty == 0, f"{name} without scripts: {empty} sections are empty")
    expect(issues.largest()["subject"]["key"] in text, f"{name} without scripts: no largest finding")
    page.run("document.querySelector('#issue-table summary').click()")
    opened = page.run("document.querySelector('#issue-table details[open]').innerText")
    expect(":" in opened and len(opened) > 100, f"{name} without scripts: no evidence")
    page.close()


# -- What every page has to be


def check_page(browser, path, language, name):
    """On screen and on paper, wide and narrow, light and dark, everything closed and open."""
    page = browser.page()
    page.open(path)
    least, places = 21, {}
    for media, scheme, widths in (
        ("screen", "light", (1280, 390)), ("screen", "dark", (1280, 390)), ("print", "light", (PAPER_WIDTH,)),
    ):  # fmt: skip
        page.show_as(media, scheme)
        for width in widths:
            page.resize(width)
            for is_open in (False, True):
                opening = f"document.querySelectorAll('details').forEach(d => d.open = {str(is_open).lower()})"
                page.run(opening)
                page.settle(0.1)
                result = page.run(f"window.wantedLanguage = '{language}'; " + AUDIT)
                expect(result["texts"] > 0, f"{name}: nothing to read")
                least = min(least, result["leastContrast"])
                view = f"{media}, {scheme}, {width} px{', open' if is_open else ''}"
                for fault in result["faults"]:
                    places.setdefault(fault, []).append(view)
                if KEPT and not is_open:
                    page.screenshot(KEPT / f"{name}-{media}-{scheme}-{width}.png")
            if KEPT and media == "screen":
                page.run("document.querySelectorAll('details').forEach((d, i) => d.open = i < 2)")
                page.screenshot(KEPT / f"{name}-{media}-{scheme}-{width}-open.png")
    for fault, views in places.items():
        expect(False, f"{name}: {fault} ({views[0]}{f' and {len(views) - 1} more' if views[1:] else ''})")
    page.run("document.querySelectorAll('details').forEach(d => d.open = false)")
    pdf = (KEPT or WORK) / f"{name}.pdf"
    page.show_as("print")
    page.pdf(pdf)
    data = pdf.read_bytes()
    boxes = {tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox\s*\[([^\]]*)\]", data)}
    expect(
        len(boxes) == 1 and all(abs(box[2] - 595) < 1 and abs(box[3] - 842) < 1 for box in boxes),
        f"{name}: the PDF is not on A4: {boxes}",
    )
    expect(not page.complaints(), f"{name}: {page.complaints()}")
    page.close()
    sheets = len(re.findall(rb"/Type\s*/Page\b", data))
    print(f"  {name}: lowest contrast {least:.2f}, {sheets} sheets of A4")


PLANTED = """<!DOCTYPE html><html lang="fr"><head><title>x</title></head><body><main><h1>x</h1><h3>y</h3>
<p style="color:#999">faint</p><input><svg width="9" height="9"></svg><img src="http://127.0.0.1:9/x.png">
<table><tr><th>x</th></tr></table><div style="width:3000px">wide</div><a href="#none">z</a>
<script>console.error("told"); setTimeout(function () { throw new Error("thrown"); }, 0)</script></main></body></html>"""


def check_the_checks(browser):
    """A page with one of each fault, every one of which has to be found."""
    path = WORK / "planted.html"
    path.write_text(PLANTED)
    page = browser.page()
    page.open(path)
    found = page.complaints() + page.run("window.wantedLanguage = 'en'; " + AUDIT)["faults"]
    for fault in (
        "request: http://127.0.0.1:9/x.png", "console.error: told", "Error: thrown", "lang is “fr”",
        "h3 “y” comes after", "contrast 2.85", "without a label", "a picture without", "a table without",
        "without a scope", "px wide", "leads nowhere",
    ):  # fmt: skip
        expect(any(fault in sentence for sentence in found), f"a planted fault was not found: {fault}")
    page.close()


# -- The suites


def check_samples(browser):
    for language in ("zh-Hans", "en"):
        folder = WORK / f"sample-{language}"
        ledger = folder / "ledger"
        inspect("SampleData/2025-09", "2025-09", folder / "2025-09", language, ledger)
        paicha(
            "issues", "import", "SampleData/整改反馈_202509.csv", "--apply", "--ledger", ledger, "--rules",
            "Rules", "--by", "订单管理中心", "--on", "2025-10-15",
        )  # fmt: skip
        paicha(
            "issues", "waive", "6afbae82", "--reason", "税务机关已受理更正", "--approver", "戚远山", "--until",
            "2025-12-31", "--ledger", ledger, "--rules", "Rules", "--by", "订单管理中心", "--on", "2025-10-16",
        )  # fmt: skip
        out = folder / "2025-10"
        inspect("SampleData/2025-10", "2025-10", out, language, ledger, as_of="2025-11-07")
        issues = Issues(out, language)
        name = f"report-{language}"
        page = browser.page()
        page.open(out / "report.html")
        check_list(page, issues, issues.all, name)
        check_evidence(page, issues, name)
        expect(not page.complaints(), f"{name}: {page.complaints()}")
        page.close()
        check_without_scripts(browser, out / "report.html", issues, name)
        check_page(browser, out / "report.html", language, name)
        for notice in sorted((out / "notices").glob("*.html")):
            check_page(browser, notice, language, f"{notice.stem}-{language}")
        largest = issues.largest()
        case = folder / "case.html"
        paicha(
            "show", largest["order"], "--period", "2025-10", "--as-of", "2025-11-07", "--data",
            "SampleData/2025-10", "--lang", language, "--html", case,
        )  # fmt: skip
        check_page(browser, case, language, f"case-{language}")
        paicha("rules", "docs", "--lang", language, "--out", folder / "rules")
        check_page(browser, folder / "rules/rules.html", language, f"rules-{language}")


def check_many(browser):
    """Just as many issues as a page holds, and more, of which it holds the foremost."""
    for orders, expected in ((23_800, range(95_000, 100_001)), (24_000, range(100_001, 110_000))):
        folder = WORK / f"many-{orders}"
        exports.write(folder / "data", orders)
        inspect(folder / "data", "2025-09", folder / "out")
        issues = Issues(folder / "out", "zh-Hans")
        expect(len(issues.all) in expected, f"{len(issues.all)} issues were found, not {expected}")
        check_long_list(browser, folder / "out/report.html", issues)


def check_long_list(browser, path, issues):
    listed = issues.listed()
    page = browser.page()
    start = time.monotonic()
    page.open(path)
    loaded = time.monotonic() - start - 0.2
    slowest = check_list(page, issues, listed, "many")
    check_evidence(page, issues, "many")
    expect(not page.complaints(), f"many: {page.complaints()}")
    page.close()
    print(
        f"  {len(issues.all)} issues, {len(listed)} of them in the page of {path.stat().st_size:,} bytes: loaded "
        f"in {loaded:.1f} s, slowest filter {slowest['filter']:.0f} ms, sort {slowest['sort']:.0f} ms, longest "
        f"block {slowest['blocked']:.0f} ms"
    )
    expect(max(slowest.values()) < 2000, f"filtering or sorting takes {slowest}")


def check_hostile(browser):
    data, ledger = WORK / "hostile", WORK / "hostile-ledger"
    hostile.write(data)
    for language in ("zh-Hans", "en"):
        out = WORK / f"hostile-{language}"
        inspect(data, "2025-09", out, language, ledger, statuses=(2,))
        for fault in hostile_outputs.faults(out):
            expect(False, f"hostile-{language}: {fault}")
        # The notices of all departments are made alike: one of them, and that of the major issues.
        notices = [out / "notices/major-issues.html", out / "notices/legal.html"]
        for path in [out / "report.html", *notices]:
            name = f"hostile-{path.stem}-{language}"
            check_page(browser, path, language, name)
            page = browser.page()
            page.open(path)
            page.run("document.querySelectorAll('details').forEach(d => d.open = true)")
            page.settle(0.5)
            expect(not page.complaints(), f"{name}: {page.complaints()}")
            strange = page.run(
                "Array.from(document.querySelectorAll('img, iframe, object, embed, link, base, script[src], "
                "a:not([href^=\"#\"]):not([href^=\"notices/\"])'), e => e.outerHTML.slice(0, 90))"
            )
            expect(not strange, f"{name}: foreign elements: {strange}")
            handlers = page.run(
                "Array.from(document.querySelectorAll('*')).filter(e => Array.from(e.attributes).some("
                "a => a.name.startsWith('on'))).length"
            )
            expect(handlers == 0, f"{name}: {handlers} elements with handlers")
            uneven = page.run(
                "Array.from(document.querySelectorAll('table')).filter(t => new Set(Array.from(t.rows, "
                "r => Array.from(r.cells).reduce((n, c) => n + c.colSpan, 0))).size > 1).length"
            )
            expect(uneven == 0, f"{name}: {uneven} tables have lost their columns")
            page.close()


def peak_mebibytes(process):
    """What a process has held at most; what it was forked from does not count, as it does in getrusage."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0


def check_long(browser):
    """Values of megabytes: cut where a person reads, whole in issues.jsonl, and never many times in memory."""
    data, out = WORK / "long", WORK / "long-out"
    hostile.write_long(data)
    size = sum(path.stat().st_size for path in data.iterdir())
    start = time.monotonic()
    with open(WORK / "long-said", "wb") as said:
        process = subprocess.Popen(
            [PAICHA, "run", "--rules", "Rules", "--data", data, "--period", "2025-09", "--out", out, "--lang", "en"],
            stdout=said, stderr=said,
        )  # fmt: skip
    peak = 0
    while process.poll() is None:
        peak = max(peak, peak_mebibytes(process.pid))
        time.sleep(0.01)
    seconds, told = time.monotonic() - start, (WORK / "long-said").stat().st_size
    expect(process.returncode == 1, f"long: the run ended with {process.returncode}")
    expect(told < 100_000, f"long: {told} bytes were told")
    path = out / "report.html"
    page = path.read_text()
    expect("…[+999,6" in page, "long: the page does not say how much was cut")
    expect(len(page) < 4_000_000, f"long: the page has {len(page)} characters")
    expect(peak < 10 * size / 2**20, f"long: {peak:.0f} MiB for {size / 2**20:.0f} MiB of exports")
    for fault in hostile_outputs.faults(out, texts=[]):
        expect(False, f"long: {fault}")
    check_page(browser, path, "en", "long")
    sizes = ", ".join(
        f"{name} {(out / name).stat().st_size:,}" for name in ("report.html", "report.md", "issues.csv", "rejects.csv")
    )
    print(
        f"  cells of 3 and 10 MB, {size / 2**20:.0f} MiB in all: {seconds:.1f} s, {peak:.0f} MiB at most; bytes: {sizes}"
    )


def main():
    path = find_browser()
    if not path:
        print("NOT RUN: there is no chromium on the PATH")
        return 77
    if KEPT:
        KEPT.mkdir(parents=True, exist_ok=True)
    only = os.environ.get("PART", "")
    with Browser(path, WORK / "profile") as browser:
        check_the_checks(browser)
        for name, part in (
            ("samples", check_samples), ("many", check_many), ("hostile", check_hostile), ("long", check_long),
        ):  # fmt: skip
            if only in ("", name):
                part(browser)
    print(f"{len(failures)} failures" if failures else "everything is as it should be")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
