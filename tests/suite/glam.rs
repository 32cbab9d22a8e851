//! Holds `zig/math` to glam and Bevy.
//!
//! This test computes a table of inputs and of what glam, `bevy_math` and `bevy_transform` make of them, and compares
//! it with the committed `zig/math/glam_golden.zig`; `zig/math/glam_test.zig` compares Zig's results with that file.
//! So a new Bevy that computes differently fails here, and a mistake in Zig fails there.
//!
//! Inputs are made of integers, divisions and square roots only, which every machine rounds alike. Results may differ
//! in the last place between machines (libm, SIMD), so numbers are compared with a tolerance and all other text
//! exactly.
//! `BLESS=1` rewrites the file.

use std::fmt::Write as _;
use std::path::PathBuf;

use bevy::math::bounding::*;
use bevy::math::primitives::{
    Circle, Cuboid, InfinitePlane3d, Measured2d, Measured3d, Plane2d, Rectangle, Sphere, Triangle2d,
};
use bevy::math::{
    Dir2, Dir3, EulerRot, FloatExt, Isometry2d, Isometry3d, Mat3, Quat, Ray2d, Ray3d, Rot2, Vec2, Vec3, Vec3A,
};
use bevy::prelude::Transform;
use bevy_curve::prelude::{Curve, EaseFunction};

/// By how much a number may differ between machines, relative to the larger of it and 1. A rotated point may be the
/// small difference of two large terms, and those are summed in another order by each SIMD instruction set.
const TOLERANCE: f32 = 2e-5;

/// What versions of glam multiply in another order: the same numbers within [`TOLERANCE`], but something else where a
/// product overflows.
const REORDERED: [&str; 6] =
    ["scalar_lerp", "scalar_remap", "vec2_project_onto", "vec2_reject_from", "vec3_project_onto", "vec3_reject_from"];

#[test]
fn golden_table_is_what_glam_computes() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../zig/math/glam_golden.zig");
    let computed = table();
    if std::env::var_os("BLESS").is_some_and(|value| value == "1") {
        std::fs::write(&path, &computed).expect("the golden file can be written");
        return;
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    if let Err(difference) = compare(&committed, &computed) {
        panic!(
            "{} is not what this glam and Bevy compute: {difference}\n\
             If the change is meant, run `BLESS=1 cargo test -p bevy_zig_tests glam`, \
             then `zig test zig/math/math.zig`, and commit the file.",
            path.display()
        );
    }
}

#[test]
fn comparison_sees_changes_and_forgives_the_last_place() {
    assert!(compare("a = .{ 1.5, inf, nan };", "a = .{ 1.5000001, inf, nan };").is_ok());
    assert!(compare("a = .{ 1.5 };", "a = .{ 1.501 };").is_err());
    assert!(compare("a = .{ 1.5 };", "b = .{ 1.5 };").is_err());
    assert!(compare("a = .{ nan };", "a = .{ 0 };").is_err());
    assert!(compare("a = .{ inf };", "a = .{ -inf };").is_err());
    assert!(compare("a\nb", "a").is_err());
}

#[test]
fn comparison_forgives_overflows_where_glam_changed_its_order() {
    assert!(compare("pub const scalar_lerp = .{ inf };", "pub const scalar_lerp = .{ nan };").is_ok());
    assert!(compare("pub const scalar_lerp = .{ 1 };", "pub const scalar_lerp = .{ nan };").is_err());
    assert!(compare("pub const scalar_clamp = .{ inf };", "pub const scalar_clamp = .{ nan };").is_err());
}

/// Compares two tables: numbers with [`TOLERANCE`], everything else exactly, but for the overflows of [`REORDERED`].
fn compare(committed: &str, computed: &str) -> Result<(), String> {
    if committed.lines().count() != computed.lines().count() {
        return Err("it has another number of lines".into());
    }
    for (number, (old, new)) in committed.lines().zip(computed.lines()).enumerate() {
        let name = new.split(' ').nth(2).unwrap_or("");
        let overflows = |old: &str| {
            REORDERED.contains(&name) && old.trim_end_matches(',').parse::<f32>().is_ok_and(|old| !old.is_finite())
        };
        let same = old.split(' ').count() == new.split(' ').count()
            && old.split(' ').zip(new.split(' ')).all(|(old, new)| same_token(old, new) || overflows(old));
        if !same {
            return Err(format!("line {} ({name}) differs", number + 1));
        }
    }
    Ok(())
}

fn same_token(old: &str, new: &str) -> bool {
    let number = |token: &str| token.trim_end_matches(',').parse::<f32>().ok();
    match (number(old), number(new)) {
        _ if old == new => true,
        (Some(old), Some(new)) if old.is_finite() && new.is_finite() => {
            (old - new).abs() <= TOLERANCE * old.abs().max(new.abs()).max(1.0)
        }
        _ => false,
    }
}

/// A value as the row of `f32`s that the Zig side compares.
trait Row {
    fn row(&self) -> Vec<f32>;
}

impl Row for f32 {
    fn row(&self) -> Vec<f32> {
        vec![*self]
    }
}

impl Row for bool {
    fn row(&self) -> Vec<f32> {
        vec![f32::from(u8::from(*self))]
    }
}

impl Row for Vec2 {
    fn row(&self) -> Vec<f32> {
        self.to_array().to_vec()
    }
}

impl Row for Vec3 {
    fn row(&self) -> Vec<f32> {
        self.to_array().to_vec()
    }
}

impl Row for Quat {
    fn row(&self) -> Vec<f32> {
        self.to_array().to_vec()
    }
}

impl Row for Dir2 {
    fn row(&self) -> Vec<f32> {
        self.as_vec2().row()
    }
}

impl Row for Dir3 {
    fn row(&self) -> Vec<f32> {
        self.as_vec3().row()
    }
}

impl Row for Transform {
    fn row(&self) -> Vec<f32> {
        [self.translation.row(), self.rotation.row(), self.scale.row()].concat()
    }
}

impl Row for Vec3A {
    fn row(&self) -> Vec<f32> {
        self.to_array().to_vec()
    }
}

impl Row for Aabb2d {
    fn row(&self) -> Vec<f32> {
        [self.min.row(), self.max.row()].concat()
    }
}

impl Row for Aabb3d {
    fn row(&self) -> Vec<f32> {
        [self.min.row(), self.max.row()].concat()
    }
}

impl Row for BoundingCircle {
    fn row(&self) -> Vec<f32> {
        [self.center.row(), vec![self.radius()]].concat()
    }
}

