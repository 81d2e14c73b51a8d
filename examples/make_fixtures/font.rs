//! The two cuts of one open font, with just enough of TrueType read to measure and draw a line.
//!
//! Knows the tables `head`, `hhea`, `hmtx` and `cmap` (format 4). Knows nothing of pages.

use krilla::text::{Font, GlyphId, KrillaGlyph};

const REGULAR: &[u8] = include_bytes!("fonts/DejaVuSansCondensed.ttf");
const BOLD: &[u8] = include_bytes!("fonts/DejaVuSansCondensed-Bold.ttf");

/// The glyph that stands for a character of a private-use area, as symbol fonts have them.
const PRIVATE_USE_LOOK: char = '\u{25A0}';

/// Regular and bold.
pub struct Fonts {
    regular: Face,
    bold: Face,
}

/// One cut.
pub struct Face {
    pub krilla: Font,
    data: &'static [u8],
    units_per_em: f32,
    advances: usize,
    wide_metrics: usize,
    map: usize,
}

impl Fonts {
    pub fn load() -> Self {
        Fonts { regular: Face::load(REGULAR), bold: Face::load(BOLD) }
    }

    pub fn face(&self, bold: bool) -> &Face {
        if bold { &self.bold } else { &self.regular }
    }

    /// Width in points of `text` at `size` points.
    pub fn width(&self, text: &str, bold: bool, size: f32) -> f32 {
        let face = self.face(bold);
        text.chars().map(|c| face.advance(face.glyph(c))).sum::<f32>() * size
    }
}

impl Face {
    fn load(data: &'static [u8]) -> Self {
        let head = table(data, b"head");
        let hhea = table(data, b"hhea");
        let cmap = table(data, b"cmap");
        let map = (0..u16_at(data, cmap + 2) as usize)
            .map(|i| cmap + u32_at(data, cmap + 4 + i * 8 + 4) as usize)
            .find(|&at| u16_at(data, at) == 4)
            .expect("the font has a cmap of format 4");
        Face {
            krilla: Font::new(data.to_vec().into(), 0).expect("the font loads"),
            data,
            units_per_em: u16_at(data, head + 18) as f32,
            advances: table(data, b"hmtx"),
            wide_metrics: u16_at(data, hhea + 34) as usize,
            map,
        }
    }

    /// The glyphs that draw `text`, each bound to its character.
    pub fn glyphs(&self, text: &str) -> Vec<KrillaGlyph> {
        text.char_indices()
            .map(|(at, c)| {
                let id = self.glyph(c);
                let range = at..at + c.len_utf8();
                KrillaGlyph::new(GlyphId::new(id.into()), self.advance(id), 0.0, 0.0, 0.0, range, None)
            })
            .collect()
    }

    /// Advance in ems.
    fn advance(&self, glyph: u16) -> f32 {
        let index = (glyph as usize).min(self.wide_metrics - 1);
        u16_at(self.data, self.advances + index * 4) as f32 / self.units_per_em
    }

    fn glyph(&self, c: char) -> u16 {
        let look = if ('\u{E000}'..='\u{F8FF}').contains(&c) { PRIVATE_USE_LOOK } else { c };
        let glyph = self.mapped(look as u32);
        assert_ne!(glyph, 0, "the font has no {c:?}: cut it again with that character");
        glyph
    }

    fn mapped(&self, code: u32) -> u16 {
        let (data, map) = (self.data, self.map);
        let doubled = u16_at(data, map + 6) as usize;
        let (ends, starts) = (map + 14, map + 16 + doubled);
        let (deltas, offsets) = (starts + doubled, starts + 2 * doubled);
        for i in (0..doubled).step_by(2) {
            if code > u16_at(data, ends + i).into() {
                continue;
            }
            let start = u32::from(u16_at(data, starts + i));
            if code < start {
                return 0;
            }
            let delta = u16_at(data, deltas + i);
            return match u16_at(data, offsets + i) {
                0 => (code as u16).wrapping_add(delta),
                offset => {
                    let at = offsets + i + offset as usize + 2 * (code - start) as usize;
                    match u16_at(data, at) {
                        0 => 0,
                        glyph => glyph.wrapping_add(delta),
                    }
                }
            };
        }
        0
    }
}

fn table(data: &[u8], tag: &[u8; 4]) -> usize {
    (0..u16_at(data, 4) as usize)
        .map(|i| 12 + i * 16)
        .find(|&at| &data[at..at + 4] == tag)
        .map(|at| u32_at(data, at + 8) as usize)
        .expect("the font has the usual tables")
}

fn u16_at(data: &[u8], at: usize) -> u16 {
    u16::from_be_bytes([data[at], data[at + 1]])
}

fn u32_at(data: &[u8], at: usize) -> u32 {
    u32::from_be_bytes([data[at], data[at + 1], data[at + 2], data[at + 3]])
}
