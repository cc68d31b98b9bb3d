#!/usr/bin/env bash
# mdBook 0.5.4: the page to print has all pages in one, and of two equal ids the
# second becomes `dot-1`. Links to it follow. `<use href="#dot">`, `url(#dot)`,
# `for="dot"` and `aria-labelledby="dot"` do not: in print, the second page's
# drawing uses the first page's shape, and a label names another page's field.
# Why it matters: in a book whose drawings come from one program, ids such as
# `arrow` or `clip` are on many pages, and each page by itself is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cargo install -q --locked --root "$folder/tools" mdbook@0.5.4
mkdir -p "$folder/book/src"
cd "$folder/book"
printf '[book]\ntitle = "Ids"\n' > book.toml
printf -- '- [A](a.md)\n- [B](b.md)\n' > src/SUMMARY.md
for page in a b; do
  cat > "src/$page.md" <<MARKDOWN
# Page $page

<svg><defs><g id="dot"></g></defs><use href="#dot"></use><g fill="url(#dot)"></g></svg>

<label for="dot">of $page</label> <b aria-labelledby="dot">of $page</b> [link](#dot)
MARKDOWN
done

"$folder/tools/bin/mdbook" build >log 2>&1
second=$(sed -n '/Page b/,$p' book/print.html | grep -E '<use href|<label for')
echo "$second"

for so in 'id="dot-1"' '<use href="#dot"' 'url(#dot)' 'for="dot"' \
  'aria-labelledby="dot"' '<a href="#dot-1"'; do
  if ! grep -qF "$so" <<<"$second"; then
    echo "not so any more: $so"
    exit 1
  fi
done
echo "as described above"