impl Row for BoundingSphere {
    fn row(&self) -> Vec<f32> {
        [self.center.row(), vec![self.radius()]].concat()
    }
}

impl Row for (f32, f32, f32) {
    fn row(&self) -> Vec<f32> {
        vec![self.0, self.1, self.2]
    }
}

impl Row for (Vec3, f32) {
    fn row(&self) -> Vec<f32> {
        [self.0.row(), self.1.row()].concat()
    }
}

impl Row for (Vec3, Quat) {
    fn row(&self) -> Vec<f32> {
        [self.0.row(), self.1.row()].concat()
    }
}

/// Nothing is a row of zeros; something begins with a 1.
impl<T: Row + Default> Row for Option<T> {
    fn row(&self) -> Vec<f32> {
        match self {
            Some(value) => [vec![1.0], value.row()].concat(),
            None => [vec![0.0], vec![0.0; T::default().row().len()]].concat(),
        }
    }
}

/// The Zig source text, one line for each table.
struct Golden(String);

impl Golden {
    fn add<T: Row>(&mut self, name: &str, values: impl IntoIterator<Item = T>) {
        let rows: Vec<Vec<f32>> = values.into_iter().map(|value| value.row()).collect();
        let width = rows[0].len();
        let list = |row: &[f32]| row.iter().map(|&number| literal(number)).collect::<Vec<_>>().join(", ");
        let text = if width == 1 {
            format!("[_]f32{{ {} }}", list(&rows.concat()))
        } else {
            let rows: Vec<String> = rows.iter().map(|row| format!(".{{ {} }}", list(row))).collect();
            format!("[_][{width}]f32{{ {} }}", rows.join(", "))
        };
        writeln!(self.0, "pub const {name} = {text};").expect("a string can be written to");
    }
}

/// The shortest text that Zig reads as exactly this number.
fn literal(number: f32) -> String {
    if number.is_nan() {
        return "nan".into();
    }
    let text = format!("{number:?}");
    match text.strip_suffix(".0") {
        // Zig has no integer -0, and refuses an integer that an f32 cannot hold.
        Some(integer) if number != 0.0 && number.abs() < 16_777_216.0 => integer.into(),
        Some("0") => "0".into(),
        _ => text,
    }
}

/// A xorshift generator: the same numbers on every machine.
struct Random(u32);

impl Random {
    fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0
    }

    /// A multiple of 1/64 from -range to range: few digits in the table.
    fn number(&mut self, range: u32) -> f32 {
        let steps = 64 * range;
        (self.next() % (2 * steps + 1)) as f32 / 64.0 - range as f32
    }

    fn vec2(&mut self) -> Vec2 {
        Vec2::new(self.number(12), self.number(12))
    }

    fn vec3(&mut self) -> Vec3 {
        Vec3::new(self.number(12), self.number(12), self.number(12))
    }

    fn dir3(&mut self) -> Vec3 {
        let v = self.vec3().as_dvec3();
        (v / (v.x * v.x + v.y * v.y + v.z * v.z).sqrt()).as_vec3()
    }

    fn dir2(&mut self) -> Vec2 {
        let v = self.vec2().as_dvec2();
        (v / (v.x * v.x + v.y * v.y).sqrt()).as_vec2()
    }

    fn quat(&mut self) -> Quat {
        let [x, y, z, w] = [0; 4].map(|_| f64::from(self.number(8)));
        let length = (x * x + y * y + z * z + w * w).sqrt();
        Quat::from_xyzw((x / length) as f32, (y / length) as f32, (z / length) as f32, (w / length) as f32)
    }

    fn transform(&mut self) -> Transform {
        let scale = Vec3::new(self.number(2), self.number(2), self.number(2));
        Transform { translation: self.vec3(), rotation: self.quat(), scale }
    }

    /// `edges`, then values of `make` until there are `count`.
    fn after<T>(&mut self, edges: &[T], count: usize, make: impl Fn(&mut Self) -> T) -> Vec<T>
    where
        T: Copy,
    {
        let mut values = edges.to_vec();
        while values.len() < count {
            values.push(make(self));
        }
        values
    }
}

fn table() -> String {
    let mut golden = Golden(String::from(
        "//! What glam and Bevy compute, for `glam_test.zig`: one table for each operation, one row for each case.\n\
         //! Written by `BLESS=1 cargo test -p bevy_zig_tests glam`; not to be edited.\n\
         //! An optional is a 0 or 1 and the value; a quaternion is x, y, z, w; a transform is translation, rotation, scale.\n\
         \n\
         const std = @import(\"std\");\n\
         const inf = std.math.inf(f32);\n\
         const nan = std.math.nan(f32);\n\n",
    ));
    let mut random = Random(0x9e37_79b9);
    scalars(&mut golden, &mut random);
    easing(&mut golden);
    vec2(&mut golden, &mut random);
    vec3(&mut golden, &mut random);
    directions(&mut golden, &mut random);
    quaternions(&mut golden, &mut random);
    transforms(&mut golden, &mut random);
    flat_volumes(&mut golden, &mut random);
    volumes(&mut golden, &mut random);
    golden.0
}

fn scalars(golden: &mut Golden, random: &mut Random) {
    let edges = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1e-20, -1e20, f32::INFINITY, f32::NAN];
    let a = random.after(&edges, 24, |r| r.number(4));
    let n = a.len();
    let b = random.after(&[], n, |r| r.number(4));
    let c = random.after(&[], n, |r| r.number(4));
    let d = random.after(&[], n, |r| r.number(4));
    let t = random.after(&[0.0, 1.0], n, |r| r.number(2));
    for (name, values) in [("scalar_a", &a), ("scalar_b", &b), ("scalar_c", &c), ("scalar_d", &d), ("scalar_t", &t)] {
        golden.add(name, values.iter().copied());
    }
    golden.add("scalar_lerp", (0..n).map(|i| a[i].lerp(b[i], t[i])));
    golden.add("scalar_inverse_lerp", (0..n).map(|i| f32::inverse_lerp(b[i], c[i], a[i])));
    golden.add("scalar_remap", (0..n).map(|i| a[i].remap(b[i], c[i], d[i], t[i])));
    golden.add("scalar_clamp", (0..n).map(|i| a[i].clamp(b[i].min(c[i]), b[i].max(c[i]))));
    golden.add("scalar_saturate", (0..n).map(|i| a[i].saturate()));
    golden.add("scalar_fract", (0..n).map(|i| a[i].fract_gl()));
    golden.add("scalar_step", (0..n).map(|i| b[i].step(a[i])));
    golden.add("scalar_signum", (0..n).map(|i| a[i].signum()));
    golden.add("scalar_deg_to_rad", (0..n).map(|i| a[i].to_radians()));
    golden.add("scalar_rad_to_deg", (0..n).map(|i| a[i].to_degrees()));
    golden.add("scalar_smoothstep", (0..n).map(|i| EaseFunction::SmoothStep.sample_clamped(t[i])));
    golden.add("scalar_smootherstep", (0..n).map(|i| EaseFunction::SmootherStep.sample_clamped(t[i])));
    golden
        .add("scalar_acos_approx", (0..n).map(|i| Vec3::new(t[i], 0.0, 0.0).angle_between(Vec3::new(1.0, b[i], 0.0))));
}

