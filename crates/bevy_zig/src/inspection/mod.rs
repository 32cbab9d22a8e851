//! Script and instance status for tools: the panel, other programs, a game's own screens (feature `inspection`).
//! Uses base, shape, script, attached, instances, world, report, runtime, reload.
//!
//! ```no_run
//! use bevy::prelude::*;
//! use bevy_zig::ScriptRuntime;
//! use bevy_zig::inspection::{InspectScripts, ScriptProblems};
//!
//! fn tell(world: &mut World) {
//!     let runtime = world.resource::<ScriptRuntime>();
//!     for script in runtime.registry().iter() {
//!         let figures = runtime.figures(script.name()).expect("the registry has it");
//!         info!("{}: {:?}, mostly below {:?}", script.name(), figures.last().time, figures.time_p95());
//!     }
//!     for problem in world.resource::<ScriptProblems>().iter() {
//!         info!("{problem}");
//!     }
//!     for instance in world.inspect_scripts(None) {
//!         info!("global script {} in {:?}", instance.script, instance.phase);
//!     }
//! }
//! ```
//!
//! Figures cover complete frames: [`InspectionSystems`] closes them and collects problems in Bevy's `Last`. Bevy's
//! diagnostics have the same figures: `zig/time`, `zig/requests`, `zig/instances`, `zig/faults` and, for
//! each script, `zig/script/NAME/time` and `zig/script/NAME/requests`; times are in milliseconds; all values but the
//! instances are per frame.

mod diagnostics;
mod instances;
mod problems;
mod runs;
mod source;
mod steer;

use bevy::app::{App, Last};
use bevy::prelude::{IntoScheduleConfigs, SystemSet};

use crate::base::ZigScriptSystems;

pub use crate::runtime::{FrameFigures, HISTORY_FRAMES, ScriptFigures};
pub use instances::{FieldView, InspectScripts, InstanceRow, InstanceView};
pub use problems::{Moment, Problem, ProblemKind, ProblemNote, ScriptProblems};
pub use runs::{RunView, StepView};
pub use source::{Excerpt, SourcePlace};
pub use steer::{InstanceName, SteerError, SteerScripts};

/// When the figures of a frame are closed and the problems collected: in `Last`, after [`ZigScriptSystems::Shutdown`].
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct InspectionSystems;

/// Part of the plugin.
pub(crate) fn install(app: &mut App) {
    diagnostics::register(app);
    app.init_resource::<ScriptProblems>()
        .configure_sets(Last, InspectionSystems.after(ZigScriptSystems::Shutdown))
        .add_systems(Last, (diagnostics::close_frame, problems::gather).chain().in_set(InspectionSystems));
}
