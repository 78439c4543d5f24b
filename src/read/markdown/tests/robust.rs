use proptest::prelude::*;

use crate::base::span::Span;
use crate::base::steps::within;
use crate::page::body::Body;
use crate::page::see::Reading;
use crate::read::markdown::read;
use crate::words::prose::Prose;

/// All spans of a body.
fn spans(body: &Body) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    spans.extend(body.blocks.iter().map(|block| block.span));
    spans.extend(body.headings.iter().flat_map(|heading| [heading.span, heading.text_span]));
    spans.extend(body.headings.iter().filter_map(|heading| heading.id_span));
    spans.extend(body.anchors.iter().map(|anchor| anchor.span));
    spans.extend(body.links.iter().flat_map(|link| [link.span, link.label_span, link.target_span]));
    spans.extend(body.sees.iter().flat_map(|see| [see.span, see.label_span, see.lead_span]));
    spans.extend(body.citations.iter().flat_map(|mark| [mark.span, mark.group]));
    spans.extend(body.entries.iter().flat_map(|entry| [entry.span, entry.mark_span]));
    spans.extend(body.entries.iter().flat_map(|entry| entry.urls.iter().map(|(_, span)| *span)));
    spans
}

fn proses(body: &Body) -> impl Iterator<Item = &Prose> {
    body.blocks.iter().map(|block| &block.prose).chain(body.entries.iter().map(|entry| &entry.prose))
}

/// Checks what holds of every text.
fn hold(text: &str, start: usize) -> Result<(), TestCaseError> {
    let body = read(text, start, &Reading::default());
    for span in spans(&body) {
        prop_assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
    }
    for prose in proses(&body) {
        let visible = prose.text();
        for (from, c) in visible.char_indices() {
            let span = prose.span(from..from + c.len_utf8());
            let source = text.get(span.range());
            prop_assert!(source.is_some(), "{span:?} of {text:?}");
            // A character stands for itself, or for something else and then for all of it.
            let same = source == Some(c.encode_utf8(&mut [0; 4]));
            prop_assert!(
                same || c == '\n'
                    || c == ' '
                    || source.is_some_and(|source| source.starts_with(['&', '\0', '\\'])),
                "{c:?} from {source:?} in {text:?}"
            );
        }
    }
    for see in &body.sees {
        if let Some(link) = see.link {
            prop_assert!(body.links.get(link).is_some_and(|link| see.span.contains(link.span)));
        }
        prop_assert!(!see.label.is_empty());
    }
    for mark in &body.citations {
        prop_assert!(mark.group.contains(mark.span), "{mark:?} of {text:?}");
    }
    prop_assert!(body.links.is_sorted_by_key(|link| link.span.start));
    prop_assert!(body.citations.is_sorted_by_key(|mark| mark.span.start));
    prop_assert!(body.headings.is_sorted_by_key(|heading| heading.span.start));
    prop_assert!(body.blocks.is_sorted_by_key(|block| block.span.start));
    prop_assert!(body.entries.is_sorted_by_key(|entry| entry.span.start));
    prop_assert!(body.anchors.is_sorted_by_key(|anchor| anchor.span.start));
    Ok(())
}

