//! Which lines belong to the site and not to the page: share bars, menus, boxes for newsletters, banners.
//!
//! Most are told by themselves; some only by their neighbours: what is between the name of a newsletter and
//! the button that subscribes to it, and what follows the first line of the foot of a site.

mod phrase;

use std::sync::LazyLock;

use regex::Regex;

use self::phrase::is_of_site;
use super::line::Line;
use super::shape;
use crate::words::list::BACK_MATTER;

/// How many lines a box has at most, from its first telling line to its button.
const BOX: usize = 6;
/// How many lines the menu of a site has at most.
const MENU: usize = 30;

/// Marks the lines of the site.
pub(super) fn mark(source: &str, lines: &mut [Line]) {
    let text = |line: &Line| line.text(source);
    for line in lines.iter_mut() {
        let text = line.text(source);
        // What begins small may go on with a sentence that was broken at its link.
        let goes_on = text.starts_with(char::is_lowercase) && !line.opens && text.contains(' ');
        line.site =
            shape::is_boilerplate(text) || (is_of_site(text) && !goes_on) || is_menu(text) || is_turn(text);
    }
    // A page begins with its own address where a program saved it.
    if let Some(first) = lines.first_mut() {
        first.site |= is_address(first.text(source));
    }
    menu(source, lines);
    top(source, lines);
    bylines_of_pages(source, lines);
    boxes(source, lines);
    for nth in 1..lines.len() {
        let above = lines.get(nth - 1).copied().unwrap_or_default();
        let below = lines.get(nth + 1).copied().unwrap_or_default();
        let Some(line) = lines.get_mut(nth) else { break };
        let (words, here) = (above.text(source), line.text(source));
        // `Original article:`, its address, and the stop after it; `Citation on PubMed`, `or`, the next such.
        let original = above.site && words.to_ascii_lowercase().starts_with("original article");
        line.site |= original && is_address(here);
        // Some pages name their part of the site in two lines: `Healthy Lifestyle`, `Adult health`.
        line.site |= nth == 1 && words.to_ascii_lowercase().starts_with("healthy li") && here.len() < 40;
        // `Amy says`, and below it when: a comment of a reader.
        line.site |= here.ends_with(" says") && below.site && below.text(source).contains(" at ");
        line.site |= above.site && is_address(words) && matches!(here, "." | ",");
        // The stop behind a link ends the sentence that was broken there; the colon behind a volume, its pages below it.
        let ends = words.ends_with(['.', ':']) || is_address(words);
        if matches!(here, "." | ":") && !line.opens && !above.site && !ends {
            line.site = false;
        }
        line.site |= above.site && below.site && matches!(here, "or" | "and" | "," | "|" | "." | "/");
    }
    // Tabs of a page: `Symptoms & causes`, `Diagnosis & treatment`.
    let is_tab = |line: Option<&Line>| line.is_some_and(|line| is_tab(line.text(source)));
    let tabs: Vec<usize> = (0..lines.len())
        .filter(|nth| {
            is_tab(lines.get(*nth))
                && (is_tab(lines.get(nth + 1)) || (*nth > 0 && is_tab(lines.get(nth - 1))))
        })
        .collect();
    for nth in tabs {
        lines.get_mut(nth..=nth).unwrap_or_default().iter_mut().for_each(|line| line.site = true);
    }
    let promoted: Vec<usize> = (1..lines.len())
        .filter(|nth| lines.get(*nth).is_some_and(|line| shape::is_shop_button(text(line))))
        .collect();
    for nth in promoted {
        let Some([above, button]) = lines.get_mut(nth - 1..=nth) else { continue };
        button.site = true;
        // What is said of the illness stays on the page, whatever is sold below it.
        above.site |= !button.opens && offers(above.text(source));
    }
    foot(source, lines);
}

/// Marks the menu above the line that says where the page lies in the site.
fn menu(source: &str, lines: &mut [Line]) {
    let trail = lines.iter().take(MENU).position(|line| shape::is_breadcrumb(line.text(source)));
    let above = lines.get_mut(..trail.unwrap_or(0)).unwrap_or_default();
    let short = |line: &Line| line.text(source).split_whitespace().count() < 4;
    if above.iter().all(short) {
        above.iter_mut().for_each(|line| line.site = true);
    }
}

