#!/usr/bin/env bash
# Operations on columns against the interpreter on 100,000 random expressions; no data is needed.
set -euo pipefail
cd "$(dirname "$0")/../../.."
swift build --build-tests --quiet
EXPRESSIONS=100000 swift test --skip-build --filter EngineAgreementTests > "$WORK/log" 2>&1 || {
  grep -E "seed|interpreter|Expectation" "$WORK/log" | head -20 >&2
  exit 1
}
echo "100,000 expressions, no difference"
