//! The words a reference is recognised by, in lower case.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::base::date;
use crate::biblio::reference::Kind;

type Words = LazyLock<HashSet<&'static str>>;

fn set(words: &'static str) -> HashSet<&'static str> {
    words.split_whitespace().collect()
}

/// Written with a stop that never ends a sentence.
static SHORT: Words = LazyLock::new(|| {
    set(
        "apr aug dec feb jan jul jun mar nov oct sep sept al approx art ca cf ch dr ed eds edn et fig figs hrsg incl jr mr mrs ms no nos nr p pp prof resp rev sec sp spp \
         sr st subsp suppl var vol vols vs",
    )
});

/// Written with a stop in the names of journals, publishers and places, where a capital begins them.
static SHORT_NAMES: Words = LazyLock::new(|| {
    set(
        "abstr acad acta adm adv agric amer anal anat anesth ann annu app appl appli arch assoc astron astrophys aust autom \
         behav biochem biol biomed biophys bot br brit bull calif can chem chim chir chr circ clin co cogn coll comm commun \
         comp comput conf conn contemp contr corp cosmol crit curr dermatol dept dev dis discuss dispos diss distrib div doc dyn ecol econ econom educ electr \
         electron eng engl engng engrg environ epidemiol eur exp exper fed fortschr found ft gastroenterol gen genet geol geophys hist hon hosp hum ieee immunol imp inc \
         ind inf inform instr inst int intell intern internat interp intl jpn knowl lab lang lett lib limnol linguist ltd mach mag magn mat mater math meas mech \
         med mem meth methodol microbiol mol mon mt mult nat natl naturwiss neurol neurosci nucl num numer nutr obs obstet oceanogr oncol oper ophthalmol opt org organ \
         orthop parasitol pathol pediatr perform pet pharm pharmacol phil philos photogr phys physiol pol polit polym prelim pres princ probab proc prod prog \
         progr programm psychiatr psychiat psychol pub publ qual quant quart radiol rec rehabil remote rep repr res rheumatol roy sci semin ser sess soc sociol softw solut spec stat statist stoch \
         struct stud surg surv symb symbol symp sympos syst tech technol tel telecommun theor therap tox toxicol trans transplant trop u univ urol vet virol \
         vis wiss wkshp zool",
    )
});

/// Counted things: the number after the stop belongs to the word.
static COUNTED: Words = LazyLock::new(|| {
    set(
        "art article bd box ch chap chapter fig figs figure issue n no nos nr number p pp pages part pt sec section ser \
         table vol vols volume",
    )
});

/// Nouns a single capital letter belongs to: `Vitamin D`, `Hepatitis B`. No surnames.
static LETTERED: Words = LazyLock::new(|| {
    set(
        "appendix class coenzyme cohort factor figure grade group haemophilia hemophilia hepatitis immunoglobulin \
         influenza level medicare panel part phase plan protein schedule section series stage strep table toxin type \
         vitamin",
    )
});

/// Names of organisations hold one of these.
static ORGANISATIONS: Words = LazyLock::new(|| {
    set(
        "academy administration agency agencies alliance archives assembly association associations authority board \
         bureau cdc center centers centre centres charity clinic clinics coalition collaboration collaborative \
         collaborators college commission commissioner committee community company confederation consortium \
         corporation council department directorate division federation forum foundation fund government group \
         hospital hospitals inc initiative institute institutes institution institutions investigators laboratory league \
         library ltd medlineplus ministry mission museum nations nato network nhs nice nih observatory office oecd \
         organisation organisations organization organizations parliament partnership press \
         publishers registry school secretariat senate service services society societies \
         subcommittee taskforce trust union unicef university who",
    )
});

/// Publishers hold one of these; so do they, rather than journals.
static PUBLISHERS: Words = LazyLock::new(|| {
    set(
        "associates books company edition editions editorial elsevier erlbaum hall harcourt hill inc kaufmann kluwer \
         lippincott ltd macmillan mcgraw mosby norton openstax penguin plenum prentice presses press pub publications \
         publisher publishers publishing random reidel routledge sage saunders sons springer thieme verlag wesley wiley \
         wilkins wolters",
    )
});

/// Names of periodicals and proceedings begin with one of these.
static PERIODICALS: Words = LazyLock::new(|| {
    let others = set(
        "acm adv advances am american annales annual appl applied astron behavioral biochem biochemistry biol \
         biometrika br british brain cell chem chemical circulation clin clinical commun communications comput \
         computer computing conf conference current development diabetes economic economics eur european ieee inf \
         information int international j lect lecture lett letters machine management math mathematical mind mol \
         nature neural neuron neurology new nucl nucleic operations pain pattern pediatrics philosophical philosophy \
         phys physical physics plos political pnas proc proceedings procs progress psychological psychology quarterly \
         radiology robotics sci science scientific siam sigplan social software statistics studies symposium theor \
         theoretical trans transactions workshop world",
    );
    &others | &set(JOURNAL)
});

/// Words that are in the names of journals, and hardly in those of publishers.
const JOURNAL: &str =
    "acta ann annals arch archives bmj bull bulletin jama journal lancet rev review reviews revue spine";

static JOURNALS: Words = LazyLock::new(|| &set("revista zeitschrift") | &set(JOURNAL));

/// Written small before a surname.
static PARTICLES: Words = LazyLock::new(|| {
    set(
        "ab af al ap ben bin da dal dalla dalle das de degli dei del della delle den der des di do dos du e el et ibn in la las le les li \
         lo los mac mc op san santa st ste t' te ten ter th van vande vander ver vom von y zu zum zur",
    )
});

/// After a surname or a whole name.
static SUFFIXES: Words = LazyLock::new(|| {
    set(
        "2nd 3rd 4th apn aprn ba bsc cnm crna cscs dc dds dmd dnp do dphil dpm dpt dr dvm edd esq facc facp facs frcp ii iii iv jd jr ma mba mbbs mbchb \
         md mph mpt mrcp ms msc msn mspt mt np ocs od ot otr pa pharmd phd psyd pt rd rn rph sr",
    )
});

/// Common given names, to tell `Ron Miller` from `Neck Pain`.
static GIVEN: Words = LazyLock::new(|| {
    set(
        "aaron abigail adam adrian alan albert alejandro alessandro alex alexander alexandra alfred ali alice alison allen amanda amy ana \
         anders andrea andreas andrew andrzej angela anita ann anna anne annette anthony antoine antonio arthur ashley barbara barry \
         benjamin bernard bernhard beth betty bill bob brad brandon brenda brian bruce bruno calvin carl carla carlo carlos carol caroline catherine \
         cecilia charles charlotte chen chester chris christian christina christine christoph christopher claire claude claudia colin craig cynthia daniel \
         daniela david deborah dennis derek diana diane dieter donald donna dorothy douglas edgar edith eduardo edward elaine elena elisabeth elizabeth \
         ellen emily emma enrique eric erica erik ernest ernst eugene eva evelyn felix fernando florian frances francesca francesco francis \
         francisco francois françois frank franz fred frederick friedrich gabriel gary george georg gerald gerhard giovanni giuseppe glenn gloria gordon graham \
         greg gregory guido gunther guy hans harold harry heather heidi heinrich heinz helen helena helmut henri henrik henry herbert herman hermann holly howard hugh hugo ian \
         ignacio igor ingrid irene isaac isabel isabelle ivan jack jacob jacqueline jacques jaime jakob james jamie jan jane janet janice jason javier \
         jay jean jeff jeffrey jennifer jeremy jerome jerry jesse jessica jesus jill jim joan joanna joanne joe joel joerg johan johann johannes john johnny \
         jon jonathan jordan jorge jose josé josef joseph joshua joyce juan juergen julia julian julie jun jürgen justin karen karin karl katherine kathleen \
         kathryn katie keith kelly ken kenneth kevin kim kimberly klaus kristen kurt larry laura lauren laurence lawrence lee leo leon leonard leonardo \
         leslie lewis linda lisa lorenzo louis louise luca lucas lucy luigi luis luke manfred manuel marc marcel marcello marcelo marco marcus margaret maria marie marilyn mario \
         marion marjorie mark markus martha martin mary mathias matthew matthias maurice max megan melissa michael michel michelle miguel mike mohamed mohammad mohammed monica \
         nadine nancy naomi natalie nathan neil nicholas nicola nicolas nigel nina noah norbert norman oliver olivia oscar otto pamela paola paolo pascal patricia patrick \
         paul paula pauline pedro peggy peter petra philip philippe phillip pierre rachel rafael ralf ralph raymond rebecca rené ricardo richard rita rob robert \
         roberto robin rodney roger roland rolf roman ron ronald rosa rose ross roy rudolf russell ruth ryan sally sam samantha samuel sandra sara sarah scott sean sebastian sergio sharon sheila shirley \
         simon sofia sophia sophie stanley stefan stefano stephan stephanie stephen steve steven stewart stuart sue susan susanne suzanne sven sylvia teresa terry theodor theodore theresa thomas \
         tim timothy todd tom tony tracy ulrich ursula valerie vanessa vera veronica victor victoria vincent virginia walter wang warren wayne wendy werner wesley wilfried \
         wilhelm will william wolfgang xavier yan yves yvonne zachary",
    )
});

/// What titles are about: no surname, though a capital begins it.
static SUBJECTS: Words = LazyLock::new(|| {
    set(
        "abuse act addiction allergies allergy anxiety arthritis asthma attack basics bill blood bone brain cancer care causes code conditions control \
         cough dementia depression diabetes diagnosis diet disease diseases disorder disorders dystonia exercise exercises facts failure fatigue \
         fever flu fracture guide guideline guidelines handbook headache headaches health heart infection infections information injuries injury knee law \
         manual medicine migraine nutrition obesity osteoarthritis overview pain prevention pressure protection report safety screening sleep spasm spine statistics strain \
         stress stroke studies study surgery survey symptoms syndrome test testing tests therapy treatment treatments trial vaccine vaccines",
    )
});

/// Cities of publishers, to tell `Wiley, New York` from two names.
static CITIES: Words = LazyLock::new(|| {
    set(
        "amsterdam atlanta austin baltimore barcelona basel beijing berkeley berlin bern bethesda bologna bonn boston brussels budapest cambridge \
         canberra chicago chichester copenhagen dordrecht dublin durham edinburgh frankfurt geneva genève glasgow göttingen hague heidelberg \
         helsinki hillsdale ithaca jerusalem leiden leipzig lisboa lisbon london louvain lyon madrid mahwah manchester melbourne milan milano montreal montréal moscow münchen \
         munich oslo ottawa oxford padova paris philadelphia pisa porto prague princeton rome roma rockville sydney stanford stockholm stuttgart tokyo torino toronto \
         tübingen turin utrecht vienna warsaw washington wien zurich zürich brasília curitiba paulo york haven jersey orlando diego francisco angeles janeiro",
    )
});

static COUNTRIES: Words = LazyLock::new(|| {
    set(
        "australia austria belgium brazil california canada china columbia connecticut denmark england finland florida france germany greece holland illinois india indiana \
         ireland israel italy japan kansas maryland massachusetts mexico michigan minnesota netherlands norway oregon pennsylvania poland portugal scotland slovenia spain \
         sweden switzerland texas ukraine victoria virginia wales washington wisconsin yokohama",
    )
});

/// Words that speak to the reader or tell what somebody did: no titles of pages are made of them alone.
static PROSE: Words = LazyLock::new(|| {
    set(
        "although ask avoid because call consult contact don't find for he i if it keep learn more not please read see seek she some speak stop \
         take talk tell there these they this those try use visit we when while you your",
    )
});

/// The parts of a locator.
static LOCATORS: Words = LazyLock::new(|| {
    set(
        "art article band bd ed heft iss issue n nb no nos nr num number núm online p page pages para part pg pgs pp pt pts s sec section \
         seite seiten sup supp suppl supplement t tome v vol vols volume с стр т том",
    )
});

/// Whether it is a word whose stop ends no sentence.
pub(super) fn is_abbreviation(word: &str, is_capitalised: bool) -> bool {
    SHORT.contains(word) || (is_capitalised && SHORT_NAMES.contains(word))
}

pub(super) fn is_counted(word: &str) -> bool {
    COUNTED.contains(word)
}

pub(super) fn is_lettered(word: &str) -> bool {
    LETTERED.contains(word)
}

pub(super) fn is_of_organisations(word: &str) -> bool {
    ORGANISATIONS.contains(word)
}

pub(super) fn is_of_publishers(word: &str) -> bool {
    word.split('-').any(|part| PUBLISHERS.contains(part))
}

pub(super) fn begins_periodical(word: &str) -> bool {
    PERIODICALS.contains(word)
}

pub(super) fn is_of_journals(word: &str) -> bool {
    JOURNALS.contains(word)
}

pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(word)
}