fn easing(golden: &mut Golden) {
    use EaseFunction::*;
    // All over the range, and beside both ends and the middle, where formulas change.
    let t: Vec<f32> = (0..=96).map(|i| i as f32 / 96.0).chain([1e-6, 0.4999, 0.5001, 0.999_999]).collect();
    golden.add("ease_t", t.iter().copied());
    // In the order of Zig's `EaseFunction`.
    let functions = [
        ("linear", Linear),
        ("quadratic_in", QuadraticIn),
        ("quadratic_out", QuadraticOut),
        ("quadratic_in_out", QuadraticInOut),
        ("cubic_in", CubicIn),
        ("cubic_out", CubicOut),
        ("cubic_in_out", CubicInOut),
        ("quartic_in", QuarticIn),
        ("quartic_out", QuarticOut),
        ("quartic_in_out", QuarticInOut),
        ("quintic_in", QuinticIn),
        ("quintic_out", QuinticOut),
        ("quintic_in_out", QuinticInOut),
        ("smooth_step_in", SmoothStepIn),
        ("smooth_step_out", SmoothStepOut),
        ("smooth_step", SmoothStep),
        ("smoother_step_in", SmootherStepIn),
        ("smoother_step_out", SmootherStepOut),
        ("smoother_step", SmootherStep),
        ("sine_in", SineIn),
        ("sine_out", SineOut),
        ("sine_in_out", SineInOut),
        ("circular_in", CircularIn),
        ("circular_out", CircularOut),
        ("circular_in_out", CircularInOut),
        ("exponential_in", ExponentialIn),
        ("exponential_out", ExponentialOut),
        ("exponential_in_out", ExponentialInOut),
        ("elastic_in", ElasticIn),
        ("elastic_out", ElasticOut),
        ("elastic_in_out", ElasticInOut),
        ("back_in", BackIn),
        ("back_out", BackOut),
        ("back_in_out", BackInOut),
        ("bounce_in", BounceIn),
        ("bounce_out", BounceOut),
        ("bounce_in_out", BounceInOut),
    ];
    for (name, function) in functions {
        golden.add(&format!("ease_{name}"), t.iter().map(|t| function.sample_unchecked(*t)));
    }
}

/// What `Vec2` and `Vec3` share. `$v` is the type, `$prefix` begins the names of the tables.
macro_rules! vector_tables {
    ($golden:ident, $prefix:literal, $v:ty, $a:ident, $b:ident, $c:ident, $unit:ident, $s:ident, $d:ident) => {
        let mut add = |name: &str, f: &dyn Fn(usize) -> Vec<f32>| {
            let rows: Vec<Raw> = (0..$a.len()).map(|i| Raw(f(i))).collect();
            $golden.add(&format!("{}_{name}", $prefix), rows);
        };
        add("a", &|i| $a[i].row());
        add("b", &|i| $b[i].row());
        add("c", &|i| $c[i].row());
        add("unit", &|i| $unit[i].row());
        add("s", &|i| $s[i].row());
        add("d", &|i| $d[i].row());
        add("add", &|i| ($a[i] + $b[i]).row());
        add("sub", &|i| ($a[i] - $b[i]).row());
        add("mul", &|i| ($a[i] * $b[i]).row());
        add("div", &|i| ($a[i] / $b[i]).row());
        add("scale", &|i| ($a[i] * $s[i]).row());
        add("div_scalar", &|i| ($a[i] / $s[i]).row());
        add("neg", &|i| (-$a[i]).row());
        add("recip", &|i| $a[i].recip().row());
        add("dot", &|i| $a[i].dot($b[i]).row());
        add("length", &|i| $a[i].length().row());
        add("length_squared", &|i| $a[i].length_squared().row());
        add("length_recip", &|i| $a[i].length_recip().row());
        add("distance", &|i| $a[i].distance($b[i]).row());
        add("distance_squared", &|i| $a[i].distance_squared($b[i]).row());
        add("normalize", &|i| $a[i].normalize().row());
        add("try_normalize", &|i| $a[i].try_normalize().row());
        add("normalize_or", &|i| $a[i].normalize_or($c[i]).row());
        add("normalize_or_zero", &|i| $a[i].normalize_or_zero().row());
        add("is_normalized", &|i| if i % 2 == 0 { $unit[i] } else { $c[i] }.is_normalized().row());
        add("lerp", &|i| $a[i].lerp($b[i], $s[i]).row());
        add("midpoint", &|i| $a[i].midpoint($b[i]).row());
        add("move_towards", &|i| $a[i].move_towards($b[i], $d[i]).row());
        add("min", &|i| $a[i].min($b[i]).row());
        add("max", &|i| $a[i].max($b[i]).row());
        add("clamp", &|i| $a[i].clamp($b[i].min($c[i]), $b[i].max($c[i])).row());
        add("min_element", &|i| $a[i].min_element().row());
        add("max_element", &|i| $a[i].max_element().row());
        add("element_sum", &|i| $a[i].element_sum().row());
        add("abs", &|i| $a[i].abs().row());
        add("signum", &|i| $a[i].signum().row());
        add("floor", &|i| $a[i].floor().row());
        add("ceil", &|i| $a[i].ceil().row());
        add("round", &|i| $a[i].round().row());
        add("trunc", &|i| $a[i].trunc().row());
        add("project_onto", &|i| $a[i].project_onto($b[i]).row());
        add("reject_from", &|i| $a[i].reject_from($b[i]).row());
        add("project_onto_normalized", &|i| $a[i].project_onto_normalized($unit[i]).row());
        add("reject_from_normalized", &|i| $a[i].reject_from_normalized($unit[i]).row());
        add("reflect", &|i| $a[i].reflect($unit[i]).row());
        add("clamp_length", &|i| $a[i].clamp_length($d[i], $d[i] + 4.0).row());
        add("clamp_length_max", &|i| $a[i].clamp_length_max($d[i]).row());
        add("clamp_length_min", &|i| $a[i].clamp_length_min($d[i]).row());
        add("is_finite", &|i| $a[i].is_finite().row());
        add("is_nan", &|i| ($a[i] - $b[i]).is_nan().row());
        add("eql", &|i| ($a[i] == $b[i]).row());
        add("approx_eql", &|i| $a[i].abs_diff_eq($b[i], 4.0).row());
    };
}

