//! The `notesmith` binary.
fn main() {}