/// Whether a line turns to the page before or after: `« Salt: How Much Is Too Much?`
fn is_turn(line: &str) -> bool {
    line.len() < 120
        && ((line.starts_with('«') && !line.contains('»')) || (line.ends_with('»') && !line.contains('«')))
}

/// Whether a line is the menu of a site: `Home  Explore  Diary  Profile`.
fn is_menu(line: &str) -> bool {
    const NAMES: [&str; 14] = [
        "home",
        "about",
        "about us",
        "shop",
        "menu",
        "contact",
        "contact us",
        "profile",
        "services",
        "blog",
        "log in",
        "login",
        "sign in",
        "news",
    ];
    let parts = || {
        line.split(['\t', '|'])
            .flat_map(|part| part.split("  "))
            .map(str::trim)
            .filter(|part| !part.is_empty())
    };
    line.len() < 160
        && parts().count() > 2
        && parts()
            .all(|part| part.split_whitespace().count() < 4 && !part.contains(|c: char| c.is_ascii_digit()))
        && parts().filter(|part| NAMES.iter().any(|name| name.eq_ignore_ascii_case(part))).count() > 1
}

/// Marks, near the top, where the page lies in the site (`Blog > Running`) and the head of an e-mail.
fn top(source: &str, lines: &mut [Line]) {
    const TOP: usize = 8;
    const FIELDS: [&str; 8] = ["from:", "to:", "subject:", "date:", "cc:", "sent:", "reply-to:", "bcc:"];
    let is_trail = |text: &str| {
        [" > ", " › ", " » "].iter().any(|sign| {
            let parts = text.split(sign);
            text.contains(sign)
                && parts.clone().all(|part| (1..=4).contains(&part.split_whitespace().count()))
        })
    };
    let is_field = |text: &str| {
        FIELDS
            .iter()
            .any(|field| text.get(..field.len()).is_some_and(|head| head.eq_ignore_ascii_case(field)))
    };
    let top = lines.get_mut(..lines.len().min(TOP)).unwrap_or_default();
    for line in top.iter_mut() {
        line.site |= is_trail(line.text(source));
    }
    let head = top.iter().take_while(|line| is_field(line.text(source))).count();
    if head > 1 {
        top.iter_mut().take(head).for_each(|line| line.site = true);
    }
}

/// Marks who wrote the pages of a list: `Read this next`, the name of a page, and below it `By Amy Lee`.
fn bylines_of_pages(source: &str, lines: &mut [Line]) {
    /// More pages no list has.
    const PAGES: usize = 12;
    let mut of_pages = Vec::new();
    for lead in 0..lines.len() {
        if !lines.get(lead).is_some_and(|line| shape::is_list_lead(line.text(source))) {
            continue;
        }
        let mut at = lead + 2;
        while at <= lead + 2 * PAGES
            && let Some(text) = lines.get(at).map(|line| line.text(source))
            && (text.starts_with("By ") || text.starts_with("by "))
            && text.len() < 80
        {
            of_pages.push(at);
            at += 2;
        }
    }
    for nth in of_pages {
        lines.get_mut(nth..=nth).unwrap_or_default().iter_mut().for_each(|line| line.site = true);
    }
}