/// A row that has been made already.
struct Raw(Vec<f32>);

impl Row for Raw {
    fn row(&self) -> Vec<f32> {
        self.0.clone()
    }
}

const VECTOR_CASES: usize = 20;

fn vec2(golden: &mut Golden, random: &mut Random) {
    let n = VECTOR_CASES;
    let (a, b): (Vec<Vec2>, Vec<Vec2>) = {
        let edges = [
            (Vec2::ZERO, Vec2::ZERO),
            (Vec2::X, Vec2::NEG_X),
            (Vec2::new(3.0, -4.0), Vec2::new(3.0, -4.0)),
            (Vec2::splat(1e-30), Vec2::new(1.0, -2.5)),
            (Vec2::splat(3e20), Vec2::new(-1e18, 2.0)),
            (Vec2::new(f32::INFINITY, 1.0), Vec2::new(f32::INFINITY, -0.5)),
        ];
        random.after(&edges, n, |r| (r.vec2(), r.vec2())).into_iter().unzip()
    };
    let c = random.after(&[], n, Random::vec2);
    let unit = random.after(&[Vec2::X, Vec2::Y], n, Random::dir2);
    let s = random.after(&[0.0, 1.0, 0.5], n, |r| r.number(2));
    let d = random.after(&[0.0, 2.5], n, |r| r.number(8).abs());
    vector_tables!(golden, "vec2", Vec2, a, b, c, unit, s, d);

    let angle = random.after(&[0.0, 3.0, -3.0], n, |r| r.number(7));
    golden.add("vec2_angle", angle.iter().copied());
    golden.add("vec2_perp", (0..n).map(|i| a[i].perp()));
    golden.add("vec2_perp_dot", (0..n).map(|i| a[i].perp_dot(b[i])));
    golden.add("vec2_from_angle", (0..n).map(|i| Vec2::from_angle(angle[i])));
    golden.add("vec2_to_angle", (0..n).map(|i| a[i].to_angle()));
    golden.add("vec2_angle_to", (0..n).map(|i| a[i].angle_to(b[i])));
    golden.add("vec2_rotate", (0..n).map(|i| a[i].rotate(unit[i])));
    golden.add("vec2_rotate_towards", (0..n).map(|i| c[i].rotate_towards(unit[i], angle[i])));
    golden.add("vec2_extend", (0..n).map(|i| a[i].extend(s[i])));
}

fn vec3(golden: &mut Golden, random: &mut Random) {
    let n = VECTOR_CASES;
    let (a, b): (Vec<Vec3>, Vec<Vec3>) = {
        let edges = [
            (Vec3::ZERO, Vec3::ZERO),
            (Vec3::X, Vec3::NEG_X),
            (Vec3::new(2.0, -3.0, 6.0), Vec3::new(2.0, -3.0, 6.0)),
            (Vec3::splat(1e-30), Vec3::new(1.0, -2.5, 0.0)),
            (Vec3::splat(3e20), Vec3::new(-1e18, 2.0, 0.5)),
            (Vec3::new(f32::INFINITY, 1.0, 0.0), Vec3::new(f32::INFINITY, -0.5, 3.0)),
        ];
        random.after(&edges, n, |r| (r.vec3(), r.vec3())).into_iter().unzip()
    };
    let c = random.after(&[], n, Random::vec3);
    let unit = random.after(&[Vec3::X, Vec3::NEG_Y, Vec3::Z, Vec3::NEG_Z], n, Random::dir3);
    let s = random.after(&[0.0, 1.0, 0.5], n, |r| r.number(2));
    let d = random.after(&[0.0, 2.5], n, |r| r.number(8).abs());
    vector_tables!(golden, "vec3", Vec3, a, b, c, unit, s, d);

    golden.add("vec3_cross", (0..n).map(|i| a[i].cross(b[i])));
    golden.add("vec3_angle_between", (0..n).map(|i| a[i].angle_between(b[i])));
    golden.add("vec3_rotate_towards", (0..n).map(|i| c[i].rotate_towards(unit[i], s[i])));
    golden.add("vec3_any_orthogonal_vector", (0..n).map(|i| a[i].any_orthogonal_vector()));
    golden.add("vec3_any_orthonormal_vector", (0..n).map(|i| unit[i].any_orthonormal_vector()));
    golden.add("vec3_truncate", (0..n).map(|i| a[i].truncate()));
}

fn directions(golden: &mut Golden, random: &mut Random) {
    let n = 12;
    let edges =
        [Vec3::ZERO, Vec3::splat(1e-30), Vec3::splat(3e20), Vec3::new(f32::INFINITY, 0.0, 0.0), Vec3::NEG_Y * 5.0];
    let v = random.after(&edges, n, Random::vec3);
    let from = random.after(&[Vec3::Z, Vec3::Y], n, Random::dir3);
    let to = random.after(&[Vec3::Z, Vec3::NEG_Y], n, Random::dir3);
    let s = random.after(&[0.0, 1.0, 0.5], n, |r| r.number(1));
    golden.add("dir_v", v.iter().copied());
    golden.add("dir_from", from.iter().copied());
    golden.add("dir_to", to.iter().copied());
    golden.add("dir_s", s.iter().copied());
    // `Dir3` has no default, which an optional row needs: its vector has.
    golden.add("dir3_new", (0..n).map(|i| Dir3::new(v[i]).ok().map(Vec3::from)));
    golden.add("dir2_new", (0..n).map(|i| Dir2::new(v[i].truncate()).ok().map(Vec2::from)));
    golden.add("dir3_neg", (0..n).map(|i| -Dir3::new_unchecked(from[i])));
    golden.add("dir3_scale", (0..n).map(|i| Dir3::new_unchecked(from[i]) * s[i]));
    golden.add("dir3_dot", (0..n).map(|i| from[i].dot(to[i])));
    golden.add("dir3_cross", (0..n).map(|i| from[i].cross(to[i])));
    golden.add("dir3_slerp", (0..n).map(|i| Dir3::new_unchecked(from[i]).slerp(Dir3::new_unchecked(to[i]), s[i])));
    golden.add("dir3_fast_renormalize", (0..n).map(|i| Dir3::new_unchecked(from[i] * 1.00005).fast_renormalize()));
    golden.add("dir2_from_angle", (0..n).map(|i| Dir2::from_angle(s[i] * 4.0)));
}

