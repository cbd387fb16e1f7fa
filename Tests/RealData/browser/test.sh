#!/usr/bin/env bash
# Opens the pages that Paicha writes in Chromium: they load nothing, their lists agree with issues.jsonl, they can
# be read by everybody, on a phone, without scripts and on paper, and hostile exports do nothing in them. No data
# is needed. KEEP=<folder> keeps the pictures and the PDF documents.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../../.."
python3 "$here/browser.py" "$PAICHA" "$WORK"
