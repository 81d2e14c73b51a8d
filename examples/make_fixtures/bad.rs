//! Files that are not what they seem, for `fixtures/bad`.
//!
//! The two encrypted ones cannot be written here; `fixtures/README.md` says how they were made.

use super::pages::{HEIGHT, WIDTH};
use krilla::geom::Size;
use krilla::image::Image;
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};

/// A server's error page, saved under the name of the PDF that was asked for.
const ERROR_PAGE: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head><title>Page not found</title></head>\n<body>\n\
    <h1>404 Not Found</h1>\n<p>The file that you asked for is not here. It may have moved.</p>\n</body>\n</html>\n";

/// A letter in the way that word processors saved text when there was no UTF-8: `\x92` is an
/// apostrophe, `\x96` a dash, `\xe9` an e with an accent, `\xa3` a pound sign.
const WINDOWS_1252: &[u8] = b"12 May 2009\r\n\r\nDear Ms Andr\xe9\r\n\r\nChildren in Westcombe are safe. The council\x92s \
    work with families \x96 above all with young parents \x96 is strong. An extra \xa34,000 has been found for \
    the children\x92s services library.\r\n";

/// Each file's name with its bytes. `letter` is the PDF of a sound letter.
pub fn files(letter: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("empty.pdf", Vec::new()),
        ("error-page.pdf", ERROR_PAGE.as_bytes().to_vec()),
        ("picture-only.pdf", picture_only()),
        ("truncated.pdf", letter[..letter.len() * 2 / 5].to_vec()),
        ("windows-1252.txt", WINDOWS_1252.to_vec()),
    ]
}

/// A page that is one picture, as a scanner makes it: grey bars where words would be.
fn picture_only() -> Vec<u8> {
    const ACROSS: u32 = 119;
    const DOWN: u32 = 168;
    let mut pixels = Vec::with_capacity((ACROSS * DOWN * 4) as usize);
    for y in 0..DOWN {
        for x in 0..ACROSS {
            let word = (14..105).contains(&x) && (20..150).contains(&y) && y % 4 == 0 && (x * 7 + y) % 11 > 2;
            let shade = if word { 70 } else { 250 };
            pixels.extend_from_slice(&[shade, shade, shade, 255]);
        }
    }
    let settings = SerializeSettings { xmp_metadata: false, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let mut page = document.start_page_with(PageSettings::from_wh(WIDTH, HEIGHT).expect("A4 is a size"));
    let mut surface = page.surface();
    let size = Size::from_wh(WIDTH, HEIGHT).expect("A4 is a size");
    surface.draw_image(Image::from_rgba8(pixels, ACROSS, DOWN), size);
    surface.finish();
    page.finish();
    document.finish().expect("the PDF can be written")
}
