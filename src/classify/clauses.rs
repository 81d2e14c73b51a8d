//! Parts a sentence into clauses at its contrasts, and tells which are conceded.
//!
//! Knows marks and contrast rules found; nothing of cues.

use crate::rules::words::{START, Word};
use crate::rules::{Act, Effect, Found, RuleBook};

/// A clause: words `first..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clause {
    pub first: usize,
    pub end: usize,
    /// Stands under "although", "while", "despite": said, but not the point.
    pub conceded: bool,
    /// Only supposes something ("when", "if"): nothing in it is judged.
    pub supposed: bool,
    /// The contrast rule that opened it.
    pub rule: Option<usize>,
}

/// Fewest words of a conceded clause before the comma that closes it.
const SHORTEST_CONCESSION: usize = 4;

/// Words before a verb that keep it in the clause it stands in.
const JOINS: [&str; 10] = ["and", "or", "that", "who", "which", "what", "how", "whether", "to", "not"];

/// Words that, with a verb after them, begin a main clause.
const SUBJECTS: [&str; 5] = ["they", "it", "these", "this", "there"];

/// The clauses of a sentence, in order, covering every word.
pub fn clauses(words: &[Word], found: &[Found], book: &RuleBook) -> Vec<Clause> {
    let mut cuts: Vec<Clause> = vec![Clause::plain(0, words.len())];
    for (at, _) in words.iter().enumerate().filter(|(_, word)| word.form == ";") {
        open(&mut cuts, Clause::plain(at, words.len()));
    }
    for place in found {
        let Effect::Contrast(act) = book.rules()[place.rule].effect else { continue };
        // A rule that names the mark before its word opens the clause at the word.
        let first = place.first + usize::from(words[place.first].is_mark());
        let rule = Some(place.rule);
        let (conceded, supposed) = (act == Act::Concedes, act == Act::Supposes);
        open(&mut cuts, Clause { first, end: words.len(), conceded, supposed, rule });
        if (conceded || supposed)
            && let Some(comma) = closing_comma(words, first, supposed)
        {
            // What follows takes up the clause that the aside broke into.
            open(&mut cuts, Clause::plain(comma + 1, words.len()));
        } else if let Some(verb) = broken_into(words, first, book).filter(|_| supposed) {
            open(&mut cuts, Clause::plain(verb, words.len()));
        }
    }
    cuts.retain(|clause| words[clause.first..clause.end].iter().any(|word| !word.is_mark()));
    if cuts.is_empty() {
        cuts.push(Clause::plain(0, words.len()));
    }
    cuts
}

/// Ends the clause that holds the first word of `new` there, and begins `new`.
fn open(cuts: &mut Vec<Clause>, new: Clause) {
    let holds = |clause: &Clause| clause.first <= new.first && new.first < clause.end;
    let Some(index) = cuts.iter().position(holds) else { return };
    let end = cuts[index].end;
    if cuts[index].first == new.first {
        let old = &mut cuts[index];
        old.conceded |= new.conceded;
        old.supposed |= new.supposed;
        old.rule = old.rule.or(new.rule);
        return;
    }
    cuts[index].end = new.first;
    cuts.insert(index + 1, Clause { end, ..new });
}

/// The comma that closes a concession or supposition. One inside a sentence runs to its end, unless
/// it only supposes.
fn closing_comma(words: &[Word], first: usize, anywhere: bool) -> Option<usize> {
    let opens =
        first.checked_sub(1).is_none_or(|before| words[before].form == START || words[before].is_mark());
    if !opens && !anywhere {
        return None;
    }
    let comma = |from: usize| (from..words.len()).find(|&at| words[at].form == ",");
    // "While, for some, ...": the comma after the aside does not close the concession.
    let aside = words.get(first + 1).filter(|word| word.form == ",").and_then(|_| comma(first + 2));
    let from = aside.unwrap_or(first) + if anywhere { 2 } else { SHORTEST_CONCESSION };
    comma(from)
}

/// The verb with which a sentence goes on after a supposition that nothing closes: "Letters sent when courts
/// are asked *do* not say why." The supposition has the first verb to itself, and all that "and" or a relative
/// word joins to it.
fn broken_into(words: &[Word], first: usize, book: &RuleBook) -> Option<usize> {
    let is_verb = |&at: &usize| book.stops_at(&words[at]) && !JOINS.contains(&words[at - 1].form.as_ref());
    if first <= 1 || words[first - 1].is_mark() {
        // "When tools are filled in they are rarely used."
        let goes_on =
            |&at: &usize| SUBJECTS.contains(&words[at].form.as_ref()) && book.stops_at(&words[at + 1]);
        return (first + 3..words.len() - 1).take_while(|&at| !words[at].is_mark()).find(goes_on);
    }
    let own = (first + 1..words.len()).find(|&at| book.stops_at(&words[at]))?;
    (own + 2..words.len()).take_while(|&at| !words[at].is_mark()).find(is_verb)
}

impl Clause {
    fn plain(first: usize, end: usize) -> Self {
        Clause { first, end, conceded: false, supposed: false, rule: None }
    }
}
