//! Listings: the blocks of a page that show code of the chapters' crates.

use std::ops::Range;

use crate::directive::{Target, directives};
use crate::markdown::{CodeBlock, code_blocks};
use crate::page::Page;

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
