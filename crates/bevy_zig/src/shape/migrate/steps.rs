//! Steps of a sequence: where a run goes on in a list of steps that was changed.
//!
//! The two lists are compared as a person compares texts: what stands in the same order in both is the same, whatever
//! was inserted or removed between. A wait whose time was changed is the same wait. Steps with a name that was moved
//! elsewhere are found there.

/// One step of a list, which lies in a list of another one, or of none (0). The first is no step.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StepInfo {
    /// As it is shown: `fire`, `wait(0.5)`, `fire 2`.
    pub(crate) name: String,
    /// The number of the step that it lies in; 0: the list itself.
    pub(crate) parent: u16,
    /// In which list of that step.
    pub(crate) list: u16,
    /// How long it takes, for tools.
    pub(crate) time: StepTime,
}

/// How long a step takes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum StepTime {
    /// Until something happens, no time at all, or nobody can say.
    #[default]
    Unknown,
    Seconds(f64),
    /// So many times the seconds in this field of the script.
    Field(String, f64),
}

impl StepTime {
    /// Reads a word of the descriptor's; see `BEVY_ZIG_FIELD_STEP`.
    pub(crate) fn read(word: &str) -> Self {
        let (time, times) = word.strip_suffix("*2").map_or((word, 1.0), |time| (time, 2.0));
        match time.strip_prefix('.') {
            Some(path) => Self::Field(path.to_owned(), times),
            None => time.parse().map_or(Self::Unknown, |seconds: f64| Self::Seconds(seconds * times)),
        }
    }
}

/// What a number holds besides a step, as `zig/sequence/driver.zig` reads it: the step is gone, and the run
/// continues after this one, or with this one.
const GONE_BEHIND: i32 = 0;
const GONE_WITH: i32 = 1;

fn detour(kind: i32, step: usize) -> i16 {
    (-1 - (4 * step as i32 + kind)) as i16
}

/// What becomes of each number of the old list.
#[derive(Debug, PartialEq)]
pub(super) struct StepMap(Vec<i16>);

impl StepMap {
    pub(super) fn between(old: &[StepInfo], new: &[StepInfo]) -> Self {
        let same = matches(old, new);
        let number = |step: usize| match same[step] {
            Some(found) => found as i16,
            None => where_gone(step, old, new, &same),
        };
        Self((0..old.len()).map(number).collect())
    }

    /// What a number becomes; `None` if it was none.
    pub(super) fn get(&self, number: i16) -> Option<i16> {
        if number >= 0 {
            return self.0.get(number as usize).copied();
        }
        let code = -1 - i32::from(number);
        let becomes = *self.0.get((code / 4) as usize)?;
        Some(if becomes >= 0 { detour(code % 4, becomes as usize) } else { becomes })
    }
}

/// Where a run goes on whose step is gone: behind the last one before it in its list, else at the beginning of that.
fn where_gone(step: usize, old: &[StepInfo], new: &[StepInfo], same: &[Option<usize>]) -> i16 {
    let StepInfo { parent, list, .. } = old[step];
    let parent = usize::from(parent);
    let block = same[parent];
    let is_in = |info: &StepInfo| block == Some(info.parent.into()) && info.list == list;
    let siblings = (1..step).rev().filter(|other| (old[*other].parent, old[*other].list) == (parent as u16, list));
    if let Some(before) = siblings.filter_map(|other| same[other]).find(|other| is_in(&new[*other])) {
        return detour(GONE_BEHIND, before);
    }
    match block {
        None => where_gone(parent, old, new, same),
        Some(block) => match (1..new.len()).find(|other| is_in(&new[*other])) {
            Some(first) => detour(GONE_WITH, first),
            None => detour(GONE_BEHIND, block),
        },
    }
}

