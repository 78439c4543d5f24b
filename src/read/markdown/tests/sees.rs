use crate::page::body::Body;
use crate::page::see::{Leads, Reading};
use crate::read::markdown::read;
use crate::read::markdown::tests::{at, check};

/// `lead > name` with its link's target, `alone` and `small` (no capital).
fn sees(text: &str, body: &Body) -> Vec<String> {
    body.sees
        .iter()
        .map(|see| {
            let link = see.link.and_then(|nth| body.links.get(nth));
            format!(
                "{} > {}{}{}{}",
                at(text, see.lead_span),
                see.label,
                link.map_or(String::new(), |link| format!(" ({})", link.target)),
                if see.alone { " alone" } else { "" },
                if see.capital { "" } else { " small" },
            )
        })
        .collect()
}

/// The name as its span covers it, and all of it.
fn spans(text: &str, body: &Body) -> Vec<String> {
    body.sees
        .iter()
        .map(|see| format!("{} {{{}}} {{{}}}", see.label, at(text, see.label_span), at(text, see.span)))
        .collect()
}

#[test]
fn linked_see_lines_count_everywhere() {
    check(
        &[
            ("See [Neck Strain](x.md)", &["See > Neck Strain (x.md) alone"]),
            ("See [Neck Strain](x.md).", &["See > Neck Strain (x.md) alone"]),
            ("See also [Neck Strain](x.md)", &["See also > Neck Strain (x.md) alone"]),
            (
                "See also: [A b](a.md), [B c](b.md)",
                &["See also > A b (a.md) alone", "See also > B c (b.md) alone"],
            ),
            ("See [A b](a.md) and [B c](b.md).", &["See > A b (a.md) alone", "See > B c (b.md) alone"]),
            (
                "See [Arm](a.md), [B](b.md), and [C](c.md)",
                &["See > Arm (a.md) alone", "See > B (b.md) alone", "See > C (c.md) alone"],
            ),
            ("See [Arm](a.md) but not [B](b.md)", &["See > Arm (a.md)"]),
            ("See [Arm](a.md). Also [B](b.md)", &["See > Arm (a.md)"]),
            ("It may heal; see [Neck pain](n.md).", &["see > Neck pain (n.md)"]),
            ("It may heal (see [neck pain](n.md)).", &["see > neck pain (n.md) small"]),
            ("It heals. See [Neck pain](n.md) for the signs.", &["See > Neck pain (n.md)"]),
            ("For more information, see [Neck pain](n.md).", &["see > Neck pain (n.md)"]),
            ("For details see [Neck pain](n.md).", &["see > Neck pain (n.md)"]),
            ("Please see [Neck pain](n.md)", &["see > Neck pain (n.md)"]),
            ("Learn more about [neck pain](n.md).", &["Learn more about > neck pain (n.md) alone small"]),
            ("You can read more about [Neck pain](n.md) here.", &["read more about > Neck pain (n.md)"]),
            ("To find out\nmore about [Neck pain](n.md)", &["find out\nmore about > Neck pain (n.md)"]),
            ("Related: [Neck pain](n.md)", &["Related: > Neck pain (n.md) alone"]),
            ("Watch : [Neck pain](n.md)", &["Watch : > Neck pain (n.md) alone"]),
            ("**See also:** [Neck pain](n.md)", &["See also > Neck pain (n.md) alone"]),
            ("*See* **[Neck pain](n.md)**", &["See > Neck pain (n.md) alone"]),
            ("→ See [Neck pain](n.md) »", &["See > Neck pain (n.md) alone"]),
            ("See “[Neck pain](n.md)”", &["See > Neck pain (n.md) alone"]),
            ("[See Neck pain](n.md)", &["See > Neck pain (n.md) alone"]),
            ("[See Neck pain »](n.md)", &["See > Neck pain (n.md) alone"]),
            ("See [Neck pain →](n.md)", &["See > Neck pain (n.md) alone"]),
            ("See [`neck` pain](n.md)", &["See > neck pain (n.md) alone small"]),
            ("[See also: Neck pain](n.md)", &["See also > Neck pain (n.md) alone"]),
            ("[**See** Neck pain](n.md)", &["See > Neck pain (n.md) alone"]),
            ("- see [neck pain](n.md)\n- b", &["see > neck pain (n.md) alone small"]),
            ("> See [Neck pain](n.md)", &["See > Neck pain (n.md) alone"]),
            ("See [[Neck pain]]", &["See > Neck pain (Neck pain) alone"]),
            ("See [[n|Neck pain]] and [[b]]", &["See > Neck pain (n) alone", "See > b (b) alone small"]),
            ("See [Neck pain][n]\n\n[n]: n.md", &["See > Neck pain (n.md) alone"]),
            ("See <a href=n.md>Neck pain</a>", &["See > Neck pain (n.md) alone"]),
            ("<p>See <a href=n.md>Neck pain</a></p>", &["See > Neck pain (n.md) alone"]),
            (
                "One.\nSee [A b](a.md)\nSee [B c](b.md)\nTwo.",
                &["See > A b (a.md) alone", "See > B c (b.md) alone"],
            ),
            ("|x|\n|-|\n|See [A b](a.md)|", &["See > A b (a.md) alone"]),
            ("A.[^1]\n\n[^1]: See [A b](a.md).", &["See > A b (a.md) alone"]),
        ],
        sees,
    );
}

