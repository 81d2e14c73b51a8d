//! The local authorities with responsibility for children's services: names, codes, region, neighbours.
//!
//! Knows the table (`authorities.txt`) and how names are written. Knows nothing of any document.

mod mentions;
mod names;
mod table;

pub use mentions::mentioned;

use crate::record;
use std::collections::HashMap;
use std::sync::LazyLock;

/// One local authority, present or former.
#[derive(Debug, PartialEq, Eq)]
pub struct Authority {
    /// The plain name (`Wandsworth`).
    pub name: &'static str,
    /// Ofsted's unique reference number.
    pub urn: Option<&'static str>,
    /// The Department for Education's three-digit code. Unique in the table.
    pub dfe_code: &'static str,
    /// The Office for National Statistics' nine-character code.
    pub ons_code: Option<&'static str>,
    pub region: &'static str,
    pub kind: Kind,
    /// The year in which it ceased to exist; `None` for those of today.
    pub ended: Option<u16>,
    /// Other names in use.
    pub also: Vec<&'static str>,
    /// Codes of statistical neighbours, nearest first.
    neighbours: Vec<&'static str>,
    /// Codes of the authorities that followed a former one.
    followed_by: Vec<&'static str>,
    /// Whether the name is an ordinary word too (`Reading`).
    word_too: bool,
}

/// What kind of council it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    LondonBorough,
    CityCorporation,
    MetropolitanDistrict,
    UnitaryAuthority,
    County,
}

impl Authority {
    /// Its statistical neighbours, nearest first; none for former authorities.
    pub fn neighbours(&self) -> impl Iterator<Item = &'static Authority> {
        self.neighbours.iter().filter_map(|code| by_code(code))
    }

    /// The authorities that followed a former one.
    pub fn followed_by(&self) -> impl Iterator<Item = &'static Authority> {
        self.followed_by.iter().filter_map(|code| by_code(code))
    }

    /// The authority as a record states it.
    pub fn to_record(&self) -> record::Authority {
        record::Authority {
            name: self.name.to_owned(),
            urn: self.urn.map(str::to_owned),
            dfe_code: Some(self.dfe_code.to_owned()),
            ons_code: self.ons_code.map(str::to_owned),
            region: Some(self.region.to_owned()),
        }
    }
}

struct Table {
    authorities: Vec<Authority>,
    look_alikes: Vec<&'static str>,
    /// Normalised names to places in `authorities`.
    names: HashMap<String, usize>,
    codes: HashMap<&'static str, usize>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let (authorities, look_alikes) = table::parse(include_str!("authorities.txt"));
    let mut names = HashMap::new();
    let mut codes = HashMap::new();
    for (at, authority) in authorities.iter().enumerate() {
        codes.extend(
            [authority.urn, Some(authority.dfe_code), authority.ons_code]
                .into_iter()
                .flatten()
                .map(|c| (c, at)),
        );
        for name in std::iter::once(&authority.name).chain(&authority.also) {
            names.insert(names::normalise(name), at);
        }
    }
    Table { authorities, look_alikes, names, codes }
});

/// All authorities, present and former, by region and name.
pub fn all() -> &'static [Authority] {
    &TABLE.authorities
}

/// The authority of that name, however it is dressed: `London Borough of`, `City Council`, `&`,
/// punctuation and case make no difference.
///
/// ```
/// use ofsted_scan::authorities::by_name;
/// assert_eq!(by_name("The Royal Borough of Windsor & Maidenhead").unwrap().name, "Windsor and Maidenhead");
/// assert!(by_name("Atlantis City Council").is_none());
/// ```
pub fn by_name(name: &str) -> Option<&'static Authority> {
    names::spellings(name).iter().find_map(|name| TABLE.names.get(name)).map(|&at| &TABLE.authorities[at])
}

/// The authority with that code: Ofsted's URN, the DfE's or the ONS's.
pub fn by_code(code: &str) -> Option<&'static Authority> {
    TABLE.codes.get(code).map(|&at| &TABLE.authorities[at])
}

/// The nine regions, in alphabetical order.
pub fn regions() -> Vec<&'static str> {
    let mut regions: Vec<_> = all().iter().map(|authority| authority.region).collect();
    regions.sort_unstable();
    regions.dedup();
    regions
}

/// The region of that name; case, `&` and `The` make no difference.
pub fn region(name: &str) -> Option<&'static str> {
    let wanted = names::normalise(name);
    regions().into_iter().find(|region| names::normalise(region) == wanted)
}

