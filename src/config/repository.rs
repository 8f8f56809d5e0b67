//! Where the site's files are kept and edited, so that each page can lead to the file that made it.

use super::written;
use crate::fault::FieldPath;
use crate::percent::encode_path;
use crate::steps;
use crate::text;
use crate::text::Text;

/// What stands in a pattern for the path of a file.
const PLACEHOLDER: &str = "{path}";

/// The web editor of the repository that holds the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    /// What the address of an editor begins with.
    before: String,
    /// What follows the path of the file.
    after: String,
    /// The site's folder in the repository, with a slash at its end; empty if it is the repository's root.
    root: String,
}

/// What is wrong with a configured repository.
#[derive(Debug)]
pub(super) struct RepositoryFault {
    /// The field it is about, from the record on.
    pub(super) field: FieldPath,
    /// What is wrong.
    pub(super) message: Text,
    /// What to write instead.
    pub(super) help: Text,
}

impl Repository {
    /// Makes it from what was written.
    pub(super) fn read(written: &written::Repository) -> Result<Self, RepositoryFault> {
        let root = root(written.root.as_deref().unwrap_or_default())?;
        let pattern = match (&written.url, &written.edit) {
            (Some(url), None) => hosted(url, written.branch.as_deref().unwrap_or("main"))?,
            (None, Some(edit)) if written.branch.is_none() => edit.trim().to_owned(),
            (None, Some(_)) => return Err(branch_of_a_pattern()),
            (Some(_), Some(_)) | (None, None) => return Err(one_of_two()),
        };
        let (before, after) = parts(&pattern).ok_or_else(|| bad_pattern(&pattern))?;
        Ok(Repository {
            before,
            after,
            root,
        })
    }

    /// The address at which a file is edited. `file` is its path below the site's root, with `/`.
    pub fn edit_address(&self, file: &str) -> String {
        let path = format!("{}{file}", self.root);
        format!("{}{}{}", self.before, encode_path(&path), self.after)
    }
}

/// The pattern of a host whose web editor is known: GitHub, GitLab and Gitee.
fn hosted(url: &str, branch: &str) -> Result<String, RepositoryFault> {
    let trimmed = url.trim().trim_end_matches('/');
    let trimmed = trimmed.strip_suffix(".git").unwrap_or(trimmed);
    let (host, _) = host_and_path(trimmed)
        .filter(|(_, path)| path.split('/').filter(|part| !part.is_empty()).count() >= 2)
        .ok_or_else(|| bad_url(url))?;
    let edit = match host {
        "github.com" | "gitee.com" => "edit",
        host if host == "gitlab.com" || host.starts_with("gitlab.") => "-/edit",
        _ => return Err(unknown_host(host)),
    };
    let branch = branch.trim();
    if branch.is_empty() || branch.contains(char::is_whitespace) {
        return Err(bad_branch(branch));
    }
    let branch = encode_path(branch);
    Ok(format!("{trimmed}/{edit}/{branch}/{PLACEHOLDER}"))
}

/// Host and path of a full address; `None` if it is none, or names a user, whose password would be
/// published with it.
fn host_and_path(url: &str) -> Option<(&str, &str)> {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    let (host, path) = rest.split_once('/')?;
    let is_plain = |character: char| !character.is_whitespace() && !"\"'<>\\@".contains(character);
    let is_sound = !host.is_empty()
        && host
            .chars()
            .all(|character| is_plain(character) && character != '{')
        && path
            .chars()
            .all(|character| is_plain(character) || character == '@');
    is_sound.then_some((host, path))
}

/// What stands before and after the path.
fn parts(pattern: &str) -> Option<(String, String)> {
    host_and_path(pattern)?;
    let (before, after) = pattern.split_once(PLACEHOLDER)?;
    (!after.contains(PLACEHOLDER)).then(|| (before.to_owned(), after.to_owned()))
}

/// A folder of the repository with a slash at its end, or nothing.
fn root(written: &str) -> Result<String, RepositoryFault> {
    let trimmed = written.trim().trim_matches('/');
    if trimmed.is_empty() {
        return Ok(String::new());
    }
    let is_sound = |part: &str| !part.is_empty() && part != "." && part != "..";
    if trimmed.contains('\\') || !trimmed.split('/').all(is_sound) {
        return Err(RepositoryFault {
            field: steps!["repository", "root"].to_vec(),
            message: text!(
                "`{written}` 不是仓库里的文件夹",
                "`{written}` is not a folder of the repository"
            ),
            help: text!(
                "写网站在仓库里的文件夹，如 sites/fuqing；就在最上层的，不用写",
                "write the site's folder in the repository, such as sites/fuqing; leave it out if that is its root"
            ),
        });
    }
    Ok(format!("{trimmed}/"))
}

fn bad_url(url: &str) -> RepositoryFault {
    RepositoryFault {
        field: steps!["repository", "url"].to_vec(),
        message: text!(
            "`{url}` 不是仓库的网址",
            "`{url}` is not the address of a repository"
        ),
        help: text!(
            "写浏览器里看到的仓库网址，如 https://github.com/单位/仓库，不带用户名和密码",
            "write the address that a browser shows, such as https://github.com/OWNER/REPO, without user and password"
        ),
    }
}

