#!/usr/bin/env bash
# The functions for Chinese documents: published vectors, and other programs where they are installed
# (python-stdnum, chinesecalendar, cn2an from PyPI).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
[ -f "$DATA/domain/vectors.json" ] && [ -f "$DATA/domain/vat-rates.json" ] || exit 77
python3 "$here/vectors.py" "$PAICHA" "$DATA/domain/vectors.json" "$here/../../../Rules" "$WORK"
