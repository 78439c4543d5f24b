//! What can be seen of a line, alone and among its neighbours. No feature decides: each has its weight (see
//! [`super::role`]).

macro_rules! features {
    ($($name:ident $word:literal)+) => {
        /// Every feature by its name, in the order of their numbers.
        pub(super) const FEATURES: &[&str] = &[$($word),+];

        /// A feature.
        #[derive(Clone, Copy, Debug)]
        pub(super) enum Feature {
            $($name),+
        }
    };
}

features! {
    Site "site"
    Reference "reference"
    ReferencesHeading "references-heading"
    Says "says-people-or-dates"
    Label "label-with-value-below"
    Value "value-of-label"
    BareDay "bare-day"
    DescribesPerson "describes-person"
    NamesPerson "names-person"
    AnnouncesContents "announces-contents"
    ContentsLine "contents-line"
    ComesAgain "comes-again"
    InContents "in-contents"
    ListLead "list-lead"
    PageHeading "page-heading"
    SeeLine "see-line"
    SeeLead "see-lead"
    LabelledPage "labelled-page"
    Button "button"
    AboveButton "above-button"
    NamesPage "names-page"
    Underlined "underlined"
    DoubleUnderlined "double-underlined"
    Bullet "bullet"
    Numbered "numbered"
    NumberedAmongLines "numbered-among-lines"
    NumberedSections "numbered-sections"
    QuestionLabel "question-mark-label"
    AnswerLabel "answer-label"
    LooksLikeHeading "looks-like-heading"
    LooksLikeSentence "looks-like-sentence"
    LooksLikeNeither "looks-like-neither"
    Short "short"
    Medium "medium"
    Long "long"
    VeryLong "very-long"
    EndsInStop "ends-in-stop"
    EndsInColon "ends-in-colon"
    LeadsIn "leads-in"
    EndsInQuestion "ends-in-question"
    EndsInComma "ends-in-comma"
    Sentences "sentences"
    FewWordsAndStop "few-words-and-stop"
    SmallLetter "small-letter"
    Capitals "capitals"
    CapitalsAsUsual "capitals-as-usual"
    NotInCapitals "not-in-capitals"
    TitleCase "title-case"
    SentenceCase "sentence-case"
    UsualHeading "usual-heading"
    OneWord "one-word"
    First "first"
    NearTop "near-top"
    ApartAbove "apart-above"
    ApartBelow "apart-below"
    TightAbove "tight-above"
    TightBelow "tight-below"
    BeginsBlock "begins-block"
    AboveLeadsIn "above-leads-in"
    AboveSentence "above-sentence"
    AboveShort "above-short"
    BelowParagraph "below-paragraph"
    BelowSentence "below-sentence"
    BelowLeadsIn "below-leads-in"
    BelowShort "below-short"
    BelowBullet "below-bullet"
    BelowQuestion "below-question"
    QuestionAboveQuestion "question-above-question"
    NothingBelow "nothing-below"
    BelowOther "below-other"
    Speaks "speaks"
    SaysSameAbove "says-same-above"
    ShortRun "short-run"
    HasDigits "has-digits"
    NamesHouse "names-house"
    HasComma "has-comma"
    AloneBelowLead "alone-below-lead"
    ListGoesOn "list-goes-on"
    Asks "asks"
    Explains "explains"
    Caption "caption"
    GluedWords "glued-words"
    Kicker "kicker"
    EndsInMark "ends-in-mark"
    Series "series"
    Foot "foot"
    AboveText "above-text"
    BelowText "below-text"
    SaidOften "said-often"
    AboveSaidOften "above-said-often"
    BelowSaidOften "below-said-often"
    BeginsAsOthers "begins-as-others"
    BetweenTexts "between-texts"
    TextAboveShort "text-above-short"
    ShortAboveText "short-above-text"
    AmongShort "among-short"
    AboveStack "above-stack"
    AboveFewShort "above-few-short"
    AboveManyShort "above-many-short"
    NoTextAround "no-text-around"
    MuchTextAround "much-text-around"
    WordOfTitle "word-of-title"
    WordBelow "word-below"
    Alone "alone"
    CaseOfHeadings "case-of-headings"
    OtherCase "other-case"
    FewWords "few-words"
    ManyWords "many-words"
    Exclaims "exclaims"
    LabelledWords "labelled-words"
    Money "money"
    Columns "columns"
    LikeName "like-name"
}

/// The features of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Features(u128);

impl Features {
    /// Adds a feature where it is there.
    pub(super) fn add(&mut self, feature: Feature, there: bool) {
        if there {
            self.0 |= 1 << feature as u32;
        }
    }

    /// Takes a feature away.
    pub(super) fn remove(&mut self, feature: Feature) {
        self.0 &= !(1 << feature as u32);
    }

    pub(super) fn has(self, feature: Feature) -> bool {
        self.0 & (1 << feature as u32) != 0
    }

    /// The numbers of the features that are there.
    pub(super) fn iter(self) -> impl Iterator<Item = usize> {
        let mut bits = self.0;
        std::iter::from_fn(move || {
            (bits != 0).then(|| {
                let nth = bits.trailing_zeros();
                bits &= bits - 1;
                nth as usize
            })
        })
    }
}
