#!/usr/bin/env bash
# The example documents of UBL 2.0 and 2.1 and of Peppol: orders, order responses, despatch and receipt
# advices, invoices, credit notes. Each is read by its content alone, and its values are compared with
# those that Python finds. Documents of other kinds lie among them and must not be taken for these.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
documents="$DATA/data/ubl"
[ -f "$documents/oasis/UBL-Invoice-2.1-Example.xml" ] || {
  echo "skipped: there is no oasis/UBL-Invoice-2.1-Example.xml in $documents"
  exit 77
}

while IFS= read -r document; do
  output="$WORK/outputs/${document#"$documents"/}"
  mkdir -p "$(dirname "$output")"
  status=0
  timeout 20 "$PAICHA" inspect --rules "$here/../../../Rules" --records 1000 "$document" \
    >"$output.jsonl" 2>"$output.err" || status=$?
  echo $status >"$output.status"
done < <(find "$documents" -name '*.xml' | sort)

python3 "$here/expected.py" "$documents" "$WORK/outputs"
