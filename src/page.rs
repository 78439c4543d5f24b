//! What a page is made of: blocks and links, See lines, bylines, its outline, and what each block is there for.

pub mod body;
pub mod byline;
pub(crate) mod care_advice;
pub mod outline;
pub mod roles;
pub mod see;
pub mod topics;
