//! What the machine got wrong: disks, permissions, a folder that is not ours. Told at once, exit code 2.

use std::fmt;
use std::path::PathBuf;

use crate::neutral::visible;
use crate::text::{Lang, Text};

/// Machine trouble, as opposed to a fault of an editor.
#[derive(Debug)]
pub struct Error {
    message: Text,
    cause: Option<std::io::Error>,
}

/// A result that can fail for the machine's reasons.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Trouble without a system error behind it.
    pub fn new(message: Text) -> Self {
        Error {
            message,
            cause: None,
        }
    }

    /// A file or folder could not be read.
    pub fn reading(path: impl Into<PathBuf>, cause: std::io::Error) -> Self {
        let path = path.into();
        let path = path.display();
        Error {
            message: crate::text!("读不了 {path}", "cannot read {path}"),
            cause: Some(cause),
        }
    }

    /// A file or folder could not be written.
    pub fn writing(path: impl Into<PathBuf>, cause: std::io::Error) -> Self {
        let path = path.into();
        let path = path.display();
        Error {
            message: crate::text!("写不了 {path}", "cannot write {path}"),
            cause: Some(cause),
        }
    }

    /// The message with its cause, in one language and on one line, whatever a path in it holds.
    pub fn describe(&self, lang: Lang) -> String {
        let message = visible(self.message.get(lang));
        match &self.cause {
            Some(cause) => format!("{message}: {}", visible(&cause.to_string())),
            None => message.into_owned(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.describe(Lang::English))
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause
            .as_ref()
            .map(|cause| cause as &(dyn std::error::Error + 'static))
    }
}
