//! Files for the root of the site: none may lie where the site itself, or another of them, has a file.

use foldhash::{HashMap, HashSet};

use super::rules::ROOT_FILE_TAKEN;
use crate::content::Content;
use crate::content::root_files::{ROBOTS_FILE, target};
use crate::fault::Fault;
use crate::output::WORK_FOLDER;
use crate::output::length::{folded, too_long};
use crate::route::path_too_long;
use crate::route::{RouteTable, file_folder};
use crate::text;
use crate::text::Text;

/// What the program's own files begin or end with: its marks, the folders of its work, and the preview's own path.
const OWN: [&str; 3] = [WORK_FOLDER, "zhandian-site", "__zhandian"];

/// Checks where they would lie.
pub(crate) fn root_files(table: &RouteTable, content: &Content, faults: &mut Vec<Fault>) {
    let files = &content.root_files;
    if files.names().len() == 0 {
        return;
    }
    let keys: Vec<String> = files
        .names()
        .map(|name| folded(&format!("/{name}")))
        .collect();
    let taken = table.taken(&keys.iter().map(String::as_str).collect::<HashSet<_>>());
    let mut known = Known::default();
    for (name, key) in files.names().zip(&keys) {
        let mut tell = |message: Text| {
            let fault = Fault::new(&ROOT_FILE_TAKEN, target(name), message);
            faults.push(fault.help(text!(
                "给它改名或删掉它；这里只放网站自己没有的文件",
                "rename or remove it; this folder is for files that the site does not make"
            )));
        };
        if let Some(too_long) = too_long(name) {
            faults.push(path_too_long(target(name), too_long, name));
        } else if let Some(folder) = file_folder(key) {
            tell(text!(
                "`/{folder}/` 下面放的是主题文件、图片或搜索索引，不能放 `{name}`",
                "`/{folder}/` holds files of the theme, pictures or the search index, not `{name}`"
            ));
        } else if key.split('/').any(is_own) {
            tell(text!(
                "`{name}` 是 zhandian 自己用的名字",
                "`{name}` is a name that zhandian uses itself"
            ));
        } else if **name == *ROBOTS_FILE {
            // It is added to the file of the site.
        } else if taken.contains(key.as_str()) {
            tell(text!(
                "网站自己已有 `/{name}`，或有同名的文件夹",
                "the site itself has `/{name}`, or a folder of this name"
            ));
        } else if let Some(other) = known.add(key, name) {
            tell(text!(
                "`{name}` 和 `{other}` 只差大小写，或一个是文件、一个是文件夹",
                "`{name}` and `{other}` differ in letter case alone, or one is a file and the other a folder"
            ));
        }
    }
}

fn is_own(part: &str) -> bool {
    let [marks, marker, preview] = OWN;
    part.starts_with(marks) || part.ends_with(marker) || part == preview
}

/// The files and folders that were seen so far, by folded path.
#[derive(Default)]
struct Known<'a> {
    files: HashMap<&'a str, &'a str>,
    /// Each with a file in it.
    folders: HashMap<&'a str, &'a str>,
}

impl<'a> Known<'a> {
    /// Takes up a file; gives another that cannot lie beside it, if there is one.
    fn add(&mut self, key: &'a str, name: &'a str) -> Option<&'a str> {
        let ends = key.match_indices('/').map(|(end, _)| end).skip(1);
        let folders: Vec<&str> = ends.map(|end| &key[..end]).collect();
        let same = self.files.get(key).or_else(|| self.folders.get(key));
        let above = || folders.iter().find_map(|folder| self.files.get(folder));
        let other = same.or_else(above).copied();
        self.files.insert(key, name);
        self.folders
            .extend(folders.into_iter().map(|folder| (folder, name)));
        other
    }
}
