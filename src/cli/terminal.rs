//! The one way out to standard output and standard error, so that every command ends alike when nobody reads on
//! or the disk is full. Nothing else in the program writes to either; the lints of `Cargo.toml` see to it.
//!
//! What is printed to standard output is what a command is for: if it cannot be written, the command has failed.
//! A reader that has gone away (`| head`) has what it wanted, and is no failure. What is said on standard error
//! goes along with the work, which never stops for want of a listener.

use std::io::{ErrorKind, IsTerminal, Write};

use clap::builder::StyledStr;

use crate::error::{Error, Result};
use crate::neutral::visible_lines;
use crate::text;

/// Writes what a command is for to standard output, all of it before this returns.
///
/// # Errors
/// When it cannot be written, unless because its reader has gone away.
pub(super) fn print(text: &str) -> Result<()> {
    let mut stdout = std::io::stdout().lock();
    let written = stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush());
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Error::new(text!(
            "写不了标准输出：{error}",
            "cannot write to standard output: {error}"
        ))),
        _ => Ok(()),
    }
}

/// Says something to people, on a line of its own or several.
pub(super) fn say(text: &str) {
    draw(&format!("{}\n", visible_lines(text)));
}

/// Asks for something that is typed on the same line.
pub(super) fn ask(question: &str) {
    draw(&visible_lines(question));
}

/// Writes what has been made for a terminal, colours and all, to standard error.
pub(super) fn draw(text: &str) {
    let mut stderr = std::io::stderr().lock();
    // Whoever cannot be told this cannot be told of that either.
    let _ = stderr
        .write_all(text.as_bytes())
        .and_then(|()| stderr.flush());
}

/// Whether what is drawn is seen in colours.
pub(super) fn draws_colours() -> bool {
    std::io::stderr().is_terminal() && wants_colours()
}

/// A text for standard output, in its colours where they are seen.
pub(super) fn styled(text: &StyledStr) -> String {
    if std::io::stdout().is_terminal() && wants_colours() {
        return text.ansi().to_string();
    }
    text.to_string()
}

fn wants_colours() -> bool {
    std::env::var_os("NO_COLOR").is_none()
}
