"""A crude check that expressions in Rules name only what the model and the parameters declare."""

import json
import re

from workdays import PROJECT

RULES = PROJECT / "Rules"

WORDS = """
    and or not if then else some every for in satisfies between null true false item rows
    abs count sum max min duration date normalised round half
    up distinct values starts with contains
    is valid uscc is valid mobile is valid waybill working days between decision
""".split()
FUNCTIONS = [
    "round half up",
    "distinct values",
    "starts with",
    "is valid uscc",
    "is valid mobile",
    "is valid waybill",
    "working days between",
]


def misspelt_names():
    """One sentence for each name that nothing declares."""
    model = json.loads((RULES / "model.json").read_text("utf-8"))
    names = set(FUNCTIONS) | set(
        json.loads((RULES / "parameters.json").read_text("utf-8"))["parameters"]
    )
    for entity in model["entities"]:
        names |= {field["name"] for field in entity["fields"]}
    names |= {relation["name"] for relation in model["relations"]}
    complaints = []
    for name in sorted(names):
        if set(name.split()) & {
            "and",
            "or",
            "not",
            "in",
            "for",
            "if",
            "then",
            "else",
            "between",
        } and (name not in FUNCTIONS):
            complaints.append(f"the name '{name}' holds a word of the language")
    for pack in sorted((RULES / "packs").glob("*.json")):
        for rule in json.loads(pack.read_text("utf-8"))["rules"]:
            complaints += [
                f"{rule['id']}: '{word}' is no name"
                for text in expressions(rule)
                for word in unknown_words(text, names)
            ]
    for kpi in json.loads((RULES / "kpis.json").read_text("utf-8"))["kpis"]:
        complaints += [
            f"{kpi['id']}: '{word}' is no name"
            for key in ("of", "count")
            if key in kpi
            for word in unknown_words(kpi[key], names)
        ]
    return complaints


def expressions(rule):
    yield from (
        rule[key] for key in ("when", "check", "expected", "actual", "amount") if key in rule
    )
    for text in rule["message"].values():
        yield from re.findall(r"\{([^{}]*)\}", text)


def unknown_words(text, names):
    text = re.sub(r'@?"[^"]*"', " ", text)
    variables = re.findall(r"(?:some|every|for) (\w+) in", text)
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<![\w]){re.escape(name)}(?![\w])", " ", text)
    return [
        word
        for word in re.findall(r"[A-Za-z_][\w]*", text)
        if word not in WORDS and word not in variables
    ]
