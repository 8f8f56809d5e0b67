//! What lies in `content/`: walked once, the same way for a build and for a preview, and nothing of it left out
//! in silence. What cannot be listed, followed or named is told, and the walk goes on, so that one bad name
//! does not hide all that is wrong elsewhere.
//!
//! Links are followed within the root of the site. A file that is reached in two ways is two files, with two
//! ids; records that become the same by it are told as what is written twice.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

use super::paths::{ROOT_FOLDER, is_left_out, is_within_root_folder};
use super::rules::{BAD_FILE_NAME, NO_CONTENT, UNFOLLOWED_LINK, UNREADABLE_FILE};
use crate::config::CONTENT_FOLDER;
use crate::disk::{Root, Unread, is_special};
use crate::fault::{Fault, Rule, Spot, Target};
use crate::text;
use crate::text::Text;

/// In how many ways a folder may be reached. Links that lead to folders with links double what there is with
/// every step, so that a few of them would never come to an end.
const MOST_WAYS: usize = 8;

/// Everything in `content/`, as far as it can be listed.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// Files, by path below `content/` with `/`, sorted.
    pub names: Vec<String>,
    /// What is there and could not be listed or followed.
    pub(super) lost: Vec<Lost>,
    /// What is wrong with names, or with the folder itself.
    pub(super) faults: Vec<Fault>,
    /// Where links lead.
    pub links: Vec<PathBuf>,
}

/// A file or folder that cannot be read.
#[derive(Debug, Clone)]
pub(super) struct Lost {
    /// Its path below `content/`.
    pub(super) name: String,
    /// Why.
    pub(super) fault: Fault,
}

impl Listing {
    /// Lists the content of a site.
    pub fn read(root: &Root) -> Self {
        let mut walk = Walk {
            root,
            above: Vec::new(),
            ways: HashMap::new(),
            listing: Listing::default(),
        };
        match walk.content_folder() {
            Ok(folder) => walk.folder(folder, ""),
            Err(fault) => walk.listing.faults.push(*fault),
        }
        let mut listing = walk.listing;
        listing.names.sort();
        listing
    }

    /// What is told, to compare one look with the next.
    pub fn told(&self) -> Vec<(&Target, &Text)> {
        let lost = self.lost.iter().map(|lost| &lost.fault);
        lost.chain(&self.faults)
            .map(|fault| (&fault.target, &fault.message))
            .collect()
    }
}

struct Walk<'a> {
    root: &'a Root,
    /// The folders that we are in, without links in their paths.
    above: Vec<PathBuf>,
    /// How often each folder was listed.
    ways: HashMap<PathBuf, usize>,
    listing: Listing,
}

