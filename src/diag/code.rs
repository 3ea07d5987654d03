//! The names of all problems.
//!
//! A code is the name of its page: `docs/codes/NAME.md` explains it, shows it wrong and
//! mended, and is run as a test.

use super::Severity;

/// Declares [`Code`] from one list, so that a name, its severity and its meaning stand
/// together and none can be forgotten.
macro_rules! codes {
    ($($severity:ident $variant:ident $name:literal $meaning:literal;)*) => {
        /// The name of a kind of problem.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $meaning] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the list.
            pub const ALL: &[Code] = &[$(Code::$variant,)*];

            /// The name people see: `fact-mismatch`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// What it means, in a sentence.
            pub fn meaning(self) -> &'static str {
                match self { $(Code::$variant => $meaning,)* }
            }

            /// How bad it is when `--strict` is not given.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    // Files.
    Error NotUtf8 "not-utf-8" "A text file is not UTF-8.";
    Error HiddenCharacter "hidden-character" "A character that cannot be seen changes how a text is read.";
    Error FileTooLarge "file-too-large" "A file is larger than the limit.";
    Error NotARegularFile "not-a-regular-file" "A link, pipe or device stands where a file should be.";
    Error UnreadableFile "unreadable-file" "A file or folder cannot be read.";
    Error PathCollision "path-collision" "Two things would be written to one address.";
    Error BadFileName "bad-file-name" "A file's name cannot become an address.";
    Error UnknownFile "unknown-file" "A file stands where nothing reads it.";

    // YAML.
    Error YamlSyntax "yaml-syntax" "A YAML file cannot be read.";
    Error YamlFeature "yaml-feature" "Anchors, aliases, tags and merge keys are not used in data.";
    Error TabIndent "tab-indent" "A tab indents YAML, which allows only spaces.";
    Error TooDeep "too-deep" "A value is nested too deeply.";
    Error DuplicateKey "duplicate-key" "A key stands twice in one mapping.";
    Error UnknownKey "unknown-key" "A key means nothing here.";
    Error MissingKey "missing-key" "A key that is needed is not there.";
    Error WrongType "wrong-type" "A value is of another kind than its key needs.";
    Error WrongValue "wrong-value" "A value is not one of those its key allows.";
    Error NotANumber "not-a-number" "A text stands where a number should be.";
    Error NotADate "not-a-date" "A text stands where a date should be.";
    Error ImpossibleDate "impossible-date" "The calendar does not have this date.";
    Error BadId "bad-id" "An id has characters an id cannot have.";
    Error DuplicateId "duplicate-id" "Two things of a kind have one id.";

    // Front matter and Markdown.
    Error MissingFrontMatter "missing-front-matter" "A page does not begin with front matter.";
    Error UnclosedFrontMatter "unclosed-front-matter" "The front matter has no closing line.";
    Warning LongSummary "long-summary" "A summary is longer than search engines and cards show.";
    Warning TooManyKeyPoints "too-many-key-points" "More key points than a reader keeps.";
    Error RawHtml "raw-html" "HTML stands in Markdown.";
    Error UnknownScheme "unknown-scheme" "A link begins with a scheme that means nothing here.";
    Error UndefinedReference "undefined-reference" "A reference link has no definition.";
    Error UndefinedFootnote "undefined-footnote" "A footnote is used but not written.";
    Warning UnusedFootnote "unused-footnote" "A footnote is written but not used.";
    Error DuplicateFootnote "duplicate-footnote" "Two footnotes have one label.";
    Error MissingImage "missing-image" "An image is not there.";
    Error MissingAltText "missing-alt-text" "An image has no text for those who cannot see it.";
    Error MisplacedView "misplaced-view" "A chart or table stands inside a line of text.";
    Error EmptyLink "empty-link" "A link has no text to follow.";
    Warning LiteralAsterisks "literal-asterisks" "Asterisks meant as emphasis are left in the text.";
    Error DuplicateAnchor "duplicate-anchor" "Two headings have one anchor.";
    Error UnknownAnchor "unknown-anchor" "A link leads to a place that is not on the page.";
    Error UnknownPage "unknown-page" "A link leads to a page that is not there.";
    Error UnneededExemption "unneeded-exemption" "An exemption covers no number.";
    Error MissingReason "missing-reason" "An exemption does not say why.";

    // Names.
    Error UnknownFact "unknown-fact" "No fact has this name.";
    Error UnknownClaim "unknown-claim" "No claim has this name.";
    Error UnknownSource "unknown-source" "No source has this key.";
    Error UnknownDataset "unknown-dataset" "No dataset has this name.";
    Error UnknownColumn "unknown-column" "The dataset has no such column.";
    Error UnknownChart "unknown-chart" "No chart has this name.";
    Error UnknownTable "unknown-table" "No table or dataset has this name.";
    Error UnknownTerm "unknown-term" "The glossary has no such term.";
    Error UnknownEntity "unknown-entity" "No entity has this name.";
    Error UnknownPerson "unknown-person" "No person, role or institution has this name.";
    Error UnknownTopic "unknown-topic" "The settings declare no such topic.";
    Error UnknownSeries "unknown-series" "The settings declare no such series.";
    Error UnknownJudgement "unknown-judgement" "The page has no such judgement.";
    Error UnknownUnit "unknown-unit" "No unit has this name.";
    Error UnknownOption "unknown-option" "A reference has an option that means nothing.";
    Warning UnusedFact "unused-fact" "No page shows this fact.";
    Warning UnusedClaim "unused-claim" "No page makes this claim.";
    Warning UnusedSource "unused-source" "Nothing rests on this source.";
    Warning DeadLink "dead-link" "A page elsewhere is gone.";
    Warning MovedLink "moved-link" "A page elsewhere has moved for good.";
    Warning UnreachableLink "unreachable-link" "A page elsewhere did not answer.";

    // Facts and the check of numbers.
    Error FactMismatch "fact-mismatch" "The text and the data do not agree.";
    Error UnitMismatch "unit-mismatch" "The text and the data are in different units.";
    Error FalsePrecision "false-precision" "The text has more digits than the data.";
    Error HedgeMismatch "hedge-mismatch" "The words round a number claim something else than the data.";
    Error WrongLocaleNumber "wrong-locale-number" "A number is written as in another language.";
    Error AmbiguousNumber "ambiguous-number" "A number can be read in two ways, and neither is the data's.";
    Error UnreadableNumber "unreadable-number" "The text of a fact cannot be read as a number.";
    Error FactForm "fact-form" "A fact needs exactly one of `value`, `from`, `formula` and `range`.";
    Error NoSuchRow "no-such-row" "No row of the dataset fits.";
    Error SeveralRows "several-rows" "More than one row of the dataset fits.";
    Error EmptyCell "empty-cell" "The cell that a fact is taken from is empty.";
    Error FormulaSyntax "formula-syntax" "A formula cannot be read.";
    Error FormulaError "formula-error" "A formula has no value.";
    Error FormulaCycle "formula-cycle" "A formula rests on itself.";
    Error UnitConflict "unit-conflict" "The units of a formula do not fit together.";
    Error FalseClaim "false-claim" "A claim in the text does not hold.";
    Error UnsourcedNumber "unsourced-number" "A number in the text has no fact behind it.";
    Warning HandTypedTableNumber "hand-typed-table-number" "A number is typed into a table by hand.";
    Error UncheckedFact "unchecked-fact" "Nobody has compared a fact with its source, and the release needs it.";
    Warning StaleFact "stale-fact" "A fact is older than it may be.";
    Warning SuspiciousJump "suspicious-jump" "A fact is far from what it was before.";
    Warning SourcesDisagree "sources-disagree" "Two sources of a fact say different things.";
    Error KnownErrorUnshown "known-error-unshown" "A value that is known to be wrong stands where its note cannot be shown.";
    Warning SourceDue "source-due" "A source should have published anew.";
    Warning IndicatorDue "indicator-due" "The day by which an indicator was to be seen has passed.";

    // Datasets.
    Error MissingCell "missing-cell" "A row lacks a value that its column requires.";
    Error RaggedRow "ragged-row" "A row has more or fewer cells than there are columns.";
    Error OutOfRange "out-of-range" "A value is below its column's minimum or above its maximum.";
    Error DuplicateRow "duplicate-row" "Two rows have one key.";
    Error CorrectionOutdated "correction-outdated" "A correction of upstream data no longer finds what it corrects.";
    Error FailedCheck "failed-check" "A check of the dataset does not hold.";
    Error MissingRows "missing-rows" "The file with a dataset's rows is not there.";

    // Charts and tables.
    Error UnknownMark "unknown-mark" "A chart has a mark that is not drawn.";
    Error UnfitChannel "unfit-channel" "A column's type does not fit where the chart uses it.";
    Error EmptyChart "empty-chart" "A chart has nothing to draw.";
    Error DuplicatePoint "duplicate-point" "Two rows would be drawn at one place.";
    Error OutsideDomain "outside-domain" "A value lies outside the axis.";
    Error LogOfZero "log-of-zero" "A logarithmic axis cannot show zero or less.";
    Error TruncatedBars "truncated-bars" "Bars must begin at zero.";
    Error UnstackedColour "unstacked-colour" "Bars split by colour must say how they stand together.";
    Error UnfitStack "unfit-stack" "A value cannot be part of a stack.";
    Error BrokenWaterfall "broken-waterfall" "A total is not the sum of its steps.";
    Error MixedUnits "mixed-units" "One axis would have two units.";
    Error SecondAxis "second-axis" "A chart asks for a second axis.";
    Error TooManySeries "too-many-series" "A chart has more than can be told apart.";
    Warning CrowdedChart "crowded-chart" "A text found no place in a chart.";
    Warning MissingGlyph "missing-glyph" "No font has a character of a chart.";
    Warning UnusedChart "unused-chart" "No page shows this chart or table.";

    // Judgements.
    Error JudgementMismatch "judgement-mismatch" "A likelihood word is not the one its judgement declares.";
    Warning MixedLikelihoodTerms "mixed-likelihood-terms" "One page uses two words for one likelihood.";
    Warning UndeclaredEstimate "undeclared-estimate" "A word of likelihood in the text belongs to no judgement.";
    Warning JudgementWithoutBasis "judgement-without-basis" "A judgement does not say what it rests on.";
    Warning WeaselWord "weasel-word" "A judgement is worded so that it cannot be wrong.";
    Warning OrphanKeyPoint "orphan-key-point" "The text says nothing of a key point.";
    Warning LongQuotation "long-quotation" "A quotation has more than 75 words.";
    Warning QuotationWithoutSource "quotation-without-source" "A quotation does not say where it can be read.";
    Warning UnexplainedAbbreviation "unexplained-abbreviation" "An abbreviation is nowhere written out.";
    Error LikelihoodWithConfidence "likelihood-with-confidence" "Likelihood and confidence stand in one sentence.";

    // Translations.
    Error TranslationMissingFact "translation-missing-fact" "A translation lacks a fact of its original.";
    Error TranslationMissingSection "translation-missing-section" "A translation lacks a section of its original.";
    Error TranslationDiffers "translation-differs" "The front matter of a translation is not that of its original.";
    Warning TranslationExtraFact "translation-extra-fact" "A translation has a fact that its original lacks.";
    Warning TranslationMissingView "translation-missing-view" "A translation lacks a chart, table or citation of its original.";
    Warning UntranslatedText "untranslated-text" "A text of the data is not there in the language of the pages that show it.";

    // Templates.
    Error TemplateSyntax "template-syntax" "A template cannot be read.";
    Error TemplateError "template-error" "A template failed while a page was made.";
    Warning LowContrast "low-contrast" "A colour is too faint to read text in it.";
    Error UnknownAsset "unknown-asset" "A stylesheet or template names an asset that is not there.";
}

impl Code {
    /// Whether a name leads to nothing that is there.
    pub fn is_missing_name(self) -> bool {
        matches!(
            self,
            Code::UnknownFact
                | Code::UnknownClaim
                | Code::UnknownSource
                | Code::UnknownDataset
                | Code::UnknownChart
                | Code::UnknownTable
                | Code::UnknownTerm
                | Code::UnknownEntity
                | Code::UnknownPerson
                | Code::UnknownUnit
                | Code::UnknownPage
                | Code::MissingImage
                | Code::MissingRows
                | Code::MissingCell
                | Code::UnusedFact
                | Code::UnusedClaim
                | Code::UnusedSource
                | Code::UnusedChart
        )
    }

    /// The code of a name.
    pub fn find(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_name_is_used_once() {
        let names: BTreeSet<_> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
    }
}
