//! Conversations over a connection in memory.

mod acting;
mod editor;
mod robust;
mod showing;
