//! What scripts draw for debugging, with Bevy's gizmos.

use bevy::app::{App, PostUpdate};
use bevy::color::Color;
use bevy::gizmos::config::GizmoConfigStore;
use bevy::gizmos::gizmos::Gizmos;
use bevy::log::warn_once;
use bevy::math::{Isometry3d, Quat, Vec2, Vec3};
use bevy::prelude::{IntoScheduleConfigs, Res, ResMut, Resource, Time, Transform, World, resource_exists};

use crate::base::ZigScriptSystems;
use crate::function::FunctionApp;

/// Drawings of scripts (`ctx.gizmos()` in Zig), which Bevy's [`Gizmos`] draw.
#[derive(Resource)]
pub struct ScriptGizmos {
    /// Whether scripts draw. If not, their calls cost next to nothing, and what was drawn is gone. Default true.
    pub enabled: bool,
    /// How many drawings there may be at a time; scripts cannot draw more, which is logged once. Default 65,536.
    pub drawings_max: usize,
    drawings: Vec<Drawing>,
}

/// One thing that is drawn, until a time.
struct Drawing {
    shape: GizmoShape,
    text: String,
    /// Seconds since the start of the game; `None`: once.
    until: Option<f64>,
}

/// What is drawn, as scripts hand it over (`zig/api/gizmo.zig`).
#[derive(Clone, Copy, bevy_zig_derive::ZigValue)]
struct GizmoShape {
    kind: GizmoKind,
    /// sRGB, and alpha.
    color: [f32; 4],
    /// How long it stays; 0: for a frame.
    seconds: f32,
    /// Its begin, or its centre.
    start: Vec3,
    /// Its end, or its size: a circle's radius in x.
    end: Vec3,
    rotation: Quat,
}

#[derive(Clone, Copy, bevy_zig_derive::ZigValue)]
#[repr(u8)]
enum GizmoKind {
    Line,
    Arrow,
    ArrowInPlane,
    Circle,
    Sphere,
    Rect,
    Cuboid,
    Cross,
    Axes,
    Text,
}

/// Longer texts are cut.
const TEXT_LEN_MAX: usize = 128;

impl Default for ScriptGizmos {
    fn default() -> Self {
        Self { enabled: true, drawings_max: 1 << 16, drawings: Vec::new() }
    }
}

impl ScriptGizmos {
    /// How many drawings there are.
    pub fn len(&self) -> usize {
        self.drawings.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.drawings.is_empty()
    }
}

pub(super) fn install(app: &mut App) {
    app.init_resource::<ScriptGizmos>()
        .register_zig_function("bevy.gizmo.are_drawn", |world: &World| -> bool {
            let is_enabled = world.get_resource::<ScriptGizmos>().is_some_and(|gizmos| gizmos.enabled);
            is_enabled && world.contains_resource::<GizmoConfigStore>()
        })
        .register_zig_command("bevy.gizmo.shape", |world: &mut World, shape: GizmoShape| {
            draw(world, shape, String::new());
        })
        .register_zig_command("bevy.gizmo.text", |world: &mut World, shape: GizmoShape, text: [u8; TEXT_LEN_MAX]| {
            let text = text.split(|byte| *byte == 0).next().unwrap_or_default();
            draw(world, shape, String::from_utf8_lossy(text).into_owned());
        })
        // Before Bevy collects them in `Last`.
        .add_systems(PostUpdate, show.after(ZigScriptSystems::PostUpdate).run_if(resource_exists::<GizmoConfigStore>));
}

fn draw(world: &mut World, shape: GizmoShape, text: String) {
    let now = world.get_resource::<Time>().map_or(0.0, Time::elapsed_secs_f64);
    let Some(mut gizmos) = world.get_resource_mut::<ScriptGizmos>() else { return };
    if !gizmos.enabled || !shape.is_finite() {
        return;
    }
    if gizmos.drawings.len() >= gizmos.drawings_max {
        warn_once!(
            "scripts draw more than {} gizmos at a time; the others are left out. To raise the limit, write: \
             gizmos.drawings_max = … (ResMut<ScriptGizmos>) (reported once)",
            gizmos.drawings_max
        );
        return;
    }
    let until = (shape.seconds > 0.0).then(|| now + f64::from(shape.seconds));
    gizmos.drawings.push(Drawing { shape, text, until });
}

fn show(mut scripts: ResMut<ScriptGizmos>, mut gizmos: Gizmos, time: Option<Res<Time>>) {
    if !scripts.enabled && !scripts.is_empty() {
        scripts.drawings.clear();
    }
    if scripts.is_empty() {
        return;
    }
    let now = time.map_or(0.0, |time| time.elapsed_secs_f64());
    scripts.drawings.retain(|drawing| {
        drawing.shape.show(&drawing.text, &mut gizmos);
        drawing.until.is_some_and(|until| now < until)
    });
}

impl GizmoShape {
    fn is_finite(&self) -> bool {
        let is_sound = self.start.is_finite() && self.end.is_finite() && self.rotation.is_finite();
        is_sound && self.seconds.is_finite() && self.color.iter().all(|part| part.is_finite())
    }

    fn show(&self, text: &str, gizmos: &mut Gizmos) {
        let Self { kind, color, start, end, rotation, .. } = *self;
        let [red, green, blue, alpha] = color;
        let color = Color::srgba(red, green, blue, alpha);
        let at = Isometry3d::new(start, rotation);
        match kind {
            GizmoKind::Line => gizmos.line(start, end, color),
            GizmoKind::Arrow => {
                gizmos.arrow(start, end, color);
            }
            GizmoKind::ArrowInPlane => {
                gizmos.arrow_2d(start.truncate(), end.truncate(), color);
            }
            GizmoKind::Circle => {
                gizmos.circle(at, end.x, color);
            }
            GizmoKind::Sphere => {
                gizmos.sphere(at, end.x, color);
            }
            GizmoKind::Rect => gizmos.rect(at, end.truncate(), color),
            GizmoKind::Cuboid => {
                gizmos.cube(Transform { translation: start, rotation, scale: end }, color);
            }
            GizmoKind::Cross => gizmos.cross(at, end.x, color),
            GizmoKind::Axes => gizmos.axes(at, end.x),
            GizmoKind::Text => gizmos.text(at, text, end.x, Vec2::ZERO, color),
        }
    }
}
