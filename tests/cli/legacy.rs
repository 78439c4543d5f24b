//! A legacy article, pasted from a page with all that was wrong with it.

use snapbox::str;

use crate::repo::Repo;

#[test]
fn everything_an_editor_would_stop_is_found_and_nothing_else() {
    let text = include_str!("../fixtures/text/leg-cramp.txt");
    Repo::new(&[("content/leg-cramp.txt", text)])
        .check(&["content/leg-cramp.txt", "--advice", "--format", "concise"])
        .code(1)
        .stderr_eq("")
        .stdout_eq(str![[r#"
content/leg-cramp.txt:1:1: error review/reviewer-missing no medical reviewer is named
content/leg-cramp.txt:1:1: error schema/title-missing this page has no title
content/leg-cramp.txt:1:1: advice structure/emergency-signs-missing this page does not say which signs are an emergency
content/leg-cramp.txt:3:1: warning structure/toc-empty this table of contents lists nothing
content/leg-cramp.txt:9:1: warning cause/uncited the cause “Muscle strain” cites no source
content/leg-cramp.txt:13:5: error link/see-unresolved no page is called “Calf Strain Symptoms”
content/leg-cramp.txt:17:119: warning citation/url-missing “Muscle Cramps” is cited from the web, but its address is missing
content/leg-cramp.txt:19:1: warning cause/uncited the cause “Lumbar spinal stenosis” cites no source
content/leg-cramp.txt:23:5: error link/see-unresolved no page is called “Lumbar Spinal Stenosis Symptoms and Diagnosis”
content/leg-cramp.txt:26:1: warning cause/uncited the cause “Peripheral artery disease” cites no source
content/leg-cramp.txt:30:5: error link/see-unresolved no page is called “Peripheral Artery Disease (Narrowed Leg Arteries)”
content/leg-cramp.txt:32:1: warning cause/uncited the cause “Long hours of sitting or standing” cites no source
content/leg-cramp.txt:38:198: warning citation/url-missing “Diabetic Neuropathy” is cited from the web, but its address is missing
content/leg-cramp.txt:40:5: error link/see-unresolved no page is called “Understanding Nerve Damage in Diabetes”
content/leg-cramp.txt:42:1: warning cause/uncited the cause “Pregnancy” cites no source
content/leg-cramp.txt:46:1: warning cause/uncited the cause “Statins and water tablets” cites no source
content/leg-cramp.txt:48:27: warning language/claim-uncited “have been linked to” appeals to evidence, but the sentence cites none
content/leg-cramp.txt:52:139: advice citation/off-topic “Diabetic Neuropathy” is cited for “Restless legs syndrome”, but its title is about “Diabetic neuropathy”
content/leg-cramp.txt:52:141: error citation/duplicate-source “Diabetic Neuropathy” is already listed as reference 2
content/leg-cramp.txt:52:141: warning citation/url-missing “Diabetic Neuropathy” is cited from the web, but its address is missing
content/leg-cramp.txt:52:245: error citation/accessed-conflict “Diabetic Neuropathy” has two access dates, 2019-06-02 and 2021-02-14
content/leg-cramp.txt:57:5: error link/see-unresolved no page is called “All About Leg Pain”
content/leg-cramp.txt:61:5: error link/see-unresolved no page is called “Diagnosing Leg Pain”

"#]]);
}
