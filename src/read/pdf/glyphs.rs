//! Collects what a page draws: characters with place, size and look; drawn rules; marked content.

use super::super::{Page, Rect, Run};
use super::tags::Tags;
use super::{Limits, Spent};
use hayro_cmap::BfString;
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};
use kurbo::{Affine, BezPath, Point, Shape};
use std::time::Instant;

/// Why reading a page was broken off; carried by an unwinding that [`super::read`] catches.
pub enum Stop {
    Time,
    Glyphs,
}

/// A page of a letter makes some hundred calls; looking at the clock at each would cost more than they do.
const CALLS_BETWEEN_LOOKS: u32 = 64;

/// Two characters are apart when the gap is wider than this part of the font size.
const GAP: f32 = 0.18;
/// Kerning may step back this far (part of the font size) without starting a new run.
const OVERLAP: f32 = 0.5;
/// A rule is no thicker than this (points).
const RULE_THICKNESS: f64 = 2.5;
/// Shorter strokes are ticks and underlines of a letter (points).
const RULE_LENGTH: f64 = 12.0;
/// Paint at least this light (of 255) is taken for white.
const WHITE: u8 = 250;

/// The device that the interpreter draws on.
pub struct Collector<'t, 's> {
    page: Page,
    tags: &'t Tags,
    page_object: Option<u32>,
    limits: Limits,
    spent: &'s mut Spent,
    /// What each open marked content says: its element, and whether it is furniture.
    marked: Vec<(Option<u32>, bool)>,
    /// Dark areas painted so far: white words on them can be seen.
    dark: Vec<kurbo::Rect>,
    unmapped: usize,
    calls: u32,
}

impl<'t, 's> Collector<'t, 's> {
    pub fn new(
        page: Page,
        tags: &'t Tags,
        source: &PdfPage<'_>,
        limits: Limits,
        spent: &'s mut Spent,
    ) -> Self {
        let page_object = source.raw().obj_id().map(|id| id.obj_number);
        Collector {
            page,
            tags,
            page_object,
            limits,
            spent,
            marked: Vec::new(),
            dark: Vec::new(),
            unmapped: 0,
            calls: 0,
        }
    }

    /// Glyphs so far that name no character.
    pub fn unmapped(&self) -> usize {
        self.unmapped
    }

    /// The page as drawn so far.
    pub fn finish(self) -> Page {
        self.page
    }

    fn look_at_clock(&mut self) {
        self.calls += 1;
        if self.calls.is_multiple_of(CALLS_BETWEEN_LOOKS) && Instant::now() > self.spent.until {
            // Unwinds without a message; `super::read` catches it.
            std::panic::resume_unwind(Box::new(Stop::Time));
        }
    }

    fn count_glyphs(&mut self, drawn: usize) {
        self.spent.glyphs += drawn;
        if self.spent.glyphs > self.limits.glyphs {
            std::panic::resume_unwind(Box::new(Stop::Glyphs));
        }
    }

    fn keep_rule(&mut self, shape: kurbo::Rect) {
        let (width, height) = (shape.width(), shape.height());
        if width.min(height) <= RULE_THICKNESS && width.max(height) >= RULE_LENGTH {
            self.page.rules.push(to_rect(shape));
        }
    }

    fn is_on_dark(&self, at: Point) -> bool {
        self.dark.iter().any(|area| area.contains(at))
    }

    fn push(&mut self, text: &str, left: f32, right: f32, run: Run) {
        if let Some(last) = self.page.runs.last_mut()
            && same_look(last, &run)
            && left - last.right < GAP * run.size
            && last.right - left < OVERLAP * run.size
        {
            last.text.push_str(text);
            last.right = right.max(last.right);
            return;
        }
        self.page.runs.push(Run { text: text.to_owned(), left, right, ..run });
    }
}

fn same_look(a: &Run, b: &Run) -> bool {
    (a.baseline - b.baseline).abs() < 0.1
        && (a.size - b.size).abs() < 0.1
        && (a.bold, a.italic, a.hidden, a.artifact, a.element)
            == (b.bold, b.italic, b.hidden, b.artifact, b.element)
}

fn to_rect(shape: kurbo::Rect) -> Rect {
    Rect { left: shape.x0 as f32, top: shape.y0 as f32, right: shape.x1 as f32, bottom: shape.y1 as f32 }
}

/// Font weights from here on are bold (400 is regular, 700 bold).
const BOLD: u32 = 600;

