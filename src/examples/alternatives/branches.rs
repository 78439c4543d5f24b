//! Short texts for a pattern, at least one for each of its alternatives.

use regex::Regex;
use regex_syntax::ast::parse::Parser;
use regex_syntax::ast::{Ast, ClassSet, ClassSetItem, RepetitionKind, RepetitionRange};

/// The texts of one alternative: one with as little as can be around it, one with everything that may stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Branch {
    pub(super) least: String,
    pub(super) most: String,
}

/// Texts for a part of a pattern, and which of them the other parts are shown with.
struct Texts {
    branches: Vec<Branch>,
    least: usize,
    most: usize,
}

/// One entry for each alternative of a pattern: each side of each `|`, each optional part, there and not there, and each
/// character of each `[…]` that lists characters.
pub(super) fn branches(pattern: &str) -> Vec<Branch> {
    texts(&Parser::new().parse(pattern).expect("the pattern is valid")).branches
}

fn texts(part: &Ast) -> Texts {
    match part {
        Ast::Empty(_) | Ast::Flags(_) | Ast::Assertion(_) => Texts::one(""),
        Ast::Literal(literal) => Texts::one(literal.c.to_string()),
        Ast::Dot(_) => Texts::one(" x"),
        Ast::ClassUnicode(_) | Ast::ClassPerl(_) => Texts::one(member(part)),
        Ast::ClassBracketed(class) => {
            let listed = if class.negated { None } else { literals(&class.kind) };
            Texts::any(listed.unwrap_or_else(|| vec![member(part)]).into_iter().map(Texts::one).collect())
        }
        Ast::Group(group) => texts(&group.ast),
        Ast::Alternation(alternation) => Texts::any(alternation.asts.iter().map(texts).collect()),
        Ast::Concat(concat) => Texts::row(concat.asts.iter().map(texts).collect()),
        Ast::Repetition(repetition) => {
            let least = match &repetition.op.kind {
                RepetitionKind::ZeroOrOne | RepetitionKind::ZeroOrMore => 0,
                RepetitionKind::OneOrMore => 1,
                RepetitionKind::Range(
                    RepetitionRange::Exactly(least)
                    | RepetitionRange::AtLeast(least)
                    | RepetitionRange::Bounded(least, _),
                ) => *least as usize,
            };
            texts(&repetition.ast).times(least)
        }
    }
}

/// The characters of a class that lists nothing else.
fn literals(set: &ClassSet) -> Option<Vec<String>> {
    let literal = |item: &ClassSetItem| match item {
        ClassSetItem::Literal(literal) => Some(literal.c.to_string()),
        _ => None,
    };
    match set {
        ClassSet::Item(ClassSetItem::Union(union)) => union.items.iter().map(literal).collect(),
        ClassSet::Item(item) => Some(vec![literal(item)?]),
        ClassSet::BinaryOp(_) => None,
    }
}

/// A character of a class. The letter `d` is a unit of time, and 2 is the number of a source.
fn member(class: &Ast) -> String {
    let class = Regex::new(&format!("^(?:{class})$")).expect("a class of a valid pattern is valid");
    let negated = class.is_match(" ") && class.is_match("d");
    let candidates = if negated { [" ", "2", "d", "D", "-"] } else { ["d", "2", " ", "D", "-"] };
    let found = candidates.into_iter().find(|text| class.is_match(text));
    found.unwrap_or_else(|| panic!("no character is known for {class}")).to_owned()
}

impl Texts {
    fn one(text: impl Into<String>) -> Texts {
        let text = text.into();
        Texts { branches: vec![Branch { least: text.clone(), most: text }], least: 0, most: 0 }
    }

    /// One of several parts.
    fn any(parts: Vec<Texts>) -> Texts {
        let (least, most) = parts.first().map_or((0, 0), |first| (first.least, first.most));
        Texts { branches: parts.into_iter().flat_map(|part| part.branches).collect(), least, most }
    }

    /// Several parts, one after the other.
    fn row(parts: Vec<Texts>) -> Texts {
        let line = |shown: Option<(usize, usize)>| {
            let mut line = Branch { least: String::new(), most: String::new() };
            for (nth, part) in parts.iter().enumerate() {
                let here = shown.filter(|(at, _)| *at == nth).map(|(_, branch)| branch);
                line.least.push_str(&part.branches[here.unwrap_or(part.least)].least);
                line.most.push_str(&part.branches[here.unwrap_or(part.most)].most);
            }
            line
        };
        let mut branches = vec![line(None)];
        for (nth, part) in parts.iter().enumerate().filter(|(_, part)| part.branches.len() > 1) {
            branches.extend((0..part.branches.len()).map(|branch| line(Some((nth, branch)))));
        }
        Texts { branches, least: 0, most: 0 }
    }

    /// A part that stands there as often as it has to; one that need not, once and not at all.
    fn times(self, least: usize) -> Texts {
        let repeated = self.branches.iter().map(|branch| Branch {
            least: branch.least.repeat(least.max(1)),
            most: branch.most.repeat(least.max(1)),
        });
        if least > 0 {
            return Texts { branches: repeated.collect(), ..self };
        }
        let without = Branch { least: String::new(), most: String::new() };
        Texts { branches: std::iter::once(without).chain(repeated).collect(), least: 0, most: self.most + 1 }
    }
}

#[test]
fn every_alternative_has_a_text() {
    let found = |pattern: &str| -> Vec<String> {
        let mut found: Vec<String> = branches(pattern).into_iter().map(|branch| branch.least).collect();
        found.sort();
        found.dedup();
        found
    };
    assert_eq!(found("(?i)ab|c[de]"), ["ab", "cd", "ce"]);
    assert_eq!(found(r"(?x) a \s+ (?: b | c )? (?-u:\b)"), ["a ", "a b", "a c"]);
    assert_eq!(found(r"x{2}[^a]\d"), ["xx 2"]);
    let most: Vec<String> = branches("a?b?c").into_iter().map(|branch| branch.most).collect();
    assert_eq!(most, ["abc", "bc", "abc", "ac", "abc"]);
}
