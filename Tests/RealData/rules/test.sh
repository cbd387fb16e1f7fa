#!/usr/bin/env bash
# Every example of every shipped rule, and every change of a rule that its examples must notice: its check
# taken out, each part of it turned round. No data is needed.
set -euo pipefail
cd "$(dirname "$0")/../../.."
"$PAICHA" rules test --rules Rules --mutate
