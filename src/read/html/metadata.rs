//! What a page says of itself: JSON-LD, `meta`, `time`, its address.
//!
//! Knows the names that pages use for title, author, site, address and publication date. Reads no date:
//! it hands each on as written, with its origin.

use super::tree::{Page, Step};
use crate::read::Metadata;
use crate::record::DateOrigin;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

/// `meta` names of a publication date, most exact first.
const DATE_NAMES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date.published",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "published-date",
    "parsely-pub-date",
    "sailthru.date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "dc.terms.date",
    "cxenseparse:recs:publishtime",
    "date",
];

const AUTHOR_NAMES: &[&str] =
    &["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"];

/// Words near a `time` element that tell another date than that of publication.
const OTHER_DATES: &[&str] = &["updated", "modified", "edited", "reviewed", "expires", "event", "revised"];

/// How long, in characters, words may be that stand before a `time` element and speak of it.
const LEAD_IN: usize = 24;

/// A headline, name or date is made of no more pieces of text than this.
const TEXTS_OF_AN_ELEMENT: usize = 64;

/// Reads all that the page says of itself.
pub(super) fn read(html: &Html, source: &str, page: &Page) -> Metadata {
    let meta = Meta::of(html);
    let objects = json_ld(html);
    let address = address(html, &meta, source);
    let heading = heading(page);
    let stated =
        text_of(&objects, "headline").or_else(|| meta.first(&["og:title", "twitter:title", "dc.title"]));
    let page_title = select_text(html, "title");
    let site = meta
        .first(&["og:site_name", "application-name"])
        .or_else(|| publisher(&objects))
        .or_else(|| page_title.as_deref().and_then(site_of));
    let title = title(heading, stated, page_title, site.as_deref());
    let author = author(&objects)
        .or_else(|| meta.first(AUTHOR_NAMES))
        .or_else(|| select_text(html, "[rel=author], [itemprop=author] [itemprop=name], [itemprop=author], .author-name, .byline__name"))
        .map(|name| name.trim_start_matches("By ").trim_start_matches("by ").trim().to_owned())
        .filter(|name| is_name(name));
    let mut published = Vec::new();
    published.extend(text_of(&objects, "datePublished").map(|date| (DateOrigin::JsonLd, date)));
    published.extend(meta.first(DATE_NAMES).map(|date| (DateOrigin::Meta, date)));
    published.extend(time(page).map(|date| (DateOrigin::TimeElement, date)));
    published.extend(address.as_deref().and_then(address_date).map(|date| (DateOrigin::Address, date)));
    Metadata { title, author, site, address, published }
}

/// `meta` elements by name, in lower case.
struct Meta(Vec<(String, String)>);

impl Meta {
    fn of(html: &Html) -> Self {
        let mut found = Vec::new();
        let selector = Selector::parse("meta[content]").expect("a constant selector");
        for element in html.select(&selector) {
            let name =
                ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| element.attr(key));
            let content = element.attr("content").map(squeeze).unwrap_or_default();
            if let Some(name) = name.filter(|_| !content.is_empty()) {
                found.push((name.trim().to_lowercase(), content));
            }
        }
        Meta(found)
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names
            .iter()
            .find_map(|name| self.0.iter().find(|(key, _)| key == name))
            .map(|(_, content)| content.clone())
    }
}

/// All objects of the page's JSON-LD, articles before others.
fn json_ld(html: &Html) -> Vec<Value> {
    let selector = Selector::parse("script[type='application/ld+json']").expect("a constant selector");
    let mut open: Vec<Value> = html
        .select(&selector)
        .filter_map(|script| serde_json::from_str(&script.text().collect::<String>()).ok())
        .collect();
    open.reverse();
    let mut found = Vec::new();
    while let Some(value) = open.pop() {
        match value {
            Value::Array(values) => open.extend(values.into_iter().rev()),
            Value::Object(mut object) => {
                if let Some(graph) = object.remove("@graph") {
                    open.push(graph);
                }
                found.push(Value::Object(object));
            }
            _ => {}
        }
    }
    found.retain(is_about_page);
    found.sort_by_key(|object| !is_article(object));
    found
}

