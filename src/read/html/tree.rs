//! A page as a flat list of steps (open, text, close), so that every pass over it is a loop.
//!
//! Knows elements, and what stands around main text: menus, banners, share bars, boxes to sign up,
//! captions. Knows nothing of what the text says.

use scraper::{ElementRef, Html};

/// One step of a walk through a page in document order.
pub(super) enum Step<'a> {
    Open(Element<'a>),
    Text(&'a str),
    Close,
}

/// An element with what one pass over the page found out about it.
pub(super) struct Element<'a> {
    pub node: ElementRef<'a>,
    /// Index of its closing step.
    pub end: usize,
    /// Letters of text inside that are in no link: what running text it holds.
    letters: usize,
    /// Whether it holds the page's main heading.
    holds_h1: bool,
    /// Whether it stands inside `article` or `main`.
    in_article: bool,
    /// Whether it is a table row that only lays out a page: its cells hold blocks.
    pub lays_out: bool,
}

/// A page with all its steps.
pub(super) struct Page<'a> {
    pub steps: Vec<Step<'a>>,
    letters: usize,
}

/// Elements that never hold main text.
const NEVER: &[&str] = &[
    "script",
    "style",
    "head",
    "title",
    "template",
    "noscript",
    "iframe",
    "svg",
    "nav",
    "button",
    "select",
    "option",
    "input",
    "textarea",
    "object",
    "embed",
    "audio",
    "video",
    "canvas",
    "dialog",
    "figcaption",
    "label",
];

/// Elements that stand beside the main text, unless most of it is inside.
const BESIDE: &[&str] = &["aside", "footer", "form", "menu"];

/// Words in class names, ids and roles that tell clutter, unless most of the text is inside.
const WORDS: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "adverts",
    "advertisement",
    "advertising",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "caption",
    "captions",
    "comment",
    "comments",
    "complementary",
    "consent",
    "contentinfo",
    "cookie",
    "cookies",
    "disqus",
    "dropdown",
    "facebook",
    "feedback",
    "footer",
    "gdpr",
    "hidden",
    "instagram",
    "jobs",
    "linkedin",
    "login",
    "mailchimp",
    "menu",
    "modal",
    "morestories",
    "mostread",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "offscreen",
    "outbrain",
    "overlay",
    "pagination",
    "pager",
    "paywall",
    "popular",
    "popup",
    "promo",
    "promoted",
    "promotion",
    "ratings",
    "readmore",
    "recirculation",
    "recommended",
    "register",
    "related",
    "search",
    "share",
    "sharebar",
    "sharing",
    "sidebar",
    "signup",
    "skip",
    "skiplink",
    "social",
    "socials",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tags",
    "taglist",
    "teaser",
    "teasers",
    "toolbar",
    "trending",
    "twitter",
    "upsell",
    "widget",
    "widgets",
];

/// Neighbouring words that tell clutter where each alone would not.
const PAIRS: &[(&str, &str)] = &[
    ("most", "read"),
    ("most", "viewed"),
    ("read", "more"),
    ("read", "next"),
    ("more", "news"),
    ("more", "stories"),
    ("more", "from"),
    ("sign", "up"),
    ("sign", "in"),
    ("image", "credit"),
    ("photo", "credit"),
    ("up", "next"),
    ("latest", "news"),
    ("follow", "us"),
    ("also", "like"),
    ("you", "may"),
    ("see", "also"),
    ("screen", "reader"),
    ("sr", "only"),
    ("visually", "hidden"),
    ("back", "top"),
    ("email", "alert"),
    ("email", "alerts"),
];

/// The share (in tenths) of the page's running text above which an element is the page itself,
/// whatever it is called.
const MOST_TENTHS: usize = 4;

/// Blocks inside a table cell that show the table to be a layout.
const LAYS_OUT: &[&str] = &["table", "h1", "h2", "h3", "ul", "ol", "div", "article"];

