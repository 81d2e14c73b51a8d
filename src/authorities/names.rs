//! How names of authorities are dressed, and how they are undressed.

/// Put before a name, longest first where one begins another.
const PREFIXES: [&str; 11] = [
    "the ",
    "london borough of ",
    "royal borough of ",
    "metropolitan borough of ",
    "borough of ",
    "city of ",
    "county of ",
    "council of the ",
    "council of ",
    "county ",
    "local authority of ",
];

/// Put after a name. Each alone: `metropolitan borough council` goes off in steps.
const SUFFIXES: [&str; 19] = [
    " childrens social care services",
    " childrens social care",
    " childrens services",
    " childrens trust",
    " social care services",
    " local authority",
    " unitary authority",
    " council",
    " mbc",
    " borough",
    " metropolitan",
    " district",
    " county",
    " city of",
    " county of",
    " london borough of",
    " royal borough of",
    " city",
    " s",
];

/// Lower case, `and` for `&`, apostrophes dropped, other punctuation as single spaces.
pub(super) fn normalise(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '\'' | '’' | '‘' => {}
            '&' => plain.push_str(" and "),
            c if c.is_alphanumeric() => plain.extend(c.to_lowercase()),
            _ => plain.push(' '),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name as it stands, then with one piece of its dress after another taken off.
pub(super) fn spellings(name: &str) -> Vec<String> {
    let mut spellings = vec![normalise(name)];
    while let Some(shorter) = spellings.last().and_then(|name| undressed(name)) {
        spellings.push(shorter);
    }
    spellings
}

/// One piece off: suffixes first, so that "City of London Corporation" keeps its beginning longest.
fn undressed(name: &str) -> Option<String> {
    let suffix = SUFFIXES.iter().find_map(|suffix| name.strip_suffix(suffix));
    let rest = suffix.or_else(|| PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)))?;
    Some(rest.to_owned())
}

/// How alike two normalised names are, from 0 to 1. The beginning of a longer name counts as alike.
pub(super) fn likeness(typed: &str, name: &str) -> f64 {
    if typed.len() >= 4 && name.starts_with(typed) {
        return 0.95;
    }
    strsim::jaro_winkler(typed, name)
}
