"""What people did about September's issues before October was inspected.

The departments sent their spreadsheet back; an issue was given more time, one may stand, and one was
closed by what is on paper.
"""

import csv
import hashlib
import io
from types import SimpleNamespace

from workdays import PROJECT

SHEET = PROJECT / "SampleData/整改反馈_202509.csv"

# rule, key, cause, effect, measure, responsible, done, in October
SAID = [
    (
        "completed-order-not-signed",
        "DD25090265",
        ("人为", "无法确认客户收货", "已向客户补取签收单", "屠平野", "2025/10/13"),
        "reopened",
    ),
    (
        "payments-exceed-order",
        "DD25090133",
        ("流程", "多收 2,000 元", "已退回多收款", "祁晚晴", "2025/10/14"),
        "reopened",
    ),
    (
        "order-total-differs-from-lines",
        "DD25090264",
        ("系统", "", "订单系统合计字段下月修复", "舒砚秋", ""),
        "overdue",
    ),
    ("contact-phone-invalid", "DD25090242", ("", "", "", "邬一禾", ""), "overdue"),
    (
        "price-list-entries-overlap",
        "C404",
        ("人为", "旧价格没有截止日期", "已补录截止日期", "卞云岫", "2025/10/10"),
        "verified",
    ),
    (
        "customer-contact-unusable",
        "桑疏影",
        ("人为", "", "已补录联系人", "晏小满", "2025/10/10"),
        "verified",
    ),
]
EXTENDED = ("qualified-supplier-below-standard", "砚溪临汀胶合板厂")
WAIVED = ("invoice-far-from-delivery", "KP25090012")


def write_between(september, issues):
    """Writes the departments' spreadsheet; gives back the table of what was done."""
    entities = {(row.rule, row.key): row.entity for row in september.rows}
    carried = {(issue.rule, issue.key) for issue in issues}
    rows = []

    def add(rule, key, what, after):
        issue_id = issue_number(rule, entities[rule, key], key)
        rows.append(SimpleNamespace(id=issue_id, rule=rule, key=key, what=what, after=after))
        return issue_id

    said = [(add(rule, key, told(words), after), rule, key, words) for rule, key, words, after in SAID]
    add(*EXTENDED, "given until 2025-11-28", "carried")
    add(*WAIVED, "waived until 2025-12-31 by 戚远山", "waived")
    closed = next(
        row
        for row in sorted(september.rows, key=lambda row: (row.rule, row.key))
        if row.rule == "contract-clause-missing" and (row.rule, row.key) not in carried
    )
    add(closed.rule, closed.key, "closed: the clause is in the signed paper", "closed")
    write_sheet(said)
    return rows


def issue_number(rule, entity, key):
    """The first half of the SHA-256 of rule, kind of document and key."""
    return hashlib.sha256("\x1f".join((rule, entity, key)).encode("utf-8")).hexdigest()[:32]


def told(words):
    cause, effect, measure, responsible, done = words
    said = "; ".join(word for word in (cause, effect, measure, responsible) if word)
    return f"the sheet says: {said}" + (f", done on {done.replace('/', '-')}" if done else "")


def write_sheet(said):
    """As a spreadsheet program of a Chinese Windows saves it, with the columns that the departments kept."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    head = "问题编号 规则编号 单据编号 原因类别 影响 已采取措施 责任人 完成时间"
    writer.writerow(head.split())
    for issue_id, rule, key, words in said:
        writer.writerow([issue_id, rule, key, *words])
    SHEET.write_bytes(text.getvalue().encode("gb18030"))


def between_table(rows):
    return [
        "| handled rule | key | issue | what was done | in October |",
        "| --- | --- | --- | --- | --- |",
    ] + [f"| {row.rule} | {row.key} | {row.id[:8]} | {row.what} | {row.after} |" for row in rows]
