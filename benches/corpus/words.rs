//! The words articles are made of: names that never repeat, and running text.

use super::rng::Rng;

/// The title of the `nth` article. No two are equal, and numbers beyond the last article give
/// titles that no article has.
pub fn article_title(nth: usize) -> String {
    name(nth, [PARTS, CONDITIONS, ASPECTS], |[part, condition, aspect]| {
        format!("{part} {condition} {aspect}")
    })
}

/// What the `nth` article is about, in running text.
pub fn article_subject(nth: usize) -> String {
    let [part, condition, _] = pick_three(nth, [PARTS, CONDITIONS, ASPECTS]).0;
    format!("{part} {condition}").to_lowercase()
}

/// The folder of the `nth` article: the part of the body its title begins with.
pub fn article_folder(nth: usize) -> String {
    slug(pick_three(nth, [PARTS, CONDITIONS, ASPECTS]).0[0])
}

/// The name of the `nth` cause. No two are equal.
pub fn cause_name(nth: usize) -> String {
    name(nth, [PROCESSES, STRUCTURES, SETTINGS], |[process, structure, setting]| {
        format!("{process} of the {structure} {setting}")
    })
}

/// The title of the `nth` source. No two are equal.
pub fn source_title(nth: usize) -> String {
    name(nth, [THERAPIES, DIAGNOSES, GROUPS], |[therapy, diagnosis, group]| {
        format!("{therapy} for {diagnosis} in {group}")
    })
}

/// Given and family name of the `nth` person. No two are equal.
pub fn person_name(nth: usize) -> (&'static str, String) {
    let ([given, family, _], round) = pick_three(nth, [GIVEN, FAMILY, &[""]]);
    (given, numbered(family.to_owned(), round))
}

/// The preferred name of the `nth` glossary entry. No two are equal.
pub fn term_name(nth: usize) -> String {
    name(nth, [PREFIXES, ROOTS, &[""]], |[prefix, root, _]| format!("{prefix}{root}"))
}

/// A family name, as authors of sources bear it.
pub fn family(rng: &mut Rng) -> &'static str {
    rng.pick(FAMILY)
}

/// `count` different sentences about `subject`, such as "neck strain".
pub fn sentences(rng: &mut Rng, count: usize, subject: &str) -> String {
    let first = rng.below(SENTENCES.len());
    // Any step without a factor in common with their number, 28, comes by each of them once.
    let step = rng.pick(&[3, 5, 9, 11, 13]);
    let chosen = (0..count).map(|nth| SENTENCES[(first + nth * step) % SENTENCES.len()]);
    chosen.map(|sentence| fill(rng, subject, sentence)).collect::<Vec<String>>().join(" ")
}

/// A claim without its final stop, which needs a source.
pub fn claim(rng: &mut Rng, subject: &str) -> String {
    let claim = rng.pick(CLAIMS);
    fill(rng, subject, claim)
}

/// A short item of a list, such as "numbness that lasts longer than a week".
pub fn item(rng: &mut Rng, subject: &str) -> String {
    let item = rng.pick(ITEMS);
    fill(rng, subject, item)
}

/// Lower case words joined by hyphens: at once a file name, an id and, since no name holds
/// anything but letters, digits, spaces and hyphens, GitHub's anchor for a heading.
pub fn slug(name: &str) -> String {
    name.to_ascii_lowercase().replace(' ', "-")
}

/// The first letter in upper case.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn name(
    nth: usize,
    lists: [&'static [&'static str]; 3],
    join: impl Fn([&'static str; 3]) -> String,
) -> String {
    let (words, round) = pick_three(nth, lists);
    numbered(join(words), round)
}

/// The combinations of three lists in an order that keeps neighbours unlike, each once before any
/// comes again; with how often all have come before.
fn pick_three(nth: usize, lists: [&'static [&'static str]; 3]) -> ([&'static str; 3], usize) {
    // A prime above the length of every list has no factor in common with their product.
    const STEP: usize = 104_729;
    let [first, second, third] = lists;
    let all = first.len() * second.len() * third.len();
    let at = (nth % all) * STEP % all;
    let words = [
        first[at % first.len()],
        second[at / first.len() % second.len()],
        third[at / first.len() / second.len()],
    ];
    (words, nth / all)
}

fn numbered(name: String, round: usize) -> String {
    if round == 0 { name } else { format!("{name} {}", round + 1) }
}

/// The template with its `{gaps}` filled.
fn fill(rng: &mut Rng, subject: &str, template: &str) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (gap, behind) = after.split_once('}').unwrap_or((after, ""));
        text.push_str(match gap {
            "part" => rng.pick(BODY),
            "tissue" => rng.pick(STRUCTURES),
            "activity" => rng.pick(ACTIVITIES),
            "symptom" => rng.pick(SYMPTOMS),
            "feeling" => rng.pick(FEELINGS),
            "therapy" => rng.pick(TREATMENTS),
            "time" => rng.pick(TIMES),
            "group" => rng.pick(GROUPS),
            _ => subject,
        });
        rest = behind;
    }
    text.push_str(rest);
    capital(&text)
}