pub(super) fn is_name_suffix(word: &str) -> bool {
    SUFFIXES.contains(word)
}

pub(super) fn is_subject(word: &str) -> bool {
    SUBJECTS.contains(word)
}

pub(super) fn is_given_name(word: &str) -> bool {
    GIVEN.contains(word)
}

pub(super) fn is_city(word: &str) -> bool {
    CITIES.contains(word)
}

pub(super) fn is_prose(word: &str) -> bool {
    PROSE.contains(word)
}

pub(super) fn is_locator(word: &str) -> bool {
    LOCATORS.contains(word)
}

/// Whether it is a country or region publishers are in.
pub(super) fn is_country(word: &str) -> bool {
    COUNTRIES.contains(word)
}

/// Whether it is what begins the imprint of a book or says what it is, and no title.
pub(super) fn is_of_imprint(word: &str) -> bool {
    matches!(
        word,
        "ed" | "eds"
            | "edited"
            | "translated"
            | "traduction"
            | "trad"
            | "vol"
            | "vols"
            | "volume"
            | "series"
            | "tech"
            | "technical"
            | "ph"
            | "phd"
            | "master"
            | "master's"
            | "doctoral"
            | "dissertation"
            | "thesis"
            | "unpublished"
            | "rapport"
            | "working"
            | "rept"
            | "reprint"
            | "reprinted"
            | "revised"
            | "research"
            | "internal"
            | "manuscript"
            | "personal"
            | "report"
            | "to"
            | "submitted"
            | "preprint"
    )
}

