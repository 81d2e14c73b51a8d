//! Quotation marks become quotations: which words stand between marks, paragraph by paragraph.
//!
//! Knows curly, straight, single, double, nested, wrong-way and never-closed marks, and that an
//! apostrophe is none. Knows nothing of who speaks.

use std::ops::Range;

/// Words between marks. Ranges count in the paragraph's own bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marked {
    /// Index of the paragraph in the list given.
    pub paragraph: usize,
    /// With its marks.
    pub outer: Range<usize>,
    /// Without them.
    pub inner: Range<usize>,
    /// Carries on a quotation that the paragraph before left open.
    pub continues: bool,
    /// A closing mark stands at its end.
    pub closed: bool,
}

/// All quotations, and how many marks have no partner.
#[derive(Debug, Default)]
pub(super) struct Quotations {
    pub marked: Vec<Marked>,
    pub unbalanced: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Double,
    Single,
}

/// A mark that may open or close; apostrophes are sorted out before.
#[derive(Debug, Clone)]
struct Sign {
    at: usize,
    end: usize,
    style: Style,
    opens: bool,
    closes: bool,
    /// A possessive like `inspectors’` as well as a closing mark.
    doubtful: bool,
}

/// Words written with an apostrophe in front.
const ELIDED: &[&str] = &["tis", "twas", "em", "cause", "til", "n", "bout", "cos", "ere", "neath", "round"];

/// Finds the quotations of paragraphs that follow one another.
pub(super) fn find(paragraphs: &[&str]) -> Quotations {
    let mut found = Quotations::default();
    let mut carried: Option<Style> = None;
    for (index, text) in paragraphs.iter().enumerate() {
        carried = Reader { text, paragraph: index, found: &mut found }
            .read(carried, paragraphs.get(index + 1).copied());
    }
    found.unbalanced += usize::from(carried.is_some());
    found
}

struct Reader<'t, 'f> {
    text: &'t str,
    paragraph: usize,
    found: &'f mut Quotations,
}

struct Open {
    style: Style,
    outer: usize,
    inner: usize,
    continues: bool,
    nested: usize,
    /// A quotation of the other style is open within.
    within: bool,
}

impl Reader<'_, '_> {
    /// Reads one paragraph; gives the style of the quotation it leaves open.
    fn read(mut self, carried: Option<Style>, next: Option<&str>) -> Option<Style> {
        let signs = signs(self.text);
        let single_closes = later_single_closes(&signs);
        let mut open = self.carry_on(carried, &signs);
        for (index, sign) in signs.iter().enumerate() {
            match &mut open {
                None if sign.opens
                    && (sign.style == Style::Double || self.single_is_sound(sign, single_closes[index])) =>
                {
                    let continues = carried == Some(sign.style) && self.text[..sign.at].trim().is_empty();
                    open = Some(Open {
                        style: sign.style,
                        outer: sign.at,
                        inner: sign.end,
                        continues,
                        nested: 0,
                        within: false,
                    });
                }
                None if sign.closes && sign.style == Style::Double => self.never_opened(sign),
                None => {}
                Some(now) if sign.style != now.style => {
                    // The other style inside is a quotation within: it is part of the words.
                    if sign.opens && self.opens_by_place(sign) {
                        now.within = true;
                    } else if sign.closes && now.within {
                        now.within = false;
                    } else if sign.closes && self.closes_for_other(now, sign, &signs[index + 1..]) {
                        // ‘It is good," said Jo: opened in one style, closed in the other.
                        let done = now.inner..sign.at;
                        self.push(now.outer..sign.end, done, now.continues, true);
                        open = None;
                    }
                }
                Some(now) if sign.closes && !(sign.opens && self.opens_by_place(sign)) => {
                    if sign.doubtful && closes_better_later(&signs[index + 1..], now.style) {
                        continue;
                    }
                    if now.nested > 0 {
                        now.nested -= 1;
                        continue;
                    }
                    let done = now.inner..sign.at;
                    self.push(now.outer..sign.end, done, now.continues, true);
                    open = None;
                }
                Some(now) if sign.opens && now.inner < sign.at => {
                    if ends_statement(&self.text[now.inner..sign.at]) {
                        // The one before was never closed.
                        let end = trim_end(self.text, sign.at);
                        self.push(now.outer..end, now.inner..end, now.continues, false);
                        self.found.unbalanced += 1;
                        open = Some(Open {
                            style: sign.style,
                            outer: sign.at,
                            inner: sign.end,
                            continues: false,
                            nested: 0,
                            within: false,
                        });
                    } else {
                        now.nested += 1;
                    }
                }
                Some(_) => {}
            }
        }
        self.leave_open(open?, next)
    }

