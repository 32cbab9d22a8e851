//! Rotations in plain arithmetic, in the order in which the scripts' `Quat` does it.
//!
//! Where there is SIMD, glam adds up and divides in another order than where there is none. That is a difference in the
//! last bit, enough for a game in a browser to drift away from the one on the desktop.

use bevy::math::{Affine3A, Mat3, Quat, Vec3};

/// How far the square of a length may be from 1 by rounding alone.
const ROUNDING: f32 = 2e-6;

/// The rotation of unit length, if it can be made one. What is as close as rounding brings it stays what it is, so that
/// a rotation set is the rotation read.
#[inline(always)]
pub(crate) fn unit(rotation: Quat) -> Option<Quat> {
    let [x, y, z, w] = rotation.to_array();
    let length_squared = x * x + y * y + z * z + w * w;
    if (length_squared - 1.0).abs() <= ROUNDING {
        return Some(rotation);
    }
    scaled(rotation, length_squared)
}

#[cold]
fn scaled(rotation: Quat, length_squared: f32) -> Option<Quat> {
    let parts = rotation.to_array();
    if !length_squared.is_normal() {
        // Too long or too short for a square.
        let largest = parts.iter().fold(0.0_f32, |largest, part| largest.max(part.abs()));
        if largest == 0.0 || !rotation.is_finite() {
            return None;
        }
        // In two steps, since the inverse of a very small number is infinite.
        let step = largest.sqrt();
        return unit(Quat::from_array(parts.map(|part| part / step / step)));
    }
    let scale = 1.0 / length_squared.sqrt();
    Some(Quat::from_array(parts.map(|part| part * scale)))
}

/// First `second`, then `first`, as a rotation of unit length, however often they are multiplied.
#[inline(always)]
pub(crate) fn turned(first: Quat, second: Quat) -> Quat {
    let product = product(first, second);
    unit(product).unwrap_or(product)
}

/// Scale, rotation and translation of a matrix, of which some axes may have no length: then the rotation is one of
/// those that it may be, where a division would give none.
pub(crate) fn parts_of(matrix: &Affine3A) -> (Vec3, Quat, Vec3) {
    let (scale, rotation, translation) = matrix.to_scale_rotation_translation();
    if let Some(rotation) = unit(rotation) {
        return (scale, rotation, translation);
    }
    let axes = matrix.matrix3.to_cols_array_2d().map(|axis| {
        let axis = Vec3::from_array(axis);
        let largest = axis.abs().max_element();
        if largest > 0.0 && largest.is_finite() { (axis / largest).try_normalize() } else { None }
    });
    let [x, y, z] = match axes {
        [None, None, None] => [Vec3::X, Vec3::Y, Vec3::Z],
        [Some(x), None, None] => {
            let y = x.any_orthonormal_vector();
            [x, y, x.cross(y)]
        }
        [None, Some(y), None] => {
            let z = y.any_orthonormal_vector();
            [y.cross(z), y, z]
        }
        [None, None, Some(z)] => {
            let x = z.any_orthonormal_vector();
            [x, z.cross(x), z]
        }
        [Some(x), Some(y), _] => orthonormal(x, y),
        [Some(x), None, Some(z)] => {
            let [z, x, y] = orthonormal(z, x);
            [x, y, z]
        }
        [None, Some(y), Some(z)] => {
            let [y, z, x] = orthonormal(y, z);
            [x, y, z]
        }
    };
    let rotation = unit(Quat::from_mat3(&Mat3::from_cols(x, y, z))).unwrap_or(Quat::IDENTITY);
    (scale, rotation, translation)
}

/// Three axes at right angles, of which the first is the first, and the second as near to the second as may be.
fn orthonormal(first: Vec3, second: Vec3) -> [Vec3; 3] {
    let second = (second - first * first.dot(second)).try_normalize().unwrap_or(first.any_orthonormal_vector());
    [first, second, first.cross(second)]
}

