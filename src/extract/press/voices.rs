//! Who says what: each quotation and each reported statement gets its source.
//!
//! Knows how press texts tie words to speakers: a verb before or after, a speaker carried over paragraphs,
//! a headline that names the inspectors. Knows nothing of what the words mean.

use super::echoes;
use super::marks::{self, Marked};
use super::people::People;
use super::scraps::{is_cross_heading, is_embedded, is_fragment, is_grade};
use super::sources::{self, Context, Resolved, Source};
use super::wording::{
    begins_a_clause, came_and_looked, goes_on, is_first_person, is_label, is_response, somebody_says,
    taken_up, tells_of_many,
};
use crate::record::Speaker;
use std::ops::Range;

/// A paragraph of the body with its sentences (bytes of the paragraph).
pub(super) struct Paragraph<'t> {
    pub text: &'t str,
    pub sentences: Vec<Range<usize>>,
    /// A list item: it goes on with what introduced the list.
    pub item: bool,
    /// Set apart as a quotation by the markup, without marks.
    pub quote: bool,
    /// The headline or the summary under it.
    pub head: bool,
}

/// Words in marks with their source.
#[derive(Debug, Clone)]
pub(super) struct Spoken {
    pub marked: Marked,
    pub source: Option<Source>,
    pub fragment: bool,
}

/// A sentence, or the part of one outside quotation marks, with the source that the text gives it.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    pub paragraph: usize,
    pub range: Range<usize>,
    pub source: Source,
    /// Rests on a passive that names nobody ("was rated").
    pub weak: bool,
}

/// All voices of a text.
#[derive(Debug, Default)]
pub(super) struct Voices {
    pub spoken: Vec<Spoken>,
    pub statements: Vec<Statement>,
    pub unbalanced: usize,
}

/// Words before a cue after a quotation: more, and the cue belongs to something else.
const CUE_WITHIN_WORDS: usize = 14;

/// Hears a whole text. `place` is the name of the authority that the text is about.
pub(super) fn hear(paragraphs: &[Paragraph], people: &People, place: Option<&str>) -> Voices {
    let texts: Vec<&str> = paragraphs.iter().map(|paragraph| paragraph.text).collect();
    let quotations = marks::find(&texts);
    let mut marked = quotations.marked;
    add_set_apart(paragraphs, &mut marked);
    let mut hearing = Hearing {
        paragraphs,
        people,
        place,
        context: Context::default(),
        voices: Voices { unbalanced: quotations.unbalanced, ..Voices::default() },
        before: None,
        list: None,
        introduced: None,
        headline: paragraphs
            .iter()
            .filter(|paragraph| paragraph.head)
            .any(|paragraph| sources::names_inspectorate(paragraph.text)),
        said: false,
    };
    let mut rest = &marked[..];
    for index in 0..paragraphs.len() {
        let count = rest.iter().take_while(|one| one.paragraph == index).count();
        let (here, later) = rest.split_at(count);
        hearing.paragraph(index, here);
        rest = later;
    }
    let mut voices = hearing.voices;
    echoes::settle(paragraphs, &mut voices.spoken);
    voices
}

/// Paragraphs that markup sets apart as quotations are quotations without marks.
fn add_set_apart(paragraphs: &[Paragraph], marked: &mut Vec<Marked>) {
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if paragraph.quote && !marked.iter().any(|one| one.paragraph == index) {
            let whole = 0..paragraph.text.len();
            marked.push(Marked {
                paragraph: index,
                outer: whole.clone(),
                inner: whole,
                continues: false,
                closed: true,
            });
        }
    }
    marked.sort_by_key(|one| (one.paragraph, one.outer.start));
}

struct Hearing<'p> {
    paragraphs: &'p [Paragraph<'p>],
    people: &'p People,
    place: Option<&'p str>,
    context: Context,
    voices: Voices,
    /// The source that the paragraphs so far end with.
    before: Option<Source>,
    /// The source that a list was introduced with.
    list: Option<Source>,
    /// The source that a paragraph ending in a colon named for the paragraphs quoted after it.
    introduced: Option<Source>,
    /// The headline names the inspectorate.
    headline: bool,
    /// Somebody was quoted below the headline.
    said: bool,
}