fn unknown_host(host: &str) -> RepositoryFault {
    RepositoryFault {
        field: steps!["repository", "url"].to_vec(),
        message: text!(
            "不知道 `{host}` 上怎样打开网页编辑器",
            "how `{host}` opens a file for editing is not known"
        ),
        help: text!(
            "认识 GitHub、GitLab 和 Gitee；别的改用 edit，如 edit: \"https://{host}/单位/仓库/edit/main/{{path}}\"",
            "GitHub, GitLab and Gitee are; for others write edit: \"https://{host}/OWNER/REPO/edit/main/{{path}}\" instead"
        ),
    }
}

fn bad_branch(branch: &str) -> RepositoryFault {
    RepositoryFault {
        field: steps!["repository", "branch"].to_vec(),
        message: text!(
            "`{branch}` 不是分支的名字",
            "`{branch}` is not the name of a branch"
        ),
        help: text!("如 main、master", "such as main or master"),
    }
}

fn bad_pattern(pattern: &str) -> RepositoryFault {
    RepositoryFault {
        field: steps!["repository", "edit"].to_vec(),
        message: text!(
            "`{pattern}` 不是编辑页面的网址",
            "`{pattern}` is not the address of an editor"
        ),
        help: text!(
            "写完整的网址，文件的路径用 {{path}} 代替，写一次，如 https://example.org/edit/{{path}}",
            "write a full address with {{path}} once for the path of the file, such as https://example.org/edit/{{path}}"
        ),
    }
}

fn branch_of_a_pattern() -> RepositoryFault {
    RepositoryFault {
        field: steps!["repository", "branch"].to_vec(),
        message: text!(
            "写了 edit，branch 就不起作用",
            "`branch` has no effect beside `edit`"
        ),
        help: text!(
            "把分支写进 edit 的网址里，去掉 branch",
            "write the branch into the address of `edit` and leave `branch` out"
        ),
    }
}

fn one_of_two() -> RepositoryFault {
    RepositoryFault {
        field: steps!["repository"].to_vec(),
        message: text!(
            "repository 要写 url 或 edit，只写一个",
            "`repository` needs either `url` or `edit`"
        ),
        help: text!(
            "如 repository: {{url: https://github.com/单位/仓库, branch: main}}",
            "such as repository: {{url: https://github.com/OWNER/REPO, branch: main}}"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(url: &str, branch: Option<&str>, root: Option<&str>) -> String {
        let written = written::Repository {
            url: Some(url.to_owned()),
            branch: branch.map(str::to_owned),
            root: root.map(str::to_owned),
            edit: None,
        };
        let repository = Repository::read(&written).expect("it is sound");
        repository.edit_address("content/pages/about.md")
    }

    #[test]
    fn hosts_have_their_own_editors() {
        assert_eq!(
            address("https://github.com/town/site.git", None, None),
            "https://github.com/town/site/edit/main/content/pages/about.md"
        );
        assert_eq!(
            address(
                "https://gitee.com/town/site/",
                Some("master"),
                Some("/web/")
            ),
            "https://gitee.com/town/site/edit/master/web/content/pages/about.md"
        );
        assert_eq!(
            address("https://gitlab.example.org/a/b/c", Some("draft/1"), None),
            "https://gitlab.example.org/a/b/c/-/edit/draft/1/content/pages/about.md"
        );
    }

    #[test]
    fn paths_are_encoded_and_patterns_kept() {
        let written = written::Repository {
            edit: Some("https://git.example.org/edit?branch=main&file={path}".to_owned()),
            root: Some("网站".to_owned()),
            ..written::Repository::default()
        };
        let repository = Repository::read(&written).expect("it is sound");
        assert_eq!(
            repository.edit_address("content/a b#?%.md"),
            "https://git.example.org/edit?branch=main&file=%E7%BD%91%E7%AB%99/content/a%20b%23%3F%25.md"
        );
    }

    #[test]
    fn passwords_scripts_and_halves_are_refused() {
        for wrong in [
            "https://user:secret@github.com/a/b",
            "javascript://github.com/a/b",
            "git@github.com:a/b.git",
            "https://github.com/a",
            "https://github.com/a/ b",
            "https:///a/b",
        ] {
            let written = written::Repository {
                url: Some(wrong.to_owned()),
                ..written::Repository::default()
            };
            assert!(Repository::read(&written).is_err(), "{wrong}");
        }
        for wrong in [
            "https://example.org/edit",
            "https://example.org/{path}/{path}",
            "https://{path}/edit",
            "/edit/{path}",
            "javascript:alert('{path}')",
        ] {
            let written = written::Repository {
                edit: Some(wrong.to_owned()),
                ..written::Repository::default()
            };
            assert!(Repository::read(&written).is_err(), "{wrong}");
        }
    }
}
