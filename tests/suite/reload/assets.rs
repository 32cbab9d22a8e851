//! What an instance keeps of the game's assets.

use bevy::prelude::*;
use bevy_zig::Script;
use bevy_zig_tests::reflected::Sheet;

use super::*;

/// Keeps a sheet, and changes its size in each frame.
fn keeper(step: u32) -> String {
    script(&format!(
        "const Sheet = struct {{ size: u32 = 0,
            pub const zig_reflect = \"bevy_zig_tests::reflected::Sheet\"; pub const zig_asset = zig_reflect; }};
        sheet: bevy.Asset(Sheet) = .none, size: u32 = 0,
        pub fn init(self: *S, ctx: *bevy.Context) !void {{ self.sheet = try ctx.addAsset(Sheet{{ .size = 1 }}); }}
        pub fn update(self: *S, ctx: *bevy.Context, _: f32) !void {{
            self.size += {step};
            try ctx.setAsset(self.sheet, .{{ .size = self.size }});
        }}"
    ))
}

#[test]
fn an_instance_keeps_its_assets_across_a_reload() {
    let also = |app: &mut App| {
        app.add_plugins(AssetPlugin::default()).init_asset::<Sheet>().register_asset_reflect::<Sheet>();
    };
    let mut game = Studio::with_app(scratch_dir("reload-assets"), &[("keeper", &*keeper(1))], also);
    let entity = game.spawn(Script::new("keeper"));
    game.frames(4);
    game.reload("keeper", keeper(1000));
    game.frames(3);
    let size = game.int(entity, "keeper", "size");
    assert!(size > 3000, "{size}");
    let sheets = game.app.world().resource::<Assets<Sheet>>();
    let sizes: Vec<_> = sheets.iter().map(|(_, sheet)| i128::from(sheet.size)).collect();
    assert_eq!(sizes, [size], "the one that it made before");
}

#[test]
fn assets_go_back_with_the_states() {
    let also = |app: &mut App| {
        app.add_plugins(AssetPlugin::default()).init_asset::<Sheet>().register_asset_reflect::<Sheet>();
    };
    let mut game = Studio::with_app(scratch_dir("reload-assets-back"), &[("keeper", &*keeper(1))], also);
    let entity = game.spawn(Script::new("keeper"));
    game.frames(4);
    // It lets go of its sheet, makes others, and then has a fault.
    let other = keeper(1).replace(
        "self.size += 1;",
        "if (self.size < 1000) { try ctx.release(self.sheet); self.size = 1000; }
        self.sheet = try ctx.addAsset(Sheet{ .size = 7 });
        self.size += 1; if (self.size > 1020) @panic(\"late\");",
    );
    game.reload("keeper", other);
    game.wait_for("keeper", is_roll_back);
    game.frames(3);
    let size = game.int(entity, "keeper", "size");
    assert!(size > 3 && size < 1000, "{size}");
    let sheets = game.app.world().resource::<Assets<Sheet>>();
    let sizes: Vec<_> = sheets.iter().map(|(_, sheet)| i128::from(sheet.size)).collect();
    assert_eq!(sizes, [size], "the one that it made before, and none of the others");
}