/// Whether a remark in brackets after a title is about it.
pub(super) fn is_of_remarks(word: &str) -> bool {
    matches!(
        word,
        "ed" | "edn"
            | "edition"
            | "éd"
            | "vol"
            | "vols"
            | "volume"
            | "pp"
            | "p"
            | "dissertation"
            | "thesis"
            | "report"
            | "publication"
            | "no"
            | "tech"
            | "technical"
            | "translated"
            | "trans"
            | "brief"
            | "manuscript"
            | "abstract"
    )
}

/// Whether it is what begins the name of proceedings.
pub(super) fn begins_proceedings(word: &str) -> bool {
    matches!(word, "proc" | "procs" | "proceedings" | "paper" | "poster" | "presented")
}

/// Whether it is what may be after the name of a book: `pp. 3-9`, `Vol. 2`, `edited by`.
pub(super) fn ends_container(word: &str) -> bool {
    matches!(
        word,
        "p" | "pp"
            | "page"
            | "pages"
            | "vol"
            | "vols"
            | "volume"
            | "ed"
            | "edn"
            | "edition"
            | "edited"
            | "translated"
            | "eds"
            | "editors"
            | "chap"
            | "chapter"
            | "part"
            | "ch"
            | "number"
            | "no"
    )
}

/// Whether it is a meeting whose papers are published.
pub(super) fn is_of_meetings(word: &str) -> bool {
    matches!(word, "conference" | "conf" | "congress" | "symposium" | "workshop" | "meeting")
}

