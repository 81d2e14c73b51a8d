//! HTML becomes blocks: the main text of a page without what stands around it, and what the page says
//! of itself.
//!
//! Knows HTML (by `scraper`), and where a page's main text lies (by `dom_smoothie`). Knows nothing of
//! Ofsted or of what any word means.

mod main_text;
mod metadata;
mod tree;
mod walk;

use super::{Content, Input, decode};
use crate::error::{ErrorKind, Warning, WarningCode};
use crate::record::Format;
use scraper::Html;

/// Bytes in which a page must name its encoding.
const ENCODING_NAMED_WITHIN: usize = 4096;

/// Reads a web page.
///
/// # Errors
/// [`ErrorKind::Empty`] where the page shows no words.
pub fn read(bytes: &[u8]) -> Result<Input, ErrorKind> {
    let (text, odd) = decode::decode(bytes, declared_encoding(bytes).as_deref());
    let html = Html::parse_document(&text);
    let page = tree::Page::new(&html);
    let metadata = metadata::read(&html, &text, &page);
    let blocks = main_text::blocks(&html, &text, &page, &metadata);
    if blocks.is_empty() {
        return Err(ErrorKind::Empty);
    }
    Ok(Input {
        format: Format::Html,
        content: Content::Marked(blocks),
        metadata,
        warnings: odd.into_iter().chain(broken_off(&text)).collect(),
    })
}

/// The encoding that the page names: `<meta charset=...>` or the older `http-equiv` form.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(ENCODING_NAMED_WITHIN)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let after = &head[head.find("charset=")? + "charset=".len()..];
    let name: String = after
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c))
        .collect();
    (!name.is_empty()).then_some(name)
}