fn has_type(object: &Value, fits: impl Fn(&str) -> bool) -> bool {
    match &object["@type"] {
        Value::String(name) => fits(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(fits),
        _ => false,
    }
}

fn is_article(object: &Value) -> bool {
    has_type(object, |name| name.ends_with("Article") || name.ends_with("Posting") || name == "Report")
}

fn is_about_page(object: &Value) -> bool {
    is_article(object) || has_type(object, |name| name.ends_with("Page") || name == "CreativeWork")
}

fn text_of(objects: &[Value], key: &str) -> Option<String> {
    objects.iter().find_map(|object| object[key].as_str()).map(squeeze).filter(|text| !text.is_empty())
}

fn publisher(objects: &[Value]) -> Option<String> {
    objects.iter().find_map(|object| object["publisher"]["name"].as_str()).map(squeeze)
}

/// The names of the people that JSON-LD calls authors.
fn author(objects: &[Value]) -> Option<String> {
    let told = objects.iter().map(|object| &object["author"]).find(|author| !author.is_null())?;
    let people = match told {
        Value::Array(people) => people.iter().collect(),
        one => vec![one],
    };
    let names: Vec<String> = people
        .into_iter()
        .filter(|person| !has_type(person, |name| name.ends_with("Organization")))
        .filter_map(|person| person.as_str().or_else(|| person["name"].as_str()))
        .map(squeeze)
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// An author's name, not an address or a sentence.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.chars().count() <= 80
        && !name.contains("://")
        && name.chars().any(char::is_alphabetic)
}

/// The first main heading that is no logo.
fn heading(page: &Page) -> Option<String> {
    let headings = page.elements().filter(|(_, element)| element.node.value().name() == "h1");
    let mut texts = headings.map(|(_, element)| squeeze(&words(&element.node)));
    let first = texts.next()?;
    let words = |text: &str| text.split_whitespace().count();
    if words(&first) >= 3 {
        return Some(first);
    }
    texts.find(|text| words(text) >= 3).or(Some(first).filter(|first| !first.is_empty()))
}

/// The headline: the page's main heading where what the page says of itself agrees, else what it says.
fn title(
    heading: Option<String>,
    stated: Option<String>,
    page_title: Option<String>,
    site: Option<&str>,
) -> Option<String> {
    let agrees = |heading: &String| {
        let key = letters(heading);
        let told = [&stated, &page_title].into_iter().flatten().map(|title| letters(title));
        let mut told = told.filter(|title| !title.is_empty()).peekable();
        told.peek().is_none()
            || told
                .any(|title| (title.contains(&key) && key.len() * 2 >= title.len()) || key.contains(&title))
    };
    let long = |heading: &&String| heading.split_whitespace().count() >= 4;
    match heading {
        Some(heading) if agrees(&heading) || long(&&heading) => Some(heading),
        heading => stated.or_else(|| page_title.map(|title| without_site(&title, site))).or(heading),
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// "Headline | Site" without the site.
fn without_site(title: &str, site: Option<&str>) -> String {
    for mark in [" | ", " :: ", " « ", " – ", " — ", " - "] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let short = tail.split_whitespace().count() <= 5 && tail.starts_with(char::is_uppercase);
            let sure = matches!(mark, " | " | " :: " | " « ") || tail.len() < head.len();
            if (short && sure) || site.is_some_and(|site| letters(tail).contains(&letters(site))) {
                return head.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

/// "Headline | Site": the site.
fn site_of(title: &str) -> Option<String> {
    let headline = without_site(title, None);
    let tail = title.get(headline.len()..)?.trim_start_matches([' ', '|', ':', '«', '–', '—', '-']);
    (!tail.is_empty()).then(|| tail.to_owned())
}

fn select_text(html: &Html, selector: &str) -> Option<String> {
    let selector = Selector::parse(selector).expect("a constant selector");
    html.select(&selector)
        .map(|element| squeeze(&element.attr("content").map_or_else(|| words(&element), str::to_owned)))
        .find(|text| !text.is_empty())
}

/// The `time` element of publication: none that stands in a link, a list of stories, or tells of a change.
fn time(page: &Page) -> Option<String> {
    let mut lead_in = String::new();
    let mut found: Option<(bool, String)> = None;
    let mut at = 0;
    while let Some(step) = page.steps.get(at) {
        at += 1;
        match step {
            Step::Text(text) => {
                lead_in = text.chars().rev().take(LEAD_IN).collect::<Vec<_>>().into_iter().rev().collect();
            }
            Step::Open(element) if page.is_clutter(element) || is_teaser(element.node.value().name()) => {
                at = element.end + 1
            }
            Step::Open(element) if element.node.value().name() == "time" => {
                let value = element.node.value();
                let names: String =
                    ["class", "itemprop", "id"].iter().filter_map(|key| value.attr(key)).collect();
                let names = names.to_lowercase();
                let near = lead_in.to_lowercase();
                if OTHER_DATES.iter().any(|word| names.contains(word) || near.contains(word)) {
                    continue;
                }
                let told = value.attr("datetime").map_or_else(|| words(&element.node), str::to_owned);
                let sure =
                    names.contains("publish") || value.attr("pubdate").is_some() || near.contains("publish");
                let told = squeeze(&told);
                if !told.is_empty() && found.as_ref().is_none_or(|(was_sure, _)| sure && !was_sure) {
                    found = Some((sure, told));
                }
            }
            _ => {}
        }
    }
    found.map(|(_, told)| told)
}

/// Links and lists hold other stories' times.
fn is_teaser(name: &str) -> bool {
    matches!(name, "a" | "li")
}

/// The page's own address: canonical link, `og:url`, or the comment that browsers leave in a saved page.
fn address(html: &Html, meta: &Meta, source: &str) -> Option<String> {
    let selector = Selector::parse("link[rel=canonical][href]").expect("a constant selector");
    let canonical = html.select(&selector).find_map(|link| link.attr("href")).map(str::to_owned);
    let saved = || {
        let after = source.split_once("saved from url=(")?.1;
        let (_, url) = after.split_once(')')?;
        Some(url.split_whitespace().next()?.to_owned())
    };
    canonical
        .or_else(|| meta.first(&["og:url", "dc.identifier"]))
        .or_else(saved)
        .filter(|url| url.contains("://"))
}

/// A full date in an address's path (`/2024/02/06/`, `/2024/feb/06/`, `/2024-02-06-`), as an ISO date.
fn address_date(address: &str) -> Option<String> {
    const MONTHS: &[&str] =
        &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let path = address.split_once("://")?.1.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    let number = |text: &str, digits: usize| {
        (text.len() <= digits && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse::<u32>().ok())?
    };
    parts.windows(3).find_map(|three| {
        let year = number(three[0], 4).filter(|year| (1990..=2100).contains(year))?;
        let named =
            MONTHS.iter().position(|month| three[1].to_lowercase().starts_with(month) && three[1].len() <= 9);
        let month = number(three[1], 2)
            .or(named.map(|index| index as u32 + 1))
            .filter(|month| (1..=12).contains(month))?;
        let day = number(three[2], 2).filter(|day| (1..=31).contains(day))?;
        Some(format!("{year:04}-{month:02}-{day:02}"))
    })
}

/// The words of a short element; a hostile one holding the whole page is cut.
fn words(element: &ElementRef) -> String {
    element.text().take(TEXTS_OF_AN_ELEMENT).collect()
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(source: &str) -> Metadata {
        let html = Html::parse_document(source);
        read(&html, source, &Page::new(&html))
    }

    #[test]
    fn dates_in_addresses() {
        assert_eq!(address_date("https://a.example/2024/02/06/praise").as_deref(), Some("2024-02-06"));
        assert_eq!(address_date("https://a.example/news/2018/jun/08/praise").as_deref(), Some("2018-06-08"));
        assert_eq!(address_date("https://a.example/2017-04-06-praise.html").as_deref(), Some("2017-04-06"));
        assert_eq!(address_date("https://a.example/2017/04/praise"), None);
        assert_eq!(address_date("https://a.example/story-12345-6-7"), None);
    }

    #[test]
    fn titles_lose_their_site() {
        assert_eq!(without_site("Council praised | Brackenshire Post", None), "Council praised");
        assert_eq!(without_site("Ofsted - what it found", None), "Ofsted - what it found");
        let page = metadata("<title>Council praised by Ofsted - Post</title><h1>Post</h1><p>x</p>");
        assert_eq!(page.title.as_deref(), Some("Council praised by Ofsted"));
        let page =
            metadata("<title>Council praised by Ofsted - Post</title><h1>Council praised by Ofsted</h1>");
        assert_eq!(page.title.as_deref(), Some("Council praised by Ofsted"));
    }

    #[test]
    fn times_of_changes_and_other_stories_do_not_count() {
        let page = metadata(
            "<p>Last updated: <time datetime=2024-03-01>1 March</time></p><ul><li><time datetime=2020-01-01>x</time></li></ul>\
             <p>Posted <time datetime=2024-02-06T10:00>6 February</time></p><a href=x><time datetime=2019-01-01>x</time></a>",
        );
        assert_eq!(page.published, [(DateOrigin::TimeElement, "2024-02-06T10:00".to_owned())]);
        assert!(metadata("<p>Praised.</p>").published.is_empty());
    }

    #[test]
    fn authors_are_people() {
        let json = |author: &str| {
            format!(
                "<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"author\":{author}}}</script>"
            )
        };
        assert_eq!(metadata(&json("\"Ada Marsh\"")).author.as_deref(), Some("Ada Marsh"));
        assert_eq!(metadata(&json("{\"@type\":\"Organization\",\"name\":\"Post\"}")).author, None);
        assert_eq!(metadata("<meta name=author content='By Jo Field'>").author.as_deref(), Some("Jo Field"));
        assert_eq!(metadata("<meta property='article:author' content='https://x.example/jo'>").author, None);
    }
}
