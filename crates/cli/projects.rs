//! Notes by project: each file goes by the nearest `notesmith.toml` above it, whatever folder the run starts in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::args::FileArgs;
use crate::config::{self, Config, NearestConfigs};
use crate::discover::{Discovered, discover, exclusion};
use crate::error::CliError;
use crate::load::Input;

/// Notes that go by one configuration.
pub(crate) struct Project {
    pub(crate) config: Config,
    pub(crate) inputs: Vec<Input>,
}

/// Finds the files that the arguments name, by project; the second part is what could not be looked at.
///
/// A configuration that was named holds for all files; one that is found nowhere above a file is that of the working
/// directory.
pub(crate) fn find(args: &FileArgs) -> Result<(Vec<Project>, Vec<CliError>), CliError> {
    let own = config::load(args.config.as_deref())?;
    let Discovered { inputs, problems } = discover(args, &own.root, &own.files.exclude)?;
    if args.config.is_some() {
        return Ok((vec![Project { config: own, inputs }], problems));
    }
    let own_path = own.path.as_deref().and_then(|path| path.canonicalize().ok());
    let mut configs = NearestConfigs::default();
    let mut of_config: BTreeMap<Option<PathBuf>, Vec<Input>> = BTreeMap::from([(None, Vec::new())]);
    for input in inputs {
        let nearest = input.path.as_deref().and_then(Path::parent).and_then(|folder| {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            configs.of(folder).map(Path::to_owned).filter(|nearest| own_path.as_ref() != Some(nearest))
        });
        of_config.entry(nearest).or_default().push(input);
    }
    let mut projects = vec![Project { config: own, inputs: of_config.remove(&None).unwrap_or_default() }];
    for (path, inputs) in of_config.into_iter().filter_map(|(path, inputs)| Some((path?, inputs))) {
        let config = config::load_file(path)?;
        let leaves_out = exclusion(&config.root, &config.files.exclude)?;
        let is_named = |input: &Input| {
            !args.force_exclude && input.path.as_ref().is_some_and(|path| args.paths.contains(path))
        };
        let inputs = inputs
            .into_iter()
            .filter(|input| is_named(input) || !input.path.as_deref().is_some_and(&leaves_out));
        let inputs = inputs.collect();
        projects.push(Project { config, inputs });
    }
    Ok((projects, problems))
}
