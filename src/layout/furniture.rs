//! Running heads, page numbers and letterheads are set apart: furniture, not text.
//!
//! Knows places on a page and repetition over pages. A file's own `Artifact` mark is a clue that needs
//! one of them beside it.

use super::lines::Line;
use std::collections::HashMap;

/// The part of a page's height, at its top and at its bottom, in which furniture stands.
const MARGIN: f32 = 0.16;
/// Page numbers and repeated lines stand closer to the edge than letterheads do.
const NARROW_MARGIN: f32 = 0.11;

/// Takes furniture out of the lines of all pages. `heights` are those of the pages, in points.
pub(crate) fn remove(pages: &mut [Vec<Line>], heights: &[f32]) {
    let mut seen: HashMap<String, u32> = HashMap::new();
    for (lines, &height) in pages.iter().zip(heights) {
        let mut keys: Vec<String> = lines
            .iter()
            .filter(|line| in_margin(line, height, NARROW_MARGIN))
            .map(|line| key(&line.text))
            .collect();
        keys.sort();
        keys.dedup();
        for key in keys {
            *seen.entry(key).or_default() += 1;
        }
    }
    // On a page of its own a line repeats nothing.
    let often = (pages.len() as u32 / 2).max(2);
    for (lines, &height) in pages.iter_mut().zip(heights) {
        lines.retain(|line| {
            let repeated = seen.get(&key(&line.text)).copied().unwrap_or(0);
            let narrow = in_margin(line, height, NARROW_MARGIN);
            let furniture = (line.artifact && (in_margin(line, height, MARGIN) || repeated > 1))
                || (narrow && repeated >= often)
                || (narrow && is_page_number(&line.text));
            !furniture
        });
    }
}

fn in_margin(line: &Line, height: f32, part: f32) -> bool {
    line.baseline < height * part || line.baseline > height * (1.0 - part)
}

/// The words without digits, so that "3" and "4", "page 3 of 9" and "page 4 of 9" are the same line.
fn key(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect::<String>().to_lowercase()
}

fn is_page_number(text: &str) -> bool {
    let words = text.trim().trim_matches(|c: char| matches!(c, '-' | '–' | '|')).trim().to_lowercase();
    let number = words.trim_start_matches("page").trim();
    let (first, rest) = number.split_at(number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len()));
    let last = rest.trim().trim_start_matches("of").trim_start_matches('/').trim();
    !first.is_empty() && first.len() <= 4 && last.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_in_their_usual_forms() {
        for text in ["3", " 12 ", "Page 3 of 9", "- 4 -", "3/9", "page 7"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["3 children", "2016", "Page three", "M1 2WD"] {
            assert_eq!(is_page_number(text), text == "2016", "{text}");
        }
    }
}
