//! The site that an address names, to tell which words of a reference name it too.

use super::known;

/// The names in the host of an address: `mayoclinic` of `https://www.mayoclinic.org/neck`.
#[derive(Clone, Debug, Default)]
pub(super) struct Host {
    labels: Vec<String>,
}

/// How much words and a host have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    None,
    /// One begins with the other, or the host is the initials of the words.
    Partly,
    Same,
}

/// Hosts of everybody's blogs.
const BLOGS: [&str; 10] = [
    "blogspot",
    "github",
    "livejournal",
    "medium",
    "squarespace",
    "substack",
    "tumblr",
    "typepad",
    "weebly",
    "wordpress",
];

impl Host {
    /// The host of an address, with or without its scheme.
    pub(super) fn of(address: &str) -> Host {
        let address = address.split_once("://").map_or(address, |(_, rest)| rest);
        let host = address.split(['/', '?', '#', ':']).next().unwrap_or("").to_lowercase();
        let mut labels: Vec<&str> = host.split('.').collect();
        // `.org`, `.co.uk`, `.gov.br`: the countries and what is common to all sites of a kind.
        labels.pop();
        // `necks.blogspot.com`: what is before the name of such a host is whatever a writer chose, be it a title.
        if labels.last().is_some_and(|site| BLOGS.contains(site)) {
            return Host::default();
        }
        let labels = labels.into_iter().filter(|label| {
            label.len() > 1
                && !matches!(
                    *label,
                    "www" | "com" | "co" | "org" | "net" | "gov" | "gob" | "gouv" | "gv" | "edu" | "ac"
                )
        });
        Host { labels: labels.map(str::to_owned).collect() }
    }

    /// How far these words name the site.
    pub(super) fn likeness(&self, words: &str) -> Likeness {
        const LEAST: usize = 5;
        let letters = known::letters(words);
        let initials = known::initials(words);
        let of_label = |label: &String| {
            let whole = known::letters(label);
            let begins = letters.len() >= LEAST && whole.starts_with(&letters);
            let holds = whole.len() >= LEAST && letters.contains(&whole);
            let stands_for = initials.len() > 2 && label.starts_with(&initials);
            if !letters.is_empty() && whole == letters {
                Likeness::Same
            } else if begins || holds || stands_for {
                Likeness::Partly
            } else {
                Likeness::None
            }
        };
        self.labels.iter().map(of_label).max().unwrap_or(Likeness::None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_a_host_as_a_whole_in_part_or_by_their_initials() {
        let likeness = |address: &str, words: &str| Host::of(address).likeness(words);
        assert_eq!(likeness("https://www.versusarthritis.org/gout", "Versus Arthritis"), Likeness::Same);
        assert_eq!(likeness("https://www.spine-health.com/neck", "Spine-health"), Likeness::Same);
        assert_eq!(likeness("www.nhs.uk/conditions", "NHS"), Likeness::Same);
        assert_eq!(likeness("https://www.hopkinsmedicine.org", "Johns Hopkins Medicine"), Likeness::Partly);
        assert_eq!(likeness("https://www.has-sante.fr/jcms", "Haute Autorité de Santé"), Likeness::Partly);
        assert_eq!(
            likeness("https://www.issalute.it/cefalea", "Istituto Superiore di Sanità"),
            Likeness::Partly
        );
        assert_eq!(likeness("https://www.gov.br/saude/dengue", "Ministério da Saúde"), Likeness::None);
        assert_eq!(likeness("https://www.mayoclinic.org/gout", "Gout"), Likeness::None);
        assert_eq!(likeness("https://com/", "Com"), Likeness::None);
        assert_eq!(likeness("https://necks.blogspot.com/heat", "Necks"), Likeness::None);
        assert_eq!(likeness("https://orthoinfo.aaos.org/neck", "OrthoInfo"), Likeness::Same);
    }
}
