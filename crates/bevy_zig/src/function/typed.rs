//! Rust functions of any parameters, as functions on bytes.

use bevy::prelude::World;

use super::signature;
use crate::shape::derived::lay_out;
use crate::shape::{Shape, ZigValue};

/// What a function may return: a [`ZigValue`], or nothing.
pub trait ZigReturn: Sized {
    /// Bytes of the value.
    #[doc(hidden)]
    const RESULT_SIZE: usize;
    #[doc(hidden)]
    fn result_shape() -> Option<Shape>;
    #[doc(hidden)]
    fn write_result(&self, out: &mut [u8]);
}

impl<T: ZigValue> ZigReturn for T {
    const RESULT_SIZE: usize = T::SIZE;

    fn result_shape() -> Option<Shape> {
        Some(signature::shape_of::<T>())
    }

    #[inline]
    fn write_result(&self, out: &mut [u8]) {
        self.write(out);
    }
}

impl ZigReturn for () {
    const RESULT_SIZE: usize = 0;

    fn result_shape() -> Option<Shape> {
        None
    }

    #[inline]
    fn write_result(&self, _: &mut [u8]) {}
}

/// A function of the game that scripts call and that answers at once: it takes `&World` and up to eight [`ZigValue`]s,
/// and returns one or nothing. Implemented for functions and closures.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a function that scripts can call",
    note = "write `|world: &World, hit: Hit| -> f32`: `&World` first, then values whose types derive `ZigValue`"
)]
pub trait ZigFunction<Marker>: Send + Sync + 'static {
    /// Bytes of all arguments, and of the result.
    #[doc(hidden)]
    const SIZES: (usize, usize);
    #[doc(hidden)]
    fn text() -> String;
    /// Reads the arguments, calls the function and writes the result. False if the arguments are not values.
    #[doc(hidden)]
    fn call(&self, world: &World, arguments: &[u8], result: &mut [u8]) -> bool;
}

/// A function of the game that scripts request and that may change the world: it takes `&mut World` and up to eight
/// [`ZigValue`]s, and returns nothing. Implemented for functions and closures.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a command that scripts can request",
    note = "write `|world: &mut World, at: Vec3|`: `&mut World` first, then values whose types derive `ZigValue`; it \
            returns nothing"
)]
pub trait ZigCommand<Marker>: Send + Sync + 'static {
    /// Bytes of all arguments.
    #[doc(hidden)]
    const SIZE: usize;
    #[doc(hidden)]
    fn text() -> String;
    /// Whether the arguments are values.
    #[doc(hidden)]
    fn check(arguments: &[u8]) -> bool;
    /// Reads the arguments and calls the function. False if they are not values.
    #[doc(hidden)]
    fn run(&self, world: &mut World, arguments: &[u8]) -> bool;
}

/// The size of all arguments: the last one ends it, as nothing follows.
const fn end<const N: usize>(offsets: [usize; N], sizes: [usize; N]) -> usize {
    if N == 0 { 0 } else { offsets[N - 1] + sizes[N - 1] }
}

macro_rules! functions {
    ($($value:ident $type:ident $index:tt)*) => {
        impl<F, R: ZigReturn, $($type: ZigValue),*> ZigFunction<fn($($type),*) -> R> for F
        where
            F: Fn(&World, $($type),*) -> R + Send + Sync + 'static,
        {
            const SIZES: (usize, usize) = (
                end(lay_out([$(($type::SIZE, $type::ALIGN)),*]).0, [$($type::SIZE),*]),
                R::RESULT_SIZE,
            );

            fn text() -> String {
                signature::text(&[$(signature::shape_of::<$type>()),*], R::result_shape().as_ref())
            }

            #[inline]
            #[allow(unused_variables, reason = "the one without parameters")]
            fn call(&self, world: &World, arguments: &[u8], result: &mut [u8]) -> bool {
                let offsets = const { lay_out([$(($type::SIZE, $type::ALIGN)),*]).0 };
                $(let Some($value) = $type::read(&arguments[offsets[$index]..][..$type::SIZE]) else { return false };)*
                self(world, $($value),*).write_result(result);
                true
            }
        }

        impl<F, $($type: ZigValue),*> ZigCommand<fn($($type),*)> for F
        where
            F: Fn(&mut World, $($type),*) + Send + Sync + 'static,
        {
            const SIZE: usize = end(lay_out([$(($type::SIZE, $type::ALIGN)),*]).0, [$($type::SIZE),*]);

            fn text() -> String {
                signature::text(&[$(signature::shape_of::<$type>()),*], None)
            }

            #[allow(unused_variables, reason = "the one without parameters")]
            fn check(arguments: &[u8]) -> bool {
                let offsets = const { lay_out([$(($type::SIZE, $type::ALIGN)),*]).0 };
                true $(&& $type::read(&arguments[offsets[$index]..][..$type::SIZE]).is_some())*
            }

            #[allow(unused_variables, reason = "the one without parameters")]
            fn run(&self, world: &mut World, arguments: &[u8]) -> bool {
                let offsets = const { lay_out([$(($type::SIZE, $type::ALIGN)),*]).0 };
                $(let Some($value) = $type::read(&arguments[offsets[$index]..][..$type::SIZE]) else { return false };)*
                self(world, $($value),*);
                true
            }
        }
    };
}

functions! {}
functions! { a A 0 }
functions! { a A 0 b B 1 }
functions! { a A 0 b B 1 c C 2 }
functions! { a A 0 b B 1 c C 2 d D 3 }
functions! { a A 0 b B 1 c C 2 d D 3 e E 4 }
functions! { a A 0 b B 1 c C 2 d D 3 e E 4 f G 5 }
functions! { a A 0 b B 1 c C 2 d D 3 e E 4 f G 5 g H 6 }
functions! { a A 0 b B 1 c C 2 d D 3 e E 4 f G 5 g H 6 h I 7 }
