//! What the prefabs look like. Without a window they have everything but this.

use bevy::platform::collections::HashMap;
use bevy::prelude::*;
use bevy::sprite_render::AlphaMode2d;

use crate::rules::{ARENA, DIGITS};
use crate::shapes::{Drawing, Pen};

const SHIP: LinearRgba = LinearRgba::rgb(0.25, 0.9, 1.0);
const SHOT: LinearRgba = LinearRgba::rgb(1.0, 0.9, 0.45);
const FIRE: LinearRgba = LinearRgba::rgb(1.0, 0.38, 0.08);
const TEXT: LinearRgba = LinearRgba::rgb(0.7, 0.85, 1.0);

/// The shapes of each prefab; where there are several, an entity's own number chooses.
#[derive(Resource)]
struct Looks {
    material: Handle<ColorMaterial>,
    shapes: HashMap<&'static str, Vec<Handle<Mesh>>>,
}

/// Gives a fresh entity its looks.
pub fn dress(entity: &mut EntityWorldMut, prefab: &str) {
    if prefab == "game_over" {
        write_game_over(entity);
        return;
    }
    let Some(looks) = entity.get_resource::<Looks>() else { return };
    let Some(shapes) = looks.shapes.get(prefab) else { return };
    let shape = shapes[entity.id().index_u32() as usize % shapes.len()].clone();
    let material = looks.material.clone();
    entity.insert((Mesh2d(shape), MeshMaterial2d(material)));
}

fn write_game_over(entity: &mut EntityWorldMut) {
    let words = |size: f32| (TextFont::from_font_size(size), TextColor(TEXT.into()));
    entity
        .insert((Text2d::new("GAME OVER\n"), TextLayout::justify(Justify::Center), words(88.0)))
        .with_child((TextSpan::new("press R to play again"), words(28.0)));
}

/// Draws all shapes, and the sky.
pub fn prepare(mut commands: Commands, mut meshes: ResMut<Assets<Mesh>>, mut materials: ResMut<Assets<ColorMaterial>>) {
    let mut shapes: HashMap<&'static str, Vec<Handle<Mesh>>> = HashMap::default();
    for (prefab, drawings) in drawings() {
        shapes.insert(prefab, drawings.into_iter().map(|drawing| meshes.add(drawing.build())).collect());
    }
    // The colours are the vertices'.
    let material = materials.add(ColorMaterial { color: Color::WHITE, alpha_mode: AlphaMode2d::Blend, ..default() });
    for (drawing, z) in [(sky(), -10.0), (beyond(), 5.0)] {
        let mesh = Mesh2d(meshes.add(drawing.build()));
        commands.spawn((mesh, MeshMaterial2d(material.clone()), Transform::from_xyz(0.0, 0.0, z)));
    }
    commands.insert_resource(Looks { material, shapes });
}

fn drawings() -> Vec<(&'static str, Vec<Drawing>)> {
    let mut all = vec![
        ("ship", vec![ship(1.15)]),
        ("life", vec![ship(0.75)]),
        ("shot", vec![Drawing::default().dot(Vec2::ZERO, 2.6, 14.0, SHOT)]),
        ("spark", vec![chip(SHOT), chip(FIRE)]),
        ("splinter", vec![splinter(26.0), splinter(14.0)]),
        ("flame", vec![Drawing::default().dot(Vec2::ZERO, 3.6, 12.0, FIRE)]),
    ];
    // Rocks are drawn with radius 1 and scaled by the scripts: lines in relation to that.
    let rocks = [
        ("rock_large", LinearRgba::rgb(0.36, 0.26, 1.0), 54.0),
        ("rock_medium", LinearRgba::rgb(0.9, 0.2, 0.75), 30.0),
        ("rock_small", LinearRgba::rgb(1.0, 0.35, 0.2), 16.0),
    ];
    for (prefab, color, radius) in rocks {
        all.push((prefab, (0..5).map(|kind| rock(kind, color, radius)).collect()));
    }
    all.extend(DIGITS.into_iter().zip(DIGIT_STROKES.map(|strokes| vec![digit(strokes)])));
    all
}

fn ship(size: f32) -> Drawing {
    let outline = [(0.0, 18.0), (12.0, -14.0), (0.0, -8.0), (-12.0, -14.0)].map(|(x, y)| Vec2::new(x, y) * size);
    let pen = Pen { color: SHIP, width: 2.4, glow: 10.0 * size };
    Drawing::default().fill(&outline, SHIP.with_alpha(0.06)).stroke(&outline, true, pen)
}