/// One sentence with its narrative part: what stands in marks is blanked out.
struct Sentence {
    range: Range<usize>,
    cues: Vec<Resolved>,
}

impl Hearing<'_> {
    fn paragraph(&mut self, index: usize, quotes: &[Marked]) {
        let paragraph = &self.paragraphs[index];
        let narrative = blanked(paragraph.text, quotes);
        let sentences: Vec<Sentence> = paragraph
            .sentences
            .iter()
            .map(|range| self.sentence(&narrative, range.clone(), paragraph.head))
            .collect();
        let mut current: Option<Source> = None;
        if !paragraph.item {
            self.list = None;
        }
        let mut spoken = quotes.iter().peekable();
        for (at, sentence) in sentences.iter().enumerate() {
            while let Some(quote) = spoken.next_if(|quote| quote.outer.start < sentence.range.end) {
                let cued = self.cued(&narrative, &sentences, quote, quotes);
                let uncued = || {
                    let source = self.uncued(index, quote, current.as_ref(), &narrative);
                    // A report is no "he": whoever it is, it is not the inspectorate.
                    source.filter(|source| {
                        source.speaker != Some(Speaker::Inspectorate) || !somebody_says(&narrative)
                    })
                };
                let source = cued.or_else(uncued);
                if let Some(source) = &source {
                    current = Some(source.clone());
                }
                let fragment = is_fragment(paragraph.text, quote) || is_cross_heading(paragraph, quote);
                self.said |= !fragment && !paragraph.head;
                self.voices.spoken.push(Spoken { marked: quote.clone(), source, fragment });
            }
            self.state(index, &sentences, at, quotes, &mut current);
        }
        if !paragraph.head || current.as_ref().is_some_and(|source| source.speaker.is_some()) {
            self.before =
                current.or_else(|| self.before.take().filter(|_| quotes.is_empty() && paragraph.item));
        }
        if let Some(source) = &self.before {
            self.context.last = Some(source.clone());
        }
        let colon = paragraph.text.trim_end().ends_with(':');
        let goes_on = quotes.len() == 1 && narrative.trim().is_empty();
        if colon {
            self.introduced.clone_from(&self.before);
        } else if !goes_on {
            self.introduced = None;
        }
        if colon {
            self.list = self.before.clone().or_else(|| {
                let inspectors = sources::names_inspectorate(&narrative);
                inspectors.then(|| Source { speaker: Some(Speaker::Inspectorate), ..Source::default() })
            });
        }
    }

    fn sentence(&mut self, narrative: &str, range: Range<usize>, headline: bool) -> Sentence {
        let offset = range.start;
        let words = &narrative[range.clone()];
        let mut cues = sources::resolve(words, self.people, self.place, &self.context, headline);
        if cues.is_empty()
            && words.trim_end().ends_with(':')
            && let Some((source, is_person)) =
                sources::labelled(words, self.people, self.place, &self.context)
            && words.trim().len() < 160
        {
            let end = words.len();
            cues.push(Resolved {
                range: end..end,
                source,
                is_person,
                trails: false,
                weak: true,
                passive: false,
            });
        }
        for cue in &mut cues {
            cue.range = cue.range.start + offset..cue.range.end + offset;
            if !cue.weak {
                self.context.note(&cue.source, cue.is_person);
            }
        }
        // "Cllr Field attacked the plan. He said": a pronoun after it means whoever the sentence is about.
        if !cues.iter().any(|cue| cue.is_person && !cue.weak)
            && let Some(person) = sources::person_named(words, self.people, self.place)
        {
            self.context.person = Some(person);
        }
        Sentence { range, cues }
    }

    /// The source that a cue in the quotation's own sentences gives.
    fn cued(
        &self,
        narrative: &str,
        sentences: &[Sentence],
        quote: &Marked,
        all: &[Marked],
    ) -> Option<Source> {
        let first = sentences.iter().find(|sentence| quote.outer.start < sentence.range.end)?;
        let last = sentences.iter().find(|sentence| quote.outer.end <= sentence.range.end)?;
        let next = all
            .iter()
            .find(|other| other.outer.start >= quote.outer.end)
            .map_or(narrative.len(), |other| other.outer.start);
        let after = last.cues.iter().find(|cue| cue.range.start >= quote.outer.end);
        let tight = after.filter(|cue| {
            let between = &narrative[quote.outer.end..cue.range.start.max(quote.outer.end)];
            let words = between.split_whitespace().count();
            cue.range.start < next
                && (words <= 6 && (cue.trails || !begins_a_clause(between))
                    || cue.trails && words <= CUE_WITHIN_WORDS)
                && !between.contains(':')
        });
        let before = first.cues.iter().rev().find(|cue| cue.range.end <= quote.outer.start);
        let lead_in = narrative[first.range.start..quote.outer.start].trim_end();
        // "..., said:" right before the marks beats everything.
        if let Some(cue) =
            before.filter(|cue| !cue.weak && lead_in.ends_with(':') || cue.range.end + 2 >= quote.outer.start)
        {
            return Some(cue.source.clone());
        }
        // What the paragraph before introduced with a colon opens this one: a verb beyond the words is another's.
        if let Some(introduced) = &self.introduced
            && narrative[..quote.outer.start].trim().is_empty()
            && tight.is_none()
        {
            return Some(introduced.clone());
        }
        // "Asked about praise for ‘vision’ in the report, Cllr Field said": words taken up, not said.
        if taken_up(lead_in) && narrative[quote.outer.end..].starts_with([',', ' ']) && after.is_some() {
            return Some(Source { speaker: Some(Speaker::Inspectorate), ..Source::default() });
        }
        let strong = |cue: &&Resolved| !cue.weak;
        let tight = tight.filter(|cue| !cue.passive || !before.is_some_and(|before| strong(&before)));
        let trailing =
            last.cues.iter().find(|cue| cue.range.start >= quote.outer.end && cue.trails && !cue.weak);
        tight
            .filter(strong)
            .or_else(|| before.filter(strong))
            .or(trailing)
            .or_else(|| after.filter(strong))
            .or_else(|| self.next_sentence_says(sentences, quote))
            .or(before)
            .or(after)
            .map(|cue| cue.source.clone())
    }

    /// “It is good.” Cllr Field said.
    fn next_sentence_says<'s>(&self, sentences: &'s [Sentence], quote: &Marked) -> Option<&'s Resolved> {
        let next = sentences.iter().find(|sentence| sentence.range.start >= quote.outer.end)?;
        let short = next.range.len() < 120 && next.cues.len() == 1;
        next.cues
            .first()
            .filter(|cue| short && !cue.weak && (cue.trails || cue.range.end + 2 >= next.range.end))
    }

    /// A quotation without a cue: carried over, introduced by the paragraph before, or the headline's.
    fn uncued(
        &self,
        index: usize,
        quote: &Marked,
        current: Option<&Source>,
        narrative: &str,
    ) -> Option<Source> {
        let words = &self.paragraphs[index].text[quote.inner.clone()];
        let last = self.voices.spoken.last();
        if quote.continues
            && let Some(last) = last
        {
            return last.source.clone();
        }
        let inspectorate = || Source { speaker: Some(Speaker::Inspectorate), ..Source::default() };
        if let Some(current) = current {
            return self.plausible(words, Some(current.clone()));
        }
        if is_response(words) {
            // Whoever accepts, apologises or is proud answers the inspectors.
            let known = [self.before.as_ref(), self.context.last.as_ref(), self.context.person.as_ref()];
            let answering =
                known.into_iter().flatten().find(|source| source.speaker == Some(Speaker::Authority));
            let somebody = Source { speaker: Some(Speaker::Authority), ..Source::default() };
            return Some(answering.cloned().filter(|_| !self.paragraphs[index].head).unwrap_or(somebody));
        }
        let alone = narrative.trim().chars().filter(|c| c.is_alphabetic()).count() < 12;
        if is_grade(words) || (!alone && sources::names_inspectorate(narrative) && !is_first_person(words)) {
            return Some(inspectorate());
        }
        if self.paragraphs[index].head {
            return (self.headline && !is_first_person(words)).then(inspectorate);
        }
        if self.paragraphs[index].item
            && let Some(list) = &self.list
        {
            return Some(list.clone());
        }
        if let Some(introduced) =
            self.introduced.as_ref().filter(|_| narrative[..quote.outer.start].trim().is_empty())
        {
            return Some(introduced.clone());
        }
        if !alone {
            return self.in_passing(index, quote, narrative);
        }
        let nothing_said = !self.said;
        let carried = self
            .before
            .clone()
            .or_else(|| last.filter(|last| !last.fragment).and_then(|last| last.source.clone()));
        let carried = carried.or_else(|| (nothing_said && self.headline).then(inspectorate));
        self.plausible(words, carried)
    }

    /// A scrap within a sentence that names nobody, after a paragraph of the inspectorate's words, is theirs.
    fn in_passing(&self, index: usize, quote: &Marked, narrative: &str) -> Option<Source> {
        let text = self.paragraphs[index].text;
        let words = &text[quote.inner.clone()];
        let inspectorate =
            self.before.as_ref().filter(|source| source.speaker == Some(Speaker::Inspectorate))?;
        let named = sources::person_named(narrative, self.people, self.place).is_some();
        let scrap = is_fragment(text, quote) || is_embedded(text, quote);
        (scrap && !named && !is_first_person(words)).then(|| inspectorate.clone())
    }

    /// Inspectors do not say "we" or "our": a carried-over source must fit the words.
    fn plausible(&self, words: &str, carried: Option<Source>) -> Option<Source> {
        let inspectorate =
            carried.as_ref().is_some_and(|source| source.speaker == Some(Speaker::Inspectorate));
        if inspectorate && is_first_person(words) && !came_and_looked(words) {
            return self
                .context
                .person
                .clone()
                .filter(|person| person.speaker != Some(Speaker::Inspectorate));
        }
        carried
    }

    /// What a sentence states outside marks, and whose statement that is.
    fn state(
        &mut self,
        index: usize,
        sentences: &[Sentence],
        at: usize,
        quotes: &[Marked],
        current: &mut Option<Source>,
    ) {
        let sentence = &sentences[at];
        let paragraph = &self.paragraphs[index];
        let text = &paragraph.text[sentence.range.clone()];
        let inside = quotes
            .iter()
            .filter(|quote| quote.outer.start < sentence.range.end && sentence.range.start < quote.outer.end);
        // Words in marks that the sentence has grown into its own grammar are part of the statement.
        let whole: Vec<&Marked> = inside
            .filter(|quote| !is_fragment(paragraph.text, quote) && !is_embedded(paragraph.text, quote))
            .collect();
        let main = main_cue(sentence, &whole).cloned();
        let source = match &main {
            Some(cue) => Some(cue.source.clone()),
            None if paragraph.item => self.list.clone(),
            None => current.clone().filter(|_| whole.is_empty() && goes_on(text)),
        };
        if let Some(cue) = &main
            && !cue.weak
        {
            *current = Some(cue.source.clone());
        } else if current.is_none() && main.is_some() {
            *current = source.clone();
        }
        let Some(source) = source else { return };
        let range = match (whole.first(), whole.last()) {
            (Some(first), Some(last)) => {
                let Some(range) = outside(paragraph.text, sentence, first, last) else { return };
                range
            }
            _ => sentence.range.clone(),
        };
        // "We are working on the areas that inspectors named": whoever wrote the text speaks.
        let outside = blanked(paragraph.text, quotes);
        let own = source.speaker == Some(Speaker::Inspectorate) && is_first_person(&outside[range.clone()]);
        let label = paragraph.item && is_label(&paragraph.text[range.clone()]);
        let introduces = paragraph.text[range.clone()].trim_end().ends_with(':');
        let counts =
            main.as_ref().is_some_and(|cue| cue.weak) && tells_of_many(&paragraph.text[range.clone()]);
        if !paragraph.head && !introduces && !counts && !own && !label {
            let weak = main.as_ref().is_some_and(|cue| cue.weak);
            self.voices.statements.push(Statement { paragraph: index, range, source, weak });
        }
    }
}

