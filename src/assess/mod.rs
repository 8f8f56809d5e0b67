//! What can be computed from a linked network instead of being ticked by hand: how places meet their
//! standards, who could answer a need, what projects and teams have done, what is not covered.
//!
//! Pure functions of a [`crate::network::Network`]; pages and reports show what they give.

pub mod coverage;
pub mod matching;
pub mod report;
pub mod standards;
pub mod tally;
