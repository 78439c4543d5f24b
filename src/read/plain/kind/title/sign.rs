//! What speaks for a line and against it, as the title.
//!
//! The weights are those of a logistic regression over the lines of each page, rounded: it was fitted to the pages of
//! `tests/fixtures` and to fifty pages of publishers that may not be kept here.

macro_rules! signs {
    ($($(#[$doc:meta])* $name:ident $weight:literal)+) => {
        /// Something that is seen of a line.
        #[derive(Clone, Copy, Debug)]
        pub enum Sign {
            $($(#[$doc])* $name),+
        }

        impl Sign {
            fn weight(self) -> i32 {
                match self {
                    $(Sign::$name => $weight),+
                }
            }
        }
    };
}

signs! {
    /// Half of its words are in the first sentences.
    Told 6
    /// Fewer of its words are in the first sentences.
    PartlyTold -1
    /// Two of its words at least are in the first sentences.
    TwoWordsTold 6
    /// It has none but small words, and words of every page.
    TellsNothing -2
    /// A heading below has half of its words.
    HeadingTells 1
    /// Several headings below have half of its words.
    HeadingsTell 2
    /// A word of it comes again in the text a few times.
    WordComesAgain 0
    /// A word of it comes again in the text often.
    WordComesOften 5
    /// A word of it comes again all over the text.
    WordComesMost 14
    /// On the average its words come again twice.
    WordsComeAgain 7
    /// On the average its words come again four times.
    WordsComeOften 6
    /// Another line says the same.
    SaidAgain -5
    /// The line above has the same words, written in another way.
    SameWordsAbove 9
    /// The line below has the same words, written in another way.
    SameWordsBelow -4
    /// It is one word.
    OneWord -6
    /// It is two words.
    TwoWords -1
    /// It is three or four words.
    FewWords -1
    /// It is five to fourteen words.
    SomeWords 4
    /// It is more.
    ManyWords 2
    /// It is long.
    Long -2
    /// It ends in a full stop.
    EndsInStop -11
    /// It ends in a colon.
    EndsInColon -1
    /// It ends in a comma or semicolon.
    EndsInComma 0
    /// It ends in a question mark.
    EndsInQuestion -4
    /// It ends in an exclamation mark.
    EndsInExclamation -1
    /// It is in capitals.
    Loud -3
    /// It is a few letters in capitals: `NHS`.
    LoudWord -2
    /// It begins with a small letter.
    SmallLetter 0
    /// Most of its words have capitals.
    TitleCase 6
    /// `10 ways to sleep`
    BeginsWithNumber 5
    /// It has what parts a trail or a menu: `Home > Sleep`.
    Strokes 1
    /// It has wide gaps.
    Columns -4
    /// It has an address.
    Address -8
    /// It begins with a quotation mark.
    Quotes 0
    /// It is nothing but words of menus.
    Menu -6
    /// It names a house: `Lowther General Hospital`.
    House -15
    /// It is a banner.
    Banner -4
    /// It may name a department.
    Department -4
    /// It may name a column of a magazine.
    Column -1
    /// It is the first line.
    First 9
    /// It is the second line.
    Second 5
    /// It is the third line.
    Third 0
    /// The text begins with it.
    AtText -7
    /// The text begins right below.
    RightAboveText 1
    /// The text begins a few lines below.
    NearText 6
    /// The text begins some lines below.
    AboveText 8
    /// The text begins many lines below.
    FarAboveText 4
    /// The text begins still further below.
    FarthestAboveText 4
    /// The text began above.
    InText -9
    /// The text began several lines above.
    DeepInText -3
    /// A paragraph is right below.
    ParagraphBelow 2
    /// A paragraph is below the next line.
    ParagraphSoon 2
    /// A paragraph is right above.
    ParagraphAbove 2
    /// Three short lines are above, as in a menu.
    BelowShortLines -1
    /// The three lines above are shorter.
    LongestSoFar 7
    /// The line below is the same.
    SameBelow 1
    /// The line above is the same.
    SameAbove 6
    /// A line above ends with it, as a trail does.
    EndOfTrail 5
    /// It is a few words that a line below has as well.
    WithinLaterLine 6
    /// It leads to other pages.
    Leads -6
    /// It is what parts of many pages are called.
    UsualHeading -1
    /// It has a number or a bullet.
    Numbered -5
    /// It looks like a sentence.
    Sentence -3
    /// It does not look like a heading.
    NoHeading -9
    /// The line of the copyright names it.
    NamedInFoot 0
    /// A line on people names it as the place where they work.
    WherePeopleWork -1
    /// The line below names people of the page.
    PeopleBelow 11
    /// The line after that names them.
    PeopleSoon 10
    /// One of the two after that does.
    PeopleLater 0
    /// The line below has a day.
    DayBelow 10
    /// The line after that has one.
    DaySoon 4
    /// People of the page are named above.
    PeopleAbove -2
    /// A day is right above.
    DayAbove 6
    /// It names a person.
    NamesPerson 1
}

/// The sum of what speaks for a line and against it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Votes(i32);

impl Votes {
    /// Counts a sign where it is there.
    pub fn add(&mut self, sign: Sign, there: bool) {
        self.0 += if there { sign.weight() } else { 0 };
    }

    /// All votes.
    #[must_use]
    pub fn sum(self) -> i32 {
        self.0
    }
}
