//! From a type to the code of its traits; without `proc_macro`, so that tests can call it.

use bevy_zig_build::shape::{Body, EnumShape, FieldShape, Shape};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::DeriveInput;
use syn::spanned::Spanned;

/// What is derived.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trait {
    Value,
    /// And the value with it.
    Component,
}

/// The impls, or the compile errors that say what to write instead.
pub(crate) fn expand(input: TokenStream, wanted: Trait) -> TokenStream {
    let shape = syn::parse2::<DeriveInput>(input).and_then(|input| Shape::of(&input));
    match shape {
        Ok(shape) => impls(&shape, wanted),
        Err(error) => error.to_compile_error(),
    }
}

fn impls(shape: &Shape, wanted: Trait) -> TokenStream {
    let value = match &shape.body {
        Body::Struct(fields) => struct_value(shape, fields),
        Body::Enum(body) => enum_value(shape, body),
    };
    let component = (wanted == Trait::Component).then(|| {
        let Shape { ident, name, .. } = shape;
        quote! {
            #[automatically_derived]
            impl ::bevy_zig::ZigComponent for #ident {
                const NAME: &'static str = #name;
            }
        }
    });
    quote! { #value #component }
}

fn struct_value(shape: &Shape, fields: &[FieldShape]) -> TokenStream {
    let ident = &shape.ident;
    let fields_len = fields.len();
    let mut layouts = Vec::new();
    let mut listed = Vec::new();
    let mut written = Vec::new();
    let mut read = Vec::new();
    let mut written_alone = Vec::new();
    let mut read_alone = Vec::new();
    for (index, FieldShape { ident, name, ty, .. }) in fields.iter().enumerate() {
        // With the type's place in the source, so that a type that is not a `ZigValue` is underlined.
        let value = quote_spanned! { ty.span() => <#ty as ::bevy_zig::ZigValue> };
        let range = quote! { __ZIG_LAYOUT.0[#index]..__ZIG_LAYOUT.0[#index] + #value::SIZE };
        layouts.push(quote! { (#value::SIZE, #value::ALIGN) });
        listed.push(quote! {
            #value::fields(&::bevy_zig::__private::join(path, #name), offset + __ZIG_LAYOUT.0[#index], out);
        });
        written.push(quote! { #value::write(&self.#ident, &mut out[#range]); });
        read.push(quote! { #ident: #value::read(&bytes[#range])? });
        let within = quote! { ::bevy_zig::__private::within(&part, __ZIG_LAYOUT.0[#index], #value::SIZE) };
        written_alone.push(quote! {
            if let ::std::option::Option::Some(part) = #within {
                return #value::write_parts(values.map(|value| &value.#ident), part, out);
            }
        });
        read_alone.push(quote! {
            if let ::std::option::Option::Some(part) = #within {
                return #value::read_parts(values.map(|value| &mut value.#ident), part, bytes);
            }
        });
    }
    // A struct without fields uses none of these.
    let unused = fields.is_empty().then(|| quote! { #[allow(unused_variables)] });
    quote! {
        const _: () = {
            const __ZIG_LAYOUT: ([usize; #fields_len], usize, usize) = ::bevy_zig::__private::lay_out([#(#layouts),*]);

            #[automatically_derived]
            #unused
            impl ::bevy_zig::ZigValue for #ident {
                const SIZE: usize = __ZIG_LAYOUT.1;
                const ALIGN: usize = __ZIG_LAYOUT.2;

                fn fields(path: &str, offset: usize, out: &mut ::std::vec::Vec<::bevy_zig::Leaf>) {
                    #(#listed)*
                }

                #[inline]
                fn write(&self, out: &mut [u8]) {
                    #(#written)*
                }

                #[inline]
                fn read(bytes: &[u8]) -> ::std::option::Option<Self> {
                    if bytes.len() != <Self as ::bevy_zig::ZigValue>::SIZE {
                        return ::std::option::Option::None;
                    }
                    ::std::option::Option::Some(Self { #(#read),* })
                }

                #[inline]
                fn write_parts<'v>(
                    values: impl ::std::iter::Iterator<Item = &'v Self>,
                    part: ::std::ops::Range<usize>,
                    out: &mut [u8],
                ) {
                    #(#written_alone)*
                    ::bevy_zig::__private::write_parts(values, part, out);
                }

                #[inline]
                fn read_parts<'v>(
                    values: impl ::std::iter::Iterator<Item = &'v mut Self>,
                    part: ::std::ops::Range<usize>,
                    bytes: &[u8],
                ) -> usize {
                    #(#read_alone)*
                    ::bevy_zig::__private::read_parts(values, part, bytes)
                }
            }
        };
    }
}

fn enum_value(shape: &Shape, body: &EnumShape) -> TokenStream {
    let ident = &shape.ident;
    let repr = &body.repr;
    let value = quote! { <#repr as ::bevy_zig::ZigValue> };
    let variants: Vec<_> = body.variants.iter().map(|variant| &variant.ident).collect();
    let names = body.variants.iter().map(|variant| &variant.name);
    let numbers = body.variants.iter().map(|variant| variant.value);
    quote! {
        #[automatically_derived]
        impl ::bevy_zig::ZigValue for #ident {
            const SIZE: usize = #value::SIZE;
            const ALIGN: usize = #value::ALIGN;

            fn fields(path: &str, offset: usize, out: &mut ::std::vec::Vec<::bevy_zig::Leaf>) {
                let size = <Self as ::bevy_zig::ZigValue>::SIZE;
                out.push(::bevy_zig::__private::enum_field(path, offset, size, &[#((#names, #numbers)),*]));
            }

            #[inline]
            fn write(&self, out: &mut [u8]) {
                let number = match self {
                    #(Self::#variants => Self::#variants as #repr,)*
                };
                #value::write(&number, out);
            }

            #[inline]
            fn read(bytes: &[u8]) -> ::std::option::Option<Self> {
                let number = #value::read(bytes)?;
                #(
                    if number == Self::#variants as #repr {
                        return ::std::option::Option::Some(Self::#variants);
                    }
                )*
                ::std::option::Option::None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts of the compile errors that a type gets.
    fn errors(source: &str) -> Vec<String> {
        let input = syn::parse_str(source).unwrap();
        let found = |shape: Result<Shape, syn::Error>| shape.err().map(|error| error.into_iter().collect::<Vec<_>>());
        let errors = found(Shape::of(&input)).unwrap_or_default();
        let texts: Vec<String> = errors.iter().map(ToString::to_string).collect();
        let expanded = expand(source.parse().unwrap(), Trait::Component).to_string();
        assert_eq!(expanded.matches("compile_error").count(), texts.len(), "{expanded}");
        texts
    }

    #[test]
    fn types_that_fit() {
        for source in [
            "struct Health { current: f32, max: f32 }",
            "struct Boss;",
            "struct Boss {}",
            "#[repr(i16)] enum Mode { Idle = -1, Chase }",
            "#[repr(C, u8)] enum Mode { Idle }",
            "#[zig(name = \"Other\")] struct Health { r#type: u8 }",
        ] {
            assert_eq!(errors(source), [""; 0], "{source}");
        }
    }

    #[test]
    fn the_name_is_the_types_own_or_the_given_one() {
        let name = |source: &str| {
            let expanded = expand(source.parse().unwrap(), Trait::Component).to_string();
            expanded.rsplit('"').nth(1).unwrap().to_owned()
        };
        assert_eq!(name("struct Health { current: f32 }"), "Health");
        assert_eq!(name("#[zig(name = \"ShipHealth\")] struct Health { current: f32 }"), "ShipHealth");
        assert!(!expand(quote! { struct Health; }, Trait::Value).to_string().contains("ZigComponent"));
    }

    #[test]
    fn an_error_says_what_to_write() {
        let cases: &[(&str, &[&str])] = &[
            (
                "struct Pool<T> { items: T }",
                &["`Pool` has parameters, but its mirror in Zig has only one layout: use a type without parameters"],
            ),
            (
                "struct Label<'a> { text: &'a [u8] }",
                &["`Label` has parameters, but its mirror in Zig has only one layout: use a type without parameters"],
            ),
            (
                "struct Speed(f32);",
                &["`Speed` has unnamed fields, but fields in Zig need names: write `struct Speed { value: f32 }`"],
            ),
            (
                "struct Pair(f32, u8);",
                &["`Pair` has unnamed fields, but fields in Zig need names: write `struct Pair { value_0: f32, \
                   value_1: u8 }`"],
            ),
            ("union Bits { a: u8 }", &["`Bits` is a union, whose active field is unknown: write a struct"]),
            (
                "#[repr(u8)] enum Mode { Idle, Chase(u32), Flee { from: u32 } }",
                &[
                    "`Mode::Chase` holds data, but enums in a component cannot: remove the data from the variant, \
                     and keep it in a struct beside the enum",
                    "`Mode::Flee` holds data, but enums in a component cannot: remove the data from the variant, and \
                     keep it in a struct beside the enum",
                ],
            ),
            (
                "enum Mode { Idle }",
                &["`Mode` has no fixed size: write `#[repr(u8)]` above it (or u16, u32, i8, i16, i32)"],
            ),
            (
                "#[repr(u64)] enum Mode { Idle }",
                &["`Mode` has no fixed size: write `#[repr(u8)]` above it (or u16, u32, i8, i16, i32)"],
            ),
            ("#[repr(u8)] enum Never {}", &["`Never` has no variants, so it has no values: add one"]),
            (
                "#[repr(u8)] enum Mode { Idle = FIRST }",
                &[
                    "the value of `Mode::Idle` must be a number here, since the mirror is written before the compiler runs: \
                   write `Idle = 0`",
                ],
            ),
            (
                "#[repr(u8)] enum Net { HTTP, Http }",
                &["`Net::Http` is `http` in Zig, and so is `Net::HTTP`: rename one of them"],
            ),
            ("#[zig(title = \"X\")] struct Health;", &["unknown option: write `#[zig(name = \"Name\")]`"]),
            ("#[zig(name = 7)] struct Health;", &["expected string literal"]),
            (
                "#[zig(name = \"my health\")] struct Health;",
                &["`my health` is not a valid type name in Zig, which must look like `Health`: an upper-case \
                   letter, then letters and digits; choose another with `#[zig(name = \"Name\")]`"],
            ),
            (
                "struct health;",
                &["`health` is not a valid type name in Zig, which must look like `Health`: an upper-case letter, \
                   then letters and digits; choose another with `#[zig(name = \"Name\")]`"],
            ),
            (
                "struct Health { #[zig(name = \"now\")] current: f32 }",
                &["`#[zig(…)]` belongs on the type: fields and variants have the same names in Zig as in Rust"],
            ),
            (
                "struct Health { #[cfg(feature = \"armour\")] armour: f32 }",
                &[
                    "`Health.armour` is conditional, but the mirror in Zig cannot evaluate the condition: write the `cfg` on the \
                   whole type",
                ],
            ),
            (
                "struct Health { zig_component: f32 }",
                &["the mirror reserves the name `zig_component`: rename `Health.zig_component`"],
            ),
            ("struct Vec3 { x: f32 }", &["`Vec3` is already the name of another type in scripts: rename the type"]),
        ];
        for (source, expected) in cases {
            assert_eq!(errors(source), *expected, "{source}");
        }
    }
}
