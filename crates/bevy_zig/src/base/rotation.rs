//! Rotations in plain arithmetic, in the order in which the scripts' `Quat` does it.
//!
//! Where there is SIMD, glam adds up and divides in another order than where there is none. That is a difference in the
//! last bit, enough for a game in a browser to drift away from the one on the desktop.

use bevy::math::Quat;

/// The rotation of unit length, if it can be made one. What is as close as rounding brings it stays what it is, so that
/// a rotation set is the rotation read.
#[inline(always)]
pub(crate) fn unit(rotation: Quat) -> Option<Quat> {
    let [x, y, z, w] = rotation.to_array();
    let length_squared = x * x + y * y + z * z + w * w;
    if !length_squared.is_normal() {
        return None;
    }
    if (length_squared - 1.0).abs() <= 2e-4 {
        return Some(rotation);
    }
    let scale = 1.0 / length_squared.sqrt();
    Some(Quat::from_xyzw(x * scale, y * scale, z * scale, w * scale))
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
        for none in [[0.0; 4], [f32::NAN, 0.0, 0.0, 1.0], [f32::INFINITY, 0.0, 0.0, 1.0], [1e-30, 0.0, 0.0, 0.0]] {
            assert_eq!(unit(Quat::from_array(none)), None);
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
        assert_eq!(hash, 12_857_316_506_123_427_555);
    }
}