fn quaternions(golden: &mut Golden, random: &mut Random) {
    let n = 20;
    let half = std::f32::consts::FRAC_1_SQRT_2;
    let quarter_y = Quat::from_xyzw(0.0, half, 0.0, half);
    let (a, b): (Vec<Quat>, Vec<Quat>) = {
        let edges = [
            (Quat::IDENTITY, Quat::IDENTITY),
            (Quat::IDENTITY, -Quat::IDENTITY),
            (Quat::from_xyzw(1.0, 0.0, 0.0, 0.0), Quat::from_xyzw(0.0, 1.0, 0.0, 0.0)),
            (quarter_y, quarter_y),
            (Quat::from_xyzw(half, 0.0, 0.0, half), Quat::from_xyzw(0.0, 0.0, 1.0, 0.0)),
        ];
        random.after(&edges, n, |r| (r.quat(), r.quat())).into_iter().unzip()
    };
    // Not of unit length; the first ones not finite.
    let mut raw = random.after(&[], n, |r| Quat::from_xyzw(r.number(3), r.number(3), r.number(3), r.number(3)));
    raw[0] = Quat::from_xyzw(f32::INFINITY, 0.0, 0.0, 1.0);
    raw[1] = Quat::from_xyzw(0.0, 0.0, f32::NAN, 1.0);
    let v = random.after(&[Vec3::ZERO, Vec3::X, Vec3::splat(1e18), Vec3::splat(1e-20)], n, Random::vec3);
    // Opposite, equal, and almost so.
    let (from, to): (Vec<Vec3>, Vec<Vec3>) = {
        let edges = [
            (Vec3::X, Vec3::NEG_X),
            (Vec3::Z, Vec3::NEG_Z),
            (Vec3::NEG_Z, Vec3::Z),
            (Vec3::Y, Vec3::Y),
            (Vec3::Y, Vec3::new(1.0 / 1024.0, 1.0, 0.0)),
            (Vec3::Y, Vec3::new(1.0 / 1024.0, -1.0, 0.0)),
        ];
        random.after(&edges, n, |r| (r.dir3(), r.dir3())).into_iter().unzip()
    };
    let up = random.after(&[Vec3::X, Vec3::Y, Vec3::NEG_Z, Vec3::Y], n, Random::dir3);
    let s = random.after(&[0.0, 0.25, 1.0, 0.5], n, |r| r.number(1).abs());
    let angle = random.after(&[0.0, 3.0, -3.0, 100.0], n, |r| r.number(7));

    for (name, values) in [("quat_a", &a), ("quat_b", &b), ("quat_raw", &raw)] {
        golden.add(name, values.iter().copied());
    }
    for (name, values) in [("quat_v", &v), ("quat_from", &from), ("quat_to", &to), ("quat_up", &up)] {
        golden.add(name, values.iter().copied());
    }
    golden.add("quat_s", s.iter().copied());
    golden.add("quat_angle", angle.iter().copied());

    golden.add("quat_from_axis_angle", (0..n).map(|i| Quat::from_axis_angle(up[i], angle[i])));
    golden.add("quat_from_scaled_axis", (0..n).map(|i| Quat::from_scaled_axis(if i == 2 { v[19] } else { v[i] })));
    golden.add("quat_from_rotation_x", (0..n).map(|i| Quat::from_rotation_x(angle[i])));
    golden.add("quat_from_rotation_y", (0..n).map(|i| Quat::from_rotation_y(angle[i])));
    golden.add("quat_from_rotation_z", (0..n).map(|i| Quat::from_rotation_z(angle[i])));
    golden.add("quat_from_rotation_arc", (0..n).map(|i| Quat::from_rotation_arc(from[i], to[i])));
    golden.add("quat_from_rotation_axes", (0..n).map(|i| Quat::from_mat3(&Mat3::from_quat(a[i]))));
    golden.add("quat_looking_to", {
        (0..n).map(|i| Transform::IDENTITY.looking_to(v[i], Dir3::new_unchecked(up[i])).rotation)
    });
    golden.add("quat_mul", (0..n).map(|i| a[i] * b[i]));
    golden.add("quat_mul_vec3", (0..n).map(|i| a[i] * v[i]));
    golden.add("quat_mul_dir3", (0..n).map(|i| a[i] * Dir3::new_unchecked(up[i])));
    golden.add("quat_inverse", (0..n).map(|i| a[i].inverse()));
    golden.add("quat_conjugate", (0..n).map(|i| raw[i].conjugate()));
    golden.add("quat_neg", (0..n).map(|i| -raw[i]));
    golden.add("quat_dot", (0..n).map(|i| a[i].dot(b[i])));
    golden.add("quat_length", (0..n).map(|i| raw[i].length()));
    golden.add("quat_length_squared", (0..n).map(|i| raw[i].length_squared()));
    golden.add("quat_normalize", (0..n).map(|i| raw[i].normalize()));
    golden.add("quat_is_normalized", (0..n).map(|i| if i % 2 == 0 { a[i] } else { raw[i] }.is_normalized()));
    golden.add("quat_is_near_identity", (0..n).map(|i| a[i].is_near_identity()));
    golden.add("quat_lerp", (0..n).map(|i| a[i].lerp(b[i], s[i])));
    golden.add("quat_slerp", (0..n).map(|i| a[i].slerp(b[i], s[i])));
    golden.add("quat_rotate_towards", (0..n).map(|i| a[i].rotate_towards(b[i], s[i])));
    golden.add("quat_angle_between", (0..n).map(|i| a[i].angle_between(b[i])));
    golden.add("quat_to_axis_angle", (0..n).map(|i| a[i].to_axis_angle()));
    golden.add("quat_to_scaled_axis", (0..n).map(|i| a[i].to_scaled_axis()));
    golden.add("quat_xyz", (0..n).map(|i| a[i].xyz()));
    golden.add("quat_is_finite", (0..n).map(|i| raw[i].is_finite()));
    golden.add("quat_eql", (0..n).map(|i| a[i] == b[i]));
    golden.add("quat_approx_eql", (0..n).map(|i| a[i].abs_diff_eq(b[i], 0.75)));

    use EulerRot::*;
    // In the order of Zig's `EulerRot`.
    let orders = [
        ZYX, ZXY, YXZ, YZX, XYZ, XZY, ZYZ, ZXZ, YXY, YZY, XYX, XZX, ZYXEx, ZXYEx, YXZEx, YZXEx, XYZEx, XZYEx, ZYZEx,
        ZXZEx, YXYEx, YZYEx, XYXEx, XZXEx,
    ];
    // No turn, a turn that locks some orders, and two others, for each order.
    let euler = [Quat::IDENTITY, quarter_y, a[8], a[9]];
    let angles = [Vec3::ZERO, Vec3::new(0.5, 1.25, -0.75), Vec3::new(-2.5, 3.0, 1.0)];
    golden.add("euler_quats", euler);
    golden.add("euler_angles", angles);
    golden.add("euler_to", orders.iter().flat_map(|&order| euler.map(|q| q.to_euler(order))));
    golden.add("euler_from", orders.iter().flat_map(|&order| angles.map(|v| Quat::from_euler(order, v.x, v.y, v.z))));
}

