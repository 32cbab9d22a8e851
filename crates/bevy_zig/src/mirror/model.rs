//! The clean model: what a mirror has to say, without Bevy's types and without Zig's text.

use std::collections::BTreeMap;

/// All types that get a mirror, by crate.
#[derive(Default)]
pub(super) struct Model {
    pub(super) crates: BTreeMap<String, Vec<Declaration>>,
    /// What is left out, with its reason.
    pub(super) left_out: Vec<LeftOut>,
    /// How many types of each role there are, and how many of them have a mirror.
    pub(super) counts: BTreeMap<Role, (usize, usize)>,
}

/// What scripts can do with a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Entities have it.
    Component,
    /// The world has one.
    Resource,
    /// It is read and written.
    Message,
    /// It is triggered.
    Event,
    /// The game is in one of its values.
    State,
    /// A handle leads to it.
    Asset,
}

impl Role {
    /// Its name, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Component => "component",
            Self::Resource => "resource",
            Self::Message => "message",
            Self::Event => "event",
            Self::State => "state",
            Self::Asset => "asset",
        }
    }
}

/// A type, or a part of one, that has no mirror.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// What scripts would do with the type; none for a part of one.
    pub role: Option<Role>,
    /// The full path of the type.
    pub path: String,
    /// The field or variant; empty for the whole type.
    pub member: String,
    /// Why.
    pub reason: String,
}

/// A type with a name of its own.
pub(super) struct Declaration {
    /// What Rust says of it, by lines.
    pub(super) docs: Vec<String>,
    /// Its full path in Rust, as the registry has it.
    pub(super) path: String,
    pub(super) name: String,
    /// Whether there are handles of it.
    pub(super) is_asset: bool,
    pub(super) body: Body,
    /// The default of an enum, as a literal.
    pub(super) default: Option<String>,
}

/// What a type consists of.
pub(super) enum Body {
    Struct(Vec<Field>),
    /// Variants without data.
    Enum(Vec<Variant>),
    /// Variants of which some have data.
    Union(Vec<Variant>),
    /// Nothing that scripts could read.
    Opaque,
    /// Another name for a type of the SDK.
    Alias(&'static str),
}

/// A field of a struct.
pub(super) struct Field {
    /// What Rust says of it, by lines.
    pub(super) docs: Vec<String>,
    pub(super) name: String,
    pub(super) ty: Ty,
    /// A literal in Zig.
    pub(super) default: Option<String>,
}

/// A variant of an enum.
pub(super) struct Variant {
    /// What Rust says of it, by lines.
    pub(super) docs: Vec<String>,
    /// Its name in Rust.
    pub(super) name: String,
    /// Its name in Zig.
    pub(super) zig: String,
    pub(super) payload: Payload,
}

/// What a variant holds.
pub(super) enum Payload {
    None,
    One(Ty),
    Tuple(Vec<Ty>),
    Struct(Vec<Field>),
}

/// The type of a field.
#[derive(Clone)]
pub(super) enum Ty {
    /// A type that Zig or the SDK has, as scripts write it: `f32`, `bevy.Vec3`, `[]const u8`.
    Plain(&'static str),
    /// A declared type: its crate and its name.
    Named(String, String),
    Handle(Box<Ty>),
    Optional(Box<Ty>),
    List(Box<Ty>),
    Array(usize, Box<Ty>),
    Map(Box<Ty>, Box<Ty>),
    Range(Box<Ty>),
    Tuple(Vec<Ty>),
}
