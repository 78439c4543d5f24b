//! Items as Zotero keeps them, in the JSON that Better BibTeX exports, as CSL items.

use crate::base::node::{Entry, Node, Scalar, Style, Value};
use crate::read::item;

/// The records of a registry of sources that is wrapped in something: `references:` of Pandoc, `items` of Better BibTeX.
/// Any other tree as it is.
#[must_use]
pub fn unwrapped(root: Node) -> Node {
    let is_record = ["id", "type", "title"].iter().any(|key| root.get(key).is_some());
    let Node { span, value: Value::Mapping(entries) } = root else {
        return root;
    };
    let is_list = |entry: &Entry| {
        matches!(entry.key.text(), Some("references" | "items"))
            && matches!(entry.value.value, Value::Sequence(_))
    };
    match entries.iter().position(is_list).filter(|_| !is_record) {
        Some(nth) => {
            let mut list =
                entries.into_iter().nth(nth).map_or_else(|| item::list(Vec::new()), |entry| entry.value);
            if let Value::Sequence(items) = &mut list.value {
                items.retain(|item| {
                    !matches!(
                        item.get("itemType").and_then(Node::text),
                        Some("note" | "attachment" | "annotation")
                    )
                });
                items.iter_mut().for_each(as_csl);
            }
            list
        }
        None => Node { span, value: Value::Mapping(entries) },
    }
}