fn transforms(golden: &mut Golden, random: &mut Random) {
    let n = 16;
    let t = random.after(&[Transform::IDENTITY], n, Random::transform);
    let child = random.after(&[Transform::IDENTITY], n, Random::transform);
    let turn = random.after(&[Quat::IDENTITY], n, Random::quat);
    let angle = random.after(&[0.0], n, |r| r.number(4));
    let axis = random.after(&[Vec3::Y], n, Random::dir3);
    let mut point = random.after(&[], n, Random::vec3);
    let mut direction = random.after(
        &[Vec3::ZERO, Vec3::Y, Vec3::NEG_Y, Vec3::X * 4.0, Vec3::splat(1e-30), Vec3::splat(3e20), Vec3::NEG_Z, Vec3::Z],
        n,
        Random::vec3,
    );
    let up = random.after(
        &[Vec3::Y, Vec3::Y, Vec3::Y, Vec3::NEG_X, Vec3::Z, Vec3::Y, Vec3::Z, Vec3::NEG_Z],
        n,
        Random::dir3,
    );
    // Nowhere to look, straight up, and not finite.
    point[1] = t[1].translation;
    point[2] = t[2].translation + Vec3::Y * 2.0;
    direction[8] = Vec3::new(f32::NAN, 1.0, 0.0);

    golden.add("transform_t", t.iter().copied());
    golden.add("transform_child", child.iter().copied());
    golden.add("transform_turn", turn.iter().copied());
    golden.add("transform_angle", angle.iter().copied());
    for (name, values) in [("axis", &axis), ("point", &point), ("direction", &direction), ("up_dir", &up)] {
        golden.add(&format!("transform_{name}"), values.iter().copied());
    }

    let dir = |v: Vec3| Dir3::new_unchecked(v);
    let changed = |i: usize, change: &dyn Fn(&mut Transform)| {
        let mut transform = t[i];
        change(&mut transform);
        transform
    };
    golden.add("transform_mul_transform", (0..n).map(|i| t[i].mul_transform(child[i])));
    golden.add("transform_transform_point", (0..n).map(|i| t[i].transform_point(point[i])));
    golden.add("transform_local_x", (0..n).map(|i| t[i].local_x()));
    golden.add("transform_local_y", (0..n).map(|i| t[i].local_y()));
    golden.add("transform_local_z", (0..n).map(|i| t[i].local_z()));
    golden.add("transform_left", (0..n).map(|i| t[i].left()));
    golden.add("transform_right", (0..n).map(|i| t[i].right()));
    golden.add("transform_up", (0..n).map(|i| t[i].up()));
    golden.add("transform_down", (0..n).map(|i| t[i].down()));
    golden.add("transform_forward", (0..n).map(|i| t[i].forward()));
    golden.add("transform_back", (0..n).map(|i| t[i].back()));
    golden.add("transform_is_finite", (0..n).map(|i| t[i].with_translation(direction[i]).is_finite()));

    let mut rotation = |name: &str, change: &dyn Fn(usize, &mut Transform)| {
        golden.add(&format!("transform_{name}"), (0..n).map(|i| changed(i, &|t| change(i, t)).rotation));
    };
    rotation("rotate", &|i, t| t.rotate(turn[i]));
    rotation("rotate_axis", &|i, t| t.rotate_axis(dir(axis[i]), angle[i]));
    rotation("rotate_x", &|i, t| t.rotate_x(angle[i]));
    rotation("rotate_y", &|i, t| t.rotate_y(angle[i]));
    rotation("rotate_z", &|i, t| t.rotate_z(angle[i]));
    rotation("rotate_local", &|i, t| t.rotate_local(turn[i]));
    rotation("rotate_local_axis", &|i, t| t.rotate_local_axis(dir(axis[i]), angle[i]));
    rotation("rotate_local_x", &|i, t| t.rotate_local_x(angle[i]));
    rotation("rotate_local_y", &|i, t| t.rotate_local_y(angle[i]));
    rotation("rotate_local_z", &|i, t| t.rotate_local_z(angle[i]));
    rotation("look_at", &|i, t| t.look_at(point[i], dir(up[i])));
    rotation("look_to", &|i, t| t.look_to(direction[i], dir(up[i])));

    golden.add(
        "transform_translate_around",
        (0..n).map(|i| changed(i, &|t| t.translate_around(point[i], turn[i])).translation),
    );
    golden.add("transform_rotate_around", {
        (0..n).map(|i| changed(i, &|t| t.rotate_around(point[i], turn[i]))).map(|t| (t.translation, t.rotation))
    });
}

