//! Files that are broken, or made to do harm. Each must end in a clear error or in a record with
//! warnings, within the limits of time and memory, and never in a panic or an abort.

mod raw;

use ofsted_scan::Options;
use ofsted_scan::error::{Error, ErrorKind, WarningCode};
use ofsted_scan::record::Record;
use raw::{BOX, FONT, Raw, bomb, one_page, writes};
use std::time::{Duration, Instant};

/// What one of these files may take, and what it may then have taken on a slow machine.
const LIMIT: Duration = Duration::from_secs(8);
const PATIENCE: Duration = Duration::from_secs(30);

fn scan(name: &str, bytes: &[u8]) -> Result<Record, Error> {
    let start = Instant::now();
    let mut options = Options::default();
    options.pdf.limits.time = LIMIT;
    let result = ofsted_scan::scan_with(name, bytes, &options);
    let took = start.elapsed();
    assert!(took < PATIENCE, "{name} took {took:?}");
    if let Err(error) = &result {
        let message = error.to_string();
        assert!(message.starts_with(name), "{message:?} does not name the file");
        assert!(!message.contains('\n'), "{message:?} is more than one line");
    }
    result
}

/// Fails for the reason that `expected` accepts.
fn fails(name: &str, bytes: &[u8], expected: fn(&ErrorKind) -> bool) {
    match scan(name, bytes) {
        Err(error) => assert!(expected(&error.kind), "{name}: {error}"),
        Ok(_) => panic!("{name} was read"),
    }
}

/// Is read, and its text holds `words`.
fn reads(name: &str, bytes: &[u8], words: &str) -> Record {
    let record = scan(name, bytes).unwrap_or_else(|error| panic!("{error}"));
    let text = ofsted_scan::text(name, bytes).unwrap_or_else(|error| panic!("{error}"));
    assert!(text.as_str().contains(words), "{name}: {:?} lacks {words:?}", text.as_str());
    record
}

/// Ends, either way.
fn ends(name: &str, bytes: &[u8]) {
    let _ = scan(name, bytes);
}

fn damaged(kind: &ErrorKind) -> bool {
    matches!(kind, ErrorKind::Damaged(_))
}

fn damaged_or_without_text(kind: &ErrorKind) -> bool {
    matches!(kind, ErrorKind::Damaged(_) | ErrorKind::NoText)
}

fn too_much(kind: &ErrorKind) -> bool {
    matches!(kind, ErrorKind::TooLarge(_) | ErrorKind::TimedOut { .. })
}

fn fonts() -> String {
    format!("/Font << /F1 {FONT} >>")
}

