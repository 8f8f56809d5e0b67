//! What a writer has open while the events of a text come: a heading, a table, a picture, and what slips were seen.

use std::ops::Range;

use pulldown_cmark::{Alignment, HeadingLevel};

use super::Reference;
use super::fragment::Mark;
use super::slip::SlipKind;
use super::summary::Plain;

/// A heading whose words are still coming.
pub(super) struct OpenHeading {
    pub(super) content: Mark,
    pub(super) written_level: HeadingLevel,
    pub(super) requested_id: Option<String>,
    /// It ends with braces that ask for no id, which the parser has taken away.
    pub(super) has_other_braces: bool,
    pub(super) words: Plain,
}

/// Where in a table we are.
#[derive(Default)]
pub(super) struct Table {
    pub(super) alignments: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) in_head: bool,
    pub(super) has_rows: bool,
    /// The positions before and after the tag of the open cell.
    pub(super) cell: Option<(usize, Mark)>,
}

/// A picture whose alternative text is still coming.
pub(super) struct OpenPicture {
    pub(super) reference: Reference,
    pub(super) alt: Plain,
    /// How many further pictures are open in its alternative text.
    pub(super) depth: usize,
}

/// What was seen so far, as bytes of the text that is parsed.
#[derive(Default)]
pub(super) struct Watch {
    pub(super) found: Vec<(SlipKind, Range<usize>)>,
    /// Code, tables and comments.
    pub(super) parsed: Vec<Range<usize>>,
    /// Asterisks that stand in the open block as they are.
    pub(super) asterisks: Vec<Range<usize>>,
    /// Whether an address can be anywhere in the text: most texts have none, and are not searched for one.
    pub(super) may_hold_addresses: bool,
    /// How many links and pieces of code are open.
    pub(super) closed_to_addresses: usize,
    pub(super) columns: usize,
}

impl Watch {
    /// Ready for a text.
    pub(super) fn of(text: &str) -> Self {
        Watch {
            may_hold_addresses: text.contains("://") || text.contains("www."),
            ..Watch::default()
        }
    }

    /// Notes code or a table; what lies within one is covered already.
    pub(super) fn cover(&mut self, span: &Range<usize>) {
        if self.parsed.last().is_none_or(|last| last.end < span.end) {
            self.parsed.push(span.clone());
        }
    }
}
