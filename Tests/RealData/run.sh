#!/usr/bin/env bash
# Runs Paicha over real exports, which cannot be part of this repository, and compares what it finds
# with figures got in other ways.
#
#   make test-real DATA=<folder> [ONLY=<suite>]
#
# A suite is a folder beside this file with a test.sh. It is given PAICHA (the release program), DATA (the
# folder, absolute) and WORK (a folder of its own, removed afterwards), and exits 0 when all is well or 77
# when DATA does not hold what it needs, or a program that it needs is missing. Any other status is a failure.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

stop() {
  echo "make test-real: $1" >&2
  exit 2
}

[ -n "${DATA:-}" ] || stop "say where the exports are: make test-real DATA=<folder> [ONLY=<suite>]"
DATA=$(cd "$DATA" 2>/dev/null && pwd) || stop "there is no folder '$DATA'"
[ -x "${PAICHA:=$here/../../.build/release/paicha}" ] || stop "there is no program at $PAICHA: make build"
command -v python3 >/dev/null || stop "the figures are compared with Python: install python3"
export PAICHA DATA

suites=()
for script in "$here"/*/test.sh; do suites+=("$(basename "$(dirname "$script")")"); done
if [ -n "${ONLY:-}" ]; then
  [ -f "$here/$ONLY/test.sh" ] || stop "there is no suite '$ONLY'; there are: ${suites[*]}"
  suites=("$ONLY")
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=()
ran=0
for suite in "${suites[@]}"; do
  echo "== $suite"
  mkdir "$scratch/$suite"
  status=0
  WORK="$scratch/$suite" "$here/$suite/test.sh" || status=$?
  case $status in
    0) ran=$((ran + 1)) ;;
    77) [ -z "${ONLY:-}" ] || stop "'$suite' was not run: what it needs is not there" ;;
    *) failed+=("$suite") ;;
  esac
done

if [ ${#failed[@]} -gt 0 ]; then
  echo "failed: ${failed[*]}" >&2
  exit 1
fi
[ "$ran" -gt 0 ] || stop "$DATA holds nothing that a suite could run on"
echo "passed: $ran of ${#suites[@]} suites"
