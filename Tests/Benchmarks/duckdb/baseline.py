"""The same 40 rules over the same files in DuckDB, as somebody would write it who knows databases.

    baseline.py EXPORTS CALENDAR OUT [--threads N] [--format csv|jsonl]

EXPORTS is the folder of a month of `paicha-bench generate`, CALENDAR a file of Rules/calendar, OUT the CSV file
that gets the issue records: rule, key, expected, actual, amount.
"""

import argparse
import datetime
import json
import sys
from pathlib import Path

import duckdb

from jsonlines import from_json_lines
from rules import SUBJECTS

HERE = Path(__file__).resolve().parent


def main(arguments):
    connection = duckdb.connect(config={"threads": arguments.threads})
    connection.execute("SET preserve_insertion_order = false")
    connection.execute("SET VARIABLE folder = ?", [arguments.exports])
    first, counts = working_days(arguments.calendar)
    connection.execute("SET VARIABLE first_day = ?::DATE", [first])
    connection.execute("SET VARIABLE working_days = ?::INTEGER[]", [counts])
    connection.execute((HERE / "macros.sql").read_text(encoding="utf-8"))
    load = (HERE / "load.sql").read_text(encoding="utf-8")
    connection.execute(from_json_lines(load) if arguments.format == "jsonl" else load)
    prepare(connection)
    connection.execute(
        "CREATE TABLE issues (rule VARCHAR, key VARCHAR, expected VARCHAR, actual VARCHAR, amount VARCHAR)"
    )
    for subject in SUBJECTS:
        connection.execute("INSERT INTO issues " + judged(*subject))
    connection.execute("COPY issues TO ? (HEADER)", [arguments.out])


def prepare(connection):
    """What several subjects need of the orders."""
    connection.execute(
        "CREATE TABLE duplicate_orders AS SELECT id, count(*) AS number_of, max(total) AS total"
        " FROM orders GROUP BY id HAVING count(*) > 1"
    )
    # A number that two orders bear leads to neither.
    connection.execute(
        "CREATE VIEW known_orders AS SELECT * FROM orders ANTI JOIN duplicate_orders USING (id)"
    )
    # There are many orders to a customer: each code is checked once. In one statement the optimizer would check
    # them before it makes them distinct.
    connection.execute("CREATE TABLE codes AS SELECT DISTINCT customer_tax_number AS code FROM orders")
    connection.execute(
        "CREATE TABLE invalid_codes AS SELECT code FROM codes WHERE NOT is_credit_code(code)"
    )


def judged(source, key, rules):
    """One pass over the subject: joined once, every rule looked at, and a record for each that fails."""
    failing = " OR ".join(f"({fails})" for _, fails, *_ in rules)
    records = ", ".join(
        f"CASE WHEN {fails} THEN {{'rule': '{rule}', 'key': {key}, 'expected': ({expected})::VARCHAR,"
        f" 'actual': ({actual})::VARCHAR, 'amount': ({amount})::VARCHAR}} END"
        for rule, fails, expected, actual, amount in rules
    )
    return (
        "SELECT issue.rule, issue.key, issue.expected, issue.actual, issue.amount FROM"
        f" (SELECT unnest([{records}]) AS issue FROM {source} WHERE {failing})"
        " WHERE issue IS NOT NULL"
    )


def working_days(path):
    """The first day that the calendar covers, and for it and each day after it the working days so far."""
    calendar = json.loads(Path(path).read_text(encoding="utf-8"))
    holidays, workdays = set(calendar["holidays"]), set(calendar["workdays"])
    day = datetime.date.fromisoformat(calendar["from"])
    last = datetime.date.fromisoformat(calendar["to"])
    first, counts, count = day, [], 0
    while day <= last:
        text = day.isoformat()
        count += text in workdays or (day.weekday() < 5 and text not in holidays)
        counts.append(count)
        day += datetime.timedelta(days=1)
    return first, counts


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("exports")
    parser.add_argument("calendar")
    parser.add_argument("out")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--format", choices=["csv", "jsonl"], default="csv")
    main(parser.parse_args())
