//! Whether two libraries are of the same script, as far as their descriptors say, and the same code with other
//! defaults.

use super::ScriptInfo;
use crate::shape::{Kind, Leaf, Value};

impl ScriptInfo {
    /// Whether everything that the descriptors say is the same, but for when and from which commit they were made.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let said = |script: &Self| {
            (
                (script.package.clone(), script.target.clone(), script.zig_version.clone(), script.optimize),
                (script.abi_version, script.rests, script.renames.clone(), script.phase),
                script.callbacks().collect::<Vec<_>>(),
            )
        };
        let components = self.components.iter().zip(&other.components);
        let data = self.data.iter().zip(&other.data);
        said(self) == said(other)
            && self.shape == other.shape
            && self.components.len() == other.components.len()
            && components.into_iter().all(|(ours, theirs)| ours.name == theirs.name && ours.shape == theirs.shape)
            && self.data.len() == other.data.len()
            && data.into_iter().all(|(ours, theirs)| ours.name() == theirs.name() && ours.difference(theirs, ("", "")).is_none())
            && self.has_defaults_of(other)
    }

    /// Whether both, which have the same shape, have the same defaults. What lies between the leaves, or in an optional
    /// that is empty, may be anything.
    fn has_defaults_of(&self, other: &Self) -> bool {
        let (ours, theirs) = (&self.state_default, &other.state_default);
        self.shape.leaves().iter().all(|leaf| match leaf.kind {
            // Its leaves follow it.
            Kind::Optional(_) | Kind::Union(..) => format!("{:?}", leaf.read(ours)) == format!("{:?}", leaf.read(theirs)),
            // Nobody knows what of it counts.
            Kind::Opaque => true,
            _ => leaf.is_there(ours) == leaf.is_there(theirs) && (!leaf.is_there(ours) || ours[leaf.range()] == theirs[leaf.range()]),
        })
    }

    /// The same code with other defaults: paths of fields, and literals of Zig. `None` if one is not the default of a
    /// plain number or a `bool`.
    pub(crate) fn with_defaults(&self, defaults: &[(String, String)]) -> Option<Self> {
        let mut other = self.clone();
        for (path, literal) in defaults {
            let leaf = self.shape.leaf(path)?;
            let value = value_of(leaf, literal)?;
            let is_set = leaf.write(&mut other.state_default, &value);
            if !is_set {
                return None;
            }
        }
        Some(other)
    }

    /// Whether it has these fields, by the names that the script's file has.
    pub(crate) fn has_fields(&self, names: &[String]) -> bool {
        let paths = || self.shape.leaves().iter().map(|leaf| leaf.path.as_str());
        let is_of = |path: &str, name: &str| {
            path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        paths().all(|path| names.iter().any(|name| is_of(path, name)))
            && names.iter().all(|name| paths().any(|path| is_of(path, name)))
    }
}

/// What a literal of Zig is for a leaf, if that is a plain number or a `bool`.
fn value_of(leaf: &Leaf, literal: &str) -> Option<Value> {
    let plain = literal.replace('_', "");
    let (sign, digits) = plain.strip_prefix('-').map_or((1, plain.as_str()), |digits| (-1, digits));
    match leaf.kind {
        Kind::Bool => plain.parse().ok().map(Value::Bool),
        Kind::Signed | Kind::Unsigned => {
            let radix = [("0x", 16), ("0o", 8), ("0b", 2)];
            let (digits, radix) = radix
                .into_iter()
                .find_map(|(prefix, radix)| Some((digits.strip_prefix(prefix)?, radix)))
                .unwrap_or((digits, 10));
            Some(Value::Int(sign * i128::from(u64::from_str_radix(digits, radix).ok()?)))
        }
        // As the field has it, so that nothing is rounded twice.
        Kind::Float if leaf.size == 4 => plain.parse::<f32>().ok().map(|value| Value::Float(value.into())),
        Kind::Float => plain.parse().ok().map(Value::Float),
        _ => None,
    }
    .filter(|value| !matches!(value, Value::Float(value) if !value.is_finite()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::Shape;

    #[test]
    fn literals_are_what_zig_takes_them_for() {
        let value = |leaf: &Leaf, literal: &str| value_of(leaf, literal);
        let of = |kind: Kind, size: usize| {
            let mut leaf = Shape::of::<f32>().leaves()[0].clone();
            (leaf.kind, leaf.size) = (kind, size);
            leaf
        };
        let int = of(Kind::Signed, 4);
        assert_eq!(value(&int, "-1_000"), Some(Value::Int(-1000)));
        assert_eq!(value(&int, "0xff"), Some(Value::Int(255)));
        assert_eq!(value(&int, "0b101"), Some(Value::Int(5)));
        assert_eq!(value(&int, "1.5"), None);
        assert_eq!(value(&of(Kind::Float, 8), "1_0.5e-1"), Some(Value::Float(1.05)));
        assert_eq!(value(&of(Kind::Float, 4), "0.1"), Some(Value::Float(0.1_f32.into())));
        assert_eq!(value(&of(Kind::Float, 4), "420"), Some(Value::Float(420.0)));
        assert_eq!(value(&of(Kind::Float, 4), "0x1p4"), None);
        assert_eq!(value(&of(Kind::Bool, 1), "true"), Some(Value::Bool(true)));
        assert_eq!(value(&of(Kind::Bool, 1), "1"), None);
        assert_eq!(value(&of(Kind::Bytes, 4), "1"), None);
    }
}
