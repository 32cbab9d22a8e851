//! Types of Rust's that are text to scripts.

use std::any::{Any, TypeId};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

use bevy::asset::AssetPath;
use bevy::platform::sync::Arc;
use bevy::prelude::Name;
use bevy::reflect::std_traits::ReflectDefault;
use bevy::reflect::{PartialReflect, Reflect, TypeRegistry};
use smol_str::SmolStr;

/// How such a type is read and written.
pub(crate) struct Text {
    /// Whether the text is a value.
    pub(crate) check: fn(&str) -> bool,
    /// `None` if it is another type.
    pub(crate) read: fn(&dyn PartialReflect) -> Option<Cow<'_, str>>,
    /// Whether that changes the value; `None` if it is another type, or the text is no value.
    pub(crate) write: fn(&mut dyn PartialReflect, &str) -> Option<bool>,
    /// `None` too if only the registry makes values of the type.
    make: fn(&str) -> Option<Box<dyn PartialReflect>>,
}

/// Such a type in a game.
pub(crate) struct TextType {
    pub(crate) text: &'static Text,
    default: Option<ReflectDefault>,
}

trait Textual: Any + Sized {
    fn text(&self) -> Cow<'_, str>;
    fn of(text: &str) -> Option<Self>;
    fn boxed(self) -> Option<Box<dyn PartialReflect>>;
}

impl TextType {
    /// The text of this type, if it is one.
    pub(crate) fn of(id: TypeId, registry: &TypeRegistry) -> Option<Self> {
        Some(Self { text: Text::of(id)?, default: registry.get_type_data(id).cloned() })
    }

    /// A new value.
    pub(crate) fn make(&self, text: &str) -> Option<Box<dyn PartialReflect>> {
        (self.text.make)(text).or_else(|| {
            let mut made = self.default.as_ref()?.default().into_partial_reflect();
            (self.text.write)(made.as_mut(), text)?;
            Some(made)
        })
    }
}

impl Text {
    /// How this type is read and written, if it is text.
    pub(crate) fn of(id: TypeId) -> Option<&'static Self> {
        TEXTS.iter().find_map(|(of, text)| (of() == id).then_some(text))
    }

    const fn new<T: Textual>() -> Self {
        Self {
            check: |text| T::of(text).is_some(),
            read: |value| value.try_downcast_ref::<T>().map(T::text),
            write: |value, text| {
                let value = value.try_downcast_mut::<T>()?;
                let differs = value.text() != text;
                if differs {
                    *value = T::of(text)?;
                }
                Some(differs)
            },
            make: |text| T::of(text)?.boxed(),
        }
    }
}

macro_rules! texts {
    ($($type:ty, |$value:ident| $text:expr, |$from:ident| $of:expr, |$made:ident| $boxed:expr;)*) => {
        $(impl Textual for $type {
            fn text(&self) -> Cow<'_, str> {
                let $value = self;
                $text
            }
            fn of($from: &str) -> Option<Self> {
                $of
            }
            fn boxed(self) -> Option<Box<dyn PartialReflect>> {
                let $made = self;
                $boxed
            }
        })*
        static TEXTS: &[(fn() -> TypeId, Text)] = &[$((|| TypeId::of::<$type>(), Text::new::<$type>())),*];
    };
}

texts! {
    String, |value| value.as_str().into(), |text| Some(text.to_owned()), |made| boxed(made);
    Cow<'static, str>, |value| Cow::Borrowed(value.as_ref()), |text| Some(text.to_owned().into()), |made| boxed(made);
    // Whether it is reflected is decided by features of Bevy's, so it is made of the default that the registry has.
    SmolStr, |value| value.as_str().into(), |text| Some(text.into()), |_made| None;
    Arc<str>, |value| Cow::Borrowed(value.as_ref()), |text| Some(text.into()), |made| boxed(made);
    Name, |value| value.as_str().into(), |text| Some(Name::new(text.to_owned())), |made| boxed(made);
    PathBuf, |value| value.to_string_lossy(), |text| Some(text.into()), |made| boxed(made);
    Cow<'static, Path>, |value| value.to_string_lossy(), |text| Some(PathBuf::from(text).into()), |made| boxed(made);
    AssetPath<'static>, |value| value.to_string().into(),
        |text| AssetPath::try_parse(text).ok().map(AssetPath::into_owned), |made| boxed(made);
}

fn boxed<T: Reflect>(value: T) -> Option<Box<dyn PartialReflect>> {
    Some(Box::new(value).into_partial_reflect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_written_and_read() {
        for (mut value, id) in [
            (Box::new(String::new()).into_partial_reflect(), TypeId::of::<String>()),
            (Box::new(Name::new("")).into_partial_reflect(), TypeId::of::<Name>()),
            (Box::new(PathBuf::new()).into_partial_reflect(), TypeId::of::<PathBuf>()),
            (Box::new(AssetPath::default()).into_partial_reflect(), TypeId::of::<AssetPath<'static>>()),
        ] {
            let text = Text::of(id).unwrap();
            assert_eq!((text.write)(value.as_mut(), "a/b.png"), Some(true));
            assert_eq!((text.write)(value.as_mut(), "a/b.png"), Some(false));
            assert_eq!((text.read)(value.as_ref()).as_deref(), Some("a/b.png"));
            assert!((text.write)(&mut 3, "x").is_none() && (text.read)(&3).is_none());
        }
        assert!(Text::of(TypeId::of::<u8>()).is_none());
    }

    #[test]
    fn each_text_that_is_reflected_is_made() {
        let mut registry = TypeRegistry::new();
        registry.register_derived_types();
        for (id, _) in TEXTS {
            let text = TextType::of(id(), &registry).expect("it is text");
            if registry.contains(id()) {
                let made = text.make("a/b.png").expect("it is made");
                assert_eq!((text.text.read)(made.as_ref()).as_deref(), Some("a/b.png"));
            }
        }
    }
}
