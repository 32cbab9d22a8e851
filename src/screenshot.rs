//! Takes the picture that `--screenshot` asks for.

use std::path::PathBuf;

use bevy::app::AppExit;
use bevy::prelude::*;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured};

/// Where the picture goes, if one is wanted.
#[derive(Resource)]
pub struct PictureFile(pub PathBuf);

/// Takes the picture, if one is wanted, and ends the game when it is saved.
pub fn take(world: &mut World) -> bool {
    let wanted = world.contains_resource::<PictureFile>();
    if wanted {
        world.spawn(Screenshot::primary_window()).observe(save);
    }
    wanted
}

fn save(captured: On<ScreenshotCaptured>, file: Res<PictureFile>, mut exit: MessageWriter<AppExit>) {
    let path = file.0.display();
    let saved = match captured.image.clone().try_into_dynamic() {
        // Without the alpha channel, which is not for the eye.
        Ok(picture) => picture.to_rgb8().save(&file.0).map_err(|problem| problem.to_string()),
        Err(problem) => Err(problem.to_string()),
    };
    exit.write(match saved {
        Ok(()) => {
            info!("saved a picture of the window to {path}");
            AppExit::Success
        }
        Err(problem) => {
            error!("cannot save a picture of the window to '{path}': {problem}");
            AppExit::error()
        }
    });
}
