//! Walks `content/` and turns each file into records, in parallel.

use std::fs::File;
use std::io::Read as _;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::rules::{self, BAD_ID, FILE_TOO_LARGE, NO_FRONT_MATTER, UNKNOWN_FOLDER};
use super::written::Written;
use super::{
    CONTENT_FOLDER, Content, Document, Folder, Kind, LoadedFile, RecordId, Records, placeholder,
    scan, written,
};
use crate::calendar::lunar;
use crate::config::Config;
use crate::diagnostic::{Fault, FieldPath, Origin, Spot, Step, Target};
use crate::error::{Error, Result};
use crate::front_matter;
use crate::markdown::{Body, Options};
use crate::suggest::nearest;
use crate::text;
use crate::yaml::{MISSING_KEY, Read, read_list, read_record};

/// Reads everything below `content/` of a site.
///
/// # Errors
/// When the folder or a file in it cannot be read for a reason that is the machine's.
pub fn load(root: &Path, config: &Config) -> Result<Content> {
    let base = root.join(CONTENT_FOLDER);
    let mut paths = Vec::new();
    let mut content = Content::default();
    for entry in WalkDir::new(&base).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(&base).to_path_buf();
            Error::reading(path, error.into())
        })?;
        if !entry.file_type().is_file() {
            continue;
        }
        let relative = relative_path(&base, entry.path());
        if relative.split('/').any(|part| part.starts_with('.')) {
            continue;
        }
        if is_content_file(&relative) {
            paths.push(relative);
        } else {
            content.assets.insert(relative.into());
        }
    }
    content.files = paths
        .par_iter()
        .map(|relative| {
            let path = base.join(relative);
            let (bytes, length) = read(&path, config.limits.file_bytes)
                .map_err(|error| Error::reading(path, error))?;
            Ok(Arc::new(load_file(relative, &bytes, length, config)))
        })
        .collect::<Result<Vec<_>>>()?;
    content.files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(content)
}

/// The bytes and the length of a file; one that is too large is not even read.
fn read(path: &Path, most: u64) -> std::io::Result<(Vec<u8>, u64)> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut bytes = Vec::new();
    if length <= most {
        bytes.reserve_exact(usize::try_from(length).unwrap_or_default() + 1);
        file.read_to_end(&mut bytes)?;
    }
    Ok((bytes, length))
}

/// Whether a file is content rather than a picture or other asset.
pub fn is_content_file(relative: &str) -> bool {
    Path::new(relative)
        .extension()
        .is_some_and(|extension| extension == "md" || extension == "yaml" || extension == "yml")
}

fn relative_path(base: &Path, path: &Path) -> String {
    path.strip_prefix(base)
        .unwrap_or(path)
        .components()
        .map(|component| component.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

/// Parses one content file. `relative` is its path below `content/`, `length` its size on disk, which
/// is larger than `bytes` when it was too large to be read.
pub fn load_file(relative: &str, bytes: &[u8], length: u64, config: &Config) -> LoadedFile {
    let mut loader = Loader::new(relative, config);
    if length > config.limits.file_bytes {
        let most = config.limits.file_bytes / 1024;
        loader.file_fault(Fault::new(
            &FILE_TOO_LARGE,
            loader.target(Spot::File),
            text!(
                "文件有 {length} 字节，超过上限 {most} KiB",
                "the file has {length} bytes, more than {most} KiB"
            ),
        ));
        return loader.finish(None);
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            // The sign that stands for the byte when the file is shown.
            let at = error.valid_up_to();
            let sign = at..at + char::REPLACEMENT_CHARACTER.len_utf8();
            loader.file_fault(rules::not_utf8(loader.target(Spot::Bytes(sign))));
            return loader.finish(None);
        }
    };
    loader.scan(text);
    let Some(folder) = loader.folder() else {
        return loader.finish(None);
    };
    let records = loader.records(&folder, text);
    // Nobody reads a draft yet.
    if records.as_ref().is_some_and(|records| !records.is_draft()) {
        loader.placeholders(text);
    }
    loader.finish(records)
}

struct Loader<'a> {
    config: &'a Config,
    relative: &'a str,
    path: Arc<str>,
    faults: Vec<Fault>,
    faulted: Vec<FieldPath>,
    broken: Vec<RecordId>,
    unreadable: Option<Folder>,
}

