//! The command line, declared; one file a command that has many arguments, one for what several share.

mod cards;
mod color;
mod command;
mod files;
mod format;
mod images;
mod links;
mod push;

pub(crate) use cards::{CardsArgs, CardsFormat, ExportArgs, ExportFormat};
pub(crate) use color::ColorChoice;
pub(crate) use command::{
    Cli, Command, CompletionsArgs, ConfigArgs, ConfigCommand, ExplainArgs, ExplainFormat, FailOn, InitArgs,
    LintArgs, RenumberArgs, ShowArgs, SpellingArgs, SpellingCommand, StatsArgs, StatsFormat,
};
pub(crate) use files::FileArgs;
pub(crate) use format::Format;
pub(crate) use images::ImageArgs;
pub(crate) use links::{LinksArgs, LinksCommand};
pub(crate) use push::PushArgs;
