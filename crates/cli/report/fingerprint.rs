//! What tells a finding from others, run after run, though lines move.

use std::collections::BTreeMap;

use notesmith_diagnostic::Diagnostic;

use crate::report::ReportFile;

/// Text beside the finding that belongs to its fingerprint: at most this many bytes on each side, in its line.
const BESIDE: usize = 80;

/// Gives fingerprints; findings that look the same are numbered.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    seen: BTreeMap<u64, usize>,
}

impl Fingerprints {
    /// Gives the next finding's fingerprint, from its path, its rule, and its text with what is beside it.
    pub(super) fn next(&mut self, file: &ReportFile, finding: &Diagnostic) -> String {
        let line = file.lines.line_range(&file.text, file.lines.line(finding.span.start()));
        let start =
            file.text.floor_char_boundary(finding.span.start().saturating_sub(BESIDE)).max(line.start);
        let end = file.text.ceil_char_boundary(finding.span.end().saturating_add(BESIDE));
        let end = end.min(line.end.max(finding.span.end()));
        let context = file.text.get(start..end).unwrap_or("");
        let hash = fnv_1a([file.path.as_str(), &finding.rule, context]);
        let number = self.seen.entry(hash).or_default();
        *number += 1;
        format!("{hash:016x}:{number}")
    }
}

/// Hashes texts: <http://www.isthe.com/chongo/tech/comp/fnv/>. It stays the same on every machine and in every version.
fn fnv_1a<const N: usize>(texts: [&str; N]) -> u64 {
    let bytes = texts.into_iter().flat_map(|text| text.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