const PARTS: &[&str] = &[
    "Neck",
    "Shoulder",
    "Elbow",
    "Wrist",
    "Hand",
    "Thumb",
    "Finger",
    "Hip",
    "Knee",
    "Ankle",
    "Foot",
    "Heel",
    "Toe",
    "Jaw",
    "Rib",
    "Chest",
    "Back",
    "Spine",
    "Pelvis",
    "Groin",
    "Thigh",
    "Calf",
    "Shin",
    "Forearm",
    "Scalp",
    "Temple",
    "Sinus",
    "Throat",
    "Tongue",
    "Ear",
    "Eye",
    "Skin",
    "Kidney",
    "Bladder",
    "Stomach",
    "Bowel",
    "Liver",
    "Lung",
    "Tailbone",
    "Collarbone",
];

const CONDITIONS: &[&str] = &[
    "Strain",
    "Sprain",
    "Spasm",
    "Stiffness",
    "Arthritis",
    "Bursitis",
    "Tendonitis",
    "Fracture",
    "Infection",
    "Swelling",
    "Numbness",
    "Weakness",
    "Bruising",
    "Cramp",
    "Injury",
    "Instability",
    "Inflammation",
    "Irritation",
    "Tremor",
    "Rash",
    "Pressure",
    "Tightness",
    "Tenderness",
    "Burning",
    "Itching",
    "Cyst",
    "Ulcer",
    "Lump",
    "Abscess",
    "Deformity",
    "Discomfort",
    "Twitching",
    "Dryness",
    "Bleeding",
    "Blockage",
    "Hernia",
    "Neuropathy",
    "Degeneration",
    "Overuse",
    "Scarring",
    "Tingling",
    "Fatigue",
    "Ache",
    "Contracture",
    "Soreness",
    "Redness",
    "Locking",
    "Wasting",
];

const ASPECTS: &[&str] = &[
    "Symptoms",
    "Causes",
    "Treatment",
    "Diagnosis",
    "Exercises",
    "Stretches",
    "Prevention",
    "Recovery",
    "Surgery",
    "Medication",
    "Self-Care",
    "Warning Signs",
    "Risk Factors",
    "Imaging Tests",
    "Blood Tests",
    "Physical Therapy",
    "Massage",
    "Injections",
    "Complications",
    "Rehabilitation",
    "in Children",
    "in Older Adults",
    "in Pregnancy",
    "in Athletes",
    "in Teenagers",
    "after Surgery",
    "after an Accident",
    "at Night",
    "at Work",
    "at Rest",
    "during Exercise",
    "during Travel",
    "in Winter",
    "in the Morning",
    "from Stress",
    "from Lifting",
    "from Typing",
    "from Driving",
    "from Running",
    "from Swimming",
    "Home Remedies",
    "First Aid",
    "Myths",
    "Basics",
    "Outlook",
    "Support Groups",
    "Second Opinions",
    "Follow-Up Care",
    "Bracing",
    "Heat Therapy",
    "Cold Therapy",
    "Sleep Advice",
    "Diet Advice",
    "Questions",
    "Checklist",
    "Glossary",
];

const PROCESSES: &[&str] = &[
    "Tearing",
    "Overstretching",
    "Thickening",
    "Hardening",
    "Softening",
    "Swelling",
    "Trapping",
    "Crowding",
    "Fraying",
    "Wearing",
    "Slipping",
    "Bruising",
    "Scarring",
    "Shortening",
    "Guarding",
    "Clicking",
    "Grinding",
    "Bulging",
    "Leaking",
    "Narrowing",
    "Widening",
    "Drying",
    "Splitting",
    "Locking",
    "Twisting",
    "Weakening",
    "Tightening",
    "Misalignment",
    "Infection",
    "Inflammation",
    "Calcification",
    "Compression",
    "Irritation",
    "Overloading",
    "Fatigue",
    "Rotation",
    "Rubbing",
    "Rupture",
    "Erosion",
    "Numbing",
];