fn rock(kind: u32, color: LinearRgba, radius: f32) -> Drawing {
    const CORNERS: u32 = 12;
    let outline: Vec<Vec2> = (0..CORNERS)
        .map(|corner| {
            let angle = (corner as f32 + 0.6 * noise(kind * 64 + corner)) / CORNERS as f32 * std::f32::consts::TAU;
            Vec2::from_angle(angle) * (0.68 + 0.4 * noise(kind * 64 + corner + 32))
        })
        .collect();
    let pen = Pen { color, width: 2.4 / radius, glow: 10.0 / radius };
    Drawing::default().fill(&outline, color.with_alpha(0.045)).stroke(&outline, true, pen)
}

fn chip(color: LinearRgba) -> Drawing {
    Drawing::default().dot(Vec2::ZERO, 1.9, 8.0, color)
}

fn splinter(length: f32) -> Drawing {
    let ends = [Vec2::new(-length / 2.0, 0.0), Vec2::new(length / 2.0, 0.0)];
    Drawing::default().stroke(&ends, false, Pen { color: SHIP, width: 2.4, glow: 8.0 })
}

/// The strokes of each digit, between the corners of a square from -1 to 1.
const DIGIT_STROKES: [&[&[(f32, f32)]]; 10] = [
    &[&[(-1., 0.), (-1., 1.), (1., 1.), (1., -1.), (-1., -1.), (-1., 0.)]],
    &[&[(0., 1.), (0., -1.)]],
    &[&[(-1., 1.), (1., 1.), (1., 0.), (-1., 0.), (-1., -1.), (1., -1.)]],
    &[&[(-1., 1.), (1., 1.), (1., -1.), (-1., -1.)], &[(-1., 0.), (1., 0.)]],
    &[&[(-1., 1.), (-1., 0.), (1., 0.)], &[(1., 1.), (1., -1.)]],
    &[&[(1., 1.), (-1., 1.), (-1., 0.), (1., 0.), (1., -1.), (-1., -1.)]],
    &[&[(1., 1.), (-1., 1.), (-1., -1.), (1., -1.), (1., 0.), (-1., 0.)]],
    &[&[(-1., 1.), (1., 1.), (1., -1.)]],
    &[&[(-1., 0.), (-1., 1.), (1., 1.), (1., -1.), (-1., -1.), (-1., 0.), (1., 0.)]],
    &[&[(1., 0.), (-1., 0.), (-1., 1.), (1., 1.), (1., -1.), (-1., -1.)]],
];

fn digit(strokes: &[&[(f32, f32)]]) -> Drawing {
    let pen = Pen { color: TEXT, width: 2.4, glow: 5.0 };
    strokes.iter().fold(Drawing::default(), |drawing, stroke| {
        let points: Vec<Vec2> = stroke.iter().map(|(x, y)| Vec2::new(x * 8.0, y * 13.0)).collect();
        drawing.stroke(&points, false, pen)
    })
}

/// Stars.
fn sky() -> Drawing {
    (0..240).fold(Drawing::default(), |drawing, star| {
        let at = (Vec2::new(noise(star * 3), noise(star * 3 + 1)) - 0.5) * ARENA;
        let size = 0.5 + noise(star * 3 + 2).powi(3);
        let color = LinearRgba::rgb(0.6, 0.7, 1.0).with_alpha(0.05 + 0.4 * noise(star * 7 + 5).powi(2));
        drawing.dot(at, size, 2.0 * size, color)
    })
}

/// Darkness around the arena, into which rocks leave: seen where the window has other proportions.
fn beyond() -> Drawing {
    let (edge, far) = (ARENA / 2.0, ARENA * 4.0);
    let color = LinearRgba::rgb(0.0, 0.0, 0.002);
    [
        Rect::new(-far.x, edge.y, far.x, far.y),
        Rect::new(-far.x, -far.y, far.x, -edge.y),
        Rect::new(-far.x, -edge.y, -edge.x, edge.y),
        Rect::new(edge.x, -edge.y, far.x, edge.y),
    ]
    .into_iter()
    .fold(Drawing::default(), |drawing, area| drawing.rectangle(area, color))
}

/// From 0 to 1, the same for the same number: the looks take no part in the game's random numbers.
fn noise(number: u32) -> f32 {
    let mixed = (number ^ 0x9e37_79b9).wrapping_mul(0x85eb_ca6b);
    let mixed = (mixed ^ (mixed >> 13)).wrapping_mul(0xc2b2_ae35);
    (mixed ^ (mixed >> 16)) as f32 / u32::MAX as f32
}
