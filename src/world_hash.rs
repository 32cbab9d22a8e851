//! A hash of what the scripts have made of the world, frame after frame: what comes and goes counts, too.

use bevy::prelude::*;
use bevy_zig::{Tags, ZigScripts};
use xxhash_rust::xxh3::Xxh3;

/// Of the tags and transforms in all frames until now.
#[derive(Resource, Default)]
pub struct WorldHash(Xxh3);

impl WorldHash {
    /// The hash as of now.
    pub fn digest(&self) -> u64 {
        self.0.digest()
    }
}

/// What scripts have made, or work on.
type Scripted = Or<(With<Tags>, With<ZigScripts>)>;

/// Takes in a frame. Entities' ids are left out, since a window needs entities of its own.
pub fn update(mut hash: ResMut<WorldHash>, entities: Query<(Option<&Tags>, &Transform), Scripted>) {
    let mut entities: Vec<(Vec<&str>, [u32; 10])> = entities
        .iter()
        .map(|(tags, transform)| (tags.into_iter().flat_map(Tags::iter).collect(), bits(transform)))
        .collect();
    entities.sort_unstable();
    for (tags, numbers) in entities {
        for tag in tags {
            hash.0.update(tag.as_bytes());
            hash.0.update(&[0]);
        }
        for number in numbers {
            hash.0.update(&number.to_le_bytes());
        }
    }
}

fn bits(transform: &Transform) -> [u32; 10] {
    let [tx, ty, tz] = transform.translation.to_array();
    let [rx, ry, rz, rw] = transform.rotation.to_array();
    let [sx, sy, sz] = transform.scale.to_array();
    [tx, ty, tz, rx, ry, rz, rw, sx, sy, sz].map(f32::to_bits)
}
