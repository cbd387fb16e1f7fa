"""The tables of SampleData/README.md, which the scripts write and the tests read."""

from workdays import PROJECT

README = PROJECT / "SampleData/README.md"


def replace_section(name, lines):
    """Puts `lines` between the marks of the section `name`."""
    text = README.read_text("utf-8")
    start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    head, rest = text.split(start)
    _, tail = rest.split(end)
    README.write_text(head + start + "\n" + "\n".join(lines) + "\n\n" + end + tail, "utf-8")


def table(name):
    """The rows of the table in the section `name`, as lists of cells."""
    text = README.read_text("utf-8")
    body = text.split(f"<!-- {name} -->\n")[1].split(f"<!-- end of {name} -->")[0]
    rows = [line for line in body.split("\n") if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]