/// Which step of the new list each one of the old list is.
fn matches(old: &[StepInfo], new: &[StepInfo]) -> Vec<Option<usize>> {
    let mut same = vec![None; old.len()];
    // Neither is a step, and both are around all others.
    same[0] = Some(0);
    // Most of two long lists is the same, and needs no comparing of each with each.
    let is_same = |from: usize, to: usize| old[from].name == new[to].name && likeness(old, from, new, to) == SAME;
    let shorter = old.len().min(new.len());
    let begin = (1..shorter).find(|step| !is_same(*step, *step)).unwrap_or(shorter);
    let behind = (1..=shorter - begin).find(|back| !is_same(old.len() - back, new.len() - back));
    let behind = behind.map_or(shorter - begin, |back| back - 1);
    let (old_end, new_end) = (old.len() - behind, new.len() - behind);
    (1..begin).for_each(|step| same[step] = Some(step));
    (0..behind).for_each(|step| same[old_end + step] = Some(new_end + step));
    // The best that can be had of what is behind both.
    let mut best = vec![vec![0; new_end - begin + 1]; old_end - begin + 1];
    for from in (begin..old_end).rev() {
        for to in (begin..new_end).rev() {
            let (row, place) = (from - begin, to - begin);
            let alike = likeness(old, from, new, to);
            let both = if alike > 0 { best[row + 1][place + 1] + alike } else { 0 };
            best[row][place] = both.max(best[row + 1][place]).max(best[row][place + 1]);
        }
    }
    let (mut from, mut to) = (begin, begin);
    while from < old_end && to < new_end {
        let (row, place) = (from - begin, to - begin);
        let alike = likeness(old, from, new, to);
        if alike > 0 && best[row][place] == best[row + 1][place + 1] + alike {
            same[from] = Some(to);
            (from, to) = (from + 1, to + 1);
        } else if best[row][place] == best[row + 1][place] {
            from += 1;
        } else {
            to += 1;
        }
    }
    // What was moved past others.
    let mut is_free = vec![true; new.len()];
    same.iter().flatten().for_each(|to| is_free[*to] = false);
    for from in begin..old_end {
        if same[from].is_none() && !old[from].name.contains('(') {
            same[from] = (begin..new_end).find(|to| is_free[*to] && old[from].name == new[*to].name);
            same[from].into_iter().for_each(|to| is_free[to] = false);
        }
    }
    same
}

/// How well two steps go together that are the same in the same kind of list.
const SAME: u32 = 11;

/// How well two steps go together; 0: not at all.
fn likeness(old: &[StepInfo], from: usize, new: &[StepInfo], to: usize) -> u32 {
    let parents = (usize::from(old[from].parent), usize::from(new[to].parent));
    let beside = u32::from(kind(&old[parents.0].name) == kind(&new[parents.1].name));
    let (a, b) = (plain(&old[from].name), plain(&new[to].name));
    if a == b {
        return SAME - 1 + beside;
    }
    let is_word = |name: &str| name.contains('(');
    if is_word(a) && is_word(b) && kind(a) == kind(b) { 3 + beside } else { 0 }
}

