//! Files of a thousand sources in each of the formats that are read.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

const MANY: usize = 1_000;

/// Writes the files into a folder, which is made.
pub fn write(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for ending in ["yaml", "bib", "ris", "json"] {
        let entry = match ending {
            "yaml" => yaml,
            "bib" => bib,
            "ris" => ris,
            _ => json,
        };
        let mut text = String::new();
        for nth in 0..MANY {
            let comma = if ending == "json" && nth + 1 < MANY { "," } else { "" };
            let _ = writeln!(text, "{}{comma}", entry(nth));
        }
        let text = if ending == "json" { format!("[\n{text}]\n") } else { text };
        fs::write(folder.join(format!("library.{ending}")), text)?;
    }
    Ok(())
}

/// A title that no other source of any file has.
fn title(of: &str, nth: usize) -> String {
    let word = |number: usize| -> String {
        let letter =
            |place: u32| char::from(b'a' + u8::try_from(number / 26_usize.pow(place) % 26).unwrap_or(0));
        (0..5).map(letter).collect()
    };
    format!("Trial of {} and {} for {of} pain", word(nth * 7_919 + 11), word(nth * 104_729 + 5))
}

fn yaml(nth: usize) -> String {
    let title = title("neck", nth);
    format!(
        "- id: yaml{nth}\n  type: article-journal\n  title: {title}\n  author:\n  - family: Lee\n    given: Amy\n  container-title: Spine Journal\n  issued: '2020-05'\n  volume: '{nth}'\n  page: 11-19\n  DOI: 10.1000/yaml.{nth}"
    )
}

fn bib(nth: usize) -> String {
    let title = title("back", nth);
    format!(
        "@article{{bib{nth},\n  title = {{{title}}},\n  author = {{Lee, Amy and Stone, Ron}},\n  journal = {{Spine Journal}},\n  year = {{2020}},\n  volume = {{{nth}}},\n  pages = {{11--19}},\n  doi = {{10.1000/bib.{nth}}}\n}}\n"
    )
}

fn ris(nth: usize) -> String {
    let title = title("knee", nth);
    format!(
        "TY  - JOUR\nID  - ris{nth}\nTI  - {title}\nAU  - Lee, Amy\nAU  - Stone, Ron\nT2  - Spine Journal\nPY  - 2020\nVL  - {nth}\nSP  - 11\nEP  - 19\nDO  - 10.1000/ris.{nth}\nER  - \n"
    )
}

fn json(nth: usize) -> String {
    let title = title("hip", nth);
    format!(
        "  {{\"id\": \"json{nth}\", \"type\": \"article-journal\", \"title\": \"{title}\", \"author\": [{{\"family\": \"Lee\", \"given\": \"Amy\"}}], \"container-title\": \"Spine Journal\", \"issued\": {{\"date-parts\": [[2020, 5]]}}, \"volume\": \"{nth}\", \"page\": \"11-19\", \"DOI\": \"10.1000/json.{nth}\"}}"
    )
}
