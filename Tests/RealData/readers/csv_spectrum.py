"""Compares what Paicha reads in the files of csv-spectrum with the JSON that lies beside them.

    csv_spectrum.py PAICHA FOLDER WORK

FOLDER holds `csvs` and `json`. The collection exists in copies that are damaged in two places; what is
done about it is said in the last line, and a copy without the damage is compared as it lies there:

- Files named for their CR LF line ends may have lost the CRs, as Git does by its own choice. To
  newlines_crlf that matters, for its JSON still has CR LF in a value: a copy with the line ends restored
  is compared instead. The other ones, whose values hold no line ends, are compared in both forms.
- The JSON of location_coordinates gives another phone number than the CSV, and it is one object instead
  of a list of it. What Python's csv module reads in the CSV is compared instead, after making sure that
  it differs from the JSON in the phone number only.

Every difference is listed, and the exit status is then 1.
"""

import csv
import json
import subprocess
import sys
from pathlib import Path

SECONDS = 20
PHONE = "Contact Phone Number"


def read(paicha, path):
    """The values of all records, or the words of the program when it read none."""
    command = [paicha, "inspect", "--format", "csv", "--records", "100000", str(path)]
    try:
        ended = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False
        )
        lines = ended.stdout.decode("utf-8").split("\n")
        records = [json.loads(line)["values"] for line in lines if line.strip()]
    except subprocess.TimeoutExpired:
        return f"not done after {SECONDS} s"
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError) as error:
        return f"what the program printed is no list of records: {error}"
    if ended.returncode != 0:
        words = ended.stderr.decode("utf-8", errors="replace").strip()
        return f"the program ended with {ended.returncode}: {words}"
    return records


def read_by_python(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def with_cr(path, work):
    """A copy with CR LF line ends, within quotes as well."""
    copy = Path(work) / path.name
    copy.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    return copy


def main(paicha, folder, work):
    equal = {"as they lie there": 0}
    again = []
    faults = []
    files = sorted((Path(folder) / "csvs").glob("*.csv"))

    def compare(name, path, expected):
        actual = read(paicha, path)
        if isinstance(actual, str):
            faults.append(f"{name}: {actual}")
        elif actual != expected:
            faults.append(f"{name}: expected {shown(expected)}, got {shown(actual)}")
        else:
            return True
        return False

    for path in files:
        name = path.stem
        expected = json.loads((Path(folder) / "json" / f"{name}.json").read_text(encoding="utf-8"))
        if isinstance(expected, dict):
            expected = [expected]
        kind = "as they lie there"
        lies = path
        if name.endswith("_crlf") and b"\r" not in path.read_bytes():
            restored = with_cr(path, work)
            if any("\r" in value for record in expected for value in record.values()):
                kind, lies = f"{name} with its line ends restored", restored
            elif compare(f"{name} with CR LF", restored, expected):
                again.append(name)
        elif name == "location_coordinates":
            by_python = read_by_python(path)
            if by_python != expected:
                if not differs_only_in_phone(by_python, expected):
                    faults.append(f"{name}: the CSV and the JSON differ in more than {PHONE}")
                    continue
                kind = f"{name} but for a phone number that the CSV itself writes otherwise"
                expected = by_python
        equal[kind] = equal.get(kind, 0) + compare(name, lies, expected)

    for fault in faults:
        print(fault)
    count = sum(equal.values())
    kinds = [f"{equal.pop('as they lie there')} as they lie there"]
    kinds += [kind for kind, is_equal in equal.items() if is_equal]
    print(f"csv-spectrum: {count} of {len(files)} equal ({', '.join(kinds)})")
    if again:
        print(f"csv-spectrum: equal with CR LF line ends too: {', '.join(again)}")
    return 1 if faults or not files else 0


def differs_only_in_phone(one, other):
    def without_phone(records):
        return [{key: record[key] for key in record if key != PHONE} for record in records]

    return (
        without_phone(one) == without_phone(other)
        and all(record.get(PHONE) for record in one + other)
    )


def shown(records):
    return json.dumps(records, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
