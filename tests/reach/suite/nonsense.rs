//! Values on which Bevy itself panics, or never comes to an end: `scripts/nonsense.zig`.

use bevy::prelude::*;
use bevy_zig::ZigScripts;

use crate::tools::*;

struct Nonsense {
    app: App,
    entity: Entity,
}

impl Nonsense {
    fn new() -> Self {
        let mut app = app();
        // With whatever Bevy looks at in each frame: a camera, a text, a slider.
        let all = (Camera3d::default(), Text2d::new("text"), bevy::ui_widgets::Slider::default());
        let entity = app.world_mut().spawn((all, ZigScripts::one("nonsense"))).id();
        (0..3).for_each(|_| app.update());
        Self { app, entity }
    }

    /// How a step came out, and what the log said of it in that frame and in some that follow.
    fn step(&mut self, step: &'static str) -> (String, String) {
        set(&mut self.app, self.entity, "nonsense", "step", step);
        let said = said_while(|| (0..4).for_each(|_| self.app.update()));
        (field(&self.app, self.entity, "nonsense", "outcome").to_string(), said.join("\n"))
    }
}

#[test]
fn numbers_that_bevy_has_no_use_for_are_refused() {
    let mut game = Nonsense::new();
    for (step, place) in [
        ("viewport", "'viewport.?.physical_position': it has to be 65536 at the most"),
        ("empty_viewport", "'viewport.?.physical_size': it has to be from 1 to 65536"),
        ("depth", "'viewport.?.depth': it has to begin and end from 0 to 1"),
        ("nan", "'scrollbar_width': it has to be a number"),
        ("nan_in_a_list", "'grid_auto_rows[0]"),
        ("font_size", "'font_size.Px': it has to be from 0 to 1000"),
        ("line_height", "RelativeToFont': it has to be from 0 to 10000"),
        ("slider", "its start must not be above its end"),
        // What a field may be holds for all that lies in it.
        ("padding", "'padding.left.Px': it has to be from 0 to 500000"),
        ("border", "'border.left.Percent': it has to be from 0 to 500000"),
        ("gap", "'column_gap.Px': it has to be from 0 to 500000"),
        ("length", "'margin.left.Px': it has to be from -500000 to 500000"),
        ("share", "'width.Vw': it has to be from -100000 to 100000"),
        ("infinite_length", "'width.Px': it has to be from -500000 to 500000"),
        ("infinite_margin", "'border_radius.top_left.Px': it has to be finite"),
        ("infinite_scroll", "it has to be finite"),
        ("ratio", "'aspect_ratio.?': it has to be 0, or from 0.0001 to 10000"),
        ("bounds", "'width.?': it has to be from -500000 to 500000"),
        ("track", "'grid_template_rows[0].tracks[0].max_sizing_function.Fraction': it has to be 0, or from 0.0001"),
        ("tiny_fraction", "'grid_auto_rows[0].max_sizing_function.Fraction': it has to be 0, or from 0.0001"),
        ("infinite_track", "'grid_template_rows[0].tracks[0].min_sizing_function.Px': it has to be from 0 to 500000"),
        ("infinite_fraction", "max_sizing_function.Fraction': it has to be 0, or from 0.0001"),
        ("filled_with_nothing", "'grid_template_rows': tracks that fill a node have to be of 16 pixels"),
        // A place is reported once.
        ("filled_with_fractions", ""),
        ("tracks", "'grid_template_rows[0].repetition.Count': it has to be 1000 at the most"),
        ("all_tracks", "'grid_template_columns': it has to be 1000 tracks at the most"),
        ("line", "'grid_row.start.?': it has to be from -1000 to 1000"),
        ("span", "'grid_row.span.?': it has to be 1000 at the most"),
        ("sprite", "'custom_size.?': it has to be from -500000 to 500000"),
        ("infinite_rect", "it has to be finite"),
        ("spacing", "it has to be finite"),
        ("marks", "a character of more than 100 code points"),
        ("corners", "'sides': it has to be from 3 to 65536"),
        // A place is reported once.
        ("no_corners", ""),
        ("title", "'title': it has to be a text without the character 0"),
        ("name", "'name.?': it has to be a text without the character 0"),
        ("least_size", "'resize_constraints.min_width': it has to be 16384 at the most"),
        ("latency", "'desired_maximum_frame_latency.?': it has to be from 1 to 16"),
    ] {
        let (outcome, said) = game.step(step);
        assert!(outcome.contains("InvalidArgument"), "{step}: {outcome}");
        assert!(said.contains(place), "{step}: {said}");
    }
}

#[test]
fn what_bevy_keeps_for_itself_is_not_written() {
    let mut game = Nonsense::new();
    for step in ["synced", "filters", "children"] {
        let (outcome, said) = game.step(step);
        assert!(outcome.contains("ReadOnly"), "{step}: {outcome}");
        assert!(said.contains("script 'nonsense'"), "{step}: {said}");
    }
}

