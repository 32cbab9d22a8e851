//! Defaults: the values that Rust gives to what a game leaves out, as literals in Zig.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};
use std::time::Duration;

use bevy::asset::uuid::Uuid;
use bevy::asset::{AssetId, LoadedFolder};
use bevy::ecs::entity::Entity;
use bevy::reflect::std_traits::ReflectDefault;
use bevy::reflect::{PartialReflect, Reflect, ReflectRef, TypeRegistry};
use bevy_zig_build::zig_text::quoted;

use super::exceptions::{self, DIR2, DIR3, DURATION, ENTITY, TEXT};
use super::model::{Body, Declaration, Field, Model, Payload, Ty, Variant};

/// The most items of a list that a default may have: a longer one is no help to a reader.
const LIST_LEN_MAX: usize = 64;

/// Which declaration: its crate and its name.
type Key = (String, String);

/// Gives each field its default, where its type has one.
pub(super) fn fill(model: &mut Model, registry: &TypeRegistry) {
    let mut found: HashMap<Key, (Vec<Option<String>>, Option<String>)> = HashMap::new();
    {
        let declarations = model.crates.iter().flat_map(|(in_crate, declarations)| {
            declarations.iter().map(|declaration| ((in_crate.clone(), declaration.name.clone()), declaration))
        });
        let defaults = Defaults { registry, declarations: declarations.collect(), fields: RefCell::default() };
        for (key, declaration) in &defaults.declarations {
            let whole = match declaration.body {
                Body::Enum(_) | Body::Union(_) => defaults.of_enum(key, declaration),
                _ => None,
            };
            found.insert(key.clone(), (defaults.of_fields(key), whole));
        }
    }
    for (in_crate, declarations) in &mut model.crates {
        for declaration in declarations {
            let key = (in_crate.clone(), declaration.name.clone());
            let Some((fields, whole)) = found.remove(&key) else { continue };
            declaration.default = whole;
            if let Body::Struct(all) = &mut declaration.body {
                for (field, default) in all.iter_mut().zip(fields) {
                    field.default = default;
                }
            }
        }
    }
}

struct Defaults<'a> {
    registry: &'a TypeRegistry,
    declarations: HashMap<Key, &'a Declaration>,
    /// Those of the fields, once they are known.
    fields: RefCell<HashMap<Key, Vec<Option<String>>>>,
}

