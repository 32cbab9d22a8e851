//! What the derived code does: layout, leaves, bytes. This crate stands in for `bevy_zig`, whose traits the code names.
#![forbid(unsafe_code)]
#![deny(warnings)]

extern crate self as bevy_zig;

#[path = "fixtures/traits.rs"]
mod traits;

use bevy_zig_derive::{ZigComponent, ZigValue};
use traits::*;

/// What a ship can take.
#[derive(Debug, PartialEq, ZigComponent)]
#[zig(name = "ShipHealth")]
struct Health {
    shield: u8,
    body: Body,
    mode: Mode,
    r#type: u64,
}

impl __private::Component for Health {}

#[derive(Debug, PartialEq, ZigValue)]
struct Body {
    mass: f32,
    layer: u16,
}

#[derive(Debug, PartialEq, ZigValue)]
#[repr(i16)]
enum Mode {
    Idle = -2,
    ChaseFar,
    HTTPServer = 0x100,
}

#[derive(Debug, PartialEq, ZigComponent)]
struct Boss;

impl __private::Component for Boss {}

fn leaves<T: ZigValue>(path: &str, offset: usize) -> Vec<(String, usize, usize)> {
    let mut fields = Vec::new();
    T::fields(path, offset, &mut fields);
    fields.into_iter().map(|field| (field.path, field.offset, field.size)).collect()
}

#[test]
fn layout_is_that_of_c_and_leaves_are_dotted() {
    // u8, 3 bytes between, { f32, u16, 2 bytes }, i16, 2 bytes, u64.
    assert_eq!((Health::SIZE, Health::ALIGN), (24, 8));
    let leaf = |path: &str, offset, size| (path.to_owned(), offset, size);
    assert_eq!(
        leaves::<Health>("", 0),
        [
            leaf("shield", 0, 1),
            leaf("body.mass", 4, 4),
            leaf("body.layer", 8, 2),
            leaf("mode", 12, 2),
            leaf("type", 16, 8)
        ]
    );
    assert_eq!(leaves::<Body>("at", 100), [leaf("at.mass", 100, 4), leaf("at.layer", 104, 2)]);
    assert_eq!((Health::NAME, Boss::NAME), ("ShipHealth", "Boss"));
}

#[test]
fn values_come_back_and_others_are_refused() {
    let health = Health { shield: 7, body: Body { mass: 1.5, layer: 0x1234 }, mode: Mode::ChaseFar, r#type: 9 };
    let mut bytes = [0; Health::SIZE];
    health.write(&mut bytes);
    let mut expected = [0; Health::SIZE];
    expected[0] = 7;
    expected[4..8].copy_from_slice(&1.5_f32.to_le_bytes());
    expected[8..10].copy_from_slice(&[0x34, 0x12]);
    expected[12..14].copy_from_slice(&[0xff, 0xff]);
    expected[16] = 9;
    assert_eq!(bytes, expected);
    assert_eq!(Health::read(&bytes), Some(health));

    assert_eq!(Health::read(&bytes[1..]), None);
    assert_eq!(Health::read(&[&bytes[..], &[0]].concat()), None);
    bytes[12] = 3;
    assert_eq!(Health::read(&bytes), None, "there is no mode 0xff03");
}

#[test]
fn parts_are_written_and_read_alone() {
    let of = |shield, mass, layer, mode, r#type| Health { shield, body: Body { mass, layer }, mode, r#type };
    let mut health = of(7, 1.5, 0x1234, Mode::ChaseFar, 9);
    let other = of(200, -8.25, 0xabcd, Mode::HTTPServer, u64::MAX);
    let (mut before, mut others) = ([0; Health::SIZE], [0; Health::SIZE]);
    health.write(&mut before);
    other.write(&mut others);
    // A leaf, a field with two, and one leaf of those.
    for (offset, size) in [(0, 1), (4, 8), (8, 2), (12, 2), (16, 8)] {
        let part = offset..offset + size;
        let mut bytes = vec![0; size];
        Health::write_parts([&health].into_iter(), part.clone(), &mut bytes);
        assert_eq!(bytes, before[part.clone()]);
        assert_eq!(Health::read_parts([&mut health].into_iter(), part.clone(), &others[part.clone()]), 1);
        let mut expected = before;
        expected[part.clone()].copy_from_slice(&others[part.clone()]);
        let mut whole = [0; Health::SIZE];
        health.write(&mut whole);
        assert_eq!(whole, expected, "the rest stays: {part:?}");
        assert_eq!(Health::read_parts([&mut health].into_iter(), part.clone(), &before[part]), 1);
    }
    assert_eq!(Health::read_parts([&mut health].into_iter(), 12..14, &[0, 0]), 0, "no mode has this number");
    assert_eq!(health, of(7, 1.5, 0x1234, Mode::ChaseFar, 9));
}

#[test]
fn enums_have_names_and_numbers() {
    let mut fields = Vec::new();
    Mode::fields("mode", 8, &mut fields);
    let variants = [("idle", -2), ("chase_far", -1), ("http_server", 0x100)];
    let variants = variants.map(|(name, value)| (name.to_owned(), value)).to_vec();
    assert_eq!(fields, [Leaf { path: "mode".to_owned(), offset: 8, size: 2, variants }]);
    for mode in [Mode::Idle, Mode::ChaseFar, Mode::HTTPServer] {
        let mut bytes = [0; 2];
        mode.write(&mut bytes);
        assert_eq!(Mode::read(&bytes), Some(mode));
    }
    assert_eq!(Mode::read(&[0, 0]), None);
    assert_eq!(Mode::read(&[0]), None);
}

#[test]
fn a_struct_without_fields_has_no_bytes() {
    assert_eq!((Boss::SIZE, Boss::ALIGN), (0, 1));
    assert_eq!(leaves::<Boss>("", 0), []);
    Boss.write(&mut []);
    assert_eq!(Boss::read(&[]), Some(Boss));
    assert_eq!(Boss::read(&[0]), None);
}
