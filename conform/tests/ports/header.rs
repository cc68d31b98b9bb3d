//! What a port says before it trains, where that gives the cause away.

use conform::header::Header;
use conform::reference::Original;
use conform::{Log, Port, compare};

fn port(text: &str) -> Port {
    let mut log = Log::default();
    log.read(text.as_bytes());
    log.end();
    Port::new(&[log])
}

fn said(header: &str) -> String {
    let port = port(&format!("{header}\nstep 1 loss 3.5\nstep 2 loss 3.6\n"));
    compare(&port, Some(Original::LAST))
        .to_string()
        .replace("\n            ", " ")
}

#[test]
fn a_header_is_read_in_many_styles() {
    let right = Header {
        num_docs: Some(32_033),
        vocab_size: Some(27),
        num_params: Some(4192),
    };
    for text in [
        "num docs: 32033\nvocab size: 27\nnum params: 4192",
        "Loaded 32,033 docs\nVocabulary: 27 tokens\nmodel with 4,192 params",
        "num_docs=32033 vocab_size=27 num_params=4192",
        "docs 32033 | vocab 27 | params 4192",
        "number of documents: 32'033.\nvocab_size = 27\n4192 parameters.",
        "{\"num_docs\": 32033, \"vocab_size\": 27, \"params\": 4192}",
    ] {
        assert_eq!(port(text).header, right, "{text}");
    }
    for text in [
        "docs: names.txt\nvocab: a to z\nparams: 4.2K",
        "vocab size\n27",
        "step 1 loss 3.3\nnum docs: 7",
        "parameters of the model, 4192 bytes",
    ] {
        assert_eq!(port(text).header, Header::default(), "{text}");
    }
}

#[test]
fn a_header_that_differs_is_the_likely_cause() {
    for (header, part) in [
        (
            "num docs: 80000",
            "80,000 documents, and the original has 32,033",
        ),
        (
            "num docs: 32034",
            "an empty line, perhaps the one after the last",
        ),
        (
            "vocab size: 28",
            "28 tokens, and the original's 27: one too many",
        ),
        ("vocab size: 26", "26 tokens, and the original's 27: BOS is"),
        ("vocab size: 62", "the characters of names.txt are a to z"),
        (
            "num params: 3936",
            "3,936 parameters, and the original has 4,192: fewer by as many \
             as each of these has: wpe, layer0.attn_wq",
        ),
        ("num params: 3760", "these has: wte, lm_head."),
        ("num params: 4208", "The original has no biases"),
    ] {
        let said = said(header);
        assert!(said.contains("  header    It says"), "{said}");
        assert!(said.contains(part), "{said}");
    }
    // 28 tokens have two rows more, and that is no second cause.
    let said = said("vocab size: 28\nnum params: 4224");
    assert!(!said.contains("parameters, and"), "{said}");
}

#[test]
fn a_header_that_is_no_cause_is_not_told() {
    let right = "num docs: 32033\nvocab size: 27\nnum params: 4192";
    assert!(!said(right).contains("header"));
    // Where the losses are right, so is what they are made of.
    let port = port("vocab size: 26\nstep 1 loss 3.3660\nstep 2 loss 3.4243\n");
    assert!(!compare(&port, None).to_string().contains("header"));
}
