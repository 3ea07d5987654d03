//! What a project says, as plain values.
//!
//! Nothing here reads, checks or writes. The words are those of the manual: a briefing is
//! a publication, a fact one sourced value, a source where it comes from.

mod brand;
mod chart;
mod correction;
mod data;
mod document;
mod formula;
mod fresh;
mod history;
mod page;
mod quotation;
mod walk;
mod wording;

pub use brand::Brand;
pub use chart::{
    Annotation, Channel, ChartSpec, Direction, Extent, Labels, LayerSpec, Mark, Scale, Selection,
    Sort, Stack, TableSpec, Translation,
};
pub use correction::{Corrected, CorrectedKind, Correction, CorrectionAction};
pub use data::{
    Bases, Cell, Claim, Column, ColumnType, Condition, Data, Dataset, Entity, Fact, FactValue, Kin,
    Person, PersonKind, RowCheck, Source, Term, Value,
};
pub use document::{
    Align, Block, Citation, Cited, Document, Footnote, Image, Inline, Link, ListItem, Prose,
    Target, View, ViewKind, plain_text,
};
pub use formula::{Change, Formula, Function, Operator, Over};
pub use fresh::SignOff;
pub use history::{KnownError, OtherValue, Tolerance};
pub use page::{
    Assumption, ChangeKind, Comment, Confidence, Judgement, Length, Level, Likelihood, Nav,
    Numbers, Page, PageChange, PageKind, Publisher, Settings, Watch,
};
pub use quotation::{Quotation, parted, quotation, quotations};
pub use walk::{
    block_passages, front_passages, images, length, passages, views, walk, walk_blocks,
};
pub use wording::Wording;
