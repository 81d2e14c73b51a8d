//! Placed pages become the bytes of a PDF, tagged or not, the same bytes each time.

use super::font::Fonts;
use super::look::Look;
use super::pages::{HEIGHT, Ink, Kind, Op, Pages, Tag, WIDTH};
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node as KrillaNode, TableHeaderScope,
    Tag as KrillaTag, TagGroup, TagKind, TagTree,
};
use krilla::{Document, SerializeSettings};

/// Draws `pages`.
pub fn write(fonts: &Fonts, look: &Look, pages: &Pages, tagged: bool) -> Vec<u8> {
    let settings =
        SerializeSettings { enable_tagging: tagged, xmp_metadata: false, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let mut leaves: Vec<Vec<Identifier>> = vec![Vec::new(); pages.nodes.len()];
    for ops in &pages.pages {
        let size = PageSettings::from_wh(WIDTH, HEIGHT).expect("A4 is a size");
        let mut page = document.start_page_with(size);
        let mut surface = page.surface();
        let mut open = None;
        for op in ops {
            let tag = tag_of(op);
            if open != Some(tag) {
                if open.is_some() {
                    surface.end_tagged();
                }
                let id = surface.start_tagged(content(tag));
                if let Some(Tag::Node(node)) = tag {
                    leaves[node].push(id);
                }
                open = Some(tag);
            }
            draw(&mut surface, fonts, look, op);
        }
        if open.is_some() {
            surface.end_tagged();
        }
        surface.finish();
        page.finish();
    }
    if tagged {
        document.set_tag_tree(tree(pages, leaves));
    }
    document.finish().expect("the PDF can be written")
}

/// Rules belong to no node: `None` is layout furniture.
fn tag_of(op: &Op) -> Option<Tag> {
    match op {
        Op::Words { tag, .. } => Some(*tag),
        Op::Rule { .. } => None,
    }
}

fn content(tag: Option<Tag>) -> ContentTag<'static> {
    match tag {
        Some(Tag::Node(_)) => ContentTag::Other,
        Some(Tag::Head) => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Header)),
        Some(Tag::Foot) => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)),
        None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
    }
}

fn draw(surface: &mut Surface<'_>, fonts: &Fonts, look: &Look, op: &Op) {
    match op {
        Op::Words { left, baseline, size, bold, ink, text, .. } => {
            let text = if look.ligatures { joined(text) } else { text.clone() };
            let face = fonts.face(*bold);
            surface.set_fill(Some(fill(*ink)));
            let start = Point::from_xy(*left, *baseline);
            surface.draw_glyphs(start, &face.glyphs(&text), face.krilla.clone(), &text, *size, false);
        }
        Op::Rule { left, top, right, bottom } => {
            surface.set_fill(Some(fill(Ink::Black)));
            let bottom = bottom.max(top + 0.5);
            let mut path = PathBuilder::new();
            path.push_rect(Rect::from_ltrb(*left, *top, *right, bottom).expect("a rule has an extent"));
            surface.draw_path(&path.finish().expect("a rectangle is a path"));
        }
    }
}

fn joined(text: &str) -> String {
    text.replace("fi", "\u{FB01}").replace("fl", "\u{FB02}")
}

fn fill(ink: Ink) -> Fill {
    let color = match ink {
        Ink::Black => rgb::Color::new(0, 0, 0),
        Ink::Blue => rgb::Color::new(0, 51, 153),
        Ink::White => rgb::Color::new(255, 255, 255),
    };
    Fill { paint: color.into(), opacity: NormalizedF32::ONE, rule: Default::default() }
}

/// The structure tree: nodes stand after their parents, so that folding from the end closes each
/// node before its parent.
fn tree(pages: &Pages, leaves: Vec<Vec<Identifier>>) -> TagTree {
    let mut children: Vec<Vec<KrillaNode>> =
        leaves.into_iter().map(|ids| ids.into_iter().map(KrillaNode::from).collect()).collect();
    let mut roots = Vec::new();
    for (index, node) in pages.nodes.iter().enumerate().rev() {
        let own = std::mem::take(&mut children[index]);
        if own.is_empty() {
            continue;
        }
        let group: KrillaNode = TagGroup { tag: kind(node.kind), children: own }.into();
        match node.parent {
            Some(parent) => children[parent].insert(0, group),
            None => roots.insert(0, group),
        }
    }
    let mut tree = TagTree::new();
    roots.into_iter().for_each(|root| tree.push(root));
    tree
}

fn kind(kind: Kind) -> TagKind {
    match kind {
        Kind::Paragraph => KrillaTag::P.into(),
        Kind::Heading(level) => {
            KrillaTag::Hn(u16::from(level).try_into().expect("levels count from 1"), None).into()
        }
        Kind::List => KrillaTag::L(ListNumbering::None).into(),
        Kind::Item => KrillaTag::LI.into(),
        Kind::Label => KrillaTag::Lbl.into(),
        Kind::Body => KrillaTag::LBody.into(),
        Kind::Table => KrillaTag::Table.into(),
        Kind::Row => KrillaTag::TR.into(),
        Kind::HeadCell => KrillaTag::TH(TableHeaderScope::Column).into(),
        Kind::Cell => KrillaTag::TD.into(),
        Kind::Note => KrillaTag::Note.into(),
        Kind::Section => KrillaTag::Section.into(),
    }
}