#[test]
fn a_link_behind_the_word_see_is_not_always_a_see_line() {
    check(
        &[
            ("You will see [results](r.md) soon.", &[]),
            ("You can see [the clinic](c.md).", &[]),
            ("See [your GP](gp.md) if it lasts.", &[]),
            ("See [a doctor](gp.md)", &[]),
            ("See [Table 2](#t2) and [Figure 3](#f3).", &[]),
            ("See [here](n.md) or [below](#b).", &[]),
            ("See [the package leaflet](l.pdf)", &[]),
            ("See [Smith et al.](s.md) and [Smith 2019](t.md)", &[]),
            ("See [Dr Lee](lee.md)", &[]),
            ("See <https://nhs.uk> and https://nhs.uk", &[]),
            ("See ![Neck pain](n.png)", &[]),
            ("See the [Neck pain](n.md) page", &[]),
            ("Oversee [Neck pain](n.md)", &[]),
            ("More [neck pain](n.md)", &[]),
            ("and more: [neck pain](n.md)", &[]),
            ("Sea [Neck pain](n.md)", &[]),
            ("See. [Neck pain](n.md)", &[]),
            ("`See` [Neck pain](n.md)", &[]),
            ("## References\n\n1. See [Neck pain](n.md)", &[]),
        ],
        sees,
    );
}

