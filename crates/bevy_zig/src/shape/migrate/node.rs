//! The leaves of a state as the tree that they were flattened from.

use super::super::kind::Kind;
use super::super::leaf::Leaf;
use super::super::nested::Condition;

/// A field, or what is in one.
#[derive(Debug)]
pub(super) enum Node<'a> {
    Leaf(&'a Leaf),
    /// An optional or a tagged union: the leaf that says what is there, and what may be, by name; a variant without a
    /// payload is a group of nothing.
    Choice(&'a Leaf, Children<'a>),
    /// A struct or an array: what is in it, by name or index.
    Group(Children<'a>),
}

type Children<'a> = Vec<(&'a str, Node<'a>)>;

impl<'a> Node<'a> {
    /// The tree of a state.
    pub(super) fn of(leaves: &'a [Leaf]) -> Self {
        let mut root = Node::Group(Vec::new());
        for leaf in leaves {
            root.insert(&leaf.path, leaf);
        }
        root
    }

    /// Puts a leaf where its path leads. What contradicts the leaves before it is left out.
    fn insert(&mut self, path: &'a str, leaf: &'a Leaf) {
        let (name, rest) = path.split_once('.').unwrap_or((path, ""));
        let (children, may_grow) = match self {
            Node::Leaf(_) => return,
            Node::Choice(_, children) => (children, false),
            Node::Group(children) => (children, true),
        };
        if may_grow && children.iter().all(|(known, _)| *known != name) {
            children.push((name, Node::Group(Vec::new())));
        }
        let Some((_, child)) = children.iter_mut().find(|(known, _)| *known == name) else { return };
        match rest {
            "" if matches!(child, Node::Group(children) if children.is_empty()) => *child = Node::new(leaf),
            "" => {}
            rest => child.insert(rest, leaf),
        }
    }

    fn new(leaf: &'a Leaf) -> Self {
        match &leaf.kind {
            Kind::Optional(_) | Kind::Union(..) => {
                Node::Choice(leaf, leaf.choices().map(|(name, _)| (name, Node::Group(Vec::new()))).collect())
            }
            _ => Node::Leaf(leaf),
        }
    }

    /// The leaf that it is, or that says what is there.
    pub(super) fn head(&self) -> Option<&'a Leaf> {
        match self {
            Node::Leaf(leaf) | Node::Choice(leaf, _) => Some(leaf),
            Node::Group(_) => None,
        }
    }

    pub(super) fn children(&self) -> &[(&'a str, Node<'a>)] {
        match self {
            Node::Leaf(_) => &[],
            Node::Choice(_, children) | Node::Group(children) => children,
        }
    }

    /// The presence and the value, if it is an optional.
    pub(super) fn optional(&self) -> Option<(&'a Leaf, &Node<'a>)> {
        match self {
            Node::Choice(leaf, payload) if matches!(leaf.kind, Kind::Optional(_)) => Some((leaf, &payload.first()?.1)),
            _ => None,
        }
    }

    pub(super) fn child(&self, name: &str) -> Option<&Node<'a>> {
        self.children().iter().find(|(known, _)| *known == name).map(|(_, child)| child)
    }

    /// What a path leads to, and what must be so on the way.
    pub(super) fn find(&self, path: &str) -> Option<(&Node<'a>, Vec<Condition>)> {
        let mut node = self;
        let mut through = Vec::new();
        for name in path.split('.') {
            through.extend(node.head().and_then(|head| Some(head.condition(head.choice(name)?))));
            node = node.child(name)?;
        }
        Some((node, through))
    }

    /// All leaves, presences and tags included.
    pub(super) fn leaves(&self) -> Vec<&'a Leaf> {
        let inside = self.children().iter().flat_map(|(_, child)| child.leaves());
        self.head().into_iter().chain(inside).collect()
    }

    /// Likewise, but for what is in optionals and unions.
    pub(super) fn direct_leaves(&self) -> Vec<&'a Leaf> {
        match self {
            Node::Leaf(leaf) | Node::Choice(leaf, _) => vec![leaf],
            Node::Group(children) => children.iter().flat_map(|(_, child)| child.direct_leaves()).collect(),
        }
    }

    /// In words, for a reason.
    pub(super) fn describe(&self) -> String {
        match (self, self.optional(), self.children()) {
            (_, Some((_, payload)), _) => format!("?{}", payload.describe()),
            (Node::Leaf(leaf) | Node::Choice(leaf, _), ..) => leaf.in_zig(),
            (.., children @ [(first, _), ..]) if first.parse::<usize>().is_ok() => {
                format!("an array of {}", children.len())
            }
            _ => "a struct".to_owned(),
        }
    }
}

impl Leaf {
    /// Its type in words.
    pub(super) fn in_zig(&self) -> String {
        self.kind.in_zig(self.size)
    }
}