    /// A paragraph without an opening mark after one that was left open: it goes on if it is closed.
    fn carry_on(&mut self, carried: Option<Style>, signs: &[Sign]) -> Option<Open> {
        let style = carried?;
        let first = signs.iter().find(|sign| sign.style == style);
        match first {
            Some(sign) if self.text[..sign.at].trim().is_empty() => None,
            Some(sign) if sign.closes && !sign.opens && !sign.doubtful => {
                Some(Open { style, outer: 0, inner: 0, continues: true, nested: 0, within: false })
            }
            _ => {
                self.found.unbalanced += 1;
                None
            }
        }
    }

    /// What a paragraph leaves open: said to its end, unless a "said X" at the end shows the mark forgotten.
    fn leave_open(&mut self, open: Open, next: Option<&str>) -> Option<Style> {
        let end = self.text.trim_end().len();
        let goes_on = next.is_some_and(|next| {
            let signs = signs(next);
            signs.first().is_some_and(|sign| {
                sign.style == open.style && next[..sign.at].trim().is_empty() && sign.opens
            }) || signs
                .iter()
                .find(|sign| sign.style == open.style)
                .is_some_and(|sign| sign.closes && !sign.opens && !sign.doubtful)
        });
        if let Some(cut) = said_inside(&self.text[open.inner..end]).filter(|_| !goes_on) {
            let end = open.inner + cut;
            self.push(open.outer..end, open.inner..end, open.continues, false);
            self.found.unbalanced += 1;
            return None;
        }
        let words = &self.text[open.inner..end];
        let grown_in =
            words.starts_with(char::is_lowercase) && !self.text[..open.outer].trim().is_empty() && !goes_on;
        if let Some(cut) = words.find([',', ';']).filter(|_| grown_in) {
            // A scrap whose closing mark was forgotten: it ends with its clause.
            self.push(open.outer..open.inner + cut, open.inner..open.inner + cut, false, false);
            self.found.unbalanced += 1;
            return None;
        }
        self.push(open.outer..end, open.inner..end, open.continues, false);
        if goes_on {
            Some(open.style)
        } else {
            self.found.unbalanced += 1;
            None
        }
    }

    /// A closing mark alone: the words before it in this paragraph, if they look said.
    fn never_opened(&mut self, sign: &Sign) {
        self.found.unbalanced += 1;
        let start = self
            .found
            .marked
            .last()
            .filter(|last| last.paragraph == self.paragraph)
            .map_or(0, |last| last.outer.end);
        let words = self.text[start..sign.at].trim_start();
        let start = sign.at - words.len();
        if words.split_whitespace().count() >= 4 && words.ends_with(['.', ',', '!', '?']) {
            self.push(start..sign.end, start..sign.at, false, true);
        }
    }

    /// A single mark opens only where a closing one follows, or where it opens the paragraph or a speech.
    fn single_is_sound(&self, sign: &Sign, closes_later: bool) -> bool {
        let before = self.text[..sign.at].trim_end();
        // ‘It is good," said Jo: a curly mark before a capital, where a sentence begins, opens a speech.
        let speech = self.text[sign.at..].starts_with('‘')
            && self.text[sign.end..].starts_with(char::is_uppercase)
            && before.ends_with(['.', '!', '?', ',', '”', '"']);
        closes_later || speech || before.is_empty() || before.ends_with(':')
    }