fn flat_volumes(golden: &mut Golden, random: &mut Random) {
    let n = 24;
    let a = random.after(&[Vec2::ZERO], n, Random::vec2);
    let b = random.after(&[Vec2::ZERO, Vec2::splat(3.0)], n, Random::vec2);
    let h = random.after(&[Vec2::ONE, Vec2::splat(2.0)], n, |r| Random::vec2(r).abs());
    let k = random.after(&[Vec2::ONE, Vec2::ONE], n, |r| Random::vec2(r).abs());
    let r = random.after(&[1.0, 2.0], n, |r| r.number(6).abs());
    let s = random.after(&[1.0, 5.0, 0.5], n, |r| r.number(6).abs());
    let from = random.after(&[Vec2::ZERO, Vec2::X * -9.0, Vec2::Y * 9.0], n, Random::vec2);
    let up = random.after(&[Vec2::Y, Vec2::X], n, Random::dir2);
    let max = random.after(&[1.0, 100.0, 7.0], n, |r| r.number(60).abs());
    let turn = random.after(&[0.0, 1.5, -2.0], n, |r| r.number(4));
    // Most go to one of the two, some along an axis.
    let way = random.after(&[Vec2::X, Vec2::X, -Vec2::Y], n, Random::dir2);
    let way: Vec<Vec2> = (0..n)
        .map(|i| {
            let aim = (if i % 3 == 0 { a[i] } else { b[i] } - from[i]).normalize_or_zero();
            if i < 3 || i % 4 == 0 || aim == Vec2::ZERO { way[i] } else { aim }
        })
        .collect();
    for (name, values) in [("a", &a), ("b", &b), ("h", &h), ("k", &k), ("from", &from), ("up", &up), ("way", &way)] {
        golden.add(&format!("flat_{name}"), values.iter().copied());
    }
    for (name, values) in [("r", &r), ("s", &s), ("max", &max)] {
        golden.add(&format!("flat_{name}"), values.iter().copied());
    }
    golden.add("flat_turn", turn.iter().copied());

    let first: Vec<_> = (0..n).map(|i| Aabb2d::new(a[i], h[i])).collect();
    let second: Vec<_> = (0..n).map(|i| Aabb2d::new(b[i], k[i])).collect();
    let round: Vec<_> = (0..n).map(|i| BoundingCircle::new(a[i], r[i])).collect();
    let other: Vec<_> = (0..n).map(|i| BoundingCircle::new(b[i], s[i])).collect();
    golden.add("flat_box", first.iter().copied());
    golden.add("flat_box_center", (0..n).map(|i| first[i].center()));
    golden.add("flat_box_half_size", (0..n).map(|i| first[i].half_size()));
    golden.add("flat_box_area", (0..n).map(|i| first[i].visible_area()));
    golden.add("flat_box_contains", (0..n).map(|i| first[i].contains(&second[i])));
    golden.add("flat_box_merge", (0..n).map(|i| first[i].merge(&second[i])));
    golden.add("flat_box_grow", (0..n).map(|i| first[i].grow(k[i])));
    golden.add("flat_box_shrink", (0..n).map(|i| first[i].shrink(h[i] * 0.25)));
    golden.add("flat_box_scale", (0..n).map(|i| first[i].scale_around_center(k[i])));
    golden.add("flat_box_translated", (0..n).map(|i| first[i].translated_by(b[i])));
    golden.add("flat_box_rotated", (0..n).map(|i| first[i].rotated_by(Rot2::radians(turn[i]))));
    golden.add("flat_box_closest", (0..n).map(|i| first[i].closest_point(from[i])));
    golden.add("flat_box_bounding", (0..n).map(|i| first[i].bounding_circle()));
    golden.add("flat_box_intersects", (0..n).map(|i| first[i].intersects(&second[i])));
    golden.add("flat_box_intersects_round", (0..n).map(|i| second[i].intersects(&round[i])));
    golden.add(
        "flat_box_of_points",
        (0..n).map(|i| Aabb2d::from_point_cloud(Isometry2d::IDENTITY, &[a[i], b[i], from[i]])),
    );
    golden.add("flat_round_area", (0..n).map(|i| round[i].visible_area()));
    golden.add("flat_round_contains", (0..n).map(|i| round[i].contains(&other[i])));
    golden.add("flat_round_merge", (0..n).map(|i| round[i].merge(&other[i])));
    golden.add("flat_round_grow", (0..n).map(|i| round[i].grow(s[i])));
    golden.add("flat_round_shrink", (0..n).map(|i| round[i].shrink(r[i] * 0.5)));
    golden.add("flat_round_scale", (0..n).map(|i| round[i].scale_around_center(s[i])));
    golden.add("flat_round_translated", (0..n).map(|i| round[i].translated_by(b[i])));
    golden.add("flat_round_rotated", (0..n).map(|i| round[i].rotated_by(Rot2::radians(turn[i]))));
    golden.add("flat_round_closest", (0..n).map(|i| BoundingCircle::new(a[i], r[i]).closest_point(from[i])));
    golden.add("flat_round_box", (0..n).map(|i| round[i].aabb_2d()));
    golden.add("flat_round_intersects", (0..n).map(|i| round[i].intersects(&other[i])));
    golden.add(
        "flat_round_of_points",
        (0..n).map(|i| BoundingCircle::from_point_cloud(Isometry2d::IDENTITY, &[a[i], b[i], from[i]])),
    );

    let ray = |i: usize| Ray2d::new(from[i], Dir2::new_unchecked(way[i]));
    golden.add("flat_ray_point", (0..n).map(|i| ray(i).get_point(max[i])));
    golden.add(
        "flat_ray_plane",
        (0..n).map(|i| ray(i).intersect_plane(a[i], Plane2d { normal: Dir2::new_unchecked(up[i]) })),
    );
    golden.add(
        "flat_ray_plane_point",
        (0..n).map(|i| ray(i).plane_intersection_point(a[i], Plane2d { normal: Dir2::new_unchecked(up[i]) })),
    );
    golden.add("flat_ray_box", (0..n).map(|i| RayCast2d::from_ray(ray(i), max[i]).aabb_intersection_at(&second[i])));
    golden.add("flat_ray_round", (0..n).map(|i| RayCast2d::from_ray(ray(i), max[i]).circle_intersection_at(&other[i])));
    golden.add(
        "flat_cast_box",
        (0..n).map(|i| AabbCast2d::from_ray(first[i], ray(i), max[i]).aabb_collision_at(second[i])),
    );
    golden.add(
        "flat_cast_round",
        (0..n).map(|i| BoundingCircleCast::from_ray(round[i], ray(i), max[i]).circle_collision_at(other[i])),
    );
    golden.add("flat_circle_closest", (0..n).map(|i| Circle::new(r[i]).closest_point(a[i])));
    golden.add("flat_rectangle_closest", (0..n).map(|i| Rectangle { half_size: h[i] }.closest_point(a[i])));
    golden.add(
        "flat_shape_areas",
        (0..n).map(|i| {
            (
                Circle::new(r[i]).area(),
                Rectangle { half_size: h[i] }.area(),
                Triangle2d::new(a[i], b[i], from[i]).area(),
            )
        }),
    );
}

