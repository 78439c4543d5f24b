//! The content we ship is clean, this year and in ten.

use std::path::Path;

use crate::repo::medproof;

fn content(today: &str) -> snapbox::cmd::OutputAssert {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    medproof(root).args(["check", "content", "--advice", "--format", "human", "--today", today]).assert()
}

#[test]
fn our_own_content_is_clean() {
    content("2026-11-22")
        .code(0)
        .stdout_eq(snapbox::str![[r#"
28 files checked: nothing to report.

"#]])
        .stderr_eq("");
}

#[test]
fn our_own_content_will_be_clean_in_ten_years() {
    content("2036-11-22").code(0).stderr_eq("");
}
