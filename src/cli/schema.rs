//! `ofsted-scan schema`: the record's JSON Schema, made from the types themselves.

use super::{Exit, Outcome, print};
use ofsted_scan::record::Record;

pub fn run() -> Outcome {
    let schema = schemars::schema_for!(Record);
    let words = serde_json::to_string_pretty(&schema).map_err(std::io::Error::from)?;
    print(&format!("{words}\n"))?;
    Ok(Exit::Done)
}