/// Fields of Zotero that CSL has under another name. Of those that become one the first that is there counts.
const NAMES: &[(&str, &str)] = &[
    ("citationKey", "id"),
    ("citekey", "id"),
    ("itemType", "type"),
    ("title", "title"),
    ("caseName", "title"),
    ("nameOfAct", "title"),
    ("publicationTitle", "container-title"),
    ("bookTitle", "container-title"),
    ("proceedingsTitle", "container-title"),
    ("encyclopediaTitle", "container-title"),
    ("dictionaryTitle", "container-title"),
    ("websiteTitle", "container-title"),
    ("blogTitle", "container-title"),
    ("publisher", "publisher"),
    ("institution", "publisher"),
    ("university", "publisher"),
    ("place", "publisher-place"),
    ("date", "issued"),
    ("accessDate", "accessed"),
    ("url", "URL"),
    ("DOI", "DOI"),
    ("ISBN", "ISBN"),
    ("ISSN", "ISSN"),
    ("PMID", "PMID"),
    ("PMCID", "PMCID"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("pages", "page"),
    ("edition", "edition"),
    ("extra", "note"),
    ("language", "language"),
];

/// Makes an item of Zotero one of CSL; any other stays as it is. What CSL has no field for is left out.
fn as_csl(item: &mut Node) {
    let Some(kind) = item.get("itemType").and_then(Node::text).map(type_of) else {
        return;
    };
    let Value::Mapping(entries) = &mut item.value else {
        return;
    };
    let old = std::mem::take(entries);
    for mut entry in old {
        let key = entry.key.text().unwrap_or("");
        if key == "creators" {
            let authors = people(&entry.value);
            if !authors.is_empty() {
                let value = Node { span: entry.value.span, value: Value::Sequence(authors) };
                entries.push(Entry { key: renamed(&entry.key, "author"), value, merged: false });
            }
            continue;
        }
        let Some((_, name)) = NAMES.iter().find(|(own, _)| *own == key) else {
            continue;
        };
        if entry.value.is_empty() || entries.iter().any(|known| known.key.text() == Some(name)) {
            continue;
        }
        match *name {
            "type" => entry.value = item::text(entry.value.span, kind),
            "issued" | "accessed" => date(&mut entry.value),
            _ => {}
        }
        entry.key = renamed(&entry.key, name);
        entries.push(entry);
    }
}

fn renamed(key: &Node, name: &str) -> Node {
    item::text(key.span, name)
}

/// Dates are texts in any form: those that can be read are written as CSL does, others are dates in words.
fn date(value: &mut Node) {
    let Some(written) = value.text().map(str::to_owned) else {
        return;
    };
    let span = value.span;
    match item::known_date(&written) {
        Some(date) => {
            if let Value::Scalar(Scalar { text, style, .. }) = &mut value.value {
                (*text, *style) = (date.to_string().into(), Style::DoubleQuoted);
            }
        }
        None => *value = item::date_in_words(span, &written),
    }
}

/// The authors among the people who had a part in a work.
fn people(creators: &Node) -> Vec<Node> {
    let is_author = |creator: &&Node| {
        let kind = creator.get("creatorType").and_then(Node::text).unwrap_or("author");
        !matches!(
            kind,
            "editor" | "seriesEditor" | "translator" | "contributor" | "reviewedAuthor" | "bookAuthor"
        )
    };
    let part =
        |creator: &Node, key: &str| creator.get(key).and_then(Node::text).unwrap_or("").trim().to_owned();
    let name = |creator: &Node| {
        let (family, given, whole) =
            (part(creator, "lastName"), part(creator, "firstName"), part(creator, "name"));
        match (family.is_empty(), given.is_empty()) {
            (true, true) => item::organisation(creator.span, &whole),
            (_, true) => item::organisation(creator.span, &family),
            _ => item::person(creator.span, &item::Person { family, given, ..item::Person::default() }),
        }
    };
    creators.items().iter().filter(is_author).map(name).collect()
}

/// The CSL type of an item of Zotero.
fn type_of(kind: &str) -> &'static str {
    match kind {
        "journalArticle" => "article-journal",
        "magazineArticle" => "article-magazine",
        "newspaperArticle" => "article-newspaper",
        "preprint" => "article",
        "book" => "book",
        "bookSection" => "chapter",
        "conferencePaper" => "paper-conference",
        "encyclopediaArticle" => "entry-encyclopedia",
        "dictionaryEntry" => "entry-dictionary",
        "thesis" => "thesis",
        "report" => "report",
        "webpage" => "webpage",
        "blogPost" => "post-weblog",
        "forumPost" => "post",
        "bill" => "bill",
        "statute" => "legislation",
        "case" => "legal_case",
        "hearing" => "hearing",
        "patent" => "patent",
        "standard" => "standard",
        "dataset" => "dataset",
        "computerProgram" => "software",
        "manuscript" => "manuscript",
        "presentation" => "speech",
        "letter" | "email" | "instantMessage" => "personal_communication",
        "interview" => "interview",
        "film" | "videoRecording" => "motion_picture",
        "audioRecording" => "song",
        "podcast" | "radioBroadcast" | "tvBroadcast" => "broadcast",
        "map" => "map",
        "artwork" => "graphic",
        _ => "document",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::syntax::Syntax;

    #[test]
    fn an_item_of_better_bibtex_is_one_of_csl_in_its_bytes() {
        let text = r#"{"config": {"id": "36a3b0b5"}, "items": [{"itemType": "journalArticle", "title": "Heat", "date": "January 5, 2020", "DOI": "10.1000/a", "publicationTitle": "Pain", "accessDate": "2021-02-03T10:00:00Z", "creators": [{"firstName": "Amy", "lastName": "Lee", "creatorType": "author"}, {"name": "NHS", "creatorType": "author"}, {"lastName": "Ed", "firstName": "I", "creatorType": "editor"}], "citationKey": "lee2020", "itemID": 3, "attachments": []}, {"id": "b", "type": "book", "title": "B"}]}"#;
        let list = unwrapped(Syntax::Json.parse(text).root.unwrap());
        let [first, second] = list.items() else { panic!("two items") };
        let shown: Vec<(&str, &str)> = first
            .entries()
            .iter()
            .map(|entry| {
                (entry.key.text().unwrap(), entry.value.text().unwrap_or(entry.value.span.slice(text)))
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("type", "article-journal"),
                ("title", "Heat"),
                ("issued", "2020-01-05"),
                ("DOI", "10.1000/a"),
                ("container-title", "Pain"),
                ("accessed", "2021-02-03"),
                (
                    "author",
                    r#"[{"firstName": "Amy", "lastName": "Lee", "creatorType": "author"}, {"name": "NHS", "creatorType": "author"}, {"lastName": "Ed", "firstName": "I", "creatorType": "editor"}]"#
                ),
                ("id", "lee2020"),
            ]
        );
        let doi = first.get("DOI").unwrap();
        assert_eq!(doi.span.slice(text), "\"10.1000/a\"");
        assert_eq!(first.get("author").unwrap().items().len(), 2);
        assert_eq!(second.get("title").and_then(Node::text), Some("B"), "an item of CSL stays as it is");
    }

    #[test]
    fn what_wraps_nothing_stays() {
        for text in ["id: a\nreferences: [b]\n", "a: b\n", "- id: a\n", "references: a\n"] {
            let root = Syntax::Yaml.parse(text).root.unwrap();
            assert_eq!(unwrapped(root.clone()), root, "{text}");
        }
        let list = unwrapped(Syntax::Yaml.parse("---\nreferences:\n- id: a\n- id: b\n...\n").root.unwrap());
        assert_eq!(list.items().len(), 2);
    }
}
