//! Types whose values scripts keep as bytes or send, as far as a reload may change them.

use super::{Answer, HostCall, bytes, entry, name, out, serve, sized};
use crate::abi::*;
use crate::shape::{Layout, LayoutField};

/// The most leaves of a type, and variants of one of them.
const FIELDS_MAX: u32 = 1 << 14;
const VARIANTS_MAX: u32 = 1 << 12;
/// Bytes of a value.
const SIZE_MAX: u32 = 1 << 20;

pub(super) unsafe extern "C" fn layout_find(
    frame: *mut BevyZigFrame,
    layout: *const BevyZigLayout,
    number: *mut u32,
) -> BevyZigStatus {
    serve(frame, |call, _| {
        let number = out(number)?;
        number.set(0)?;
        let layout = read(call.script.package(), layout)?;
        layout.shape().ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
        number.set(layout.number().ok_or(BEVY_ZIG_STATUS_LIMIT_REACHED)?)
    })
}

fn read(package: &str, raw: *const BevyZigLayout) -> Result<Layout, BevyZigStatus> {
    if !raw.is_aligned() {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    // SAFETY: plain data.
    let raw = unsafe { entry(raw, 0) }?;
    let (size, align) = (raw.value_size, raw.value_align);
    let is_sound = size <= SIZE_MAX && align.is_power_of_two() && align <= 16 && size.is_multiple_of(align);
    if !is_sound || raw.field_count > FIELDS_MAX || raw.rename_count > FIELDS_MAX {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    let mut fields = Vec::new();
    for index in 0..raw.field_count as usize {
        // SAFETY: plain data.
        let field = unsafe { entry(raw.fields, index) }?;
        if field.variant_count > VARIANTS_MAX {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        let mut variants = Vec::new();
        for index in 0..field.variant_count as usize {
            // SAFETY: plain data.
            let variant = unsafe { entry(field.variants, index) }?;
            variants.push((name(variant.name)?.to_owned(), variant.value));
        }
        fields.push(LayoutField {
            path: name(field.path)?.to_owned(),
            kind: field.kind,
            offset: field.offset as usize,
            size: field.value_size as usize,
            layout_hash: field.layout_hash,
            variants,
        });
    }
    let mut renames = Vec::new();
    for index in 0..raw.rename_count as usize {
        // SAFETY: plain data.
        let rename = unsafe { entry(raw.renames, index) }?;
        renames.push((name(rename.to)?.to_owned(), name(rename.from)?.to_owned()));
    }
    let default = match raw.value_default.is_null() {
        true => vec![0; size as usize],
        false => bytes::<64>(raw.value_default.cast(), size as usize)?.to_vec(),
    };
    Ok(Layout {
        package: package.to_owned(),
        name: name(raw.name)?.to_owned(),
        size: size as usize,
        align: align as usize,
        fields,
        renames,
        default,
    })
}

pub(super) unsafe extern "C" fn payload_refused(
    frame: *mut BevyZigFrame,
    signal: *const BevyZigSignal,
    type_name: BevyZigText,
    value_size: usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, _: &mut BevyZigFrame| -> Answer {
        // SAFETY: plain data.
        let signal = unsafe { sized(signal) }?;
        if !call.events.is_some_and(|told| told.has_waited(signal.sequence)) {
            return Ok(());
        }
        let (of, text, by) = (name(type_name)?, name(signal.name_text)?, call.script.name());
        let (of, text): (&str, &str) = (&of, &text);
        call.reports.once(by, &format!("payload {text}"), || {
            let size = signal.payload_size as usize;
            let why = match size == value_size {
                true => "its enums or unions have other names for their numbers now".to_owned(),
                false => format!("it has {size} bytes, and the type has {value_size} now"),
            };
            format!(
                "script '{by}': the signal '{text}' was on its way during a reload, and its payload cannot be read as {of}: {why}; it is null, and the next one is as ever"
            )
        });
        Ok(())
    };
    serve(frame, function)
}