/// Whether it is what tells an issue from the others of its volume.
pub(super) fn is_of_issues(word: &str) -> bool {
    matches!(word, "special" | "ahead" | "suppl" | "supplement" | "section")
}

pub(super) fn is_ordinal(word: &str) -> bool {
    matches!(
        word,
        "first"
            | "second"
            | "third"
            | "fourth"
            | "fifth"
            | "sixth"
            | "seventh"
            | "eighth"
            | "ninth"
            | "tenth"
            | "rev"
            | "revised"
            | "new"
            | "updated"
            | "version"
            | "international"
            | "expanded"
    )
}

/// The kind of work that three words at the start of a sentence name.
pub(super) fn kind_of_work(first: &str, second: &str, third: &str) -> Option<Kind> {
    match (first, second, third) {
        ("ph", ..) | ("phd" | "doctoral" | "dissertation" | "thesis" | "master" | "master's", ..) => {
            Some(Kind::Thesis)
        }
        ("unpublished", ..) => Some(Kind::Thesis),
        ("technical" | "tech", "report" | "rept" | "memo", _)
        | ("tech", _, "rep" | "report")
        | ("working" | "research" | "internal", "paper" | "report" | "draft", _) => Some(Kind::Report),
        _ => None,
    }
}

/// Whether it is what a sentence says before an address it sends the reader to.
pub(super) fn leads_to_address(word: &str) -> bool {
    matches!(
        word,
        "at" | "by"
            | "in"
            | "on"
            | "to"
            | "from"
            | "via"
            | "visit"
            | "see"
            | "visiting"
            | "site"
            | "website"
            | "page"
            | "is"
            | "the"
    )
}

