//! The leaves of a state as the tree that they were flattened from.

use super::super::kind::Kind;
use super::super::leaf::Leaf;
use super::super::nested::Condition;

/// A field, or what is in one.
#[derive(Debug)]
pub(super) enum Node<'a> {
    Leaf(&'a Leaf),
    /// The byte that says whether there is a value, and the value.
    Optional(&'a Leaf, Box<Node<'a>>),
    /// The tag, and the payloads by the names of their variants; one that is empty is a group of nothing.
    Union(&'a Leaf, Vec<(&'a str, Node<'a>)>),
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
        let payload = match self {
            Node::Leaf(_) => return,
            Node::Optional(_, payload) => Some(&mut **payload),
            Node::Union(_, variants) => {
                let Some((_, payload)) = variants.iter_mut().find(|(known, _)| *known == name) else { return };
                Some(payload)
            }
            Node::Group(_) => None,
        };
        if let Some(payload) = payload {
            return if rest.is_empty() { *payload = Node::new(field) } else { payload.insert(rest, field) };
        }
        let Node::Group(place) = self else { return };
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
        match &field.kind {
            Kind::Optional(_) => Node::Optional(field, Box::new(Node::Group(Vec::new()))),
            Kind::Union(variants, _) => {
                let empty = |(name, _): &'a (String, i64)| (name.as_str(), Node::Group(Vec::new()));
                Node::Union(field, variants.iter().map(empty).collect())
            }
            _ => Node::Leaf(field),
        }
    }

    /// What a path leads to, and what must be so on the way.
    pub(super) fn find(&self, path: &str) -> Option<(&Node<'a>, Vec<Condition>)> {
        let mut node = self;
        let mut through = Vec::new();
        for name in path.split('.') {
            node = match node {
                Node::Leaf(_) => return None,
                Node::Optional(presence, payload) => {
                    through.push(presence.condition(1));
                    if name != "?" {
                        return None;
                    }
                    payload
                }
                Node::Union(tag, variants) => {
                    let ((_, value), (_, payload)) =
                        tag.variants().iter().zip(variants).find(|(_, (known, _))| *known == name)?;
                    through.push(tag.condition(*value));
                    payload
                }
                Node::Group(children) => &children.iter().find(|(known, _)| *known == name)?.1,
            };
        }
        Some((node, through))
    }

    /// All leaves, presences and tags included.
    pub(super) fn leaves(&self) -> Vec<&'a Leaf> {
        match self {
            Node::Leaf(field) => vec![field],
            Node::Optional(presence, payload) => {
                let mut leaves = payload.leaves();
                leaves.insert(0, presence);
                leaves
            }
            Node::Union(tag, children) => {
                [*tag].into_iter().chain(children.iter().flat_map(|(_, child)| child.leaves())).collect()
            }
            Node::Group(children) => children.iter().flat_map(|(_, child)| child.leaves()).collect(),
        }
    }

    /// Likewise, but for what is in optionals and unions.
    pub(super) fn direct_leaves(&self) -> Vec<&'a Leaf> {
        match self {
            Node::Leaf(field) | Node::Optional(field, _) | Node::Union(field, _) => vec![field],
            Node::Group(children) => children.iter().flat_map(|(_, child)| child.direct_leaves()).collect(),
        }
    }

    /// In words, for a reason.
    pub(super) fn describe(&self) -> String {
        match self {
            Node::Leaf(field) | Node::Union(field, _) => field.in_zig(),
            Node::Optional(_, payload) => format!("?{}", payload.describe()),
            Node::Group(children) => match children.first() {
                Some((name, _)) if name.parse::<usize>().is_ok() => format!("an array of {}", children.len()),
                _ => "a struct".to_owned(),
            },
        }
    }
}

impl Leaf {
    /// Its type in words.
    pub(super) fn in_zig(&self) -> String {
        self.kind.in_zig(self.size)
    }
}
