//! A flock: each boid looks at those around it, which it finds by a grid. `tests/scripts/bench_boids.zig` does the
//! same, line by line.

use bevy::prelude::*;
use bevy_zig::{Script, Velocity};

use crate::{Taken, compare, native, scripts_with};

const COUNT: usize = 10_000;
/// Cells along each side, and how large one is: as far as a boid sees.
const CELLS: usize = 32;
const REACH: f32 = 5.0;
const SIZE: f32 = CELLS as f32 * REACH;
const DT: f32 = 1.0 / 60.0;

#[derive(Clone, Copy, Default)]
struct Boid {
    at: Vec3,
    velocity: Vec3,
}

#[derive(Default)]
struct Flock {
    boids: Vec<Boid>,
    cell_of: Vec<u32>,
    /// Where each cell begins in `sorted`.
    begins: Vec<u32>,
    sorted: Vec<Boid>,
}

impl Flock {
    fn sort(&mut self) {
        let cell = |value: f32| ((value / REACH) as usize).min(CELLS - 1);
        self.cell_of.clear();
        self.cell_of.extend(self.boids.iter().map(|boid| (cell(boid.at.y) * CELLS + cell(boid.at.x)) as u32));
        self.begins.clear();
        self.begins.resize(CELLS * CELLS + 1, 0);
        for cell in &self.cell_of {
            self.begins[*cell as usize] += 1;
        }
        let mut sum = 0;
        for begin in &mut self.begins {
            sum += *begin;
            *begin = sum;
        }
        self.sorted.resize(self.boids.len(), Boid::default());
        for (boid, cell) in self.boids.iter().zip(&self.cell_of) {
            let begin = &mut self.begins[*cell as usize];
            *begin -= 1;
            self.sorted[*begin as usize] = *boid;
        }
    }

    fn steered(&self, boid: Boid, cell: usize) -> Vec3 {
        let (x, y) = (cell % CELLS, cell / CELLS);
        let (left, right) = (x.saturating_sub(1), (x + 1).min(CELLS - 1));
        let (mut count, mut middle, mut along, mut apart) = (0.0, Vec3::ZERO, Vec3::ZERO, Vec3::ZERO);
        for row in y.saturating_sub(1)..=(y + 1).min(CELLS - 1) {
            let begin = self.begins[row * CELLS + left] as usize;
            let end = self.begins[row * CELLS + right + 1] as usize;
            for other in &self.sorted[begin..end] {
                let away = boid.at - other.at;
                let distance = away.length_squared();
                if distance < REACH * REACH {
                    count += 1.0;
                    middle += other.at;
                    along += other.velocity;
                    apart += away * (1.0 / (distance + 0.1));
                }
            }
        }
        // It has seen itself, too.
        let share = 1.0 / count;
        let pull = (middle * share - boid.at) * 0.5 + (along * share - boid.velocity) + apart * 2.0;
        (boid.velocity + pull * DT).clamp_length_max(10.0)
    }
}

fn wrapped(value: f32) -> f32 {
    if value < 0.0 {
        value + SIZE
    } else if value >= SIZE {
        value - SIZE
    } else {
        value
    }
}

fn fly(mut boids: Query<(&mut Transform, &mut Velocity)>, mut flock: Local<Flock>) {
    flock.boids.clear();
    let found = boids.iter().map(|(transform, velocity)| Boid { at: transform.translation, velocity: velocity.linear });
    flock.boids.extend(found);
    flock.sort();
    for ((mut transform, mut velocity), cell) in boids.iter_mut().zip(&flock.cell_of) {
        let boid = Boid { at: transform.translation, velocity: velocity.linear };
        let steered = flock.steered(boid, *cell as usize);
        let at = boid.at + steered * DT;
        velocity.linear = steered;
        transform.translation = Vec3::new(wrapped(at.x), wrapped(at.y), at.z);
    }
}

fn with_boids(mut app: App) -> App {
    // Somewhere, and always the same.
    let mut state = 1_u32;
    let mut random = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 24) as f32
    };
    let boids: Vec<_> = (0..COUNT)
        .map(|_| {
            let at = Vec3::new(random() * SIZE, random() * SIZE, random());
            let linear = Vec3::new(random() - 0.5, random() - 0.5, 0.0) * 10.0;
            (Transform::from_translation(at), Velocity { linear, ..default() })
        })
        .collect();
    app.world_mut().spawn_batch(boids);
    app
}

/// A frame of a flock.
pub fn boids() -> Taken {
    let script = scripts_with(Script::new("bench_boids"));
    compare(with_boids(native(fly)), with_boids(script), 60, 1).say("boids", COUNT)
}
