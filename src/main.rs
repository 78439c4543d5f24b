//! medproof
fn main() {}
