//! Pointers: what is pointed at, clicked and dragged, as signals.

use std::fmt::Debug;

use bevy::app::{App, PreUpdate};
use bevy::ecs::schedule::IntoScheduleConfigs;
use bevy::input::mouse::MouseScrollUnit;
use bevy::math::{Vec2, Vec3};
use bevy::picking::PickingSystems;
use bevy::picking::backend::HitData;
use bevy::picking::events::{
    Cancel, Click, Drag, DragDrop, DragEnd, DragEnter, DragLeave, DragOver, DragStart, Enter, Leave, Move, Out, Over,
    Pointer, Press, Release, Scroll,
};
use bevy::picking::pointer::{PointerButton, PointerId};
use bevy::prelude::Entity;
use bevy::reflect::Reflect;
use bevy_zig_derive::ZigValue;

use crate::base::ZigScriptSystems;
use crate::signal::EventApp;

/// What a signal of a pointer says: `Pointer` in `zig/api/pointer.zig`, field by field.
#[derive(ZigValue)]
struct PointerPayload {
    entity: Entity,
    dragged: Option<Entity>,
    camera: Option<Entity>,
    touch: u64,
    position: Vec2,
    delta: Vec2,
    distance: Vec2,
    hit_position: Vec3,
    hit_normal: Vec3,
    depth: f32,
    duration_seconds: f32,
    count: u8,
    button: u8,
    kind: u8,
    has_hit_position: bool,
    has_hit_normal: bool,
}

/// `PointerButton` of Zig.
const NO_BUTTON: u8 = 0;

/// What an event of a pointer tells besides who and where.
#[derive(Default)]
struct Said<'a> {
    hit: Option<&'a HitData>,
    button: Option<PointerButton>,
    delta: Vec2,
    distance: Vec2,
    dragged: Option<Entity>,
    count: u8,
    duration_seconds: f32,
}

pub(super) fn install(app: &mut App) {
    // What is clicked is heard in the same frame, by the first scripts that run.
    app.configure_sets(PreUpdate, ZigScriptSystems::PreUpdate.after(PickingSystems::Last));
    add(app, "pointer.over", |over: &Over| Said { hit: Some(&over.hit), ..Said::default() });
    add(app, "pointer.out", |out: &Out| Said { hit: Some(&out.hit), ..Said::default() });
    add(app, "pointer.enter", |enter: &Enter| Said { hit: Some(&enter.hit), ..Said::default() });
    add(app, "pointer.leave", |leave: &Leave| Said { hit: Some(&leave.hit), ..Said::default() });
    add(app, "pointer.cancel", |cancel: &Cancel| Said { hit: Some(&cancel.hit), ..Said::default() });
    add(app, "pointer.press", |press: &Press| Said {
        hit: Some(&press.hit),
        button: Some(press.button),
        count: press.count,
        ..Said::default()
    });
    add(app, "pointer.release", |release: &Release| Said {
        hit: Some(&release.hit),
        button: Some(release.button),
        ..Said::default()
    });
    add(app, "pointer.click", |click: &Click| Said {
        hit: Some(&click.hit),
        button: Some(click.button),
        count: click.count,
        duration_seconds: click.duration.as_secs_f32(),
        ..Said::default()
    });
    add(app, "pointer.move", |moved: &Move| Said { hit: Some(&moved.hit), delta: moved.delta, ..Said::default() });
    add(app, "pointer.scroll", |scroll: &Scroll| {
        let lines = match scroll.unit {
            MouseScrollUnit::Line => 1.0,
            MouseScrollUnit::Pixel => 1.0 / MouseScrollUnit::SCROLL_UNIT_CONVERSION_FACTOR,
        };
        Said { hit: Some(&scroll.hit), delta: Vec2::new(scroll.x, scroll.y) * lines, ..Said::default() }
    });
    add(app, "pointer.drag_start", |start: &DragStart| Said {
        hit: Some(&start.hit),
        button: Some(start.button),
        ..Said::default()
    });
    add(app, "pointer.drag", |drag: &Drag| Said {
        button: Some(drag.button),
        delta: drag.delta,
        distance: drag.distance,
        ..Said::default()
    });
    add(app, "pointer.drag_end", |end: &DragEnd| Said {
        button: Some(end.button),
        distance: end.distance,
        ..Said::default()
    });
    add(app, "pointer.drag_enter", |enter: &DragEnter| dragged(&enter.hit, enter.button, enter.dragged));
    add(app, "pointer.drag_over", |over: &DragOver| dragged(&over.hit, over.button, over.dragged));
    add(app, "pointer.drag_leave", |leave: &DragLeave| dragged(&leave.hit, leave.button, leave.dragged));
    add(app, "pointer.drag_drop", |drop: &DragDrop| dragged(&drop.hit, drop.button, drop.dropped));
}

/// What is dragged over something, and dropped onto it.
fn dragged(hit: &HitData, button: PointerButton, dragged: Entity) -> Said<'_> {
    Said { hit: Some(hit), button: Some(button), dragged: Some(dragged), ..Said::default() }
}

/// What happens to an entity, in the words of this Bevy; others have other ones (tests/bevy/line).
fn add<E: Debug + Clone + Reflect>(
    app: &mut App,
    name: &'static str,
    said: impl Fn(&E) -> Said<'_> + Send + Sync + 'static,
) {
    app.register_zig_event_as(name, move |pointer: &Pointer<E>| {
        payload(pointer.entity, pointer.pointer_id, pointer.pointer_location.position, &said(&pointer.event))
    });
}

fn payload(entity: Entity, pointer: PointerId, position: Vec2, said: &Said) -> PointerPayload {
    let (hit_position, hit_normal) = (said.hit.and_then(|hit| hit.position), said.hit.and_then(|hit| hit.normal));
    let (kind, touch) = match pointer {
        PointerId::Mouse => (0, 0),
        PointerId::Touch(finger) => (1, finger),
        PointerId::Custom(_) => (2, 0),
    };
    PointerPayload {
        entity,
        dragged: said.dragged,
        camera: said.hit.map(|hit| hit.camera),
        touch,
        position,
        delta: said.delta,
        distance: said.distance,
        hit_position: hit_position.unwrap_or_default(),
        hit_normal: hit_normal.unwrap_or_default(),
        depth: said.hit.map_or(0.0, |hit| hit.depth),
        duration_seconds: said.duration_seconds,
        count: said.count,
        button: match said.button {
            None => NO_BUTTON,
            Some(PointerButton::Primary) => 1,
            Some(PointerButton::Secondary) => 2,
            Some(PointerButton::Middle) => 3,
        },
        kind,
        has_hit_position: hit_position.is_some(),
        has_hit_normal: hit_normal.is_some(),
    }
}
