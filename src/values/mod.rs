//! The values editors write that are more than plain text: dates, times, numbers, one-or-many lists.

mod hint;
mod lists;
mod marks;
mod numbers;
pub mod rules;
mod times;

use crate::yaml::Scalar;

pub(crate) use lists::exact;
pub use lists::{Entries, Texts};
pub use marks::{FlagOrText, Mark};
pub use numbers::{Count, Decimal};
pub use times::{Day, Hours, LocalTime, LunarDay, Repeat, Term, YearlyDay};

/// The text values of content, so that a fault in one can be explained wherever it stands.
pub static SCALARS: &[Scalar] = &[
    Scalar::of::<Count>(),
    Scalar::of::<Decimal>(),
    Scalar::of::<Day>(),
    Scalar::of::<LocalTime>(),
    Scalar::of::<Repeat>(),
    Scalar::of::<Hours>(),
    Scalar::of::<YearlyDay>(),
    Scalar::of::<LunarDay>(),
    Scalar::of::<Term>(),
];
