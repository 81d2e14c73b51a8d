//! The words in which people read what a record says in kebab-case keys, and how good each grade is.

use super::report::Tone;
use crate::record::{Grade, Issuer, JudgementArea, Length, Polarity, Speaker};
use std::collections::BTreeMap;

/// A word from a fixed set: as scripts write it and as people read it.
pub trait Word: Copy {
    /// As in the record (`requires-improvement`).
    fn key(self) -> &'static str;
    /// As people read it (`Requires improvement`).
    fn title(self) -> &'static str;
}

macro_rules! words {
    ($type:ident { $($variant:ident => $key:literal, $title:literal;)* }) => {
        impl Word for $type {
            fn key(self) -> &'static str {
                match self { $($type::$variant => $key,)* }
            }
            fn title(self) -> &'static str {
                match self { $($type::$variant => $title,)* }
            }
        }

        #[cfg(test)]
        impl $type {
            /// Every one, for tests that hold keys against the record's.
            const ALL: &'static [$type] = &[$($type::$variant),*];
        }
    };
}

words!(Grade {
    Outstanding => "outstanding", "Outstanding";
    Good => "good", "Good";
    RequiresImprovement => "requires-improvement", "Requires improvement";
    Adequate => "adequate", "Adequate";
    Inadequate => "inadequate", "Inadequate";
    TypicallyPositive => "typically-positive", "Typically positive";
    Inconsistent => "inconsistent", "Inconsistent";
    SystemicFailings => "systemic-failings", "Systemic failings";
});

words!(JudgementArea {
    Overall => "overall", "Overall effectiveness";
    Leaders => "leaders", "Impact of leaders";
    HelpAndProtection => "help-and-protection", "Help and protection";
    CareAndCareLeavers => "care-and-care-leavers", "Children in care and care leavers";
    InCare => "in-care", "Children in care";
    CareLeavers => "care-leavers", "Care leavers";
    LookedAfterAndPermanence => "looked-after-and-permanence", "Looked after and permanence";
    Adoption => "adoption", "Adoption";
    Lscb => "lscb", "Safeguarding children board";
    AreaSend => "area-send", "Area SEND arrangements";
});

words!(Polarity {
    Strength => "strength", "Strength";
    Improvement => "improvement", "To improve";
    Mixed => "mixed", "Mixed";
    Neutral => "neutral", "Neutral";
});

words!(Speaker {
    Inspectorate => "inspectorate", "Inspectorate";
    Authority => "authority", "Authority";
    Other => "other", "Other";
});

words!(Issuer {
    Ofsted => "ofsted", "Ofsted";
    JointInspectorates => "joint-inspectorates", "Joint inspectorates";
    LocalAuthority => "local-authority", "Local authority";
    Press => "press", "Press";
});

words!(Length {
    Short => "short", "Short";
    Standard => "standard", "Standard";
});

/// How a grade is coloured. The word always stands beside the colour.
pub fn tone_of(grade: Grade) -> Tone {
    match grade {
        Grade::Outstanding | Grade::Good | Grade::TypicallyPositive => Tone::Good,
        Grade::RequiresImprovement | Grade::Adequate | Grade::Inconsistent => Tone::Middling,
        Grade::Inadequate | Grade::SystemicFailings => Tone::Bad,
    }
}

/// Titles of document types, inspection types and themes, which are data: ids without a title are
/// shown as their own words.
#[derive(Debug, Clone, Default)]
pub struct Titles(BTreeMap<String, String>);

impl Titles {
    /// From pairs of id and title.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Titles(pairs.into_iter().collect())
    }

    /// The title of `id`.
    pub fn of(&self, id: &str) -> String {
        self.0.get(id).cloned().unwrap_or_else(|| spelt_out(id))
    }
}

/// Ids that are abbreviations, as people write them.
const ABBREVIATIONS: [(&str, &str); 4] =
    [("ilacs", "ILACS"), ("sif", "SIF"), ("jtai", "JTAI"), ("send", "SEND")];

/// `area-send-report` as `Area SEND report`.
fn spelt_out(id: &str) -> String {
    let word = |part: &str| {
        let known = ABBREVIATIONS.iter().find(|(key, _)| *key == part);
        known.map_or_else(|| part.to_owned(), |(_, word)| (*word).to_owned())
    };
    let words = id.split('-').map(word).collect::<Vec<_>>().join(" ");
    capitalised(&words)
}

/// The same words with a capital at the start.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// An ISO date, whole or partial, as people write it: `3 May 2024`, `May 2024`, `2024`.
pub fn date(iso: &str) -> String {
    let mut parts = iso.splitn(3, '-');
    let (year, month, day) = (parts.next().unwrap_or(""), parts.next(), parts.next());
    let month = month.and_then(|m| m.parse::<usize>().ok()).and_then(|m| MONTHS.get(m.wrapping_sub(1)));
    match (month, day.and_then(|d| d.parse::<u8>().ok())) {
        (Some(month), Some(day)) => format!("{day} {month} {year}"),
        (Some(month), None) => format!("{month} {year}"),
        _ => iso.to_owned(),
    }
}

/// Two ISO dates as one range, saying month and year once where they agree.
pub fn date_range(start: &str, end: &str) -> String {
    if start == end {
        return date(start);
    }
    let (from, to) = (date(start), date(end));
    let split = |words: &str| words.split(' ').map(str::to_owned).collect::<Vec<_>>();
    match (split(&from).as_slice(), split(&to).as_slice()) {
        ([d1, m1, y1], [d2, m2, y2]) if m1 == m2 && y1 == y2 => format!("{d1} to {d2} {m1} {y1}"),
        ([d1, m1, y1], [d2, m2, y2]) if y1 == y2 => format!("{d1} {m1} to {d2} {m2} {y1}"),
        _ => format!("{from} to {to}"),
    }
}

/// A count with its noun: `1 page`, `3 pages`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize;

    fn keys_agree<T: Word + Serialize>(all: &[T]) {
        for &word in all {
            assert_eq!(serde_json::to_value(word).unwrap(), word.key());
        }
    }

    #[test]
    fn keys_are_those_of_the_record() {
        keys_agree(Grade::ALL);
        keys_agree(JudgementArea::ALL);
        keys_agree(Polarity::ALL);
        keys_agree(Speaker::ALL);
        keys_agree(Issuer::ALL);
        keys_agree(Length::ALL);
    }

    #[test]
    fn dates_read_as_people_write_them() {
        assert_eq!(date("2024-05-03"), "3 May 2024");
        assert_eq!(date("2024-05"), "May 2024");
        assert_eq!(date("2024"), "2024");
        assert_eq!(date("soon"), "soon");
        assert_eq!(date("2024-13-99"), "2024-13-99");
        assert_eq!(date_range("2019-05-16", "2019-05-17"), "16 to 17 May 2019");
        assert_eq!(date_range("2024-04-29", "2024-05-03"), "29 April to 3 May 2024");
        assert_eq!(date_range("2015-11-24", "2016-01-17"), "24 November 2015 to 17 January 2016");
        assert_eq!(date_range("2015-11-24", "2015-11-24"), "24 November 2015");
    }

    #[test]
    fn ids_without_a_title_are_spelt_out() {
        let titles = Titles::new([("x".to_owned(), "The X".to_owned())]);
        assert_eq!(titles.of("x"), "The X");
        assert_eq!(titles.of("area-send-report"), "Area SEND report");
        assert_eq!(titles.of(""), "");
    }
}
