//! Text as BibTeX files write it: LaTeX accents and signs, braces that keep capitals, dashes and quotes.

use std::borrow::Cow;

use unicode_normalization::char::compose;

use crate::base::steps::step;

/// What of a value's markup means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A title, a name, a remark.
    Prose,
    /// An address or an identifier: dashes, quotes, `~` and `$` are what they are.
    Verbatim,
}

/// The text of a value as readers see it, with each run of blanks as one. Borrowed where it is what is written.
#[must_use]
pub fn text(written: &str, reading: Reading) -> Cow<'_, str> {
    let marked = |byte: u8| match reading {
        Reading::Prose => {
            matches!(byte, b'\\' | b'{' | b'}' | b'~' | b'$' | b'\n' | b'\r' | b'\t' | b'`' | b'\'')
        }
        Reading::Verbatim => matches!(byte, b'\\' | b'{' | b'}' | b'\n' | b'\r' | b'\t'),
    };
    let mut last = 0;
    let is_plain = written.bytes().all(|byte| {
        let repeats = byte == last && (byte == b' ' || byte == b'-' && reading == Reading::Prose);
        last = byte;
        !repeats && !marked(byte)
    });
    if is_plain {
        return Cow::Borrowed(written);
    }
    let mut decoder =
        Decoder { rest: written, reading, out: String::with_capacity(written.len()), math: false };
    while decoder.next() {
        step();
    }
    let words: Vec<&str> = decoder.out.split_whitespace().collect();
    let text = words.join(" ");
    match text == written {
        true => Cow::Borrowed(written),
        false => Cow::Owned(text),
    }
}

struct Decoder<'t> {
    rest: &'t str,
    reading: Reading,
    out: String,
    math: bool,
}

impl Decoder<'_> {
    /// Takes a piece of the text. False at its end.
    fn next(&mut self) -> bool {
        let prose = self.reading == Reading::Prose;
        let signs: &[(&str, &str)] = &[("---", "—"), ("--", "–"), ("``", "“"), ("''", "”")];
        if prose && let Some((sign, shown)) = signs.iter().find(|(sign, _)| self.rest.starts_with(sign)) {
            self.out.push_str(shown);
            self.skip(sign.len());
            return true;
        }
        let Some(c) = self.rest.chars().next() else {
            return false;
        };
        match c {
            '\\' => {
                self.skip(1);
                self.command();
                return true;
            }
            '{' | '}' => {}
            '$' if prose => self.math = !self.math,
            '^' | '_' if self.math => {}
            '~' if prose => self.out.push(' '),
            c => self.out.push(c),
        }
        self.skip(c.len_utf8());
        true
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or("");
    }

    /// What is after a backslash.
    fn command(&mut self) {
        let Some(c) = self.rest.chars().next() else {
            return;
        };
        if !c.is_ascii_alphabetic() {
            self.skip(c.len_utf8());
            match (combining(c), c) {
                (Some(mark), _) => self.accent(mark, false),
                (None, ',' | ';' | ':' | '!' | '/' | '-' | '(' | ')' | '[' | ']' | '@')
                    if self.reading == Reading::Prose =>
                {
                    if matches!(c, ',' | ';' | ':') {
                        self.out.push(' ');
                    }
                }
                (None, '\\') => self.out.push(' '),
                (None, c) => self.out.push(c),
            }
            return;
        }
        let length = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let name = self.rest.get(..length).unwrap_or("").to_owned();
        self.skip(length);
        if let Some(sign) = sign(&name) {
            self.end_of_name();
            self.out.push_str(sign);
            return;
        }
        if let ("b" | "c" | "d" | "H" | "k" | "r" | "u" | "v", Some(mark)) =
            (name.as_str(), name.chars().next().and_then(combining))
        {
            return self.accent(mark, true);
        }
        match name.as_str() {
            // Of a link the words count, not the address.
            "href" => self.skip_group(),
            // Fonts and sizes say nothing; the words in their braces come next.
            _ => self.end_of_name(),
        }
    }

    /// Blanks end the name of a command and are no part of the text, nor are empty braces: `\o{}`, `\ss `.
    fn end_of_name(&mut self) {
        self.rest = self.rest.strip_prefix("{}").unwrap_or_else(|| self.rest.trim_start_matches([' ', '\t']));
    }

    /// Puts a mark on the letter that follows, be it in braces or written as `\i`.
    fn accent(&mut self, mark: char, named: bool) {
        if named {
            self.rest = self.rest.trim_start();
        }
        let start = self.rest.trim_start_matches(['{', ' ']);
        let letters = start
            .strip_prefix('\\')
            .map(|name| (name, name.bytes().take_while(u8::is_ascii_alphabetic).count()));
        let (letter, after) = match letters {
            Some((name, length @ 1..)) => {
                let sign = sign(name.get(..length).unwrap_or("")).unwrap_or("");
                (sign.chars().next(), name.get(length..).unwrap_or("").trim_start())
            }
            _ => {
                let letter = start.chars().next().filter(|letter| letter.is_alphabetic());
                (letter, letter.map_or(start, |letter| start.get(letter.len_utf8()..).unwrap_or("")))
            }
        };
        let Some(letter) = letter else {
            return;
        };
        let letter = match letter {
            'ı' => 'i',
            'ȷ' => 'j',
            letter => letter,
        };
        match compose(letter, mark) {
            Some(composed) => self.out.push(composed),
            None => self.out.extend([letter, mark]),
        }
        self.rest = after;
    }

    /// Passes over a group in braces.
    fn skip_group(&mut self) {
        let start = self.rest.trim_start();
        if !start.starts_with('{') {
            return;
        }
        let mut depth = 0_usize;
        for (at, c) in start.char_indices() {
            step();
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.rest = start.get(at + 1..).unwrap_or("");
                return;
            }
        }
        self.rest = "";
    }
}

