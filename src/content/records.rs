//! From the text of a content file to its records: front matter with a body, one record, or a list.

use std::sync::Arc;

use super::ids::bad_id;
use super::load::Loader;
use super::rules::{BAD_ID, NO_FRONT_MATTER};
use super::written::Record;
use super::{Document, Folder, Kind, RecordId, Records, written};
use crate::fault::{Fault, Origin, Spot, Step};
use crate::front_matter;
use crate::markdown::{Body, Options};
use crate::text;
use crate::vocabulary::OF_CONTENT;
use crate::yaml::{MISSING_KEY, Read, read_list, read_record};

impl Loader<'_> {
    pub(super) fn records(&mut self, folder: &Folder, text: &str) -> Option<Records> {
        Some(match folder.kind {
            Kind::Place => Records::Places(self.documents::<written::Place>(folder, text)?),
            Kind::Standard => Records::Standards(self.documents(folder, text)?),
            Kind::Platform => Records::Platforms(self.documents(folder, text)?),
            Kind::Project => Records::Projects(self.documents(folder, text)?),
            Kind::Team => Records::Teams(self.documents(folder, text)?),
            Kind::Activity => Records::Activities(self.documents(folder, text)?),
            Kind::Need => Records::Needs(self.documents(folder, text)?),
            Kind::Plan => Records::Plans(self.documents(folder, text)?),
            Kind::Article => Records::Articles(self.documents(folder, text)?),
            Kind::Page => Records::Pages(self.documents(folder, text)?),
        })
    }

    fn documents<T: Record>(
        &mut self,
        folder: &Folder,
        text: &str,
    ) -> Option<Vec<Arc<Document<T>>>> {
        if self.relative.ends_with(".md") {
            return self.markdown(folder, text);
        }
        let top_level = !self.relative.contains('/');
        if opens_list(text) || top_level {
            return Some(self.list(folder, text));
        }
        if is_empty_yaml(text) {
            self.file_fault(
                Fault::new(
                    &NO_FRONT_MATTER,
                    self.target(Spot::File),
                    text!("文件是空的", "the file is empty"),
                )
                .help(text!(
                    "写上内容，或删掉文件",
                    "write something, or remove the file"
                )),
            );
            return None;
        }
        let read = read_record(&OF_CONTENT, &self.path, text, 0, &mut self.faults);
        if read.value.is_none() {
            // It may have been meant as a list.
            self.unreadable = Some(folder.clone());
        }
        Some(self.single(folder, read, None).into_iter().collect())
    }

    fn markdown<T: Record>(
        &mut self,
        folder: &Folder,
        text: &str,
    ) -> Option<Vec<Arc<Document<T>>>> {
        let Some(parts) = front_matter::split(text) else {
            let front_matter::FrontMatterFault {
                range,
                message,
                help,
            } = front_matter::slip(text);
            self.file_fault(
                Fault::new(&NO_FRONT_MATTER, self.target(Spot::Bytes(range)), message).help(help),
            );
            return None;
        };
        if text[parts.yaml.clone()].trim().is_empty() {
            self.file_fault(
                Fault::new(
                    &NO_FRONT_MATTER,
                    self.target(Spot::File),
                    text!(
                        "两行 `---` 之间是空的",
                        "there is nothing between the two `---` lines"
                    ),
                )
                .help(text!(
                    "在两行 `---` 之间写 `键: 值`，如 name: …",
                    "write `key: value` lines between them"
                )),
            );
            return None;
        }
        let yaml = &text[parts.yaml.clone()];
        let read = read_record(
            &OF_CONTENT,
            &self.path,
            yaml,
            parts.yaml.start,
            &mut self.faults,
        );
        let body = &text[parts.body];
        let body = (!body.trim().is_empty()).then(|| Body::parse(body, &Options::default()));
        Some(self.single(folder, read, body).into_iter().collect())
    }

    /// A file with one record: its path is its id.
    fn single<T: Record>(
        &mut self,
        folder: &Folder,
        read: Read<T>,
        body: Option<Body>,
    ) -> Option<Arc<Document<T>>> {
        let id = self.path_id();
        let origin = Origin::file(self.path.clone());
        self.faulted.extend(read.faulted);
        if let Some(written) = read.value.as_ref().and_then(|record| record.written_id())
            && written != id
            && self.list_id(written) != id
        {
            self.faults.push(
                Fault::new(
                    &BAD_ID,
                    origin.value(&crate::steps!["id"]),
                    text!(
                        "`id` 是 `{written}`，但文件名说的是 `{id}`",
                        "`id` is `{written}`, but the file's path says `{id}`"
                    ),
                )
                .help(text!(
                    "删掉 `id` 这一行：编号来自文件名",
                    "remove `id`: the path is the id"
                )),
            );
        }
        self.document(folder, id, origin, read.value, body)
    }

    fn list<T: Record>(&mut self, folder: &Folder, text: &str) -> Vec<Arc<Document<T>>> {
        let before = self.faults.len();
        let reads = read_list::<T>(&OF_CONTENT, &self.path, text, &mut self.faults);
        if reads.is_empty() && self.faults.len() > before {
            self.unreadable = Some(folder.clone());
        }
        reads
            .into_iter()
            .enumerate()
            .filter_map(|(index, read)| {
                let origin = Origin {
                    file: self.path.clone(),
                    record: u32::try_from(index).ok(),
                    inline: None,
                };
                let id_is_told = {
                    let id = origin.path(&[Step::from("id")]);
                    read.faulted.iter().any(|field| id.starts_with(field))
                };
                self.faulted.extend(read.faulted);
                let written = read
                    .value
                    .as_ref()
                    .and_then(|value| value.written_id().map(str::to_owned))
                    .or(read.written_id);
                let Some(written) = written else {
                    if id_is_told {
                        self.unreadable = Some(folder.clone());
                        return None;
                    }
                    self.faults.push(
                        Fault::new(
                            &MISSING_KEY,
                            origin.whole(),
                            text!(
                                "列表里的每一条都要有 `id`（编号）",
                                "every record of a list needs an `id`"
                            ),
                        )
                        .help(text!(
                            "加一行 `id: …`，用小写英文字母、数字和 -",
                            "add a line `id: …` in lower-case letters, digits and `-`"
                        )),
                    );
                    return None;
                };
                let id = self.list_id(&written);
                self.document(folder, id, origin, read.value, None)
            })
            .collect()
    }

    fn document<T: Record>(
        &mut self,
        folder: &Folder,
        id: String,
        origin: Origin,
        fields: Option<T>,
        body: Option<Body>,
    ) -> Option<Arc<Document<T>>> {
        if let Some(fault) = bad_id(folder, &id, &origin, self.config) {
            self.faults.push(fault);
            // References mean it as it should be called.
            let meant = id.to_lowercase().replace(['_', ' '], "-");
            self.broken.extend([meant, id].map(|id| RecordId {
                folder: folder.clone(),
                id,
            }));
            return None;
        }
        let Some(fields) = fields else {
            self.broken.push(RecordId {
                folder: folder.clone(),
                id,
            });
            return None;
        };
        Some(Arc::new(Document {
            origin,
            folder: folder.clone(),
            id,
            fields,
            body,
        }))
    }
}

/// Whether a YAML text holds nothing but comments.
fn is_empty_yaml(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    lines.all(|line| line.is_empty() || line.starts_with('#') || line == "---")
}

/// Whether the first thing in a YAML text is a list.
fn opens_list(text: &str) -> bool {
    text.trim_start_matches('\u{feff}')
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with('#') && *line != "---")
        .is_some_and(|line| line == "-" || line.starts_with("- ") || line.starts_with('['))
}
