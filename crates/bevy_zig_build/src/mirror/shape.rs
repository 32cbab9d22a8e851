//! What a Rust type may look like to have a mirror in Zig; for `bevy_zig_derive`, which makes the Rust side of it.
//!
//! Both sides take a type apart here, so they accept the same types, give the same names and say the same about a type
//! that does not fit.

use quote::ToTokens;
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Error, Expr, Fields, Ident, Lit, LitStr, Token, Type};

use crate::mirror::zig::snake_case;

/// A type that has a mirror.
pub struct Shape {
    /// The type's name in Rust.
    pub ident: Ident,
    /// Its name in Zig.
    pub name: String,
    /// Its documentation, by lines.
    pub docs: Vec<String>,
    /// What it consists of.
    pub body: Body,
}

/// What a type consists of.
pub enum Body {
    /// Fields with names, or none.
    Struct(Vec<FieldShape>),
    /// Variants without data.
    Enum(EnumShape),
}

/// A field of a struct.
pub struct FieldShape {
    /// As Rust has it.
    pub ident: Ident,
    /// The same without `r#`, as Zig and the host have it.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// Its documentation, by lines.
    pub docs: Vec<String>,
}

/// An enum's integer and variants.
pub struct EnumShape {
    /// The integer that a value is: `u8`, `u16`, `u32`, `i8`, `i16` or `i32`.
    pub repr: Ident,
    /// At least one.
    pub variants: Vec<VariantShape>,
}

/// A variant of an enum.
pub struct VariantShape {
    /// As Rust has it.
    pub ident: Ident,
    /// In snake case, as Zig and the host have it.
    pub name: String,
    /// Its number.
    pub value: i64,
    /// Its documentation, by lines.
    pub docs: Vec<String>,
}

/// The types that a mirror takes from the SDK, by their names in Rust and in Zig alike.
pub(crate) const SDK_TYPES: [&str; 4] = ["Vec2", "Vec3", "Quat", "Entity"];

const REPRS: [&str; 6] = ["u8", "u16", "u32", "i8", "i16", "i32"];

impl Shape {
    /// Takes a type apart.
    ///
    /// # Errors
    /// What does not fit, everything at once, with what to write instead.
    pub fn of(input: &DeriveInput) -> Result<Self, Error> {
        let ident = &input.ident;
        let name = zig_name(input)?;
        if SDK_TYPES.iter().any(|taken| ident == taken) {
            return Err(Error::new(
                ident.span(),
                format!("`{ident}` is already the name of another type in scripts: rename the type"),
            ));
        }
        if !input.generics.params.is_empty() {
            return Err(Error::new(
                input.generics.span(),
                format!(
                    "`{ident}` has parameters, but its mirror in Zig has only one layout: use a type without parameters"
                ),
            ));
        }
        let body = match &input.data {
            Data::Struct(data) => Body::Struct(fields(ident, &data.fields)?),
            Data::Enum(data) => {
                Body::Enum(EnumShape { repr: repr(input)?, variants: variants(ident, &data.variants)? })
            }
            Data::Union(_) => {
                let text = format!("`{ident}` is a union, whose active field is unknown: write a struct");
                return Err(Error::new(ident.span(), text));
            }
        };
        Ok(Self { ident: ident.clone(), name, docs: docs(&input.attrs), body })
    }
}

/// The type's name, or that of `#[zig(name = "Name")]`.
fn zig_name(input: &DeriveInput) -> Result<String, Error> {
    let mut name = input.ident.unraw().to_string();
    let mut span = input.ident.span();
    for attribute in input.attrs.iter().filter(|attribute| attribute.path().is_ident("zig")) {
        attribute.parse_nested_meta(|option| {
            if !option.path.is_ident("name") {
                return Err(option.error("unknown option: write `#[zig(name = \"Name\")]`"));
            }
            let literal: LitStr = option.value()?.parse()?;
            name = literal.value();
            span = literal.span();
            Ok(())
        })?;
    }
    // That leaves out Zig's keywords and the types that it has itself, which are all in lower case.
    let fits =
        crate::source::sources::is_identifier(&name) && name.starts_with(|first: char| first.is_ascii_uppercase());
    if fits {
        return Ok(name);
    }
    Err(Error::new(
        span,
        format!(
            "`{name}` is not a valid type name in Zig, which must look like `Health`: an upper-case letter, then \
             letters and digits; choose another with `#[zig(name = \"Name\")]`"
        ),
    ))
}