#[test]
fn bare_see_lines_fill_their_line() {
    check(
        &[
            ("See Neck Strain Symptoms", &["See > Neck Strain Symptoms alone"]),
            ("Text.\n\nSee All About Neck Pain\n\nText.", &["See > All About Neck Pain alone"]),
            (
                "See Cervical Osteoarthritis (Neck Arthritis)",
                &["See > Cervical Osteoarthritis (Neck Arthritis) alone"],
            ),
            ("See also Neck pain", &["See also > Neck pain alone"]),
            ("See: Neck pain", &["See > Neck pain alone"]),
            ("See also: Neck Pain and Back Pain", &["See also > Neck Pain and Back Pain alone"]),
            ("see Neck pain", &["see > Neck pain alone"]),
            (
                "See also: Coffee and You | Exam Stress",
                &["See also > Coffee and You alone", "See also > Exam Stress alone"],
            ),
            ("Lire aussi : Mal de gorge", &["Lire aussi : > Mal de gorge alone"]),
            ("Lesen Sie auch: Heiserkeit", &["Lesen Sie auch: > Heiserkeit alone"]),
            ("Lire aussi les notices", &[]),
            ("See neck pain", &["See > neck pain alone small"]),
            ("See 5 Ways to Ease Pain", &["See > 5 Ways to Ease Pain alone"]),
            ("See What Is Sciatica?", &["See > What Is Sciatica? alone"]),
            ("Read more about Neck Pain", &["Read more about > Neck Pain alone"]),
            ("Watch: Neck Stretches Video", &["Watch: > Neck Stretches Video alone"]),
            ("Related: Neck pain", &["Related: > Neck pain alone"]),
            ("**See** Neck Pain", &["See > Neck Pain alone"]),
            ("***See Neck Pain***", &["See > Neck Pain alone"]),
            ("See Neck Pain »", &["See > Neck Pain alone"]),
            ("See Neck Pain →", &["See > Neck Pain alone"]),
            ("➜ See Neck Pain >", &["See > Neck Pain alone"]),
            ("• See Neck Pain", &["See > Neck Pain alone"]),
            ("👉 See Neck Pain", &["See > Neck Pain alone"]),
            ("(See Neck Pain)", &["See > Neck Pain alone"]),
            ("See “Neck Pain”", &["See > Neck Pain alone"]),
            ("See Neck Pain[^1]\n\n[^1]: X", &["See > Neck Pain alone"]),
            ("See Neck Pain [1]", &["See > Neck Pain alone"]),
            ("See Neck Pain [@a; @b]", &["See > Neck Pain alone"]),
            ("- See Neck Pain\n- See Back Pain", &["See > Neck Pain alone", "See > Back Pain alone"]),
            ("1. Text.\n\n   See Neck Pain", &["See > Neck Pain alone"]),
            ("> See Neck Pain", &["See > Neck Pain alone"]),
            ("It heals.\nSee Neck Pain", &["See > Neck Pain alone"]),
            ("See Neck Pain\nSee Back Pain", &["See > Neck Pain alone", "See > Back Pain alone"]),
            ("See Neck Pain  \nText goes on.", &["See > Neck Pain alone"]),
            ("See Neck Pain\\\ntext", &["See > Neck Pain alone"]),
            ("See Neck Pain<br>text", &["See > Neck Pain alone"]),
            ("See Neck Pain\nText goes on.", &["See > Neck Pain alone"]),
            (
                "<p>See Neck Pain</p>\n<ul><li>See Back Pain</li></ul>",
                &["See > Neck Pain alone", "See > Back Pain alone"],
            ),
            ("See Neck Pain\r\nSee Back Pain\r\n", &["See > Neck Pain alone", "See > Back Pain alone"]),
            ("See [[Neck Pain", &["See > [[Neck Pain alone"]),
            ("See Neck&nbsp;Pain &amp; More", &["See > Neck\u{a0}Pain & More alone"]),
        ],
        sees,
    );
}

#[test]
fn what_only_looks_like_a_bare_see_line_is_none() {
    let none = |text: &'static str| (text, &[][..]);
    check(
        &[
            none("See a doctor if the pain lasts"),
            none("See your GP"),
            none("- See your physical therapist\n- See a dentist"),
            none("See Your Doctor"),
            none("See Smith 2019"),
            none("See Smith et al."),
            none("See the package leaflet"),
            none("see Table 2"),
            none("See Table 2"),
            none("See Figure 3"),
            none("See Box 2"),
            none("See below"),
            none("See above"),
            none("See page 3"),
            none("See section 4"),
            none("See Appendix A"),
            none("See https://www.nhs.uk/neck"),
            none("See www.nhs.uk"),
            none("See 911"),
            none("See Dr Lee"),
            none("See [1]"),
            none("See"),
            none("See:"),
            none("See also"),
            none("See Neck Pain."),
            none("See Neck Pain, Back Pain,"),
            none("See Neck Pain; it explains this."),
            none("See the following:"),
            none("It heals. See Neck Pain"),
            none("It heals; see Neck Pain"),
            none("you may want to\nsee Neck Pain"),
            none("See Neck Pain for the\nfull list of signs."),
            none("See Neck pain and the full list of\nNHS services."),
            none("See Neck Pain and [this](x.md)"),
            none("See `neck` Pain"),
            none("See ![x](y.png) Neck Pain"),
            none("Seeing Neck Pain"),
            none("Watch Neck Stretches Video"),
            none("HealthWatch: Neck Stretches Video"),
            none("## See Neck Pain"),
            none("|x|\n|-|\n|See Neck Pain|"),
            none("`See Neck Pain`"),
            none("    See Neck Pain"),
            none("<!-- See Neck Pain -->"),
            none("A.[^1]\n\n[^1]: See Neck Pain"),
            none("## Sources\n\n- See Neck Pain"),
            none(
                "See me and you will be glad that you came to see me, for there is so much more to say than fits any line of any title that anybody would ever give to a page of this kind",
            ),
        ],
        sees,
    );
}

