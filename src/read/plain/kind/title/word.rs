//! Words of titles and of menus.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The words of a line that tell what it is about, in small letters.
pub fn telling(text: &str) -> Vec<String> {
    const SMALL: [&str; 47] = [
        "about",
        "what",
        "your",
        "with",
        "from",
        "learning",
        "should",
        "know",
        "that",
        "this",
        "when",
        "where",
        "which",
        "have",
        "does",
        "guide",
        "causes",
        "symptoms",
        "treatment",
        "treatments",
        "health",
        "need",
        "their",
        "more",
        "page",
        "information",
        "conditions",
        "diseases",
        "topics",
        "learn",
        "read",
        "best",
        "and",
        "the",
        "you",
        "are",
        "for",
        "how",
        "why",
        "can",
        "has",
        "was",
        "not",
        "its",
        "our",
        "all",
        "who",
    ];
    let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '’' | '\'')));
    let words = words.filter(|word| word.chars().count() > 2).map(str::to_lowercase);
    words.filter(|word| !SMALL.contains(&word.as_str())).collect()
}

/// The words of a line that tell what it is about, each without its ending: `toenail` and `toenails` are one.
pub fn stems(text: &str) -> Vec<String> {
    let mut stems: Vec<String> = telling(text).iter().map(|word| stem(word)).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

fn stem(word: &str) -> String {
    const ENDING: usize = 3;
    const LEAST: usize = 4;
    let count = word.chars().count();
    word.chars().take(count.saturating_sub(ENDING).max(LEAST)).collect()
}

/// Whether a line is nothing but words of menus: `Home About Services Blog`, `News Release`.
pub fn is_menu(text: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        "home about services blog book now contact menu search login log in sign up subscribe article talk read edit view history \
         tools news release press shop videos treatments conditions drugs tests health info topics a-z the our us team faq faqs \
         global regions newsroom browse titles advanced bookshelf show details library media resources events careers locations \
         patients visitors professionals research education and for of & find doctor doctors appointments departments \
         startseite krankheiten symptome themen ratgeber gesundheit accueil santé symptômes maladies inicio salud enfermedades \
         síntomas medicamentos page discussion article main all categories tags podcasts magazine store help support wellness living \
         review original open access case report reports editorial letter perspective opinion feature topic images cases thèmes \
         get today"
            .split_whitespace()
            .collect()
    });
    let mut words = text
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '|' | '›' | '>' | ','))
        .filter(|word| !word.is_empty());
    words.all(|word| WORDS.contains(word.to_lowercase().as_str()))
}
