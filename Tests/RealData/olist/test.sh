#!/usr/bin/env bash
# The exports of a Brazilian marketplace, 2016 to 2018: 99,441 orders with lines, payments, customers and
# reviews. All of them are judged in one run, whatever the period it is filed under.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
packed="$DATA/data/olist"
[ -f "$packed/olist_orders_dataset.csv.gz" ] || {
  echo "skipped: there is no olist_orders_dataset.csv.gz in $packed"
  exit 77
}

mkdir "$WORK/exports"
for export in "$packed"/*.csv.gz; do
  gzip -dc "$export" >"$WORK/exports/$(basename "$export" .gz)"
done

for threads in 1 2; do
  status=0
  "$PAICHA" run --rules "$here/Rules" --data "$WORK/exports" --period 2018-08 --threads $threads \
    --ledger "$WORK/ledger-$threads" --out "$WORK/out-$threads" >"$WORK/summary-$threads" || status=$?
  if [ $status -ne 1 ]; then
    cat "$WORK/summary-$threads"
    echo "paicha run ended with $status; these exports have findings, so it should be 1" >&2
    exit 1
  fi
done

python3 "$here/expected.py" "$WORK/exports" >"$WORK/expected.tsv"
status=0
python3 "$here/../compare_findings.py" "$WORK/out-1/issues.jsonl" "$WORK/expected.tsv" "$here/published.tsv" ||
  status=1
python3 "$here/../compare_outputs.py" "$WORK/out-1" "$WORK/out-2" || status=1
exit $status
