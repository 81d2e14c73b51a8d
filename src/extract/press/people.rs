//! People whom a press text names, each with the role and the side that the whole text gives.
//!
//! Knows that a person is named more than once, in full and in short. Knows nothing of quotations.

use super::names::{COUNCIL_TITLES, Name, is_public, names};
use super::roles::{role_before, role_beside};
use super::sides::{is_office_over_party, ruling_party, side_of, speaks_for_party};
use crate::record::Speaker;
use std::collections::HashMap;

/// Someone named.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Person {
    /// As printed at the fullest, without a title.
    pub name: String,
    pub role: Option<String>,
    pub speaker: Option<Speaker>,
}

/// Everyone named in a text.
#[derive(Debug, Default)]
pub(super) struct People {
    pub list: Vec<Person>,
    by_surname: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
    /// The party that runs the council, where the text says so: it speaks for the council.
    ruling: Option<String>,
}

impl People {
    /// Reads paragraphs in order: the first full mention introduces a person, later ones may add a role.
    ///
    /// `place` is the authority that the text is about: its name is nobody's.
    pub fn of<'t>(paragraphs: impl Iterator<Item = &'t str>, place: Option<&str>) -> Self {
        let mut people = People::default();
        for text in paragraphs {
            let is_place = |name: &Name| {
                place.is_some_and(|place| {
                    text[name.bare.clone()].starts_with(place) || place.contains(&text[name.bare.clone()])
                })
            };
            people.ruling = people.ruling.or_else(|| ruling_party(text));
            let mut before: Option<(usize, String)> = None;
            for name in names(text).into_iter().filter(|name| !is_place(name)) {
                people.meet(text, &name);
                // "Inspectors Joan Field and Max Obi": the role in the plural is that of both.
                let plural = role_before(text, name.range.start).filter(|role| role.ends_with('s'));
                let shared =
                    before.filter(|(end, _)| &text[*end..name.range.start] == " and ").map(|(_, role)| role);
                if let Some(role) = &shared {
                    people.share(&text[name.bare.clone()], role);
                }
                before = plural.map(|role| (name.range.end, role));
            }
        }
        if let Some(party) = people.ruling.clone() {
            for person in &mut people.list {
                let of_party = person.role.as_ref().is_some_and(|role| speaks_for_party(role, &party));
                if of_party && person.speaker == Some(Speaker::Other) {
                    person.speaker = Some(Speaker::Authority);
                }
            }
        }
        people
    }

    /// Whether a role speaks for the party that runs the council.
    pub fn is_ruling(&self, role: &str) -> bool {
        self.ruling.as_ref().is_some_and(|party| speaks_for_party(role, party))
    }

    fn share(&mut self, name: &str, role: &str) {
        let Some(at) = self.find(name) else { return };
        let person = &mut self.list[at];
        if person.role.is_none() {
            person.role = Some(role.to_owned());
            person.speaker = person.speaker.or(side_of(role));
        }
    }

    fn meet(&mut self, text: &str, name: &Name) {
        let bare = &text[name.bare.clone()];
        let role = role_beside(text, name);
        let title =
            name.title.as_deref().filter(|title| COUNCIL_TITLES.contains(&title.to_lowercase().as_str()));
        let at = self.find(bare).unwrap_or_else(|| {
            self.list.push(Person { name: bare.to_owned(), role: None, speaker: None });
            self.list.len() - 1
        });
        let person = &mut self.list[at];
        if bare.len() > person.name.len() && bare.ends_with(person.name.as_str()) {
            person.name = bare.to_owned();
        }
        let office = |old: &String| role.as_ref().is_some_and(|role| is_office_over_party(role, old));
        let weak =
            person.role.is_none() || person.speaker.is_none() || person.role.as_ref().is_some_and(office);
        if let Some(role) = role.filter(|_| weak || is_bare_title(person.role.as_deref())) {
            let side = side_of(&role);
            if side.is_some() || person.role.is_none() {
                person.speaker = side.or(person.speaker);
                person.role = Some(role);
            }
        }
        if let Some(title) = title {
            person.speaker = person.speaker.or(Some(Speaker::Authority));
            person.role.get_or_insert_with(|| title.to_owned());
        }
        if person.role.is_none() && is_public(text, &name.bare, name.range.end) {
            person.speaker = person.speaker.or(Some(Speaker::Other));
        }
        let full = person.name.to_lowercase();
        let surname = full.rsplit(' ').next().unwrap_or_default().to_owned();
        self.by_surname.entry(surname).or_insert(at);
        self.by_name.insert(full, at);
    }

    /// The person of that name or surname (or given name), however short.
    pub fn find(&self, name: &str) -> Option<usize> {
        let name = name.to_lowercase();
        if let Some(&at) = self.by_name.get(&name) {
            return Some(at);
        }
        let surname = name.rsplit(' ').next()?;
        let at = *self.by_surname.get(surname)?;
        let known = self.list[at].name.to_lowercase();
        if known.strip_suffix(name.as_str()).is_some_and(|given| given.ends_with(' ')) {
            // "Ms Marsh Lee" is Ada Marsh Lee.
            return Some(at);
        }
        // Two people may share a surname: given names must not differ.
        let (given, other) = (name.split(' ').next()?, known.split(' ').next()?);
        let short = !name.contains(' ') || !known.contains(' ');
        (short || given == other || given.starts_with(other) || other.starts_with(given)).then_some(at)
    }

    /// Later short mentions: a known surname alone.
    pub fn surname_at(&self, word: &str) -> Option<usize> {
        self.by_surname.get(&word.to_lowercase()).copied()
    }
}

