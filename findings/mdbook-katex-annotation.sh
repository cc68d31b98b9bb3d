#!/usr/bin/env bash
# mdbook-katex 0.10.0 with `output = "mathml"`, and mdBook 0.5.4: each formula
# comes with its TeX, <annotation encoding="application/x-tex">, and Markdown
# reads that. Of $a*b*c$ it makes `a<em>b</em>c` within the MathML. HTML ends
# <math> before an <em>: Chromium's DOM has the rest, "b" in italics and "c", as
# text behind the formula.
# Why it matters: MathML is the output for screen readers, and a book on a GPT
# has stars and underscores in many formulas. A preprocessor that takes the
# annotations out, after katex, is the way out.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cargo install -q --locked --root "$folder/tools" \
  mdbook@0.5.4 mdbook-katex@0.10.0
export PATH="$folder/tools/bin:$PATH"
mkdir -p "$folder/book/src"
cd "$folder/book"
cat > book.toml <<'TOML'
[book]
title = "Formulas"

[preprocessor.katex]
after = ["links"]
output = "mathml"
no-css = true
TOML
printf -- '- [A](a.md)\n' > src/SUMMARY.md
printf '# A\n\nA product: $a*b*c$.\n' > src/a.md

mdbook build >log 2>&1
product=$(grep 'A product' book/a.html)
echo "$product"
if ! grep -qF 'x-tex">a<em>b</em>c</annotation>' <<<"$product"; then
  echo "not so any more"
  exit 1
fi
echo "as described above"
