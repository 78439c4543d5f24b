//! Web addresses: when two of them are one page, and the identifiers some of them hold.

use std::borrow::Cow;

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

/// The identifier in an address: of doi.org, PubMed, PubMed Central and Europe PMC, and the DOI in an address of a
/// publisher. An archive's or proxy's address counts as the one inside it.
#[must_use]
pub fn identity_of_address(url: &str) -> Option<Address> {
    if !may_identify(url) {
        return None;
    }
    let url = unwrapped(url);
    let url = url.as_ref();
    if resolver_path(url).is_some() {
        return Doi::parse(url).ok().map(Address::Doi);
    }
    let (host, rest) = host_and_rest(url)?;
    let rest = rest.split('#').next().unwrap_or(rest);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let mut next = || parts.next().unwrap_or("");
    let pubmed = |id: &str| Pmid::parse(id).ok().map(Address::Pmid);
    let central =
        |id: &str| Pmcid::parse(id).or_else(|_| Pmcid::parse(&format!("PMC{id}"))).ok().map(Address::Pmcid);
    match host.as_str() {
        "pubmed.ncbi.nlm.nih.gov" | "pubmed.gov" => match next() {
            // A search for the number leads to the paper.
            "" => parameter(query, "term").and_then(pubmed),
            id => pubmed(id),
        },
        "ncbi.nlm.nih.gov" => match next() {
            "pubmed" => match next() {
                "" => parameter(query, "term").and_then(pubmed),
                id => pubmed(id),
            },
            "pmc" if next() == "articles" => central(next()),
            // The mobile site, and addresses of before 2009.
            "m" if next() == "pubmed" => pubmed(next()),
            "entrez" if parameter(query, "db").is_some_and(|db| db.eq_ignore_ascii_case("pubmed")) => {
                ["list_uids", "uid"].iter().find_map(|name| parameter(query, name)).and_then(pubmed)
            }
            _ => None,
        },
        "pmc.ncbi.nlm.nih.gov" if next() == "articles" => central(next()),
        "europepmc.org" => match (next(), next()) {
            ("article" | "abstract", "MED" | "med") => pubmed(next()),
            ("article", "PMC" | "pmc") | ("articles", "PMC" | "pmc") => central(next()),
            ("articles", id) => central(id),
            _ => None,
        },
        _ => publishers_doi(&host, path, query).map(Address::Doi),
    }
}

/// Whether an address has what every address with an identifier has: the start of a DOI, or a part of the name of a
/// resolver, be it in the address that another one wraps. Most addresses have neither.
fn may_identify(url: &str) -> bool {
    let bytes = url.as_bytes();
    let begins = |at: usize, word: &str| {
        bytes.get(at..at + word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word.as_bytes()))
    };
    !url.is_ascii()
        || bytes.iter().enumerate().any(|(at, byte)| match byte {
            // Anything may be written with a percent sign.
            b'%' => true,
            b'1' => begins(at, "10."),
            b'd' | b'D' => begins(at, "doi"),
            b'p' | b'P' => begins(at, "pubmed"),
            b'n' | b'N' => begins(at, "ncbi"),
            b'e' | b'E' => begins(at, "europepmc"),
            _ => false,
        })
}

/// The DOI in an address such as `/doi/full/10.1002/…/abstract`, `/article?id=10.1371/…` or `/10.1101/….v2.full`.
fn publishers_doi(host: &str, path: &str, query: &str) -> Option<Doi> {
    /// What sites put after a DOI to say how they show the paper.
    const VIEWS: [&str; 18] = [
        "abstract",
        "citations",
        "citedby",
        "epdf",
        "epub",
        "figures",
        "full",
        "full-text",
        "fulltext",
        "fulltext.html",
        "full.html",
        "html",
        "meta",
        "metrics",
        "pdf",
        "references",
        "summary",
        "supplementary-material",
    ];
    let begins =
        |text: &str| text.starts_with("10.") && text.as_bytes().get(3).is_some_and(u8::is_ascii_digit);
    let in_path = || {
        let decoded = percent_decoded(path);
        let start = decoded
            .match_indices('/')
            .map(|(at, _)| at + 1)
            .find(|&at| decoded.get(at..).is_some_and(begins))?;
        decoded.get(start..).map(str::to_owned)
    };
    let in_query = || ["id", "doi"].iter().find_map(|name| parameter(query, name)).map(percent_decoded);
    let found = in_path().or_else(|| in_query().filter(|value| begins(value)))?;
    let mut doi = found.trim_end_matches('/');
    while let Some((before, view)) = doi.rsplit_once('/') {
        step();
        // Oxford University Press puts its own number after the DOI.
        let is_number = host == "academic.oup.com" && view.bytes().all(|byte| byte.is_ascii_digit());
        // The prefix and one part at least belong to the DOI.
        if !(VIEWS.contains(&view) || is_number) || !before.contains('/') {
            break;
        }
        doi = before;
    }
    for ending in [".pdf", ".html", ".abstract", ".full-text", ".full"] {
        doi = doi.strip_suffix(ending).unwrap_or(doi);
    }
    Doi::parse(without_version(doi)).ok()
}

