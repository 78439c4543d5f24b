//! What of a text a fix may write anew or take out, and where its bytes begin and end.

use crate::body::{LinkForm, See};
use crate::document::Document;

/// True where the label of a See line can be written anew by itself: it is spelled as it reads, and no definition
/// goes by it (`[Neck Pain]` with a line `[Neck Pain]: neck-pain.md`).
pub fn is_rewritable(see: &See, document: &Document) -> bool {
    let text = &document.source.text;
    let link = see.link.and_then(|link| document.body.links.get(link));
    let names_its_definition = link.is_some_and(|link| {
        link.form == LinkForm::Reference
            && link
                .span
                .slice(text)
                .rsplit_once("][")
                .is_none_or(|(_, label)| label.trim_end_matches(']').trim().is_empty())
    });
    see.label_span.slice(text) == see.label && !names_its_definition
}
