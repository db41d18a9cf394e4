//! The settings of the engine, from the command line, the configuration and the environment.

use std::time::Duration;

use notesmith_link_check::{
    AllowHost, AllowNet, Egress, GithubApi, HostHeader, HostRule, Look, Options, ParseAllowError,
};

use crate::args::LinksArgs;
use crate::config::{HostSection, LinksSection};
use crate::error::CliError;

/// A gap of more than this between two requests is a mistake.
const LONGEST_GAP: Duration = Duration::from_mins(1);

/// Reads `HOST[:PORT]/NAME=VARIABLE` and the variable.
fn host_header(text: &str) -> Result<HostHeader, CliError> {
    let refuse = |why: &str| {
        let message = format!("`--header {text}`: {why}");
        CliError::usage(message, "write `--header wiki.intern/Authorization=VARIABLE`, and set the variable")
    };
    let (host, rest) = text.split_once('/').ok_or_else(|| refuse("no host before `/`"))?;
    let (name, variable) = rest.split_once('=').ok_or_else(|| refuse("no `=` before a variable"))?;
    let host = host.parse().map_err(|error: ParseAllowError| refuse(&error.to_string()))?;
    let value =
        std::env::var(variable).map_err(|_| refuse(&format!("the variable {variable} is not set")))?;
    HostHeader::new(host, name, &value).map_err(|error| refuse(&error.to_string()))
}

/// Makes the settings; what the configuration says of a host comes before what is known of it.
pub(crate) fn engine_options(args: &LinksArgs, config: &LinksSection) -> Result<Options, CliError> {
    let headers = args.header.iter().map(|text| host_header(text)).collect::<Result<Vec<_>, _>>()?;
    let defaults = Options::default();
    Ok(Options {
        hosts: host_rules(config).chain(defaults.hosts.clone()).collect(),
        timeout: config
            .timeout
            .map_or(defaults.timeout, |seconds| Duration::from_secs(u64::from(seconds.max(1)))),
        look: if args.read_pages { Look::AtPages } else { Look::AtStatus },
        headers,
        egress: egress(&args.allow_host, &args.allow_net),
        proxy: args.proxy.clone(),
        github: github(args)?,
        ..defaults
    })
}

/// Gives where requests may go: on a CI machine to the public and to what the command line names.
pub(crate) fn egress(hosts: &[AllowHost], nets: &[AllowNet]) -> Egress {
    let scope = if is_ci() { Egress::global_only() } else { Egress::default() };
    Egress { allow_hosts: hosts.to_vec(), allow_nets: nets.to_vec(), ..scope }
}

/// Gives what the configuration says of hosts.
pub(crate) fn host_rules(config: &LinksSection) -> impl Iterator<Item = HostRule> {
    config.hosts.iter().map(|(pattern, host)| host_rule(pattern, host))
}

/// Gives GitHub's API where the environment has a token for it.
fn github(args: &LinksArgs) -> Result<Option<GithubApi>, CliError> {
    let Some(token) = std::env::var("GITHUB_TOKEN").ok().filter(|token| !token.trim().is_empty()) else {
        return Ok(None);
    };
    let api = match &args.github_api {
        Some(url) => GithubApi::on_this_machine(url, &token),
        None => GithubApi::new(&token).map(Some),
    };
    api.map_err(|error| CliError::usage(format!("GITHUB_TOKEN: {error}"), "set it anew, or unset it"))
}

fn host_rule(pattern: &str, host: &HostSection) -> HostRule {
    let gap = host
        .per_second
        .filter(|rate| *rate > 0.0)
        .map(|rate| Duration::try_from_secs_f64(1.0 / rate).unwrap_or(LONGEST_GAP).min(LONGEST_GAP));
    HostRule {
        pattern: pattern.to_lowercase(),
        at_once: host.at_once.map(|number| usize::from(number.max(1))),
        gap,
    }
}

/// Tells whether this is a CI machine, where notes of strangers must not reach the network inside.
fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_becomes_a_gap() {
        let gap =
            |per_second| host_rule("A.net", &HostSection { at_once: Some(0), per_second: Some(per_second) });
        assert_eq!(gap(4.0).gap, Some(Duration::from_millis(250)));
        assert_eq!(gap(0.000_001).gap, Some(LONGEST_GAP));
        assert_eq!(gap(-1.0).gap, None);
        assert_eq!(gap(1.0).at_once, Some(1));
        assert_eq!(gap(1.0).pattern, "a.net");
    }
}
