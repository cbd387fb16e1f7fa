#!/usr/bin/env bash
# Runs that are killed, and disks that fill up: what was there before is there after, and the next run comes to
# what an undisturbed one comes to. No data is needed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../../.."
python3 "$here/crashes.py" "$PAICHA" "$WORK"
