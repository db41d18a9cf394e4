//! The actions of `AnkiConnect` that a push needs, version 6 of its interface
//! (<https://git.sr.ht/~foosoft/anki-connect>).

use std::collections::{BTreeMap, BTreeSet};

use notesmith_export::AnkiNote;
use notesmith_link_check::{LocalService, LocalServiceError};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::error::CliError;
use crate::escape::escape;

/// The version of the interface.
const VERSION: u32 = 6;

/// How many notes or actions go into one request: Anki stands still while it answers.
pub(super) const AT_ONCE: usize = 200;

/// A running Anki.
pub(crate) struct AnkiConnect {
    service: LocalService,
    key: Option<String>,
}

/// The answer to one action.
#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    result: Value,
    #[serde(default)]
    error: Option<String>,
}

/// A note as `notesInfo` shows it; one that is gone has no number.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NoteInfo {
    note_id: Option<i64>,
    #[serde(default)]
    fields: BTreeMap<String, FieldInfo>,
    #[serde(default)]
    tags: Vec<String>,
}

#[derive(Deserialize)]
struct FieldInfo {
    value: String,
}

impl AnkiConnect {
    /// Greets Anki.
    pub(crate) fn new(service: LocalService, key: Option<String>) -> Result<Self, CliError> {
        let anki = Self { service, key };
        let version: u32 = anki.call("version", &json!({}))?;
        if version < VERSION {
            let message = format!("this AnkiConnect speaks version {version} of its interface");
            return Err(CliError::usage(message, "update the add-on in Anki: Tools › Add-ons"));
        }
        Ok(anki)
    }

    /// Asks for one action.
    pub(crate) fn call<T: DeserializeOwned>(&self, action: &str, params: &Value) -> Result<T, CliError> {
        let text = self.service.post_json(self.request(action, params).to_string());
        let text = text.map_err(|error| self.failed(&error))?;
        let answer: Answer = serde_json::from_str(&text).map_err(|_| self.no_anki_connect())?;
        if let Some(error) = answer.error {
            let help = "if Anki shows a dialog, close it, and push again";
            return Err(CliError::usage(format!("Anki refuses `{action}`: {}", escape(&error)), help));
        }
        serde_json::from_value(answer.result).map_err(|_| self.no_anki_connect())
    }

    /// Asks for many actions; gives what each answers, or why it failed, in their order.
    pub(crate) fn all(&self, actions: Vec<(&str, Value)>) -> Result<Vec<Result<Value, String>>, CliError> {
        if actions.is_empty() {
            return Ok(Vec::new());
        }
        let number = actions.len();
        let actions: Vec<Value> =
            actions.into_iter().map(|(action, params)| self.request(action, &params)).collect();
        let answers: Vec<Answer> = self.call("multi", &json!({ "actions": actions }))?;
        if answers.len() != number {
            return Err(self.no_anki_connect());
        }
        Ok(answers.into_iter().map(|answer| answer.error.map_or(Ok(answer.result), Err)).collect())
    }

    /// Gives the notes with these numbers; those that are gone are left out.
    pub(crate) fn notes(&self, ids: &[i64]) -> Result<Vec<AnkiNote>, CliError> {
        let mut notes = Vec::with_capacity(ids.len());
        for ids in ids.chunks(AT_ONCE) {
            let infos: Vec<NoteInfo> = self.call("notesInfo", &json!({ "notes": ids }))?;
            notes.extend(infos.into_iter().filter_map(|info| {
                let fields = info.fields.into_iter().map(|(name, field)| (name, field.value)).collect();
                Some(AnkiNote { id: info.note_id?, fields, tags: info.tags })
            }));
        }
        Ok(notes)
    }

    /// Gives the names that an action without parameters lists.
    pub(crate) fn names(&self, action: &str) -> Result<BTreeSet<String>, CliError> {
        self.call(action, &json!({}))
    }

    fn request(&self, action: &str, params: &Value) -> Value {
        let mut request = json!({ "action": action, "version": VERSION, "params": params });
        if let Some(key) = &self.key {
            request["key"] = Value::from(key.as_str());
        }
        request
    }

    fn failed(&self, error: &LocalServiceError) -> CliError {
        let message = format!("Anki does not answer at {}: {error}", escape(self.service.url()));
        CliError::usage(
            message,
            "start Anki with the add-on AnkiConnect (number 2055492159), or give its place with `--url`",
        )
    }

    fn no_anki_connect(&self) -> CliError {
        CliError::usage(
            format!("what answers at {} is not AnkiConnect", escape(self.service.url())),
            "give the place of AnkiConnect with `--url`",
        )
    }
}
