//! Listings: the blocks of a page that show code of the chapters' crates.

use std::io;
use std::ops::Range;
use std::path::Path;

use fs_err as fs;

use crate::directive::{Target, directives};
use crate::markdown::{CodeBlock, code_blocks};
use crate::page::Page;
use crate::path::is_kind;

/// A block of Rust whose only line includes an anchor.
#[derive(Debug)]
pub struct Listing {
    /// The bytes of the page, with the fences.
    pub range: Range<usize>,
    /// The info string: `rust`, and perhaps flags.
    pub info: String,
    /// The code that it shows.
    pub target: Target,
}

/// Every listing of a page.
pub fn listings(page: &Page) -> Vec<Listing> {
    let listing = |block: CodeBlock| {
        let [(_, line)] = block.lines.as_slice() else {
            return None;
        };
        if !block.is_rust() {
            return None;
        }
        let directives = directives(line);
        let directive = directives.first().filter(|directive| {
            directive.name == "include"
                && directive.range == (0..line.trim_end().len())
        })?;
        let target = directive.target(page.folder())?;
        Some(Listing {
            range: block.range,
            info: block.info?,
            target,
        })
    };
    code_blocks(page).into_iter().filter_map(listing).collect()
}

/// The two sides of each diff that a page includes, the older first. A diff
/// shows the newer: the lines that it leaves out are those of the older, which a
/// page before it shows.
///
/// # Errors
///
/// If a diff cannot be read.
pub fn diffs(root: &Path, page: &Page) -> io::Result<Vec<[Target; 2]>> {
    let included = directives(&page.text)
        .into_iter()
        .filter_map(|directive| directive.target(page.folder()))
        .filter(|target| is_kind(&target.file, "diff"));
    let mut diffs = Vec::new();
    for diff in included {
        let text = fs::read_to_string(root.join(&diff.file))?;
        let side = |mark| text.lines().find_map(|it| it.strip_prefix(mark));
        if let (Some(older), Some(newer)) = (side("--- "), side("+++ ")) {
            diffs.push([older, newer].map(Target::parse));
        }
    }
    Ok(diffs)
}

#[cfg(test)]
mod tests {
    use super::listings;
    use crate::page::Page;

    #[test]
    fn only_a_lone_include_in_a_rust_block_is_a_listing() {
        let page = Page {
            path: "src/a.md".into(),
            text: "\
```rust
{{#include ../a.rs:b}}
```

```rust
let x = 1;
```

```text
{{#include a.txt}}
```

> ```rust
> {{#include ../a.rs:c}}
> ```
"
            .into(),
        };
        let anchors: Vec<_> = listings(&page)
            .into_iter()
            .map(|listing| listing.target.anchor.unwrap())
            .collect();
        assert_eq!(anchors, ["b", "c"]);
    }
}
