//! Fields as site generators and other tools write them.

use snapbox::str;

use crate::repo::{CLEAN_PAGE, Repo};

const PAGE: &str = "content/articles/neck-pain.md";

fn with_fields(fields: &str) -> String {
    CLEAN_PAGE.replacen("status: published\n", &format!("status: published\n{fields}"), 1)
}

#[test]
fn a_date_may_have_a_time_and_a_zone() {
    for date in [
        "2026-03-03T09:00:00+01:00",
        "2026-03-03T14:25:00.186Z",
        "2026-03-03 09:00",
        "'2026-03-03 09:00:00 -0500'",
    ] {
        let page = with_fields(&format!("published: {date}\nlast-reviewed: {date}\n"));
        Repo::with_clean_page(&[(PAGE, &page)]).check(&["--advice"]).code(0).stdout_eq("").stderr_eq("");
    }
    let page = with_fields("published: 2026-03-03T25:00\nlast-reviewed: 2026-02-30T09:00:00Z\n");
    Repo::with_clean_page(&[(PAGE, &page)]).check(&[]).code(1).stdout_eq(str![[r#"
content/articles/neck-pain.md:4:12: error schema/invalid-field `published` must be a date, not `2026-03-03T25:00`
content/articles/neck-pain.md:5:16: error schema/invalid-field `last-reviewed` must be a date, not `2026-02-30T09:00:00Z`

"#]]);
}

/// R Markdown prints what is written, and Quarto takes the month for the first number.
#[test]
fn a_date_weighs_as_much_as_readers_can_mistake_it() {
    let page = "---\ntitle: Spasm\ndate: 10/12/2025\nmodified: 10/22/2025\n---\n\nRest.\n";
    let repo = Repo::new(&[
        ("a.md", page),
        ("b.Rmd", page),
        ("c.qmd", page),
        (
            "medproof.yaml",
            "collections: {articles: {files: \"*.{md,Rmd,qmd}\"}}\nfields: {names: {article: {published: date}}}\n",
        ),
    ]);
    repo.check(&["--advice", "--select", "schema/date-not-iso"]).code(1).stderr_eq("").stdout_eq(str![[r#"
a.md:3:7: error schema/date-not-iso `date` must be a date, not `10/12/2025`
a.md:4:11: error schema/date-not-iso `modified` must be a date, not `10/22/2025`
b.Rmd:3:7: warning schema/date-not-iso `date` must be a date, not `10/12/2025`
b.Rmd:4:11: advice schema/date-not-iso `modified` must be a date, not `10/22/2025`
c.qmd:3:7: advice schema/date-not-iso `date` must be a date, not `10/12/2025`
c.qmd:4:11: advice schema/date-not-iso `modified` must be a date, not `10/22/2025`

"#]]);
}

#[test]
fn an_interval_may_have_a_unit() {
    for interval in ["6", "'6'", "6 months", "P6M"] {
        let page = with_fields(&format!("last-reviewed: 2026-05-21\nmax-review-age: {interval}\n"));
        Repo::with_clean_page(&[(PAGE, &page)]).check(&["--select", "schema,review/overdue"]).code(1).stdout_eq(
            "content/articles/neck-pain.md:4:16: error review/overdue the last medical review of this page, on 2026-05-21, is more than 6 months old\n",
        );
    }
    let page = with_fields("last-reviewed: 2025-12-01\nmax-review-age: 1 year\n");
    Repo::with_clean_page(&[(PAGE, &page)]).check(&[]).code(0).stdout_eq("");
}

#[test]
fn former_addresses_in_front_matter_redirect() {
    for field in ["aliases: [/old/neck/]", "redirect_from: /old/neck/", "redirect_from:\n  - /old/neck/"] {
        let page = with_fields(&format!("{field}\n"));
        let link = CLEAN_PAGE
            .replace("All About Neck Pain", "Back Pain")
            .replace("goes away", "[goes](/old/neck/) away");
        let repo = Repo::with_clean_page(&[(PAGE, &page), ("content/articles/back-pain.md", &link)]);
        repo.check(&[]).code(0).stdout_eq(str![[r#"
content/articles/back-pain.md:8:23: warning link/see-via-redirect `/old/neck/` has moved, and only a redirect leads to `neck-pain`

"#]]);
    }
}