impl Walk<'_> {
    /// Where `content/` is.
    fn content_folder(&mut self) -> Result<PathBuf, Box<Fault>> {
        let path = self.root.path().join(CONTENT_FOLDER);
        let is_link = fs::symlink_metadata(&path).is_ok_and(|found| found.is_symlink());
        let none = |message: Text, help: Text| {
            Box::new(Fault::new(&NO_CONTENT, target(""), message).help(help))
        };
        match self.root.resolve(Path::new(CONTENT_FOLDER)) {
            Ok(real) if real.is_dir() => {
                if is_link {
                    self.listing.links.push(real.clone());
                }
                Ok(real)
            }
            Ok(_) => Err(none(
                text!(
                    "`content` 是一个文件，不是文件夹",
                    "`content` is a file, not a folder"
                ),
                text!(
                    "多半是 git 里的链接，在 Windows 上变成了文本文件：删掉它，把真正的 content 文件夹放在这里，或在 git 里打开 core.symlinks 重新检出",
                    "most likely a link of git that became a text on Windows: put the folder itself in its place, or check out again with core.symlinks"
                ),
            )),
            Err(Unread::Missing) if is_link => Err(none(
                text!(
                    "`content` 是一个链接，通到的地方什么也没有",
                    "`content` is a link that leads to nothing"
                ),
                text!(
                    "删掉这个链接，把真正的 content 文件夹放在这里",
                    "put the folder itself in the place of the link"
                ),
            )),
            Err(Unread::Missing) => Err(none(
                text!("没有 `content` 文件夹", "there is no folder `content`"),
                text!(
                    "把内容放进 content 文件夹，名字一字不差（小写）；或用 --root 指定网站所在的文件夹",
                    "put the content into a folder of this name, in lower case; or name the site's folder with --root"
                ),
            )),
            Err(unread @ Unread::LeadsOut(_)) => Err(none(
                unread.describe(CONTENT_FOLDER),
                text!(
                    "把真正的 content 文件夹放在这里；链接只能通到网站的文件夹里面",
                    "put the folder itself in the place of the link; links are followed within the site's root only"
                ),
            )),
            Err(unread) => Err(none(unread.describe(CONTENT_FOLDER), readable_help())),
        }
    }

    fn folder(&mut self, real: PathBuf, below: &str) {
        let ways = self.ways.entry(real.clone()).or_default();
        *ways += 1;
        if *ways > MOST_WAYS {
            let message = text!(
                "链接绕来绕去，同一个文件夹经过 {MOST_WAYS} 条以上的路都能走到",
                "links lead to the same folder in more than {MOST_WAYS} ways"
            );
            self.lose(below, &UNFOLLOWED_LINK, message, link_help());
            return;
        }
        let mut entries = Vec::new();
        let read = fs::read_dir(&real).and_then(|folder| {
            for entry in folder {
                let entry = entry?;
                entries.push((entry.file_name(), entry.file_type()));
            }
            Ok(())
        });
        if let Err(error) = read {
            self.unreadable(below, Unread::Refused(error));
        }
        // The order of the disk is nobody's.
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        self.above.push(real.clone());
        for (name, kind) in entries {
            self.entry(&real, below, &name, kind);
        }
        self.above.pop();
    }

    fn entry(&mut self, folder: &Path, below: &str, name: &OsStr, kind: io::Result<FileType>) {
        let bytes = name.as_encoded_bytes();
        let is_for_root = is_within_root_folder(below);
        let is_left = match is_for_root {
            true => is_left_out(bytes),
            false => bytes.starts_with(b"."),
        };
        if is_left {
            return;
        }
        let shown = shown(bytes);
        let path = match below {
            "" => shown.clone(),
            below => format!("{below}/{shown}"),
        };
        if name.to_str() != Some(&shown) {
            let fault = bad_name(target(&path), &shown, name.to_str().is_some());
            self.listing.faults.push(fault);
            return;
        }
        match kind {
            Ok(kind) if kind.is_file() => self.listing.names.push(path),
            Ok(kind) if kind.is_dir() => self.folder(folder.join(name), &path),
            Ok(kind) if is_special(kind) => self.unreadable(&path, Unread::NotAFile),
            Ok(_) => self.link(&path),
            Err(error) => self.unreadable(&path, Unread::Refused(error)),
        }
    }

    fn link(&mut self, path: &str) {
        let whole = format!("{CONTENT_FOLDER}/{path}");
        let real = match self.root.resolve(Path::new(&whole)) {
            Ok(real) => real,
            Err(Unread::Missing) => {
                let message = text!(
                    "`{whole}` 是一个链接，通到的地方什么也没有",
                    "`{whole}` is a link that leads to nothing"
                );
                return self.lose(path, &UNFOLLOWED_LINK, message, link_help());
            }
            Err(unread) => {
                let message = unread.describe(&whole);
                return self.lose(path, &UNFOLLOWED_LINK, message, link_help());
            }
        };
        if self.is_hidden(&real) {
            let message = text!(
                "`{whole}` 是一个链接，通到名字以点开头的文件夹里，那里放的不是内容",
                "`{whole}` is a link that leads into a hidden folder, which holds no content"
            );
            return self.lose(path, &UNFOLLOWED_LINK, message, link_help());
        }
        let is_within = |folder: &PathBuf| folder.starts_with(&real);
        match fs::metadata(&real) {
            Ok(found) if found.is_dir() && self.above.iter().any(is_within) => {
                let message = text!(
                    "`{whole}` 是一个链接，通回它自己所在的文件夹，没有尽头",
                    "`{whole}` is a link that leads back to a folder it lies in, without end"
                );
                self.lose(path, &UNFOLLOWED_LINK, message, link_help());
            }
            Ok(found) if found.is_dir() => {
                self.listing.links.push(real.clone());
                self.folder(real, path);
            }
            Ok(found) if found.is_file() => {
                self.listing.links.push(real);
                self.listing.names.push(path.to_owned());
            }
            Ok(_) => self.unreadable(path, Unread::NotAFile),
            Err(error) => self.unreadable(path, Unread::Refused(error)),
        }
    }

    /// Whether a file lies where no content is looked for: what is kept there, such as passwords in `.git`, is
    /// not meant for anybody.
    fn is_hidden(&self, real: &Path) -> bool {
        let content = self
            .above
            .first()
            .map_or(self.root.path(), PathBuf::as_path);
        let below = real
            .strip_prefix(content)
            .or_else(|_| real.strip_prefix(self.root.path()))
            .unwrap_or(real);
        let mut parts = below.components();
        !real.starts_with(content.join(ROOT_FOLDER))
            && parts.any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."))
    }

    fn unreadable(&mut self, path: &str, why: Unread) {
        let whole = match path {
            "" => CONTENT_FOLDER.to_owned(),
            path => format!("{CONTENT_FOLDER}/{path}"),
        };
        self.lose(
            path,
            &UNREADABLE_FILE,
            why.describe(&whole),
            readable_help(),
        );
    }

    fn lose(&mut self, path: &str, rule: &'static Rule, message: Text, help: Text) {
        self.listing.lost.push(Lost {
            name: path.to_owned(),
            fault: Fault::new(rule, target(path), message).help(help),
        });
    }
}

