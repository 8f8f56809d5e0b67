//! `zhandian completions`: a completion script for a shell.

use clap::CommandFactory;

use super::arguments::{Arguments, CompletionsCommand};
use super::{Outcome, terminal};
use crate::error::Result;

pub(super) fn run(command: &CompletionsCommand) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(
        command.shell,
        &mut Arguments::command(),
        "zhandian",
        &mut script,
    );
    terminal::print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Clean)
}