impl<'a> Page<'a> {
    /// Walks a whole page.
    pub fn new(html: &'a Html) -> Self {
        let mut steps: Vec<Step> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut stack = vec![html.root_element().children()];
        let mut letters = 0;
        // Depths inside which text is no running text, or stands in an article.
        let (mut links, mut never, mut articles) = (0_usize, 0_usize, 0_usize);
        while let Some(children) = stack.last_mut() {
            let Some(node) = children.next() else {
                stack.pop();
                if let Some(at) = open.pop() {
                    let end = steps.len();
                    steps.push(Step::Close);
                    let Step::Open(element) = &mut steps[at] else { continue };
                    element.end = end;
                    element.letters = letters - element.letters;
                    let (name, holds_h1) = (element.node.value().name(), element.holds_h1);
                    links -= usize::from(name == "a");
                    never -= usize::from(NEVER.contains(&name));
                    articles -= usize::from(matches!(name, "article" | "main"));
                    if holds_h1 && let Some(Step::Open(parent)) = open.last().map(|&up| &mut steps[up]) {
                        parent.holds_h1 = true;
                    }
                }
                continue;
            };
            if let Some(node) = ElementRef::wrap(node) {
                let name = node.value().name();
                links += usize::from(name == "a");
                never += usize::from(NEVER.contains(&name));
                open.push(steps.len());
                let holds_h1 = name == "h1";
                let in_article = articles > 0;
                articles += usize::from(matches!(name, "article" | "main"));
                steps.push(Step::Open(Element {
                    node,
                    end: 0,
                    letters,
                    holds_h1,
                    in_article,
                    lays_out: false,
                }));
                stack.push(node.children());
            } else if let Some(text) = node.value().as_text() {
                if links == 0 && never == 0 {
                    letters += text.chars().filter(|c| c.is_alphabetic()).count();
                }
                steps.push(Step::Text(text));
            }
        }
        let mut page = Page { steps, letters };
        page.find_layout_rows();
        page
    }

    /// Marks the table rows whose cells hold blocks.
    fn find_layout_rows(&mut self) {
        let mut rows: Vec<Option<usize>> = Vec::new();
        let mut layouts = Vec::new();
        for (at, step) in self.steps.iter().enumerate() {
            match step {
                Step::Open(element) => {
                    let name = element.node.value().name();
                    let row = rows.last().copied().flatten();
                    if LAYS_OUT.contains(&name) {
                        layouts.extend(row);
                    }
                    rows.push(if name == "tr" { Some(at) } else { row });
                }
                Step::Close => {
                    rows.pop();
                }
                Step::Text(_) => {}
            }
        }
        for at in layouts {
            if let Step::Open(element) = &mut self.steps[at] {
                element.lays_out = true;
            }
        }
    }

    /// Whether an element stands around the main text rather than in it.
    pub fn is_clutter(&self, element: &Element) -> bool {
        let value = element.node.value();
        let name = value.name();
        if NEVER.contains(&name) {
            return true;
        }
        if matches!(name, "html" | "body" | "article" | "main" | "h1") || self.is_most(element) {
            return false;
        }
        let hidden = value.attr("hidden").is_some()
            || value.attr("aria-hidden") == Some("true")
            || value.attr("style").is_some_and(|style| style.replace(' ', "").contains("display:none"));
        let header = name == "header" && !element.holds_h1 && !element.in_article;
        hidden || header || BESIDE.contains(&name) || (!element.holds_h1 && named_like_clutter(element))
    }

    /// Whether most of the page's running text stands inside.
    pub fn is_most(&self, element: &Element) -> bool {
        self.letters > 0 && element.letters * 10 >= self.letters * MOST_TENTHS
    }

    /// All elements with the index of their opening step, those inside clutter left out.
    pub fn elements(&self) -> impl Iterator<Item = (usize, &Element<'a>)> {
        let mut at = 0;
        std::iter::from_fn(move || {
            while let Some(step) = self.steps.get(at) {
                let index = at;
                at += 1;
                if let Step::Open(element) = step {
                    if self.is_clutter(element) {
                        at = element.end + 1;
                        continue;
                    }
                    return Some((index, element));
                }
            }
            None
        })
    }
}

fn named_like_clutter(element: &Element) -> bool {
    let value = element.node.value();
    ["class", "id", "role"].iter().filter_map(|name| value.attr(name)).any(|names| {
        names.split_whitespace().any(|name| {
            let words = words(name);
            words.iter().any(|word| WORDS.contains(&word.as_str()))
                || words.windows(2).any(|two| PAIRS.contains(&(two[0].as_str(), two[1].as_str())))
        })
    })
}

/// The words of a name like `shareBar-top_2`, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut lower = false;
    for c in name.chars().take(80) {
        if !c.is_alphabetic() || (c.is_uppercase() && lower) {
            words.push(String::new());
        }
        if c.is_alphabetic()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        lower = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fall_into_words() {
        assert_eq!(words("shareBar-top_2"), ["share", "bar", "top"]);
        assert_eq!(words("o-cookie__banner"), ["o", "cookie", "banner"]);
    }

    #[test]
    fn an_element_with_most_of_the_text_is_never_clutter() {
        let html = Html::parse_document(
            "<form class=share><p>All the text of this page stands in a form of that name.</p></form><div class=share>Tweet</div>",
        );
        let page = Page::new(&html);
        let names: Vec<&str> = page.elements().map(|(_, element)| element.node.value().name()).collect();
        assert_eq!(names, ["body", "form", "p"]);
    }
}
