//! Colours, and which picture is what.

const bevy = @import("bevy");
const Color = bevy.Color;

pub const night: Color = .hex("101826");
pub const card: Color = .hex("1c2838");
pub const line: Color = .hex("3a4a61");
pub const button: Color = .hex("2b3b52");
pub const lit: Color = .hex("44608a");
pub const chalk: Color = .hex("e8ecf4");
pub const grey: Color = .hex("9aa7bb");
pub const amber: Color = .hex("ffcf6b");

/// All that the village shows: the loading screen waits for these.
pub const pictures = [_][]const u8{
    "meadow.png", "house_red.png", "house_blue.png", "house_green.png", "tree.png", "hero.png",
    "baker.png",  "smith.png",     "keeper.png",     "lantern.png",     "post.png", "halo.png",
};

/// What is further down is nearer, and drawn above what is further up.
pub fn depth(y: f32) f32 {
    return 1 - y / 1000;
}
