//! The command line of `notesmith push`, declared.

use clap::Args;

use super::files::FileArgs;
use super::images::ImageArgs;

#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub(crate) struct PushArgs {
    #[command(flatten)]
    pub(crate) files: FileArgs,
    /// Where AnkiConnect listens
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8765")]
    pub(crate) url: String,
    /// The environment variable that holds the key which AnkiConnect asks for
    #[arg(long, value_name = "VARIABLE")]
    pub(crate) api_key: Option<String>,
    /// Show what would change in Anki, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Give each note a tag by file and section, too; tags of your own stay
    #[arg(long)]
    pub(crate) tags: bool,
    /// Give cards that the notes no longer hold the tag `notesmith::vanished`
    #[arg(long)]
    pub(crate) tag_vanished: bool,
    /// Write what the notes say over edits made in Anki, and add again what was deleted there
    #[arg(long)]
    pub(crate) overwrite: bool,
    #[command(flatten)]
    pub(crate) images: ImageArgs,
}