/// Marks what is between the parts of a box that subscribes to something.
fn boxes(source: &str, lines: &mut [Line]) {
    let anchors: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.text(source).len() < 120 && subscribes(line.text(source)))
        .map(|(nth, _)| nth)
        .collect();
    for pair in anchors.windows(2) {
        let [from, to] = *pair else { continue };
        let between = lines.get(from..=to).unwrap_or_default();
        let size: usize = between.iter().map(|line| line.span.len()).sum();
        if to - from <= BOX && size < 400 {
            lines.get_mut(from..=to).unwrap_or_default().iter_mut().for_each(|line| line.site = true);
        }
    }
    for anchor in anchors {
        let words = lines.get(anchor).map_or("", |line| line.text(source)).to_lowercase();
        if let Some(line) = lines.get_mut(anchor) {
            line.site = true;
        }
        // `Bone Advisor` above `Subscribe to our Bone Advisor`, and `Free` above `E-newsletter`.
        let above = anchor.checked_sub(1).and_then(|above| lines.get_mut(above));
        if let Some(above) = above.filter(|above| !above.site) {
            let name = above.text(source).to_lowercase();
            above.site = name == "free" || (name.len() < 40 && words.contains(&name));
        }
        // `e-letter with ideas for sore bones.`
        let below = lines.get_mut(anchor + 1);
        if let Some(below) = below.filter(|below| !below.opens && below.text(source).len() < 120) {
            below.site |= below.text(source).starts_with(char::is_lowercase);
        }
    }
}

/// Marks the foot of the site: what is below its first line and is no text of the page.
fn foot(source: &str, lines: &mut [Line]) {
    // Everything above a sentence of the page or a reference is not the foot.
    let last =
        lines.iter().rposition(|line| !line.site && is_text(line.text(source))).map_or(0, |last| last + 1);
    let below = lines.get(last..).unwrap_or_default();
    let Some(first) = below.iter().position(|line| opens_foot(line.text(source))) else {
        return;
    };
    // What lists pages of the site is read, and so are the pages.
    let mut listed = false;
    for line in lines.get_mut(last + first..).unwrap_or_default() {
        let text = line.text(source);
        if shape::is_list_lead(text) {
            listed = true;
            continue;
        }
        listed &= !opens_foot(text) && !line.site && text.len() < 120;
        line.site |= !listed && !is_of_page(text);
    }
}

/// Whether a line is certainly text of the page: a sentence or several, a reference.
fn is_text(line: &str) -> bool {
    const OF_SITES: [&str; 11] = [
        ".gov",
        "https",
        "cookie",
        "rights reserved",
        "website",
        "this site",
        "endorse",
        "substitute",
        "purposes only",
        "JavaScript",
        "opyright",
    ];
    let sentence = line.len() > 60 && line.ends_with(['.', '!', '?', ':']) || line.len() > 200;
    let reference = line.contains("ccessed ")
        || line.contains("doi:")
        || line.contains("doi.org")
        || line.contains("et al");
    reference || (sentence && !opens_foot(line) && !OF_SITES.iter().any(|word| line.contains(word)))
}

/// Whether a line within the foot of a site belongs to the page after all.
fn is_of_page(line: &str) -> bool {
    static PAGE: LazyLock<Regex> = LazyLock::new(|| {
        let back_matter = BACK_MATTER.pattern("page");
        Regex::new(&format!(
            r"(?ix)^(?:{back_matter}|related\ .{{3,40}})\s*:?$
            |^(?:last\ |medically\ |content\ |page\ |date\ |next\ )*(?:review\w*|updat\w*|publish\w*|written|authored|contribut\w*|edited|modified|revised|by)(?-u:\b)
            |accessed|doi[:.]|\d{{4}};\s?\d|^see\ |\bet\ al\b|this\ (?:article|page)\ was",
        ))
        .expect("the pattern is valid")
    });
    PAGE.is_match(line)
}

/// Whether the foot of a site begins with this line.
fn opens_foot(line: &str) -> bool {
    static FOOT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix)^(?:
            (?:categories|tags|topics|filed\ under|tagged|keywords)\s*:?(?:\s.{0,120})?
            |original\ article\s*:?(?:\s.{0,160})?
            |(?:how\ to\ )?cite\ this\ (?:page|article)
            |(?:copyright|©|\(c\)).{0,160}
            |(?:official|secure|safe|\.gov).{0,60}\.gov.{0,120}
            |(?:find|follow|connect\ with)\ .{2,40}\ on(?:\ social(?:\ media)?)?\s*:?
            |share\ (?:on|this|via)\s*:?.{0,60}|share\s*:?
            |(?:stay|get)\ (?:in\ touch|connected)|follow\ us.{0,40}|contact\ us|privacy(?:\ policy|\ notice)?|terms\ of\ (?:use|service)
            )$",
        )
        .expect("the pattern is valid")
    });
    line.len() <= 200 && FOOT.is_match(line)
}

