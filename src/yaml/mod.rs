//! YAML, read twice: fast and typed when all is well, slowly and with places when something is wrong.
//!
//! Every file is first read by `serde_yaml` straight into its type. Only when that fails is it parsed
//! again into a tree that knows where everything stands, deserialised from there, and mended step by
//! step until it fits, each step one fault. The same types serve both ways, so there is one source of
//! truth for what an editor may write.

mod cut;
mod deserialize;
pub mod labels;
mod read;
pub mod rules;
mod scalar;
mod slip;
mod synonyms;
mod tree;

pub use read::{Read, read_list, read_record};
pub use rules::{MISSING_KEY, UNKNOWN_KEY, UNKNOWN_VALUE, WRONG_TYPE};
pub use scalar::{Scalar, TextValue, ValueFault, deserialize_text_value};
pub(crate) use synonyms::value as meant_value;
pub use tree::{Found, Limits, Node, NodeKind, TreeFault, TreeFaultKind, parse};
