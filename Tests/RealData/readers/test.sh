#!/usr/bin/env bash
# Two public collections of files that are hard to read: the JSON test suite, with files that a reader
# must accept or refuse, and csv-spectrum, with what is to be read in each file.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
json="$DATA/data/parsers/JSONTestSuite/test_parsing"
csv="$DATA/data/parsers/csv-spectrum"
for needed in "$json/y_array_empty.json" "$csv/csvs/simple.csv" "$csv/json/simple.json"; do
  [ -f "$needed" ] || {
    echo "skipped: there is no $(basename "$needed") in $(dirname "$needed")"
    exit 77
  }
done

status=0
python3 "$here/json_test_suite.py" "$PAICHA" "$json" || status=1
python3 "$here/csv_spectrum.py" "$PAICHA" "$csv" "$WORK" || status=1
exit $status
