//! What the game looks like: shapes for the prefabs, the water, and the score.

use bevy::camera::ScalingMode;
use bevy::prelude::*;
use bevy::window::PrimaryWindow;
use bevy_zig::{GlobalVars, Tags};

/// Half the size of the pond, as in `scripts/lib/water.zig`.
const POND: Vec2 = Vec2::new(600.0, 340.0);

pub fn plugin(app: &mut App) {
    app.insert_resource(ClearColor(Color::srgb(0.25, 0.42, 0.22)))
        .add_systems(Startup, (name_window, paint_pond))
        .add_systems(Update, (show_score, quit))
        .add_observer(dress);
}

fn name_window(mut window: Single<&mut Window, With<PrimaryWindow>>) {
    window.title = "Ducklings".to_owned();
}

/// Everything consists of circles.
#[derive(Resource)]
struct Paint {
    circle: Handle<Mesh>,
    materials: [Handle<ColorMaterial>; 4],
}

/// A circle: its material, position and size.
struct Dot(usize, [f32; 2], [f32; 2]);

const BROWN: usize = 0;
const YELLOW: usize = 1;
const ORANGE: usize = 2;
const GREEN: usize = 3;

const DUCK: [Dot; 5] = [
    Dot(BROWN, [0.0, -4.0], [14.0, 20.0]),
    Dot(BROWN, [0.0, -22.0], [7.0, 8.0]),
    Dot(ORANGE, [0.0, 27.0], [4.0, 7.0]),
    Dot(GREEN, [0.0, 16.0], [9.0, 9.0]),
    Dot(YELLOW, [0.0, 8.0], [8.0, 2.0]),
];
const DUCKLING: [Dot; 3] = [
    Dot(YELLOW, [0.0, -2.0], [7.5, 9.5]),
    Dot(ORANGE, [0.0, 13.0], [2.5, 4.0]),
    Dot(YELLOW, [0.0, 7.0], [5.5, 5.5]),
];
const PIKE: [Dot; 3] = [
    Dot(GREEN, [0.0, 0.0], [9.0, 40.0]),
    Dot(GREEN, [0.0, -40.0], [14.0, 7.0]),
    Dot(GREEN, [0.0, 30.0], [6.0, 18.0]),
];

fn paint_pond(mut commands: Commands, mut meshes: ResMut<Assets<Mesh>>, mut colors: ResMut<Assets<ColorMaterial>>) {
    let all_of_it = ScalingMode::AutoMin { min_width: 2.2 * POND.x, min_height: 2.3 * POND.y };
    let projection = OrthographicProjection { scaling_mode: all_of_it, ..OrthographicProjection::default_2d() };
    commands.spawn((Camera2d, Projection::Orthographic(projection)));
    commands.spawn((
        Mesh2d(meshes.add(Rectangle::from_size(2.0 * POND + 60.0))),
        MeshMaterial2d(colors.add(Color::srgb(0.24, 0.52, 0.68))),
        Transform::from_xyz(0.0, 0.0, -10.0),
    ));
    commands.spawn((Text2d::default(), TextFont::from_font_size(24.0), Transform::from_xyz(0.0, POND.y + 8.0, 10.0)));
    commands.insert_resource(Paint {
        circle: meshes.add(Circle::new(1.0)),
        materials: [(0.45, 0.31, 0.2), (0.98, 0.85, 0.3), (0.95, 0.55, 0.15), (0.13, 0.33, 0.22)]
            .map(|(red, green, blue)| colors.add(Color::srgb(red, green, blue))),
    });
}

/// Draws every entity whose tag has a drawing.
fn dress(tagged: On<Add, Tags>, tags: Query<&Tags>, paint: Res<Paint>, mut commands: Commands) {
    let Ok(tags) = tags.get(tagged.entity) else { return };
    let drawings = [("duck", &DUCK[..], 1.0), ("duckling", &DUCKLING[..], 0.0), ("pike", &PIKE[..], -5.0)];
    let Some((_, dots, height)) = drawings.into_iter().find(|(tag, ..)| tags.contains(tag)) else { return };
    commands.entity(tagged.entity).insert(Visibility::default()).with_children(|parent| {
        for (layer, Dot(material, [x, y], [width, length])) in dots.iter().enumerate() {
            parent.spawn((
                Mesh2d(paint.circle.clone()),
                MeshMaterial2d(paint.materials[*material].clone()),
                Transform::from_xyz(*x, *y, height + 0.1 * layer as f32).with_scale(Vec3::new(*width, *length, 1.0)),
            ));
        }
    });
}

fn show_score(vars: Res<GlobalVars>, mut text: Single<&mut Text2d>) {
    let score = crate::score(&vars);
    if text.0 != score {
        text.0 = score;
    }
}

fn quit(keys: Res<ButtonInput<KeyCode>>, mut exit: MessageWriter<AppExit>) {
    if keys.just_pressed(KeyCode::Escape) {
        exit.write(AppExit::Success);
    }
}
