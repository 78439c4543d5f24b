//! What somebody is typing, by the text before it in its line.

/// The beginning of a rule that a comment allows: `<!-- medproof: allow li`
pub(super) fn rule(before: &str) -> Option<&str> {
    let (_, rest) = before.rsplit_once("medproof:")?;
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("allow-file").or_else(|| rest.strip_prefix("allow"))?;
    let token = rest.rsplit([' ', ',']).next()?;
    let is_rule = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-');
    (rest.starts_with(' ') && !rest.contains(" --") && token.chars().all(is_rule)).then_some(token)
}

/// The beginning of a citation's key: `[@smi`, `(see @smi`
pub(super) fn citation(before: &str) -> Option<&str> {
    let (above, token) = before.rsplit_once('@')?;
    // An address of mail has a name before the sign.
    let begins = above.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    let is_key = |c: char| c.is_alphanumeric() || "_:.#$%&-+?<>~/".contains(c);
    (begins && token.chars().all(is_key)).then_some(token)
}

/// The beginning of a link's address: `[neck pain](../ne`
pub(super) fn destination(before: &str) -> Option<&str> {
    let (_, token) = before.rsplit_once("](")?;
    (!token.contains([')', ' ', '<'])).then_some(token)
}

/// The beginning of the name that a See line gives: `- See Neck P`
pub(super) fn see<'a>(before: &'a str, leads: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let line = before.trim_start_matches([' ', '\t', '>', '-', '*', '+', '(']);
    for lead in leads {
        if let Some(head) = line.get(..lead.len())
            && head.eq_ignore_ascii_case(lead)
        {
            let rest = line.get(lead.len()..)?;
            let name = rest.trim_start_matches(':');
            if name.starts_with(' ') || rest.len() > name.len() {
                return Some(name.trim_start().trim_start_matches('['));
            }
        }
    }
    None
}

/// Where somebody types in a line of YAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cursor<'a> {
    /// The key whose value, or one of whose values, is typed; `None` if a key is typed, or an item of a list whose
    /// key is in a line above.
    pub(super) key: Option<&'a str>,
    /// What is typed.
    pub(super) token: &'a str,
    /// Whether it is an item of a block list: `- smi`.
    pub(super) is_item: bool,
    /// How far from the margin the key or item begins.
    pub(super) indent: usize,
}

/// One level of flow collections.
enum Level<'a> {
    Mapping(Option<&'a str>),
    Sequence(Option<&'a str>),
}

/// Takes a line of YAML apart up to where somebody types; `None` within a comment.
pub(super) fn yaml(before: &str) -> Option<Cursor<'_>> {
    let trimmed = before.trim_start();
    let mut start = before.len() - trimmed.len();
    let indent = start;
    let mut is_item = false;
    while let Some(rest) = before.get(start..).and_then(|rest| rest.strip_prefix('-')) {
        if !rest.starts_with(' ') {
            break;
        }
        is_item = true;
        start += 1 + rest.len() - rest.trim_start().len();
    }
    let mut levels = vec![Level::Mapping(None)];
    let mut quote = None;
    let shift = start;
    let mut chars = before.get(start..)?.char_indices().map(|(at, c)| (shift + at, c)).peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if before.get(start..at).is_some_and(|token| token.trim().is_empty()) => {
                quote = Some(c)
            }
            (None, '#') if before.get(..at).is_some_and(|text| text.is_empty() || text.ends_with(' ')) => {
                return None;
            }
            (None, '{') => {
                levels.push(Level::Mapping(None));
                start = at + 1;
            }
            (None, '[') => {
                let key = match levels.last() {
                    Some(Level::Mapping(key) | Level::Sequence(key)) => *key,
                    None => None,
                };
                levels.push(Level::Sequence(key));
                start = at + 1;
            }
            (None, '}' | ']') if levels.len() > 1 => {
                levels.pop();
                start = at + 1;
            }
            (None, ',') if levels.len() > 1 => {
                if let Some(Level::Mapping(key)) = levels.last_mut() {
                    *key = None;
                }
                start = at + 1;
            }
            (None, ':') if next.is_none_or(|next| next == ' ') => {
                if let Some(Level::Mapping(key)) = levels.last_mut()
                    && key.is_none()
                {
                    *key = Some(before.get(start..at)?.trim().trim_matches(['"', '\'']));
                    start = at + 1;
                }
            }
            _ => {}
        }
    }
    let token = before.get(start..)?.trim_start().trim_start_matches(['"', '\'']);
    let (key, is_item) = match levels.last()? {
        Level::Mapping(key) => (*key, is_item && levels.len() == 1 && key.is_none()),
        Level::Sequence(key) => (*key, key.is_none()),
    };
    Some(Cursor { key, token, is_item, indent })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_typed_in_comments() {
        assert_eq!(rule("<!-- medproof: allow li"), Some("li"));
        assert_eq!(rule("a # medproof: allow-file link/see, ci"), Some("ci"));
        assert_eq!(rule("<!-- medproof: allow link/x -- because"), None);
        assert_eq!(rule("<!-- medproof: al"), None);
    }

    #[test]
    fn keys_are_typed_after_the_sign_and_mail_is_none() {
        assert_eq!(citation("It hurts.[@smi"), Some("smi"));
        assert_eq!(citation("[@a; @"), Some(""));
        assert_eq!(citation("write to amy@exa"), None);
        assert_eq!(citation("[@a] and"), None);
    }

    #[test]
    fn addresses_are_typed_in_parentheses() {
        assert_eq!(destination("See [x](../ne"), Some("../ne"));
        assert_eq!(destination("[x](#re"), Some("#re"));
        assert_eq!(destination("[x](a.md) b"), None);
        assert_eq!(destination("(a"), None);
    }

    #[test]
    fn names_are_typed_after_a_lead() {
        let leads = || ["See also", "See", "Related"].into_iter();
        assert_eq!(see("See Neck P", leads()), Some("Neck P"));
        assert_eq!(see("- See also: ", leads()), Some(""));
        assert_eq!(see("see [Ne", leads()), Some("Ne"));
        assert_eq!(see("Seen by", leads()), None);
        assert_eq!(see("Rest", leads()), None);
    }

    #[test]
    fn yaml_is_taken_apart_up_to_the_cursor() {
        let of =
            |before| yaml(before).map(|cursor| (cursor.key, cursor.token, cursor.is_item, cursor.indent));
        assert_eq!(of("sta"), Some((None, "sta", false, 0)));
        assert_eq!(of("status: dr"), Some((Some("status"), "dr", false, 0)));
        assert_eq!(of("authors: [ron, am"), Some((Some("authors"), "am", false, 0)));
        assert_eq!(of("  - am"), Some((None, "am", true, 2)));
        assert_eq!(of("- id: x"), Some((Some("id"), "x", false, 0)));
        assert_eq!(of("- {id: x, roles: [medical-reviewer, a"), Some((Some("roles"), "a", false, 0)));
        assert_eq!(of("- {id: x, ro"), Some((None, "ro", false, 0)));
        assert_eq!(of("authors: [ron] # co"), None);
        assert_eq!(of("title: 'It: be"), Some((Some("title"), "It: be", false, 0)));
        assert_eq!(of("URL: https://a"), Some((Some("URL"), "https://a", false, 0)));
    }
}
