//! Which of the scripts that were loaded change shared data, and which of those have to do with each other.

use std::collections::BTreeSet;

use bevy::prelude::World;

use super::Reloader;
use super::together::Loaded;
use crate::component::{Declared, ScriptComponents};
use crate::runtime::ScriptRuntime;

impl Reloader {
    /// Parts what can be taken over alone from what changes data that scripts share. Of that, those that have to do
    /// with the same data are one group, so that what some do not agree on keeps no others waiting.
    pub(super) fn part(
        &self,
        world: &World,
        runtime: &ScriptRuntime,
        loaded: Vec<Loaded>,
    ) -> (Vec<Loaded>, Vec<Vec<Loaded>>) {
        let components = world.resource::<ScriptComponents>();
        let registry = runtime.registry();
        let changed_by = |is_by: &dyn Fn(&Loaded) -> bool| -> BTreeSet<String> {
            let declared = loaded.iter().filter(|loaded| is_by(loaded)).flat_map(|loaded| &loaded.script.data);
            components.changed(declared).into_iter().map(name_of).collect()
        };
        let changed_by_all = changed_by(&|_| true);
        if changed_by_all.is_empty() {
            return (loaded, Vec::new());
        }
        // What a new script alone means otherwise keeps that script waiting, and none that runs.
        let changed_by_running = changed_by(&|loaded| loaded.runs(registry));
        let (mut alone, mut together) = (Vec::new(), Vec::new());
        for loaded in loaded {
            let runs = registry.id(&loaded.built.script).map(|id| registry.script(id));
            let changing = if runs.is_some() { &changed_by_running } else { &changed_by_all };
            let before = runs.iter().flat_map(|script| &script.data);
            let names = loaded.script.data.iter().chain(before).map(name_of);
            let touched: BTreeSet<String> = names.filter(|name| changing.contains(name)).collect();
            if touched.is_empty() { alone.push(loaded) } else { together.push((touched, loaded)) }
        }
        (alone, connected(together))
    }
}

/// Groups of what has names in common, if only by way of others in the group.
fn connected<T>(items: Vec<(BTreeSet<String>, T)>) -> Vec<Vec<T>> {
    let mut groups: Vec<(BTreeSet<String>, Vec<T>)> = Vec::new();
    for (mut names, item) in items {
        let mut members = Vec::new();
        // It may be what connects several.
        for (theirs, others) in groups.extract_if(.., |(theirs, _)| !theirs.is_disjoint(&names)).collect::<Vec<_>>() {
            names.extend(theirs);
            members.extend(others);
        }
        members.push(item);
        groups.push((names, members));
    }
    groups.into_iter().map(|(_, members)| members).collect()
}

fn name_of(declared: &Declared) -> String {
    declared.name().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In order, since theirs means nothing.
    fn groups<'a>(items: &[&'a str]) -> Vec<Vec<&'a str>> {
        let names = |item: &str| item.split(' ').map(str::to_owned).collect();
        let mut groups = connected(items.iter().map(|item| (names(item), *item)).collect());
        groups.iter_mut().for_each(|group| group.sort_unstable());
        groups.sort_unstable();
        groups
    }

    #[test]
    fn what_has_a_name_in_common_is_one_group_if_only_by_way_of_others() {
        assert_eq!(groups(&["a", "b", "a c"]), [vec!["a", "a c"], vec!["b"]]);
        assert_eq!(groups(&["a", "b", "c", "b a"]), [vec!["a", "b", "b a"], vec!["c"]]);
        assert_eq!(groups(&["a b", "c d", "e a", "d e"]), [vec!["a b", "c d", "d e", "e a"]]);
        assert!(groups(&[]).is_empty());
    }
}
