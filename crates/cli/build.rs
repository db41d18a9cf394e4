//! Links the program for a fixed address on Linux with glibc.
//!
//! Its libraries hold 50,000 pointers in tables (names of HTML entities, classes of Unicode). In a program for any
//! address, each is mended at every start, which is a third of the time that `notesmith --version` takes. Stack, heap
//! and libraries keep their random addresses.

use std::env;

fn main() {
    let is = |variable: &str, value: &str| env::var(variable).is_ok_and(|found| found == value);
    let is_static =
        env::var("CARGO_CFG_TARGET_FEATURE").is_ok_and(|found| found.split(',').any(|it| it == "crt-static"));
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") && !is_static {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
    println!("cargo:rerun-if-changed=crates/cli/build.rs");
}
