use crate::note::Note;
use crate::rule::{NoOptions, declare_rule};
use crate::sink::Sink;

declare_rule! {
    /// Images whose text is what a program put there.
    ///
    /// ## Why
    ///
    /// `image` and `Screenshot 2023-06-23 at 7 44 11` say nothing of what the picture shows; search and flashcards
    /// cannot use it.
    ///
    /// ## Examples
    ///
    /// ```md bad=2
    /// ![image](network.png)
    /// ![Screenshot 2023-06-23 at 7 44 11](storage.png)
    /// ```
    ///
    /// ```md good
    /// ![the network of the VPC](network.png)
    /// ```
    "links/default-alt" {
        aliases: [],
        level: Hint,
        fix: none,
        options: NoOptions,
        check: file(check),
    }
}

fn check(note: &Note<'_>, _: &NoOptions, sink: &mut Sink<'_>) {
    for image in note.document().images() {
        let alt = image.alt.as_deref().filter(|alt| is_default(alt.trim()));
        if let Some(alt) = alt.filter(|_| !sink.only_counts()) {
            sink.report(image.span, format!("`{alt}` does not say what the image shows"))
                .help("say in a few words what it shows");
        }
    }
}

/// Tells whether a text is one that programs give to new images.
fn is_default(alt: &str) -> bool {
    // All of them begin with i, s, a, d, ス or 画.
    if !matches!(
        alt.bytes().next(),
        Some(b'i' | b'I' | b's' | b'S' | b'a' | b'A' | b'd' | b'D' | 0xE3 | 0xE7)
    ) {
        return false;
    }
    if matches!(alt, "image" | "画像") {
        return true;
    }
    let lower = alt.to_lowercase();
    let prefixes =
        ["screenshot 20", "screenshot_20", "screen shot 20", "スクリーンショット 20", "img_", "dsc_", "dscn"];
    let stem = lower.strip_suffix(".png").or_else(|| lower.strip_suffix(".jpg")).unwrap_or(&lower);
    matches!(
        stem,
        "image" | "img" | "screenshot" | "screen shot" | "alt text" | "alt" | "画像" | "スクリーンショット"
    ) || prefixes.iter().any(|prefix| stem.starts_with(prefix))
        || stem.strip_prefix("image").is_some_and(|rest| rest.trim().parse::<u32>().is_ok())
}