const STRUCTURES: &[&str] = &[
    "facet joint",
    "outer disc wall",
    "disc nucleus",
    "joint capsule",
    "trapezius muscle",
    "splenius muscle",
    "scalene muscle",
    "levator scapulae",
    "rotator cuff",
    "deltoid muscle",
    "biceps tendon",
    "triceps tendon",
    "ulnar nerve",
    "median nerve",
    "radial nerve",
    "sciatic nerve",
    "femoral nerve",
    "tibial nerve",
    "vagus nerve",
    "spinal cord",
    "nerve root",
    "nerve sheath",
    "growth plate",
    "cartilage surface",
    "bone marrow",
    "meniscus",
    "cruciate ligament",
    "collateral ligament",
    "plantar fascia",
    "Achilles tendon",
    "patellar tendon",
    "hip flexor",
    "hamstring",
    "quadriceps",
    "gluteal muscle",
    "pelvic floor",
    "diaphragm",
    "rib joint",
    "collarbone joint",
    "jaw joint",
    "eye socket",
    "ear canal",
    "sinus lining",
    "throat lining",
    "stomach lining",
    "bowel wall",
    "kidney capsule",
    "bladder wall",
    "liver capsule",
    "lung lining",
    "heart sac",
    "lymph node",
    "salivary gland",
    "thyroid gland",
    "sweat gland",
    "hair follicle",
    "nail bed",
    "skin fold",
    "tailbone",
    "sacroiliac joint",
];

const SETTINGS: &[&str] = &[
    "after a fall",
    "at rest",
    "at night",
    "in old age",
    "in childhood",
    "in pregnancy",
    "in cold weather",
    "during exercise",
    "during illness",
    "under load",
    "with poor posture",
    "with repeated use",
    "with fever",
    "without injury",
    "from birth",
    "after infection",
    "after surgery",
    "on one side",
    "on both sides",
    "over many years",
];

const THERAPIES: &[&str] = &[
    "Manual therapy",
    "Graded exercise",
    "Heat application",
    "Cold application",
    "Early movement",
    "Bed rest",
    "Short-term bracing",
    "Dry needling",
    "Acupuncture",
    "Massage",
    "Topical pain relief",
    "Oral pain relief",
    "Muscle relaxants",
    "Nerve blocks",
    "Steroid injections",
    "Botulinum toxin",
    "Open repair",
    "Keyhole repair",
    "Fusion surgery",
    "Disc replacement",
    "Water exercise",
    "Yoga",
    "Tai chi",
    "Cognitive therapy",
    "Sleep training",
    "Workplace changes",
    "Posture training",
    "Breathing exercises",
    "Balance training",
    "Strength training",
    "Stretching programmes",
    "Weight loss",
    "Stopping smoking",
    "Vitamin supplements",
    "Telephone support",
    "Group education",
    "Digital coaching",
    "Watchful waiting",
    "Ultrasound therapy",
    "Electrical stimulation",
];

const DIAGNOSES: &[&str] = &[
    "cervical strain",
    "cervical dystonia",
    "whiplash",
    "frozen shoulder",
    "tennis elbow",
    "carpal tunnel syndrome",
    "trigger finger",
    "hip osteoarthritis",
    "knee osteoarthritis",
    "ankle sprain",
    "plantar heel pain",
    "bunion",
    "jaw joint disorder",
    "rib fracture",
    "chest wall pain",
    "low back pain",
    "sciatica",
    "spinal stenosis",
    "pelvic girdle pain",
    "groin strain",
    "hamstring tear",
    "calf cramp",
    "shin splints",
    "tension headache",
    "migraine",
    "chronic sinusitis",
    "sore throat",
    "middle ear infection",
    "dry eye",
    "atopic eczema",
    "kidney stones",
    "overactive bladder",
    "gastritis",
    "irritable bowel",
    "fatty liver",
    "asthma",
    "tailbone pain",
    "fibromyalgia",
    "peripheral neuropathy",
    "restless legs",
    "osteoporosis",
    "gout",
    "rheumatoid arthritis",
    "lupus",
    "chronic fatigue",
    "insomnia",
    "vertigo",
    "tinnitus",
];

const GROUPS: &[&str] = &[
    "office workers",
    "older adults",
    "young athletes",
    "school children",
    "pregnant women",
    "new parents",
    "nurses",
    "drivers",
    "musicians",
    "dancers",
    "farmers",
    "builders",
    "swimmers",
    "runners",
    "cyclists",
    "teenagers",
    "shift workers",
    "people with diabetes",
    "people with obesity",
    "people who smoke",
    "adults over 65",
    "adults under 40",
    "men over 50",
    "women over 50",
    "rural communities",
    "primary care",
    "emergency care",
    "hospital care",
    "nursing homes",
    "military recruits",
    "students",
    "warehouse staff",
    "hairdressers",
    "dentists",
    "surgeons",
    "carers",
];

