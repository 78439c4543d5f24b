//! Web addresses: when two of them are one page, and the identifiers some of them hold.

use super::{Doi, Pmcid, Pmid, strip_prefix_ignoring_case};
use crate::base::steps::step;

/// An identifier that an address of a resolver stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Address {
    /// From `doi.org`.
    Doi(Doi),
    /// From PubMed.
    Pmid(Pmid),
    /// From PubMed Central.
    Pmcid(Pmcid),
}

/// The identifier in an address of doi.org, PubMed, PubMed Central or Europe PMC.
#[must_use]
pub fn identity_of_address(url: &str) -> Option<Address> {
    if resolver_path(url).is_some() {
        return Doi::parse(url).ok().map(Address::Doi);
    }
    let (host, rest) = host_and_rest(url)?;
    let path = rest.split(['?', '#']).next().unwrap_or(rest);
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let mut next = || parts.next().unwrap_or("");
    let pubmed = |id: &str| Pmid::parse(id).ok().map(Address::Pmid);
    let central = |id: &str| Pmcid::parse(id).ok().map(Address::Pmcid);
    match host.as_str() {
        "pubmed.ncbi.nlm.nih.gov" | "pubmed.gov" => pubmed(next()),
        "ncbi.nlm.nih.gov" => match next() {
            "pubmed" => pubmed(next()),
            "pmc" if next() == "articles" => central(next()),
            _ => None,
        },
        "pmc.ncbi.nlm.nih.gov" if next() == "articles" => central(next()),
        "europepmc.org" => match (next(), next()) {
            ("article" | "abstract", "MED" | "med") => pubmed(next()),
            ("article", "PMC" | "pmc") => {
                let id = next();
                central(id).or_else(|| central(&format!("PMC{id}")))
            }
            ("articles", id) => central(id),
            _ => None,
        },
        _ => None,
    }
}

/// The address in the form in which two spellings of it are equal; none where it names a
/// whole site or is no web address.
///
/// Dropped are the scheme, user, `www.`, the default port, the fragment, parameters that
/// only track visitors, and trailing slashes; the host is in lower case, percent signs stand
/// only where they must, with capital digits (RFC 3986, 6.2.2).
#[must_use]
pub fn url_identity(url: &str) -> Option<String> {
    let (host, rest) = host_and_rest(url)?;
    let rest = rest.split('#').next().unwrap_or(rest);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = normalised_escapes(path);
    let path = path.trim_end_matches('/');
    let kept: Vec<&str> =
        query.split('&').filter(|parameter| !parameter.is_empty() && !tracks(parameter)).collect();
    if path.is_empty() && kept.is_empty() {
        return None;
    }
    let mut identity = host;
    identity.push_str(path);
    for (nth, parameter) in kept.iter().enumerate() {
        identity.push(if nth == 0 { '?' } else { '&' });
        identity.push_str(&normalised_escapes(parameter));
    }
    Some(identity)
}

/// What stands behind the host of an address of doi.org, with or without scheme.
pub(super) fn resolver_path(url: &str) -> Option<&str> {
    let mut rest = url.trim();
    for scheme in ["https:", "http:", "//"] {
        rest = strip_prefix_ignoring_case(rest, scheme).unwrap_or(rest);
    }
    for host in ["www.", "dx."] {
        rest = strip_prefix_ignoring_case(rest, host).unwrap_or(rest);
    }
    let path = strip_prefix_ignoring_case(rest, "doi.org")?;
    path.strip_prefix('/')
}

/// `text` with its percent signs decoded; as it is where they do not give UTF-8.
#[must_use]
pub fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        step();
        match escape(bytes, at) {
            Some(value) => {
                decoded.push(value);
                at += 3;
            }
            None => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

/// The host in lower case without `www.` and default port, and all that follows it.
fn host_and_rest(url: &str) -> Option<(String, &str)> {
    let url = url.trim();
    let (scheme, rest) = match url.split_once("//") {
        Some((scheme, rest)) => (scheme, rest),
        None => ("", url),
    };
    if !["", "http:", "https:"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return None;
    }
    let (authority, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let host = [":80", ":443", ":"].into_iter().find_map(|port| host.strip_suffix(port)).unwrap_or(host);
    let host = host.trim_end_matches('.').to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    // Without a scheme, only what has a stop between letters is a host.
    let is_host = host.split('.').count() > 1
        && host.split('.').all(|label| !label.is_empty())
        && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':'));
    if !is_host || rest.chars().any(char::is_whitespace) {
        return None;
    }
    Some((host.to_owned(), rest))
}

/// True of parameters that say how a visitor came, not what page it is.
fn tracks(parameter: &str) -> bool {
    const NAMES: [&str; 22] = [
        "_ga",
        "_gl",
        "_hsenc",
        "_hsmi",
        "cmpid",
        "dclid",
        "fbclid",
        "gbraid",
        "gclid",
        "gclsrc",
        "igshid",
        "mc_cid",
        "mc_eid",
        "mkt_tok",
        "msclkid",
        "ncid",
        "oly_enc_id",
        "s_cid",
        "twclid",
        "vero_id",
        "wbraid",
        "yclid",
    ];
    let name = parameter.split('=').next().unwrap_or(parameter).to_ascii_lowercase();
    name.starts_with("utm_") || NAMES.binary_search(&name.as_str()).is_ok()
}

/// Percent signs with capital digits, and none where the sign itself may stand.
fn normalised_escapes(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut normalised = String::with_capacity(text.len());
    let mut skip = 0;
    for (at, c) in text.char_indices() {
        if skip > 0 {
            skip -= 1;
            continue;
        }
        match escape(bytes, at) {
            Some(value) if value.is_ascii_alphanumeric() || b"-._~".contains(&value) => {
                normalised.push(char::from(value));
                skip = 2;
            }
            Some(value) => {
                normalised.push_str(&format!("%{value:02X}"));
                skip = 2;
            }
            None => normalised.push(c),
        }
    }
    normalised
}

/// The byte that `%XY` at `at` stands for.
fn escape(bytes: &[u8], at: usize) -> Option<u8> {
    let &[b'%', high, low] = bytes.get(at..at + 3)? else {
        return None;
    };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}
