#!/usr/bin/env bash
# What the GitHub Action of action.yml does. Reports are redacted, as claimlint check does for such formats unasked.
set -euo pipefail

program="$GITHUB_ACTION_PATH/dist/cli.js"
if [[ ! -f $program ]]; then
  (cd "$GITHUB_ACTION_PATH" && npm ci --ignore-scripts --no-audit --no-fund && node esbuild.mjs) >&2
fi

paths=()
while IFS= read -r path; do
  if [[ -n ${path// /} ]]; then paths+=("$path"); fi
done <<<"$CLAIMLINT_PATHS"

options=(--fail-on "$CLAIMLINT_FAIL_ON")
if [[ -n $CLAIMLINT_BASELINE ]]; then options+=(--baseline "$CLAIMLINT_BASELINE"); fi

check() {
  if [[ -n $CLAIMLINT_CHANGED_SINCE ]]; then
    git diff --name-only --relative --diff-filter=d -z "$CLAIMLINT_CHANGED_SINCE" -- "${paths[@]}" |
      node "$program" check "${options[@]}" --format "$1" --files-from -
  else
    node "$program" check "${options[@]}" --format "$1" -- "${paths[@]}"
  fi
}

status=0
check github || status=$?
if [[ -n $CLAIMLINT_SARIF ]]; then
  check sarif >"$CLAIMLINT_SARIF" || [[ $? -eq $status ]]
fi
echo "exit-code=$status" >>"$GITHUB_OUTPUT"
exit "$status"
