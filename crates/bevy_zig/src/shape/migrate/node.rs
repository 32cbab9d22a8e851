//! The leaves of a state as the tree that they were flattened from.

use crate::shape::{Kind, Leaf};

/// A field, or what is in one.
#[derive(Debug)]
pub(super) enum Node<'a> {
    Leaf(&'a Leaf),
    /// The byte that says whether there is a value, and the value.
    Optional(&'a Leaf, Box<Node<'a>>),
    /// A struct or an array: what is in it, by name or index.
    Group(Vec<(&'a str, Node<'a>)>),
}

impl<'a> Node<'a> {
    /// The tree of a state.
    pub(super) fn of(fields: &'a [Leaf]) -> Self {
        let mut root = Node::Group(Vec::new());
        for field in fields {
            root.insert(&field.path, field);
        }
        root
    }

    /// Puts a leaf where its path leads. What contradicts the leaves before it is left out.
    fn insert(&mut self, path: &'a str, field: &'a Leaf) {
        let (name, rest) = path.split_once('.').unwrap_or((path, ""));
        let place = match self {
            Node::Leaf(_) => return,
            Node::Optional(_, payload) if rest.is_empty() => {
                **payload = Node::new(field);
                return;
            }
            Node::Optional(_, payload) => return payload.insert(rest, field),
            Node::Group(children) => children,
        };
        let index = place.iter().position(|(known, _)| *known == name);
        match (index, rest) {
            (Some(index), rest) if !rest.is_empty() => place[index].1.insert(rest, field),
            (Some(_), _) => {}
            (None, "") => place.push((name, Node::new(field))),
            (None, rest) => {
                let mut group = Node::Group(Vec::new());
                group.insert(rest, field);
                place.push((name, group));
            }
        }
    }

    fn new(field: &'a Leaf) -> Self {
        match field.kind {
            Kind::Optional(_) => Node::Optional(field, Box::new(Node::Group(Vec::new()))),
            _ => Node::Leaf(field),
        }
    }

    /// What a path leads to, and the optionals on the way.
    pub(super) fn find(&self, path: &str) -> Option<(&Node<'a>, Vec<&'a Leaf>)> {
        let mut node = self;
        let mut through = Vec::new();
        for name in path.split('.') {
            node = match node {
                Node::Leaf(_) => return None,
                Node::Optional(presence, payload) => {
                    through.push(*presence);
                    if name != "?" {
                        return None;
                    }
                    payload
                }
                Node::Group(children) => &children.iter().find(|(known, _)| *known == name)?.1,
            };
        }
        Some((node, through))
    }

    /// All leaves, the presence of optionals included.
    pub(super) fn leaves(&self) -> Vec<&'a Leaf> {
        match self {
            Node::Leaf(field) => vec![field],
            Node::Optional(presence, payload) => {
                let mut leaves = payload.leaves();
                leaves.insert(0, presence);
                leaves
            }
            Node::Group(children) => children.iter().flat_map(|(_, child)| child.leaves()).collect(),
        }
    }

    /// Likewise, but for what is in optionals.
    pub(super) fn direct_leaves(&self) -> Vec<&'a Leaf> {
        match self {
            Node::Leaf(field) | Node::Optional(field, _) => vec![field],
            Node::Group(children) => children.iter().flat_map(|(_, child)| child.direct_leaves()).collect(),
        }
    }

    /// In words, for a reason.
    pub(super) fn describe(&self) -> String {
        match self {
            Node::Leaf(field) => field.in_zig(),
            Node::Optional(_, payload) => format!("?{}", payload.describe()),
            Node::Group(children) => match children.first() {
                Some((name, _)) if name.parse::<usize>().is_ok() => format!("an array of {}", children.len()),
                _ => "a struct".to_owned(),
            },
        }
    }
}
