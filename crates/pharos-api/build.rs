//! The page is built by npm, not by cargo; cargo only has to notice that it was built again.

fn main() {
    println!("cargo::rerun-if-changed=../../web/build");
    println!("cargo::rerun-if-changed=build.rs");
}
