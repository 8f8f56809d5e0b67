//! The `zhandian` command.

use std::process::ExitCode;

/// A page is made of thousands of small values: with the system's allocator a build takes a tenth longer.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    zhandian::cli::run()
}
