//! A check as a report for people.

use ofsted_scan::press::{
    Change, ChangeKind, Checked, GradeChecked, GradeOutcome, Named, Outcome, QuotationChecked, Share,
};
use ofsted_scan::render::report::{Cell, Column, Part, Report, Table, Tone};
use ofsted_scan::render::words::Word;

/// Draws nothing itself: parts for any format.
pub fn report(checked: &Checked) -> Report {
    let mut parts = vec![Part::Facts(facts(checked))];
    parts.push(quotations(checked));
    if !checked.grades.is_empty() {
        parts.push(grades(&checked.grades));
    }
    parts.extend(areas(checked));
    parts.push(Part::Note(balance(checked).into()));
    Report { title: "Press text against letter".to_owned(), parts }
}

fn facts(checked: &Checked) -> Vec<(String, Cell)> {
    let named = |named: &Named| match &named.title {
        Some(title) => format!("{title} ({})", named.path),
        None => named.path.clone(),
    };
    let mut facts = vec![("Press text".to_owned(), Cell::from(named(&checked.press)).tone(Tone::Strong))];
    for letter in &checked.letters {
        let name = if letter.tied { "Tells of" } else { "Also held against" };
        let others = if letter.same_authority { "" } else { ", of another authority" };
        facts.push((
            name.to_owned(),
            format!("{}; {} quotations found{others}", named(&letter.named), letter.quotations_found).into(),
        ));
    }
    facts
}

fn column(title: &str) -> Column {
    Column { title: title.to_owned(), numeric: false }
}

fn quotations(checked: &Checked) -> Part {
    let rows = checked.quotations.iter().map(quotation).collect();
    let title =
        format!("Quotations of the inspectorate ({} of others not looked for)", checked.others_quotations);
    Part::Table(Table {
        name: "quotations".to_owned(),
        title,
        columns: vec![column("Quotation"), column("Outcome"), column("Page"), column("Difference")],
        rows,
    })
}

fn quotation(checked: &QuotationChecked) -> Vec<Cell> {
    let (word, tone) = match checked.outcome {
        Outcome::Verbatim => ("verbatim", Tone::Good),
        Outcome::Altered => ("altered", Tone::Middling),
        Outcome::Joined => ("joined", Tone::Middling),
        Outcome::NotFound => ("not found", Tone::Bad),
    };
    let word = match (checked.outcome, checked.places.len()) {
        (Outcome::Joined, places) => format!("{word} from {places} places"),
        _ => word.to_owned(),
    };
    let pages: Vec<String> = checked.places.iter().map(|place| place.evidence.page.to_string()).collect();
    vec![
        format!("“{}”", checked.text).into(),
        Cell::from(word).tone(tone),
        pages.join(", ").into(),
        difference(&checked.difference).into(),
    ]
}

/// `[left out: ...] [put in: ...]`, the kept words shortened to their ends.
fn difference(changes: &[Change]) -> String {
    let mut told = Vec::new();
    for change in changes {
        match change.kind {
            ChangeKind::Kept => {}
            ChangeKind::LeftOut => told.push(format!("left out: {}", change.text)),
            ChangeKind::PutIn => told.push(format!("put in: {}", change.text)),
        }
    }
    told.join("; ")
}

fn grades(grades: &[GradeChecked]) -> Part {
    let row = |grade: &GradeChecked| -> Vec<Cell> {
        let (word, tone) = match grade.outcome {
            GradeOutcome::Agrees => ("agrees", Tone::Good),
            GradeOutcome::Differs => ("differs", Tone::Bad),
            GradeOutcome::NotGiven => ("not given by the letter", Tone::Plain),
            GradeOutcome::Earlier => ("of an earlier inspection", Tone::Faint),
        };
        let told = match &grade.as_of {
            Some(when) if when != ".." => format!("{} ({when})", grade.told.title()),
            _ => grade.told.title().to_owned(),
        };
        vec![
            grade.area.title().into(),
            told.into(),
            grade.given.map_or("", Word::title).into(),
            Cell::from(word).tone(tone),
        ]
    };
    Part::Table(Table {
        name: "grades".to_owned(),
        title: "Grades told and given".to_owned(),
        columns: vec![column("Area"), column("Told"), column("Given"), column("Outcome")],
        rows: grades.iter().map(row).collect(),
    })
}

fn areas(checked: &Checked) -> Vec<Part> {
    let items = &checked.areas_to_improve;
    if items.is_empty() {
        return Vec::new();
    }
    let left_out: Vec<Cell> =
        items.iter().filter(|item| !item.told).map(|item| item.text.clone().into()).collect();
    let heading = format!("Listed to improve and not told: {} of {}", left_out.len(), items.len());
    let mut parts = vec![Part::Heading(2, heading)];
    if !left_out.is_empty() {
        parts.push(Part::List(left_out));
    }
    parts
}

fn balance(checked: &Checked) -> String {
    let share = |share: &Share| match share.share_to_improve {
        Some(part) => {
            let all = share.strengths + share.mixed + share.to_improve;
            format!("{:.0} % of {all} findings", part * 100.0)
        }
        None => "no findings".to_owned(),
    };
    let letter = checked.balance.letter.as_ref().map_or_else(|| "no letter".to_owned(), share);
    format!(
        "In need of improvement: in the letter {letter}; in the press text {}.",
        share(&checked.balance.press)
    )
}
