//! The address under which the site will stand.

use std::fmt;

/// An address such as `https://example.org/fuqing/`, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    origin: String,
    prefix: String,
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
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (origin, path) = if text.starts_with('/') {
            ("", text)
        } else {
            let scheme_end = text.find("://")? + 3;
            matches!(&text[..scheme_end], "https://" | "http://").then_some(())?;
            let host_end = text[scheme_end..]
                .find('/')
                .map_or(text.len(), |slash| scheme_end + slash);
            (host_end > scheme_end).then_some(())?;
            text.split_at(host_end)
        };
        let sound = !text
            .chars()
            .any(|character| character.is_whitespace() || "?#\"'<>\\".contains(character));
        sound.then(|| BaseUrl {
            origin: origin.to_owned(),
            prefix: path.trim_end_matches('/').to_owned(),
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
    fn other_schemes_and_queries_are_refused() {
        for wrong in [
            "example.org",
            "ftp://a/",
            "https:///x",
            "https://a/?x",
            "https://a/ b/",
        ] {
            assert_eq!(BaseUrl::parse(wrong), None, "{wrong}");
        }
    }
}
