//! Text and user interfaces from scripts: `scripts/hud.zig` and `scripts/menu.zig`.

use bevy::asset::RenderAssetUsages;
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};
use bevy::text::{FontSize, TextLayoutInfo};
use bevy_zig::prelude::*;
use bevy_zig::{ScriptFields, Value};

use crate::app;

/// A game with one script on one entity.
struct Game {
    app: App,
    entity: Entity,
    script: &'static str,
}

impl Game {
    fn of(script: &'static str) -> Self {
        let mut app = app();
        let entity = app.world_mut().spawn(ZigScripts::one(script)).id();
        // The script makes what there is, Bevy lays it out, and the script sees the sizes.
        for _ in 0..3 {
            app.update();
        }
        Self { app, entity, script }
    }

    fn field(&self, path: &str) -> Value {
        self.app.world().script_field(Some(self.entity), self.script, path).unwrap()
    }

    fn number(&self, path: &str) -> f32 {
        match self.field(path) {
            Value::Float(number) => number as f32,
            other => panic!("{path} is {other:?}"),
        }
    }

    /// Gives the script's field a value, and takes the steps until Bevy has laid out what came of it.
    fn set(&mut self, path: &str, value: impl Into<Value>) {
        self.app.world_mut().set_script_field(Some(self.entity), self.script, path, value).unwrap();
        self.app.update();
        self.app.update();
    }

    fn named(&mut self, name: &str) -> Entity {
        let mut names = self.app.world_mut().query::<(Entity, &Name)>();
        let found = names.iter(self.app.world()).find(|(_, known)| known.as_str() == name);
        found.unwrap_or_else(|| panic!("nothing is called {name}")).0
    }

    #[track_caller]
    fn get<C: Component>(&self, entity: Entity) -> &C {
        self.app.world().get(entity).expect("it has the component")
    }

    /// The text of a node with the spans below it.
    fn whole_text(&self, entity: Entity) -> String {
        let spans = self.app.world().get::<Children>(entity).into_iter().flatten();
        let parts = spans.map(|span| self.get::<TextSpan>(*span).0.clone());
        std::iter::once(self.get::<Text>(entity).0.clone()).chain(parts).collect()
    }
}

#[test]
fn a_text_has_spans_fonts_and_colours_and_changes() {
    let mut game = Game::of("hud");
    let score = game.named("score");
    assert_eq!(game.whole_text(score), "0 points");
    assert_eq!(game.get::<TextFont>(score).font_size, FontSize::Px(32.0));
    assert_eq!(game.get::<TextColor>(score).0, Color::srgb(1.0, 0.843, 0.0));
    let narrow = game.get::<ComputedNode>(score).size();
    assert!(narrow.x > 10.0 && narrow.y > 20.0, "{narrow}");

    game.set("score", 123456i64);
    assert_eq!(game.whole_text(score), "123456 points");
    let wide = game.get::<ComputedNode>(score).size();
    assert!(wide.x > narrow.x && wide.y == narrow.y, "{wide}, after {narrow}");
}

#[test]
fn a_bar_is_a_node_in_a_node() {
    let mut game = Game::of("hud");
    let (frame, bar) = (game.named("frame"), game.named("bar"));
    assert_eq!(game.get::<ChildOf>(bar).parent(), frame);
    assert_eq!(game.get::<ComputedNode>(frame).size(), Vec2::new(200.0, 16.0));
    assert_eq!(game.get::<BorderColor>(frame).left, Color::srgb(1.0, 1.0, 1.0));
    assert_eq!(game.get::<BackgroundColor>(frame).0, Color::srgba(0.0, 0.0, 0.0, 0.5));
    assert_eq!(game.get::<ComputedNode>(bar).size(), Vec2::new(196.0, 12.0));
    assert_eq!(game.get::<BackgroundColor>(bar).0, Color::srgb(0.0, 1.0, 0.0));

    game.set("health", 25.0);
    assert_eq!(game.get::<ComputedNode>(bar).size(), Vec2::new(49.0, 12.0));
    assert_eq!(game.get::<BackgroundColor>(bar).0, Color::srgb(1.0, 0.0, 0.0));
}

#[test]
fn an_image_takes_its_own_size() {
    let mut game = Game::of("hud");
    let lives = game.named("lives");
    let handle = game.get::<ImageNode>(lives).image.clone();
    assert_eq!(handle.path().unwrap().to_string(), "heart.png");
    // As if the file had been read.
    let size = Extent3d { width: 48, height: 16, depth_or_array_layers: 1 };
    let white = TextureFormat::Rgba8UnormSrgb;
    let image = Image::new_fill(size, TextureDimension::D2, &[255; 4], white, RenderAssetUsages::all());
    game.app.world_mut().resource_mut::<Assets<Image>>().insert(handle.id(), image).unwrap();
    game.app.update();
    game.app.update();
    assert_eq!(game.get::<ComputedNode>(lives).size(), Vec2::new(48.0, 16.0));
}

#[test]
fn a_text_in_the_world_is_laid_out() {
    let game = Game::of("hud");
    let Value::Entity(Some(label)) = game.field("label") else { panic!("the label is there") };
    assert_eq!(game.get::<Text2d>(label).0, "Ada");
    assert_eq!(game.get::<bevy::sprite::Anchor>(label).0, Vec2::new(0.0, -0.5));
    assert_eq!(game.get::<Transform>(label).translation, Vec3::new(0.0, 40.0, 1.0));
    let laid_out = game.get::<TextLayoutInfo>(label);
    assert!(laid_out.size.x > 10.0 && laid_out.glyphs.len() == 3, "{:?}", laid_out.size);
}

#[test]
fn a_script_reads_what_the_layout_computes() {
    let mut game = Game::of("menu");
    let quit = game.named("Quit to desktop");
    let widest = game.get::<ComputedNode>(quit).size().x;
    assert!(widest > 100.0, "{widest}");
    for index in 0..3 {
        assert_eq!(game.number(&format!("button_widths.{index}")), widest, "button {index} is stretched");
    }
    let Value::Entity(Some(panel)) = game.field("panel") else { panic!("the panel is there") };
    let size = game.get::<ComputedNode>(panel).size();
    assert_eq!(Vec2::new(game.number("panel_width"), game.number("panel_height")), size);
    assert!(size.x >= widest + 48.0 && size.y > game.number("title_height") + 3.0 * 30.0, "{size}");
    assert!(game.number("title_height") > 40.0);
}
