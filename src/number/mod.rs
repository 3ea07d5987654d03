//! Numbers in text: what an author wrote, what the data says, and whether they agree.
//!
//! [`read()`] turns the visible text of a link into a [`Reading`]; [`check`] holds it against
//! a [`Truth`]; [`write()`] writes a truth for a page, so that `check(write(truth))` always
//! agrees. Nothing here knows of files, links or diagnostics.

mod compare;
mod convert;
mod currency;
mod decimal;
mod find;
mod noun;
mod numeral;
mod pattern;
mod read;
mod scales;
mod scan;
mod shown;
mod spelled;
mod suggest;
mod truth;
mod unit;
mod units;
mod words;
mod write;

pub use compare::digits_of;
pub use compare::{Disagreement, DisagreementKind, check, check_date, check_words};
pub use convert::{Fraction, Scale};
pub use decimal::{Decimal, written_decimals};
pub use find::{Found, MASK, Written, find};
pub use pattern::{Notation, Pattern};
pub use read::{End, Form, Hedge, ReadError, Reading, UnitSeen, read};
pub use truth::{Qualifier, Truth};
pub use unit::{Noun, Unit, UnitKind};
pub use write::{parts, percent, plain, write};
