//! Conversations over a connection in memory.

mod acting;
mod editor;
mod reading;
mod renaming;
mod robust;
mod showing;
mod signing;
mod typing;
