//! Arguments in, exit code out.

use std::process::ExitCode;

/// A run makes and drops many small texts on all threads, which the allocators of most systems are slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    medproof::cli::main()
}