fn fields(ident: &Ident, fields: &Fields) -> Result<Vec<FieldShape>, Error> {
    let fields = match fields {
        Fields::Named(fields) => &fields.named,
        Fields::Unit => return Ok(Vec::new()),
        Fields::Unnamed(fields) => return Err(unnamed(ident, fields)),
    };
    let mut mistakes = Vec::new();
    let mut shapes = Vec::new();
    for field in fields {
        let Some(field_ident) = &field.ident else { continue };
        let name = field_ident.unraw().to_string();
        mistakes.extend(check_member(&format!("{ident}.{name}"), &name, field_ident, &field.attrs).err());
        shapes.push(FieldShape { ident: field_ident.clone(), name, ty: field.ty.clone(), docs: docs(&field.attrs) });
    }
    unless(mistakes, shapes)
}

fn unnamed(ident: &Ident, fields: &syn::FieldsUnnamed) -> Error {
    let types: Vec<String> = fields.unnamed.iter().map(|field| type_text(&field.ty)).collect();
    let named = match types.as_slice() {
        [one] => format!("value: {one}"),
        several => {
            let named = several.iter().enumerate().map(|(index, ty)| format!("value_{index}: {ty}"));
            named.collect::<Vec<_>>().join(", ")
        }
    };
    Error::new(
        fields.span(),
        format!("`{ident}` has unnamed fields, but fields in Zig need names: write `struct {ident} {{ {named} }}`"),
    )
}

fn variants(ident: &Ident, variants: &Punctuated<syn::Variant, Token![,]>) -> Result<Vec<VariantShape>, Error> {
    let mut mistakes = Vec::new();
    let mut shapes: Vec<VariantShape> = Vec::new();
    let mut next = 0;
    for variant in variants {
        let rust_name = variant.ident.unraw().to_string();
        let name = snake_case(&rust_name);
        let path = format!("{ident}::{rust_name}");
        mistakes.extend(check_member(&path, &name, &variant.ident, &variant.attrs).err());
        if !matches!(variant.fields, Fields::Unit) {
            let text = format!(
                "`{path}` holds data, but enums in a component cannot: remove the data from the variant, and keep it \
                 in a struct beside the enum"
            );
            mistakes.push(Error::new(variant.fields.span(), text));
        }
        if let Some((_, value)) = &variant.discriminant {
            match number(value) {
                Some(number) => next = number,
                None => {
                    let text = format!(
                        "the value of `{path}` must be a number here, since the mirror is written before the compiler \
                         runs: write `{rust_name} = {next}`"
                    );
                    mistakes.push(Error::new(value.span(), text));
                }
            }
        }
        if let Some(first) = shapes.iter().find(|shape| shape.name == name) {
            let text = format!(
                "`{path}` is `{name}` in Zig, and so is `{ident}::{}`: rename one of them",
                first.ident.unraw()
            );
            mistakes.push(Error::new(variant.ident.span(), text));
        }
        let docs = docs(&variant.attrs);
        shapes.push(VariantShape { ident: variant.ident.clone(), name, value: next, docs });
        next = next.wrapping_add(1);
    }
    if shapes.is_empty() {
        let text = format!("`{ident}` has no variants, so it has no values: add one");
        mistakes.push(Error::new(ident.span(), text));
    }
    unless(mistakes, shapes)
}

