//! Markdown to safe HTML, in two steps: a file is parsed once, when it is read, into HTML with holes for
//! what depends on the rest of the site; a page only fills the holes.
//!
//! The HTML holds nothing but tags and attributes that this module writes itself. Raw HTML in a text is
//! shown as text, and addresses with unknown schemes lose their link, so a content file cannot run a
//! script or change the page around it.
//!
//! ```
//! use zhandian::markdown::{Body, Options, Resolved};
//!
//! let body = Body::parse("## 做法\n\n**重点：**请看[步行街站](../yuping/buxingjie.md)。", &Options::default());
//! let mut html = String::new();
//! body.render(&mut html, |reference| {
//!     assert_eq!(reference.target, "../yuping/buxingjie.md");
//!     Resolved::Address("/stations/yuping/buxingjie/".into())
//! });
//! assert_eq!(
//!     html,
//!     "<h2 id=\"做法\">做法</h2>\n\
//!      <p><strong>重点：</strong>请看<a href=\"/stations/yuping/buxingjie/\">步行街站</a>。</p>\n"
//! );
//! ```
//!
//! # What is understood
//!
//! CommonMark with tables, footnotes, task lists, `~~strikethrough~~`, definition lists and `{#id}` after
//! a heading. What differs, for the sake of Chinese text:
//!
//! - `**重点：**请` is bold: marks beside CJK punctuation work as they do beside letters.
//! - A line break in a paragraph vanishes between Han characters, kana and full-width signs, also where
//!   emphasis or a link begins or ends there. Between Han and Latin it stays a space, and in Korean.
//! - A single `~` is a tilde, since `9:00~11:00` is how times are written; quotation marks are left alone.
//! - Heading ids keep Han characters. Levels are made gapless below the page's own `h1`.

use std::borrow::Cow;
use std::ops::Range;

mod block;
mod emphasis;
mod escape;
mod footnote;
mod fragment;
mod han;
mod inline;
mod leftover;
mod open;
mod outline;
mod reference;
mod render;
mod slip;
mod summary;
mod watch;
mod writer;

pub use escape::{escape_html, write_escaped_html};
pub use outline::Heading;
pub use reference::{Reach, Reference, ReferenceKind, reach};
pub use render::{Picture, Resolved};
pub use slip::{Slip, SlipKind};
pub use summary::Reading;

use fragment::Fragment;

/// A parsed Markdown text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    fragment: Fragment,
    /// Every link and picture, in the order of the source; also those that were left out of the HTML
    /// because they are forbidden or stand within another link.
    pub references: Vec<Reference>,
    /// The headings, except those in quotations, lists and footnotes.
    pub outline: Vec<Heading>,
    /// The beginning of the prose as one line of plain text: no headings, tables, code or footnotes.
    pub summary: String,
    /// How much there is to read.
    pub reading: Reading,
    /// Every id in the HTML that a link may point to: headings, footnotes and their references.
    pub anchors: Vec<String>,
    /// Ids that were asked for with `{#id}` but were taken. Those headings got another one.
    pub duplicate_ids: Vec<TakenId>,
    /// Where the Markdown source holds HTML other than comments, which was not taken over.
    pub raw_html: Vec<Range<u32>>,
    /// Markup that has no effect because of a slip, in the order of the source.
    pub slips: Vec<Slip>,
}

/// An id that a heading asked for and that another has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenId {
    /// As written.
    pub id: String,
    /// Where the Markdown source asks for it: `{#id}`.
    pub source: Range<u32>,
}

impl Body {
    /// Parses a text without its front matter. Never fails: whatever is not markup is text.
    pub fn parse(markdown: &str, options: &Options) -> Body {
        writer::write(markdown, options)
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.fragment.html.is_empty() && self.fragment.holes.is_empty()
    }
}

/// How a text is parsed.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// How many levels of heading the page has above this text: 1 makes the first heading an `h2`.
    pub heading_offset: u8,
    /// What becomes of HTML in the text.
    pub raw_html: RawHtml,
    /// How many characters [`Body::summary`] may have.
    pub summary_length: usize,
    /// The words that are not the editor's.
    pub labels: Labels,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            heading_offset: 1,
            raw_html: RawHtml::default(),
            summary_length: 120,
            labels: Labels::default(),
        }
    }
}

/// What becomes of HTML in a Markdown text. Comments are left out in any case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RawHtml {
    /// It is shown as it was typed, so that nobody wonders where it went.
    #[default]
    Escape,
    /// Tags are left out; text between inline tags stays.
    Omit,
}

/// Words that the HTML needs for people who listen to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Labels {
    /// The name of the section of footnotes.
    pub footnotes: Cow<'static, str>,
    /// What the link from a footnote back to the text is called; its number follows.
    pub back_to_text: Cow<'static, str>,
}

impl Default for Labels {
    fn default() -> Labels {
        Labels {
            footnotes: "注释".into(),
            back_to_text: "返回正文注释".into(),
        }
    }
}
