use crate::page::body::Body;
use crate::read::markdown::tests::{at, body, check};

/// `Key smith {@smith} {[@smith]}`: form, key, and what its spans cover.
fn citations(text: &str, body: &Body) -> Vec<String> {
    body.citations
        .iter()
        .map(|mark| {
            let (span, group) = (at(text, mark.span), at(text, mark.group));
            if span == group {
                format!("{:?} {} {{{span}}}", mark.form, mark.key)
            } else {
                format!("{:?} {} {{{span}}} {{{group}}}", mark.form, mark.key)
            }
        })
        .collect()
}

/// The keys alone.
fn keys(_: &str, body: &Body) -> Vec<String> {
    body.citations.iter().map(|mark| mark.key.clone()).collect()
}

#[test]
fn lists_of_values_cite_nothing() {
    let none: &[&str] = &[];
    check(
        &[
            ("the weights x = [1, 2, 3] hold", none),
            ("send {\"ids\": [1, 2]} twice", none),
            ("all are [1,1,1] now", none),
            (r"channels \[ 358, 488, 550, 650 \] |", none),
            ("| dqlbukwRfQ[1].vANAX |", none),
            ("it helps[1].Rest does", &["1"]),
            ("it helps [ 3, 4 ]", &["3", "4"]),
            ("it helps [1, 2, 3]", &["1", "2", "3"]),
            ("it helps [3,3]", &["3", "3"]),
            ("as shown: [1]", &["1"]),
            (r"it helps \[210, 211\]", &["210", "211"]),
        ],
        keys,
    );
}

#[test]
fn pandoc_keys() {
    check(
        &[
            ("a [@smith2020].", &["Key smith2020 {@smith2020} {[@smith2020]}"]),
            ("[see @a, p. 3; @b]", &["Key a {@a} {[see @a, p. 3; @b]}", "Key b {@b} {[see @a, p. 3; @b]}"]),
            ("[-@key]", &["Key key {@key} {[-@key]}"]),
            ("as @smith said", &["InText smith {@smith}"]),
            ("-@smith said", &["InText smith {@smith}"]),
            ("@smith [p. 3] said", &["InText smith {@smith} {@smith [p. 3]}"]),
            ("@smith[chap. 2]", &["InText smith {@smith} {@smith[chap. 2]}"]),
            ("@smith [@b]", &["InText smith {@smith}", "Key b {@b} {[@b]}"]),
            ("@smith [1]", &["InText smith {@smith}", "Number 1 {1} {[1]}"]),
            ("@smith.", &["InText smith {@smith}"]),
            (
                "@Foo_bar.baz., @Foo_bar--baz",
                &["InText Foo_bar.baz {@Foo_bar.baz}", "InText Foo_bar {@Foo_bar}"],
            ),
            ("[@{a b.}]", &["Key a b. {@{a b.}} {[@{a b.}]}"]),
            ("@{https://x.org/a?b=c.} says", &["InText https://x.org/a?b=c. {@{https://x.org/a?b=c.}}"]),
            (
                "[@doi:10.1371/journal.pbio.1002195]",
                &[
                    "Key doi:10.1371/journal.pbio.1002195 {@doi:10.1371/journal.pbio.1002195} {[@doi:10.1371/journal.pbio.1002195]}",
                ],
            ),
            (
                "[@url:https://x.org/a_b.html]",
                &[
                    "Key url:https://x.org/a_b.html {@url:https://x.org/a_b.html} {[@url:https://x.org/a_b.html]}",
                ],
            ),
            ("[@a_b; @c_d]", &["Key a_b {@a_b} {[@a_b; @c_d]}", "Key c_d {@c_d} {[@a_b; @c_d]}"]),
            ("[@müller2020]", &["Key müller2020 {@müller2020} {[@müller2020]}"]),
            ("[@2020who]", &["Key 2020who {@2020who} {[@2020who]}"]),
            (
                "[see @a [p. 3]; @b]",
                &["Key a {@a} {[see @a [p. 3]; @b]}", "Key b {@b} {[see @a [p. 3]; @b]}"],
            ),
            ("[[@a]]", &["Key a {@a} {[@a]}"]),
            ("[@a\n; @b]", &["Key a {@a} {[@a\n; @b]}", "Key b {@b} {[@a\n; @b]}"]),
            ("> [@a;\n> @b]", &["Key a {@a} {[@a;\n> @b]}", "Key b {@b} {[@a;\n> @b]}"]),
            ("[*see* @a]", &["Key a {@a} {[*see* @a]}"]),
            ("| x |\n|-|\n| y [@a] |", &["Key a {@a} {[@a]}"]),
            ("## Causes [@a]", &["Key a {@a} {[@a]}"]),
            ("[@a]\n\n[@a]: doi:10.1000/x", &["Key a {@a} {[@a]}"]),
            ("text @a\n\n@b", &["InText a {@a}", "InText b {@b}"]),
        ],
        citations,
    );
}

