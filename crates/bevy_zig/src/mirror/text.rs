//! From the clean model to Zig's text: a file for each crate.

use std::collections::BTreeMap;
use std::fmt::Write;

use bevy_zig_build::zig_text::{Container, Member, quoted, snake_case};

use super::model::{Body, Declaration, Field, Model, Payload, Ty, Variant};

/// Writes a file for each crate: its name, and its text.
pub(super) fn write(model: &Model) -> BTreeMap<String, String> {
    let file = |(in_crate, declarations): (&String, &Vec<Declaration>)| {
        let writer = Writer { model, in_crate };
        let texts: Vec<String> = declarations.iter().map(|declaration| writer.declaration(declaration)).collect();
        (format!("{in_crate}.zig"), writer.file(&texts.join("\n")))
    };
    model.crates.iter().map(file).collect()
}

struct Writer<'a> {
    model: &'a Model,
    in_crate: &'a str,
}

impl Writer<'_> {
    fn file(&self, body: &str) -> String {
        let mut text = format!(
            "//! The reflected types of `{}`, as the game has them: written by `cargo bevy-zig mirror`.\n\n",
            self.in_crate
        );
        if body.contains("bevy.") {
            text += "const bevy = @import(\"bevy\");\n";
        }
        for other in self.model.crates.keys().filter(|other| body.contains(&import_name(other))) {
            writeln!(text, "const {} = @import(\"{other}.zig\");", import_name(other).trim_end_matches('.'))
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
        let has = |name: &str| members.iter().any(|member: &Member| member.name == name);
        if let Some(default) = declaration.default.as_ref().filter(|_| !has("default")) {
            constants.push((format!("default: {}", quoted(&declaration.name)), default.clone()));
        }
        // Bevy keeps the comments of its types only with a feature for which all of it is compiled again.
        let (docs, name) = (Vec::new(), declaration.name.clone());
        Container { docs, name, head: head.to_owned(), members, constants }.text()
    }

    fn field(&self, field: &Field) -> Member {
        Member {
            docs: Vec::new(),
            name: field.name.clone(),
            ty: Some(self.ty(&field.ty)),
            value: field.default.clone(),
        }
    }

    fn variants(&self, variants: &[Variant]) -> Vec<Member> {
        let member = |variant: &Variant| Member {
            docs: Vec::new(),
            name: snake_case(&variant.name),
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
        if in_crate == self.in_crate { quoted(name) } else { format!("{}{}", import_name(in_crate), quoted(name)) }
    }
}

/// How the mirrors of a crate call those of another.
fn import_name(in_crate: &str) -> String {
    format!("in_{in_crate}.")
}
