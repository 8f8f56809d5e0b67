//! One pass over the parser's events. What is known while they come is kept here; blocks are written in
//! `block`, what stands within a line in `inline`.

use std::ops::Range;

use pulldown_cmark::{Event, Options as Extensions, Parser, RefDefs};

use super::emphasis::Marked;
use super::escape::escape_html;
use super::footnote::Footnotes;
use super::fragment::{Fragment, Mark};
use super::open::{OpenHeading, OpenPicture, Table, Watch};
use super::outline::{Heading, Ids, Levels};
use super::summary::{Counter, Summary};
use super::{Body, Options, Reference, TakenId};

const EXTENSIONS: Extensions = Extensions::ENABLE_TABLES
    .union(Extensions::ENABLE_FOOTNOTES)
    .union(Extensions::ENABLE_STRIKETHROUGH)
    .union(Extensions::ENABLE_TASKLISTS)
    .union(Extensions::ENABLE_HEADING_ATTRIBUTES)
    .union(Extensions::ENABLE_DEFINITION_LIST);

/// Parses a text. See [`Body::parse`].
pub(super) fn write(markdown: &str, options: &Options) -> Body {
    let marked = Marked::new(markdown);
    let mut writer = Writer::new(&marked, options);
    let mut events = Parser::new_ext(marked.text(), EXTENSIONS).into_offset_iter();
    while let Some((event, span)) = events.next() {
        writer.watch(&event, &span);
        writer.event(event, span, events.reference_definitions());
    }
    writer.finish(markdown)
}

/// What is known while the events come.
pub(super) struct Writer<'text> {
    pub(super) marked: &'text Marked<'text>,
    pub(super) options: &'text Options,
    pub(super) out: Fragment,
    pub(super) references: Vec<Reference>,
    pub(super) anchors: Vec<String>,
    pub(super) outline: Vec<Heading>,
    pub(super) duplicate_ids: Vec<TakenId>,
    pub(super) raw_html: Vec<Range<u32>>,
    pub(super) footnotes: Footnotes,
    pub(super) ids: Ids,
    pub(super) levels: Levels,
    pub(super) summary: Summary,
    pub(super) counter: Counter,

    /// The last character of this line of text, if it has one yet.
    pub(super) last: Option<char>,
    /// The position of a line break that vanishes if what follows does not want it.
    pub(super) line_break: Option<usize>,
    /// For each open link the place after its tag, if it has one, and the index of its reference.
    pub(super) links: Vec<(Option<Mark>, usize)>,
    /// For each open `~` or `~~` whether it strikes through.
    pub(super) strikes: Vec<bool>,
    pub(super) picture: Option<OpenPicture>,

    pub(super) heading: Option<OpenHeading>,
    pub(super) table: Table,
    /// The HTML of an open block of it.
    pub(super) html_block: Option<String>,
    pub(super) in_code_block: bool,
    /// A task's label is open, and must be closed before the next block.
    pub(super) in_label: bool,
    /// The text around each open footnote, and the label of the note.
    pub(super) suspended: Vec<(Fragment, String)>,
    pub(super) watch: Watch,
    /// How many open blocks keep text out of the summary.
    pub(super) outside_prose: usize,
    /// How many open blocks keep headings out of the outline.
    pub(super) outside_outline: usize,
}

impl<'text> Writer<'text> {
    fn new(marked: &'text Marked<'text>, options: &'text Options) -> Writer<'text> {
        let text = marked.text();
        let length = text.len();
        Writer {
            marked,
            options,
            out: Fragment {
                html: String::with_capacity(length + length / 4),
                holes: Vec::new(),
            },
            references: Vec::new(),
            anchors: Vec::new(),
            outline: Vec::new(),
            duplicate_ids: Vec::new(),
            raw_html: Vec::new(),
            footnotes: Footnotes::default(),
            ids: Ids::default(),
            levels: Levels::new(options.heading_offset),
            summary: Summary::new(options.summary_length),
            counter: Counter::default(),
            last: None,
            line_break: None,
            links: Vec::new(),
            strikes: Vec::new(),
            picture: None,
            heading: None,
            table: Table::default(),
            html_block: None,
            in_code_block: false,
            in_label: false,
            suspended: Vec::new(),
            watch: Watch::of(text),
            outside_prose: 0,
            outside_outline: 0,
        }
    }

    fn event(&mut self, event: Event<'_>, span: Range<usize>, definitions: &RefDefs<'_>) {
        if self.picture.is_some() {
            self.in_picture(event, span);
            return;
        }
        match event {
            Event::Start(tag) => {
                if let Some(tag) = self.start_inline(tag, &span, definitions) {
                    self.start_block(tag);
                }
            }
            Event::End(tag) => {
                if !self.end_inline(tag) {
                    self.end_block(tag, span);
                }
            }
            Event::Text(text) if self.in_code_block => {
                escape_html(&self.marked.clean(&text), &mut self.out.html);
            }
            Event::Text(text) => self.text(&self.marked.clean(&text)),
            Event::Code(code) => self.code(&self.marked.clean(&code)),
            Event::SoftBreak => self.soft_break(),
            Event::HardBreak => self.hard_break(),
            Event::Html(html) | Event::InlineHtml(html) => {
                let html = self.marked.clean(&html);
                match &mut self.html_block {
                    Some(block) => block.push_str(&html),
                    None => self.inline_html(&html, span),
                }
            }
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::TaskListMarker(done) => self.task(done),
            Event::Rule => self.rule(),
            // Not switched on.
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn finish(mut self, markdown: &str) -> Body {
        let slips = self.slips(markdown);
        self.footnotes
            .finish(&self.options.labels, &mut self.out, &mut self.anchors);
        // A body is kept as long as the site is open, and there are thousands of them.
        self.out.html.shrink_to_fit();
        self.out.holes.shrink_to_fit();
        self.references.shrink_to_fit();
        self.outline.shrink_to_fit();
        self.anchors.shrink_to_fit();
        Body {
            fragment: self.out,
            references: self.references,
            outline: self.outline,
            summary: self.summary.finish(),
            reading: self.counter.reading,
            anchors: self.anchors,
            duplicate_ids: self.duplicate_ids,
            raw_html: self.raw_html,
            slips,
        }
    }

    /// A span of the parser as bytes of the text as written.
    pub(super) fn source(&self, span: Range<usize>) -> Range<u32> {
        let position = |at| u32::try_from(self.marked.original(at)).unwrap_or(u32::MAX);
        position(span.start)..position(span.end)
    }
}
