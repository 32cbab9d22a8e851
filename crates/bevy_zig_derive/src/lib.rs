//! The derive macros of `bevy_zig`, which re-exports them and has the traits.
//!
//! The code that they make is safe: a value is written and read field by field, in the layout that C would give to the
//! fields' types, whatever layout Rust gives to the type itself. `bevy_zig_build` writes the mirror in Zig of the same
//! types; what a type may look like is decided there, so both say the same about one that does not fit.

mod expand;

use proc_macro::TokenStream;

use crate::expand::{Trait, expand};

/// Derives `ZigValue`, for types that are fields of components.
///
/// The type is a struct with named fields or none, or an enum without data that has a `#[repr(u8)]`, `u16`, `u32`,
/// `i8`, `i16` or `i32`. The types of its fields must be `ZigValue` too. In Zig, the names of variants are in snake
/// case.
///
/// `#[zig(name = "Name")]` gives it another name in `@import("components")` than its own.
#[proc_macro_derive(ZigValue, attributes(zig))]
pub fn derive_zig_value(input: TokenStream) -> TokenStream {
    expand(input.into(), Trait::Value).into()
}

/// Derives `ZigComponent` and `ZigValue`, for components that scripts know by name. The type must be a `Component`.
///
/// The same types are allowed as for `ZigValue`, and `#[zig(name = "Name")]` gives another name here too.
#[proc_macro_derive(ZigComponent, attributes(zig))]
pub fn derive_zig_component(input: TokenStream) -> TokenStream {
    expand(input.into(), Trait::Component).into()
}
