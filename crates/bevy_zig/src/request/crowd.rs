//! The room that is left for what prefabs bring.

use bevy::log::warn;

use crate::world::Brought;

/// How much may still come with prefabs. How much a prefab brings is not known before it is built for the first time;
/// then what is too much is refused beforehand.
#[derive(Default)]
pub(super) struct Crowd {
    pub(super) left: Brought,
    /// Whether it was already mentioned that there is nothing left.
    mentioned: bool,
}

impl Crowd {
    /// Whether there is room for so much more, which is then taken.
    pub(super) fn takes(&mut self, brought: Brought) -> bool {
        let scripts = self.left.scripts.checked_sub(brought.scripts);
        let below = self.left.below.checked_sub(brought.below);
        if let (Some(scripts), Some(below)) = (scripts, below) {
            self.left = Brought { scripts, below };
            return true;
        }
        if !std::mem::replace(&mut self.mentioned, true) {
            let (limit, what) = match scripts {
                None => ("instances", format!("{} scripts", brought.scripts)),
                Some(_) => ("entities", format!("{} entities below it", brought.below)),
            };
            warn!(
                "a prefab with {what} is not spawned: the limit {limit} is reached; to raise it, write: \
                 plugin.with_limits(ScriptLimits {{ {limit}: …, ..default() }}) (reported once)"
            );
        }
        false
    }
}
