//! Which of a page's blocks are its main text.
//!
//! A page without clutter (a letter saved as HTML) is taken whole. Else the readability crate says where
//! the main text ends, the page's own `article` or `main` where it begins, and the blocks between are
//! read from the page itself, so that lists, quotations and datelines stay.

use super::tree::{Element, Page};
use super::walk;
use crate::read::{Mark, Marked, Metadata};
use dom_smoothie::{Config, Readability};
use scraper::Html;
use std::collections::HashSet;

/// More elements than this and the readability crate is not asked: it scores some of them many times.
const MOST_ELEMENTS: usize = 20_000;

/// The readability crate's cut is believed only if it keeps this share (in tenths) of the letters.
const BELIEVED_TENTHS: usize = 5;

/// A paragraph after the readability crate's last one has at least this many words.
const SHORTEST_LAST_PARAGRAPH: usize = 6;

/// The blocks of the main text, the headline first where the page states one apart.
pub(super) fn blocks(html: &Html, source: &str, page: &Page, metadata: &Metadata) -> Vec<Marked> {
    let whole = page.steps.len();
    let everything = walk::blocks(page, 0, whole, true).len();
    let shown = walk::blocks(page, 0, whole, false);
    if shown.len() == everything || shown.is_empty() {
        return shown;
    }
    let root = root(page);
    let mut found = match root {
        Some((at, element)) => walk::blocks(page, at, element.end + 1, false),
        None => shown,
    };
    if root.is_none() {
        found.drain(..title_at(&found, metadata).unwrap_or(0));
    }
    cut_tail(&mut found, html, source, page);
    put_title(&mut found, metadata);
    found
}

/// The `article` or `main` that holds most of the page's running text.
fn root<'p, 'a>(page: &'p Page<'a>) -> Option<(usize, &'p Element<'a>)> {
    let named = |name: &'static str| {
        page.elements().find(move |(_, element)| {
            let value = element.node.value();
            let role = value.attr("role") == Some("main") && name == "main";
            (value.name() == name || role) && page.is_most(element)
        })
    };
    named("article").or_else(|| named("main"))
}

fn title_at(blocks: &[Marked], metadata: &Metadata) -> Option<usize> {
    let same = |block: &Marked| metadata.title.as_deref().is_some_and(|title| title == block.text);
    blocks
        .iter()
        .position(|block| matches!(block.mark, Mark::Heading(_)) && same(block))
        .or_else(|| blocks.iter().position(|block| block.mark == Mark::Heading(1)))
}

/// Sets the page's headline first where the main text does not hold it.
fn put_title(blocks: &mut Vec<Marked>, metadata: &Metadata) {
    if let Some(title) = &metadata.title
        && title_at(blocks, metadata).is_none()
    {
        blocks.insert(0, Marked { mark: Mark::Heading(1), text: title.clone() });
    }
}

/// Drops what follows the last block that the readability crate keeps.
fn cut_tail(blocks: &mut Vec<Marked>, html: &Html, source: &str, page: &Page) {
    if page.steps.len() > MOST_ELEMENTS || html.root_element().children().next().is_none() {
        return;
    }
    let config = Config { keep_classes: true, disable_json_ld: true, ..Config::default() };
    let Ok(article) =
        Readability::new(source, None, Some(config)).and_then(|mut readability| readability.parse())
    else {
        return;
    };
    let kept = Html::parse_document(&article.content);
    let kept = Page::new(&kept);
    let kept: HashSet<String> =
        walk::blocks(&kept, 0, kept.steps.len(), true).into_iter().map(|block| block.text).collect();
    let Some(last) = blocks.iter().rposition(|block| kept.contains(&block.text)) else { return };
    let letters = |blocks: &[Marked]| blocks.iter().map(|block| block.text.len()).sum::<usize>();
    if letters(&blocks[..=last]) * 10 >= letters(blocks) * BELIEVED_TENTHS {
        // It drops short last paragraphs; teasers of other stories are headings or links.
        let goes_on = |block: &&Marked| {
            !matches!(block.mark, Mark::Heading(_))
                && block.text.split_whitespace().count() >= SHORTEST_LAST_PARAGRAPH
        };
        let more = blocks[last + 1..].iter().take_while(goes_on).count();
        blocks.truncate(last + 1 + more);
    }
}
