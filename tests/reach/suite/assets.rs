//! Meshes, materials, images, atlases and scenes, by scripts alone. The calls are in `scripts/painter.zig`.

use bevy::gltf::Gltf;
use bevy::prelude::*;
use bevy_zig::ZigScripts;

use crate::tools::*;

fn painter() -> (App, Entity) {
    let mut app = app();
    let painter = app.world_mut().spawn((Transform::IDENTITY, Name::new("painter"), ZigScripts::one("painter"))).id();
    app.update();
    (app, painter)
}

fn material(app: &App, entity: Entity) -> &StandardMaterial {
    let handle = &app.world().get::<MeshMaterial3d<StandardMaterial>>(entity).expect("it has a material").0;
    app.world().resource::<Assets<StandardMaterial>>().get(handle).expect("the material is there")
}

#[test]
fn a_mesh_and_a_material_are_made_and_the_material_fades() {
    let (mut app, painter) = painter();
    call(&mut app, painter, "painter", "build");
    let mesh = &app.world().get::<Mesh3d>(painter).expect("it has a mesh").0;
    let mesh = app.world().resource::<Assets<Mesh>>().get(mesh).expect("the mesh is there");
    assert_eq!(mesh.count_vertices(), Mesh::from(Cuboid::new(1.0, 2.0, 3.0)).count_vertices());
    let found = material(&app, painter);
    assert_eq!((found.base_color, found.metallic), (Color::srgb(1.0, 0.0, 1.0), 0.25));
    assert_eq!(found.perceptual_roughness, 0.5);
    let texture = found.base_color_texture.as_ref().expect("it has a texture");
    assert_eq!(texture.path().map(ToString::to_string).as_deref(), Some("tiles.png"));
    call(&mut app, painter, "painter", "fade");
    let found = material(&app, painter);
    assert_eq!((found.base_color, found.metallic), (Color::srgba(1.0, 1.0, 1.0, 0.5), 0.25));
    call(&mut app, painter, "painter", "read");
    assert_eq!(field(&app, painter, "painter", "metallic"), 0.25.into());
    assert_eq!(field(&app, painter, "painter", "red"), 1.0.into());
}

#[test]
fn all_shapes_make_meshes() {
    let (mut app, painter) = painter();
    let count =
        |app: &App| app.world().resource::<Assets<Mesh>>().iter().filter(|(_, mesh)| mesh.count_vertices() > 1).count();
    let before = count(&app);
    call(&mut app, painter, "painter", "shapes");
    assert_eq!(field(&app, painter, "painter", "meshes"), 22.into());
    assert_eq!(count(&app), before + 22);
}

#[test]
fn a_sprite_changes_its_image_and_its_place_in_the_atlas() {
    let (mut app, painter) = painter();
    call(&mut app, painter, "painter", "animate_sprite");
    let tile = |app: &App| {
        let sprite = app.world().get::<Sprite>(painter).expect("it has a sprite");
        let atlas = sprite.texture_atlas.as_ref().expect("it has an atlas");
        let rect = atlas.texture_rect(app.world().resource::<Assets<TextureAtlasLayout>>());
        (sprite.image.path().map(ToString::to_string), rect)
    };
    assert_eq!(tile(&app), (Some("tiles.png".into()), Some(URect::new(0, 0, 2, 2))));
    call(&mut app, painter, "painter", "next_tile");
    assert_eq!(tile(&app), (Some("tiles.png".into()), Some(URect::new(2, 0, 4, 2))));
}

#[test]
fn a_scene_is_loaded_with_all_that_it_needs_spawned_and_found_in_the_tree() {
    let (mut app, painter) = painter();
    call(&mut app, painter, "painter", "load");
    until(&mut app, |app| field(app, painter, "painter", "is_loaded") == true.into());
    app.update();
    assert_eq!(field(&app, painter, "painter", "progress"), 1.0.into());
    assert_eq!(app.world().resource::<Assets<Gltf>>().len(), 1);
    call(&mut app, painter, "painter", "spawn_ship");
    let hull = |app: &mut App| {
        let world = app.world_mut();
        let mut meshes = world.query_filtered::<Entity, With<MeshMaterial3d<StandardMaterial>>>();
        meshes.iter(world).next()
    };
    until(&mut app, |app| hull(app).is_some());
    let hull = hull(&mut app).expect("it is there");
    let color = material(&app, hull).base_color.to_srgba().to_f32_array();
    assert!(Vec4::from(color).abs_diff_eq(Vec4::new(1.0, 0.0, 0.0, 1.0), 1e-4), "{color:?}");
    call(&mut app, painter, "painter", "paint_ship");
    assert_eq!(field(&app, painter, "painter", "failure"), "".into());
    assert_eq!(material(&app, hull).metallic, 0.75);
    let bevy_zig::Value::Entity(Some(barrel)) = field(&app, painter, "painter", "barrel") else {
        panic!("it is found")
    };
    assert_eq!(app.world().get::<Name>(barrel).map(Name::as_str), Some("Barrel"));
}
