//! Footnotes stand where an editor finds it handy; readers want them at the end, numbered as they are
//! referred to, with a way back.

use std::collections::HashMap;

use super::Labels;
use super::escape::escape_html;
use super::fragment::Fragment;

/// The footnotes of one body.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    notes: Vec<Note>,
    by_label: HashMap<String, usize>,
    /// How many notes have a number.
    numbered: usize,
}

#[derive(Debug, Default)]
struct Note {
    /// Given by the first reference.
    number: Option<usize>,
    references: usize,
    content: Option<Fragment>,
}

impl Footnotes {
    /// Writes the mark of a reference. Links cannot stand in links, so there it only shows the number.
    pub(super) fn refer(
        &mut self,
        label: &str,
        in_link: bool,
        out: &mut Fragment,
        anchors: &mut Vec<String>,
    ) {
        let index = self.index(label);
        let note = &mut self.notes[index];
        let number = *note.number.get_or_insert_with(|| {
            self.numbered += 1;
            self.numbered
        });
        note.references += 1;
        let id = reference_id(number, note.references);
        out.push(&format!("<sup class=\"footnote-ref\" id=\"{id}\">"));
        if in_link {
            out.push(&number.to_string());
        } else {
            out.push(&format!(
                "<a href=\"#fn-{number}\" role=\"doc-noteref\">{number}</a>"
            ));
        }
        out.push("</sup>");
        anchors.push(id);
    }

    /// Keeps the content of a note. A second one under the same label becomes a note of its own, so that
    /// no text is lost.
    pub(super) fn define(&mut self, label: &str, content: Fragment) {
        let index = self.index(label);
        let note = &mut self.notes[index];
        if note.content.is_none() {
            note.content = Some(content);
        } else {
            self.notes.push(Note {
                content: Some(content),
                ..Note::default()
            });
        }
    }

    fn index(&mut self, label: &str) -> usize {
        // Labels are compared without regard to case; this folds the few letters that need two steps.
        let label = label.to_uppercase().to_lowercase();
        *self.by_label.entry(label).or_insert_with(|| {
            self.notes.push(Note::default());
            self.notes.len() - 1
        })
    }

    /// Writes the section of notes, if there are any. Notes that nothing refers to come last.
    pub(super) fn finish(self, labels: &Labels, out: &mut Fragment, anchors: &mut Vec<String>) {
        if self.notes.is_empty() {
            return;
        }
        out.start_line();
        out.push("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        escape_html(&labels.footnotes, &mut out.html);
        out.push("\">\n<ol>\n");
        let mut notes = self.notes;
        notes.sort_by_key(|note| note.number.unwrap_or(usize::MAX));
        for (index, note) in notes.iter().enumerate() {
            let number = index + 1;
            out.push(&format!("<li id=\"fn-{number}\">"));
            anchors.push(format!("fn-{number}"));
            if let Some(content) = &note.content {
                out.append(content);
            }
            if note.references > 0 {
                write_ways_back(number, note.references, labels, out);
            }
            out.push("</li>\n");
        }
        out.push("</ol>\n</section>\n");
    }
}

/// Writes one link for each reference, at the end of the note's last paragraph.
fn write_ways_back(number: usize, references: usize, labels: &Labels, out: &mut Fragment) {
    if !out.take_back("</p>\n") {
        out.push("<p>");
    }
    for reference in 1..=references {
        let id = reference_id(number, reference);
        out.push(" <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#");
        out.push(&id);
        out.push("\" aria-label=\"");
        escape_html(&labels.back_to_text, &mut out.html);
        out.push(&format!(" {number}"));
        if reference > 1 {
            out.push(&format!("-{reference}"));
        }
        // The variation selector keeps phones from showing an emoji.
        out.push("\">↩\u{FE0E}</a>");
    }
    out.push("</p>\n");
}

fn reference_id(number: usize, reference: usize) -> String {
    if reference == 1 {
        format!("fnref-{number}")
    } else {
        format!("fnref-{number}-{reference}")
    }
}
