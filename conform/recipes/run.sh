#!/usr/bin/env bash
# The recipes of the appendix "Is Your Port Right?", each run on what `microgpt
# export` writes, and each refusing a gradient that is wrong.
set -euo pipefail
cd "$(dirname "$0")"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
microgpt() { cargo run -q --release --locked -p microgpt -- "$@"; }
microgpt export "$folder/right" >/dev/null
cc -O2 -Wall -Werror -o "$folder/port" port.c -lm

# Slopes that are not those of the loss.
cp -r "$folder/right" "$folder/wrong"
sed -i -E 's/^(slope wte |      "wte": )(-?)[0-9]/\1\29/' \
  "$folder/wrong/gradient.txt" "$folder/wrong/gradient.json"

check() {
  local name=$1 right wrong
  shift
  right=$("$@" "$folder/right" check | grep -c ' right$')
  [ "$right" = 27 ] || { echo "$name: $right of 27 slopes are right"; exit 1; }
  if "$@" "$folder/wrong" check >"$folder/said"; then
    echo "$name: takes wrong slopes for right"
    exit 1
  fi
  wrong=$(grep -c ' wte .*WRONG$' "$folder/said")
  [ "$wrong" = 3 ] || { echo "$name: $wrong of 3 are refused"; exit 1; }
  echo "$name: 27 slopes right, 3 wrong ones refused"
}
check slopes.py python3 slopes.py
check port.mjs node port.mjs
check port.c "$folder/port"

microgpt conform -- node port.mjs "$folder/right"
microgpt conform -- "$folder/port" "$folder/right"