#[test]
fn what_is_no_key() {
    check(
        &[
            ("mail help@nhs.uk or <help@nhs.uk> or a_@b.c", &[]),
            ("`@a` `[@b]`\n\n    @c\n", &[]),
            ("[follow @us](https://x.org/@us) https://x.org/@us x.org/@us", &[]),
            ("\\@a [\\@b] &#64;c", &[]),
            ("at 3 @ 4, @, @-, @@a", &[]),
            ("call @8am or @3pm", &[]),
            ("@fig:neck [@tbl:a; @eq:b] +@sec:c", &[]),
            ("<!-- @a --> <span title=\"@b\">", &[]),
            ("[@a](b)", &[]),
        ],
        citations,
    );
}

#[test]
fn footnotes_defined_and_not() {
    check(
        &[
            ("a[^1] b[^x]\n\n[^1]: c", &["Footnote 1 {[^1]}", "Footnote x {[^x]}"]),
            ("a[^Note]\n\n[^note]: c", &["Footnote note {[^Note]}"]),
            ("a![^1]\n\n[^1]: b", &["Footnote 1 {[^1]}"]),
            ("a[^1][^2]", &["Footnote 1 {[^1]}", "Footnote 2 {[^2]}"]),
            ("a[^1]: b", &["Footnote 1 {[^1]}"]),
            ("a<sup>[^1]</sup>\n\n[^1]: b", &["Footnote 1 {[^1]}"]),
            ("a^[An *inline* note.] b", &["Footnote ^1 {^[An *inline* note.]}"]),
            ("a^[b [@k] c] d^[e]", &["Footnote ^1 {^[b [@k] c]}", "Key k {@k} {[@k]}", "Footnote ^2 {^[e]}"]),
            ("a\\[^1] `[^1]` [^a b] [^] [^a^b]", &[]),
            ("[^1]: b [^2]", &["Footnote 2 {[^2]}"]),
        ],
        citations,
    );
}

#[test]
fn numbers_in_brackets() {
    check(
        &[
            ("spasms [1].", &["Number 1 {1} {[1]}"]),
            ("spasms[1]", &["Number 1 {1} {[1]}"]),
            ("a b [1,2]", &["Number 1 {1} {[1,2]}", "Number 2 {2} {[1,2]}"]),
            (
                "a b [1, 3–5]",
                &[
                    "Number 1 {1} {[1, 3–5]}",
                    "Number 3 {3} {[1, 3–5]}",
                    "Number 4 {3–5} {[1, 3–5]}",
                    "Number 5 {5} {[1, 3–5]}",
                ],
            ),
            ("a b [1][2]", &["Number 1 {1} {[1]}", "Number 2 {2} {[2]}"]),
            ("a b \\[1\\]", &["Number 1 {1} {[1\\]}"]),
            ("a b [[1]](#ref-1)", &["Number 1 {1} {[[1]](#ref-1)}"]),
            ("a b [1, p. 3] [2 pp 4-5]", &["Number 1 {1} {[1, p. 3]}", "Number 2 {2} {[2 pp 4-5]}"]),
            ("hepatitis B[1] vitamin d [2]", &["Number 1 {1} {[1]}", "Number 2 {2} {[2]}"]),
            ("after age 40 [3]", &["Number 3 {3} {[3]}"]),
            ("in 1999 [3-4]", &["Number 3 {3} {[3-4]}", "Number 4 {4} {[3-4]}"]),
            ("désirée[1]", &["Number 1 {1} {[1]}"]),
            ("| a [1] | [2] |\n|--|--|", &["Number 1 {1} {[1]}", "Number 2 {2} {[2]}"]),
            ("- pain [1]\n  - more [2]", &["Number 1 {1} {[1]}", "Number 2 {2} {[2]}"]),
            ("# Causes [1]", &["Number 1 {1} {[1]}"]),
            ("*pain* **[1]**", &["Number 1 {1} {[1]}"]),
            // A number that the page lists no reference for is one of who is quoted.
            ("> *pain* **[1]**", &[]),
            ("> pain [1]\n\n# References\n1. A", &["Number 1 {1} {[1]}"]),
            ("$A^{[2]}$ and $x_[2]$", &[]),
            ("It costs $5 [1] and not $6 [2].", &["Number 1 {1} {[1]}", "Number 2 {2} {[2]}"]),
            ("k.sq\\[1\\] is the first.", &[]),
            ("It helps.[1] pain\\[2\\]", &["Number 1 {1} {[1]}", "Number 2 {2} {[2\\]}"]),
            ("[1]", &["Number 1 {1} {[1]}"]),
            ("a [Smith][1]", &["Number 1 {1} {[1]}"]),
            ("<p>pain [1]</p>", &["Number 1 {1} {[1]}"]),
        ],
        citations,
    );
    check(&[("a b [1-3; 7]", &["1", "2", "3", "7"]), ("a b [2, 4 - 6]", &["2", "4", "5", "6"])], keys);
}