impl<'a> Loader<'a> {
    fn new(relative: &'a str, config: &'a Config) -> Self {
        Loader {
            config,
            relative,
            path: format!("{CONTENT_FOLDER}/{relative}").into(),
            faults: Vec::new(),
            faulted: Vec::new(),
            broken: Vec::new(),
            unreadable: None,
        }
    }

    fn finish(self, records: Option<Records>) -> LoadedFile {
        LoadedFile {
            path: self.path,
            records,
            faults: self.faults,
            faulted: self.faulted,
            broken: self.broken,
            unreadable: self.unreadable,
        }
    }

    fn target(&self, spot: Spot) -> Target {
        Target {
            file: self.path.clone(),
            spot,
        }
    }

    /// Tells what the letters alone show.
    fn scan(&mut self, text: &str) {
        let file = self.path.clone();
        scan::scan(text, |range| bytes(&file, range), &mut self.faults);
    }

    /// Tells what was to be replaced.
    fn placeholders(&mut self, text: &str) {
        let file = self.path.clone();
        placeholder::check(text, |range| bytes(&file, range), &mut self.faults);
    }

    /// A fault that leaves nothing of the file; what refers to it is not to blame.
    fn file_fault(&mut self, fault: Fault) {
        self.faults.push(fault);
        if let Some(folder) = self.folder_silently() {
            let id = self.path_id();
            if self.relative.ends_with(".md") {
                self.broken.push(RecordId { folder, id });
            } else {
                self.unreadable = Some(folder);
            }
        }
    }

