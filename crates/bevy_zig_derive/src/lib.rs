//! The derive macros of `bevy_zig`, which re-exports them and defines the traits.
//!
//! The generated code is safe: a value is written and read field by field, in the layout that C would use for these
//! fields, whatever layout Rust uses for the type itself. `bevy_zig_build` generates the same types in Zig. The rules
//! for allowed types are defined there, so both report the same error for a type that is not allowed.

mod expand;

use proc_macro::TokenStream;

use crate::expand::{Trait, expand};

/// Derives `ZigValue`, for types that are used in fields of components, and as arguments and results of functions.
///
/// The type must be a struct with named fields or without fields, or an enum without data and with `#[repr(u8)]`,
/// `u16`, `u32`, `i8`, `i16` or `i32`. The types of its fields must be `ZigValue`, too: numbers, bools, vectors,
/// `Quat`, `Entity`, `Option<Entity>`, arrays, and types that derive it. In Zig, the names of variants are in snake
/// case.
///
/// `#[zig(name = "Name")]` gives it another name in `@import("components")`.
///
/// ```ignore
/// #[derive(ZigValue)]
/// struct Hit {
///     by: Entity,
///     damage: f32,
/// }
/// ```
#[proc_macro_derive(ZigValue, attributes(zig))]
pub fn derive_zig_value(input: TokenStream) -> TokenStream {
    expand(input.into(), Trait::Value).into()
}

/// Derives `ZigComponent` and `ZigValue`, for components that scripts read and write as `@import("components").Name`.
/// The type must also be a `Component`, and be registered with `app.register_zig_component::<Name>()`.
///
/// The same types are allowed as for `ZigValue`, and `#[zig(name = "Name")]` gives another name here, too.
///
/// ```ignore
/// #[derive(Component, ZigComponent)]
/// struct Health {
///     current: f32,
///     max: f32,
/// }
/// ```
#[proc_macro_derive(ZigComponent, attributes(zig))]
pub fn derive_zig_component(input: TokenStream) -> TokenStream {
    expand(input.into(), Trait::Component).into()
}
