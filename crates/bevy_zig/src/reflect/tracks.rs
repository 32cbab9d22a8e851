//! The tracks of a grid: layout counts all of a list in 16 bits, and makes as many as there is room for where they fill
//! a node.

use super::bound::{Bound, Field, Shape, Variant, read_slice};
use super::rules::TRACKS_MAX;

pub(super) const REPEATED: &str = "bevy_ui::ui_node::RepeatedGridTrack";

/// As many of these as fit into the largest node are fewer than 16 bits can count.
const PIXELS_MIN: f32 = 16.0;
const PERCENT_MIN: f32 = 0.1;
/// Of the screen's size.
const SHARE_MIN: f32 = 1.0;

/// What one of them may be depends on the others.
pub(super) const IS_WHOLE: &str = "tracks are set as a whole list: with a mirror, `set` or `insert`";

const TOO_SMALL: &str = "tracks that fill a node have to be of 16 pixels, 0.1 percent, or 1 percent of the screen";
const TOO_MANY: &str = "it has to be 1000 tracks at the most";

/// Checks a list, if it is one of tracks. Its `len` items were copied, and begin at `items`.
pub(super) fn check(item: &Bound, bytes: &[u8], (items, len): (usize, usize)) -> Result<(), &'static str> {
    let Shape::Struct(repeated) = &item.shape else { return Ok(()) };
    if repeated.info.type_path() != REPEATED {
        return Ok(());
    }
    let mut all = 0_usize;
    for index in 0..len {
        let item = &bytes[items + index * item.size..][..item.size];
        // A mirror of a game's own may lack either; in Bevy it is one track then, once.
        let (count, fills) = field(&repeated.fields, item, "repetition").map_or((1, false), repetition);
        let Some((track, tracks)) = field(&repeated.fields, item, "tracks").and_then(|list| of_list(list, bytes))
        else {
            all = all.saturating_add(count);
            continue;
        };
        all = all.saturating_add(count.saturating_mul(tracks.len() / track.size.max(1)));
        if fills && !tracks.chunks_exact(track.size.max(1)).all(|bytes| is_wide(track, bytes)) {
            return Err(TOO_SMALL);
        }
    }
    if all > TRACKS_MAX.into() { Err(TOO_MANY) } else { Ok(()) }
}

/// A part of a value, and its bytes.
type Part<'a> = (&'a Bound, &'a [u8]);

fn field<'a>(fields: &'a [Field], bytes: &'a [u8], name: &str) -> Option<Part<'a>> {
    let field = fields.iter().find(|field| *field.name == *name)?;
    Some((&field.bound, &bytes[field.offset..field.offset + field.bound.size]))
}

fn variant<'a>((bound, bytes): Part<'a>) -> Option<&'a Variant> {
    let Shape::Enum(known) = &bound.shape else { return None };
    known.tagged(bytes)
}

/// How often, and whether it is as often as there is room for.
fn repetition(part: Part) -> (usize, bool) {
    let Some(variant) = variant(part) else { return (1, false) };
    let count = field(&variant.fields, part.1, "").and_then(|(_, bytes)| bytemuck::try_pod_read_unaligned(bytes).ok());
    (count.map_or(1, |count: u16| count.into()), variant.name != "Count")
}

/// What an item of a list is, and the bytes of all.
fn of_list<'a>((bound, list): Part<'a>, bytes: &'a [u8]) -> Option<Part<'a>> {
    let Shape::List(item) = &bound.shape else { return None };
    let (items, len) = read_slice(list);
    Some((item, &bytes[items..items + len * item.size]))
}

/// Whether a track is not so small that there is room for too many. Bevy does without those that have no size.
fn is_wide(track: &Bound, bytes: &[u8]) -> bool {
    let Shape::Struct(track) = &track.shape else { return true };
    let sizes = ["min_sizing_function", "max_sizing_function"].map(|name| {
        let part = field(&track.fields, bytes, name)?;
        let variant = variant(part)?;
        let min = match variant.name {
            "Px" => PIXELS_MIN,
            "Percent" => PERCENT_MIN,
            "Vw" | "Vh" | "VMin" | "VMax" => SHARE_MIN,
            _ => return None,
        };
        let (_, bytes) = field(&variant.fields, part.1, "")?;
        Some(bytemuck::try_pod_read_unaligned::<f32>(bytes).is_ok_and(|size| size >= min))
    });
    // It is as large as the larger of both.
    let mut known = sizes.into_iter().flatten().peekable();
    known.peek().is_none() || known.any(|is_wide| is_wide)
}
