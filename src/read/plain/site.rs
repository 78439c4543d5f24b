//! Which lines belong to the site and not to the page: share bars, menus, boxes for newsletters, banners.
//!
//! Most are told by themselves; some only by their neighbours: what is between the name of a newsletter and
//! the button that subscribes to it, and what follows the first line of the foot of a site.

use std::sync::LazyLock;

use regex::Regex;

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
        // The stop behind a link ends the sentence that was broken there.
        let ends = words.ends_with(['.', ':']) || is_address(words);
        if here == "." && !line.opens && !above.site && !ends {
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

/// Whether a line belongs to a site by what it says, besides what [`shape::is_boilerplate`] knows.
fn is_of_site(line: &str) -> bool {
    static SITE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix)
            (?:enable|needs?|requires?|turn\ on|switch\ on|disabled?)\ javascript
            |^we\ use\ cookies|(?:accept|manage|reject)\ (?:all\ )?cookies|cookie\ (?:settings|preferences)\.?$
            |^(?:official|secure|safe)\ .{0,40}\.gov|^an?\ \.gov\ |\.gov\ website
            |^(?:view|read|also\ available|available|this\ page)\ in\ (?:spanish|english|french|german|arabic|chinese|welsh)
            |^(?:español|english|français|deutsch|العربية|中文|日本語|tiếng\ việt|русский)(?:\s*[|/·,]\s*\p{L}+)*$
            |^(?:open|close|toggle|expand|collapse|show|hide)\ (?:all\ |the\ )?(?:citations?|references?|sources?|menu|navigation|sections?|search|image|video|transcript|references?\ list)(?:\ (?:pop-?up\ )?(?:dialog|box))?$
            |^(?:show|view|hide|see)\ (?:all\ )?\d*\s?(?:references?|sources|citations)$|^\+\s?\d+\s(?:sources|references)$|(?-i:^\d+\s(?:sources|references)$)
            |^(?:copy(?:/paste)?|share|get)\ (?:a\ )?link$|^link\ copied!?$|^copied!?$
            |^(?:citation|free\ (?:full\ )?(?:text|article))\ (?:on|in|at)\ pub\ ?med(?:\ central)?(?:\ or\ .{0,40})?$
            |^(?:find|follow)\ (?:us|.{2,30})\ on(?:\ social\ media)?:?$
            |^(?:add|save)\ to\ (?:my\ )?(?:favou?rites|list|library|bookmarks?)$|^bookmark(?:\ this.{0,20})?$
            |^(?:request|make|schedule|book)\ an?\ appointment.{0,30}$|^(?:find|see)\ an?\ (?:doctor|provider|clinic)\ near\ you.{0,20}$
            |^(?:previous|next)(?:\ (?:article|page|section|topic|slide))?$|^page\ \d+\ of\ \d+$|^\d+\ of\ \d+$
            |^(?:play|pause|mute|watch\ on\ youtube|play\ video|video\ player.{0,20}|loading\.*|transcript|captions?)$
            |^(?:to\ )?(?:comment|leave\ a\ comment|reply|log\ in\ to\ .{2,40})$|^\d+\ (?:comments?|shares?|likes?|views?|min\ read)$
            |^(?:photo|picture|image|illustration|video|credit|getty\ images?|shutterstock|istock)(?:\ (?:credit|by|source|courtesy\ of))?\s?[:/©]\s?.{2,80}$
            |^(?:©|\(c\))\ ?.{2,80}$|^ad\ choices$|^sponsored\ by\ .{2,40}$|^promoted$|^trending(?:\ now)?$|^most\ popular$
            |^(?:text|font)\ size.{0,20}$|^a\ ?a\ ?a$|^(?:increase|decrease|reset)\ (?:text|font)\ size$
            |^(?:patient|health)\ (?:information|education|library|encyclopedia)(?:\ (?:leaflet|sheet|series))?$|^(?:fact\ ?sheet|information\ leaflet|leaflet)$
            |^products\ &\ services$|^show\ more\ products\ from\ .{2,60}$
            |^original\ article\s*:?(?:\ https?://.{0,160})?$|^healthy\ (?:living|lifestyle)$
            |^more\ (?:\w+\ ){1,3}(?:stories|coverage|news|headlines)$
            |^(?:view|see|start|open)\ (?:the\ )?(?:slide\ ?show|gallery)(?:\s.{0,40})?$
            |^(?:take\ (?:a|the|our|this)\ quiz|test\ your\ (?:knowledge|understanding)(?:\ .{2,40})?)!?$
            |^(?:skip|jump)\ (?:the\ )?(?:advert(?:isement)?|ad|navigation)$
            |^jump\ to\ (?:the\ )?(?:recipe|comments?|navigation|search|content|section|top)$|^pin\ (?:this|it)(?:\ for\ later)?!?$
            |^(?:leave|post|add)\ a\ (?:reply|comment).{0,20}$|^reader\ interactions$|^comments?\ \(\d+\)$
            |^(?:previous|next|older|newer)\ (?:posts?|articles?|stor(?:y|ies)|entr(?:y|ies))$
            |^advertisement\ ?[-–—:].{0,40}$|(?-i:^Sign\ up\ (?:to|for)\ (?:[A-Z][a-z]+\ ?){1,3})$|^(?:get|subscribe\ to)\ our\ (?:weekly|daily|monthly|free)?\ ?(?:e-?mails?|app|updates?|alerts?)$
            |^(?:topics|health\ topics|most\ (?:read|viewed|shared|recent)|tags|popular(?:\ (?:posts|articles|topics|now))?|quick\ links|careers|donate(?:\ now)?|cookies?|site\ ?map|accept\ all|about\ us|follow\ us|support\ us|check\ now|legal\ (?:terms\ and\ conditions|conditions\ and\ terms)|our\ (?:promise|brands|company|experts|sponsors|partners))$
            |^(?:related|featured)\ products?$|^shop$|^save$|^thank\ ?(?:s|you)\ for\ your\ feedback!?$|^(?:give|share|send|leave)\ (?:us\ )?feedback$|^end\ of\ (?:article|page)$|^section\ menu$|^report\ a\ problem.{0,30}$
            |^(?:open\ in|get\ the)\ app$|^find\ (?:a|an)\ (?:doctor|dentist|physician|provider|pharmacy|location|clinic|hospital|specialist|expert)(?:\ near.{0,20})?$|^try\ our\ .{2,30}$|^(?:select\ |change\ |choose\ )?(?:a\ |your\ )?language$|^translate(?:\ this\ page)?$
            |^(?:see\ |read\ )?(?:our\ )?editorial\ (?:policy|process|guidelines|standards|team)$|^meet\ (?:our|the)\ .{2,50}$|^symptom\ checker$|^(?:our|the)\ process$
            |(?:/|:|©|\ by|via)\ ?.{0,40}(?:getty|shutterstock|istock|adobe\ ?stock|unsplash|pexels|stock\ ?photos?|stockpix|alamy)(?:\ images)?.{0,20}$
            |^find\ an?\ (?:doctor|provider|physician|therapist|pharmacy)(?:\ (?:and|or|&)\ .{2,40})?$|^(?:view|see)\ (?:professional|consumer|patient)\ version$|^get\ (?:the\ quick\ facts|help)$
            |^contribute\ to\ .{2,30}$|^(?:a\ )?book:\ .{2,80}$|^headshot\ of\ .{2,60}$|^search\ our\ site.{0,60}$|^similar\ articles\ in\ .{2,20}$
            |^when\ autocomplete\ results\ are\ available.{0,120}$|^view\ history$|^from\ .{2,40},\ the\ free\ encyclopedia$|^the\ navigation\ menu\ has\ been\ .{2,20}$
            |^document\ (?:id|no|number)\b.{1,30}$|^leaflet\ (?:no\.?|number|code|ref(?:erence)?)\b.{1,30}$|^topic\ \d+\ version\ [\d.]+$|^box\ section\ ref\ id$
            |^(?:photographs?|photos?|illustrations?|images?|video|graphics?)\ by\ .{2,40}$
            |^duration:?\s*\d+:\d\d.{0,10}$|^(?:(?:play|pause|mute|unmute|captions?|volume|settings|full\ ?screen)\s+)+(?:play|pause|mute|captions?|volume|settings|full\ ?screen)$
            |^top\ (?:doctors|dentists|physicians|specialists|hospitals)\ in\b.{0,40}$|^find\ more\ top\ .{2,30}$|^view\ privacy\ policy.{0,60}$|^from\ .{2,40}\ to\ your\ inbox$|^a\ message\ from\ our\ sponsors?$
            |^an?\ official\ website\ of\ .{2,80}$|^here['’]s\ how\ you\ know$|^.{2,30}\ logo$|^view\ this\ e-?mail\ in\ your\ browser$|^(?:home\ )?page\ last\ printed.{0,40}$
            |^(?:patient\ (?:and|&)\ family\ education|information\ for\ (?:patients|parents|families|carers|the\ public)(?:\ and\ .{2,30})?|(?:\w+\ )?patient\ page)$
            |^(?:january|february|march|april|may|june|july|august|september|october|november|december)\ \d{1,2},\ \d{4}\ at\ \d{1,2}:\d\d\ ?[ap]\.?m\.?$
            |^(?:english|español|français|deutsch|italiano|português|nederlands|polski|svenska|norsk|dansk|cymraeg|türkçe|română)$",
        )
        .expect("the pattern is valid")
    });
    line.len() <= 240 && SITE.is_match(line)
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
