//! The address under which the site will stand.

use std::fmt;

use crate::neutral::is_hidden;
use crate::percent::decode;
use crate::text;
use crate::text::Text;

/// An address such as `https://example.org/fuqing/`, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    origin: String,
    prefix: String,
}

/// Why an address cannot be the site's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadBaseUrl {
    /// What is wrong; it never repeats what could be a password.
    pub message: Text,
    /// What to write instead.
    pub help: Text,
}

impl Default for BaseUrl {
    /// A site at the root of a host not yet known.
    fn default() -> Self {
        BaseUrl {
            origin: String::new(),
            prefix: String::new(),
        }
    }
}

impl BaseUrl {
    /// Reads a full http or https address, or a path alone (`/fuqing/`) when the host is not known.
    ///
    /// # Errors
    /// When it is neither, or one that browsers and servers would read in different ways.
    pub fn parse(text: &str) -> Result<Self, BadBaseUrl> {
        let text = text.trim();
        if let Some(letter) = text.chars().find(|letter| is_hidden(*letter)) {
            return Err(hidden(letter));
        }
        let (origin, path) = if text.starts_with("//") {
            return Err(another_host());
        } else if text.starts_with('/') {
            ("", text)
        } else {
            let after_scheme = text
                .strip_prefix("https://")
                .or_else(|| text.strip_prefix("http://"))
                .ok_or_else(|| not_full(text))?;
            let scheme = text.len() - after_scheme.len();
            // As browsers do: a backslash ends a host too.
            let host = after_scheme.find(['/', '?', '#', '\\']);
            let host_end = host.map_or(text.len(), |host| scheme + host);
            check_host(&text[scheme..host_end])?;
            text.split_at(host_end)
        };
        check_path(path)?;
        Ok(BaseUrl {
            origin: origin.to_owned(),
            prefix: path.strip_suffix('/').unwrap_or(path).to_owned(),
        })
    }

    /// `https://example.org`, or empty if not known.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether the host is known, so that full addresses can be written.
    pub fn names_host(&self) -> bool {
        !self.origin.is_empty()
    }

    /// `/fuqing`, or empty at the root of the host. Put before every path of the site.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}/", self.origin, self.prefix)
    }
}

/// Host and port, without a user.
fn check_host(authority: &str) -> Result<(), BadBaseUrl> {
    if authority.contains('@') {
        return Err(BadBaseUrl {
            message: text!(
                "网址里不能带用户名和密码，否则会公开在每个页面上",
                "an address must not name a user or a password: every page would publish them"
            ),
            help: text!(
                "去掉 @ 和它前面的部分，写成 https://域名/",
                "leave out the @ and what stands before it: https://host/"
            ),
        });
    }
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => rest.split_once(']').ok_or_else(|| bad_host(authority))?,
        None => authority.split_at(authority.find(':').unwrap_or(authority.len())),
    };
    let is_sound = match authority.starts_with('[') {
        true => host.parse::<std::net::Ipv6Addr>().is_ok(),
        false => host.split('.').all(is_label),
    };
    if !is_sound {
        return Err(bad_host(authority));
    }
    let number = match port.strip_prefix(':') {
        None if port.is_empty() => return Ok(()),
        None => return Err(bad_host(authority)),
        Some(number) => number,
    };
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    match number.parse::<u16>() {
        Ok(1..) if is_number => Ok(()),
        // What stands there may be a password before a sign that ended the host.
        _ => Err(BadBaseUrl {
            message: text!(
                "网址里冒号后面的端口不对",
                "what follows the colon in the address is no port"
            ),
            help: text!(
                "端口是 1 到 65535 的数字；一般不用写，如 https://域名/",
                "a port is a number from 1 to 65535; mostly none is needed: https://host/"
            ),
        }),
    }
}

/// Whether a part of a host name between dots can be one, in any script.
fn is_label(label: &str) -> bool {
    let is_letter = |letter: char| match letter {
        '-' | '_' | '。' => true,
        letter => letter.is_alphanumeric(),
    };
    !label.is_empty() && label.chars().all(is_letter)
}

/// Folders that browsers, servers and calendars all take for the same ones.
fn check_path(path: &str) -> Result<(), BadBaseUrl> {
    let forbidden = |letter: &char| letter.is_whitespace() || "?#\"'<>\\".contains(*letter);
    if let Some(letter) = path.chars().find(forbidden) {
        return Err(BadBaseUrl {
            message: text!(
                "网址的目录里不能有 `{letter}`",
                "the folder of an address cannot hold `{letter}`"
            ),
            help: text!(
                "目录之间用 / 隔开，不写参数，如 https://域名/目录/",
                "part folders by / and leave out queries: https://host/folder/"
            ),
        });
    }
    let folders = path.strip_prefix('/').unwrap_or(path);
    let folders = folders.strip_suffix('/').unwrap_or(folders);
    if folders.is_empty() && path.len() < 2 {
        return Ok(());
    }
    match folders.split('/').find(|folder| !is_folder(folder)) {
        None => Ok(()),
        Some(folder) => Err(BadBaseUrl {
            message: text!(
                "`{folder}` 不能作网址里的目录",
                "`{folder}` cannot be a folder in the address"
            ),
            help: text!(
                "每两条斜线之间写一个目录的名字，不写空的、`.`、`..`，也不用 % 编码写 / \\ 和控制字符，如 https://域名/目录/",
                "write one name between two slashes; none may be empty, `.` or `..`, or hide /, \\ or a control character behind a % code: https://host/folder/"
            ),
        }),
    }
}

