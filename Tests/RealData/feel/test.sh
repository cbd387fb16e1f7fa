#!/usr/bin/env bash
# Conformance cases of FEEL: both engines answer both files, and must give the same.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
[ -f "$DATA/feel/cases.jsonl" ] && [ -f "$DATA/feel/lifted.jsonl" ] || exit 77

for file in cases lifted; do
  for engine in interpreter columns; do
    "$PAICHA" eval --cases "$DATA/feel/$file.jsonl" --engine "$engine" \
      > "$WORK/$file.$engine" 2> /dev/null
  done
  if ! cmp -s "$WORK/$file.interpreter" "$WORK/$file.columns"; then
    echo "the engines differ on $file.jsonl:" >&2
    diff "$WORK/$file.interpreter" "$WORK/$file.columns" | head -20 >&2
    exit 1
  fi
done
python3 "$here/score.py" "$DATA/feel/cases.jsonl" "$WORK/cases.interpreter"
python3 "$here/score.py" "$DATA/feel/lifted.jsonl" "$WORK/lifted.columns"
