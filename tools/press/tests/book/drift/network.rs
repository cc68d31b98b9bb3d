//! What a browser would load from elsewhere.

use super::{Drift, Edit, Fate, caught, said};

/// The kinds.
pub const DRIFTS: &[Drift] = &[
    said(
        "a picture from elsewhere",
        "into <img src=\"https://example.org/x.png\"> this.",
        "loaded from another host",
    ),
    said(
        "a picture from elsewhere without its scheme",
        "into <img src=\"//example.org/x.png\"> this.",
        "loaded from another host",
    ),
    said(
        "a picture for some screens from elsewhere",
        "into <img srcset=\"a.png 1x, https://example.org/x.png 2x\"> this.",
        "loaded from another host",
    ),
    said(
        "a picture in Markdown from elsewhere",
        "into ![x](https://example.org/x.png) this.",
        "loaded from another host",
    ),
    said(
        "a script from elsewhere",
        "into <script src=\"https://example.org/x.js\"></script> this.",
        "loaded from another host",
    ),
    said(
        "a style from elsewhere",
        "into <link rel=\"stylesheet\" href=\"https://example.org/x.css\"> this.",
        "loaded from another host",
    ),
    said(
        "a frame from elsewhere",
        "into <iframe src=\"https://example.org/\"></iframe> this.",
        "loaded from another host",
    ),
    said(
        "an object from elsewhere",
        "into <object data=\"https://example.org/x.svg\"></object> this.",
        "loaded from another host",
    ),
    said(
        "a film from elsewhere",
        "into <video poster=\"https://example.org/x.png\"></video> this.",
        "loaded from another host",
    ),
    said(
        "a picture in a drawing from elsewhere",
        "into <svg><image href=\"https://example.org/x.png\"/></svg> this.",
        "loaded from another host",
    ),
    said(
        "a symbol in a drawing from elsewhere",
        "into <svg><use xlink:href=\"https://example.org/x.svg#a\"/></svg> this.",
        "loaded from another host",
    ),
    said(
        "a form that is sent elsewhere",
        "into <form action=\"https://example.org/\"></form> this.",
        "loaded from another host",
    ),
    said(
        "a background from elsewhere",
        "into <b style=\"background: url(https://example.org/x.png)\">x</b> this.",
        "loaded from another host",
    ),
    said(
        "a script in a page that loads",
        "into <script>fetch('https://example.org/')</script> this.",
        "loaded from another host",
    ),
    caught(
        "a style sheet that loads a font",
        "theme/book.css",
        ".figure",
        "@font-face { src: url(\"https://example.org/x.woff2\"); }\n.figure",
        "loaded from another host",
    ),
    caught(
        "a style sheet that imports",
        "theme/book.css",
        ".figure",
        "@import \"https://example.org/x.css\";\n.figure",
        "loaded from another host",
    ),
    caught(
        "a script that imports",
        "widgets/elements/main.js",
        "const SVG",
        "import { a } from \"https://example.org/x.js\";\nconst SVG",
        "loaded from another host",
    ),
    caught(
        "a script that fetches",
        "widgets/elements/main.js",
        "document.",
        "await fetch(\"https://example.org/\");\ndocument.",
        "loaded from another host",
    ),
    caught(
        "a script that fetches a constant",
        "widgets/elements/main.js",
        "document.",
        "const HOME = \"https://example.org/\";\nfetch(HOME);\ndocument.",
        "loaded from another host",
    ),
    caught(
        "a script that reports",
        "widgets/elements/main.js",
        "document.",
        "navigator.sendBeacon(\"https://example.org/\");\ndocument.",
        "loaded from another host",
    ),
    caught(
        "a script that opens a socket",
        "widgets/elements/main.js",
        "document.",
        "new WebSocket(\"wss://example.org/\");\ndocument.",
        "loaded from another host",
    ),
    Drift {
        kind: "a drawing that loads",
        file: "src/fixture/sketch.svg",
        edit: Edit::Write(
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"https://example.org/x.png\"/></svg>\n",
        ),
        fate: Fate::Caught("loaded from another host"),
    },
    Drift {
        kind: "a template that loads",
        file: "theme/head.hbs",
        edit: Edit::Write(
            "<script src=\"https://example.org/x.js\"></script>\n",
        ),
        fate: Fate::Caught("loaded from another host"),
    },
    caught(
        "a setting that loads mathematics",
        "book.toml",
        "mathjax-support = false",
        "mathjax-support = true",
        "loaded from another host",
    ),
];