/// Whether it is what joins the last two names of a list, as it is written: `E` is an initial.
pub(super) fn is_and(word: &str) -> bool {
    matches!(word, "and" | "And" | "AND" | "und" | "et" | "y" | "e")
}

/// Whether it is what marks the names before it as editors.
pub(super) fn is_editor(word: &str) -> bool {
    matches!(
        word,
        "ed" | "eds"
            | "editor"
            | "editors"
            | "hrsg"
            | "dir"
            | "comp"
            | "comps"
            | "org"
            | "orgs"
            | "coord"
            | "éd"
            | "éds"
    )
}

/// Whether it is a word for those who write for a site or organisation together.
pub(super) fn is_team(word: &str) -> bool {
    matches!(
        word,
        "contributors"
            | "editors"
            | "professional"
            | "professionals"
            | "staff"
            | "team"
            | "authors"
            | "redaktion"
            | "redactie"
    )
}

/// Whether it is a word of organisations alone, though written small: `American college of rheumatology`.
pub(super) fn is_of_societies(word: &str) -> bool {
    matches!(
        word,
        "academy"
            | "association"
            | "college"
            | "council"
            | "federation"
            | "foundation"
            | "institute"
            | "ministry"
            | "society"
    )
}

/// Whether it is a word that titles and the names of clinics end with alike: `Penn Medicine`.
pub(super) fn is_of_clinics(word: &str) -> bool {
    matches!(
        word,
        "care" | "health" | "medicine" | "nutrition" | "pain" | "spine" | "surgery" | "therapy" | "treatment"
    )
}

/// Whether it is what a part of a work is called, before its number.
pub(super) fn is_of_parts(word: &str) -> bool {
    matches!(word, "part" | "pt" | "teil" | "partie" | "parte" | "deel" | "del")
}

/// Whether it is a server of preprints.
pub(super) fn is_preprint_server(word: &str) -> bool {
    matches!(
        word,
        "medrxiv" | "biorxiv" | "arxiv" | "psyarxiv" | "chemrxiv" | "osf" | "ssrn" | "scielopreprints"
    )
}

/// Whether it is what may end the name of a place after its city: `New York City`, `Frankfurt am Main`.
pub(super) fn ends_place(word: &str) -> bool {
    matches!(word, "city" | "main" | "oder" | "breisgau" | "dc" | "area" | "springs" | "falls" | "beach")
}

/// Whether it is the word for an edition.
pub(super) fn is_of_editions(word: &str) -> bool {
    matches!(
        word,
        "ed" | "edn"
            | "edition"
            | "éd"
            | "édition"
            | "aufl"
            | "auflage"
            | "edición"
            | "edizione"
            | "edição"
            | "uitgave"
            | "upplagan"
            | "version"
    )
}

/// Whether it is what somebody did for a film, a broadcast or a performance.
pub(super) fn is_of_roles(word: &str) -> bool {
    matches!(
        word,
        "host"
            | "hosts"
            | "producer"
            | "producers"
            | "director"
            | "directors"
            | "executive"
            | "writer"
            | "writers"
            | "narrator"
            | "translator"
            | "presenter"
            | "speaker"
    )
}

/// Whether it is what begins a title after a stop, and no surname.
pub(super) fn begins_title(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "What"
            | "How"
            | "Why"
            | "When"
            | "Is"
            | "Are"
            | "Does"
            | "Your"
            | "My"
            | "Our"
            | "Where"
            | "Which"
    )
}

/// Whether it is the name of a month.
pub(super) fn is_month(word: &str) -> bool {
    date::month_named(word).is_some()
}
