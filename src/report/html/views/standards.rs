//! What standards for health content ask for, criterion by criterion.

use maud::{Markup, html};

use super::super::model::{Criterion, Model, Standard, State};
use super::{count, prose};

/// Each standard with its criteria.
pub(super) fn view(model: &Model) -> Markup {
    html! {
        p {
            "Where rules report nothing, nothing speaks against a criterion; that is no certificate. What no tool can know is named with each criterion."
        }
        @for standard in &model.standards { (one(standard)) }
    }
}

fn one(standard: &Standard) -> Markup {
    let number = |state: State| standard.criteria.iter().filter(|criterion| criterion.state == state).count();
    html! {
        h2 { (standard.name) }
        p {
            (number(State::Holds)) " without findings, " (number(State::Fails)) " with findings, "
            (number(State::ByHand)) " for people to judge"
            @if number(State::Off) > 0 { ", " (number(State::Off)) " turned off by the settings" }
            ". " a href=(standard.address) rel="noreferrer" { "The standard" }
            ". " span.muted { "Preset: " (standard.preset) }
        }
        ul.criteria { @for criterion in &standard.criteria { (item(criterion)) } }
    }
}

fn item(criterion: &Criterion) -> Markup {
    let (class, word) = match criterion.state {
        State::Holds => ("good", "no findings"),
        State::Fails => ("error", "findings"),
        State::Off => ("plain", "turned off"),
        State::ByHand => ("plain", "for people"),
    };
    html! {
        li {
            h3 { (criterion.name) " " span class={ "badge " (class) } { (word) } }
            p { (prose(&criterion.asks)) }
            @if !criterion.rules.is_empty() {
                ul.rules {
                    @for (rule, found) in &criterion.rules {
                        li {
                            (rule) ": "
                            @match found {
                                None => span.muted { "turned off" },
                                Some(0) => "no findings",
                                Some(found) => strong { (count(*found, "finding", "findings")) },
                            }
                        }
                    }
                }
            }
            @if let Some(by_hand) = &criterion.by_hand { p.muted { "For people: " (prose(by_hand)) } }
        }
    }
}
