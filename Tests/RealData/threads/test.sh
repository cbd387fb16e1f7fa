#!/usr/bin/env bash
# Small months out of twenty seeds, in every format, inspected by one thread, two and eight: the same results, byte
# for byte. No data is needed; SEED=… begins with another seed than 1.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../../.."
bench=$(dirname "$PAICHA")/paicha-bench
[ -x "$bench" ] || { echo "NOT RUN: there is no program at $bench: make build" >&2; exit 77; }
python3 "$here/threads.py" "$PAICHA" "$bench" "$WORK" --seed "${SEED:-1}"
