//! Paragraphs, headings, lists, tables and the like.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Tag, TagEnd};

use super::escape::escape_html;
use super::open::{OpenHeading, Table};
use super::outline::Heading;
use super::summary::Plain;
use super::writer::Writer;
use super::{RawHtml, TakenId};

impl Writer<'_> {
    /// Ends what the block before may have left open, and starts a new line.
    fn begin(&mut self, html: &str) {
        self.close_label();
        self.out.start_line();
        self.forget_line();
        self.out.push(html);
    }

    /// Ends a block of text.
    fn end(&mut self, html: &str) {
        self.close_label();
        self.out.push(html);
        self.forget_line();
        self.counter.gap();
        self.summary.end_block();
    }

    fn close_label(&mut self) {
        if std::mem::take(&mut self.in_label) {
            self.out.push("</label>");
        }
    }

    pub(super) fn start_block(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.begin("<p>"),
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => {
                self.begin("");
                self.heading = Some(OpenHeading {
                    content: self.out.mark(),
                    written_level: level,
                    has_other_braces: id.is_none() && !(classes.is_empty() && attrs.is_empty()),
                    requested_id: id.map(|id| self.marked.clean(&id).into_owned()),
                    words: Plain::default(),
                });
            }
            Tag::BlockQuote(_) => {
                self.begin("<blockquote>\n");
                self.outside_outline += 1;
            }
            Tag::List(start) => {
                match start {
                    None => self.begin("<ul>\n"),
                    Some(1) => self.begin("<ol>\n"),
                    Some(start) => self.begin(&format!("<ol start=\"{start}\">\n")),
                }
                self.outside_outline += 1;
            }
            Tag::Item => self.begin("<li>"),
            Tag::DefinitionList => {
                self.begin("<dl>\n");
                self.outside_outline += 1;
            }
            Tag::DefinitionListTitle => self.begin("<dt>"),
            Tag::DefinitionListDefinition => self.begin("<dd>"),
            Tag::CodeBlock(kind) => self.start_code_block(&kind),
            Tag::HtmlBlock => self.html_block = Some(String::new()),
            Tag::FootnoteDefinition(label) => {
                self.begin("");
                let label = self.marked.clean(&label).into_owned();
                self.suspended.push((std::mem::take(&mut self.out), label));
                self.outside_prose += 1;
                self.outside_outline += 1;
            }
            Tag::Table(alignments) => {
                self.begin("<div class=\"table-scroll\" tabindex=\"0\">\n<table>\n");
                self.table = Table {
                    alignments,
                    ..Table::default()
                };
                self.outside_prose += 1;
            }
            Tag::TableHead => {
                self.out.push("<thead>\n<tr>");
                self.table.in_head = true;
                self.table.column = 0;
            }
            Tag::TableRow => {
                if !std::mem::replace(&mut self.table.has_rows, true) {
                    self.out.push("<tbody>\n");
                }
                self.out.push("<tr>");
                self.table.column = 0;
            }
            Tag::TableCell => self.start_cell(),
            // Inline tags do not come here, and other extensions are not switched on.
            _ => {}
        }
    }

    pub(super) fn end_block(&mut self, tag: TagEnd, span: Range<usize>) {
        match tag {
            TagEnd::Paragraph => {
                self.close_label();
                // A paragraph of nothing but a comment leaves nothing.
                let end = if self.out.take_back("<p>") {
                    ""
                } else {
                    "</p>\n"
                };
                self.end(end);
            }
            TagEnd::Heading(_) => self.end_heading(span),
            TagEnd::BlockQuote(_) => {
                self.end("</blockquote>\n");
                self.outside_outline -= 1;
            }
            TagEnd::List(ordered) => {
                self.end(if ordered { "</ol>\n" } else { "</ul>\n" });
                self.outside_outline -= 1;
            }
            TagEnd::Item => self.end("</li>\n"),
            TagEnd::DefinitionList => {
                self.end("</dl>\n");
                self.outside_outline -= 1;
            }
            TagEnd::DefinitionListTitle => self.end("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.end("</dd>\n"),
            TagEnd::CodeBlock => {
                self.in_code_block = false;
                self.end("</code></pre>\n");
            }
            TagEnd::HtmlBlock => self.end_html_block(span),
            TagEnd::FootnoteDefinition => {
                self.end("");
                if let Some((around, label)) = self.suspended.pop() {
                    let content = std::mem::replace(&mut self.out, around);
                    self.footnotes.define(&label, content);
                }
                self.outside_prose -= 1;
                self.outside_outline -= 1;
            }
            TagEnd::Table => {
                if self.table.has_rows {
                    self.out.push("</tbody>\n");
                }
                self.end("</table>\n</div>\n");
                self.outside_prose -= 1;
            }
            TagEnd::TableHead => {
                self.out.push("</tr>\n</thead>\n");
                self.table.in_head = false;
            }
            TagEnd::TableRow => self.out.push("</tr>\n"),
            TagEnd::TableCell => self.end_cell(),
            _ => {}
        }
    }

    fn end_heading(&mut self, span: Range<usize>) {
        if let Some(braces) = self.other_braces(span.clone()) {
            self.text(&braces);
        }
        let Some(heading) = self.heading.take() else {
            return;
        };
        if self.out.is_empty_since(heading.content) {
            // An empty heading says nothing to those who see and confuses those who listen.
            return;
        }
        let level = self.levels.next(heading.written_level as u8);
        let text = heading.words.into_line();
        let requested = heading.requested_id.and_then(|id| {
            let (unique, taken) = self.ids.for_request(&id)?;
            if taken {
                let source = self.source(self.braces(span));
                self.duplicate_ids.push(TakenId { id, source });
            }
            Some(unique)
        });
        let id = requested.unwrap_or_else(|| self.ids.for_text(&text));
        self.out
            .insert(heading.content, &format!("<h{level} id=\"{id}\">"));
        self.end(&format!("</h{level}>\n"));
        self.anchors.push(id.clone());
        if self.outside_outline == 0 {
            self.outline.push(Heading { level, id, text });
        }
    }

    /// `## 招募 {长期}`: the parser takes this for attributes, the editor meant words.
    fn other_braces(&self, span: Range<usize>) -> Option<String> {
        self.heading
            .as_ref()
            .filter(|heading| heading.has_other_braces)?;
        let written = self.marked.text().get(span)?;
        let (start, end) = (written.rfind('{')?, written.rfind('}')?);
        let space = if written[..start].ends_with(char::is_whitespace) {
            " "
        } else {
            ""
        };
        Some(format!(
            "{space}{}",
            self.marked.clean(written.get(start..=end)?)
        ))
    }

    /// The braces at the end of a heading, or all of it where there are none to be found.
    fn braces(&self, span: Range<usize>) -> Range<usize> {
        let written = self.marked.text().get(span.clone()).unwrap_or_default();
        match (written.rfind('{'), written.rfind('}')) {
            (Some(start), Some(end)) if start < end => span.start + start..span.start + end + 1,
            _ => span,
        }
    }

    fn start_code_block(&mut self, kind: &CodeBlockKind<'_>) {
        self.begin("<pre><code");
        if let CodeBlockKind::Fenced(info) = kind {
            let language: String = info
                .chars()
                .take_while(|letter| letter.is_ascii_alphanumeric() || "+-#_.".contains(*letter))
                .collect();
            if !language.is_empty() {
                self.out.push(" class=\"language-");
                self.out.push(&language);
                self.out.push("\"");
            }
        }
        self.out.push(">");
        self.in_code_block = true;
    }

    fn end_html_block(&mut self, span: Range<usize>) {
        let Some(block) = self.html_block.take() else {
            return;
        };
        let text = without_comments(&block);
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        self.raw_html.push(self.source(span));
        if self.options.raw_html == RawHtml::Escape {
            self.begin("<p>");
            escape_html(text, &mut self.out.html);
            self.end("</p>\n");
        }
    }

    fn start_cell(&mut self) {
        let before = self.out.html.len();
        self.out.push(if self.table.in_head {
            "<th scope=\"col\""
        } else {
            "<td"
        });
        self.out
            .push(match self.table.alignments.get(self.table.column) {
                Some(Alignment::Left) => " class=\"align-left\">",
                Some(Alignment::Center) => " class=\"align-center\">",
                Some(Alignment::Right) => " class=\"align-right\">",
                _ => ">",
            });
        self.table.column += 1;
        self.table.cell = Some((before, self.out.mark()));
        self.forget_line();
    }

    fn end_cell(&mut self) {
        let Some((before, content)) = self.table.cell.take() else {
            return;
        };
        if !self.table.in_head {
            self.out.push("</td>");
        } else if self.out.is_empty_since(content) {
            // The corner of a table heads nothing.
            self.out.html.truncate(before);
            self.out.push("<td></td>");
        } else {
            self.out.push("</th>");
        }
        self.counter.gap();
    }

    /// A box that shows whether a task is done, with the words of the task as its label.
    pub(super) fn task(&mut self, done: bool) {
        for (start, with_class) in [
            ("<li>", "<li class=\"task\">"),
            ("<li>\n<p>", "<li class=\"task\">\n<p>"),
        ] {
            if self.out.take_back(start) {
                self.out.push(with_class);
                break;
            }
        }
        self.close_label();
        self.out.push("<label><input type=\"checkbox\" disabled");
        self.out.push(if done { " checked> " } else { "> " });
        self.in_label = true;
    }

    pub(super) fn rule(&mut self) {
        self.begin("<hr>\n");
        self.summary.end_block();
    }
}

/// The text of an HTML block without its comments. One that is never closed is kept: it may be a slip,
/// and would silently take the rest of the page with it.
fn without_comments(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find("<!--") {
        let after = &rest[start + "<!--".len()..];
        let Some(end) = after.find("-->") else { break };
        kept.push_str(&rest[..start]);
        rest = &after[end + "-->".len()..];
    }
    kept.push_str(rest);
    kept
}
