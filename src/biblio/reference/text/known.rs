//! Organisations and sites by their names in several languages, and conditions that pages are about: what tells the
//! name in front of a title from a title.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::words;
use crate::words::list::PUBLISHERS;

type Words = LazyLock<HashSet<&'static str>>;

fn set(words: &'static str) -> HashSet<&'static str> {
    words.split_whitespace().collect()
}

/// Sites of health information and news whose names say nothing of what they are, by their letters alone.
static SITES: Words = LazyLock::new(|| {
    set(
        "1177 1177vardguiden altmeyers ameli amboss apotekensumschau apothekenumschau assurancemaladie bbc bbcnews betterhealth betterhealthchannel britannica bupa clevelandclinic \
         cnn deximed doccheck doctissimo drugscom emedicine emedicinehealth everydayhealth familydoctor gesundheitsinformation gesundheitsinformationde guardian \
         gesundheitgvat harvardhealth harvardhealthpublishing healthdirect healthgrades healthline helsenorge hopkinsmedicine inserm internetmedicin johnshopkinsmedicine \
         kidshealth livestrong lybrate mayoclinic medicalnewstoday medscape medicinenet medlineplus msdmanual msdmanuals merckmanual merckmanuals netdoctor netdoktor \
         nhsinform npr onmeda orthobullets orthoinfo patientinfo physiopedia radiopaedia reuters spinehealth statpearls sundhed sundheddk terveyskirjasto \
         theguardian thenewyorktimes thuisarts uptodate verywell verywellhealth verywellmind versusarthritis vidal webmd wikipedia",
    )
});

/// Acronyms of organisations; other words in capitals may as well be conditions (`COPD`).
static ACRONYMS: Words = LazyLock::new(|| {
    set(
        "aad aaos aap acog acp acr aha aihw ansm awmf bfarm bma bnf bzga cadth cbip cdc ecdc efsa eular fda has iarc iqwig mhra nato ndis nhlbi nhmrc nhs niams nice nidcd niddk \
         nih nimh ninds oecd oms paho rcgp rcog rki sign tga unicef usda uspstf who",
    )
});

/// Names of organisations hold one of these, written large or small, in other languages than English.
static ABROAD: Words = LazyLock::new(|| {
    set(
        "academia académie academie accademia agence agencia agência agenzia akademie amt asociación associação associazione assurance autorité autoridad bundesamt \
         caisse centro centrum clínica clinique collège colegio colégio comité conseil consejo conselho consiglio dirección direction direzione federación fédération federazione \
         fondation fondazione forening förbundet fundación fundação genootschap gesellschaft gezondheidsraad haute hôpital institut instituto instituut istituto kenniscentrum \
         klinik klinikum liga ligue ministère ministerie ministerio ministério ministero ministerium organización organização organizzazione ospedale secretaría sociedad \
         sociedade società société stichting stiftung umc universidad universidade università universität université universiteit verband verbund vereniging ziekenhuis zorginstituut",
    )
});

/// Ends of such words that are written in one.
const ENDS_ABROAD: [&str; 22] = [
    "gesellschaft",
    "ministerium",
    "verband",
    "vereinigung",
    "institut",
    "instituut",
    "instituttet",
    "institutet",
    "klinikum",
    "krankenhaus",
    "zentrum",
    "kammer",
    "krankenkasse",
    "stiftung",
    "rheumaliga",
    "styrelsen",
    "myndigheten",
    "direktoratet",
    "verket",
    "föreningen",
    "foreningen",
    "förbundet",
];

/// What many pages of health sites are about, besides [`words::is_subject`].
static CONDITIONS: Words = LazyLock::new(|| {
    set(
        "acne angina appendicitis autism bronchitis burnout cataract chlamydia cholera colic concussion constipation covid croup dandruff dengue diarrhea diarrhoea \
         dizziness eczema endometriosis epilepsy flu gicht glaucoma gonorrhea gota gotta goutte gout grippe hepatitis hernia herpes hiccups hiv hypertension \
         hypotension impetigo influenza insomnia jaundice jicht kihti lumbago lupus malaria masern measles menopause migraine migraña migräne mpox mumps \
         nausea obesity palpitations pertussis pregnancy pseudogout psoriasis rabies reflux rosacea rubella scabies scarlatina sciatica sepsis shingles \
         sinusitis smoking snoring sunburn syphilis tetanus thrush tinnitus torticollis torticolis tuberculosis typhoid urticaria varicella vertigo warts whiplash zika",
    )
});

/// Ends of the names of conditions and operations.
const ENDS_OF_CONDITIONS: [&str; 22] = [
    "itis", "osis", "oma", "algia", "algie", "pathy", "emia", "aemia", "uria", "iasis", "plegia", "paresis",
    "ectomy", "oscopy", "trophy", "rrhea", "rrhoea", "plasty", "phobia", "dynia", "megaly", "arthrose",
];

/// What a sentence of one or two words says of the kind of a work, and nothing of its title or publisher.
pub(super) fn is_genre(words: &str) -> bool {
    let small = words.to_lowercase();
    let small = small.trim_end_matches('.');
    let is_guideline = words.split_whitespace().count() <= 3
        && ["guideline", "guidance", "leitlinie"].iter().any(|word| small.ends_with(word));
    is_guideline
        || matches!(
            small,
            "press release"
                | "news release"
                | "media release"
                | "fact sheet"
                | "factsheet"
                | "patient information leaflet"
                | "patient leaflet"
                | "package insert"
                | "package leaflet"
                | "prescribing information"
                | "full prescribing information"
                | "product monograph"
                | "summary of product characteristics"
                | "data sheet"
                | "brochure"
                | "leaflet"
                | "booklet"
                | "infographic"
                | "video"
                | "podcast"
                | "blog"
                | "blog post"
                | "editorial"
                | "letter"
                | "preprint"
                | "pressemitteilung"
                | "faltblatt"
                | "communiqué de presse"
                | "fiche d'information"
                | "nota de prensa"
                | "nota descriptiva"
                | "comunicato stampa"
                | "persbericht"
        )
}

/// The letters and digits of a text, small and without accents.
pub(super) fn letters(text: &str) -> String {
    text.nfd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The first letters of the words that begin with a capital, small; empty of a single word.
pub(super) fn initials(words: &str) -> String {
    let firsts = words.split([' ', '-']).filter_map(|word| word.chars().next());
    let initials: String = firsts.filter(|first| first.is_uppercase()).collect();
    if initials.chars().count() < 2 { String::new() } else { letters(&initials) }
}

/// Whether two names are of one organisation: equal, one with more words at its start or end, or one the initials of the other.
pub(super) fn are_one(name: &str, other: &str) -> bool {
    const LEAST: usize = 4;
    let (left, right) = (letters(name), letters(other));
    let begins = |long: &str, short: &str| short.len() >= LEAST && long.starts_with(short);
    let ends = |long: &str, short: &str| short.len() > LEAST && long.ends_with(short);
    let stands_for = |initials: String, short: &str| initials.len() > 1 && initials == short;
    left == right && !left.is_empty()
        || begins(&left, &right)
        || begins(&right, &left)
        || ends(&left, &right)
        || ends(&right, &left)
        || stands_for(initials(name), &right)
        || stands_for(initials(other), &left)
}

/// Whether it is the name of a site or publisher of health information: `WebMD`, `Patient.info`, `GOV.UK`.
pub(super) fn is_site(name: &str) -> bool {
    static NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| PUBLISHERS.all().map(letters).collect());
    let name = name.trim_end_matches('.');
    let letters = letters(name);
    let is_host = |name: &str| {
        name.split_once('.').is_some_and(|(site, end)| {
            !site.is_empty()
                && site.chars().all(|c| c.is_alphanumeric() || c == '-')
                && matches!(
                    end.to_lowercase().as_str(),
                    "com"
                        | "org"
                        | "net"
                        | "info"
                        | "uk"
                        | "co.uk"
                        | "org.uk"
                        | "de"
                        | "at"
                        | "gv.at"
                        | "ch"
                        | "fr"
                        | "nl"
                        | "it"
                        | "es"
                        | "gov"
                        | "eu"
                        | "health"
                )
        })
    };
    SITES.contains(letters.as_str()) || NAMES.contains(&letters) || is_host(name)
}

/// Whether it is an acronym of an organisation.
pub(super) fn is_acronym(word: &str) -> bool {
    ACRONYMS.contains(word.to_lowercase().as_str())
}

/// Whether a word, in small letters, is one of the names of organisations in another language than English.
pub(super) fn is_of_organisations_abroad(word: &str) -> bool {
    ABROAD.contains(word) || ENDS_ABROAD.iter().any(|end| word.ends_with(end))
}

/// Whether a word, in small letters, names what a page of a health site is about.
pub(super) fn is_condition(word: &str) -> bool {
    let ends = || ENDS_OF_CONDITIONS.iter().any(|end| word.len() > end.len() + 2 && word.ends_with(end));
    words::is_subject(word) || CONDITIONS.contains(word) || ends()
}
