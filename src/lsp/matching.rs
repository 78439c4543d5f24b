//! How well a name fits what somebody typed.

/// 0: the name begins with it, 1: holds it, 2: has its letters in their order; `None` if it has not. Both are folded.
pub(super) fn rank(name: &str, query: &str) -> Option<usize> {
    if name.starts_with(query) {
        return Some(0);
    }
    if name.contains(query) {
        return Some(1);
    }
    let mut left = query.chars().filter(|c| !c.is_whitespace()).peekable();
    for c in name.chars() {
        left.next_if_eq(&c);
    }
    left.peek().is_none().then_some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_by_their_beginning_then_a_part_then_their_letters() {
        assert_eq!(rank("neck pain", "neck"), Some(0));
        assert_eq!(rank("neck pain", "pain"), Some(1));
        assert_eq!(rank("neck pain", "nkpn"), Some(2));
        assert_eq!(rank("neck pain", "pn nk"), None);
        assert_eq!(rank("neck pain", ""), Some(0));
    }
}
