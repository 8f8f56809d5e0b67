//! What stands within a line: words, emphasis, links, pictures. This is where line breaks of Chinese text
//! vanish, and where a forbidden link becomes plain text.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, RefDefs, Tag, TagEnd};

use super::RawHtml;
use super::escape::{escape_html, tidy_address};
use super::han::joins;
use super::open::OpenPicture;
use super::reference::{Reach, Reference, ReferenceKind, locate, reach};
use super::render::{Resolved, write_attribute, write_picture};
use super::summary::Plain;
use super::writer::Writer;

/// Stands for a picture when the characters around a line break are looked at.
const PICTURE: char = '\u{FFFC}';

impl Writer<'_> {
    pub(super) fn text(&mut self, text: &str) {
        self.join_lines(text);
        escape_html(text, &mut self.out.html);
        self.words(text);
    }

    pub(super) fn code(&mut self, code: &str) {
        self.join_lines(code);
        self.out.push("<code>");
        escape_html(code, &mut self.out.html);
        self.out.push("</code>");
        self.words(code);
    }

    /// Decides about a line break before this text, now that both of its sides are known.
    fn join_lines(&mut self, text: &str) {
        let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back()) else {
            return;
        };
        if let Some(position) = self.line_break.take()
            && self.last.is_some_and(|before| joins(before, first))
        {
            self.out.join_lines(position);
        }
        self.last = Some(last);
    }

    /// Notes the words for the heading or the summary, and counts them.
    fn words(&mut self, text: &str) {
        self.counter.count(text);
        if let Some(heading) = &mut self.heading {
            heading.words.push(text);
        } else if self.outside_prose == 0 {
            self.summary.push(text);
        }
    }

    pub(super) fn soft_break(&mut self) {
        self.counter.gap();
        if let Some(heading) = &mut self.heading {
            heading.words.soft_break();
        } else if self.outside_prose == 0 {
            self.summary.soft_break();
        }
        // A second one, with only a comment between, is the same gap.
        if self.line_break.is_none() {
            self.line_break = Some(self.out.html.len());
            self.out.push("\n");
        }
    }

    pub(super) fn hard_break(&mut self) {
        self.words(" ");
        self.out.push("<br>\n");
        self.forget_line();
    }

    /// What comes next starts a line of its own.
    pub(super) fn forget_line(&mut self) {
        self.last = None;
        self.line_break = None;
    }

    /// A single tag in a line of text.
    pub(super) fn inline_html(&mut self, html: &str, span: Range<usize>) {
        if html.starts_with("<!--") {
            return;
        }
        self.raw_html.push(self.source(span));
        if self.options.raw_html == RawHtml::Escape {
            self.join_lines(html);
            escape_html(html, &mut self.out.html);
        }
    }

    pub(super) fn footnote_reference(&mut self, label: &str) {
        let label = self.marked.clean(label);
        let in_link = self.in_link();
        self.footnotes
            .refer(&label, in_link, &mut self.out, &mut self.anchors);
    }

    fn in_link(&self) -> bool {
        self.links.iter().any(|(tag, _)| tag.is_some())
    }

    /// Writes the start of what may stand in a line; gives back the tag of a block.
    pub(super) fn start_inline<'tag>(
        &mut self,
        tag: Tag<'tag>,
        span: &Range<usize>,
        definitions: &RefDefs<'_>,
    ) -> Option<Tag<'tag>> {
        let text = self.marked.text();
        match &tag {
            Tag::Emphasis => self.out.push("<em>"),
            Tag::Strong => self.out.push("<strong>"),
            Tag::Strikethrough => {
                let strikes = text.as_bytes().get(span.start + 1) == Some(&b'~');
                self.strikes.push(strikes);
                if strikes {
                    self.out.push("<del>")
                } else {
                    self.text("~")
                }
            }
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => {
                let place = locate(text, span.clone(), *link_type, dest_url, id, definitions);
                let mut target = self.marked.clean(dest_url).into_owned();
                if *link_type == LinkType::Email {
                    target.insert_str(0, "mailto:");
                }
                self.start_link(self.reference(ReferenceKind::Link, target, place, title));
            }
            Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            } => {
                let place = locate(text, span.clone(), *link_type, dest_url, id, definitions);
                let target = self.marked.clean(dest_url).into_owned();
                let reference = self.reference(ReferenceKind::Picture, target, place, title);
                self.picture = Some(OpenPicture {
                    reference,
                    alt: Plain::default(),
                    depth: 0,
                });
            }
            _ => return Some(tag),
        }
        None
    }

    /// Writes the end of what may stand in a line; `false` for a block.
    pub(super) fn end_inline(&mut self, tag: TagEnd) -> bool {
        match tag {
            TagEnd::Emphasis => self.out.push("</em>"),
            TagEnd::Strong => self.out.push("</strong>"),
            TagEnd::Strikethrough => match self.strikes.pop() {
                Some(true) => self.out.push("</del>"),
                _ => self.text("~"),
            },
            TagEnd::Link => self.end_link(),
            _ => return false,
        }
        true
    }

    fn reference(
        &self,
        kind: ReferenceKind,
        target: String,
        place: Range<usize>,
        title: &str,
    ) -> Reference {
        Reference {
            kind,
            reach: reach(kind, &target),
            target,
            source: self.source(place),
            title: self.marked.clean(title).into_owned(),
            alt: String::new(),
            nameless: false,
        }
    }

    fn start_link(&mut self, reference: Reference) {
        let index = self.references.len();
        // CommonMark lets an autolink stand in a link; HTML does not.
        if reference.is_forbidden() || self.in_link() {
            self.links.push((None, index));
        } else {
            self.out.push("<a");
            if reference.reach == Reach::Site {
                self.out.hole(index);
            } else {
                write_attribute("href", &tidy_address(&reference.target), &mut self.out.html);
            }
            if reference.reach == Reach::External {
                self.out.push(" rel=\"noopener\"");
            }
            if !reference.title.is_empty() {
                write_attribute("title", &reference.title, &mut self.out.html);
            }
            self.out.push(">");
            self.links.push((Some(self.out.mark()), index));
        }
        self.references.push(reference);
    }

    fn end_link(&mut self) {
        let Some((Some(tag), index)) = self.links.pop() else {
            return;
        };
        if let Some(reference) = self.references.get_mut(index) {
            reference.nameless = self.out.is_empty_since(tag);
        }
        self.out.push("</a>");
    }

    /// Takes from the events within a picture what can be said in its alternative text.
    pub(super) fn in_picture(&mut self, event: Event<'_>, span: Range<usize>) {
        let Some(mut picture) = self.picture.take() else {
            return;
        };
        match event {
            Event::End(TagEnd::Image) if picture.depth == 0 => return self.end_picture(picture),
            Event::End(TagEnd::Image) => picture.depth -= 1,
            Event::Start(Tag::Image { .. }) => picture.depth += 1,
            Event::Text(text) | Event::Code(text) => picture.alt.push(&self.marked.clean(&text)),
            Event::SoftBreak => picture.alt.soft_break(),
            Event::HardBreak => picture.alt.push(" "),
            Event::InlineHtml(html) if !html.starts_with("<!--") => {
                self.raw_html.push(self.source(span));
            }
            _ => {}
        }
        self.picture = Some(picture);
    }

    fn end_picture(&mut self, picture: OpenPicture) {
        let OpenPicture {
            mut reference, alt, ..
        } = picture;
        reference.alt = alt.into_line();
        reference.nameless = reference.alt.is_empty();
        if let Some(heading) = &mut self.heading {
            heading.words.push(&reference.alt);
        }
        match reference.reach {
            Reach::Site => self.out.hole(self.references.len()),
            Reach::External => {
                let src = Resolved::Address(tidy_address(&reference.target).into());
                write_picture(&reference, src, &mut self.out.html);
            }
            Reach::Contact | Reach::Forbidden => {
                escape_html(&reference.alt, &mut self.out.html);
            }
        }
        self.references.push(reference);
        self.last = Some(PICTURE);
        self.line_break = None;
    }
}