/// The DOI of a preprint at bioRxiv or medRxiv without the version that its address names: all versions are one work.
pub(super) fn without_version(doi: &str) -> &str {
    let versioned = doi.strip_prefix("10.1101/").and_then(|_| doi.rsplit_once('v'));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match versioned {
        Some((before, version)) if is_number(version) => before,
        _ => doi,
    }
}

/// The value of a parameter of a query, in any case.
fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query.split('&').find_map(|parameter| {
        let (key, value) = parameter.split_once('=')?;
        (key.eq_ignore_ascii_case(name) && !value.is_empty()).then_some(value)
    })
}

/// The address that an archive, a library's proxy or a search engine wraps: `web.archive.org/web/2020/https://…`.
fn unwrapped(url: &str) -> Cow<'_, str> {
    /// An archive in the address of a proxy in the address of a search engine.
    const MOST_WRAPPERS: usize = 4;
    let mut address = Cow::Borrowed(url.trim());
    for _ in 0..MOST_WRAPPERS {
        match inner(&address) {
            Some(inner) => address = Cow::Owned(inner),
            None => break,
        }
    }
    address
}

/// The address in an address, where its host wraps others.
fn inner(url: &str) -> Option<String> {
    let (host, rest) = host_and_rest(url)?;
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let wrapped = |names: &[&str]| {
        let value = names.iter().find_map(|name| {
            // The address may be written as it is: then the rest of the query belongs to it.
            let at = query
                .find(&format!("{name}="))
                .filter(|&at| at == 0 || query.as_bytes().get(at - 1) == Some(&b'&'))?;
            let value = query.get(at + name.len() + 1..)?;
            let is_encoded = !value.contains("://");
            Some(if is_encoded || is_search(&host) {
                value.split('&').next().unwrap_or(value)
            } else {
                value
            })
        })?;
        Some(percent_decoded(value)).filter(|value| value.contains("://"))
    };
    let is_archive = matches!(
        host.as_str(),
        "web.archive.org"
            | "archive.org"
            | "archive.today"
            | "archive.ph"
            | "archive.is"
            | "archive.li"
            | "archive.vn"
            | "archive.md"
            | "archive.fo"
    ) || host.starts_with("webarchive.")
        || host.starts_with("web.archive.");
    if is_archive {
        // The time of the copy comes first: `20200110000000`, `20200110id_`, `*`.
        let is_time = |part: &str| {
            part == "*" || part.len() >= 4 && part.bytes().take(4).all(|byte| byte.is_ascii_digit())
        };
        if host.ends_with("archive.org") && !rest.starts_with("/web/") {
            return None;
        }
        let mut at = 0;
        for part in rest.split('/') {
            let next = at + part.len() + 1;
            if is_time(part) {
                return rest.get(next..).filter(|rest| rest.contains('.')).map(with_two_slashes);
            }
            at = next;
        }
        // `archive.is/https://www.nhs.uk/gout`: the newest copy.
        return rest.strip_prefix('/').filter(|rest| rest.starts_with("http")).map(with_two_slashes);
    }
    // `google.com/amp/s/www.nhs.uk/gout`, `webcache.googleusercontent.com/search?q=cache:…:www.nhs.uk/gout`
    if is_search(&host)
        && let Some(page) = rest.strip_prefix("/amp/s/")
    {
        return Some(format!("https://{page}"));
    }
    if host == "webcache.googleusercontent.com" {
        let cached = percent_decoded(parameter(query, "q")?);
        let page = cached.strip_prefix("cache:")?;
        let page = page.split(['+', ' ']).next().unwrap_or(page);
        // A code of the copy may be before the address.
        let is_code = |code: &str| code.len() == 12 && !code.contains(['.', '/']);
        let page = page.split_once(':').filter(|(code, _)| is_code(code)).map_or(page, |(_, page)| page);
        let scheme = if page.contains("://") { "" } else { "https://" };
        return Some(format!("{scheme}{page}"));
    }
    let is_proxy = |label: &str| label.contains("proxy") || label.starts_with("ezp");
    if host.split('.').any(is_proxy) || host.ends_with(".idm.oclc.org") {
        if path.trim_matches('/') == "login" {
            return wrapped(&["url", "qurl"]);
        }
        // `www-nhs-uk.proxy.example.edu`; a hyphen of the name itself is written twice.
        let (label, site) = host.split_once('.')?;
        if !(site.split('.').any(is_proxy) || site == "idm.oclc.org") {
            return None;
        }
        let inner = label.replace("--", "\0").replace('-', ".").replace('\0', "-");
        return inner.contains('.').then(|| format!("https://{inner}{rest}"));
    }
    let is_redirect = is_search(&host) && path == "/url"
        || host == "scholar.google.com" && path == "/scholar_url"
        || host.ends_with(".safelinks.protection.outlook.com")
        || host == "l.facebook.com";
    if is_redirect { wrapped(&["q", "url", "u"]) } else { None }
}

