//! YAML, read by one grammar: a text becomes a tree that knows where everything stands, and the tree becomes a type.
//!
//! The tree is made of every file, right or wrong, so that what a file says never depends on what else is wrong in it,
//! and texts stay as they were written. Where a tree does not fit its type, it is mended step by step until it does,
//! each step one fault; the types are the one truth about what an editor may write. What keys and values are called,
//! and what they are mistaken for, comes from the caller's [`Vocabulary`].

mod cut;
mod deserialize;
mod mend;
mod mismatch;
mod node;
mod parse;
mod read;
pub mod rules;
mod scalar;
mod slip;
mod vocabulary;
mod wording;

pub use node::{Node, NodeKind, Reached};
pub use parse::{Limits, ParseError, ParseErrorKind, parse};
pub use read::{Read, read_list, read_record};
pub use rules::{EMPTY_TEXT, MISSING_KEY, UNKNOWN_KEY, UNKNOWN_VALUE, WRONG_TYPE};
pub use scalar::{Scalar, TextValue, ValueFault, deserialize_text_value};
pub use vocabulary::Vocabulary;