fn volumes(golden: &mut Golden, random: &mut Random) {
    let n = 24;
    let a = random.after(&[Vec3::ZERO], n, Random::vec3);
    let b = random.after(&[Vec3::ZERO, Vec3::splat(3.0)], n, Random::vec3);
    let h = random.after(&[Vec3::ONE, Vec3::splat(2.0)], n, |r| Random::vec3(r).abs());
    let k = random.after(&[Vec3::ONE, Vec3::ONE], n, |r| Random::vec3(r).abs());
    let r = random.after(&[1.0, 2.0], n, |r| r.number(6).abs());
    let s = random.after(&[1.0, 5.0, 0.5], n, |r| r.number(6).abs());
    let from = random.after(&[Vec3::ZERO, Vec3::X * -9.0, Vec3::Y * 9.0], n, Random::vec3);
    let up = random.after(&[Vec3::Y, Vec3::X], n, Random::dir3);
    let max = random.after(&[1.0, 100.0, 7.0], n, |r| r.number(60).abs());
    let turn = random.after(&[Quat::IDENTITY], n, Random::quat);
    // Most go to one of the two, some along an axis.
    let way = random.after(&[Vec3::X, Vec3::X, -Vec3::Y], n, Random::dir3);
    let way: Vec<Vec3> = (0..n)
        .map(|i| {
            let aim = (if i % 3 == 0 { a[i] } else { b[i] } - from[i]).normalize_or_zero();
            if i < 3 || i % 4 == 0 || aim == Vec3::ZERO { way[i] } else { aim }
        })
        .collect();
    for (name, values) in [("a", &a), ("b", &b), ("h", &h), ("k", &k), ("from", &from), ("up", &up), ("way", &way)] {
        golden.add(&format!("solid_{name}"), values.iter().copied());
    }
    for (name, values) in [("r", &r), ("s", &s), ("max", &max)] {
        golden.add(&format!("solid_{name}"), values.iter().copied());
    }
    golden.add("solid_turn", turn.iter().copied());

    let first: Vec<_> = (0..n).map(|i| Aabb3d::new(a[i], h[i])).collect();
    let second: Vec<_> = (0..n).map(|i| Aabb3d::new(b[i], k[i])).collect();
    let round: Vec<_> = (0..n).map(|i| BoundingSphere::new(a[i], r[i])).collect();
    let other: Vec<_> = (0..n).map(|i| BoundingSphere::new(b[i], s[i])).collect();
    golden.add("solid_box", first.iter().copied());
    golden.add("solid_box_center", (0..n).map(|i| first[i].center()));
    golden.add("solid_box_half_size", (0..n).map(|i| first[i].half_size()));
    golden.add("solid_box_area", (0..n).map(|i| first[i].visible_area()));
    golden.add("solid_box_contains", (0..n).map(|i| first[i].contains(&second[i])));
    golden.add("solid_box_merge", (0..n).map(|i| first[i].merge(&second[i])));
    golden.add("solid_box_grow", (0..n).map(|i| first[i].grow(k[i])));
    golden.add("solid_box_shrink", (0..n).map(|i| first[i].shrink(h[i] * 0.25)));
    golden.add("solid_box_scale", (0..n).map(|i| first[i].scale_around_center(k[i])));
    golden.add("solid_box_translated", (0..n).map(|i| first[i].translated_by(b[i])));
    golden.add("solid_box_rotated", (0..n).map(|i| first[i].rotated_by(turn[i])));
    golden.add("solid_box_closest", (0..n).map(|i| first[i].closest_point(from[i])));
    golden.add("solid_box_bounding", (0..n).map(|i| first[i].bounding_sphere()));
    golden.add("solid_box_intersects", (0..n).map(|i| first[i].intersects(&second[i])));
    golden.add("solid_box_intersects_round", (0..n).map(|i| second[i].intersects(&round[i])));
    golden.add(
        "solid_box_of_points",
        (0..n).map(|i| Aabb3d::from_point_cloud(Isometry3d::IDENTITY, [a[i], b[i], from[i]].into_iter())),
    );
    golden.add("solid_round_area", (0..n).map(|i| round[i].visible_area()));
    golden.add("solid_round_contains", (0..n).map(|i| round[i].contains(&other[i])));
    golden.add("solid_round_merge", (0..n).map(|i| round[i].merge(&other[i])));
    golden.add("solid_round_grow", (0..n).map(|i| round[i].grow(s[i])));
    golden.add("solid_round_shrink", (0..n).map(|i| round[i].shrink(r[i] * 0.5)));
    golden.add("solid_round_scale", (0..n).map(|i| round[i].scale_around_center(s[i])));
    golden.add("solid_round_translated", (0..n).map(|i| round[i].translated_by(b[i])));
    golden.add("solid_round_rotated", (0..n).map(|i| round[i].rotated_by(turn[i])));
    // Bevy takes a wrong direction for spheres elsewhere.
    golden.add("solid_round_closest", (0..n).map(|i| BoundingSphere::new(Vec3::ZERO, r[i]).closest_point(from[i])));
    golden.add("solid_round_box", (0..n).map(|i| round[i].aabb_3d()));
    golden.add("solid_round_intersects", (0..n).map(|i| round[i].intersects(&other[i])));
    golden.add(
        "solid_round_of_points",
        (0..n).map(|i| BoundingSphere::from_point_cloud(Isometry3d::IDENTITY, &[a[i], b[i], from[i]])),
    );

    let ray = |i: usize| Ray3d::new(from[i], Dir3::new_unchecked(way[i]));
    golden.add("solid_ray_point", (0..n).map(|i| ray(i).get_point(max[i])));
    golden.add(
        "solid_ray_plane",
        (0..n).map(|i| ray(i).intersect_plane(a[i], InfinitePlane3d { normal: Dir3::new_unchecked(up[i]) })),
    );
    golden.add(
        "solid_ray_plane_point",
        (0..n).map(|i| ray(i).plane_intersection_point(a[i], InfinitePlane3d { normal: Dir3::new_unchecked(up[i]) })),
    );
    golden.add("solid_ray_box", (0..n).map(|i| RayCast3d::from_ray(ray(i), max[i]).aabb_intersection_at(&second[i])));
    golden
        .add("solid_ray_round", (0..n).map(|i| RayCast3d::from_ray(ray(i), max[i]).sphere_intersection_at(&other[i])));
    golden.add(
        "solid_cast_box",
        (0..n).map(|i| AabbCast3d::from_ray(first[i], ray(i), max[i]).aabb_collision_at(second[i])),
    );
    golden.add(
        "solid_cast_round",
        (0..n).map(|i| BoundingSphereCast::from_ray(round[i], ray(i), max[i]).sphere_collision_at(other[i])),
    );
    golden.add("solid_sphere_closest", (0..n).map(|i| Sphere::new(r[i]).closest_point(a[i])));
    golden.add("solid_cuboid_closest", (0..n).map(|i| Cuboid { half_size: h[i] }.closest_point(a[i])));
    golden.add(
        "solid_shape_volumes",
        (0..n).map(|i| {
            let cuboid = Cuboid { half_size: h[i] };
            (Sphere::new(r[i]).volume(), cuboid.volume(), cuboid.area())
        }),
    );
}