#[test]
fn a_labelled_lead_counts_in_running_prose() {
    check(
        &[
            ("Stretching helps. Watch: Neck Stretches Video", &["Watch: > Neck Stretches Video"]),
            (
                "Stretching helps. Watch: Neck Stretches Video. It is short.",
                &["Watch: > Neck Stretches Video"],
            ),
            ("Stretching helps (Watch: Neck Stretches Video) a lot.", &["Watch: > Neck Stretches Video"]),
            (
                "It heals. Related: Neck Pain in Children; it says more.",
                &["Related: > Neck Pain in Children"],
            ),
            ("It heals. More: **Neck Pain**", &["More: > Neck Pain"]),
            ("It heals. Related: patients often ask this.", &[]),
            ("It heals. More: Rest is all you need.", &[]),
            ("It heals. Watch: Video", &[]),
            ("We know more: Neck Pain Heals", &[]),
            ("What to watch: Neck Pain", &[]),
            ("It heals. See: Neck Pain in Children", &[]),
        ],
        sees,
    );
}

#[test]
fn a_lead_above_a_list_opens_each_item() {
    check(
        &[
            (
                "See also:\n\n- [Neck pain](n.md)\n- Back Pain\n- [Arm](a.md) and [Leg](l.md)\n- a doctor",
                &[
                    "See also > Neck pain (n.md) alone",
                    "See also > Back Pain alone",
                    "See also > Arm (a.md) alone",
                    "See also > Leg (l.md) alone",
                ],
            ),
            ("**Related:**\n- Neck pain", &["Related: > Neck pain alone"]),
            (
                "- See also:\n  - Neck pain\n  - [B](b.md)\n- Other",
                &["See also > Neck pain alone", "See also > B (b.md) alone"],
            ),
            (
                "See also:\n\n- [Neck pain](n.md): the signs\n- about [Back](b.md)",
                &["See also > Neck pain (n.md)"],
            ),
            ("See also:\n\n- Neck pain\n\n  Back pain\n", &["See also > Neck pain alone"]),
            ("See also:\n\n- Neck pain.\n- Table 2", &[]),
            ("## See also\n\n- [Neck pain](n.md)\n- Neck pain", &[]),
            ("See also:\n\nText.\n\n- Neck pain", &[]),
            ("See also:\n\n---\n\n- Neck pain", &[]),
            ("If you see:\n\n- Blood", &[]),
        ],
        sees,
    );
}

#[test]
fn see_lines_have_their_bytes() {
    check(
        &[
            ("→ See Neck Pain »", &["Neck Pain {Neck Pain} {See Neck Pain}"]),
            (
                "**See also:** [*Neck* pain](n.md)!",
                &["Neck pain {*Neck* pain} {See also:** [*Neck* pain](n.md)}"],
            ),
            (
                "See [A b](a.md) and [**B c**](b.md)",
                &["A b {A b} {See [A b](a.md)}", "B c {B c} {[**B c**](b.md)}"],
            ),
            ("[See **Neck** pain](n.md)", &["Neck pain {Neck** pain} {[See **Neck** pain](n.md)}"]),
            ("See [[n|Neck pain]] »", &["Neck pain {Neck pain} {See [[n|Neck pain]]}"]),
            (
                "See also:\n\n- Neck Pain\n- [B](b.md)",
                &["Neck Pain {Neck Pain} {Neck Pain}", "B {B} {[B](b.md)}"],
            ),
            ("See A&amp;B Pain", &["A&B Pain {A&amp;B Pain} {See A&amp;B Pain}"]),
        ],
        spans,
    );
}

#[test]
fn leads_are_a_setting() {
    let reading = Reading { leads: Leads::new(["Siehe", "Mehr dazu:", "Über", " "]), ..Reading::default() };
    let text = "Siehe Nackenschmerzen\n\nSee Neck Pain\n\nMehr dazu: [Nacken](n.md)\n\nMehr dazu Nacken\n\nüber Nacken\n\nÜber Nacken";
    assert_eq!(
        sees(text, &read(text, 0, &reading)),
        ["Siehe > Nackenschmerzen alone", "Mehr dazu: > Nacken (n.md) alone", "Über > Nacken alone"]
    );
}