impl Defaults<'_> {
    fn value(&self, declaration: &Declaration) -> Option<Box<dyn Reflect>> {
        let registration = self.registry.get_with_type_path(&declaration.path)?;
        registration.data::<ReflectDefault>().map(ReflectDefault::default)
    }

    fn of_enum(&self, key: &Key, declaration: &Declaration) -> Option<String> {
        let value = self.value(declaration)?;
        self.literal(&Ty::Named(key.0.clone(), key.1.clone()), value.as_partial_reflect())
    }

    /// A default for each field of a struct that has one.
    fn of_fields(&self, key: &Key) -> Vec<Option<String>> {
        if let Some(known) = self.fields.borrow().get(key) {
            return known.clone();
        }
        let Some(declaration) = self.declarations.get(key) else { return Vec::new() };
        let Body::Struct(fields) = &declaration.body else { return Vec::new() };
        // A default that holds another value of its own type shows all fields of that.
        self.fields.borrow_mut().insert(key.clone(), vec![None; fields.len()]);
        let value = self.value(declaration);
        let literal = |(index, field): (usize, &Field)| {
            if let Some(literal) = exceptions::default(&declaration.path, &field.name) {
                return Some(literal.to_owned());
            }
            let value = member(value.as_deref()?.as_partial_reflect(), field, index, fields.len())?;
            self.literal(&field.ty, value)
        };
        let literals: Vec<Option<String>> = fields.iter().enumerate().map(literal).collect();
        self.fields.borrow_mut().insert(key.clone(), literals.clone());
        literals
    }

    /// The value in Zig, where a value of this type is expected; none if it cannot be written down.
    fn literal(&self, ty: &Ty, value: &dyn PartialReflect) -> Option<String> {
        match ty {
            Ty::Plain(leaf) => plain(leaf, value),
            Ty::Named(in_crate, name) => self.named(&(in_crate.clone(), name.clone()), value),
            Ty::Handle(_) => handle(value),
            Ty::Optional(some) => {
                let ReflectRef::Enum(option) = value.reflect_ref() else { return None };
                match option.field_at(0) {
                    None => Some("null".to_owned()),
                    Some(value) => self.literal(some, value),
                }
            }
            Ty::List(item) => {
                let items: Vec<&dyn PartialReflect> = match value.reflect_ref() {
                    ReflectRef::List(list) => list.iter().collect(),
                    ReflectRef::Set(set) => set.iter().collect(),
                    _ => return None,
                };
                let is_set = matches!(value.reflect_ref(), ReflectRef::Set(_));
                let mut items = self.literals(item, items)?;
                if is_set {
                    items.sort();
                }
                Some(format!("&{}", list(&items)))
            }
            Ty::Array(_, item) => {
                let ReflectRef::Array(array) = value.reflect_ref() else { return None };
                let mut items: Vec<String> = Vec::new();
                for value in array.iter() {
                    items.push(self.literal(item, value)?);
                }
                match items.first() {
                    Some(first) if items.len() > 2 && items.iter().all(|item| item == first) => {
                        // An element has no type of its own there.
                        Some(format!("@splat({first})"))
                    }
                    _ if items.len() > LIST_LEN_MAX => None,
                    _ => Some(list(&items)),
                }
            }
            Ty::Map(key, item) => {
                let ReflectRef::Map(map) = value.reflect_ref() else { return None };
                let mut entries = Vec::new();
                for (rust_key, rust_value) in map.iter() {
                    let (key, value) = (self.literal(key, rust_key)?, self.literal(item, rust_value)?);
                    entries.push(format!(".{{ .key = {key}, .value = {value} }}"));
                }
                entries.sort();
                (entries.len() <= LIST_LEN_MAX).then(|| format!("&{}", list(&entries)))
            }
            Ty::Range(bound) => match **bound {
                Ty::Plain(leaf) => range(leaf, value),
                _ => None,
            },
            Ty::Tuple(types) => {
                let ReflectRef::Tuple(tuple) = value.reflect_ref() else { return None };
                let items = types.iter().zip(tuple.iter_fields()).map(|(ty, value)| self.literal(ty, value));
                Some(list(&items.collect::<Option<Vec<_>>>()?))
            }
        }
    }

    fn literals(&self, item: &Ty, values: Vec<&dyn PartialReflect>) -> Option<Vec<String>> {
        if values.len() > LIST_LEN_MAX {
            return None;
        }
        values.into_iter().map(|value| self.literal(item, value)).collect()
    }

    fn named(&self, key: &Key, value: &dyn PartialReflect) -> Option<String> {
        let declaration = self.declarations.get(key)?;
        match &declaration.body {
            Body::Struct(fields) => {
                let defaults = self.of_fields(key);
                let mut set = Vec::new();
                for (index, field) in fields.iter().enumerate() {
                    let literal = self.literal(&field.ty, member(value, field, index, fields.len())?)?;
                    if defaults.get(index).is_none_or(|default| default.as_ref() != Some(&literal)) {
                        set.push(format!(".{} = {literal}", quoted(&field.name)));
                    }
                }
                Some(list(&set))
            }
            Body::Enum(variants) | Body::Union(variants) => self.variant(variants, value),
            // Its fields have Rust's defaults in the SDK, too.
            Body::Alias(_) => {
                let default = self.value(declaration)?;
                default.reflect_partial_eq(value).filter(|equal| *equal).map(|_| ".{}".to_owned())
            }
            Body::Opaque => None,
        }
    }

    fn variant(&self, variants: &[Variant], value: &dyn PartialReflect) -> Option<String> {
        let ReflectRef::Enum(value) = value.reflect_ref() else { return None };
        let variant = variants.iter().find(|variant| variant.name == value.variant_name())?;
        let name = quoted(&variant.zig);
        match &variant.payload {
            Payload::None => Some(format!(".{name}")),
            Payload::One(ty) => Some(format!(".{{ .{name} = {} }}", self.literal(ty, value.field_at(0)?)?)),
            Payload::Tuple(types) => {
                let items = types.iter().enumerate().map(|(index, ty)| self.literal(ty, value.field_at(index)?));
                Some(format!(".{{ .{name} = {} }}", list(&items.collect::<Option<Vec<_>>>()?)))
            }
            Payload::Struct(fields) => {
                let field = |field: &Field| {
                    let literal = self.literal(&field.ty, value.field(&field.name)?)?;
                    Some(format!(".{} = {literal}", quoted(&field.name)))
                };
                let fields = fields.iter().map(field).collect::<Option<Vec<_>>>()?;
                Some(format!(".{{ .{name} = {} }}", list(&fields)))
            }
        }
    }
}

