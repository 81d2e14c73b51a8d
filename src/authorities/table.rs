//! Reads the embedded table. It is part of the program, so a fault in it is a fault of ours and stops
//! the tests, never a user.

use super::{Authority, Kind};

/// The authorities and the look-alikes of their names.
pub(super) fn parse(table: &'static str) -> (Vec<Authority>, Vec<&'static str>) {
    let (mut authorities, mut look_alikes, mut heading) = (Vec::new(), Vec::new(), "");
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            heading = name;
        } else if heading == "look-alikes" {
            look_alikes.push(line);
        } else {
            authorities.push(row(heading, line).unwrap_or_else(|| panic!("authorities.txt: {line}")));
        }
    }
    (authorities, look_alikes)
}

fn row(region: &'static str, line: &'static str) -> Option<Authority> {
    let mut cells = line.split('|').map(str::trim);
    let name = cells.next()?;
    let urn = known(cells.next()?);
    let dfe_code = cells.next()?;
    let ons_code = known(cells.next()?);
    let kind = kind(cells.next()?)?;
    let neighbours = known(cells.next()?).map(|codes| codes.split(' ').collect()).unwrap_or_default();
    let mut authority = Authority {
        name,
        urn,
        dfe_code,
        ons_code,
        region,
        kind,
        ended: None,
        also: Vec::new(),
        neighbours,
        followed_by: Vec::new(),
        word_too: false,
    };
    for cell in cells {
        match cell.split_once(' ')? {
            ("until", rest) => {
                let (year, codes) = rest.split_once(", then ")?;
                authority.ended = Some(year.parse().ok()?);
                authority.followed_by = codes.split(' ').collect();
            }
            ("also", names) => authority.also = names.split("; ").collect(),
            ("a", "word too") => authority.word_too = true,
            _ => return None,
        }
    }
    Some(authority)
}

fn known(cell: &'static str) -> Option<&'static str> {
    (cell != "-").then_some(cell)
}

fn kind(cell: &str) -> Option<Kind> {
    Some(match cell {
        "london borough" => Kind::LondonBorough,
        "city corporation" => Kind::CityCorporation,
        "metropolitan" => Kind::MetropolitanDistrict,
        "unitary" => Kind::UnitaryAuthority,
        "county" => Kind::County,
        _ => return None,
    })
}