#[test]
fn what_are_no_numbers() {
    check(
        &[
            ("- [x] a\n- [ ] b", &[]),
            ("pain [1](a.md) and [2]\n\n[2]: b.md", &[]),
            ("x[1] arr_x[2] `a[3]`", &[]),
            ("[0] [2019] [1.5] [1a] [a1] [-1] [1-] [5-3] [,1] [1,,2] [01] [1 2] []", &[]),
            ("median 7 [5-10], 12.5 [8-14], 54% [45-63]", &[]),
            ("[95% CI 1-2] [5 mg] [1-200]", &[]),
            ("[pain [1]](a.md)", &[]),
            ("pain <code>[1]</code> <!-- [1] -->", &[]),
        ],
        citations,
    );
}

#[test]
fn superscripts() {
    check(
        &[
            ("spasms.¹ More", &["Superscript 1 {¹}"]),
            ("spasms¹² and", &["Superscript 12 {¹²}"]),
            ("spasms²,³ and", &["Superscript 2 {²} {²,³}", "Superscript 3 {³} {²,³}"]),
            ("spasms¹⁻³.", &["Superscript 1 {¹} {¹⁻³}", "Superscript 2 {¹⁻³}", "Superscript 3 {³} {¹⁻³}"]),
            ("spasms ¹ and", &["Superscript 1 {¹}"]),
            ("“pain”² (pain)³", &["Superscript 2 {²}", "Superscript 3 {³}"]),
            ("vitamin D² and hepatitis B³", &["Superscript 2 {²}", "Superscript 3 {³}"]),
            ("pain<sup>1</sup>", &["Superscript 1 {1} {<sup>1</sup>}"]),
            (
                "pain<sup>1, 2</sup>",
                &["Superscript 1 {1} {<sup>1, 2</sup>}", "Superscript 2 {2} {<sup>1, 2</sup>}"],
            ),
            ("pain.<SUP>[1]</SUP>", &["Superscript 1 {1} {<SUP>[1]</SUP>}"]),
            ("<p>pain<sup class=r>1</sup></p>", &["Superscript 1 {1} {<sup class=r>1</sup>}"]),
            ("pain<sup>[1](#r1)</sup>", &["Superscript 1 {1} {<sup>[1](#r1)</sup>}"]),
            (
                "pain<sup><a href=\"#r1\">1</a></sup>",
                &["Superscript 1 {1} {<sup><a href=\"#r1\">1</a></sup>}"],
            ),
            ("pain<sup>[\\[1\\]](#r1)</sup>", &["Superscript 1 {1} {<sup>[\\[1\\]](#r1)</sup>}"]),
            ("pain[¹](#r1)", &["Superscript 1 {¹} {[¹](#r1)}"]),
            (
                "pain^1^ and^2,3^",
                &["Superscript 1 {1} {^1^}", "Superscript 2 {2} {^2,3^}", "Superscript 3 {3} {^2,3^}"],
            ),
            ("pain^[1]^", &["Superscript 1 {1} {^[1]^}"]),
        ],
        citations,
    );
}

#[test]
fn what_are_no_superscript_citations() {
    check(
        &[
            ("5 m² and 3 cm³ and kg/m² and mm² and ft² and mg/kg²", &[]),
            ("10³ and 10⁻³ and 2⁴", &[]),
            ("10<sup>3</sup> cells, m<sup>2</sup>, kg/m<sup>2</sup>", &[]),
            ("R² and x² and χ² and P²", &[]),
            ("1<sup>st</sup> x<sup>TM</sup> Ca<sup>2+</sup> x<sup>a</sup>", &[]),
            ("Ca²⁺ and Fe³⁺ and O²⁻", &[]),
            ("¹⁴C and ¹³¹I and iodine-¹³¹ and <sup>18</sup>F", &[]),
            ("s⁻¹ and m⁻²", &[]),
            ("2^10^ x^2 ^st^ ^ 1^", &[]),
            ("pain<sup>[1](https://x.org)</sup> and [1](#r1)", &[]),
            ("pain<sup>2020</sup> and x¹²³⁴", &[]),
            ("`a¹` <code>b<sup>1</sup></code>", &[]),
        ],
        citations,
    );
}

#[test]
fn numbers_in_references_cite_nothing() {
    check(
        &[
            ("Pain [1].\n\n## References\n\n1. Smith [2] a.¹\n2. Jones<sup>1</sup>", &["Number 1 {1} {[1]}"]),
            ("[^1]: J Pain [Internet] 2020;1[2]:3 [4].", &[]),
            ("## Sources\n\n- Smith [@a]", &["Key a {@a} {[@a]}"]),
            ("[1] Smith J. A title of a paper. J Pain.", &[]),
            ("¹ Smith J. A title of a paper. J Pain.", &[]),
            ("## References\n\n1. A\n\n## Next\n\nPain [1].", &["Number 1 {1} {[1]}"]),
        ],
        citations,
    );
}

#[test]
fn ranges_do_not_fill_the_memory() {
    let text = "a [1-99] ".repeat(10_000);
    let found = body(&text).citations;
    assert!(found.len() < 20_000 + 1_000 + text.len() / 8, "{}", found.len());
    assert_eq!(found.first().map(|mark| mark.key.as_str()), Some("1"));
    assert_eq!(found.last().map(|mark| mark.key.as_str()), Some("99"));
}