fn is_bare_title(role: Option<&str>) -> bool {
    role.is_some_and(|role| COUNCIL_TITLES.contains(&role.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_before_and_after() {
        let people = People::of(
            [
                "Kit Stone, Brackenshire’s Cabinet Member for Children, Young People and Families said: “x”",
                "Children’s services spokesman Cllr Ada Marsh said: “x”",
                "“x,” said council leader Jo Field.",
                "Sam Hale, who is director of children’s services, added",
                "Leader of the Labour group Ivy Lane said",
                "Ravi Obi (Unison branch secretary) said",
                "Cllr Una Wood said it. Wood added more.",
            ]
            .into_iter(),
            None,
        );
        let told: Vec<(&str, Option<&str>, Option<Speaker>)> =
            people.list.iter().map(|p| (p.name.as_str(), p.role.as_deref(), p.speaker)).collect();
        use Speaker::*;
        assert_eq!(
            told,
            [
                (
                    "Kit Stone",
                    Some("Brackenshire’s Cabinet Member for Children, Young People and Families"),
                    Some(Authority)
                ),
                ("Ada Marsh", Some("Children’s services spokesman"), Some(Authority)),
                ("Jo Field", Some("council leader"), Some(Authority)),
                ("Sam Hale", Some("director of children’s services"), Some(Authority)),
                ("Ivy Lane", Some("Leader of the Labour group"), Some(Other)),
                ("Ravi Obi", Some("Unison branch secretary"), Some(Other)),
                ("Una Wood", Some("Cllr"), Some(Authority)),
            ]
        );
    }

    #[test]
    fn roles_shared_and_parties_that_rule() {
        let people = People::of(
            [
                "Inspectors Mona Reith and Karl Birch looked at the front door.",
                "The Conservative administration said that money was short.",
                "Ned Sharp, Conservative group leader, said: “x”",
                "Peg Ansell, Labour group leader, said: “x”",
                "Ravi Obi, once a director of children’s services in another county, said: “x”",
                "Una Wood, who speaks on children’s services for the opposition Labour group, said: “x”",
            ]
            .into_iter(),
            None,
        );
        let told: Vec<(&str, Option<Speaker>)> =
            people.list.iter().map(|p| (p.name.as_str(), p.speaker)).collect();
        use Speaker::*;
        assert_eq!(
            told,
            [
                ("Mona Reith", Some(Inspectorate)),
                ("Karl Birch", Some(Inspectorate)),
                ("Ned Sharp", Some(Authority)),
                ("Peg Ansell", Some(Other)),
                ("Ravi Obi", Some(Other)),
                ("Una Wood", Some(Other)),
            ]
        );
    }
}
