//! One frame: runs the scripts of a phase, delivers signals, brings instances up to date with the lists of scripts,
//! settles faults, and gives the game the fields of running scripts. Uses abi, base, shape, guard, component, reflect,
//! function, script, attached, instances, world, signal, report, request, host, states.

cfg_select! {
    feature = "inspection" => {
        mod figures;
        pub use figures::{FrameFigures, HISTORY_FRAMES, ScriptFigures};
    }
    _ => {
        mod no_figures;
        use no_figures as figures;
    }
}
mod apply;
mod deliver;
mod end;
mod fields;
#[cfg(feature = "hot-reload")]
mod kept;
mod loads;
mod run;
mod settle;
mod states;
mod sync;

#[cfg(feature = "hot-reload")]
pub(crate) use apply::{detach, with_runtime_in};
pub(crate) use end::{end_gone, is_held_back, shut_down};
pub use fields::ScriptFields;
#[cfg(feature = "hot-reload")]
pub(crate) use kept::KeptForInstances;
pub(crate) use loads::{are_assets_loading, tell_of_loads};
pub use run::ScriptRuntime;
pub(crate) use run::{Select, Work, begin_frame, bound_signals, run_phase};
pub(crate) use states::change_states;