/// It may be there when the request is applied, so that is when it is looked for.
#[test]
fn what_the_world_does_not_have_is_not_referred_to() {
    let mut game = Nonsense::new();
    for (step, why) in [
        ("target_image", "it has to be an asset that is loaded"),
        ("target_view", "only Rust can make one"),
        ("target_window", "the entity is no window"),
        ("cursor", "the entity is no window"),
    ] {
        let (outcome, said) = game.step(step);
        assert!(outcome.contains("ok") && said.contains(why), "{step}: {outcome}, {said}");
    }
}

#[test]
fn what_is_usual_is_taken() {
    let mut game = Nonsense::new();
    let (outcome, said) = game.step("all_right");
    assert!(outcome.contains("ok") && !said.contains("script 'nonsense'"), "{outcome}, {said}");
    let (outcome, said) = game.step("small_size");
    assert!(outcome.contains("ok") && !said.contains("script 'nonsense'"), "{outcome}, {said}");
    assert_eq!(game.app.world().get::<TextFont>(game.entity).unwrap().font_size, FontSize::Px(64.0));
}

#[test]
fn a_path_leads_to_no_more_than_a_mirror() {
    let mut game = Nonsense::new();
    game.step("lay_out");
    for (step, expected, place) in [
        ("path_padding", "InvalidArgument", "it has to be from 0 to 500000"),
        ("path_font_size", "InvalidArgument", "it has to be from 0 to 1000"),
        ("path_track", "InvalidArgument", "tracks are set as a whole list"),
        ("path_children", "ReadOnly", "scripts only read it"),
        ("path_rotation", "InvalidArgument", "its numbers go together"),
        ("path_turn", "InvalidArgument", "its numbers go together"),
        ("path_no_rotation", "InvalidArgument", "a rotation has to have a length"),
        // Whether it comes to this is known when it is applied.
        ("path_late", "ok", "it has to be from 0 to 500000"),
    ] {
        let (outcome, said) = game.step(step);
        assert!(outcome.contains(expected), "{step}: {outcome}");
        assert!(said.contains(place), "{step}: {said}");
    }
    let (outcome, said) = game.step("path_usual");
    assert!(outcome.contains("ok") && said.is_empty(), "{outcome}, {said}");
    let world = game.app.world();
    let node = world.get::<Node>(game.entity).unwrap();
    assert_eq!((node.padding.left, node.margin.left), (Val::Px(8.0), Val::Px(-8.0)));
    assert_eq!(world.get::<TextFont>(game.entity).unwrap().font_size, FontSize::Px(64.0));
    let rotation = world.get::<Transform>(game.entity).unwrap().rotation;
    assert_eq!(rotation.to_array(), [1.0, 0.0, 0.0, 0.0], "of unit length");
}

#[test]
fn a_literal_of_all_numbers_is_a_rotation() {
    let mut game = Nonsense::new();
    let (outcome, said) = game.step("whole_rotation");
    assert!(outcome.contains("ok") && !said.contains("script 'nonsense'"), "{outcome}, {said}");
    let rotation = game.app.world().get::<Transform>(game.entity).unwrap().rotation;
    assert_eq!(rotation.to_array(), [0.0, 0.0, 1.0, 0.0], "of unit length");
    let (outcome, said) = game.step("part_of_rotation");
    assert!(outcome.contains("WrongType"), "{outcome}");
    assert!(said.contains("whose numbers go together, and a struct of w in Zig: set all of them"), "{said}");
}

#[test]
fn what_is_usual_in_layout_is_taken() {
    let mut game = Nonsense::new();
    let (outcome, said) = game.step("usual_layout");
    assert!(outcome.contains("ok") && !said.contains("script 'nonsense'"), "{outcome}, {said}");
}

/// Another Bevy may have other names, and a rule for none would do nothing.
#[test]
fn the_types_of_all_rules_are_there() {
    let game = Nonsense::new();
    let registry = game.app.world().resource::<AppTypeRegistry>().read();
    // Those for sounds are looked for in `tests/sound`.
    for (path, field) in bevy_zig::guarded_fields().filter(|(path, _)| !path.starts_with("bevy_audio::")) {
        // Generic ones are written without their parameters.
        let find = |path: &str| {
            let is_it = |known: &str| known == path || known.split_once('<').is_some_and(|(known, _)| known == path);
            registry.iter().map(|registered| registered.type_info()).find(|info| is_it(info.type_path()))
        };
        let of_variant = || path.rsplit_once("::").and_then(|(of, variant)| Some((find(of)?, Some(variant))));
        let found = find(path).map(|info| (info, None)).or_else(of_variant);
        let (info, variant) = found.unwrap_or_else(|| panic!("there is no {path}"));
        let is_there = match (info, variant) {
            (bevy::reflect::TypeInfo::Enum(info), Some(variant)) => info.contains_variant(variant),
            (bevy::reflect::TypeInfo::Struct(info), None) => info.field(field).is_some(),
            (bevy::reflect::TypeInfo::TupleStruct(_), None) => field.is_empty(),
            _ => false,
        };
        assert!(is_there, "{path} {variant:?} {field}");
    }
}
