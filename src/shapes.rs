//! Glowing lines: meshes in the manner of a vector display.

use bevy::asset::RenderAssetUsages;
use bevy::mesh::{Indices, PrimitiveTopology};
use bevy::prelude::*;

/// A mesh in the making, from strokes and fills.
#[derive(Default)]
pub struct Drawing {
    positions: Vec<[f32; 3]>,
    colors: Vec<[f32; 4]>,
    indices: Vec<u32>,
}

/// How a line is drawn.
#[derive(Clone, Copy)]
pub struct Pen {
    /// Its colour.
    pub color: LinearRgba,
    /// The width of the line.
    pub width: f32,
    /// How far its glow reaches to either side.
    pub glow: f32,
}

/// How the glow fades: how far out, as a part of its reach, and how bright. (Blending is linear: the eye sees more.)
const GLOW: [(f32, f32); 3] = [(0.0, 0.1), (0.35, 0.03), (1.0, 0.0)];

impl Drawing {
    /// Adds a line through the points, from the last back to the first if `closed`.
    pub fn stroke(mut self, points: &[Vec2], closed: bool, pen: Pen) -> Self {
        let half = pen.width / 2.0;
        // Across the line: how far from its middle, and how bright.
        let right = GLOW.map(|(reach, alpha)| (half + pen.glow * reach, alpha));
        let left = right.map(|(offset, alpha)| (-offset, alpha));
        let rails = [left[2], left[1], left[0], (-half, 1.0), (half, 1.0), right[0], right[1], right[2]];
        let first = self.positions.len() as u32;
        for (index, point) in points.iter().enumerate() {
            let across = miter(points, index, closed);
            // The glow is round at a sharp corner, where the line is pointed.
            let around = across.clamp_length_max(1.1);
            for (offset, alpha) in rails {
                let out = across * offset.clamp(-half, half) + around * (offset - offset.clamp(-half, half));
                self.vertex(*point + out, pen.color.with_alpha(alpha * pen.color.alpha));
            }
        }
        let count = points.len() as u32;
        let rail_count = rails.len() as u32;
        for index in 0..if closed { count } else { count - 1 } {
            let (near, far) = (first + index * rail_count, first + (index + 1) % count * rail_count);
            for rail in 0..rail_count - 1 {
                self.quad([near + rail, far + rail, far + rail + 1, near + rail + 1]);
            }
        }
        self
    }

    /// Adds an area, every point of whose outline can be seen from the origin.
    pub fn fill(mut self, points: &[Vec2], color: LinearRgba) -> Self {
        let middle = self.vertex(Vec2::ZERO, color);
        let first = self.positions.len() as u32;
        let count = points.len() as u32;
        for point in points {
            self.vertex(*point, color);
        }
        for index in 0..count {
            self.indices.extend([middle, first + index, first + (index + 1) % count]);
        }
        self
    }

    /// Adds a rectangle.
    pub fn rectangle(mut self, area: Rect, color: LinearRgba) -> Self {
        let (min, max) = (area.min, area.max);
        let corners = [min, Vec2::new(max.x, min.y), max, Vec2::new(min.x, max.y)].map(|at| self.vertex(at, color));
        self.quad(corners);
        self
    }

    /// Adds a disc with a glow.
    pub fn dot(mut self, center: Vec2, radius: f32, glow: f32, color: LinearRgba) -> Self {
        const CORNERS: u32 = 16;
        let middle = self.vertex(center, color);
        let halo = GLOW.map(|(reach, alpha)| (radius + glow * reach, alpha));
        for (radius, alpha) in [(radius, 1.0)].into_iter().chain(halo) {
            for corner in 0..CORNERS {
                let direction = Vec2::from_angle(corner as f32 / CORNERS as f32 * std::f32::consts::TAU);
                self.vertex(center + direction * radius, color.with_alpha(alpha * color.alpha));
            }
        }
        for corner in 0..CORNERS {
            let next = (corner + 1) % CORNERS;
            let at = |ring: u32, corner: u32| middle + 1 + ring * CORNERS + corner;
            self.indices.extend([middle, at(0, corner), at(0, next)]);
            for ring in 1..GLOW.len() as u32 {
                self.quad([at(ring, corner), at(ring + 1, corner), at(ring + 1, next), at(ring, next)]);
            }
        }
        self
    }

    /// The mesh.
    pub fn build(self) -> Mesh {
        Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::default())
            .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, self.positions)
            .with_inserted_attribute(Mesh::ATTRIBUTE_COLOR, self.colors)
            .with_inserted_indices(Indices::U32(self.indices))
    }

    fn vertex(&mut self, at: Vec2, color: LinearRgba) -> u32 {
        self.positions.push([at.x, at.y, 0.0]);
        self.colors.push(color.to_f32_array());
        self.positions.len() as u32 - 1
    }

    fn quad(&mut self, [a, b, c, d]: [u32; 4]) {
        self.indices.extend([a, b, c, a, c, d]);
    }
}

/// Across the line at a point, so long that the strokes on both sides keep their width.
fn miter(points: &[Vec2], index: usize, closed: bool) -> Vec2 {
    let count = points.len();
    let normal = |from: usize, to: usize| (points[to] - points[from]).normalize_or_zero().perp();
    let before = (closed || index > 0).then(|| normal((index + count - 1) % count, index));
    let after = (closed || index + 1 < count).then(|| normal(index, (index + 1) % count));
    match (before, after) {
        // Long spikes at sharp corners are cut.
        (Some(before), Some(after)) => (before + after) / (1.0 + before.dot(after)).max(0.3),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => Vec2::Y,
    }
}