    /// A closing mark of the other style that nothing within opened closes what is open, if a statement ends
    /// there and no mark of the right style comes to close it.
    fn closes_for_other(&self, open: &Open, sign: &Sign, later: &[Sign]) -> bool {
        let same = later.iter().filter(|other| other.style == open.style);
        let closed_later = same.take_while(|other| !other.opens).any(|other| other.closes && !other.doubtful);
        let stands_free = self.text[sign.end..].chars().next().is_none_or(|c| !c.is_alphanumeric())
            || sign.style == Style::Double;
        ends_statement(&self.text[open.inner..sign.at]) && stands_free && !closed_later
    }

    fn opens_by_place(&self, sign: &Sign) -> bool {
        self.text[..sign.at].chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '['))
    }

    fn push(&mut self, outer: Range<usize>, inner: Range<usize>, continues: bool, closed: bool) {
        let words = &self.text[inner.clone()];
        let start = inner.start + (words.len() - words.trim_start().len());
        let end = start.max(inner.start + words.trim_end().len());
        if words.chars().any(char::is_alphanumeric) {
            let paragraph = self.paragraph;
            self.found.marked.push(Marked { paragraph, outer, inner: start..end, continues, closed });
        }
    }
}

fn trim_end(text: &str, end: usize) -> usize {
    text[..end].trim_end().len()
}

fn ends_statement(words: &str) -> bool {
    words.trim_end().ends_with(['.', '!', '?', ',', ':', ';'])
}

/// For each sign, whether a single mark that may close stands after it.
fn later_single_closes(signs: &[Sign]) -> Vec<bool> {
    let mut later = vec![false; signs.len()];
    let mut seen = false;
    for (index, sign) in signs.iter().enumerate().rev() {
        later[index] = seen;
        seen |= sign.style == Style::Single && sign.closes;
    }
    later
}

/// Whether, before the next opening, a closing mark follows that is no possessive.
fn closes_better_later(later: &[Sign], style: Style) -> bool {
    let same = later.iter().filter(|sign| sign.style == style);
    same.take_while(|sign| !sign.opens).take(8).any(|sign| sign.closes && !sign.doubtful)
}

/// "..., said Cllr Jo Field." inside words whose closing mark was forgotten: where they end.
fn said_inside(words: &str) -> Option<usize> {
    const VERBS: &[&str] = &[
        "said ",
        "says ",
        "added ",
        "explained ",
        "commented ",
        "concluded ",
        "he said",
        "she said",
        "they said",
    ];
    let from = words.len() - tail(words, 160).len();
    let at = words[from..].rfind(", ").into_iter().chain(words[from..].rfind(". ")).max()? + from;
    let after = words[at + 2..].trim_start();
    VERBS.iter().any(|verb| after.starts_with(verb)).then_some(at + 1)
}

fn tail(text: &str, bytes: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(bytes))..]
}

/// The marks of a paragraph, apostrophes left out.
fn signs(text: &str) -> Vec<Sign> {
    let mut found = Vec::new();
    let mut before: Option<char> = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let mut end = at + c.len_utf8();
        let doubled =
            matches!(c, '\'' | '`' | '‘' | '’') && characters.peek().is_some_and(|&(_, next)| next == c);
        if doubled {
            characters.next();
            end += c.len_utf8();
        }
        let after = text[end..].chars().next();
        let spaced = c == '"' && is_spaced_close(text, at, end);
        let sign = match c {
            _ if doubled => double(spaced, at, end, before, after, None),
            '“' | '„' | '«' => double(spaced, at, end, before, after, Some(true)),
            '”' | '»' => double(spaced, at, end, before, after, Some(false)),
            '"' => double(spaced, at, end, before, after, None),
            '‘' => single(text, at, end, before, after, Some(true)),
            '’' => single(text, at, end, before, after, Some(false)),
            '\'' | '`' | '´' => single(text, at, end, before, after, None),
            _ => None,
        };
        found.extend(sign);
        before = Some(c);
    }
    found
}

