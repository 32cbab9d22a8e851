//! From the clean model to Zig's text: a file for each crate.
//!
//! The SDK's own mirrors are files of the module `bevy`, and those of a game import it.

use std::collections::BTreeMap;
use std::fmt::Write;

use bevy_zig_build::zig_text::{Container, Member, quoted, snake_case};

use super::model::{Body, Declaration, Field, Model, Payload, Ty, Variant};
use super::sdk::Sdk;

/// Whose mirrors are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    Games,
    Sdks,
}

/// Writes a file for each crate: its name, and its text.
pub(super) fn write(model: &Model, sdk: &Sdk, whose: Whose) -> BTreeMap<String, String> {
    let file = |(in_crate, declarations): (&String, &Vec<Declaration>)| {
        let writer = Writer { model, sdk, whose, in_crate };
        let own = declarations.iter().filter(|declaration| !sdk.has(in_crate, &declaration.name));
        let texts: Vec<String> = own.map(|declaration| writer.declaration(declaration)).collect();
        // What is only another name for a type of the SDK is no reason for a file.
        let is_worth_it = texts.iter().any(|text| text.contains(" {"));
        (whose == Whose::Sdks || is_worth_it).then(|| (file_name(in_crate, whose), writer.file(&texts.join("\n"))))
    };
    model.crates.iter().filter_map(file).collect()
}

/// What a crate is called in the SDK: `bevy_ui` is `ui`.
pub(super) fn namespace(in_crate: &str) -> &str {
    in_crate.strip_prefix("bevy_").unwrap_or(in_crate)
}

fn file_name(in_crate: &str, whose: Whose) -> String {
    match whose {
        Whose::Games => format!("{in_crate}.zig"),
        Whose::Sdks => format!("{}.zig", namespace(in_crate)),
    }
}

struct Writer<'a> {
    model: &'a Model,
    sdk: &'a Sdk,
    whose: Whose,
    in_crate: &'a str,
}

