#!/usr/bin/env python3
"""Writes the months of SampleData and the tables of their faults in SampleData/README.md.

Always writes the same bytes. Run check_sample_data.py afterwards: it reads the exports back, judges
them with rules of its own, and compares what it finds with the table.
"""

import json
import random

from accuracy_faults import plant_accuracy_faults
from between_months import between_table, write_between
from catalogue_exports import write_catalogue_exports
from catalogue_faults import plant_catalogue_faults
from compliance_faults import plant_compliance_faults
from execution_exports import write_execution_exports
from execution_faults import execution_rejects, plant_execution_faults
from exports import write_complaints, write_exports
from further_faults import plant_further_faults
from intention_exports import write_intention_exports
from intention_faults import intention_rejects, plant_intention_faults
from logistics_faults import plant_logistics_faults
from month import make_month
from october_carry import carry
from october_exports import write_october
from october_faults import plant_october_faults
from october_month import make_october
from period import OCTOBER, SEPTEMBER
from numbering_faults import plant_numbering_faults
from planting import Planting
from readme import replace_section
from risk_exports import risk_reject_rows, write_risk_exports
from risk_faults import plant_risk_faults
from satisfaction_exports import write_satisfaction_exports
from satisfaction_faults import plant_satisfaction_faults, satisfaction_rejects
from tracking_exports import write_tracking_exports
from tracking_faults import plant_tracking_faults, tracking_rejects
from workdays import PROJECT, add_working_days

SEED = 20250901


def main():
    september = write_september()
    october = write_second_month(september)
    for planting in (september, october):
        replace_section(f"faults-{planting.month.period.name}", fault_table(planting))
        print(
            f"{planting.month.period.name}: {len(planting.month.orders)} orders, "
            f"{len(planting.rows)} faults of {len({row.rule for row in planting.rows})} rules"
        )


def write_september():
    """Writes the first month; gives back its book of faults, with the month in it."""
    planting = make_september()
    month, folder = planting.month, SEPTEMBER.folder
    folder.mkdir(parents=True, exist_ok=True)
    # Somebody typed a receipt without quotation marks: its amount falls apart.
    first = min(month.orders, key=lambda order: order.ordered_at).id
    by_hand = ["SK25099001", first, "货款", "现金零星收款", "20250930", "5", "000.00", "现金"]
    month.receipts_by_hand = [by_hand]
    write_exports(month, folder)
    write_complaints(month, folder)
    write_satisfaction_exports(month, folder)
    write_risk_exports(month, folder)
    write_tracking_exports(month, folder)
    write_catalogue_exports(month, folder)
    write_execution_exports(month, folder)
    write_intention_exports(month, folder)
    replace_section("rejects-2025-09", reject_table(planting, folder))
    return planting


def write_second_month(september):
    """Writes October, and what became in it of September's faults."""
    planting = make_october(september.month)
    plant_october_faults(planting, september)
    issues = carry(planting, september)
    OCTOBER.folder.mkdir(parents=True, exist_ok=True)
    write_october(planting.month, OCTOBER.folder)
    replace_section("issues", issue_table(issues))
    replace_section("between", between_table(write_between(september, issues)))
    replace_section("rejects-2025-10", october_rejects(OCTOBER.folder))
    return planting


def make_september():
    rng = random.Random(SEED)
    month = make_month(rng)
    planting = Planting(month, rng)
    plant_logistics_faults(planting)
    plant_compliance_faults(planting)
    plant_accuracy_faults(planting)
    plant_satisfaction_faults(planting, random.Random(SEED + 41))
    plant_risk_faults(planting, random.Random(SEED + 7))
    # What carriers say of an order and what its makers say are apart: both may be wrong of one.
    sound = planting.spare()
    plant_tracking_faults(planting, random.Random(SEED + 23))
    planting.hand_out_again(sound)
    plant_execution_faults(planting, random.Random(SEED + 63))
    plant_catalogue_faults(planting, random.Random(SEED + 23))
    plant_further_faults(planting)
    # Nor does what was asked for depend on how it was made and carried.
    planting.hand_out_again(sound)
    plant_intention_faults(planting, random.Random(SEED + 97))
    plant_numbering_faults(planting)
    return planting


def fault_table(planting):
    rows = sorted(planting.rows, key=lambda row: (row.rule, row.key))
    return [
        "| rule | subject | key | outcome | what was planted |",
        "| --- | --- | --- | --- | --- |",
    ] + [f"| {row.rule} | {row.entity} | {row.key} | {row.outcome} | {row.what} |" for row in rows]


def reject_table(planting, folder):
    """The rejects with their lines, which are those of the documents' keys in the written files."""
    rows = ["| file | line | column | what |", "| --- | --- | --- | --- |"]
    shipments = (folder / "发货单_202509.csv").read_text("utf-8-sig").split("\n")
    for _, key, column, what in planting.rejects:
        line = next(n for n, text in enumerate(shipments, 1) if text.startswith(key + ","))
        rows.append(f"| 发货单_202509.csv | {line} | {column} | {what} |")
    payments = (folder / "收款流水_202509.csv").read_text("gb18030").split("\n")
    line = next(n for n, text in enumerate(payments, 1) if text.startswith("SK25099001"))
    rows.append(f"| 收款流水_202509.csv | {line} |  | a record with one field too many |")
    rows += satisfaction_rejects(planting, folder)
    rows += risk_reject_rows(planting.month, folder)
    rows += tracking_rejects(folder)
    rows += execution_rejects(folder)
    rows += intention_rejects(folder)
    return rows


def issue_table(issues):
    """What was found in September on documents that stand in October's exports again."""
    due = due_days()
    rows = sorted(issues, key=lambda issue: (not issue.is_carried, issue.rule, issue.key))
    return [
        "| issue rule | key | due | in September | in October | what happened |",
        "| --- | --- | --- | --- | --- | --- |",
    ] + [
        f"| {issue.rule} | {issue.key} | {due[issue.rule]} | {issue.september} "
        f"| {'carried' if issue.is_carried else 'remedied'} | {issue.what} |"
        for issue in rows
    ]


def due_days():
    """Until when what a rule found on the last day of September was to be put right."""
    departments = json.loads((PROJECT / "Rules/departments.json").read_text("utf-8"))
    days = {d["id"]: d["dueDays"] for d in departments["departments"]}
    return {
        rule["id"]: add_working_days(SEPTEMBER.last, days[rule["department"]][rule["severity"]])
        for pack in sorted((PROJECT / "Rules/packs").glob("*.json"))
        for rule in json.loads(pack.read_text("utf-8"))["rules"]
    }


def october_rejects(folder):
    rows = ["| file | line | column | what |", "| --- | --- | --- | --- |"]
    for name, start, column, what in (
        ("订单成本_202510.csv", "1,205.00,310.00", "", "a record with two fields too many"),
        ("满意度调查_202510.csv", "2025/10/32", "回访时间", "2025/10/32 is no date"),
    ):
        lines = (folder / name).read_text("gb18030").split("\n")
        line = next(n for n, text in enumerate(lines, 1) if start in text)
        rows.append(f"| {name} | {line} | {column} | {what} |")
    return rows


if __name__ == "__main__":
    main()
