//! The same rules in Rust, to compare with.

use bevy::math::Vec2;
use bevy::math::bounding::{Aabb2d, BoundingCircle, BoundingVolume, IntersectsVolume};

const FIELD: Vec2 = Vec2::new(450.0, 300.0);
const RADIUS: f32 = 9.0;
const BAT: Vec2 = Vec2::new(60.0, 9.0);
const BAT_Y: f32 = -260.0;
const ON_BAT: f32 = BAT_Y + BAT.y + RADIUS + 1.0;
const BRICK: Vec2 = Vec2::new(38.0, 12.0);
const PITCH: Vec2 = Vec2::new(81.0, 29.0);
const ROW_Y: f32 = 70.0;
const STEP: f32 = 1.0 / 64.0;

pub struct Ball {
    pub at: Vec2,
    velocity: Vec2,
    speed: f32,
    is_held: bool,
}

impl Ball {
    fn new() -> Self {
        Self { at: Vec2::new(0.0, ON_BAT), velocity: Vec2::ZERO, speed: 360.0, is_held: true }
    }
}

#[derive(Default)]
pub struct Native {
    is_playing: bool,
    pub score: u32,
    pub best: u32,
    pub lives: u32,
    pub wave: u32,
    pub games_over: u32,
    pub bat: Option<Vec2>,
    pub ball: Option<Ball>,
    pub bricks: Vec<Vec2>,
}

#[derive(Default)]
struct Hits {
    left: bool,
    right: bool,
    top: bool,
    bottom: bool,
}

impl Hits {
    fn add(&mut self, ball: BoundingCircle, shape: Aabb2d) -> bool {
        if !shape.intersects(&ball) {
            return false;
        }
        let way = ball.center() - shape.closest_point(ball.center());
        if way.x.abs() > way.y.abs() {
            *if way.x < 0.0 { &mut self.left } else { &mut self.right } = true;
        } else {
            *if way.y > 0.0 { &mut self.top } else { &mut self.bottom } = true;
        }
        true
    }

    fn bounce(&self, velocity: Vec2) -> Vec2 {
        let mut bounced = velocity;
        if (self.left && velocity.x > 0.0) || (self.right && velocity.x < 0.0) {
            bounced.x = -velocity.x;
        }
        if (self.top && velocity.y < 0.0) || (self.bottom && velocity.y > 0.0) {
            bounced.y = -velocity.y;
        }
        bounced
    }
}

impl Native {
    /// At the title, with a wall to look at.
    pub fn new() -> Self {
        Self { bricks: wall(), ..Self::default() }
    }

    pub fn step(&mut self, steer: f32, launch: bool) {
        let bat_before = self.bat;
        if let Some(bat) = &mut self.bat {
            let edge = FIELD.x - BAT.x;
            bat.x = (bat.x + steer * 620.0 * STEP).clamp(-edge, edge);
        }
        let mut broken = Vec::new();
        let mut is_lost = false;
        if let (Some(ball), Some(bat)) = (&mut self.ball, bat_before) {
            broken = move_ball(ball, bat, &mut self.bricks, launch);
            is_lost = ball.at.y < -FIELD.y - 24.0 - RADIUS;
        }
        if !self.is_playing && launch {
            self.begin();
        }
        // What follows a step comes after it.
        let mut left = self.bricks.len();
        left += broken.len();
        for row in broken {
            self.score += 10 * (row + 1);
            left -= 1;
            if left == 0 {
                self.next_wave();
            }
        }
        if is_lost {
            self.ball = None;
            if self.lives == 0 {
                self.is_playing = false;
                self.games_over += 1;
                self.best = self.best.max(self.score);
            } else {
                self.lives -= 1;
                self.ball = Some(Ball::new());
            }
        }
    }

    fn begin(&mut self) {
        self.is_playing = true;
        self.score = 0;
        self.lives = 2;
        self.wave = 0;
        self.bat.get_or_insert(Vec2::new(0.0, BAT_Y));
        self.next_wave();
    }

    fn next_wave(&mut self) {
        self.wave += 1;
        self.bricks = wall();
        self.ball = Some(Ball::new());
    }
}

fn wall() -> Vec<Vec2> {
    let at = |index: u32| {
        let (column, row) = ((index % 11) as f32, (index / 11) as f32);
        Vec2::new((column - 5.0) * PITCH.x, ROW_Y + row * PITCH.y)
    };
    (0..66).map(at).collect()
}

/// Returns the rows of the bricks that break.
fn move_ball(ball: &mut Ball, bat: Vec2, bricks: &mut Vec<Vec2>, launch: bool) -> Vec<u32> {
    let mut broken = Vec::new();
    if ball.is_held {
        if launch {
            ball.is_held = false;
            ball.velocity = Vec2::new(0.4, 1.0).normalize() * ball.speed;
        }
        ball.at = Vec2::new(bat.x, ON_BAT);
        return broken;
    }
    ball.at += ball.velocity * STEP;
    let (here, circle) = (ball.at, BoundingCircle::new(ball.at, RADIUS));

    let reach = FIELD - RADIUS;
    let walls = Hits { right: here.x < -reach.x, left: here.x > reach.x, bottom: here.y > reach.y, top: false };
    ball.velocity = walls.bounce(ball.velocity);

    let mut hits = Hits::default();
    bricks.retain(|brick| {
        let is_hit = hits.add(circle, Aabb2d::new(*brick, BRICK));
        if is_hit {
            broken.push(((brick.y - ROW_Y) / PITCH.y + 0.5).clamp(0.0, 5.0) as u32);
        }
        !is_hit
    });
    ball.velocity = hits.bounce(ball.velocity);

    if ball.velocity.y < 0.0 && Hits::default().add(circle, Aabb2d::new(bat, BAT)) {
        let off = (circle.center().x - bat.x) / BAT.x;
        ball.speed = (ball.speed * 1.04).min(640.0);
        ball.velocity = Vec2::new(off, 1.0).normalize() * ball.speed;
    }
    broken
}