fn is_search(host: &str) -> bool {
    host.starts_with("google.") || host.ends_with("google.com")
}

/// Archives write `https:/www.nhs.uk` for some addresses.
fn with_two_slashes(address: &str) -> String {
    match address.split_once(":/") {
        Some((scheme, rest)) if !rest.starts_with('/') && !scheme.contains('/') => {
            format!("{scheme}://{rest}")
        }
        _ => address.to_owned(),
    }
}

/// The address in the form in which two spellings of it are equal; `None` if it names a
/// whole site or is no web address.
///
/// Dropped are the scheme, user, `www.`, `m.`, the default port, the fragment, parameters that
/// only track visitors or name their session, names of index pages, and trailing slashes; the host is in
/// lower case and as ASCII, parameters are in order, dot segments are resolved, percent signs stand
/// only where they must, with capital digits (RFC 3986, 6.2.2). Of an archived or proxied page it is the
/// address of the page itself.
#[must_use]
pub fn url_identity(url: &str) -> Option<String> {
    let url = unwrapped(url);
    let (host, rest) = host_and_rest(&url)?;
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = without_dot_segments(&normalised_escapes(path));
    let path = without_session(&path);
    let path = without_index(path).trim_end_matches('/');
    let study = register(&host, path);
    // Tabs of a study, and views of a book of NCBI, are one page.
    let shows: &[&str] = match study {
        Some(_) => &["tab"],
        None if is_bookshelf(&host, path) => &["report"],
        None => &[],
    };
    let path = study.unwrap_or_else(|| Cow::Borrowed(without_amp(path)));
    let path = video(&host, &path, query).unwrap_or(path);
    let mut kept: Vec<String> = query
        .split('&')
        .filter(|parameter| !parameter.is_empty() && !tracks(parameter))
        .filter(|parameter| !shows.contains(&parameter.split('=').next().unwrap_or("")))
        .filter(|parameter| !(matches!(host.as_str(), "youtube.com" | "youtu.be") && is_of_player(parameter)))
        .map(normalised_escapes)
        .collect();
    kept.sort_unstable();
    // In some sites the fragment is the page: `#/neck-pain`, `#!neck-pain`.
    let route = if fragment.len() > 1 && fragment.starts_with(['/', '!']) { fragment } else { "" };
    if path.is_empty() && kept.is_empty() && route.is_empty() {
        return None;
    }
    let mut identity = match host.as_str() {
        "youtu.be" => "youtube.com".to_owned(),
        _ => host.strip_prefix("amp.").filter(|site| site.contains('.')).unwrap_or(&host).to_owned(),
    };
    identity.push_str(&path);
    for (nth, parameter) in kept.iter().enumerate() {
        identity.push(if nth == 0 { '?' } else { '&' });
        identity.push_str(parameter);
    }
    if !route.is_empty() {
        identity.push('#');
        identity.push_str(route);
    }
    Some(identity)
}

/// Whether an address is that of a part of a book at NCBI, which has a view to read and one to print.
fn is_bookshelf(host: &str, path: &str) -> bool {
    host == "ncbi.nlm.nih.gov" && path.starts_with("/books/")
}

/// A path without the `/amp` at its start or end that names a copy of the page for telephones.
fn without_amp(path: &str) -> &str {
    let behind = path.strip_prefix("/amp/").map(|_| path.get(4..).unwrap_or(path));
    behind.or_else(|| path.strip_suffix("/amp")).unwrap_or(path)
}

