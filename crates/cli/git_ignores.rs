//! Whether Git is told to ignore files wherever it runs.

use std::env;
use std::fs;
use std::path::PathBuf;

/// The setting that names the file of such patterns.
const SETTING: &[u8] = b"excludesfile";

/// Tells whether the user or the system may have patterns of files that all repositories ignore.
///
/// The walk over folders reads them itself, but makes a regular expression to look for the setting where Git has any
/// configuration, which takes longer than reading a note.
pub(crate) fn may_be_global() -> bool {
    if ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"].iter().any(|name| env::var_os(name).is_some()) {
        return true;
    }
    let home = env::home_dir();
    let own = env::var_os("XDG_CONFIG_HOME").filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let own = own.or_else(|| home.as_ref().map(|home| home.join(".config"))).map(|folder| folder.join("git"));
    let configs = [
        home.map(|home| home.join(".gitconfig")),
        own.as_ref().map(|folder| folder.join("config")),
        Some(PathBuf::from("/etc/gitconfig")),
    ];
    let has_setting = |config: PathBuf| {
        fs::read(config)
            .is_ok_and(|text| text.windows(SETTING.len()).any(|window| window.eq_ignore_ascii_case(SETTING)))
    };
    own.is_some_and(|folder| folder.join("ignore").exists()) || configs.into_iter().flatten().any(has_setting)
}