impl Writer<'_> {
    fn file(&self, body: &str) -> String {
        let (by, module) = match self.whose {
            Whose::Games => ("as the game has them: written by `cargo bevy-zig mirror`", "bevy"),
            Whose::Sdks => ("written from its type registry by the test `reach`", "../../bevy.zig"),
        };
        let mut text = format!("//! The reflected types of `{}`, {by}.\n\n", self.in_crate);
        if uses(body, "bevy.") {
            writeln!(text, "const bevy = @import(\"{module}\");").expect("writing to a String");
        }
        for other in self.model.crates.keys().filter(|other| uses(body, &import_name(other))) {
            let (name, file) = (import_name(other), file_name(other, self.whose));
            writeln!(text, "const {} = @import(\"{file}\");", name.trim_end_matches('.')).expect("writing to a String");
        }
        if uses(body, "sugar.") {
            writeln!(text, "const sugar = @import(\"../sugar/{}.zig\");", namespace(self.in_crate))
                .expect("writing to a String");
        }
        if text.ends_with(";\n") {
            text.push('\n');
        }
        text + body
    }

    fn declaration(&self, declaration: &Declaration) -> String {
        let path = ("zig_reflect", &declaration.path);
        let asset = declaration.is_asset.then_some(("zig_asset", &declaration.path));
        let is_opaque = matches!(declaration.body, Body::Opaque);
        let marks = Some(path).filter(|_| !is_opaque).into_iter().chain(asset);
        let mut constants: Vec<(String, String)> =
            marks.map(|(name, path)| (name.to_owned(), format!("\"{path}\""))).collect();
        let (head, members) = match &declaration.body {
            Body::Alias(zig) => {
                let name = quoted(&declaration.name);
                return format!("pub const {name} = {zig};\n");
            }
            Body::Struct(fields) => ("struct", fields.iter().map(|field| self.field(field)).collect()),
            Body::Enum(variants) => ("enum", self.variants(variants)),
            Body::Union(variants) => ("union(enum)", self.variants(variants)),
            Body::Opaque => ("opaque", Vec::new()),
        };
        let sugar = self.sdk.sugar_of(self.in_crate, &declaration.name);
        for name in sugar {
            constants.push((name.clone(), format!("sugar.{0}({0}).{name}", declaration.name)));
        }
        if let Body::Enum(variants) | Body::Union(variants) = &declaration.body {
            let is_known = |name: &String| sugar.contains(name) || variants.iter().any(|variant| variant.zig == *name);
            let bare = variants.iter().filter(|variant| matches!(variant.payload, Payload::None));
            for (variant, name) in bare.map(|variant| (variant, snake_case(&variant.name))) {
                if !is_known(&name) {
                    let name = format!("{}: {}", quoted(&name), quoted(&declaration.name));
                    constants.push((name, format!(".{}", quoted(&variant.zig))));
                }
            }
        }
        let has = |name: &str| {
            sugar.iter().any(|added| added == name) || members.iter().any(|member: &Member| member.name == name)
        };
        if let Some(default) = declaration.default.as_ref().filter(|_| !has("default")) {
            constants.push((format!("default: {}", quoted(&declaration.name)), default.clone()));
        }
        let (docs, name) = (declaration.docs.clone(), declaration.name.clone());
        Container { docs, name, head: head.to_owned(), members, constants }.text()
    }

    fn field(&self, field: &Field) -> Member {
        Member {
            docs: field.docs.clone(),
            name: field.name.clone(),
            ty: Some(self.ty(&field.ty)),
            value: field.default.clone(),
        }
    }

    fn variants(&self, variants: &[Variant]) -> Vec<Member> {
        let member = |variant: &Variant| Member {
            docs: variant.docs.clone(),
            name: variant.zig.clone(),
            ty: self.payload(&variant.payload),
            value: None,
        };
        variants.iter().map(member).collect()
    }

    fn payload(&self, payload: &Payload) -> Option<String> {
        match payload {
            Payload::None => None,
            Payload::One(ty) => Some(self.ty(ty)),
            Payload::Tuple(types) => Some(self.tuple(types)),
            Payload::Struct(fields) => {
                let field = |field: &Field| format!("{}: {}", quoted(&field.name), self.ty(&field.ty));
                Some(format!("struct {{ {} }}", fields.iter().map(field).collect::<Vec<_>>().join(", ")))
            }
        }
    }

    fn tuple(&self, types: &[Ty]) -> String {
        let types: Vec<String> = types.iter().map(|ty| self.ty(ty)).collect();
        match types.as_slice() {
            [] => "struct {}".to_owned(),
            [one] => format!("struct {{{one}}}"),
            several => format!("struct {{ {} }}", several.join(", ")),
        }
    }

    /// A type as a field has it.
    fn ty(&self, ty: &Ty) -> String {
        match ty {
            Ty::Plain(name) => (*name).to_owned(),
            Ty::Named(in_crate, name) => self.named(in_crate, name),
            Ty::Handle(asset) => format!("bevy.Handle({})", self.ty(asset)),
            Ty::Optional(some) => format!("?{}", self.ty(some)),
            Ty::List(item) => format!("[]const {}", self.ty(item)),
            Ty::Array(len, item) => format!("[{len}]{}", self.ty(item)),
            Ty::Map(key, value) => format!("[]const struct {{ key: {}, value: {} }}", self.ty(key), self.ty(value)),
            Ty::Range(bound) => format!("bevy.Range({})", self.ty(bound)),
            Ty::Tuple(types) => self.tuple(types),
        }
    }

    fn named(&self, in_crate: &str, name: &str) -> String {
        let is_in_sdk = self.sdk.has(in_crate, name);
        let alias =
            self.model.crates.get(in_crate).into_iter().flatten().find_map(|declaration| match declaration.body {
                Body::Alias(zig) if declaration.name == name => Some(zig),
                _ => None,
            });
        let name = quoted(name);
        if let Some(zig) = alias.filter(|_| self.whose == Whose::Games) {
            zig.to_owned()
        } else if is_in_sdk {
            format!("bevy.{}.{name}", sdk_namespace(in_crate))
        } else if in_crate == self.in_crate {
            name
        } else {
            format!("{}{name}", import_name(in_crate))
        }
    }
}

/// Where scripts find the mirrors of a crate in the SDK. Bevy has glam's types in its own crate, too.
fn sdk_namespace(in_crate: &str) -> &str {
    if in_crate == "glam" { "math" } else { namespace(in_crate) }
}

/// Whether a name is used, and not only as the end of another one.
fn uses(body: &str, name: &str) -> bool {
    let code = body.lines().filter(|line| !line.trim_start().starts_with("///"));
    code.into_iter().any(|line| {
        let is_part = |at: usize| line[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_');
        line.match_indices(name).any(|(at, _)| !is_part(at))
    })
}

/// How the mirrors of a crate call those of another.
fn import_name(in_crate: &str) -> String {
    format!("in_{in_crate}.")
}