/// The path of a film at YouTube by its number alone, however its address is written.
fn video<'a>(host: &str, path: &str, query: &str) -> Option<Cow<'a, str>> {
    let number = match host {
        "youtu.be" => path.strip_prefix('/')?,
        "youtube.com" => match path.split('/').nth(1)? {
            "watch" => parameter(query, "v")?,
            "embed" | "shorts" | "v" => path.split('/').nth(2)?,
            _ => return None,
        },
        _ => return None,
    };
    let is_number = number.len() == 11
        && number.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    is_number.then(|| Cow::Owned(format!("/watch/{number}")))
}

/// Whether a parameter says where a film begins, from which list it was opened, or again which film it is.
fn is_of_player(parameter: &str) -> bool {
    matches!(
        parameter.split('=').next(),
        Some("v" | "t" | "start" | "list" | "index" | "feature" | "ab_channel" | "si" | "pp")
    )
}

/// `/a/./b/../c` as `/a/c` (RFC 3986, 5.2.4).
fn without_dot_segments(path: &str) -> String {
    if !path.contains("/.") {
        return path.to_owned();
    }
    let mut kept: Vec<&str> = Vec::new();
    for segment in path.split('/').skip(1) {
        match segment {
            "." => {}
            ".." => {
                kept.pop();
            }
            _ => kept.push(segment),
        }
    }
    kept.iter().fold(String::new(), |path, segment| path + "/" + segment)
}

/// A path without `;jsessionid=…`.
fn without_session(path: &str) -> &str {
    let is_session = |at: &usize| {
        let name = path.get(at + 1..).unwrap_or("").split('=').next().unwrap_or("");
        is_session_name(&name.to_ascii_lowercase())
    };
    match path.find(';').filter(is_session) {
        Some(at) => path.get(..at).unwrap_or(path),
        None => path,
    }
}

/// A path without the name of the page that a server shows for its folder.
fn without_index(path: &str) -> &str {
    let Some((folder, page)) = path.rsplit_once('/') else {
        return path;
    };
    let page = page.to_ascii_lowercase();
    let is_index = page.split_once('.').is_some_and(|(name, ending)| {
        matches!(name, "index" | "default")
            && matches!(ending, "htm" | "html" | "shtml" | "php" | "asp" | "aspx" | "jsp")
    });
    if is_index { folder } else { path }
}

/// The path of a study in a register that moved its pages: `/ct2/show/NCT01234567` is `/study/NCT01234567` now.
fn register<'a>(host: &str, path: &str) -> Option<Cow<'a, str>> {
    if !matches!(host, "clinicaltrials.gov" | "classic.clinicaltrials.gov") {
        return None;
    }
    let study =
        path.split('/').find(|part| part.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("NCT")))?;
    Some(Cow::Owned(format!("/study/{}", study.to_ascii_uppercase())))
}

/// What is after the host of an address of doi.org, with or without scheme.
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
    // Sites write a name with other letters either way.
    let host = if host.is_ascii() { host } else { idna::domain_to_ascii(&host).ok()? };
    let host = without_device(host.strip_prefix("www.").unwrap_or(&host));
    // Without a scheme, only what has a stop between letters is a host.
    let is_host = host.split('.').count() > 1
        && host.split('.').all(|label| !label.is_empty())
        && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':'));
    if !is_host || rest.chars().any(char::is_whitespace) {
        return None;
    }
    Some((host, rest))
}

/// `en.wikipedia.org` of `en.m.wikipedia.org`: the site for phones shows the same pages.
fn without_device(host: &str) -> String {
    let labels: Vec<&str> = host.split('.').collect();
    let is_kept = |&(nth, label): &(usize, &&str)| nth > 1 || nth + 2 >= labels.len() || *label != "m";
    labels.iter().enumerate().filter(is_kept).map(|(_, label)| *label).collect::<Vec<_>>().join(".")
}

/// Whether it is parameters that say how a visitor came, not what page it is.
fn tracks(parameter: &str) -> bool {
    const NAMES: [&str; 23] = [
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
        "srsltid",
        "twclid",
        "vero_id",
        "wbraid",
        "yclid",
    ];
    let name = parameter.split('=').next().unwrap_or(parameter).to_ascii_lowercase();
    name.starts_with("utm_") || is_session_name(&name) || NAMES.binary_search(&name.as_str()).is_ok()
}

/// Whether a parameter names the visit, in the form that servers give it.
fn is_session_name(name: &str) -> bool {
    matches!(name, "jsessionid" | "phpsessid" | "sessionid" | "session_id" | "cftoken" | "cfid")
        || name.starts_with("aspsessionid")
}

/// Percent signs with capital digits, and no percent sign in place of a character that needs none.
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