const GIVEN: &[&str] = &[
    "Ada", "Amara", "Anil", "Beatriz", "Ben", "Carla", "Chidi", "Dana", "Elena", "Emeka", "Farah", "Femi",
    "Grace", "Hana", "Hugo", "Ines", "Ivan", "Jana", "Joel", "Kaito", "Karin", "Lara", "Leo", "Lucia",
    "Malik", "Mara", "Mei", "Milan", "Nadia", "Noor", "Olga", "Omar", "Paula", "Priya", "Quentin", "Rosa",
    "Ruth", "Samir", "Sofia", "Tariq", "Tessa", "Uma", "Viktor", "Wanda", "Xavier", "Yara", "Yusuf", "Zoe",
];

const FAMILY: &[&str] = &[
    "Abara",
    "Adeyemi",
    "Albrecht",
    "Almeida",
    "Andersen",
    "Baptiste",
    "Barros",
    "Becker",
    "Bianchi",
    "Bos",
    "Bruun",
    "Castillo",
    "Chandra",
    "Costa",
    "Dimitrov",
    "Diallo",
    "Dubois",
    "Eriksen",
    "Eze",
    "Farkas",
    "Fischer",
    "Fonseca",
    "Ghosh",
    "Greco",
    "Hadid",
    "Haugen",
    "Horvat",
    "Ibrahim",
    "Iyer",
    "Jansen",
    "Jovanovic",
    "Kaplan",
    "Kelly",
    "Kimura",
    "Kowalski",
    "Kruger",
    "Lambert",
    "Larsen",
    "Lindqvist",
    "Lopes",
    "Mahmoud",
    "Marin",
    "Mensah",
    "Moreau",
    "Mwangi",
    "Nakano",
    "Nguyen",
    "Novak",
    "Nwosu",
    "Okafor",
    "Olsen",
    "Osei",
    "Palmer",
    "Patel",
    "Petrov",
    "Popescu",
    "Quispe",
    "Rahman",
    "Ramos",
    "Ricci",
    "Rojas",
    "Rossi",
    "Saito",
    "Santos",
    "Schmid",
    "Silva",
    "Singh",
    "Sokolov",
    "Suzuki",
    "Tanaka",
    "Teixeira",
    "Toth",
    "Urban",
    "Vargas",
    "Vogel",
    "Weber",
    "Wong",
    "Yilmaz",
    "Zeman",
    "Zhao",
];

const PREFIXES: &[&str] = &[
    "peri", "endo", "epi", "para", "supra", "infra", "sub", "inter", "intra", "extra", "retro", "ante",
    "hyper", "hypo", "poly", "mono", "hemi", "pan", "pseudo", "micro", "macro", "neo", "iso", "trans",
    "meso", "ortho", "auto", "hetero", "dys", "brady",
];

const ROOTS: &[&str] = &[
    "arthritis",
    "arthrosis",
    "myositis",
    "myalgia",
    "neuritis",
    "neuralgia",
    "tendinitis",
    "tendinosis",
    "bursitis",
    "chondritis",
    "osteitis",
    "spondylitis",
    "spondylosis",
    "dermatitis",
    "cellulitis",
    "fasciitis",
    "synovitis",
    "capsulitis",
    "radiculitis",
    "myelitis",
    "otitis",
    "rhinitis",
    "sinusitis",
    "laryngitis",
    "gastritis",
    "colitis",
    "hepatitis",
    "nephritis",
    "cystitis",
    "phlebitis",
    "vasculitis",
    "carditis",
    "pleuritis",
    "adenitis",
    "stomatitis",
    "glossitis",
    "keratitis",
    "uveitis",
    "mastitis",
    "stenosis",
];

const BODY: &[&str] = &[
    "neck",
    "shoulder",
    "upper arm",
    "elbow",
    "wrist",
    "lower back",
    "hip",
    "knee",
    "ankle",
    "foot",
    "jaw",
    "upper back",
    "chest wall",
    "side of the body",
    "leg",
    "hand",
    "face",
    "belly",
];

const ACTIVITIES: &[&str] = &[
    "lifting a heavy box",
    "a long drive",
    "sleeping in an awkward position",
    "hours at a desk",
    "a sudden turn",
    "a minor fall",
    "gardening",
    "swimming",
    "running on hard ground",
    "carrying a child",
    "painting a ceiling",
    "playing an instrument",
    "a long flight",
    "moving furniture",
    "looking down at a phone",
    "a cold or the flu",
    "an unfamiliar workout",
    "reaching overhead",
];

