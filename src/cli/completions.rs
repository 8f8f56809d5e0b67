//! `zhandian completions`: a completion script for a shell.

use clap::CommandFactory;

use super::Outcome;
use super::arguments::{Arguments, CompletionsCommand};
use crate::error::Result;

#[expect(clippy::unnecessary_wraps, reason = "every command has this shape")]
pub(super) fn run(command: &CompletionsCommand) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(
        command.shell,
        &mut Arguments::command(),
        "zhandian",
        &mut script,
    );
    super::print::print(&String::from_utf8_lossy(&script));
    Ok(Outcome::Clean)
}
