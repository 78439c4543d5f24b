use super::*;

/// Each amount as its value or values, the joint, the unit and what it is per.
fn read(text: &str) -> Vec<String> {
    let statement = Doses::read(text);
    let amounts = statement.amounts.iter().map(|amount| {
        let mut shown = amount.low.value.to_string();
        if let (Some(high), Some(joint)) = (&amount.high, amount.joint) {
            shown += &format!(" {joint} {}", high.value);
        }
        if let Some(unit) = &amount.unit {
            shown += &format!(" {}", unit.text);
        }
        for per in &amount.per {
            shown += &format!("/{per}");
        }
        shown
    });
    amounts.collect()
}

#[test]
fn amounts_are_read_in_every_style() {
    for (text, expected) in [
        ("Take 0.5 mg.", vec!["0.5 mg"]),
        ("Take 0,5 mg or 1,000 mg.", vec!["0.5 or 1000 mg"]),
        ("500mg, 5 mL, .5 µg", vec!["500 mg", "5 mL", "0.5 µg"]),
        ("½ tablet and 1 ½ tablets and 1/2 tablet", vec!["0.5 tablet", "1.5 tablets", "0.5 tablet"]),
        ("half a tablet, one or two tablets", vec!["0.5 tablet", "1 or 2 tablets"]),
        ("half an ounce, one and a half teaspoons", vec!["0.5 ounce", "1.5 teaspoons"]),
        ("one (1) tsp, 5 (five) mg", vec!["1 tsp", "5 mg"]),
        ("250–500 mg, 500 mg to 1 g", vec!["250 – 500 mg", "500 to 1 g"]),
        ("250 mg/5 mL", vec!["250 mg/mL"]),
        ("10 to 15 mg/kg/day", vec!["10 to 15 mg/kg/day"]),
        ("5 units per kg per hour", vec!["5 units/kg/hour"]),
        ("5 mg or 2 tablets", vec!["5 mg", "2 tablets"]),
        ("a 250-mg tablet", vec!["250 mg"]),
        ("2 fluid ounces", vec!["2 fluid ounces"]),
        ("1,000 international units", vec!["1000 international units"]),
        ("500 MG twice", vec!["500 MG"]),
        ("take 200 daily", vec!["200"]),
        ("5 mgs, B12, $5 mg", vec!["5"]),
        ("120/80 mm Hg", vec!["120", "80"]),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn a_statement_knows_its_medicines() {
    assert!(Doses::read("Take it now").is_given());
    assert!(Doses::read("Ibuprofen 5 mg").is_given());
    assert!(!Doses::read("A cyst of 5.0 mL").is_given());
    for text in
        ["Bactrim 800-160 mg", "hydrocodone/acetaminophen 10-5 mg", "fluticasone and salmeterol 250-50 mcg"]
    {
        assert!(Doses::read(text).names_two(), "{text}");
    }
    for text in [
        "Amoxicillin-clavulanate: 875-125 mg",
        "Amoxicillin-clavulanic acid 875-125 mg",
        "amoxicillin/clavulanic acid 875/125 mg",
        "Piperacillin-tazobactam 4-0.5 g",
        "TMP-SMX 800-160 mg",
        "amox-clav 875-125 mg",
    ] {
        assert!(Doses::read(text).names_two(), "{text}");
    }
    for text in [
        "Ibuprofen, not aspirin, 500-250 mg",
        "penicillin-resistant strains, amoxicillin 500-250 mg",
        "metformin extended-release 1000-500 mg",
        "metformin/day 1000-500 mg",
        "insulin-dependent: insulin 20-10 units",
    ] {
        assert!(!Doses::read(text).names_two(), "{text}");
    }
}

#[test]
fn what_is_measured_is_no_dose() {
    let lab = |text: &str| Doses::read(text).amounts[0].is_lab_value();
    assert!(lab("5.0 mg/dL") && lab("5.0 mmol per L"));
    assert!(!lab("5.0 mg/mL") && !lab("5 mg/kg"));
}

#[test]
fn bare_numbers_before_how_often_are_amounts() {
    let opens = |text: &str| opens_frequency(&tokens(text));
    for text in ["every 4 hours", "daily", "at bedtime", "by mouth", "twice a day", "a day"] {
        assert!(opens(text), "{text}");
    }
    for text in ["times a day", "daily doses", "minutes", "at the clinic", "by bus"] {
        assert!(!opens(text), "{text}");
    }
}
