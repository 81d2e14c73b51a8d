//! The arguments by which inspections are chosen.

use super::Failure;
use ofsted_scan::compare::select::{Selection, first_day, last_day};

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Which inspections")]
#[group(skip)]
pub struct Args {
    /// Only this local authority, by any of its names (may be given more than once)
    #[arg(long, value_name = "NAME")]
    pub authority: Vec<String>,

    /// Only authorities of this region
    #[arg(long, value_name = "NAME")]
    pub region: Vec<String>,

    /// Only this authority and its statistical neighbours
    #[arg(long, value_name = "NAME")]
    pub neighbours_of: Option<String>,

    /// Only inspections that ended on this day, month or year, or later
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,

    /// Only inspections that began on this day, month or year, or earlier
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,

    /// Only this kind: ilacs, sif, focused-visit, monitoring-visit, jtai, area-send ...
    #[arg(long = "type", value_name = "KIND")]
    pub kind: Vec<String>,
}

impl Args {
    /// The selection that the arguments ask for.
    pub fn selection(&self) -> Result<Selection, Failure> {
        let mut selection = Selection { kinds: self.kind.clone(), ..Selection::default() };
        let usage = |error: ofsted_scan::compare::select::Unusable| Failure::Usage(error.to_string());
        for name in &self.authority {
            selection.authority(name).map_err(usage)?;
        }
        for name in &self.region {
            selection.region(name).map_err(usage)?;
        }
        if let Some(name) = &self.neighbours_of {
            selection.neighbours_of(name).map_err(usage)?;
        }
        selection.since = self.since.as_deref().map(first_day).transpose().map_err(usage)?;
        selection.until = self.until.as_deref().map(last_day).transpose().map_err(usage)?;
        Ok(selection)
    }
}
