//! The flawed twin of our own content: exactly its planted flaws are reported, and
//! none of the near misses beside them.

use std::collections::BTreeMap;
use std::path::Path;

use snapbox::cmd::OutputAssert;
use snapbox::str;

use crate::repo::medproof;

fn check(words: &[&str]) -> OutputAssert {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    medproof(root).args(["check", "tests/fixtures/flawed", "--today", "2026-11-22"]).args(words).assert()
}

#[test]
fn every_planted_flaw_is_reported_and_nothing_else() {
    check(&["--advice", "--format", "concise"]).code(1).stdout_eq(str![[r#"
tests/fixtures/flawed/content/articles/cervical-dystonia.md:13:7: warning link/see-via-redirect `neck-stretches` has moved, and only a redirect leads to `neck-exercises`
tests/fixtures/flawed/content/articles/cervical-dystonia.md:13:23: advice link/see-duplicate readers are sent to “Exercises for a Stiff Neck” twice
tests/fixtures/flawed/content/articles/cervical-dystonia.md:27:40: error citation/undefined the footnote `[^9]` is not written anywhere on this page
tests/fixtures/flawed/content/articles/cervical-dystonia.md:46:7: error citation/duplicate-source “Cervical dystonia” is already listed as reference 1
tests/fixtures/flawed/content/articles/cervical-dystonia.md:46:7: warning citation/url-missing “Cervical dystonia” is cited from the web, but its address is missing
tests/fixtures/flawed/content/articles/cervical-dystonia.md:46:77: error citation/accessed-conflict “Cervical dystonia” has two access dates, 2026-07-06 and 2026-08-24
tests/fixtures/flawed/content/articles/cold-packs.md:11:14: error review/dates-out-of-order the next review, 2026-09-28, is not after the last one, 2026-09-28
tests/fixtures/flawed/content/articles/desk-breaks.md:8:13: error review/reviewer-unqualified Editorial Desk is a team, and a review needs a person who answers for it
tests/fixtures/flawed/content/articles/desk-setup.md:7:12: error schema/invalid-field `published` is `2026-02-30`, but February 2026 has 28 days
tests/fixtures/flawed/content/articles/desk-setup.md:12:38: warning schema/title-missing this page has no title
tests/fixtures/flawed/content/articles/disc-replacement.md:29:5: error link/see-ambiguous 2 pages are called “Neck Operations”, and it is not clear which is meant
tests/fixtures/flawed/content/articles/driving.md:10:16: error review/record-mismatch the page says it was last reviewed on 2026-09-28, its records say 2026-03-02
tests/fixtures/flawed/content/articles/driving.md:10:16: error review/text-changed-since-review the text was changed after it was reviewed on 2026-03-02, and nobody has signed it as it is now (v2:e4cf3b12)
tests/fixtures/flawed/content/articles/hard-text.md:2:8: advice readability/reading-grade this page is as hard to read as a text for grade 31 of school; its readers are used to grade 8
tests/fixtures/flawed/content/articles/hard-words.md:13:1: advice readability/sentence-long this sentence has 26 words; 25 are easy to read
tests/fixtures/flawed/content/articles/hard-words.md:16:1: advice readability/paragraph-long this paragraph has 4 sentences; 3 are easy to read
tests/fixtures/flawed/content/articles/hard-words.md:20:1: advice readability/plain-word “Utilize” has a plainer word
tests/fixtures/flawed/content/articles/hard-words.md:23:17: advice readability/term-unexplained “myelopathy” is a term of the glossary, and is not explained here
tests/fixtures/flawed/content/articles/hard-words.md:26:3: warning language/word-avoided the house style avoids “slipped disc”: Discs bulge or tear, and do not slip
tests/fixtures/flawed/content/articles/heat-packs.md:8:13: error review/reviewer-is-author nobody but the author has reviewed this page
tests/fixtures/flawed/content/articles/ice-massage.md:9:11: warning review/updated-unreviewed this page was changed on 2026-10-05, after its last review on 2026-09-28
tests/fixtures/flawed/content/articles/ice-massage.md:11:65: advice review/ai-use-undeclared this page does not say whether AI tools helped to write it
tests/fixtures/flawed/content/articles/ice-massage.md:11:65: warning review/funding-missing this page does not say who paid for it
tests/fixtures/flawed/content/articles/ice-massage.md:11:65: advice structure/audience-missing this page does not say for whom it is written
tests/fixtures/flawed/content/articles/jaw-and-neck.md:11:13: advice review/reviewer-specialty the reviewer's specialty is Dermatology, and this page is about something else
tests/fixtures/flawed/content/articles/jaw-and-neck.md:14:5: advice language/acronym-undefined this page does not say what TMJ stands for
tests/fixtures/flawed/content/articles/jaw-and-neck.md:17:1: warning language/person-first “Diabetics” does not put the person first
tests/fixtures/flawed/content/articles/jaw-and-neck.md:20:1: advice language/brand-first Advil is a brand of ibuprofen, and is named before it
tests/fixtures/flawed/content/articles/jaw-and-neck.md:21:34: advice language/unit-style “400mg” is written without a space before its unit, unlike others on this page
tests/fixtures/flawed/content/articles/jaw-and-neck.md:23:27: advice language/stat-mix this section gives one share in percent and one as people out of a number
tests/fixtures/flawed/content/articles/jaw-and-neck.md:28:14: advice language/laterality-conflict the heading says left, and the text below it right
tests/fixtures/flawed/content/articles/medicines.md:15:13: error language/dose-decimal “5.0 mg” can be read as 50 mg
tests/fixtures/flawed/content/articles/medicines.md:18:22: error language/dose-range-inverted the range “500–250 mg” goes from the larger dose to the smaller
tests/fixtures/flawed/content/articles/medicines.md:21:14: warning language/dose-imperial the dose “2 teaspoons” is not in metric units
tests/fixtures/flawed/content/articles/medicines.md:24:13: error language/dose-unit-missing the dose 200 has no unit
tests/fixtures/flawed/content/articles/medicines.md:27:32: advice language/drug-abbreviation “MTX” is short for methotrexate, and such names have been read as another medicine
tests/fixtures/flawed/content/articles/medicines.md:31:10: advice language/absolute-claim “cures” promises more than any treatment can keep
tests/fixtures/flawed/content/articles/medicines.md:34:7: advice language/statistic-uncited the figure “15%” has no source
tests/fixtures/flawed/content/articles/neck-braces-at-work.md:11:14: advice review/due-soon the next review of this page is due on 2026-11-23
tests/fixtures/flawed/content/articles/neck-cramps.md:2:8: advice structure/emergency-signs-missing this page does not say which signs are an emergency
tests/fixtures/flawed/content/articles/neck-cramps.md:12:14: warning schema/code-invalid `22298007` is not a SNOMED CT code: the check digit is wrong
tests/fixtures/flawed/content/articles/neck-cramps.md:16:21: warning cause/count-mismatch this says 3 causes, but the page describes 5
tests/fixtures/flawed/content/articles/neck-cramps.md:25:5: warning cause/duplicate the causes “Strain” and “Neck strain” are the same
tests/fixtures/flawed/content/articles/neck-cramps.md:29:5: advice cause/name-not-preferred the glossary prefers “whiplash” to “Whiplash injury”
tests/fixtures/flawed/content/articles/neck-cramps.md:33:5: advice cause/unlinked there is a page “Cervical Dystonia”, and nothing here leads to it
tests/fixtures/flawed/content/articles/neck-exercises.md:27:3: warning structure/toc-stale this table of contents leaves out “When it hurts: stop!”
tests/fixtures/flawed/content/articles/neck-massage.md:14:51: warning link/target-missing there is no page at `content/articles/massage-oils.md`
tests/fixtures/flawed/content/articles/neck-pillows.md:10:16: error review/overdue the last medical review of this page, on 2025-09-28, is more than a year old
tests/fixtures/flawed/content/articles/neck-pillows.md:14:38: warning review/next-missing this page does not say when it is to be reviewed next
tests/fixtures/flawed/content/articles/neck-rolls.md:13:1: warning review/claim-vague “Reviewed by our medical team” names nobody
tests/fixtures/flawed/content/articles/neck-supports.md:16:25: advice citation/source-weak only a shop supports this statement
tests/fixtures/flawed/content/articles/neck-supports.md:21:15: advice link/text-generic “click here” does not say where the link leads
tests/fixtures/flawed/content/articles/neck-supports.md:24:23: warning link/self-link this link leads to the page it is on
tests/fixtures/flawed/content/articles/neck-supports.md:30:6: advice structure/heading-skip this heading has level 4, and the one above it level 2
tests/fixtures/flawed/content/articles/neck-supports.md:34:4: warning structure/section-empty there is nothing below the heading “Prices”
tests/fixtures/flawed/content/articles/neck-supports.md:40:6: advice link/see-duplicate readers are sent to “Stiff Neck” twice
tests/fixtures/flawed/content/articles/neck-surgery.md:27:1: advice readability/paragraph-long this paragraph has 4 sentences; 3 are easy to read
tests/fixtures/flawed/content/articles/neck-surgery.md:37:6: error link/see-to-unpublished “Neck Massage” is a draft, so readers cannot open it
tests/fixtures/flawed/content/articles/neck-surgery.md:39:6: warning link/see-label-mismatch the label is “Neck Workouts”, but the page is called “Neck Exercises”
tests/fixtures/flawed/content/articles/neck-surgery.md:50:110: error citation/accessed-after-review “Going back to work” was accessed on 2026-10-12, after the page was reviewed on 2026-09-28
tests/fixtures/flawed/content/articles/neck-surgery.md:51:113: error citation/accessed-future the access date of “Waiting for surgery” is in the future: today is 2026-11-22
tests/fixtures/flawed/content/articles/neck-surgery.md:52:10: warning citation/accessed-missing “Keeping a list of medicines” is cited from the web, but no access date is given
tests/fixtures/flawed/content/articles/neck-surgery.md:53:116: warning citation/evidence-not-rechecked “Smoking and surgery” was accessed on 2025-03-26, more than 90 days before the review of 2026-09-28
tests/fixtures/flawed/content/articles/neck-surgery.md:54:3: warning citation/uncited nothing on this page points to the footnote `[^idle]`, so no reader sees it
tests/fixtures/flawed/content/articles/pinched-nerve.md:10:1: error schema/invalid-field unknown field `lastReviewd`
tests/fixtures/flawed/content/articles/pinched-nerve.md:16:38: error review/reviewer-missing no medical reviewer is named
tests/fixtures/flawed/content/articles/pinched-nerve.md:25:57: warning citation/order reference 3 is cited before reference 2
tests/fixtures/flawed/content/articles/pinched-nerve.md:26:35: error citation/undefined this page lists no reference 7
tests/fixtures/flawed/content/articles/pinched-nerve.md:47:93: advice citation/accessed-conflict “Cervical spondylosis” has two access dates, 2026-08-24 and 2026-09-07
tests/fixtures/flawed/content/articles/posture.md:3:9: error schema/invalid-field `status` must be one of `draft`, `in-review`, `published`, `retired`
tests/fixtures/flawed/content/articles/posture.md:7:1: warning schema/invalid-field unknown field `layout`
tests/fixtures/flawed/content/articles/posture.md:19:1: error schema/duplicate-key `audience` is written twice in the same block
tests/fixtures/flawed/content/articles/sources-of-cramps.md:17:22: advice citation/off-topic “Nerve damage of the neck: a sample” is cited for “Overuse”, but its title is about “Nerve damage”
tests/fixtures/flawed/content/articles/sources-of-cramps.md:32:4: advice citation/reference-style this reference writes authors with comma and stops, the others of this page without
tests/fixtures/flawed/content/articles/sources-of-cramps.md:33:20: error citation/identifier-title-mismatch this PMID is that of “Hearing loss in divers: a sample.”, not of “Cold and the muscles of the neck: a sample”
tests/fixtures/flawed/content/articles/stiff-neck.md:16:5: error link/see-unresolved no page is called “shoulder-pain”
tests/fixtures/flawed/content/articles/stiff-neck.md:24:1: advice readability/paragraph-long this paragraph has 4 sentences; 3 are easy to read
tests/fixtures/flawed/content/articles/stiff-neck.md:29:35: error link/anchor-missing this page has no section `#treatmnt`
tests/fixtures/flawed/content/articles/stiff-neck.md:34:34: error link/anchor-missing `content/articles/neck-exercises.md` has no section `#chin-tuks`
tests/fixtures/flawed/content/articles/stiff-neck.md:35:31: error link/target-missing there is no page at `content/articles/postrue.md`
tests/fixtures/flawed/content/articles/stiff-neck.md:38:12: error link/target-missing no page is called “neck-brace”
tests/fixtures/flawed/content/articles/stiff-neck.md:40:36: error link/target-missing there is no picture at `content/articles/images/neck-muscles.png`
tests/fixtures/flawed/content/articles/stiff-neck.md:44:5: error link/see-unresolved no page is called “Neck Strain Symptoms”
tests/fixtures/flawed/content/articles/stiff-neck.md:46:19: error link/target-missing there is no page at `content/articles/neck-braces.md`
tests/fixtures/flawed/content/articles/stiff-neck.md:61:10: advice citation/duplicate-source “Cervical spondylosis” is written out in 2 articles
tests/fixtures/flawed/content/articles/text-neck.md:2:8: advice structure/care-advice-missing this page does not say when to seek medical help
tests/fixtures/flawed/content/articles/text-neck.md:11:10: warning cause/unresolved `poor-postur` is neither a heading of this page nor a known cause
tests/fixtures/flawed/content/articles/text-neck.md:14:1: advice structure/toc-empty this table of contents lists nothing
tests/fixtures/flawed/content/articles/text-neck.md:20:4: advice cause/uncited the cause “Long calls” cites no source
tests/fixtures/flawed/content/articles/text-neck.md:22:42: advice language/claim-uncited “has been linked to” appeals to evidence, but the sentence cites none
tests/fixtures/flawed/content/articles/text-neck.md:26:18: warning language/error-prone-abbreviation “QD” has been mistaken for four times a day or for the right eye
tests/fixtures/flawed/content/articles/text-neck.md:34:22: advice policy/unknown-rule there is no rule `citation/uncitd`
tests/fixtures/flawed/content/articles/text-neck.md:36:1: advice policy/allow-without-reason this comment gives no reason, so it allows nothing
tests/fixtures/flawed/content/articles/whiplash.md:7:11: error review/person-unresolved the author `maya-okfor` has no bio in this repository
tests/fixtures/flawed/content/articles/whiplash.md:41:91: error citation/undefined no source has the key `linton2000`
tests/fixtures/flawed/content/articles/whiplash.md:47:49: error citation/undefined no source has the key `childres2020`
tests/fixtures/flawed/content/articles/wry-neck.md:15:77: error schema/unreadable the file is not UTF-8 (byte 323, 0x92), so nothing in it was checked
tests/fixtures/flawed/content/causes/desk-work.md:2:5: advice schema/file-name the id is `poor-posture`, but the file is called `desk-work`
tests/fixtures/flawed/content/causes/poor-posture.md:2:1: error schema/duplicate-id the id `poor-posture` already belongs to another cause
tests/fixtures/flawed/content/causes/sleeping-position.md:3:19: error schema/invalid-field `name` (name of the cause) is missing
tests/fixtures/flawed/content/citations/imported.yaml:1:7: error citation/duplicate-source “Whiplash” is already listed as `nhs-whiplash`
tests/fixtures/flawed/content/citations/imported.yaml:6:13: error citation/accessed-conflict “Whiplash” has two access dates, 2026-07-13 and 2026-08-24
tests/fixtures/flawed/content/citations/imported.yaml:15:8: warning citation/identifier-invalid write only the DOI, without `https://doi.org/`
tests/fixtures/flawed/content/citations/imported.yaml:21:42: error schema/invalid-field `title` (title of the source) is missing
tests/fixtures/flawed/content/citations/online.yaml:3:10: advice citation/preprint-as-final this is a preprint, and the reference does not say so
tests/fixtures/flawed/content/citations/online.yaml:24:14: warning citation/publisher-variant “National Organization of Rare Disorders” is called National Organization for Rare Disorders
tests/fixtures/flawed/content/citations/online.yaml:27:13: error citation/accessed-before-issued “Necks that turn” was accessed on 2026-08-24, before it was published on 2026-09-01
tests/fixtures/flawed/content/citations/online.yaml:31:10: warning citation/reference-incomplete “The sample neck” is a book, and its reference has no year
tests/fixtures/flawed/content/citations/papers.yaml:14:7: error citation/duplicate-source “Is there a relationship between psychological stress or anxiety and chronic nonspecific neck-arm pain in adults? A systematic review and meta-analysis” is already listed as `ortego-stress-review`
tests/fixtures/flawed/content/citations/surgery.yaml:12:10: error citation/retracted-source “A sample paper on traction” was retracted on 2026-03-09
tests/fixtures/flawed/content/citations/surgery.yaml:23:9: error citation/identifier-invalid `0123456` is not a PMID
tests/fixtures/flawed/content/citations/surgery.yaml:23:9: advice schema/ambiguous-scalar older tools read `0123456` as the number 42798
tests/fixtures/flawed/content/citations/surgery.yaml:27:10: warning citation/retracted-source the journal warned about “A sample paper on braces” on 2026-05-04: an expression of concern
tests/fixtures/flawed/content/citations/surgery.yaml:29:11: advice citation/source-too-old “A sample paper on braces” is from 2015, and research may be 10 years old at most
tests/fixtures/flawed/content/citations/surgery.yaml:31:9: error citation/identifier-invalid `0098-7485` is not an ISSN: the check digit is wrong
tests/fixtures/flawed/content/people/guests.yaml:3:9: error review/credentials-missing no qualification is given for Tom Weber, who reviews medical content
tests/fixtures/flawed/content/people/guests.yaml:3:9: advice schema/entity-unused no page and no review names Tom Weber
tests/fixtures/flawed/content/people/guests.yaml:5:68: warning review/disclosure-missing Tom Weber has not declared whether there is a conflict of interest
tests/fixtures/flawed/content/people/guests.yaml:8:9: advice schema/entity-unused no page and no review names Ida Lind
tests/fixtures/flawed/content/people/guests.yaml:11:16: warning review/disclosure-missing Ida Lind has not declared whether there is a conflict of interest
tests/fixtures/flawed/content/people/guests.yaml:23:9: warning review/bio-missing there is no bio of Ann Fox
tests/fixtures/flawed/content/people/guests.yaml:23:9: advice schema/entity-unused no page and no review names Ann Fox
tests/fixtures/flawed/content/people/guests.yaml:26:8: error review/person-id-invalid `1234567898` is not an NPI: the check digit is wrong
tests/fixtures/flawed/content/people/guests.yaml:27:68: error schema/date-not-iso `verified-on` must be a date, not `17.08.2026`
tests/fixtures/flawed/content/people/guests.yaml:32:9: advice schema/entity-unused no page and no review names Max Kern
tests/fixtures/flawed/content/people/guests.yaml:36:65: warning review/credential-check-stale the licence of Max Kern was last verified on 2023-05-04, more than 24 months ago
tests/fixtures/flawed/content/people/team.yaml:11:3: error schema/duplicate-key `specialty` is written twice in the same block
tests/fixtures/flawed/content/redirects.yaml:10:7: error link/redirect-loop this redirect leads back to itself through another, so readers never arrive
tests/fixtures/flawed/content/reviews/2026-09.yaml:45:13: error review/person-unresolved the reviewer `lena-hartman` has no bio in this repository
tests/fixtures/flawed/content/reviews/signed.yaml:17:12: error review/article-unresolved there is no article `neck-pillow`, so this review counts for nothing
tests/fixtures/flawed/content/terms/conditions.yaml:19:7: error schema/duplicate-id the id `pinched-nerve` already belongs to another term
tests/fixtures/flawed/content/terms/findings.yaml:6:1: error schema/unreadable `[` is never closed

"#]]).stderr_eq("");
}

/// But those of what does nothing: while a file cannot be read, nobody can say so.
#[test]
fn every_rule_is_planted() {
    let output = check(&["--advice", "--format", "json"]).code(1).get_output().stdout.clone();
    let report: serde_json::Value = serde_json::from_slice(&output).unwrap();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let open = |finding: &&serde_json::Value| finding["status"] == "open";
    for finding in report["findings"].as_array().unwrap().iter().filter(open) {
        *counts.entry(finding["rule"].as_str().unwrap()).or_default() += 1;
    }
    let planted = [
        ("cause/count-mismatch", 1),
        ("cause/duplicate", 1),
        ("cause/name-not-preferred", 1),
        ("cause/uncited", 1),
        ("cause/unlinked", 1),
        ("cause/unresolved", 1),
        ("citation/accessed-after-review", 1),
        ("citation/accessed-before-issued", 1),
        ("citation/accessed-conflict", 3),
        ("citation/accessed-future", 1),
        ("citation/accessed-missing", 1),
        ("citation/duplicate-source", 4),
        ("citation/evidence-not-rechecked", 1),
        ("citation/identifier-invalid", 3),
        ("citation/identifier-title-mismatch", 1),
        ("citation/off-topic", 1),
        ("citation/order", 1),
        ("citation/preprint-as-final", 1),
        ("citation/publisher-variant", 1),
        ("citation/reference-incomplete", 1),
        ("citation/reference-style", 1),
        ("citation/retracted-source", 2),
        ("citation/source-too-old", 1),
        ("citation/source-weak", 1),
        ("citation/uncited", 1),
        ("citation/undefined", 4),
        ("citation/url-missing", 1),
        ("language/absolute-claim", 1),
        ("language/acronym-undefined", 1),
        ("language/brand-first", 1),
        ("language/claim-uncited", 1),
        ("language/dose-decimal", 1),
        ("language/dose-imperial", 1),
        ("language/dose-range-inverted", 1),
        ("language/dose-unit-missing", 1),
        ("language/drug-abbreviation", 1),
        ("language/error-prone-abbreviation", 1),
        ("language/laterality-conflict", 1),
        ("language/person-first", 1),
        ("language/stat-mix", 1),
        ("language/statistic-uncited", 1),
        ("language/unit-style", 1),
        ("language/word-avoided", 1),
        ("link/anchor-missing", 2),
        ("link/redirect-loop", 1),
        ("link/see-ambiguous", 1),
        ("link/see-duplicate", 2),
        ("link/see-label-mismatch", 1),
        ("link/see-to-unpublished", 1),
        ("link/see-unresolved", 2),
        ("link/see-via-redirect", 1),
        ("link/self-link", 1),
        ("link/target-missing", 5),
        ("link/text-generic", 1),
        ("policy/allow-without-reason", 1),
        ("policy/unknown-rule", 1),
        ("readability/paragraph-long", 3),
        ("readability/plain-word", 1),
        ("readability/reading-grade", 1),
        ("readability/sentence-long", 1),
        ("readability/term-unexplained", 1),
        ("review/ai-use-undeclared", 1),
        ("review/article-unresolved", 1),
        ("review/bio-missing", 1),
        ("review/claim-vague", 1),
        ("review/credential-check-stale", 1),
        ("review/credentials-missing", 1),
        ("review/dates-out-of-order", 1),
        ("review/disclosure-missing", 2),
        ("review/due-soon", 1),
        ("review/funding-missing", 1),
        ("review/next-missing", 1),
        ("review/overdue", 1),
        ("review/person-id-invalid", 1),
        ("review/person-unresolved", 2),
        ("review/record-mismatch", 1),
        ("review/reviewer-is-author", 1),
        ("review/reviewer-missing", 1),
        ("review/reviewer-specialty", 1),
        ("review/reviewer-unqualified", 1),
        ("review/text-changed-since-review", 1),
        ("review/updated-unreviewed", 1),
        ("schema/ambiguous-scalar", 1),
        ("schema/code-invalid", 1),
        ("schema/date-not-iso", 1),
        ("schema/duplicate-id", 2),
        ("schema/duplicate-key", 2),
        ("schema/entity-unused", 4),
        ("schema/file-name", 1),
        ("schema/invalid-field", 6),
        ("schema/title-missing", 1),
        ("schema/unreadable", 2),
        ("structure/audience-missing", 1),
        ("structure/care-advice-missing", 1),
        ("structure/emergency-signs-missing", 1),
        ("structure/heading-skip", 1),
        ("structure/section-empty", 1),
        ("structure/toc-empty", 1),
        ("structure/toc-stale", 1),
    ];
    assert_eq!(counts, planted.into());
}

#[test]
fn a_conflict_of_dates_shows_both_references_in_one_report() {
    let words = ["--format", "human", "--select", "citation/accessed-conflict"];
    let output = check(&words).get_output().stdout.clone();
    snapbox::assert_data_eq!(
        String::from_utf8(output).unwrap(),
        str![[r#"
error citation/accessed-conflict

  × “Cervical dystonia” has two access dates, 2026-07-06 and 2026-08-24
    ╭─[tests/fixtures/flawed/content/articles/cervical-dystonia.md:46:77]
 44 │ [^1]: Cervical Dystonia … rvical-dystonia/. Accessed August 24, 2026.
    ·                                                      ───────┬───────
    ·                                                             ╰── reference `1` says 2026-08-24
 45 │ [^2]: Cervical dystonia. Mayo Clinic. https://www.mayoclinic.org/diseases-conditions/cervical…
 46 │ [^3]: Cervical dystonia … for Rare Disorders. Accessed July 6, 2026.
    ·                                                        ──────┬─────
    ·                                                              ╰── reference `3` says 2026-07-06
 47 │ [^4]: Hammoud N, Jankovic J. Botulinum toxin in the treatment of cervical dystonia: evidence-…
    ╰────
  help: Open the source, check that it still supports the text, and give the date of that day
        everywhere.

error citation/accessed-conflict

  × “Whiplash” has two access dates, 2026-07-13 and 2026-08-24
   ╭─[tests/fixtures/flawed/content/citations/imported.yaml:6:13]
 5 │   URL: http://nhs.uk/conditions/whiplash
 6 │   accessed: {date-parts: [[2026, 7, 13]]}
   ·             ──────────────┬──────────────
   ·                           ╰── reference `nhs-whiplash-page` says 2026-07-13
   ╰────
    ╭─[tests/fixtures/flawed/content/citations/health-services.yaml:20:13]
 19 │   URL: https://www.nhs.uk/conditions/whiplash/
 20 │   accessed: 2026-08-24
    ·             ─────┬────
    ·                  ╰── reference `nhs-whiplash` says 2026-08-24
    ╰────
  help: Open the source, check that it still supports the text, and give the date of that day
        everywhere.

2 errors in 2 of 46 files.
1 piece of advice is not shown; --advice shows it.

"#]]
    );
}
