//! A report as Markdown, in which text from documents is always text.

use super::clean;
use super::report::{Cell, Item, Part, Report, Table};

/// Writes `report` as Markdown.
pub fn draw(report: &Report) -> String {
    let mut out = String::new();
    if !report.title.is_empty() {
        out.push_str(&format!("# {}\n", escaped(&report.title)));
    }
    parts(&report.parts, &mut out);
    out
}

fn parts(parts: &[Part], out: &mut String) {
    for part in parts {
        if !out.is_empty() && !matches!(part, Part::Beside(_)) {
            out.push('\n');
        }
        match part {
            Part::Heading(level, words) => {
                let marks = "#".repeat(usize::from(*level).clamp(1, 6));
                out.push_str(&format!("{marks} {}\n", escaped(words)));
            }
            Part::Facts(facts) => {
                for (name, value) in facts {
                    out.push_str(&format!("- **{}:** {}\n", escaped(name), words(value)));
                }
            }
            Part::Table(drawn) => table(drawn, out),
            Part::List(cells) => cells.iter().for_each(|cell| out.push_str(&format!("- {}\n", words(cell)))),
            Part::Items(list) => items(list, out),
            Part::Note(cell) => out.push_str(&format!("{}\n", words(cell))),
            Part::Beside(groups) => groups.iter().for_each(|group| self::parts(group, out)),
        }
    }
}

fn items(list: &[Item], out: &mut String) {
    for (at, item) in list.iter().enumerate() {
        let mark = match &item.mark {
            Some(mark) if mark.text.ends_with('.') => format!("{}. ", at + 1),
            Some(mark) => format!("- {} ", words(mark)),
            None => "- ".to_owned(),
        };
        let notes: Vec<String> = item.notes.iter().map(words).collect();
        let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(" · ")) };
        out.push_str(&format!("{mark}{}{notes}\n", escaped(&item.text)));
    }
}

fn table(table: &Table, out: &mut String) {
    if !table.title.is_empty() {
        out.push_str(&format!("**{}**\n\n", escaped(&table.title)));
    }
    let titles: Vec<String> = table.columns.iter().map(|column| escaped(&column.title)).collect();
    let rules: Vec<&str> = table.columns.iter().map(|c| if c.numeric { "---:" } else { "---" }).collect();
    out.push_str(&format!("| {} |\n| {} |\n", titles.join(" | "), rules.join(" | ")));
    for row in &table.rows {
        out.push_str(&format!("| {} |\n", row.iter().map(words).collect::<Vec<_>>().join(" | ")));
    }
}

fn words(cell: &Cell) -> String {
    match &cell.link {
        Some(link) => format!("[{}]({})", escaped(&cell.text), address(link)),
        None => escaped(&cell.text),
    }
}

fn address(link: &str) -> String {
    let safe = |c: &char| c.is_ascii_graphic() && !"()<>[]\\`\"".contains(*c);
    link.chars().filter(safe).collect()
}

/// Every sign that Markdown or HTML could read as more than itself gets a backslash.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = clean::one_line(text);
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, sign) in text.char_indices() {
        let acts = match sign {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '@' => true,
            '#' | '+' | '-' | '=' => at == 0,
            // `1.` at the start is a list, and a bare address a link.
            '.' | ')' => at > 0 && at == digits,
            ':' => text[at..].starts_with("://"),
            _ => false,
        };
        if acts {
            out.push('\\');
        }
        out.push(sign);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::record::{Choice, View, report};
    use crate::render::sample;
    use crate::render::words::Titles;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    fn drawn(record: &crate::record::Record) -> String {
        let view = View { titles: &Titles::default(), address: None, choice: &Choice::default() };
        draw(&report(record, &view))
    }

    #[test]
    fn the_view_as_markdown() {
        insta::assert_snapshot!(drawn(&sample::record()));
    }

    #[test]
    fn hostile_text_is_text() {
        let evil = "<script>alert(1)</script> [x](javascript:y) ![i](http://z) | `c` &lt;b&gt; **b** # h\n- li\u{1b}[1m";
        let markdown = drawn(&sample::saying(evil));
        assert!(!markdown.contains('\u{1b}'));
        for event in Parser::new_ext(&markdown, Options::all()) {
            match event {
                Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) => panic!("{event:?}"),
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => panic!("{event:?}"),
                _ => {}
            }
        }
    }
}