/// Whether a folder of a path is itself, percent-decoded or not.
fn is_folder(written: &str) -> bool {
    let folder = decode(written);
    let is_code = |code: &str| {
        let digits = code.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    !folder.is_empty()
        && !matches!(&*folder, "." | "..")
        && !folder.contains(|letter: char| is_hidden(letter) || "/\\%".contains(letter))
        && written.split('%').skip(1).all(is_code)
}

fn hidden(letter: char) -> BadBaseUrl {
    let number = u32::from(letter);
    BadBaseUrl {
        message: text!(
            "网址里有看不见的字符（U+{number:04X}）",
            "the address holds a character that cannot be seen (U+{number:04X})"
        ),
        help: text!(
            "删掉这一行，重新手打一遍网址，如 https://域名/目录/",
            "delete the line and type the address again, such as https://host/folder/"
        ),
    }
}

fn another_host() -> BadBaseUrl {
    BadBaseUrl {
        message: text!(
            "网址开头有两条斜线，浏览器会当成别的网站",
            "the address begins with two slashes, which browsers take for another host"
        ),
        help: text!(
            "写全：https://域名/；不知道域名就写一条斜线开头的目录，如 /目录/",
            "write it in full, https://host/, or a folder with one slash before it, /folder/"
        ),
    }
}

fn not_full(text: &str) -> BadBaseUrl {
    // A password may stand before an @, however the rest is written.
    let message = match text.contains('@') {
        true => text!("这不是完整的网址", "this is not a full address"),
        false => text!("`{text}` 不是完整的网址", "`{text}` is not a full address"),
    };
    BadBaseUrl {
        message,
        help: text!(
            "写成 https://域名/ 或 https://域名/目录/",
            "write https://host/ or https://host/folder/"
        ),
    }
}

fn bad_host(authority: &str) -> BadBaseUrl {
    let message = match authority {
        "" => text!("网址里没有域名", "the address names no host"),
        _ => text!(
            "`{authority}` 不是域名",
            "`{authority}` is not the name of a host"
        ),
    };
    BadBaseUrl {
        message,
        help: text!(
            "写成 https://域名/ 或 https://域名/目录/，域名如 example.org、福清.中国",
            "write https://host/ or https://host/folder/ with a host such as example.org"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn host_and_prefix_are_taken_apart() {
        let url = BaseUrl::parse("https://example.org/fuqing/").expect("valid");
        assert_eq!(
            (url.origin(), url.prefix()),
            ("https://example.org", "/fuqing")
        );
        assert_eq!(url.to_string(), "https://example.org/fuqing/");
        let root = BaseUrl::parse("https://example.org").expect("valid");
        assert_eq!(root.prefix(), "");
    }

    #[test]
    fn hosts_and_folders_of_all_scripts_are_fine() {
        for (right, prefix) in [
            (
                "https://福清.中国/实践 网络".replace(' ', "").as_str(),
                "/实践网络",
            ),
            ("http://example.org:8080/a.b/c_d-e/", "/a.b/c_d-e"),
            ("https://[2001:db8::1]:8443/", ""),
            (
                "https://xn--fiqs8s/%E7%A6%8F%E6%B8%85/",
                "/%E7%A6%8F%E6%B8%85",
            ),
            ("/福清/", "/福清"),
            ("/@scope/", "/@scope"),
            ("/", ""),
            ("  https://example.org  ", ""),
        ] {
            let url = BaseUrl::parse(right).unwrap_or_else(|bad| panic!("{right}: {bad:?}"));
            assert_eq!(url.prefix(), prefix, "{right}");
        }
    }

    #[test]
    fn what_is_read_in_different_ways_is_refused() {
        for wrong in [
            "",
            "example.org",
            "ftp://a/",
            "https:///x",
            "https://",
            "https://:80/",
            "https://a:/",
            "https://a:0/",
            "https://a:65536/",
            "https://a:+80/",
            "https://a:8o/",
            "https://a..b/",
            "https://a%2eb/",
            "https://a,b/",
            "https://a\u{ff0f}b/",
            "https://[::1/",
            "https://[x]/",
            "https://[::1]x/",
            "https://a/?x",
            "https://a?x",
            "https://a/#x",
            "https://a/ b/",
            "https://a\\b/",
            "https://a/b\\c/",
            "https://a//",
            "https://a//b/",
            "https://a/b//",
            "https://a/../b/",
            "https://a/./",
            "https://a/b/..",
            "https://a/%2e%2E/b/",
            "https://a/b%2fc/",
            "https://a/b%5Cc/",
            "https://a/b%00/",
            "https://a/b%252e/",
            "https://a/100%/",
            "https://a/%zz/",
            "https://a/\u{202e}b/",
            "https://a/b\u{7}/",
            "https://a\u{200b}/",
            "//",
            "//host/",
            "/../x/",
            "/a//b/",
        ] {
            let bad = BaseUrl::parse(wrong).expect_err(wrong);
            assert!(!bad.help.chinese.is_empty() && !bad.help.english.is_empty());
        }
    }

    #[test]
    fn a_password_is_refused_and_not_repeated() {
        for wrong in [
            "https://user:geheim@example.org/",
            "https://geheim@example.org/",
            "https://user:gehe/im@example.org/",
            "https://user:geheim\\@example.org/",
            "user:geheim@example.org",
            "ftp://user:geheim@example.org/",
        ] {
            let bad = BaseUrl::parse(wrong).expect_err(wrong);
            let told = format!("{bad:?}");
            assert!(!told.contains("gehe"), "{told}");
        }
    }
}