fn look_of(glyph: &Glyph<'_>) -> (bool, bool) {
    let Glyph::Outline(outline) = glyph else { return (false, false) };
    let Some(font) = outline.font_data() else { return (false, false) };
    let name = font.postscript_name.as_deref().unwrap_or("");
    let bold =
        font.weight.is_some_and(|weight| weight >= BOLD) || name.contains("Bold") || name.contains("Black");
    (bold, font.is_italic || name.contains("Italic") || name.contains("Oblique"))
}

fn advance_of(glyph: &Glyph<'_>) -> f64 {
    let advance = match glyph {
        Glyph::Outline(outline) => outline.advance_width(),
        Glyph::Type3(glyph) => glyph.advance_width(),
    };
    f64::from(advance.unwrap_or(500.0))
}

fn is_white(paint: &Paint<'_>) -> bool {
    match paint {
        Paint::Color(color) => color.to_rgba().to_rgba8()[..3].iter().all(|&part| part >= WHITE),
        Paint::Pattern(_) => false,
    }
}

impl<'a> Device<'a> for Collector<'_, '_> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.look_at_clock();
        self.count_glyphs(run.glyphs().len());
        let Some(first) = run.glyphs().first() else { return };
        // Filled and stroked text is drawn twice; the stroke adds nothing to read.
        if matches!(mode, DrawMode::Stroke(_)) && self.is_shadow(props.transform * first.transform()) {
            return;
        }
        let (bold, italic) = look_of(first);
        let unseen = matches!(mode, DrawMode::Invisible);
        let white = is_white(&props.paint);
        let (element, artifact) = self.marked.last().copied().unwrap_or((None, false));
        for glyph in run.glyphs() {
            let place = props.transform * glyph.transform();
            let origin = place * Point::ZERO;
            let end = place * Point::new(advance_of(glyph), 0.0);
            let up = place * Point::new(0.0, 1000.0);
            let size = (up - origin).hypot() as f32;
            let text = match glyph.as_unicode() {
                Some(BfString::Char(character)) => character.to_string(),
                Some(BfString::String(text)) => text,
                // Layout takes a nameless glyph at the head of a line for a bullet, and drops any other.
                None => {
                    self.unmapped += 1;
                    char::REPLACEMENT_CHARACTER.to_string()
                }
            };
            let hidden = unseen || (white && !self.is_on_dark(origin)) || self.is_off_page(origin);
            let (baseline, run) = (origin.y as f32, Run::default());
            let run = Run { baseline, size, bold, italic, hidden, artifact, element, ..run };
            self.push(&text, origin.x as f32, end.x as f32, run);
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.look_at_clock();
        let shape = props.transform.transform_rect_bbox(path.bounding_box());
        match mode {
            DrawMode::Fill(_) | DrawMode::FillAndStroke(..) if !is_white(&props.paint) => {
                if shape.width().min(shape.height()) > RULE_THICKNESS {
                    self.dark.push(shape);
                    for edge in edges(shape) {
                        self.keep_rule(edge);
                    }
                } else {
                    self.keep_rule(shape);
                }
            }
            DrawMode::Stroke(_) => {
                if shape.width().min(shape.height()) > RULE_THICKNESS {
                    for edge in edges(shape) {
                        self.keep_rule(edge);
                    }
                } else {
                    self.keep_rule(shape);
                }
            }
            _ => {}
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.look_at_clock();
        let (outer, inside_artifact) = self.marked.last().copied().unwrap_or((None, false));
        let id = properties.and_then(|properties| properties.get::<i32>("MCID"));
        let own = id.zip(self.page_object).and_then(|(id, page)| self.tags.element(page, id));
        self.marked.push((own.or(outer), inside_artifact || tag == b"Artifact"));
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.look_at_clock();
    }
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.look_at_clock();
    }
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.look_at_clock();
    }
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

impl Collector<'_, '_> {
    fn is_off_page(&self, at: Point) -> bool {
        at.x < 0.0 || at.y < 0.0 || at.x > f64::from(self.page.width) || at.y > f64::from(self.page.height)
    }

    /// Whether something was just drawn at this very place.
    fn is_shadow(&self, place: Affine) -> bool {
        let at = place * Point::ZERO;
        self.page.runs.iter().rev().take(8).any(|run| {
            (run.baseline - at.y as f32).abs() < 0.1
                && run.left - 0.1 <= at.x as f32
                && at.x as f32 <= run.right
        })
    }
}

/// The four sides of a box, each as a rule without thickness.
fn edges(area: kurbo::Rect) -> [kurbo::Rect; 4] {
    [
        kurbo::Rect { y1: area.y0, ..area },
        kurbo::Rect { y0: area.y1, ..area },
        kurbo::Rect { x1: area.x0, ..area },
        kurbo::Rect { x0: area.x1, ..area },
    ]
}