/// The cue that a sentence hangs on: one that trails it, else its first; a passive only where nothing else is.
fn main_cue<'s>(sentence: &'s Sentence, whole: &[&Marked]) -> Option<&'s Resolved> {
    let outside = |cue: &&Resolved| {
        !whole.iter().any(|quote| quote.outer.start <= cue.range.start && cue.range.start < quote.outer.end)
    };
    let strong = || sentence.cues.iter().filter(outside).filter(|cue| !cue.weak);
    let trailing = strong().find(|cue| cue.trails && cue.range.end + 40 >= sentence.range.end);
    trailing.or_else(|| strong().next()).or_else(|| sentence.cues.iter().find(outside))
}

/// Words blanked out keep every place.
fn blanked(text: &str, quotes: &[Marked]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for quote in quotes {
        bytes[quote.outer.clone()].fill(b' ');
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// What a sentence says before or after its quotation, if that is more than who said it.
fn outside(text: &str, sentence: &Sentence, first: &Marked, last: &Marked) -> Option<Range<usize>> {
    const SAYS_SOMETHING: usize = 6;
    let before = sentence.range.start..first.outer.start.max(sentence.range.start);
    let after = last.outer.end.min(sentence.range.end)..sentence.range.end;
    [before, after].into_iter().find_map(|part| {
        // Words count between the first cue and the last: "praised the work of teams, saying:".
        let cues =
            || sentence.cues.iter().filter(|cue| part.start <= cue.range.start && cue.range.end <= part.end);
        let from = cues().next()?.range.end;
        let to = cues().next_back().map_or(part.end, |cue| cue.range.start);
        let to = if to <= from { part.end } else { to };
        if text[from..to].split_whitespace().count() < SAYS_SOMETHING {
            return None;
        }
        let words = &text[part.clone()];
        let start = part.start + (words.len() - words.trim_start_matches([' ', ',']).len());
        let end = part.start + words.trim_end_matches([' ', ':', ',']).len();
        (start < end).then_some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sentences::sentences;

    /// Hears invented paragraphs; a first line that begins with `# ` is the headline.
    fn heard(paragraphs: &[&str]) -> Vec<(String, Option<Speaker>, Option<String>, bool)> {
        let list: Vec<Paragraph> = paragraphs
            .iter()
            .map(|text| {
                let (head, text) = text.strip_prefix("# ").map_or((false, *text), |text| (true, text));
                let (item, text) = text.strip_prefix("* ").map_or((false, text), |text| (true, text));
                Paragraph { text, sentences: sentences(text), item, quote: false, head }
            })
            .collect();
        let people = People::of(list.iter().map(|paragraph| paragraph.text), Some("Brackenshire"));
        let voices = hear(&list, &people, Some("Brackenshire"));
        let told = voices.spoken.iter().map(|one| {
            let source = one.source.clone().unwrap_or_default();
            let words = list[one.marked.paragraph].text[one.marked.inner.clone()].to_owned();
            (words, source.speaker, source.name, one.fragment)
        });
        told.collect()
    }

    /// Speakers as letters (i, a, o, -), upper case for statements, lower case for fragments.
    fn letters(paragraphs: &[&str]) -> String {
        let letter = |(_, speaker, _, fragment): (String, Option<Speaker>, Option<String>, bool)| {
            let letter = match speaker {
                Some(Speaker::Inspectorate) => 'I',
                Some(Speaker::Authority) => 'A',
                Some(Speaker::Other) => 'O',
                None => '-',
            };
            if fragment { letter.to_ascii_lowercase() } else { letter }
        };
        heard(paragraphs).into_iter().map(letter).collect()
    }

    #[test]
    fn cues_before_and_after() {
        assert_eq!(letters(&["The report said: “Plans are clear and children are safe.”"]), "I");
        assert_eq!(
            letters(&["“We are proud of our staff,” said Cllr Jo Field, cabinet member for children."]),
            "A"
        );
        assert_eq!(
            letters(&["“Plans are clear and children are safe,” the letter that sums up the visit states."]),
            "I"
        );
        assert_eq!(letters(&["“Cuts have done this,” said Ravi Obi, Unison branch secretary."]), "O");
        assert_eq!(
            letters(&[
                "Sam Hale, director of children’s services at Brackenshire Council, said: “We accept this.”"
            ]),
            "A"
        );
        assert_eq!(
            letters(&[
                "A council spokesperson said: “We accept this.”",
                "A Department for Education spokesman said: “We will act.”"
            ]),
            "AO"
        );
        assert_eq!(letters(&["According to Ofsted, “children wait too long for help”."]), "i");
        assert_eq!(
            letters(&["The inspectors praised the council, saying: “Children receive the help they need.”"]),
            "I"
        );
        assert_eq!(
            letters(&["In response to the Ofsted report, council leader Jo Field said: “We accept this.”"]),
            "A"
        );
        assert_eq!(
            letters(&[
                "Jo Field, who took over from Cllr Ada Marsh last year as leader of the council, said: “We accept this.”"
            ]),
            "A"
        );
        assert_eq!(letters(&["“It is good.” Cllr Jo Field said."]), "A");
        assert_eq!(
            letters(&["Cllr Jo Field, leader of Brackenshire Council:", "“We are proud of this.”"]),
            "A"
        );
        assert_eq!(
            letters(&["Jo Field, shadow cabinet member for children, said: ‘Families deserve better.’"]),
            "O"
        );
    }

    #[test]
    fn speakers_carry_over_paragraphs() {
        assert_eq!(
            letters(&[
                "Cllr Jo Field said: “We act.",
                "“We care.",
                "“We stay.”",
                "The report adds: “Plans are clear.”",
                "“Children are seen on time.”"
            ]),
            "AAAII"
        );
        assert_eq!(
            letters(&[
                "# Brackenshire praised by inspectors",
                "“Plans are clear to all.",
                "“Children are seen on time.”",
                "Cllr Jo Field said: “I am pleased.”"
            ]),
            "IIA"
        );
        assert_eq!(
            letters(&[
                "Ofsted found drift. It said it saw “far too many delays”.",
                "Sam Hale, director of children’s services, accepted the report.",
                "“We will put this right,” Hale said."
            ]),
            "iA"
        );
        assert_eq!(
            letters(&[
                "Council leader Jo Field welcomed the report.",
                "“Our staff are the best and I thank them.”"
            ]),
            "A"
        );
        assert_eq!(letters(&["The report said: “Plans are clear.”", "“We are proud of our staff.”"]), "I-");
    }

    #[test]
    fn scraps_are_of_whoever_says_them_in_full() {
        assert_eq!(
            letters(&[
                "# Brackenshire rated ‘inadequate’ by Ofsted",
                "The rating has been called ‘beyond all excuse’.",
                "Opposition leader Ivy Lane said: “I find it beyond all excuse. Somebody must go.”"
            ]),
            "ioO"
        );
        assert_eq!(
            letters(&[
                "The watchdog found that plans were late.",
                "'Today, not tomorrow'",
                "Cllr Jo Field, cabinet member, said her aim was improvement “today, not tomorrow”."
            ]),
            "aa"
        );
        assert_eq!(
            letters(&[
                "Cllr Jo Field, cabinet member for children, said:",
                "“It is a relief to see this. “Staff worked for it.” Inspectors saw better practice in most teams."
            ]),
            "AA"
        );
    }

    #[test]
    fn scraps_and_grades_are_fragments() {
        assert_eq!(
            letters(&["Brackenshire was rated ‘good’ for its ‘dedicated and caring’ staff, Ofsted said."]),
            "ii"
        );
        assert_eq!(
            letters(&[
                "Managers “did not follow guidance”, Ofsted said, and failed to act “time and again”."
            ]),
            "ii"
        );
        assert_eq!(
            letters(&["“Three team managers”, one of them new, have left the council, a spokesperson said."]),
            "a"
        );
        assert_eq!(
            letters(&[
                "# Council rated ‘inadequate’ for ‘drift’",
                "Ofsted found an “inadequate grip”. It also caused delays and “too little care”."
            ]),
            "iiii"
        );
    }

    #[test]
    fn many_voices_in_one_text() {
        let text = [
            "# Brackenshire children’s services rated ‘inadequate’ by Ofsted",
            "Children in Brackenshire were left in “situations of unacceptable risk”, inspectors have found.",
            "The watchdog said leaders had “an over-optimistic view” of their services.",
            "“Too many children wait too long for an assessment,” its report read.",
            "Cabinet member for children Una Wood said she was “deeply sorry”.",
            "“We have let children down and I apologise,” she said.",
            "“We have already appointed a new director.”",
            "Opposition leader Ivy Lane said the findings were “shameful”, adding: “Somebody must go.”",
            "Ravi Obi, of Unison, said: “Caseloads are too high.” He added: “Staff are leaving.”",
            "One mother told the Post: “Nobody rang me back for weeks.”",
            "Children’s minister Kit Stone said: “We will appoint a commissioner.”",
        ];
        assert_eq!(letters(&text), "iiiIaAAoOOOOO");
    }

    #[test]
    fn what_a_paragraph_introduces_with_a_colon() {
        assert_eq!(
            letters(&[
                "Strengths highlighted in the inspection report are:",
                "“Plans are clear to all who use them.”",
                "“Staff feel valued by their managers.”",
                "Cllr Jo Field, cabinet member for children, said:",
                "“We are proud of this.”"
            ]),
            "IIA"
        );
        assert_eq!(
            letters(&[
                "Ada Marsh, national director at Ofsted, has written to the council. The letter says:",
                "“I am writing to congratulate you and your staff.",
                "“Please pass on my thanks.”"
            ]),
            "II"
        );
    }

    #[test]
    fn lists_go_on_with_what_introduced_them() {
        assert_eq!(
            letters(&[
                "Inspectors found:",
                "* “Plans are clear and children are safe.”",
                "* “Staff feel valued by their managers.”"
            ]),
            "II"
        );
    }

    #[test]
    fn pronouns_and_surnames() {
        assert_eq!(
            letters(&[
                "Cllr Jo Field welcomed it. She said: “I am glad.” Field added: “We will go on.”",
                "The council said it would act. It added: “We will hire more staff.”"
            ]),
            "AAA"
        );
        assert_eq!(
            letters(&["The report praised leaders. It concludes: “Staff feel valued by managers.”"]),
            "I"
        );
        assert_eq!(
            heard(&[
                "Ms Ada Marsh, chief executive of Brackenshire Council, said: “We act.”",
                "Marsh added: “We care.”"
            ])[1]
                .2
                .as_deref(),
            Some("Ada Marsh")
        );
    }

    #[test]
    fn whoever_tells_the_inspectors_is_none_of_them() {
        for (text, expected) in [
            ("Child B told Ofsted: “She never once forgot my birthday.”", "O"),
            ("“She never once forgot my birthday,” one care leaver told inspectors.", "O"),
            (
                "“Somebody told us that we had failed, and we had, \" said Jo Field, who runs the service at Brackenshire Council.",
                "A",
            ),
            ("Councillor Stan Orme, Ukip spokesman for children, said: “They are let down by this.”", "O"),
            ("Kinship carer Ada Marsh said: “They should be with their own.”", "O"),
            (
                "Councillor Jo Field, for Children, Families and Skills at Brackenshire Council, said: “We are glad.”",
                "A",
            ),
        ] {
            assert_eq!(letters(&[text]), expected, "{text}");
        }
        // The office is told after the party.
        assert_eq!(
            letters(&[
                "Labour councillor Jo Field said staff had “worked day and night”.",
                "“I am over the moon,” said Ms Field, who is the cabinet member for children."
            ]),
            "aA"
        );
    }

    #[test]
    fn turns_of_phrase_of_real_newsrooms() {
        for (text, expected) in [
            // A relative clause, a role set off by commas that holds commas itself.
            (
                "Inspectors who visited the county council in May said leaders had “a firm hold” on practice.",
                "i",
            ),
            (
                "Ofsted’s regional director for the north, the hills and the coast, Mona Reith, said: “Drift has grown.”",
                "I",
            ),
            ("Leader of Brackenshire Council, Councillor Stan Dorrell, commented: “This is wonderful.”", "A"),
            ("Mo Hart, our Executive Director of Children’s Services, said: “It is a fine result.”", "A"),
            // Members of the public, parties, bodies.
            ("Lucy, 19, who left care last year, said: “My adviser has always been there.”", "O"),
            (
                "Angela, whose son is in care, said she was not surprised. “They never listened,” she said.",
                "O",
            ),
            (
                "A parent, who did not want to be named, said it was “hard”. “It wears you out,” she said.",
                "oO",
            ),
            ("Labour’s Geoff Lomley said: “It’s not good enough yet.”", "O"),
            ("Opposition councillor Peg Ansell said: “We warned them for years.”", "O"),
            ("The Conservative group’s education spokesperson, Debra Voss, said: “Heads must roll.”", "O"),
            (
                "Tara Boyce, chief executive of the Association of Family Workers, said: “Cuts have done this.”",
                "O",
            ),
            ("Councillor Peg Ansell (Cons, Hill Ward) said: “They are complacent about this.”", "O"),
            ("Executive member for children Una Wood (Lab, Mill) said: “We act on all of it.”", "A"),
            ("Ivor Reeve, UKIP leader on Brackenshire Council, said: “It’s a mess and they know.”", "O"),
            ("Ned Sharp, leader of Brackenshire Conservatives, said: “It’s a mess and they know.”", "O"),
            (
                "The work was praised by Mo Hart MP, Parliamentary Under Secretary of State, who said: “It is a feat.”",
                "O",
            ),
            ("Opposition councillor Peg Ansell attacked the plan. She said: “It is late, again.”", "O"),
            // Words taken up, and words behind which somebody else's clause begins.
            ("Children face ‘serious and lasting risk’, says Ofsted report.", "i"),
            ("Managers are said to hold a “clear and bold plan”.", "i"),
            (
                "County hall managers say they are “very unhappy” after their work was rated weak by Ofsted.",
                "a",
            ),
            (
                "Sam Hale, director of children’s services, said the team would mend “the gaps in each plan” highlighted by Ofsted.",
                "a",
            ),
            (
                "Following a report which says “leaders did not know enough of this”, Cllr Jo Field resigned.",
                "i",
            ),
            (
                "Responding to inspectors’ praise for ‘brave and open leaders’, Cllr Jo Field said: “We are glad.”",
                "iA",
            ),
            ("The council “fully accepts” the findings of Ofsted.", "a"),
            // Verbs far from their subject, passives, and what follows them.
            (
                "Brackenshire council has been rated inadequate after inspectors found children in “situations of risk”.",
                "i",
            ),
            (
                "Meetings were held late, Ofsted found, and the police were not always told. It also saw “far too little challenge”.",
                "i",
            ),
            (
                "Nia Corby, leader of the Labour group, said the council had been warned. “We asked at every meeting,” she added.",
                "O",
            ),
            (
                "Asked about the findings, Paul Wharton, the council’s chief executive, admitted: “It’s a tough read.”",
                "A",
            ),
            (
                "The report, published today, recognises that “children continue to benefit from good services”.",
                "i",
            ),
        ] {
            assert_eq!(letters(&[text]), expected, "{text}");
        }
    }
}
