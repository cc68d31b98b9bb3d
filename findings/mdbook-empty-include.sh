#!/usr/bin/env bash
# mdBook 0.5.4: an include that finds nothing is an empty block, or is shown as
# it is written, and `mdbook build` exits with 0. Seen: of a renamed anchor and
# of lines past the end of the file nothing is left, without a word; an anchor
# that never ends goes on to the end of the file; a file that is missing gives
# an error in the log, the braces in the page, and exit 0.
# Why it matters: in a book on a small GPT's code, a function that is renamed
# takes its listing away, and no build says so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cargo install -q --locked --root "$folder/tools" mdbook@0.5.4
mkdir -p "$folder/book/src"
cd "$folder/book"
printf '[book]\ntitle = "Includes"\n' > book.toml
printf -- '- [A](a.md)\n' > src/SUMMARY.md
cat > src/code.rs <<'RUST'
// ANCHOR: step
let a = 1;
// ANCHOR_END: step
// ANCHOR: open
let b = 2;
let c = 3;
RUST
cat > src/a.md <<'MARKDOWN'
# A

```text,renamed
{{#include code.rs:stop}}
```

```text,past
{{#include code.rs:100:200}}
```

```text,open
{{#include code.rs:open}}
```

A missing file: {{#include nothing.rs}}
MARKDOWN

status=0
"$folder/tools/bin/mdbook" build >log 2>&1 || status=$?
sed -n '/<main>/,/<\/main>/p' book/a.html
echo "exit $status"

has() {
  if ! grep -qzP "$1" book/a.html; then
    echo "not so any more: $1"
    exit 1
  fi
}
[ "$status" = 0 ]
has 'language-text renamed">\s*</code>'
has 'language-text past">\s*</code>'
has 'let b = 2;\nlet c = 3;\n</code>'
has 'A missing file: \{\{#include nothing.rs\}\}'
if grep -qE 'stop|100:200' log; then
  echo "not so any more: the log has a word on it"
  exit 1
fi
echo "as described above"