/// A fault of a file that was listed and cannot be read.
pub(super) fn unreadable(target: Target, why: &Unread) -> Fault {
    let message = why.describe(&target.file);
    Fault::new(&UNREADABLE_FILE, target, message).help(readable_help())
}

fn target(path: &str) -> Target {
    Target {
        file: match path {
            "" => CONTENT_FOLDER.into(),
            path => format!("{CONTENT_FOLDER}/{path}").into(),
        },
        spot: Spot::File,
    }
}

/// A name with what cannot be read or printed in it as codes.
fn shown(name: &[u8]) -> String {
    let mut shown = String::new();
    for chunk in name.utf8_chunks() {
        shown.push_str(&crate::neutral::visible(chunk.valid()));
        for byte in chunk.invalid() {
            shown.push_str(&format!("\\x{byte:02X}"));
        }
    }
    shown
}

fn bad_name(target: Target, shown: &str, is_text: bool) -> Fault {
    match is_text {
        true => Fault::new(
            &BAD_FILE_NAME,
            target,
            text!(
                "名字 `{shown}` 里有看不见的控制字符，没有读",
                "the name `{shown}` holds control characters, so it was not read"
            ),
        )
        .help(text!(
            "给它改名，内容用小写英文字母、数字和 `-`",
            "rename it; let content have lower-case letters, digits and `-`"
        )),
        false => Fault::new(
            &BAD_FILE_NAME,
            target,
            text!(
                "名字 `{shown}` 不是 UTF-8 编码，没有读",
                "the name `{shown}` is not UTF-8, so it was not read"
            ),
        )
        .help(text!(
            "多半是 Windows 上打的压缩包，解压时名字的编码不对：重新解压，编码选 GBK（如 unzip -O GBK），或给它改名",
            "most likely unpacked from an archive made on Windows: unpack it again with the encoding GBK (`unzip -O GBK`), or rename it"
        )),
    }
}

fn link_help() -> Text {
    text!(
        "删掉这个链接，把真正的文件放在这里；链接只能通到网站的文件夹里面",
        "put the file or folder itself in the place of the link; links are followed within the site's root only"
    )
}

fn readable_help() -> Text {
    text!(
        "不是内容就移走；是内容就放一个普通的文件，并让运行 zhandian 的用户能读（看看权限）",
        "move it away, or put a regular file there that the user who runs zhandian may read (look at its permissions)"
    )
}