/// White space, brackets, dashes and other marks: an opening mark may follow them.
fn leads(before: Option<char>) -> bool {
    before.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '/' | '‘' | '“' | '\'' | '"' | ':')
    })
}

fn trails(after: Option<char>) -> bool {
    after.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '£' | '(' | '[' | '…' | '‘' | '“'))
}

/// `let down by us, " said`: a straight mark set off by spaces on both sides, behind a stop, closes.
fn is_spaced_close(text: &str, at: usize, end: usize) -> bool {
    let before = &text[..at];
    before.ends_with(' ')
        && before.trim_end().ends_with([',', '.', '!', '?'])
        && text[end..].starts_with(' ')
        && text[end..].trim_start().starts_with(char::is_lowercase)
}

fn double(
    spaced: bool,
    at: usize,
    end: usize,
    before: Option<char>,
    after: Option<char>,
    said: Option<bool>,
) -> Option<Sign> {
    let (opens, closes) = match said {
        // Wrong-way marks are told by what stands around them.
        Some(true) if !leads(before) && trails(after) => (false, true),
        Some(true) => (true, false),
        Some(false) if before.is_none_or(char::is_whitespace) && !trails(after) => (true, false),
        Some(false) => (false, true),
        None => (
            leads(before) && !after.is_none_or(char::is_whitespace),
            !before.is_none_or(char::is_whitespace) || spaced,
        ),
    };
    (opens || closes).then_some(Sign { at, end, style: Style::Double, opens, closes, doubtful: false })
}

