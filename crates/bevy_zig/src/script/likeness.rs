//! Whether two libraries are of the same script, as far as their descriptors say.

use super::ScriptInfo;
use crate::shape::Kind;

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
        said(self) == said(other)
            && self.shape == other.shape
            && self.components.len() == other.components.len()
            && components.into_iter().all(|(ours, theirs)| ours.name == theirs.name && ours.shape == theirs.shape)
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