/// A page that opens its body and neither closes it nor itself was cut short.
fn broken_off(text: &str) -> Option<Warning> {
    let lower = text.to_ascii_lowercase();
    let opened = lower.contains("<body") || lower.contains("<html");
    let closed = lower.contains("</body") || lower.contains("</html");
    (opened && !closed).then(|| {
        Warning::new(
            WarningCode::Truncated,
            "the page breaks off before its end (no closing body); what was read is kept, save the page again",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Mark, Marked};
    use crate::record::DateOrigin;

    fn page(html: &str) -> (Vec<Marked>, Input) {
        let mut input = read(html.as_bytes()).unwrap();
        let Content::Marked(blocks) = &mut input.content else { panic!("not marked") };
        (std::mem::take(blocks), input)
    }

    fn words(blocks: &[Marked]) -> String {
        blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    const CLUTTERED: &str = r##"<!DOCTYPE html><html><head><meta charset="utf-8">
<title>Inspectors praise Brackenshire | Brackenshire Council</title>
<meta property="og:title" content="Inspectors praise Brackenshire">
<meta property="article:published_time" content="2024-02-06T09:00:00Z">
<link rel="canonical" href="https://news.brackenshire.example/2024/02/06/inspectors-praise">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle",
"headline":"Inspectors praise Brackenshire","datePublished":"2024-02-06","author":[{"@type":"Person","name":"Ada Marsh"}]}]}</script>
</head><body>
<div id="cookie-banner"><p>We use cookies to make this site work. Accept all cookies to go on reading, please.</p></div>
<header class="site"><a href="/"><img alt="logo"></a><nav><ul><li><a href="/bins">Bins</a></li><li><a href="/tax">Tax</a></li></ul></nav></header>
<main><article><h1>Inspectors praise Brackenshire</h1>
<p class="date">Published: <time datetime="2024-02-06">6 February 2024</time></p>
<div class="share-buttons"><a href="#">Share this</a> <a href="#">Tweet</a></div>
<p>Brackenshire Council has been praised for its work with children, after inspectors visited in January and spoke to staff.</p>
<figure><img src="a.jpg"><figcaption>The council’s offices, in Bracken Street. Picture: A. Marsh</figcaption></figure>
<p>The report says: “Children are seen promptly, and their plans are clear to all who work with them, which means they are safer.”</p>
<h2>What happens next</h2>
<ul><li>A plan will be written by the director.</li><li>Staff will be trained in the new approach.</li></ul>
<p>Councillor Jo Field said: “We are proud of our staff, who work hard for families every day of the year, come what may.”</p>
</article><aside class="related"><h2>Related stories</h2><ul><li><a href="/x"><time datetime="2021-01-01">1 January 2021</time> Old story of another council rated good</a></li></ul></aside></main>
<footer><p>© Brackenshire Council. <a href="/privacy">Privacy</a></p></footer></body></html>"##;

    #[test]
    fn main_text_without_clutter() {
        let (blocks, input) = page(CLUTTERED);
        let text = words(&blocks);
        assert_eq!(
            blocks[0],
            Marked { mark: Mark::Heading(1), text: "Inspectors praise Brackenshire".into() }
        );
        for kept in [
            "Published: 6 February 2024",
            "has been praised",
            "The report says",
            "Councillor Jo Field",
            "come what may.”",
        ] {
            assert!(text.contains(kept), "{kept} missing from:\n{text}");
        }
        for left_out in ["cookies", "Share this", "Bins", "Picture:", "Old story", "Related", "Privacy"] {
            assert!(!text.contains(left_out), "{left_out} kept in:\n{text}");
        }
        assert!(blocks.iter().filter(|block| block.mark == Mark::Item(0)).count() == 2);
        assert!(input.warnings.is_empty());
    }

    #[test]
    fn what_the_page_says_of_itself() {
        let (_, input) = page(CLUTTERED);
        let metadata = input.metadata;
        assert_eq!(metadata.title.as_deref(), Some("Inspectors praise Brackenshire"));
        assert_eq!(metadata.author.as_deref(), Some("Ada Marsh"));
        assert_eq!(
            metadata.address.as_deref(),
            Some("https://news.brackenshire.example/2024/02/06/inspectors-praise")
        );
        let origins: Vec<DateOrigin> = metadata.published.iter().map(|(origin, _)| *origin).collect();
        assert_eq!(
            origins,
            [DateOrigin::JsonLd, DateOrigin::Meta, DateOrigin::TimeElement, DateOrigin::Address]
        );
        assert!(
            metadata.published.iter().all(|(_, date)| date.starts_with("2024-02-06")),
            "{:?}",
            metadata.published
        );
    }

    #[test]
    fn a_bare_letter_keeps_every_line() {
        let (blocks, _) = page(
            "<html><body><p>Ofsted<br>Piccadilly Gate<br>Store Street</p><p>1 May 2019</p><p>Dear Ada</p>\
             <h1>Focused visit to Brackenshire</h1><p>This letter summarises the findings of a visit.</p>\
             <h2>Findings</h2><ul><li><p>Plans are late.</p><p>They drift.</p></li><li>Audits help.</li></ul>\
             <table><tr><th>Judgement</th><th>Grade</th></tr><tr><td><p>Overall</p></td><td>Good</td></tr></table>\
             <p>Yours sincerely</p><p>Jo Field</p></body></html>",
        );
        let text = words(&blocks);
        assert!(
            text.starts_with("Ofsted\nPiccadilly Gate\nStore Street\n1 May 2019\nDear Ada\nFocused visit"),
            "{text}"
        );
        assert!(text.ends_with("Yours sincerely\nJo Field"));
        assert!(blocks.contains(&Marked { mark: Mark::Item(0), text: "Plans are late.".into() }));
        assert!(
            blocks.contains(&Marked {
                mark: Mark::Row(vec!["Overall".into(), "Good".into()]),
                text: "".into()
            })
        );
    }

    #[test]
    fn old_pages_of_tables_and_breaks_are_text() {
        let (blocks, _) = page(
            "<HTML><HEAD><TITLE>News</TITLE></HEAD><BODY><TABLE><TR><TD><A HREF=a>Home</A><BR><A HREF=b>News</A></TD>\
             <TD><H1>Council praised by Ofsted</H1>8th Jun 2018<BR><BR>The council was praised by inspectors who came in May \
             and who saw its staff at work.<BR><BR>“We are glad,” said Cllr Jo Field.</TD></TR></TABLE></BODY></HTML>",
        );
        let text = words(&blocks);
        assert!(text.contains("Council praised by Ofsted\n8th Jun 2018\nThe council was praised"), "{text}");
        assert!(!text.contains("Home"));
    }

    #[test]
    fn an_empty_page_is_an_error_and_a_broken_one_a_warning() {
        assert_eq!(read(b"<html><body><script>1</script></body></html>").unwrap_err(), ErrorKind::Empty);
        let (blocks, input) =
            page("<html><body><h1>Council praised</h1><p>The council <b>was praised</p><p>It is gla");
        assert_eq!(input.warnings[0].code, WarningCode::Truncated);
        assert!(words(&blocks).contains("It is gla"));
    }

    #[test]
    fn the_declared_encoding_is_used() {
        let html = b"<html><head><meta http-equiv='Content-Type' content='text/html; charset=windows-1252'></head><body><p>\x93Praised\x94</p></body></html>";
        let input = read(html).unwrap();
        let Content::Marked(blocks) = &input.content else { panic!("not marked") };
        assert_eq!(words(blocks), "“Praised”");
        assert_eq!(input.warnings[0].code, WarningCode::Encoding);
    }

    #[test]
    fn hostile_nesting_ends() {
        let html = format!("<html><body>{}<p>deep</p></body></html>", "<div><b><table><tr><td>".repeat(3000));
        let _ = read(html.as_bytes());
    }
}