fn single(
    text: &str,
    at: usize,
    end: usize,
    before: Option<char>,
    after: Option<char>,
    said: Option<bool>,
) -> Option<Sign> {
    let inside = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
    if inside {
        return None;
    }
    let word: String = text[end..].chars().take(6).take_while(|c| c.is_alphanumeric()).collect();
    let digits = word.trim_end_matches('s');
    let year = digits.len() == 2 && word.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit());
    if leads(before) && (ELIDED.contains(&word.to_lowercase().as_str()) || year) && said != Some(true) {
        return None;
    }
    let opens =
        leads(before) && after.is_some_and(|c| !c.is_whitespace()) && !(trails(after) && said == Some(false));
    let closes = !opens && !before.is_none_or(char::is_whitespace) && trails(after);
    let plural = before.is_some_and(|c| matches!(c, 's' | 'S' | 'z' | 'x'));
    let goes_on =
        text[end..].starts_with(' ') && text[end..].trim_start().starts_with(|c: char| c.is_lowercase());
    (opens || closes).then_some(Sign {
        at,
        end,
        style: Style::Single,
        opens,
        closes,
        doubtful: closes && plural && goes_on,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told<'t>(paragraphs: &[&'t str]) -> Vec<&'t str> {
        find(paragraphs).marked.iter().map(|one| &paragraphs[one.paragraph][one.inner.clone()]).collect()
    }

    #[test]
    fn double_and_single_curly_and_straight() {
        assert_eq!(told(&["“We act,” said Jo. “We care.”"]), ["We act,", "We care."]);
        assert_eq!(told(&["\"We act,\" said Jo. \"We care.\""]), ["We act,", "We care."]);
        assert_eq!(told(&["‘We act,’ said Jo. ‘We care.’"]), ["We act,", "We care."]);
        assert_eq!(told(&["'We act,' said Jo. 'We care.'"]), ["We act,", "We care."]);
        assert_eq!(told(&["''We act,'' said Jo."]), ["We act,"]);
        assert_eq!(told(&["rated ‘good’ and 'solid', (\"safe\")"]), ["good", "solid", "safe"]);
    }

    #[test]
    fn opened_in_one_style_and_closed_in_the_other() {
        assert_eq!(
            told(&["It rose. ‘I am glad,\" said Jo. ‘We care,\" he added."]),
            ["I am glad,", "We care,"]
        );
        assert_eq!(
            told(&["“We are not at the end of the road.’ Inspectors agreed."]),
            ["We are not at the end of the road."]
        );
        assert_eq!(
            told(&["“The staff’s ‘can do’ ways are clear,” said Jo."]),
            ["The staff’s ‘can do’ ways are clear,"]
        );
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert_eq!(told(&["The council’s plan and the inspectors’ findings aren't Jo's."]), [] as [&str; 0]);
        assert_eq!(
            told(&["The inspectors' findings of the '90s and '12 were parents' own."]),
            [] as [&str; 0]
        );
        assert_eq!(
            told(&["‘The inspectors’ findings are clear,’ said Jo."]),
            ["The inspectors’ findings are clear,"]
        );
        assert_eq!(told(&["the council's 'front door' and workers' views"]), ["front door"]);
        assert_eq!(
            told(&["It's 'dedicated workers' and the council's 'strong plans'."]),
            ["dedicated workers", "strong plans"]
        );
        assert_eq!(
            told(&["‘dedicated workers’ and ‘strong plans’ help"]),
            ["dedicated workers", "strong plans"]
        );
    }

    #[test]
    fn nested_marks_are_part_of_the_words() {
        assert_eq!(
            told(&["“They call it ‘front door’ here,” he said."]),
            ["They call it ‘front door’ here,"]
        );
        assert_eq!(
            told(&["‘They call it “front door” here,’ he said."]),
            ["They call it “front door” here,"]
        );
        assert_eq!(
            told(&["\"They call it 'front door' here,\" he said."]),
            ["They call it 'front door' here,"]
        );
        assert_eq!(
            told(&["“They call it “front door” here,” he said."]),
            ["They call it “front door” here,"]
        );
    }

    #[test]
    fn wrong_way_marks() {
        assert_eq!(told(&["”We act,“ said Jo. ”We care.”"]), ["We act,", "We care."]);
        assert_eq!(told(&["’We act,’ said Jo."]), ["We act,"]);
    }

    #[test]
    fn several_paragraphs() {
        let found = find(&["Jo said: “We act.", "“We care.", "“We stay.”", "Nothing.", "“Again.”"]);
        assert_eq!(found.unbalanced, 0);
        let flags: Vec<(usize, bool, bool)> =
            found.marked.iter().map(|one| (one.paragraph, one.continues, one.closed)).collect();
        assert_eq!(flags, [(0, false, false), (1, true, false), (2, true, true), (4, false, true)]);
        let found = find(&["Jo said: \"We act.", "And we care.\"", "Then."]);
        assert_eq!(found.unbalanced, 0);
        assert_eq!(
            found.marked[1],
            Marked { paragraph: 1, outer: 0..13, inner: 0..12, continues: true, closed: true }
        );
    }

    #[test]
    fn marks_without_a_partner() {
        let found = find(&["Jo said: “We act.", "The visit was short.", "“We care,” she said."]);
        assert_eq!((found.marked.len(), found.unbalanced), (2, 1));
        assert_eq!(told(&["We are glad to act,” said Jo Field."]), ["We are glad to act,"]);
        assert_eq!(told(&["“We are glad to act, said Cllr Jo Field."]), ["We are glad to act,"]);
        assert_eq!(told(&["“We act. “We care.”"]), ["We act.", "We care."]);
        assert_eq!(told(&["It is 5\" wide"]), [] as [&str; 0]);
    }

    proptest! {
        #[test]
        fn ranges_are_in_order_and_cut(a in "[a-z .,“”‘’\"'’]{0,60}", b in "[a-zA-Z .,“”‘’\"'’é]{0,60}") {
            let paragraphs = [a.as_str(), b.as_str()];
            let mut last = (0, 0);
            for one in find(&paragraphs).marked {
                let text = paragraphs[one.paragraph];
                prop_assert!(!text[one.inner.clone()].trim().is_empty());
                prop_assert!(one.outer.start <= one.inner.start && one.inner.end <= one.outer.end);
                prop_assert!((one.paragraph, one.outer.start) >= last);
                last = (one.paragraph, one.outer.end);
            }
        }
    }
}
