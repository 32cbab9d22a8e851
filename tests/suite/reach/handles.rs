//! Handles of assets.

use bevy::prelude::*;
use bevy_zig_tests::reflected::*;

use super::Reach;
use crate::tools::*;

fn with_assets() -> Reach {
    let mut reach = Reach::new();
    reach.app.add_plugins(AssetPlugin::default()).init_asset::<Sheet>();
    reach
}

#[test]
fn an_asset_is_loaded_by_path_and_its_path_is_read() {
    let mut reach = with_assets();
    reach.calls(&["insert_picture"]);
    let picture = reach.get::<Picture>();
    assert_eq!(picture.sheet.path().map(ToString::to_string).as_deref(), Some("ship.sheet"));
    reach.calls(&["read_picture"]);
    assert_eq!(reach.seen(), "ship.sheet");
    reach.calls(&["insert_picture_none", "read_picture"]);
    assert_eq!(reach.seen(), "none");
    assert_eq!(reach.get::<Picture>(), Picture::default());
}

#[test]
fn a_handle_without_a_path_is_handed_on_as_a_number_and_keeps_nothing() {
    let mut reach = with_assets();
    let sheet = reach.app.world_mut().resource_mut::<Assets<Sheet>>().add(Sheet { size: 4 });
    let id = sheet.id();
    let other = reach.app.world_mut().spawn_empty().id();
    let entity = reach.entity;
    reach.app.world_mut().entity_mut(entity).insert(Picture { sheet });
    set(&mut reach.app, entity, "reach", "other", other);
    reach.calls(&["read_picture", "copy_picture"]);
    assert_eq!(reach.seen(), "held");
    assert_eq!(reach.app.world().get::<Picture>(other).map(|picture| picture.sheet.id()), Some(id));
    reach.app.world_mut().despawn(other);
    reach.app.world_mut().entity_mut(entity).remove::<Picture>();
    reach.app.update();
    reach.app.update();
    assert!(reach.app.world().resource::<Assets<Sheet>>().get(id).is_none(), "a script that has read it keeps it");
}

#[test]
fn without_the_asset_server_or_the_assets_it_says_so() {
    let mut reach = Reach::new();
    let (outcome, line) = reach.refused("insert_picture");
    assert!(outcome == "Absent" && line.contains("Picture") && line.contains("AssetServer"), "{outcome}: {line}");
    reach.calls(&["insert_picture_none"]);
    let mut reach = Reach::new();
    reach.app.add_plugins(AssetPlugin::default());
    let said = said_while(|| {
        reach.call("insert_picture");
        reach.call("insert_picture");
    });
    let said: Vec<_> = said.iter().filter(|line| line.contains("reach")).collect();
    assert!(said.len() == 1 && said[0].contains("Sheet"), "{said:?}");
    assert!(!reach.app.world().entity(reach.entity).contains::<Picture>());
}
