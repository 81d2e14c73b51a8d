//! All that a format for people draws: a report is a title and parts, made once from records or from
//! a comparison, so that terminal, Markdown, CSV and HTML need only know parts.

/// What a person is shown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    pub title: String,
    pub parts: Vec<Part>,
}

/// One part of a report.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// A heading; level from 1.
    Heading(u8, String),
    /// Names and values.
    Facts(Vec<(String, Cell)>),
    Table(Table),
    /// Bulleted items.
    List(Vec<Cell>),
    /// Items with a mark before and notes after them.
    Items(Vec<Item>),
    /// Groups of parts that stand side by side where there is room, else one after the other.
    Beside(Vec<Vec<Part>>),
    /// A paragraph.
    Note(Cell),
}

/// One item of a list, with what is said about it in passing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Item {
    /// A number or a word; without one, a bullet is drawn.
    pub mark: Option<Cell>,
    pub text: String,
    /// Page, theme: each after the text.
    pub notes: Vec<Cell>,
}

/// A table with a header.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// A machine name (`judgements`), used for file names and `--table`.
    pub name: String,
    pub title: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Column {
    pub title: String,
    /// Numbers stand right.
    pub numeric: bool,
}

/// Words to show, with what a format may do with them. A tone never says what the words do not.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    pub text: String,
    pub tone: Tone,
    /// Where a reader can look it up, as a URI (`file:///...#page=2`).
    pub link: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    /// Names, headings.
    Strong,
    /// Pages, sources: of less weight.
    Faint,
    Good,
    Middling,
    Bad,
}

impl Column {
    /// A column of words.
    pub fn words(title: &str) -> Self {
        Column { title: title.to_owned(), numeric: false }
    }

    /// A column of numbers.
    pub fn numbers(title: &str) -> Self {
        Column { title: title.to_owned(), numeric: true }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell { text, ..Cell::default() }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::from(text.to_owned())
    }
}

impl Cell {
    /// The same words, leading to `link` where there is one.
    pub fn linked(self, link: Option<String>) -> Self {
        Cell { link, ..self }
    }

    /// The same words in another tone.
    pub fn tone(self, tone: Tone) -> Self {
        Cell { tone, ..self }
    }
}
