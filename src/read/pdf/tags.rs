//! The structure tree that a tagged PDF carries: which marked content belongs to which paragraph,
//! list item, table cell or heading, as its producer says.

use super::super::{Element, ElementKind};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object};
use std::collections::{HashMap, HashSet};

/// The tree, and where each piece of marked content hangs in it.
#[derive(Default)]
pub struct Tags {
    pub elements: Vec<Element>,
    /// `(object number of the page, id of the marked content)` to element.
    content: HashMap<(u32, i32), u32>,
}

/// No inspection report comes near; a hostile file might.
const MOST_ELEMENTS: usize = 500_000;

impl Tags {
    /// The element that owns the marked content `id` on the page with this object number.
    pub fn element(&self, page: u32, id: i32) -> Option<u32> {
        self.content.get(&(page, id)).copied()
    }
}

/// Reads the tree; a file without one, or with a broken one, gives what could be read.
pub fn read(pdf: &Pdf) -> Tags {
    let mut tags = Tags::default();
    let Some(catalogue) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) else {
        return tags;
    };
    let Some(root) = catalogue.get::<Dict<'_>>("StructTreeRoot") else {
        return tags;
    };
    let roles = root.get::<Dict<'_>>("RoleMap");
    let mut seen = HashSet::new();
    // Depth first with a stack of our own: hostile trees are deep, and cyclic.
    let mut open: Vec<Node> =
        kids(&root).into_iter().rev().map(|kid| Node { kid, parent: None, page: None }).collect();
    while let Some(Node { kid, parent, page }) = open.pop() {
        if tags.elements.len() >= MOST_ELEMENTS {
            break;
        }
        match kid {
            Object::Number(id) => tags.own(page, id.as_i64() as i32, parent),
            Object::Dict(dict) => {
                let page = dict.get_ref("Pg").map(|page| page.obj_number).or(page);
                if let Some(id) = dict.get::<i32>("MCID") {
                    tags.own(page, id, parent);
                    continue;
                }
                let Some(kind) = dict.get::<Name<'_>>("S") else { continue };
                if dict.obj_id().is_some_and(|id| !seen.insert(id)) {
                    continue;
                }
                let index = tags.elements.len() as u32;
                tags.elements.push(Element { kind: kind_of(&kind, roles.as_ref()), parent });
                let kids = kids(&dict).into_iter().rev();
                open.extend(kids.map(|kid| Node { kid, parent: Some(index), page }));
            }
            _ => {}
        }
    }
    tags
}

struct Node<'a> {
    kid: Object<'a>,
    parent: Option<u32>,
    page: Option<u32>,
}

impl Tags {
    fn own(&mut self, page: Option<u32>, id: i32, element: Option<u32>) {
        if let (Some(page), Some(element)) = (page, element) {
            self.content.insert((page, id), element);
        }
    }
}

/// `K` is one kid or an array of kids.
fn kids<'a>(dict: &Dict<'a>) -> Vec<Object<'a>> {
    match dict.get_raw::<Object<'a>>("K") {
        Some(MaybeRef::NotRef(Object::Array(array))) => array_kids(&array),
        Some(_) => match dict.get::<Object<'a>>("K") {
            Some(Object::Array(array)) => array_kids(&array),
            Some(kid) => vec![kid],
            None => Vec::new(),
        },
        None => Vec::new(),
    }
}

fn array_kids<'a>(array: &Array<'a>) -> Vec<Object<'a>> {
    array.iter::<Object<'a>>().collect()
}

fn kind_of(name: &Name<'_>, roles: Option<&Dict<'_>>) -> ElementKind {
    let mapped = roles.and_then(|roles| roles.get::<Name<'_>>(name.as_ref()));
    let standard = standard_kind(name.as_ref());
    match (standard, mapped) {
        (ElementKind::Other, Some(mapped)) => standard_kind(mapped.as_ref()),
        (standard, _) => standard,
    }
}

fn standard_kind(name: &[u8]) -> ElementKind {
    match name {
        b"H" => ElementKind::Heading(1),
        [b'H', level @ b'1'..=b'6'] => ElementKind::Heading(level - b'0'),
        b"Title" => ElementKind::Heading(1),
        b"P" => ElementKind::Paragraph,
        b"LI" => ElementKind::ListItem,
        b"Lbl" => ElementKind::Label,
        b"LBody" => ElementKind::ListBody,
        b"Table" => ElementKind::Table,
        b"TR" => ElementKind::Row,
        b"TD" | b"TH" => ElementKind::Cell,
        b"Note" | b"FENote" => ElementKind::Note,
        b"Figure" => ElementKind::Figure,
        b"Span" | b"Link" | b"Quote" | b"Reference" | b"Em" | b"Strong" => ElementKind::Inline,
        _ => ElementKind::Other,
    }
}