/// The part of a struct that a field stands for.
fn member<'a>(
    value: &'a dyn PartialReflect,
    field: &Field,
    index: usize,
    len: usize,
) -> Option<&'a dyn PartialReflect> {
    match value.reflect_ref() {
        ReflectRef::Struct(value) => value.field(&field.name),
        // The only field has another name than its number.
        ReflectRef::TupleStruct(value) if len == 1 && value.field_len() == 1 => value.field(0),
        ReflectRef::TupleStruct(value) => {
            value.field(field.name.strip_prefix('_').and_then(|number| number.parse().ok()).unwrap_or(index))
        }
        _ => None,
    }
}

/// Items between braces, as `zig fmt` has them.
fn list(items: &[String]) -> String {
    match items {
        [] => ".{}".to_owned(),
        // `.{ .a = 1 }`, but `.{1}`.
        [one] if !one.starts_with('.') || !one.contains(" = ") || one.starts_with(".{") => format!(".{{{one}}}"),
        _ => format!(".{{ {} }}", items.join(", ")),
    }
}

/// A leaf's value.
fn plain(leaf: &str, value: &dyn PartialReflect) -> Option<String> {
    match leaf {
        TEXT => text(value),
        DURATION => {
            let duration = value.try_downcast_ref::<Duration>()?;
            Some(format!(".{{ .secs = {}, .nanos = {} }}", duration.as_secs(), duration.subsec_nanos()))
        }
        // Any other is of this world only.
        ENTITY => value
            .try_downcast_ref::<Entity>()
            .filter(|entity| **entity == Entity::PLACEHOLDER)
            .map(|_| ".none".to_owned()),
        DIR2 | DIR3 => {
            let ReflectRef::TupleStruct(direction) = value.reflect_ref() else { return None };
            Some(format!(".{{ .v = {} }}", vector(direction.field(0)?)?))
        }
        "u21" => value.try_downcast_ref::<char>().map(|char| u32::from(*char).to_string()),
        "[16]u8" => {
            let bytes = value.try_downcast_ref::<Uuid>()?.as_bytes().map(|byte| byte.to_string());
            Some(format!(".{{ {} }}", bytes.join(", ")))
        }
        leaf if leaf.starts_with("bevy.") => vector(value),
        leaf => number(leaf, &format!("{value:?}")),
    }
}

/// Of a vector or a rotation.
fn vector(value: &dyn PartialReflect) -> Option<String> {
    let ReflectRef::Struct(vector) = value.reflect_ref() else { return None };
    let mut parts = Vec::new();
    for (name, part) in vector.iter_fields() {
        parts.push((name, *part.try_downcast_ref::<f32>()?));
    }
    let all = |number: f32| parts.iter().all(|(_, part)| *part == number);
    let is_turn = parts.len() == 4;
    match is_turn {
        false if all(0.0) => return Some(".zero".to_owned()),
        false if all(1.0) => return Some(".one".to_owned()),
        true if parts.iter().map(|(_, part)| *part).eq([0.0, 0.0, 0.0, 1.0]) => return Some(".identity".to_owned()),
        _ => {}
    }
    let fields = parts.iter().map(|(name, part)| Some(format!(".{name} = {}", number("f32", &format!("{part:?}"))?)));
    Some(list(&fields.collect::<Option<Vec<_>>>()?))
}