    /// The first folder of the path, or for `content/teams.yaml` the file's stem.
    fn folder_name(&self) -> &'a str {
        match self.relative.split_once('/') {
            Some((folder, _)) => folder,
            None => stem(self.relative),
        }
    }

    fn folder_silently(&self) -> Option<Folder> {
        Folder::named(self.folder_name(), &self.config.tiers)
    }

    fn folder(&mut self) -> Option<Folder> {
        let folder = self.folder_silently();
        if folder.is_none() {
            let name = self.folder_name();
            let names = Folder::names(&self.config.tiers);
            let help = match nearest(name, names.iter().map(String::as_str)) {
                Some(near) => text!(
                    "是不是该放在 `content/{near}/`？",
                    "did you mean `content/{near}/`?"
                ),
                None => {
                    let known = names.join(", ");
                    text!("可用的文件夹：{known}", "known folders: {known}")
                }
            };
            self.faults.push(
                Fault::new(
                    &UNKNOWN_FOLDER,
                    self.target(Spot::File),
                    text!(
                        "不认识的文件夹或文件名 `{name}`",
                        "`{name}` holds no kind of content"
                    ),
                )
                .help(help),
            );
        }
        folder
    }

    /// The id that the path gives: everything below the kind's folder, without the ending.
    fn path_id(&self) -> String {
        let below = self.relative.split_once('/').map_or("", |(_, below)| below);
        below
            .strip_suffix(".md")
            .or_else(|| below.strip_suffix(".yaml"))
            .or_else(|| below.strip_suffix(".yml"))
            .unwrap_or(below)
            .to_owned()
    }

    /// The id of a record in a list: below the folder in which the list file lies.
    fn list_id(&self, written: &str) -> String {
        let id = self.path_id();
        let folder = id.rsplit_once('/').map_or("", |(folder, _)| folder);
        if folder.is_empty() || written.starts_with(&format!("{folder}/")) {
            written.to_owned()
        } else {
            format!("{folder}/{written}")
        }
    }

    fn records(&mut self, folder: &Folder, text: &str) -> Option<Records> {
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

    fn documents<T: Written>(
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
        let read = read_record(&self.path, text, 0, &mut self.faults);
        if read.value.is_none() {
            // It may have been meant as a list.
            self.unreadable = Some(folder.clone());
        }
        Some(self.single(folder, read, None).into_iter().collect())
    }

    fn markdown<T: Written>(
        &mut self,
        folder: &Folder,
        text: &str,
    ) -> Option<Vec<Arc<Document<T>>>> {
        let Some(parts) = front_matter::split(text) else {
            let front_matter::Slip {
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
        let read = read_record(&self.path, yaml, parts.yaml.start, &mut self.faults);
        let body = &text[parts.body];
        let body = (!body.trim().is_empty()).then(|| Body::parse(body, &Options::default()));
        Some(self.single(folder, read, body).into_iter().collect())
    }

    /// A file with one record: its path is its id.
    fn single<T: Written>(
        &mut self,
        folder: &Folder,
        read: Read<T>,
        body: Option<Body>,
    ) -> Option<Arc<Document<T>>> {
        let id = self.path_id();
        let origin = Origin::file(self.path.clone());
        self.faulted.extend(read.faulted);
        if let Some(written) = read.value.as_ref().and_then(Written::written_id)
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

    fn list<T: Written>(&mut self, folder: &Folder, text: &str) -> Vec<Arc<Document<T>>> {
        let before = self.faults.len();
        let reads = read_list::<T>(&self.path, text, &mut self.faults);
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

    fn document<T: Written>(
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

fn bytes(file: &Arc<str>, range: Range<usize>) -> Target {
    Target {
        file: file.clone(),
        spot: Spot::Bytes(range),
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

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn bad_id(folder: &Folder, id: &str, origin: &Origin, config: &Config) -> Option<Fault> {
    let target = match origin.record {
        Some(_) => origin.value(&[Step::from("id")]),
        None => Target {
            file: origin.file.clone(),
            spot: Spot::File,
        },
    };
    let sound = id.split('/').all(|part| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    });
    if !sound {
        return Some(
            Fault::new(
                &BAD_ID,
                target,
                text!("编号 `{id}` 不能用作网址", "`{id}` cannot be an id"),
            )
            .help(text!(
                "文件名和文件夹名只用小写英文字母、数字和 `-`，如 buxingjie.md",
                "use lower-case letters, digits and `-` in file and folder names"
            )),
        );
    }
    let depth = id.split('/').count();
    let needs_folder = match folder.kind {
        Kind::Project => true,
        Kind::Place => config
            .tiers
            .with_folder(&folder.name)
            .is_some_and(|tier| tier.in_parent_folder),
        _ => false,
    };
    if needs_folder && depth < 2 {
        let name = &folder.name;
        return Some(
            Fault::new(
                &BAD_ID,
                target,
                text!(
                    "`{id}` 没有放在上级的文件夹里",
                    "`{id}` does not lie in the folder of what it belongs to"
                ),
            )
            .help(match folder.kind {
                Kind::Project => text!(
                    "放到平台的文件夹里:content/{name}/平台编号/{id}.md",
                    "move it to content/{name}/PLATFORM/{id}.md"
                ),
                _ => text!(
                    "放到实践所的文件夹里:content/{name}/实践所编号/{id}.md",
                    "move it to content/{name}/INSTITUTE/{id}.md"
                ),
            }),
        );
    }
    if folder.kind == Kind::Plan && (id.len() != 4 || !id.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return Some(
            Fault::new(
                &BAD_ID,
                target,
                text!(
                    "计划的文件名应当是年份，而不是 `{id}`",
                    "a plan is named by its year, not `{id}`"
                ),
            )
            .help(text!(
                "如 content/plans/2026.yaml",
                "such as content/plans/2026.yaml"
            )),
        );
    }
    let is_off_the_calendar = |year: i16| !(lunar::FIRST_YEAR..=lunar::LAST_YEAR).contains(&year);
    if folder.kind == Kind::Plan && id.parse().is_ok_and(is_off_the_calendar) {
        return Some(
            Fault::new(
                &BAD_ID,
                target,
                text!(
                    "`{id}` 年太远了，农历算不到",
                    "the lunar calendar does not reach {id}"
                ),
            )
            .help(text!(
                "核对文件名里的年份",
                "check the year in the file's name"
            )),
        );
    }
    None
}