/// Text made of what means something to the reader.
fn markdownish() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "[",
        "]",
        "(",
        ")",
        "[[",
        "]]",
        "![",
        "](",
        "](x)",
        "<",
        ">",
        "\n",
        "\n\n",
        "\r\n",
        "  \n",
        "\\\n",
        "\\",
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "~~",
        "# ",
        "## ",
        "\n---\n",
        "\n===\n",
        "- ",
        "1. ",
        "2) ",
        "> ",
        "    ",
        "\t",
        "|",
        "\n|-|-|\n",
        "[^1]",
        "[^1]: ",
        "[a]: b\n",
        "[a][b]",
        "@key",
        "[@a; @b]",
        "@{",
        "}",
        "^",
        "^[",
        "^1^",
        "[1]",
        "[1-3]",
        "¹",
        "²⁻⁴",
        "<sup>1</sup>",
        "<sup>",
        "</sup>",
        "<a href=x>",
        "</a>",
        "<a id='y'>",
        "<div>\n",
        "</div>\n",
        "<h2>",
        "</h2>",
        "<li>",
        "<ol>",
        "<pre>",
        "<code>",
        "</code>",
        "<script>",
        "<!--",
        "-->",
        "<br>",
        "<img src=a alt=b>",
        "&amp;",
        "&",
        ";",
        "{#id}",
        "{: #x}",
        "{",
        "https://",
        "www.",
        "x.org",
        "See ",
        "See also: ",
        "Watch: ",
        "Neck Pain",
        "and ",
        ", ",
        ". ",
        "## References\n\n",
        "Sources:\n",
        "é",
        "🚑",
        "e\u{301}",
        "\u{feff}",
        "\0",
        "\u{a0}",
        "İ",
        "头",
        " ",
        "a",
        "b",
        "1",
        "2020",
        "\u{2028}",
        "\"",
        "'",
        ":",
        "$",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_is_read(text in markdownish(), start in 0..20_usize) {
        hold(&text, 0)?;
        hold(&text, start)?;
    }

    #[test]
    fn any_characters_are_read(text in "\\PC*") {
        hold(&text, 0)?;
    }
}

#[test]
fn no_input_takes_long() {
    let times = 10_000;
    for piece in [
        "[",
        "]",
        "(",
        "[]",
        "[[",
        "]]",
        "[[a",
        "![",
        "[a](",
        "](",
        "<",
        "<a ",
        "<a href=\"",
        "<!",
        "<!--",
        "> ",
        ">",
        "- ",
        "*",
        "**a",
        "_a_",
        "`",
        "~",
        "[^",
        "[^1]",
        "[^1]: ",
        "^[",
        "^",
        "^1",
        "@",
        "@a",
        "[@a",
        "@{",
        "[1",
        "[1,",
        "[1]",
        "[1-99]",
        "¹",
        "¹,",
        "{",
        "{#",
        "{#a",
        "https://",
        "https://)",
        "www.a",
        "www.a/)",
        "See ",
        "see [a](b) ",
        "See [A](b), ",
        "See: ",
        "Watch: ",
        "Watch: Neck Pain. ",
        "(Watch: ",
        "See Neck Pain\n",
        "- See Neck Pain\n",
        "See also:\n\n- [A](b)\n",
        "<div>",
        "<div>\n\n",
        "<div><!--\n\n",
        "<sup>",
        "<sup>1</sup>",
        "<a href=x>",
        "<pre>",
        "<h2>a",
        "<ol><li>",
        "&",
        "&amp;",
        "&a",
        "# a\n",
        "# a-1\n# a\n",
        "[a][b] ",
        "[a][b](c) ",
        "[a]: b\n",
        "[a]\n\n",
        "|a",
        "\n|-|\n",
        "[1] Neck pain is common\n",
        "\\",
        "\\[",
        "\0",
        "é",
        "\r",
        "\t",
    ] {
        for text in [piece.repeat(times), format!("## References\n\n{}", piece.repeat(times / 10))] {
            // A text read once for each of its pieces would take far more turns than it has bytes.
            let body = within(20 * text.len(), || read(&text, 0, &Reading::default()));
            assert!(spans(&body).iter().all(|span| text.get(span.range()).is_some()), "{piece:?}");
        }
    }
}

#[test]
fn deep_nesting_does_not_overflow() {
    let lists: String = (0..400).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect();
    for text in [
        lists,
        format!("{}a", "> ".repeat(50_000)),
        format!("{}a{}", "[".repeat(50_000), "](b)".repeat(50_000)),
        format!("{}a{}", "[see @x ".repeat(50_000), "]".repeat(50_000)),
        format!("{}a", "<div>".repeat(50_000)),
        format!("{}a{}", "*b ".repeat(50_000), "c*".repeat(50_000)),
    ] {
        let body = read(&text, 0, &Reading::default());
        assert!(!body.blocks.is_empty());
    }
}