/// A number or a bool, from Rust's text of it.
fn number(leaf: &str, text: &str) -> Option<String> {
    match leaf {
        "bool" => ["true", "false"].contains(&text).then(|| text.to_owned()),
        "f32" | "f64" => {
            let value: f64 = text.parse().ok()?;
            Some(match value {
                value if value.is_nan() => format!("@import(\"std\").math.nan({leaf})"),
                value if value == f64::INFINITY => format!("@import(\"std\").math.inf({leaf})"),
                value if value == f64::NEG_INFINITY => format!("-@import(\"std\").math.inf({leaf})"),
                // `1.0` reads better as `1`; a zero with a sign needs its point.
                _ => text.strip_suffix(".0").filter(|text| *text != "-0").unwrap_or(text).to_owned(),
            })
        }
        _ => text.parse::<i128>().ok().map(|number| number.to_string()),
    }
}

/// A range of numbers.
fn range(leaf: &str, value: &dyn PartialReflect) -> Option<String> {
    macro_rules! bounds {
        ($($number:ty),*) => {
            None
                $(.or_else(|| value.try_downcast_ref::<Range<$number>>().map(|range| (format!("{:?}", range.start), format!("{:?}", range.end))))
                .or_else(|| value.try_downcast_ref::<RangeInclusive<$number>>().map(|range| (format!("{:?}", range.start()), format!("{:?}", range.end())))))*
        };
    }
    let (start, end): (String, String) = bounds!(f32, f64, i32, i64, u8, u32, u64, usize)?;
    Some(format!(".{{ .start = {}, .end = {} }}", number(leaf, &start)?, number(leaf, &end)?))
}

/// A text, whoever owns it: Rust's `Debug` of it in quotes.
fn text(value: &dyn PartialReflect) -> Option<String> {
    let debug = format!("{value:?}");
    let inner = debug.strip_prefix('"')?.strip_suffix('"')?;
    // Both languages agree about a text without escapes.
    (!inner.contains(['\\', '"'])).then_some(debug)
}

/// A handle that is a number for ever, or that leads to a path.
fn handle(value: &dyn PartialReflect) -> Option<String> {
    let ReflectRef::Enum(handle) = value.reflect_ref() else { return None };
    let uuid = handle.field_at(0)?.try_downcast_ref::<Uuid>()?;
    // It is the same number for all types of assets.
    if *uuid == AssetId::<LoadedFolder>::DEFAULT_UUID {
        return Some(".none".to_owned());
    }
    Some(format!(".{{ .uuid = 0x{:032x} }}", uuid.as_u128()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_zigs() {
        for (leaf, rust, zig) in [
            ("f32", "1.0", "1"),
            ("f32", "-0.0", "-0.0"),
            ("f32", "0.25", "0.25"),
            ("f32", "1e-7", "1e-7"),
            ("f64", "inf", "@import(\"std\").math.inf(f64)"),
            ("u8", "7", "7"),
            ("bool", "true", "true"),
        ] {
            assert_eq!(number(leaf, rust).as_deref(), Some(zig));
        }
        assert_eq!(number("u8", "Reflect(u8)"), None);
    }

    #[test]
    fn values_are_literals() {
        use bevy::math::{Quat, Vec2, Vec3};
        assert_eq!(vector(&Vec3::ONE).as_deref(), Some(".one"));
        assert_eq!(vector(&Quat::IDENTITY).as_deref(), Some(".identity"));
        assert_eq!(vector(&Vec2::new(1.5, -2.0)).as_deref(), Some(".{ .x = 1.5, .y = -2 }"));
        assert_eq!(plain(TEXT, &"a".to_owned()).as_deref(), Some("\"a\""));
        assert_eq!(plain(TEXT, &"a\n".to_owned()), None);
        assert_eq!(plain("u21", &'a').as_deref(), Some("97"));
        assert_eq!(
            plain(DURATION, &Duration::from_millis(1500)).as_deref(),
            Some(".{ .secs = 1, .nanos = 500000000 }")
        );
    }

    #[test]
    fn lists_are_as_zig_fmt_has_them() {
        let list = |items: &[&str]| list(&items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>());
        assert_eq!(list(&[]), ".{}");
        assert_eq!(list(&["1"]), ".{1}");
        assert_eq!(list(&[".auto"]), ".{.auto}");
        assert_eq!(list(&[".{ .a = 1 }"]), ".{.{ .a = 1 }}");
        assert_eq!(list(&[".a = 1"]), ".{ .a = 1 }");
        assert_eq!(list(&["1", "2"]), ".{ 1, 2 }");
    }
}
