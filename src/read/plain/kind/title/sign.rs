//! What speaks for a line and against it, as the title.
//!
//! The weights are those of a logistic regression over the lines of each page, rounded: it was fitted to the pages of
//! `tests/fixtures` and to a hundred pages of publishers that may not be kept here.

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
    Told 11
    /// Fewer of its words are in the first sentences.
    PartlyTold 1
    /// Two of its words at least are in the first sentences.
    TwoWordsTold 7
    /// It has none but small words, and words of every page.
    TellsNothing -3
    /// A heading below has half of its words.
    HeadingTells -1
    /// Several headings below have half of its words.
    HeadingsTell -1
    /// A word of it comes again in the text a few times.
    WordComesAgain -1
    /// A word of it comes again in the text often.
    WordComesOften 4
    /// A word of it comes again all over the text.
    WordComesMost 13
    /// On the average its words come again twice.
    WordsComeAgain 8
    /// On the average its words come again four times.
    WordsComeOften 2
    /// Another line says the same.
    SaidAgain 0
    /// The line above has the same words, written in another way.
    SameWordsAbove 4
    /// The line below has the same words, written in another way.
    SameWordsBelow -3
    /// It is one word.
    OneWord -7
    /// It is two words.
    TwoWords -5
    /// It is three or four words.
    FewWords -1
    /// It is five to fourteen words.
    SomeWords 4
    /// It is more.
    ManyWords 5
    /// It is long.
    Long 1
    /// It ends in a full stop.
    EndsInStop -14
    /// It ends in a colon.
    EndsInColon -1
    /// It ends in a comma or semicolon.
    EndsInComma 0
    /// It ends in a question mark.
    EndsInQuestion -4
    /// It ends in an exclamation mark.
    EndsInExclamation -2
    /// It is in capitals.
    Loud -2
    /// It is a few letters in capitals: `NHS`.
    LoudWord -2
    /// It begins with a small letter.
    SmallLetter 0
    /// Most of its words have capitals.
    TitleCase 6
    /// `10 ways to sleep`
    BeginsWithNumber 5
    /// It has what parts a trail or a menu: `Home > Sleep`.
    Strokes -4
    /// It has wide gaps.
    Columns -4
    /// It has an address.
    Address -8
    /// It begins with a quotation mark.
    Quotes 0
    /// It is nothing but words of menus.
    Menu -6
    /// It names a house: `Lowther General Hospital`.
    House -16
    /// It is a banner.
    Banner -3
    /// It may name a department.
    Department -5
    /// It may name a column of a magazine.
    Column -2
    /// It is the first line.
    First 13
    /// It is the second line.
    Second 7
    /// It is the third line.
    Third 2
    /// The text begins with it.
    AtText -12
    /// The text begins right below.
    RightAboveText 4
    /// The text begins a few lines below.
    NearText 7
    /// The text begins some lines below.
    AboveText 7
    /// The text begins many lines below.
    FarAboveText 6
    /// The text begins still further below.
    FarthestAboveText 3
    /// The text began above.
    InText -9
    /// The text began several lines above.
    DeepInText -7
    /// A paragraph is right below.
    ParagraphBelow 0
    /// A paragraph is below the next line.
    ParagraphSoon 0
    /// A paragraph is right above.
    ParagraphAbove 4
    /// Three short lines are above, as in a menu.
    BelowShortLines -4
    /// The three lines above are shorter.
    LongestSoFar 8
    /// The line below is the same.
    SameBelow 3
    /// The line above is the same.
    SameAbove 5
    /// A line above ends with it, as a trail does.
    EndOfTrail 5
    /// It is a few words that a line below has as well.
    WithinLaterLine 10
    /// It leads to other pages.
    Leads -4
    /// It is what parts of many pages are called.
    UsualHeading -1
    /// It has a number or a bullet.
    Numbered -5
    /// It looks like a sentence.
    Sentence 1
    /// It does not look like a heading.
    NoHeading -9
    /// The line of the copyright names it.
    NamedInFoot 0
    /// A line on people names it as the place where they work.
    WherePeopleWork -1
    /// The line below names people of the page.
    PeopleBelow 12
    /// The line after that names them.
    PeopleSoon 11
    /// One of the two after that does.
    PeopleLater 2
    /// The line below has a day.
    DayBelow 9
    /// The line after that has one.
    DaySoon 1
    /// People of the page are named above.
    PeopleAbove -2
    /// A day is right above.
    DayAbove 0
    /// It names a person.
    NamesPerson 0
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
