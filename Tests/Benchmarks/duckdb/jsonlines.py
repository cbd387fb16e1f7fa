"""The same load from JSON Lines, where lines stand within their documents: another source for each SELECT of load.sql."""

import re

# What a file of lines has of the document that the lines stand in: columns of the lines by those of the document.
INHERITED = {
    "order-lines": ("orders", {"order id": "id"}),
    "contract-lines": ("contracts", {"contract id": "id"}),
    "invoice-lines": ("invoices", {"invoice id": "id", "order id": "order id"}),
    "shipment-lines": ("shipments", {"shipment id": "id", "order id": "order id"}),
}
READ_CSV = re.compile(r"read_csv\(getvariable\('folder'\) \|\| '/([a-z-]+)\.csv'.*?columns = \{(.*?)\}\)", re.DOTALL)


def from_json_lines(load):
    """Each file is read once: one with lines in it becomes a table, of which documents and lines are taken."""
    columns = {
        name: dict(re.findall(r"'([^']+)': '([^']+)'", text)) for name, text in READ_CSV.findall(load)
    }
    parents = {parent: lines for lines, (parent, _) in INHERITED.items()}
    documents = [
        f"CREATE TEMP TABLE {parent}_documents AS SELECT * FROM "
        + read_json(parent, columns[parent] | {"lines": structure(lines, columns[lines])}) + ";\n"
        for parent, lines in parents.items()
    ]  # fmt: skip

    def source(match):
        name = match[1]
        if name in parents:
            return f"{name}_documents"
        if name in INHERITED:
            return unnested(name)
        return read_json(name, columns[name])

    dropped = [f"DROP TABLE {parent}_documents;\n" for parent in parents if not is_read_later(load, parent)]
    return "".join(documents) + READ_CSV.sub(source, load) + "".join(dropped)


def read_json(name, columns):
    listed = ", ".join(f"'{column}': '{kind}'" for column, kind in columns.items())
    return (
        f"read_json(getvariable('folder') || '/{name}.jsonl', format = 'newline_delimited',"
        f" columns = {{{listed}}})"
    )


def structure(name, columns):
    _, inherited = INHERITED[name]
    own = ", ".join(f'"{column}" {kind}' for column, kind in columns.items() if column not in inherited)
    return f"STRUCT({own})[]"


def unnested(name):
    parent, inherited = INHERITED[name]
    outer = ", ".join(f'"{of_parent}" AS "{own}"' for own, of_parent in inherited.items())
    return f"(SELECT {', '.join(quoted(inherited))}, unnest(line) FROM (SELECT {outer}, unnest(lines) AS line FROM {parent}_documents))"


def quoted(names):
    return [f'"{name}"' for name in names]


def is_read_later(load, parent):
    """Whether a view of load.sql reads the lines only when rules are judged."""
    lines = next(lines for lines, (of, _) in INHERITED.items() if of == parent)
    return f"CREATE VIEW {lines.replace('-', '_')}" in load