/// A name without the number of those that have the same.
fn plain(name: &str) -> &str {
    match name.rsplit_once(' ') {
        Some((plain, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => plain,
        _ => name,
    }
}

/// What a step does: `wait` of `wait(0.5)`.
fn kind(name: &str) -> &str {
    plain(name).split('(').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `a, b{c, d} e`: each with what lies in it.
    fn list(text: &str) -> Vec<StepInfo> {
        let mut steps = vec![StepInfo { name: "none".into(), parent: 0, list: 0, time: StepTime::Unknown }];
        let mut around: Vec<(u16, u16)> = vec![(0, 0)];
        for word in text.split(' ') {
            match word {
                "}" => {
                    around.pop();
                }
                "|" => around.last_mut().unwrap().1 += 1,
                _ => {
                    let (parent, list) = *around.last().unwrap();
                    let name = word.trim_end_matches('{').replace('_', " ");
                    steps.push(StepInfo { name, parent, list, time: StepTime::Unknown });
                    if word.ends_with('{') {
                        around.push((steps.len() as u16 - 1, 0));
                    }
                }
            }
        }
        steps
    }

    #[track_caller]
    fn check(old: &str, new: &str, at: &str, expected: &str) {
        let (old, new) = (list(old), list(new));
        let number = old.iter().position(|step| step.name == at.replace('_', " ")).unwrap();
        let becomes = StepMap::between(&old, &new).get(number as i16).unwrap();
        let text = if becomes >= 0 {
            new[becomes as usize].name.clone()
        } else {
            let code = (-1 - i32::from(becomes)) as usize;
            format!("{} {}", ["behind", "with"][code % 4], new[code / 4].name)
        };
        assert_eq!(text, expected.replace('_', " "), "at {at}");
    }

    #[test]
    fn what_is_inserted_or_removed_elsewhere_does_not_matter() {
        for at in ["open", "wait(1)", "close", "wait(1)_2"] {
            check("open wait(1) close wait(1)_2", "sing open wait(1) close wait(1)_2", at, at);
        }
        check("open wait(1) close wait(1)_2", "wait(1) open wait(1)_2 close wait(1)_3", "wait(1)", "wait(1)_2");
        check("open wait(1) close wait(1)_2", "wait(1) open wait(1)_2 close wait(1)_3", "wait(1)_2", "wait(1)_3");
        check("open wait(1) close bow", "open wait(1) bow", "wait(1)", "wait(1)");
        check("open wait(1) close", "open wait(1.5) close", "wait(1)", "wait(1.5)");
        check("open wait(1) close wait(2)", "open wait(9) close wait(2)", "wait(2)", "wait(2)");
    }

    #[test]
    fn a_step_that_is_gone_leads_to_what_follows_it() {
        check("open wait(1) close", "open close", "wait(1)", "behind open");
        check("open wait(1) close", "open until(x) close", "wait(1)", "behind open");
        check("open wait(1) close", "wait(1) close", "open", "with wait(1)");
        check("forever{ a wait(1) } b", "forever{ a } b", "wait(1)", "behind a");
        check("forever{ a } wait(1) b", "forever{ a } b", "wait(1)", "behind forever");
        check("race{ a b | c d } e", "race{ b | d } e", "a", "with b");
        check("race{ a b | c d } e", "race{ b | d } e", "c", "with d");
        check("x race{ a | c } e", "x e", "c", "behind x");
    }

    #[test]
    fn a_step_that_is_moved_is_found() {
        check("a b c", "c a b", "c", "c");
        check("a b c", "forever{ a c } b", "b", "b");
    }

    #[test]
    fn long_lists_are_compared_where_they_differ() {
        let steps = |from: usize| (from..8000).map(|step| format!("step_{step}x")).collect::<Vec<_>>();
        let mut changed = steps(0);
        changed.insert(4000, "wait(1)".into());
        changed.remove(4100);
        let changed = changed.join(" ");
        for at in ["step_3x", "step_3999x", "step_4050x", "step_7999x"] {
            check(&steps(0).join(" "), &changed, at, at);
        }
        check(&steps(0).join(" "), &changed, "step_4099x", "behind step_4098x");
        check(&steps(0).join(" "), &steps(1).join(" "), "step_0x", "with step_1x");
    }

    #[test]
    fn a_number_that_is_on_its_way_stays_so() {
        let (old, new) = (list("a b c"), list("x a c"));
        let map = StepMap::between(&old, &new);
        assert_eq!(map.get(detour(GONE_BEHIND, 1)), Some(detour(GONE_BEHIND, 2)));
        assert_eq!(map.get(detour(3, 2)), Some(detour(GONE_BEHIND, 2)));
        assert_eq!((map.get(0), map.get(9), map.get(-1000)), (Some(0), None, None));
    }
}
