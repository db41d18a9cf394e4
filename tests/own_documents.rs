//! The project's own documents, checked by the project.

use std::path::Path;

use crate::notes::run_in;

#[test]
fn our_documents_have_no_finding() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ran = run_in(root, &["lint", "--format", "concise"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
}
