//! Hot reload, as a developer sees it: files are saved while the game runs.

mod assets;
mod controls;
mod data;
mod data_soak;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod edits;
mod failures;
mod files;
mod game_states;
#[cfg(target_os = "linux")]
mod in_use;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod killed;
mod packages;
#[cfg(feature = "inspection")]
mod problems;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod resident;
mod sequences;
mod shared;
mod soak;
mod states;

use bevy_zig::ReloadStep;
use bevy_zig_tests::studio::Studio;

use crate::tools::scratch_dir;

/// A game of this test with these scripts.
fn studio(name: &str, scripts: &[(&str, &str)]) -> Studio {
    Studio::new(scratch_dir(&format!("reload-{name}")), scripts)
}

/// A script that counts its frames by steps of this size.
fn counter(step: u32) -> String {
    script(&format!(
        "count: u32 = 0,
        pub fn update(self: *S, _: *bevy.Context, _: f32) void {{ self.count += {step}; }}"
    ))
}

fn script(body: &str) -> String {
    format!("const bevy = @import(\"bevy\");\nconst S = @This();\n{body}\n")
}

fn is_swap(step: &ReloadStep) -> bool {
    matches!(step, ReloadStep::Swapped { .. })
}

fn is_refusal(step: &ReloadStep) -> bool {
    matches!(step, ReloadStep::Refused { .. })
}

fn is_failed_build(step: &ReloadStep) -> bool {
    matches!(step, ReloadStep::BuildFailed { .. })
}

fn is_roll_back(step: &ReloadStep) -> bool {
    matches!(step, ReloadStep::RolledBack { .. })
}