/// Whether a line offers something: `Looking for tablets?`, `Talk to a doctor from your sofa`.
fn offers(line: &str) -> bool {
    static OFFERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix)(?-u:\b)(?:looking\ for|shop|buy|order|offers?|deals?|discount|sale|free\ (?:delivery|shipping|trial)|our\ (?:app|store|shop|products?)
            |talk\ to\ (?:a|our)|consult\ (?:a|our|with)|book|get\ (?:the|our)\ app|from\ the\ comfort|online\ (?:doctor|consultation)|subscribe|save\ \d)(?-u:\b)",
        )
        .expect("the pattern is valid")
    });
    let states =
        line.contains(|c: char| c.is_ascii_digit()) || line.contains(" not ") || line.starts_with("Never");
    line.len() < 200 && !states && OFFERS.is_match(line)
}

/// Whether a line offers a newsletter.
fn subscribes(line: &str) -> bool {
    static SUBSCRIBES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix)^(?:subscribe(?:\ (?:now|today|to\ .{2,60}))?|sign\ (?:me\ )?up(?:\ (?:now|today|here|free|for\ (?:our|the|free|weekly)\ .{2,60}))?
            |(?:our\ |free\ |weekly\ |daily\ |get\ (?:our|the)\ )*e?-?newsletters?(?:\ sign-?up)?|enter\ your\ e-?mail.{0,40}|your\ e-?mail(?:\ address)?
            |e-?mail\ address\*?|join\ our\ .{2,40}|(?:our\ )?(?:weekly|daily|monthly)\ (?:letter|newsletter|digest)|thank\ you\ for\ subscribing.{0,60}
            |get\ .{2,60}\ in\ your\ inbox.{0,20})[.!]?$",
        )
        .expect("the pattern is valid")
    });
    SUBSCRIBES.is_match(line)
}

/// Whether a line is a tab that leads to a part of the article.
fn is_tab(line: &str) -> bool {
    const TABS: [&str; 5] = [
        "symptoms & causes",
        "diagnosis & treatment",
        "doctors & departments",
        "symptoms & diagnosis",
        "care & treatment",
    ];
    TABS.iter().any(|tab| tab.eq_ignore_ascii_case(line))
}

/// Whether a line is an address and nothing else.
fn is_address(line: &str) -> bool {
    let scheme = ["https://", "http://", "www."].iter().any(|scheme| line.starts_with(scheme));
    scheme && !line.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::plain::line;

    fn marked(source: &str) -> Vec<&str> {
        let mut lines = line::lines(source, 0);
        mark(source, &mut lines);
        lines.iter().filter(|line| line.site).map(|line| line.text(source)).collect()
    }

    #[test]
    fn a_box_for_a_newsletter_is_no_part_of_the_page() {
        let page = "Heel spur\n\nSore heels are common.\n\nBone Advisor\n\nSubscribe to our Bone Advisor\ne-letter with ideas.\n\nSign up now\n\nTreatment\n";
        assert_eq!(
            marked(page),
            ["Bone Advisor", "Subscribe to our Bone Advisor", "e-letter with ideas.", "Sign up now"]
        );
    }

    #[test]
    fn the_foot_of_a_site_leaves_the_page_its_lines() {
        let page = "Bunions\n\nA bunion is a bump.\n\nShare on:\nRed Page\nReviewed 3 May 2020\n";
        assert_eq!(marked(page), ["Share on:", "Red Page"]);
    }

    #[test]
    fn what_is_sold_is_no_part_of_the_page() {
        assert_eq!(
            marked("Sore throat\nLooking for tablets?\nBuy Now!\n"),
            ["Looking for tablets?", "Buy Now!"]
        );
        assert_eq!(
            marked("Sore jaw\nDo not take more than 4 g of paracetamol a day.\nDownload our app\n"),
            ["Download our app"]
        );
        assert_eq!(marked("Sore jaw\nStop it if your stools turn black.\n\nBook now\n"), ["Book now"]);
    }
}