const SYMPTOMS: &[&str] = &[
    "stiffness",
    "a dull ache",
    "sharp pain",
    "tingling",
    "numbness",
    "muscle weakness",
    "swelling",
    "warmth",
    "tenderness",
    "a grinding feeling",
    "headache",
    "poor sleep",
    "dizziness",
    "spasm",
    "redness",
    "a burning feeling",
    "reduced grip",
    "fatigue",
];

const FEELINGS: &[&str] = &[
    "mild",
    "sharp",
    "dull",
    "burning",
    "throbbing",
    "constant",
    "brief",
    "widespread",
    "one-sided",
    "deep",
    "hard to place",
    "worse in the morning",
    "worse after rest",
    "worse at night",
];

const TREATMENTS: &[&str] = &[
    "gentle movement",
    "a warm pack",
    "a cold pack wrapped in a towel",
    "short walks",
    "a supervised exercise plan",
    "relative rest",
    "massage",
    "a change of position every half hour",
    "a supportive pillow",
    "breathing exercises",
    "a short course of pain relief",
    "a referral to physical therapy",
    "strength training",
    "balance practice",
    "a review of current medicines",
    "a brace worn for a few days",
];

const TIMES: &[&str] = &[
    "within a few days",
    "within two weeks",
    "over several weeks",
    "after about a month",
    "over three to six months",
    "within a day or two",
    "after a good night’s sleep",
    "by the end of the season",
    "slowly",
    "in stages",
];

const SENTENCES: &[&str] = &[
    "{subject} often begins after {activity} and settles {time}.",
    "The {tissue} sits close to several small nerves—so even slight swelling there can be felt in the {part}.",
    "Many people describe {subject} as {feeling}, with {symptom} that comes and goes.",
    "A person may notice {symptom} first and {symptom} only later.",
    "Pain that reaches the {part} does not always start there.",
    "Most episodes ease {time} with {therapy} and patience.",
    "Doctors ask how the problem began, what makes it **worse** and what brings relief.",
    "When the {tissue} is irritated, nearby muscles tighten to protect it.",
    "This protective reaction is useful at first, but it can outlast the injury and cause {symptom} of its own.",
    "{therapy} may help, especially when it is combined with {therapy}.",
    "An examination usually includes a look at posture, strength, reflexes and range of motion.",
    "If {subject} returns again and again, it is worth keeping a short diary of sleep, work and activity.",
    "Stress can make the {part} feel tighter, and a tense {part} can make stress harder to bear.",
    "The joint’s smooth surface wears unevenly, and the body answers with small bony ridges (*osteophytes*).",
    "For {group}, the same symptom may have a different meaning.",
    "Imaging is rarely needed in the first weeks unless there was {activity} with a hard impact.",
    "Heat of about 40 °C relaxes the surface muscles but does not reach the {tissue}.",
    "Some people find {therapy} pleasant, while others prefer {therapy}; either choice is fine.",
    "The {tissue} has a modest blood supply, which is one reason why it heals {time}.",
    "It is normal to feel {symptom} in the first days of a new exercise plan.",
    "A therapist can show how to move the {part} without provoking {symptom}.",
    "“Wear and tear” sounds alarming, yet it is a common finding in people without any pain at all.",
    "Work that keeps the {part} in one position for hours adds to the load on the {tissue}.",
    "Children recover faster than adults, and their {symptom} may be gone before the appointment.",
    "Rest for longer than a day or two tends to slow recovery rather than speed it up.",
    "The nerves that leave the spine at this level also supply the {part}.",
    "After {activity}, the fibres need time to remodel, and {therapy} gives them that time.",
    "Nobody can say in advance how long {subject} will last, but the outlook is good for most people.",
];

const CLAIMS: &[&str] = &[
    "studies suggest that {therapy} shortens an episode of {subject} in {group}",
    "among {group}, {symptom} is twice as common alongside {subject}",
    "some evidence suggests that {activity} raises the risk of {subject}",
    "a review of trials found that {therapy} eased {symptom} {time}",
    "research links {symptom} in the {part} to changes in the {tissue}",
    "in a large survey, {subject} was most common among {group}",
    "{therapy} worked about as well as {therapy} in one trial",
    "guidelines advise {therapy} before any scan is ordered",
];

const ITEMS: &[&str] = &[
    "{symptom} that lasts longer than a week",
    "{symptom} that spreads to the {part}",
    "{symptom} after {activity}",
    "{symptom}, often {feeling}",
    "trouble moving the {part} because of {symptom}",
    "pain in the {part} that is {feeling}",
];
