//! Which records are wanted: by authority, region, neighbours, time and kind of inspection.
//!
//! Knows the facts of a record's inspection. Knows nothing of findings.

use super::when::{self, Days};
use crate::authorities::{self, Authority};
use crate::record::Record;
use jiff::civil::Date;

/// A choice of records; everything, where nothing is asked.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only these authorities; empty for all.
    pub authorities: Vec<&'static Authority>,
    /// Only authorities of these regions; empty for all.
    pub regions: Vec<&'static str>,
    /// Only inspections that ended on this day or later.
    pub since: Option<Date>,
    /// Only inspections that began on this day or earlier.
    pub until: Option<Date>,
    /// Only these kinds of inspection (`ilacs`, `focused-visit`); empty for all.
    pub kinds: Vec<String>,
}

/// A name or date that cannot be used, with what could be meant: for the message to who typed it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    #[error("no local authority is called `{0}`{1}")]
    Authority(String, String),
    #[error("no region is called `{0}`; the regions are {1}")]
    Region(String, String),
    #[error("`{0}` is not a date; write 2023, 2023-05 or 2023-05-16")]
    Date(String),
    #[error("{0} has no statistical neighbours: it is a former authority, followed by {1}")]
    Former(&'static str, String),
}

impl Selection {
    /// Adds an authority by any of its names.
    ///
    /// # Errors
    /// Where no authority has that name; the message suggests the nearest.
    pub fn authority(&mut self, name: &str) -> Result<(), Unusable> {
        self.authorities.push(known(name)?);
        Ok(())
    }

    /// Adds an authority and its statistical neighbours.
    ///
    /// # Errors
    /// Where no authority has that name, or where it is a former one without neighbours.
    pub fn neighbours_of(&mut self, name: &str) -> Result<(), Unusable> {
        let centre = known(name)?;
        if centre.neighbours().next().is_none() {
            let names: Vec<_> = centre.followed_by().map(|authority| authority.name).collect();
            return Err(Unusable::Former(centre.name, names.join(" and ")));
        }
        self.authorities.push(centre);
        self.authorities.extend(centre.neighbours());
        Ok(())
    }

    /// Adds a region by its name.
    ///
    /// # Errors
    /// Where there is none of that name; the message lists all.
    pub fn region(&mut self, name: &str) -> Result<(), Unusable> {
        let unknown = || Unusable::Region(name.to_owned(), authorities::regions().join(", "));
        self.regions.push(authorities::region(name).ok_or_else(unknown)?);
        Ok(())
    }

    /// Whether the record's authority is wanted.
    pub fn wants_authority(&self, record: &Record) -> bool {
        if self.authorities.is_empty() && self.regions.is_empty() {
            return true;
        }
        let Some(authority) = &record.inspection.authority else { return false };
        let name = authorities::by_name(&authority.name);
        let listed = self.authorities.is_empty()
            || name
                .is_some_and(|name| self.authorities.iter().any(|wanted| wanted.dfe_code == name.dfe_code));
        let region = authority.region.as_deref().or(name.map(|name| name.region));
        listed && (self.regions.is_empty() || region.is_some_and(|region| self.regions.contains(&region)))
    }

    /// Whether an inspection of that kind on those days is wanted.
    pub fn wants_inspection(&self, kind: Option<&str>, days: Option<Days>) -> bool {
        let kind_wanted =
            self.kinds.is_empty() || kind.is_some_and(|kind| self.kinds.iter().any(|wanted| wanted == kind));
        if self.since.is_none() && self.until.is_none() {
            return kind_wanted;
        }
        let Some(days) = days else { return false };
        kind_wanted
            && self.since.is_none_or(|since| days.to >= since)
            && self.until.is_none_or(|until| days.from <= until)
    }
}

/// The first day that a date of the command line allows (`2023` is 1 January 2023).
///
/// # Errors
/// Where it is not a date.
pub fn first_day(told: &str) -> Result<Date, Unusable> {
    Days::parse(told).map(|days| days.from).ok_or_else(|| Unusable::Date(told.to_owned()))
}

/// The last day that a date of the command line allows (`2023` is 31 December 2023).
///
/// # Errors
/// Where it is not a date.
pub fn last_day(told: &str) -> Result<Date, Unusable> {
    Days::parse(told).map(|days| days.to).ok_or_else(|| Unusable::Date(told.to_owned()))
}

/// The days on which a record's inspection took place, as far as the record tells: on site, told
/// loosely, or else the date of the document.
pub fn days_of(record: &Record) -> Option<Days> {
    let inspection = &record.inspection;
    let on_site = || {
        let start = inspection.start.as_deref().and_then(when::day)?;
        Some(Days::new(start, inspection.end.as_deref().and_then(when::day).unwrap_or(start)))
    };
    let told = || {
        let told = inspection.told.as_ref()?;
        Some(Days::new(when::day(&told.from)?, when::day(&told.to)?))
    };
    on_site().or_else(told).or_else(|| published(record).map(|day| Days::new(day, day)))
}

/// The date printed on the document.
pub fn published(record: &Record) -> Option<Date> {
    record.document.date.as_deref().and_then(when::day)
}

fn known(name: &str) -> Result<&'static Authority, Unusable> {
    authorities::by_name(name).ok_or_else(|| {
        let near: Vec<_> = authorities::suggest(name).into_iter().map(|authority| authority.name).collect();
        let hint =
            if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(" or ")) };
        Unusable::Authority(name.to_owned(), hint)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_cannot_be_used_say_what_could_be_meant() {
        let mut selection = Selection::default();
        assert_eq!(
            selection.authority("Hackny").unwrap_err().to_string(),
            "no local authority is called `Hackny`; did you mean Hackney?"
        );
        assert!(selection.region("Mercia").unwrap_err().to_string().contains("West Midlands"));
        assert!(selection.neighbours_of("Cumbria").unwrap_err().to_string().contains("Cumberland"));
        assert!(first_day("last year").is_err());
        selection.neighbours_of("Wandsworth Council").unwrap();
        assert_eq!(selection.authorities.len(), 11);
    }

    #[test]
    fn dates_of_the_command_line_may_be_partial() {
        let selection = Selection {
            since: Some(first_day("2019").unwrap()),
            until: Some(last_day("2019-05").unwrap()),
            ..Selection::default()
        };
        let on = |told| Days::parse(told);
        assert!(selection.wants_inspection(None, on("2019-05-31")));
        assert!(selection.wants_inspection(None, on("2019")));
        assert!(!selection.wants_inspection(None, on("2019-06-01")));
        assert!(!selection.wants_inspection(None, on("2018")));
        assert!(!selection.wants_inspection(None, None));
    }
}
