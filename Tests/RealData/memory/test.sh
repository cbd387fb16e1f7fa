#!/usr/bin/env bash
# Months larger than the memory that runs may take: the same results as with all of it, little memory, and nothing
# left in the temporary folder, not even by runs that are killed or find it full. No data is needed; SEED=… draws other
# moments and sizes, KILLS=… how many runs are killed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../../.."
bench=$(dirname "$PAICHA")/paicha-bench
[ -x "$bench" ] || { echo "NOT RUN: there is no program at $bench: make build" >&2; exit 77; }
python3 "$here/memory.py" "$PAICHA" "$bench" "$WORK"
