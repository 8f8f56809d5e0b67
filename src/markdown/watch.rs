//! Looks out for slips while the events of a text come: what the parser took for code, tables and links is
//! known only then.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::leftover;
use super::open::Watch;
use super::slip::{self, Slip, SlipKind};
use super::writer::Writer;

impl Writer<'_> {
    /// Takes note of an event before it is written.
    pub(super) fn watch(&mut self, event: &Event<'_>, span: &Range<usize>) {
        let text = self.marked.text();
        let watch = &mut self.watch;
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                watch.closed_to_addresses += 1;
                watch.cover(span);
                let source = text.get(span.clone()).unwrap_or_default();
                match kind {
                    CodeBlockKind::Indented if !source.is_ascii() => {
                        let line = source.trim_end().lines().next().unwrap_or_default();
                        let start = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
                        let place = start..span.start + line.len();
                        watch.found.push((SlipKind::IndentedText, place));
                    }
                    CodeBlockKind::Fenced(_) if !is_closed(source) => {
                        let line = source.lines().next().unwrap_or_default();
                        let place = span.start..span.start + line.len();
                        watch.found.push((SlipKind::OpenCode, place));
                    }
                    _ => {}
                }
            }
            Event::Start(Tag::HtmlBlock) => watch.cover(span),
            Event::Code(_) | Event::InlineHtml(_) => watch.cover(span),
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => watch.closed_to_addresses += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => {
                watch.closed_to_addresses = watch.closed_to_addresses.saturating_sub(1);
            }
            Event::Start(Tag::Table(alignments)) => {
                watch.columns = alignments.len();
                watch.cover(span);
            }
            Event::Start(Tag::TableRow) => {
                let row = text.get(span.clone()).unwrap_or_default();
                if let Some(cells) = leftover::excess_cells(row, watch.columns) {
                    let place = span.start + cells.start..span.start + cells.end;
                    watch.found.push((SlipKind::ExcessCell, place));
                }
            }
            Event::Start(Tag::Heading { .. }) => self.watch_underline(span),
            Event::Text(_) if watch.closed_to_addresses == 0 => self.watch_text(span),
            Event::End(
                TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableCell,
            ) => {
                let places = std::mem::take(&mut self.watch.asterisks);
                if let Some(place) = leftover::loose_asterisks(text, &places) {
                    self.watch.found.push((SlipKind::Bold, place));
                }
            }
            _ => {}
        }
    }

    fn watch_text(&mut self, span: &Range<usize>) {
        let Some(source) = self.marked.text().get(span.clone()) else {
            return;
        };
        let is_escaped = self.marked.text()[..span.start].ends_with('\\');
        if !is_escaped && source.bytes().all(|byte| byte == b'*') && !source.is_empty() {
            match self.watch.asterisks.last_mut() {
                Some(last) if last.end == span.start => last.end = span.end,
                _ => self.watch.asterisks.push(span.clone()),
            }
        }
        if self.watch.may_hold_addresses
            && let Some(place) = leftover::bare_address(source)
        {
            let place = span.start + place.start..span.start + place.end;
            self.watch.found.push((SlipKind::BareAddress, place));
        }
    }

    /// A heading by underline whose text is a sentence, several lines, or a key with its value.
    fn watch_underline(&mut self, span: &Range<usize>) {
        let source = self.marked.text().get(span.clone()).unwrap_or_default();
        let source = source.trim_end();
        if source.trim_start().starts_with('#') {
            return;
        }
        let Some((words, underline)) = source.rsplit_once('\n') else {
            return;
        };
        let words = self.marked.clean(words);
        let is_key = words
            .split_once(": ")
            .is_some_and(|(key, _)| key.bytes().all(|byte| byte.is_ascii_lowercase()));
        let is_prose = words.contains('\n')
            || words
                .trim_end()
                .ends_with(['。', '！', '？', '；', '，', '：']);
        if is_prose || is_key {
            let start = span.start + source.len() - underline.len();
            self.watch
                .found
                .push((SlipKind::Underline, start..span.start + source.len()));
        }
    }

    /// Every slip of the text, in its order.
    pub(super) fn slips(&mut self, markdown: &str) -> Vec<Slip> {
        let Watch { found, parsed, .. } = std::mem::take(&mut self.watch);
        let original = |range: Range<usize>| {
            self.marked.original(range.start)..self.marked.original(range.end)
        };
        let parsed: Vec<_> = parsed.into_iter().map(original).collect();
        let mut slips: Vec<_> = found
            .into_iter()
            .map(|(kind, range)| (kind, original(range)))
            // Asterisks come alone and in pairs; single ones are signs.
            .filter(|(kind, range)| *kind != SlipKind::Bold || range.len() == 2)
            .collect();
        slip::find(markdown, &parsed, &mut slips);
        let links: Vec<_> = slips
            .iter()
            .filter(|(kind, _)| *kind == SlipKind::Link)
            .map(|(_, range)| range.clone())
            .collect();
        // The address of a link that is none is told with it.
        slips.retain(|(kind, range)| {
            let is_within =
                |link: &Range<usize>| link.start <= range.start && range.end <= link.end;
            *kind != SlipKind::BareAddress || !links.iter().any(is_within)
        });
        slips.sort_by_key(|(_, range)| range.start);
        slips
            .into_iter()
            .map(|(kind, range)| Slip {
                kind,
                source: position(range.start)..position(range.end),
            })
            .collect()
    }
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Whether fenced code ends with a fence of its own.
fn is_closed(source: &str) -> bool {
    let mut lines = source.trim_end().lines();
    let fence = lines.next().unwrap_or_default().trim_start();
    let sign = if fence.starts_with('~') { "~~~" } else { "```" };
    lines
        .next_back()
        .is_some_and(|line| line.trim_start().starts_with(sign))
}
