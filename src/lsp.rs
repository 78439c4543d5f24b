//! The editor server: the Language Server Protocol 3.17, over the same project and session as `check`.
//!
//! It writes nothing to the disk: every change is an edit that the editor is asked to make. One thread works on one
//! message after the other; changes that arrive while it works are taken together.
//!
//! ```text
//! frames ─ messages ─→ server ─→ workspace ─→ repository ─→ Project
//!                        │           └ buffers   └ published findings
//!                        └ one file for each kind of request
//! ```

mod actions;
mod address;
mod allowing;
mod answer;
mod buffer;
mod capabilities;
mod client;
mod completion;
mod diagnostics;
mod edits;
mod findings;
mod folding;
mod frames;
mod hover;
mod kinds;
mod leading;
mod lens;
mod links;
mod matching;
mod position;
mod proposing;
mod pull;
mod renaming;
mod repository;
mod requests;
mod server;
mod signing;
mod symbols;
// Addresses of files have another form on Windows, which the unit tests of `address` leave to its library.
#[cfg(test)]
#[cfg(unix)]
mod tests;
mod things;
mod workspace;

use std::io;

use lsp_server::Connection;

use crate::base::date::Date;

/// What a server is started with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The day that counts as today; without one the system's, also after midnight.
    pub today: Option<Date>,
}

/// How a server came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The client asked for it, as the protocol says: `shutdown`, then `exit`.
    Asked,
    /// The client ended without a word.
    Abandoned,
}

/// Serves a client over standard input and output until it ends. Nothing but the protocol is written to standard output.
///
/// # Errors
/// The threads that read and write could not be started.
pub fn serve_stdio(options: Options) -> io::Result<Ending> {
    let frames = frames::start(io::BufReader::new(io::stdin()), io::stdout())?;
    let ending = serve(&frames.connection, options);
    frames.finish();
    Ok(ending)
}

/// Serves a client until it ends.
#[must_use]
pub fn serve(connection: &Connection, options: Options) -> Ending {
    server::Server::new(connection, options).run()
}