/// The Unicode mark of an accent.
fn combining(accent: char) -> Option<char> {
    Some(match accent {
        '`' => '\u{300}',
        '\'' | '´' => '\u{301}',
        '^' => '\u{302}',
        '~' => '\u{303}',
        '"' => '\u{308}',
        '=' => '\u{304}',
        '.' => '\u{307}',
        'u' => '\u{306}',
        'v' => '\u{30C}',
        'H' => '\u{30B}',
        'r' => '\u{30A}',
        'c' => '\u{327}',
        'k' => '\u{328}',
        'd' => '\u{323}',
        'b' => '\u{331}',
        _ => return None,
    })
}

/// Commands that stand for a sign, in text and in mathematics.
fn sign(name: &str) -> Option<&'static str> {
    Some(match name {
        "i" | "imath" => "ı",
        "j" | "jmath" => "ȷ",
        "o" => "ø",
        "O" => "Ø",
        "l" => "ł",
        "L" => "Ł",
        "ae" => "æ",
        "AE" => "Æ",
        "oe" => "œ",
        "OE" => "Œ",
        "aa" => "å",
        "AA" => "Å",
        "ss" => "ß",
        "SS" => "ẞ",
        "dh" => "ð",
        "DH" => "Ð",
        "dj" => "đ",
        "DJ" => "Đ",
        "th" => "þ",
        "TH" => "Þ",
        "ng" => "ŋ",
        "NG" => "Ŋ",
        "textendash" => "–",
        "textemdash" => "—",
        "textquotesingle" => "'",
        "textquoteleft" | "lq" => "‘",
        "textquoteright" | "rq" => "’",
        "textquotedblleft" => "“",
        "textquotedblright" => "”",
        "textquotedbl" => "\"",
        "quotedblbase" => "„",
        "quotesinglbase" => "‚",
        "guillemotleft" => "«",
        "guillemotright" => "»",
        "textasciitilde" | "sim" => "~",
        "textasciicircum" => "^",
        "textasciigrave" => "`",
        "textbackslash" | "backslash" => "\\",
        "textbar" => "|",
        "textbraceleft" | "lbrace" => "{",
        "textbraceright" | "rbrace" => "}",
        "textless" | "lt" => "<",
        "textgreater" | "gt" => ">",
        "textunderscore" => "_",
        "textdollar" => "$",
        "textbullet" | "bullet" => "•",
        "textdegree" | "degree" | "circ" => "°",
        "textregistered" => "®",
        "texttrademark" => "™",
        "copyright" | "textcopyright" => "©",
        "textperiodcentered" | "cdot" => "·",
        "textmu" | "mu" => "μ",
        "textsection" | "S" => "§",
        "textparagraph" | "P" => "¶",
        "dag" | "textdagger" => "†",
        "ddag" | "textdaggerdbl" => "‡",
        "pounds" | "textsterling" => "£",
        "texteuro" | "euro" => "€",
        "dots" | "ldots" | "textellipsis" => "…",
        "times" | "texttimes" => "×",
        "pm" | "textpm" => "±",
        "leq" | "le" => "≤",
        "geq" | "ge" => "≥",
        "neq" | "ne" => "≠",
        "approx" => "≈",
        "infty" => "∞",
        "rightarrow" | "to" => "→",
        "leftarrow" => "←",
        "prime" => "′",
        "alpha" | "textalpha" => "α",
        "beta" | "textbeta" => "β",
        "gamma" | "textgamma" => "γ",
        "Gamma" => "Γ",
        "delta" | "textdelta" => "δ",
        "Delta" => "Δ",
        "epsilon" | "varepsilon" => "ε",
        "zeta" => "ζ",
        "eta" => "η",
        "theta" => "θ",
        "Theta" => "Θ",
        "iota" => "ι",
        "kappa" | "textkappa" => "κ",
        "lambda" => "λ",
        "Lambda" => "Λ",
        "nu" => "ν",
        "xi" => "ξ",
        "pi" => "π",
        "rho" => "ρ",
        "sigma" => "σ",
        "Sigma" => "Σ",
        "tau" => "τ",
        "phi" | "varphi" => "φ",
        "Phi" => "Φ",
        "chi" => "χ",
        "psi" => "ψ",
        "Psi" => "Ψ",
        "omega" => "ω",
        "Omega" => "Ω",
        "TeX" => "TeX",
        "LaTeX" => "LaTeX",
        "BibTeX" => "BibTeX",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(written: &str) -> String {
        text(written, Reading::Prose).into_owned()
    }

    #[test]
    fn accents_and_signs_become_letters() {
        for (written, shown) in [
            (r#"{\"o}konomie"#, "ökonomie"),
            (r#"G\"odel"#, "Gödel"),
            (r#"M{\"{u}}ller"#, "Müller"),
            (r"Poincar\'{e}", "Poincaré"),
            (r"Poincar\'e", "Poincaré"),
            (r"Garc{\'\i}a", "García"),
            (r"Garc\'{\i}a Lorca", "García Lorca"),
            (r"{\c{c}}a va", "ça va"),
            (r"\c ca", "ça"),
            (r"Dvo\v{r}\'ak", "Dvořák"),
            (r"Erd\H{o}s", "Erdős"),
            (r#"\AA ngstr\"om"#, "Ångström"),
            (r"S{\o}rensen and {\O}stergaard", "Sørensen and Østergaard"),
            (r"Stra\ss e, Wei\ss{} und", "Straße, Weiß und"),
            (r"\L{}ukasz", "Łukasz"),
            (r"{DNA} methylation in {\em E. coli}", "DNA methylation in E. coli"),
            (r"\emph{in vivo} and \textbf{bold}", "in vivo and bold"),
            (r"pages 1--10 --- all", "pages 1–10 — all"),
            ("``quoted'' words", "“quoted” words"),
            (r"Smith \& Sons, 5\% of \$10 \#1 a\_b", "Smith & Sons, 5% of $10 #1 a_b"),
            (r"TGF-$\beta$1 and CO$_2$", "TGF-β1 and CO2"),
            (r"10$^{th}$ of $\geq$5", "10th of ≥5"),
            (r"U.S.~Army", "U.S. Army"),
            ("over\n    two lines", "over two lines"),
            (r"\href{https://example.org/}{the words}", "the words"),
            (r"Win\-dows\,7", "Windows 7"),
            (r"\textsuperscript{2}", "2"),
            ("it's", "it's"),
            (r"\", ""),
            (r"\'", ""),
            (r"\'{", ""),
            (r"\href{", ""),
        ] {
            assert_eq!(prose(written), shown, "{written}");
        }
    }

    #[test]
    fn what_is_written_plainly_is_not_copied() {
        for written in ["Neck pain: a review", "it's", "10.1000/182"] {
            assert!(matches!(text(written, Reading::Prose), Cow::Borrowed(_)), "{written}");
        }
    }

    #[test]
    fn addresses_keep_their_signs() {
        for (written, shown) in [
            (r"https://example.org/~lee/a\_b?c=1\&d=100\%25", "https://example.org/~lee/a_b?c=1&d=100%25"),
            (r"https://example.org/{\textasciitilde}lee", "https://example.org/~lee"),
            (
                "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
                "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
            ),
            (r"10.1002/a\textless 1661\textgreater b", "10.1002/a<1661>b"),
            ("https://example.org/a--b", "https://example.org/a--b"),
        ] {
            assert_eq!(text(written, Reading::Verbatim), shown);
        }
    }

    #[test]
    fn deep_nesting_is_read_in_one_pass() {
        let deep = format!("{}x{}", "\\textbf{".repeat(50_000), "}".repeat(50_000));
        assert_eq!(prose(&deep), "x");
        let marks = "\\'{".repeat(50_000);
        assert_eq!(prose(&marks), "");
    }
}
