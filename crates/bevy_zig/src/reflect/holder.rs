//! What has a field, as the tables of rules and needs name it.

/// A type, or a variant of an enum, that has fields.
#[derive(Clone, Copy)]
pub(super) struct Holder<'a> {
    /// The path of the type, without its parameters.
    of_type: &'a str,
    variant: Option<&'a str>,
}

impl<'a> Holder<'a> {
    pub(super) fn new(path: &'a str, variant: Option<&'a str>) -> Self {
        let of_type = path.split_once('<').map_or(path, |(of_type, _)| of_type);
        Self { of_type, variant }
    }

    /// Whether a table means it by this name: a type's path, or that of an enum and a variant behind it.
    pub(super) fn is(self, name: &str) -> bool {
        let of_type = match self.variant {
            Some(variant) => name.strip_suffix(variant).and_then(|name| name.strip_suffix("::")),
            None => Some(name),
        };
        of_type == Some(self.of_type)
    }

    /// Whether its type is in one of these modules.
    pub(super) fn is_in(self, modules: &[&str]) -> bool {
        modules.iter().any(|module| self.of_type.starts_with(module))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variant_is_named_behind_its_type() {
        let px = Holder::new("ui::Val", Some("Px"));
        assert!(px.is("ui::Val::Px"));
        assert!(!px.is("ui::Val") && !px.is("ui::Val::Percent") && !px.is("other::ui::Val::Px"));
        assert!(!Holder::new("ui::Val", None).is("ui::Val::Px"));
    }

    #[test]
    fn parameters_are_not_part_of_the_name() {
        assert!(Holder::new("time::Time<time::Fixed>", None).is("time::Time"));
        assert!(Holder::new("option::Option<f32>", Some("Some")).is("option::Option::Some"));
    }
}