fn fixture(path: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn a_sound_file_made_by_hand_is_read() {
    let file = one_page(writes("Plans are clear.").as_bytes(), BOX, &fonts(), &[]);
    let record = reads("sound.pdf", &file, "Plans are clear.");
    assert!(record.warnings.iter().any(|warning| warning.code == WarningCode::UnknownType));
}

#[test]
fn nothing_at_all() {
    fails("empty.pdf", b"", |kind| *kind == ErrorKind::Empty);
    fails("blank.txt", b" \r\n\t \n", |kind| matches!(kind, ErrorKind::Empty | ErrorKind::NoText));
}

#[test]
fn a_header_with_nothing_behind_it() {
    fails("header.pdf", b"%PDF-1.7\n", damaged);
    fails("words.pdf", b"%PDF-1.4 and then a story about a fox and a hen, with no object in it", damaged);
    let mut rubbish = b"%PDF-1.7\n".to_vec();
    rubbish.extend((0..50_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8));
    fails("rubbish.pdf", &rubbish, damaged_or_without_text);
}

#[test]
fn files_that_are_no_documents() {
    let unknown = |kind: &ErrorKind| matches!(kind, ErrorKind::UnknownFormat(_));
    fails("picture.pdf", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0", unknown);
    fails("archive.pdf", b"PK\x03\x04\x14\0\0\0\x08\0\0\0!\0\0\0\0\0\0\0\0\0\0\0", unknown);
    let noise: Vec<u8> = (0..4096u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    fails("noise.bin", &noise, unknown);
}

#[test]
fn a_web_page_under_the_name_of_a_pdf() {
    fails("letter.pdf", &fixture("bad/error-page.pdf"), |kind| *kind == ErrorKind::WebPageAsPdf);
}

#[test]
fn locked_files() {
    fails("locked.pdf", &fixture("bad/encrypted.pdf"), |kind| *kind == ErrorKind::Encrypted);
    reads("open.pdf", &fixture("bad/encrypted-but-open.pdf"), "Focused visit to Ludwell children’s services");
}

#[test]
fn a_scanned_letter() {
    fails("scan.pdf", &fixture("bad/picture-only.pdf"), |kind| *kind == ErrorKind::NoText);
}

#[test]
fn an_old_letter_in_windows_1252() {
    let record = reads("old.txt", &fixture("bad/windows-1252.txt"), "children’s services");
    assert!(record.warnings.iter().any(|warning| warning.code == WarningCode::Encoding));
}

#[test]
fn truncated_anywhere() {
    let whole = fixture("focused-visit-letter/ludwell-2024.pdf");
    for part in 1..32 {
        ends("truncated.pdf", &whole[..whole.len() * part / 32]);
    }
    fails("half.pdf", &fixture("bad/truncated.pdf"), damaged_or_without_text);
}

#[test]
fn a_page_without_a_box() {
    reads("no-box.pdf", &one_page(writes("Visits are regular.").as_bytes(), "", &fonts(), &[]), "Visits are");
}

#[test]
fn boxes_that_are_no_boxes() {
    for page in ["/MediaBox [0 0 0 0]", "/MediaBox [1 2]", "/MediaBox (x)", "/MediaBox [0 0 1e38 -1e38]"] {
        ends("box.pdf", &one_page(writes("Visits are regular.").as_bytes(), page, &fonts(), &[]));
    }
}

#[test]
fn a_font_that_is_missing() {
    ends("no-font.pdf", &one_page(writes("Visits are regular.").as_bytes(), BOX, "", &[]));
    let dangling = "/Font << /F1 99 0 R >>";
    ends("dangling-font.pdf", &one_page(writes("Visits are regular.").as_bytes(), BOX, dangling, &[]));
}

#[test]
fn fonts_that_are_their_own_parts() {
    let font = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [5 0 R] \
                /ToUnicode 5 0 R >>";
    ends("own-part.pdf", &one_page(writes("abc").as_bytes(), BOX, "/Font << /F1 5 0 R >>", &[font]));
    let glyph = "<< /Length 40 >>\nstream\n0 0 0 0 9 9 d1 BT /F1 9 Tf (a) Tj ET    \nendstream";
    let drawn = "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 \
                 /LastChar 97 /Widths [9] /Encoding << /Differences [97 /a] >> /CharProcs << /a 6 0 R >> \
                 /Resources << /Font << /F1 5 0 R >> >> >>";
    ends("type3.pdf", &one_page(writes("aaa").as_bytes(), BOX, "/Font << /F1 5 0 R >>", &[drawn, glyph]));
}

#[test]
fn operators_without_sense() {
    let nonsense = [
        "BT /F1 Tf (a) Tj ET",
        "BT Tf Tj Td TJ ' \" ET ET ET Q Q Q",
        "q q q q BT (a) Tj",
        "BT /F1 1e38 Tf 1e38 1e38 1e38 1e38 1e38 1e38 Tm (a) Tj ET",
        "BT /F1 12 Tf -1e308 99999999999999999999 Td (a) Tj ET",
        "BI /W 9 /H 9 ID abc",
        "BT /F1 12 Tf [(a) 1e38 (b) -1e38 (c)] TJ ET",
        "/P << /MCID -2147483648 >> BDC (a) Tj EMC EMC EMC",
        "(((((((((((( <<<<<<<< [[[[[[[",
    ];
    for content in nonsense {
        ends("nonsense.pdf", &one_page(content.as_bytes(), BOX, &fonts(), &[]));
    }
}

#[test]
fn no_pages_and_too_many() {
    let mut none = Raw::default();
    none.object("<< /Type /Catalog /Pages 2 0 R >>");
    none.object("<< /Type /Pages /Kids [] /Count 0 >>");
    fails("no-pages.pdf", &none.finish(1), damaged_or_without_text);

    let mut boast = Raw::default();
    boast.object("<< /Type /Catalog /Pages 2 0 R >>");
    boast.object("<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>");
    let resources = fonts();
    boast.object(format!(
        "<< /Type /Page /Parent 2 0 R {BOX} /Contents 4 0 R /Resources << {resources} >> >>"
    ));
    boast.stream("", writes("Only one page.").as_bytes());
    reads("boast.pdf", &boast.finish(1), "Only one page.");

    let pages = 3_000;
    let mut many = Raw::default();
    many.object("<< /Type /Catalog /Pages 2 0 R >>");
    let kids: String = (0..pages).map(|i| format!("{} 0 R ", i + 4)).collect();
    many.object(format!("<< /Type /Pages /Kids [{kids}] /Count {pages} >>"));
    many.stream("", writes("The same page again.").as_bytes());
    for _ in 0..pages {
        many.object(format!(
            "<< /Type /Page /Parent 2 0 R {BOX} /Contents 3 0 R /Resources << {resources} >> >>"
        ));
    }
    let record = reads("many-pages.pdf", &many.finish(1), "The same page again.");
    assert!(record.warnings.iter().any(|warning| warning.code == WarningCode::Truncated));
}

#[test]
fn trees_that_bite_their_tails() {
    let mut own_child = Raw::default();
    own_child.object("<< /Type /Catalog /Pages 2 0 R >>");
    own_child.object("<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 2 >>");
    own_child.object(format!("<< /Type /Page /Parent 3 0 R {BOX} /Contents 4 0 R >>"));
    own_child.stream("", writes("Round and round.").as_bytes());
    ends("own-child.pdf", &own_child.finish(1));

    let mut parents = Raw::default();
    parents.object("<< /Type /Catalog /Pages 2 0 R >>");
    parents.object("<< /Type /Pages /Parent 3 0 R /Kids [3 0 R] /Count 1 >>");
    parents.object("<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>");
    parents.stream("", writes("No box anywhere above.").as_bytes());
    ends("parents.pdf", &parents.finish(1));

    let mut deep = Raw::default();
    deep.object("<< /Type /Catalog /Pages 2 0 R >>");
    for number in 2..30_000 {
        deep.object(format!(
            "<< /Type /Pages /Parent {} 0 R /Kids [{} 0 R] /Count 1 >>",
            number - 1,
            number + 1
        ));
    }
    deep.object(format!("<< /Type /Page {BOX} >>"));
    ends("deep-tree.pdf", &deep.finish(1));
}

#[test]
fn structure_trees_that_bite_their_tails() {
    let mut raw = Raw::default();
    raw.object("<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 5 0 R /MarkInfo << /Marked true >> >>");
    raw.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    raw.object(format!(
        "<< /Type /Page /Parent 2 0 R {BOX} /Contents 4 0 R /StructParents 0 /Resources << {} >> >>",
        fonts()
    ));
    raw.stream("", b"/P << /MCID 0 >> BDC BT /F1 12 Tf 72 700 Td (Plans are clear.) Tj ET EMC");
    raw.object("<< /Type /StructTreeRoot /K [6 0 R] /RoleMap << /A /B /B /A >> >>");
    raw.object("<< /Type /StructElem /S /A /P 6 0 R /Pg 3 0 R /K [6 0 R 7 0 R 0] >>");
    raw.object("<< /Type /StructElem /S /B /P 7 0 R /Pg 3 0 R /K [7 0 R 6 0 R 5 0 R 0] >>");
    reads("tags.pdf", &raw.finish(1), "Plans are clear.");

    let mut deep = Raw::default();
    deep.object("<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 5 0 R >>");
    deep.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    deep.object(format!(
        "<< /Type /Page /Parent 2 0 R {BOX} /Contents 4 0 R /Resources << {} >> >>",
        fonts()
    ));
    deep.stream("", writes("Plans are clear.").as_bytes());
    deep.object("<< /Type /StructTreeRoot /K [6 0 R] >>");
    for number in 6..50_000 {
        deep.object(format!("<< /Type /StructElem /S /Sect /K [{} 0 R] >>", number + 1));
    }
    reads("deep-tags.pdf", &deep.finish(1), "Plans are clear.");
}

#[test]
fn objects_nested_without_end() {
    for (open, close) in [("[", "]"), ("<< /A ", " >>")] {
        let nested = format!("{}0{}", open.repeat(300_000), close.repeat(300_000));
        let resources = format!("{} /ColorSpace << /C 5 0 R >>", fonts());
        let content = format!("/C cs {}", writes("Plans are clear."));
        ends("nested.pdf", &one_page(content.as_bytes(), BOX, &resources, &[&nested]));
        let inline = format!("{nested} {}", writes("Plans are clear."));
        ends("nested-in-page.pdf", &one_page(inline.as_bytes(), BOX, &fonts(), &[]));
        let mut root = Raw::default();
        root.object(format!("<< /Type /Catalog /Pages 2 0 R /X {nested} >>"));
        ends("nested-root.pdf", &root.finish(1));
    }
}

#[test]
fn a_form_that_calls_itself() {
    let form = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 6 /Resources << /XObject << /X 5 0 R >> \
                >> >>\nstream\n/X Do \nendstream";
    let resources = format!("{} /XObject << /X 5 0 R >>", fonts());
    let content = format!("{} /X Do", writes("Plans are clear."));
    ends("own-form.pdf", &one_page(content.as_bytes(), BOX, &resources, &[form]));
}

#[test]
fn forms_that_fan_out() {
    let mut raw = Raw::default();
    raw.object("<< /Type /Catalog /Pages 2 0 R >>");
    raw.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    raw.object(format!(
        "<< /Type /Page /Parent 2 0 R {BOX} /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>"
    ));
    raw.stream("", b"/X Do");
    for _ in 0..14 {
        let next = raw.next() + 1;
        let entries = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X {next} 0 R >> >>"
        );
        raw.stream(&entries, "/X Do ".repeat(16).as_bytes());
    }
    let last = format!("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << {} >>", fonts());
    raw.stream(&last, writes("Again.").as_bytes());
    fails("fan-out.pdf", &raw.finish(1), too_much);
}

#[test]
fn streams_that_grow_past_measure() {
    let packed = bomb(600);
    assert!(packed.len() < 2 << 20, "the bomb itself is small: {}", packed.len());
    let mut raw = Raw::default();
    raw.object("<< /Type /Catalog /Pages 2 0 R >>");
    raw.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    raw.object(format!("<< /Type /Page /Parent 2 0 R {BOX} /Contents 4 0 R >>"));
    raw.stream("/Filter /FlateDecode", &packed);
    fails("bomb.pdf", &raw.finish(1), too_much);
}

#[test]
fn lengths_that_lie() {
    for length in ["-1", "99999999999", "2147483647", "(x)", "4 0 R"] {
        let mut raw = Raw::default();
        raw.object("<< /Type /Catalog /Pages 2 0 R >>");
        raw.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        raw.object(format!(
            "<< /Type /Page /Parent 2 0 R {BOX} /Contents 4 0 R /Resources << {} >> >>",
            fonts()
        ));
        let content = writes("Plans are clear.");
        raw.object(format!("<< /Length {length} >>\nstream\n{content}\nendstream"));
        ends("length.pdf", &raw.finish(1));
    }
}

#[test]
fn tables_of_offsets_that_lie() {
    let sound = one_page(writes("Plans are clear.").as_bytes(), BOX, &fonts(), &[]);
    let text = String::from_utf8(sound).expect("the file is plain");
    let wrong_start = text.replace("startxref\n", "startxref\n9");
    ends("start.pdf", wrong_start.as_bytes());
    let table = text.rfind("xref\n0").expect("a table");
    let looped = text.replace("/Root 1 0 R", &format!("/Root 1 0 R /Prev {table}"));
    ends("loop.pdf", looped.as_bytes());
    let shifted = text.replace("00000 n", "00007 n").replace("0000000009", "0000000011");
    ends("shifted.pdf", shifted.as_bytes());
}

#[test]
fn a_page_of_a_million_characters() {
    let line = "BT /F1 6 Tf 72 700 Td (Plans are clear and children are seen alone.) Tj ET\n";
    ends("overprinted.pdf", &one_page(line.repeat(20_000).as_bytes(), BOX, &fonts(), &[]));
    let mut rows = String::from("BT /F1 6 Tf 72 100000 Td\n");
    (0..20_000).for_each(|_| rows.push_str("0 -7 Td (Plans are clear and children are seen.) Tj\n"));
    rows.push_str("ET");
    ends("long-page.pdf", &one_page(rows.as_bytes(), "/MediaBox [0 0 595 200000]", &fonts(), &[]));
}

#[test]
fn markup_and_text_without_end() {
    let cases = [
        format!("<!DOCTYPE html><html><body>{}deep", "<div>".repeat(50_000)),
        format!("<html><body><p>{}</p></body></html>", "<b>x".repeat(50_000)),
        format!("<html><body>{}", "<ul><li>".repeat(20_000)),
        format!("<html><body>{}", "<table><tr><td>".repeat(5_000)),
        format!("# Letter\n\n{} deep", ">".repeat(20_000)),
        format!("# Letter\n\n{}", "[".repeat(50_000)),
        format!("# Letter\n\n{}", "*_".repeat(50_000)),
        format!("# Letter\n\n{}", (0..2_000).map(|i| format!("{}- x\n", " ".repeat(i))).collect::<String>()),
        "word ".repeat(400_000),
        "x".repeat(3_000_000),
        "A sentence ends. ".repeat(100_000),
        "•".repeat(300_000),
        "\u{202e}\u{200b}\u{feff}text\u{0}".repeat(10_000),
    ];
    for (index, case) in cases.iter().enumerate() {
        ends(&format!("case-{index}.txt"), case.as_bytes());
    }
    ends(
        "utf-16.txt",
        &"\u{feff}A letter in sixteen bits.".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>(),
    );
}