/// First `second`, then `first`.
#[inline(always)]
pub(crate) fn product(first: Quat, second: Quat) -> Quat {
    let ([ax, ay, az, aw], [bx, by, bz, bw]) = (first.to_array(), second.to_array());
    Quat::from_xyzw(
        aw * bx + ax * bw + ay * bz - az * by,
        aw * by - ax * bz + ay * bw + az * bx,
        aw * bz + ax * by - ay * bx + az * bw,
        aw * bw - ax * bx - ay * by - az * bz,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_of_unit_length_becomes_so_or_is_none() {
        let turn = Quat::from_rotation_z(0.3);
        assert_eq!(unit(turn), Some(turn));
        assert!(unit(turn * 5.0).is_some_and(|unit| unit.abs_diff_eq(turn, 1e-6)));
        for length in [1.000_09, 0.999_91, 1e20, 1e-23, 1e-40, f32::MAX] {
            let found = unit(Quat::from_array(turn.to_array().map(|part| part * length))).unwrap();
            assert!(found.abs_diff_eq(turn, 1e-2) && (found.length_squared() - 1.0).abs() <= ROUNDING, "{length}");
        }
        for none in [[0.0; 4], [f32::NAN, 0.0, 0.0, 1.0], [f32::INFINITY, 0.0, 0.0, 1.0]] {
            assert_eq!(unit(Quat::from_array(none)), None);
        }
    }

    #[test]
    fn turns_without_end_stay_rotations() {
        let turn = Quat::from_rotation_y(0.01);
        let turn = unit(Quat::from_array(turn.to_array().map(|part| part * 1.000_09))).unwrap();
        let mut rotation = Quat::IDENTITY;
        for _ in 0..100_000 {
            rotation = turned(turn, rotation);
        }
        assert!((rotation.length_squared() - 1.0).abs() <= ROUNDING, "{}", rotation.length_squared());
    }

    #[test]
    fn a_matrix_without_some_of_its_axes_has_a_rotation() {
        let turn = Quat::from_euler(bevy::math::EulerRot::YXZ, 0.3, -0.7, 1.1);
        for scale in (0..8).map(|bits| Vec3::new((bits & 1) as f32, (bits >> 1 & 1) as f32, (bits >> 2) as f32)) {
            let matrix = Affine3A::from_scale_rotation_translation(scale, turn, Vec3::ONE);
            let (_, rotation, translation) = parts_of(&matrix);
            assert!(rotation.is_normalized() && translation == Vec3::ONE, "{scale}: {rotation}");
            for axis in [Vec3::X, Vec3::Y, Vec3::Z].into_iter().filter(|axis| axis.dot(scale) > 0.0) {
                assert!((rotation * axis).abs_diff_eq(turn * axis, 1e-5), "{scale}: {axis}");
            }
        }
    }

    #[test]
    fn a_product_is_glams_but_for_rounding() {
        let (a, b) = (Quat::from_xyzw(0.1, -0.7, 0.5, 0.5), Quat::from_xyzw(0.9, 0.1, -0.3, 0.3));
        assert!(product(a, b).abs_diff_eq(a * b, 1e-6));
        assert!(!product(a, b).abs_diff_eq(b * a, 1e-2));
    }

    #[test]
    fn the_bits_are_those_of_every_machine() {
        let mut numbers = 1_u32;
        let mut number = || {
            numbers = numbers.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (numbers >> 8) as f32 / 0x80_0000 as f32 - 1.0
        };
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for _ in 0..10_000 {
            let [a, b] = [(); 2].map(|()| Quat::from_xyzw(number(), number(), number(), number()));
            for result in [unit(a).unwrap_or_default(), product(a, b)] {
                for part in result.to_array() {
                    hash = (hash ^ u64::from(part.to_bits())).wrapping_mul(0x100_0000_01b3);
                }
            }
        }
        assert_eq!(hash, 9_667_794_180_844_645_321);
    }
}