/// How alike two names must be (Jaro-Winkler, 0 to 1) for one to be suggested for the other.
const ALIKE: f64 = 0.84;

/// Up to three authorities whose names are nearest to a mistyped one, nearest first.
pub fn suggest(name: &str) -> Vec<&'static Authority> {
    let wanted = names::spellings(name).pop().unwrap_or_default();
    let mut near: Vec<(f64, &Authority)> = all()
        .iter()
        .map(|authority| {
            let called = std::iter::once(&authority.name).chain(&authority.also);
            let alike = called.map(|other| names::likeness(&wanted, &names::normalise(other)));
            (alike.fold(0.0, f64::max), authority)
        })
        .filter(|(alike, _)| *alike >= ALIKE)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.name.cmp(b.1.name)));
    near.into_iter().take(3).map(|(_, authority)| authority).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let today: Vec<_> = all().iter().filter(|authority| authority.ended.is_none()).collect();
        assert_eq!(today.len(), 153);
        assert_eq!(regions().len(), 9);
        for authority in today {
            assert_eq!(authority.neighbours().count(), 10, "{}", authority.name);
            assert!(authority.urn.is_some() && authority.ons_code.is_some(), "{}", authority.name);
        }
        for authority in all().iter().filter(|authority| authority.ended.is_some()) {
            assert!(authority.followed_by().count() > 0, "{}", authority.name);
        }
    }

    #[test]
    fn every_dress_of_a_name_is_known() {
        for (dressed, plain) in [
            ("London Borough of Wandsworth", "Wandsworth"),
            ("Royal Borough of Kingston upon Thames", "Kingston upon Thames"),
            ("City of York Council", "York"),
            ("Kingston Upon Hull, City of", "Kingston upon Hull"),
            ("Hull City Council", "Kingston upon Hull"),
            ("Bristol, City of", "Bristol"),
            ("Telford & Wrekin", "Telford and Wrekin"),
            ("St. Helens Metropolitan Borough Council", "St Helens"),
            ("Metropolitan Borough of Barnsley Council", "Barnsley"),
            ("Dudley MBC", "Dudley"),
            ("County Durham", "Durham"),
            ("Durham County Council", "Durham"),
            ("Herefordshire, County of", "Herefordshire"),
            ("Corporation of London", "City of London"),
            ("the City of London", "City of London"),
            ("Council of the Isles of Scilly", "Isles of Scilly"),
            ("BCP Council", "Bournemouth, Christchurch and Poole"),
            ("Borough of Poole", "Poole"),
            ("Bedford Borough council", "Bedford Borough"),
            ("bedford", "Bedford Borough"),
            ("Bath & North East Somerset Council", "Bath and North East Somerset"),
            ("City of Doncaster Council", "Doncaster"),
            ("Leicester City", "Leicester"),
            ("Medway Children’s Services", "Medway"),
            ("Wandsworth local authority children’s services", "Wandsworth"),
            ("Solihull Metropolitan Borough", "Solihull"),
            ("stoke on trent", "Stoke-on-Trent"),
            ("SOUTHEND ON SEA", "Southend-on-Sea"),
            ("Northamptonshire County Council", "Northamptonshire"),
        ] {
            assert_eq!(by_name(dressed).map(|authority| authority.name), Some(plain), "{dressed}");
        }
        for unknown in ["", "London", "Rhondda Cynon Taf", "City Council", "the Council", "Christchurch"] {
            assert!(by_name(unknown).is_none(), "{unknown}");
        }
    }

    #[test]
    fn every_plain_name_finds_itself() {
        for authority in all() {
            assert_eq!(by_name(authority.name), Some(authority));
            assert_eq!(by_code(authority.dfe_code), Some(authority));
        }
    }

    #[test]
    fn mistyped_names_get_suggestions() {
        for (mistyped, meant) in [
            ("Wandswroth", "Wandsworth"),
            ("London Borough of Hackny", "Hackney"),
            ("Telford", "Telford and Wrekin"),
            ("Kensington", "Kensington and Chelsea"),
        ] {
            assert_eq!(suggest(mistyped).first().map(|authority| authority.name), Some(meant), "{mistyped}");
        }
        assert!(suggest("zzzz").is_empty());
        assert!(suggest("").is_empty());
    }

    #[test]
    fn regions_are_found_by_name() {
        assert_eq!(region("yorkshire & the humber"), Some("Yorkshire and the Humber"));
        assert_eq!(region("Cornwall"), None);
    }
}