/// What holds for fields and variants. `path` is what to call it, `name` its name in Zig.
fn check_member(path: &str, name: &str, ident: &Ident, attributes: &[Attribute]) -> Result<(), Error> {
    for attribute in attributes {
        if attribute.path().is_ident("zig") {
            let text = "`#[zig(…)]` belongs on the type: fields and variants have the same names in Zig as in Rust";
            return Err(Error::new(attribute.span(), text));
        }
        // Only the mirror sees it: the compiler has decided before the macro is called.
        if attribute.path().is_ident("cfg") {
            let text = format!(
                "`{path}` is conditional, but the mirror in Zig cannot evaluate the condition: write the `cfg` on the whole type"
            );
            return Err(Error::new(attribute.span(), text));
        }
    }
    if name == "zig_component" {
        let text = format!("the mirror reserves the name `zig_component`: rename `{path}`");
        return Err(Error::new(ident.span(), text));
    }
    Ok(())
}

/// The integer of `#[repr(…)]`.
fn repr(input: &DeriveInput) -> Result<Ident, Error> {
    let mut found = None;
    for attribute in input.attrs.iter().filter(|attribute| attribute.path().is_ident("repr")) {
        attribute.parse_nested_meta(|option| {
            // `align(…)` has an argument.
            if option.input.peek(syn::token::Paren) {
                option.input.parse::<proc_macro2::TokenTree>()?;
            }
            let ident = option.path.get_ident().filter(|ident| REPRS.iter().any(|repr| ident == repr));
            found = ident.cloned().or(found.take());
            Ok(())
        })?;
    }
    found.ok_or_else(|| {
        let ident = &input.ident;
        let text = format!("`{ident}` has no fixed size: write `#[repr(u8)]` above it (or u16, u32, i8, i16, i32)");
        Error::new(ident.span(), text)
    })
}

/// The value of a literal, perhaps negative.
pub(crate) fn number(value: &Expr) -> Option<i64> {
    match value {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(number) => number.base10_parse().ok(),
            _ => None,
        },
        Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Neg(_)) => number(&unary.expr)?.checked_neg(),
        Expr::Paren(inner) => number(&inner.expr),
        Expr::Group(inner) => number(&inner.expr),
        _ => None,
    }
}

/// The lines of a documentation comment.
fn docs(attributes: &[Attribute]) -> Vec<String> {
    let mut lines = Vec::new();
    for attribute in attributes {
        let syn::Meta::NameValue(pair) = &attribute.meta else { continue };
        let Expr::Lit(literal) = &pair.value else { continue };
        if let (true, Lit::Str(text)) = (pair.path.is_ident("doc"), &literal.lit) {
            lines.extend(text.value().split('\n').map(str::to_owned));
        }
    }
    lines
}

/// A type as one writes it. The text of tokens has spaces between all of them, and the place in the source is only
/// known to the end outside of a macro.
pub(crate) fn type_text(ty: &Type) -> String {
    let mut text = ty.to_token_stream().to_string();
    for (spaced, tight) in
        [(" <", "<"), ("< ", "<"), (" >", ">"), (" :: ", "::"), ("& ", "&"), (" ,", ","), (" ;", ";"), ("* ", "*")]
    {
        text = text.replace(spaced, tight);
    }
    text
}

/// The value, or all errors as one.
fn unless<T>(mistakes: Vec<Error>, value: T) -> Result<T, Error> {
    let all = mistakes.into_iter().reduce(|mut all, error| {
        all.combine(error);
        all
    });
    all.map_or(Ok(value), Err)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_variants() {
        let source = "#[repr(align(4), i32)] enum A { B = -0x10, C, r#D = (7_000), E = 1_i32 }";
        let Body::Enum(body) = Shape::of(&syn::parse_str(source).unwrap()).unwrap().body else { panic!() };
        assert_eq!(body.repr, "i32");
        let values: Vec<(String, i64)> =
            body.variants.into_iter().map(|variant| (variant.name, variant.value)).collect();
        assert_eq!(
            values,
            [("b", -16), ("c", -15), ("d", 7000), ("e", 1)].map(|(name, value)| (name.to_owned(), value))
        );
    }
}
