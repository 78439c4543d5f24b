//! Acts that are dated after today.

use snapbox::str;

use crate::repo::Repo;

#[test]
fn no_act_lies_in_the_future() {
    let page = "---\r\ntitle: Dose\r\nstatus: published\r\nauthors: [ron]\r\nreviewers: [lee]\r\npublished: 2062-01-05\r\nlast-reviewed: 2026-11-23\r\nnext-review: 2126-11-22\r\n---\r\n\r\nText. [@nhs]\r\n";
    let repo = Repo::with_clean_page(&[
        ("content/articles/dose.md", page),
        (
            "content/articles/legacy.txt",
            "Neck Pain\n\nWritten by Ron Miller\n\nMedically reviewed by Amy Lee, MD on May 3, 2062\n\nMost neck pain goes away.\n",
        ),
        (
            "content/citations/a.yaml",
            "- {id: nhs, type: webpage, title: Dose, URL: 'https://www.nhs.uk/dose/', accessed: 2062-01-05}\n",
        ),
        (
            "content/people/eva.yaml",
            "name: Eva Novak\nroles: [author]\ncredentials: MD\nlicence: {body: GMC, verified-on: 2062-01}\ndisclosures: [{text: None, on: 2026-11-22}, {text: None, on: 2062-01-05}]\n",
        ),
        (
            "content/reviews/pain.yaml",
            "- {article: neck-pain, reviewer: lee, date: 2062-01-05, kind: medical, outcome: approved, next-due: 2063-01-05}\n",
        ),
    ]);
    let rules = "review/dates-out-of-order,citation/accessed-future,review/record-mismatch";
    repo.check(&["--select", rules]).code(1).stderr_eq("").stdout_eq(str![[r#"
content/articles/dose.md:6:12: error review/dates-out-of-order the day of publication, 2062-01-05, is in the future: today is 2026-11-22
content/articles/dose.md:7:16: error review/dates-out-of-order the last review, 2026-11-23, is in the future: today is 2026-11-22
content/articles/legacy.txt:5:38: error review/dates-out-of-order the last review, 2062-05-03, is in the future: today is 2026-11-22
content/citations/a.yaml:1:84: error citation/accessed-future the access date of “Dose” is in the future: today is 2026-11-22
content/people/eva.yaml:4:35: error review/dates-out-of-order the day on which the licence was verified, 2062-01, is in the future: today is 2026-11-22
content/people/eva.yaml:5:62: error review/dates-out-of-order the day of this declaration, 2062-01-05, is in the future: today is 2026-11-22
content/reviews/pain.yaml:1:45: error review/dates-out-of-order the day of this review, 2062-01-05, is in the future: today is 2026-11-22

"#]]);
    // The same days have come once.
    let later = ["check", "--today", "2062-12-31", "--select", rules];
    repo.run(&later).code(1).stdout_eq(str![[r#"
content/articles/dose.md:7:16: error review/dates-out-of-order the last review, on 2026-11-23, is long before the page was first published
content/articles/dose.md:8:14: error review/dates-out-of-order the next review, 2126-11-22, is more than 10 years away
...
"#]]);
}

#[test]
fn a_review_age_that_the_settings_allow_is_not_too_far() {
    let page = "---\ntitle: Dose\nstatus: published\nauthors: [ron]\nreviewers: [lee]\nnext-review: 2040-11-22\nmax-review-age: AGE\n---\n\nText.\n";
    let repo = Repo::with_clean_page(&[("content/articles/dose.md", &page.replace("AGE", "180"))]);
    repo.check(&[]).code(0).stdout_eq("").stderr_eq("");
    repo.write("content/articles/dose.md", page.replace("AGE", "36"));
    repo.check(&[]).code(1).stdout_eq(str![[r#"
content/articles/dose.md:6:14: error review/dates-out-of-order the next review, 2040-11-22, is more than 10 years away

"#]]);
}
