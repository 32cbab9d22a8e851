//! Signals as scripts get them: the contract's structs, with what they point to borrowed, so that it lives as long as
//! they do.

use std::marker::PhantomData;

use bevy::prelude::Entity;

use crate::abi::*;

/// A [`BevyZigSignal`] whose name and payload live for `'a`.
#[repr(transparent)]
pub(crate) struct Envelope<'a> {
    raw: BevyZigSignal,
    borrows: PhantomData<&'a [u8]>,
}

impl<'a> Envelope<'a> {
    /// The signal of this name (number and text), from this entity to that, emitted by this instance in this frame, at
    /// this place among all signals.
    #[inline]
    pub(crate) fn new(
        (name_id, name): (u32, &'static str),
        [from, target]: [Option<Entity>; 2],
        [instance_id, frame, sequence]: [u64; 3],
        (payload, payload_variants): (&'a [u8], u16),
    ) -> Self {
        let bits = |entity: Option<Entity>| entity.map_or(BEVY_ZIG_ENTITY_NONE, Entity::to_bits);
        let raw = BevyZigSignal {
            size: size_of::<BevyZigSignal>() as u32,
            name_id,
            name_text: BevyZigText { ptr: name.as_ptr().cast(), len: name.len() },
            from: bits(from),
            target: bits(target),
            instance_id,
            frame,
            sequence,
            payload_ptr: if payload.is_empty() { std::ptr::null() } else { payload.as_ptr().cast() },
            payload_size: payload.len() as u32,
            payload_variants: payload_variants.into(),
        };
        Self { raw, borrows: PhantomData }
    }
}

/// A [`BevyZigDelivery`]: a signal for one row.
#[repr(C)]
pub(crate) struct Delivery<'a> {
    pub(super) row: u32,
    reserved: u32,
    signal: &'a Envelope<'a>,
}

const _: () = assert!(size_of::<Delivery>() == size_of::<BevyZigDelivery>());
const _: () = assert!(align_of::<Delivery>() == align_of::<BevyZigDelivery>());

impl<'a> Delivery<'a> {
    pub(crate) fn new(row: u32, signal: &'a Envelope<'a>) -> Self {
        Self { row, reserved: 0, signal }
    }

    /// Whose it is.
    pub(crate) fn row(&self) -> u32 {
        self.row
    }
}
