//! One request in the buffer. Scripts write these bytes themselves, so nothing in them is taken for granted.

use bevy::math::{Quat, Vec3};
use bevy::prelude::Entity;
use smallvec::SmallVec;

use super::hierarchy::WorldOp;
use super::run::Run;
use crate::abi::*;
use crate::base::rotation;
use crate::signal::EmittedSignals;
use crate::world::VarChange;

/// What every request begins with: `BevyZigRequest`.
#[derive(Clone, Copy, Debug, PartialEq, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub(crate) struct Head {
    op: u16,
    flags: u16,
    size: u32,
    entity: u64,
}

const HEAD_WORDS: usize = size_of::<Head>() / 8;

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Op<'a> {
    Transform(TransformOp),
    /// What rows do to their own entities; the record's entity is the first row.
    Run(Run<'a>),
    /// Given in the world's space.
    InWorld(WorldOp),
    /// The entity becomes a child of this one, or of none.
    SetParent {
        parent: u64,
        in_place: bool,
    },
    /// In the slot of this number.
    Host(u64),
    Var(VarChange<'a>),
}

/// A change of an entity's transform.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum TransformOp {
    SetPosition(Vec3),
    Translate(Vec3),
    SetScale(Vec3),
    SetRotation(Quat),
    Rotate(Quat),
    RotateLocal(Quat),
    LookAt { target: Vec3, up: Vec3 },
}

/// A request, and the words behind it.
pub(crate) struct Record<'a> {
    pub(crate) entity: u64,
    pub(crate) op: Op<'a>,
    pub(crate) rest: &'a [u64],
}

/// Why the words are no request.
#[derive(Debug, PartialEq)]
pub(crate) enum Malformed<'a> {
    /// What it says is not possible, but its size is: go on behind it.
    Request(&'a [u64]),
    /// Its size makes no sense: what follows cannot be found.
    Size,
}

impl Head {
    /// The head of a request of this kind, from its first word.
    #[inline]
    pub(crate) fn of<const OP: u32>(first_word: u64) -> Self {
        Self { op: OP as u16, ..bytemuck::cast([first_word, 0]) }
    }

    /// The head that begins with this word of the buffer, if that reaches so far.
    pub(super) fn at(words: &[u64], index: usize) -> Option<Self> {
        let words = words.get(index..)?.first_chunk::<HEAD_WORDS>()?;
        Some(bytemuck::cast(*words))
    }

    pub(super) fn words(self) -> [u64; HEAD_WORDS] {
        bytemuck::cast(self)
    }

    pub(super) fn write(self, words: &mut [u64], index: usize) {
        words[index..][..HEAD_WORDS].copy_from_slice(&self.words());
    }

    pub(super) fn op(self) -> u32 {
        self.op.into()
    }

    pub(super) fn flags(self) -> u16 {
        self.flags
    }

    /// Bytes of the request.
    pub(super) fn size(self) -> usize {
        self.size as usize
    }

    /// Sets them. What is too much makes no sense, and is dropped when it is read.
    pub(super) fn set_size(&mut self, size: usize) {
        self.size = u32::try_from(size).unwrap_or_default();
    }

    /// Whether it is of a [`Run`].
    pub(super) fn is_of_rows(self) -> bool {
        u32::from(self.flags) & BEVY_ZIG_REQUEST_FLAG_ROWS != 0
    }

    /// Makes it that of a run which begins so many rows later.
    pub(super) fn skip_rows(&mut self, rows: u64) {
        self.entity = self.entity.wrapping_add(rows);
    }

    /// The head that each row of a run would have for its own request.
    pub(super) fn of_one_row(self) -> Option<Self> {
        let flags = self.flags & !(BEVY_ZIG_REQUEST_FLAG_ROWS as u16);
        let may_be_run = match u32::from(self.op) {
            BEVY_ZIG_REQUEST_ROTATE => u32::from(flags) & !BEVY_ZIG_REQUEST_FLAG_LOCAL == 0,
            BEVY_ZIG_REQUEST_POSITION_SET
            | BEVY_ZIG_REQUEST_TRANSLATE
            | BEVY_ZIG_REQUEST_SCALE_SET
            | BEVY_ZIG_REQUEST_ROTATION_SET => flags == 0,
            _ => false,
        };
        may_be_run.then_some(Self { flags, ..self })
    }

    fn host(entity: Entity) -> Self {
        Self { op: BEVY_ZIG_REQUEST_HOST as u16, flags: 0, size: HOST_SIZE, entity: entity.to_bits() }
    }
}

const HOST_SIZE: u32 = size_of::<BevyZigHostRequest>() as u32;
const DESPAWN_SIZE: u32 = size_of::<BevyZigRequest>() as u32;

/// This bit of a slot's number says that the rest of it is the number of a new entity.
pub(crate) const NEW_ENTITY: u64 = 1 << 63;
/// Likewise, of a small value.
pub(crate) const SMALL_VALUE: u64 = 1 << 62;

/// The words of a request that refers to a slot.
pub(crate) fn host_record(entity: Entity, slot: u64) -> [u64; HEAD_WORDS + 1] {
    let [first, second] = bytemuck::cast(Head::host(entity));
    [first, second, slot]
}

/// What follows the head of a request that changes a var; behind it the key and the value.
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
struct VarHead {
    op: u16,
    kind: u16,
    key_len: u32,
    value_len: u32,
    layout: u32,
}

const VAR_HEAD_WORDS: usize = size_of::<VarHead>() / 8;
const _: () = assert!(size_of::<Head>() + size_of::<VarHead>() == size_of::<BevyZigVarRequest>());

/// The words of a request to change a var, which must be sound.
pub(crate) fn var_record(owner: u64, change: VarChange) -> SmallVec<[u64; 16]> {
    let VarChange { op, kind, layout, key, value } = change;
    let text_words = (key.len() + value.len()).div_ceil(8);
    let mut words = SmallVec::from_elem(0, HEAD_WORDS + VAR_HEAD_WORDS + text_words);
    let size = (words.len() * 8) as u32;
    let head = Head { op: BEVY_ZIG_REQUEST_VAR as u16, flags: 0, size, entity: owner };
    let (key_len, value_len) = (key.len() as u32, value.len() as u32);
    let var = VarHead { op: op as u16, kind: kind as u16, key_len, value_len, layout };
    words[..HEAD_WORDS].copy_from_slice(&bytemuck::cast::<_, [u64; HEAD_WORDS]>(head));
    words[HEAD_WORDS..][..VAR_HEAD_WORDS].copy_from_slice(&bytemuck::cast::<_, [u64; VAR_HEAD_WORDS]>(var));
    let bytes: &mut [u8] = bytemuck::cast_slice_mut(&mut words[HEAD_WORDS + VAR_HEAD_WORDS..]);
    bytes[..key.len()].copy_from_slice(key.as_bytes());
    bytes[key.len()..][..value.len()].copy_from_slice(value);
    words
}

/// Reads the first request, which is not a [`Short`] one: it takes a despawn for malformed, and the others for slots
/// that do not exist. `words` must not be empty.
#[inline]
pub(crate) fn read(words: &[u64]) -> Result<Record<'_>, Malformed<'_>> {
    let Some(head) = words.get(..HEAD_WORDS) else { return Err(Malformed::Size) };
    let head: Head = bytemuck::cast([head[0], head[1]]);
    let size = head.size as usize;
    if !size.is_multiple_of(8) || size < size_of::<Head>() || size > words.len() * 8 {
        return Err(Malformed::Size);
    }
    let (own, rest) = words.split_at(size / 8);
    match read_op(head, &own[HEAD_WORDS..]) {
        Some(op) => Ok(Record { entity: head.entity, op, rest }),
        None => Err(Malformed::Request(rest)),
    }
}

/// `BevyZigSignalRequest`.
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
struct SignalHead {
    head: Head,
    name_id: u32,
    payload_size: u32,
    from: u64,
    instance_id: u64,
}

const SIGNAL_HEAD_WORDS: usize = size_of::<SignalHead>() / 8;
const _: () = assert!(size_of::<SignalHead>() == size_of::<BevyZigSignalRequest>());

/// The first request, if it is one of well-formed signals; and what lies behind it.
#[inline]
pub(crate) fn read_signals(words: &[u64]) -> Option<(EmittedSignals<'_>, &[u64])> {
    let first = words.first_chunk::<SIGNAL_HEAD_WORDS>()?;
    let SignalHead { head, name_id, payload_size, from, instance_id } = bytemuck::cast(*first);
    let payload_words = (payload_size as usize).div_ceil(8);
    let size = head.size as usize;
    if u32::from(head.op) != BEVY_ZIG_REQUEST_SIGNAL || !size.is_multiple_of(8) {
        return None;
    }
    let (record, rest) = words.split_at_checked(size / 8)?;
    let payloads = record.get(SIGNAL_HEAD_WORDS..)?;
    let count = match payload_words {
        // Without payloads, nothing says how many.
        0 => usize::from(payloads.is_empty()),
        words if payloads.len().is_multiple_of(words) => payloads.len() / words,
        _ => 0,
    };
    let (target, variants, payload_size) = (head.entity, head.flags, payload_size as usize);
    let found = EmittedSignals { target, name_id, from, instance_id, variants, payload_size, count, payloads };
    (count > 0).then_some((found, rest))
}

/// What there may be thousands of, one behind the other, with little else to say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Short {
    Despawn,
    /// The entity is made, as the new one of this number.
    New(u64),
    /// The small value of this number.
    Small(u64),
}

/// The first request, if it is a short one; for whom it is, and what lies behind it.
#[inline(always)]
pub(crate) fn read_short(words: &[u64]) -> Option<(u64, Short, &[u64])> {
    let (head, rest) = words.split_first_chunk::<HEAD_WORDS>()?;
    let Head { op, flags, size, entity } = bytemuck::cast(*head);
    match (op.into(), flags, size) {
        (BEVY_ZIG_REQUEST_DESPAWN, 0, DESPAWN_SIZE) => Some((entity, Short::Despawn, rest)),
        (BEVY_ZIG_REQUEST_HOST, 0, HOST_SIZE) => {
            let (slot, rest) = rest.split_first()?;
            let short = match slot & (NEW_ENTITY | SMALL_VALUE) {
                0 => return None,
                SMALL_VALUE => Short::Small(slot & !SMALL_VALUE),
                _ => Short::New(slot & !NEW_ENTITY),
            };
            Some((entity, short, rest))
        }
        _ => None,
    }
}

/// The first request, if there is one and it is well-formed.
pub(crate) fn read_if_any(words: &[u64]) -> Option<Record<'_>> {
    if words.is_empty() { None } else { read(words).ok() }
}

/// What a head and the words behind it ask for; `None` if that is not possible. Inlined for the same reason as
/// [`TransformOp::apply`].
#[inline(always)]
pub(crate) fn read_op(head: Head, payload: &[u64]) -> Option<Op<'_>> {
    let local = match u32::from(head.flags) {
        0 => false,
        BEVY_ZIG_REQUEST_FLAG_WORLD => return read_in_world(head, payload),
        BEVY_ZIG_REQUEST_FLAG_LOCAL if u32::from(head.op) == BEVY_ZIG_REQUEST_ROTATE => true,
        flags if flags & BEVY_ZIG_REQUEST_FLAG_ROWS != 0 => return read_run(head, payload),
        _ => return None,
    };
    Some(match u32::from(head.op) {
        BEVY_ZIG_REQUEST_POSITION_SET => Op::Transform(TransformOp::SetPosition(vec3(payload)?)),
        BEVY_ZIG_REQUEST_TRANSLATE => Op::Transform(TransformOp::Translate(vec3(payload)?)),
        BEVY_ZIG_REQUEST_SCALE_SET => Op::Transform(TransformOp::SetScale(vec3(payload)?)),
        BEVY_ZIG_REQUEST_ROTATION_SET => Op::Transform(TransformOp::SetRotation(unit_rotation(payload)?)),
        BEVY_ZIG_REQUEST_ROTATE if local => Op::Transform(TransformOp::RotateLocal(unit_rotation(payload)?)),
        BEVY_ZIG_REQUEST_ROTATE => Op::Transform(TransformOp::Rotate(unit_rotation(payload)?)),
        BEVY_ZIG_REQUEST_LOOK_AT => {
            let &[tx, ty, tz, ux, uy, uz] = floats(payload)?;
            let (target, up) = (Vec3::new(tx, ty, tz), Vec3::new(ux, uy, uz));
            (target.is_finite() && up.is_finite()).then_some(Op::Transform(TransformOp::LookAt { target, up }))?
        }
        BEVY_ZIG_REQUEST_HOST => match payload {
            [slot] => Op::Host(*slot),
            _ => return None,
        },
        BEVY_ZIG_REQUEST_VAR => Op::Var(read_var(payload)?),
        BEVY_ZIG_REQUEST_PARENT_SET => match payload {
            [parent] => Op::SetParent { parent: *parent, in_place: false },
            _ => return None,
        },
        _ => return None,
    })
}

/// Not inlined either: these are not for bulk.
#[inline(never)]
fn read_in_world(head: Head, payload: &[u64]) -> Option<Op<'_>> {
    let plain = read_op(Head { flags: 0, ..head }, payload)?;
    Some(match plain {
        Op::SetParent { parent, .. } => Op::SetParent { parent, in_place: true },
        Op::Transform(TransformOp::SetPosition(place)) => Op::InWorld(WorldOp::SetPosition(place)),
        Op::Transform(TransformOp::Translate(delta)) => Op::InWorld(WorldOp::Translate(delta)),
        Op::Transform(TransformOp::SetRotation(rotation)) => Op::InWorld(WorldOp::SetRotation(rotation)),
        Op::Transform(TransformOp::Rotate(turn)) => Op::InWorld(WorldOp::Rotate(turn)),
        Op::Transform(TransformOp::LookAt { target, up }) => Op::InWorld(WorldOp::LookAt { target, up }),
        _ => return None,
    })
}

/// Not inlined either: it is read once for many rows.
#[inline(never)]
fn read_run(head: Head, payload: &[u64]) -> Option<Op<'_>> {
    Run::read(head, payload).map(Op::Run)
}

/// Not inlined, as the rest is: it is long, and not for bulk.
#[inline(never)]
fn read_var(payload: &[u64]) -> Option<VarChange<'_>> {
    let (head, text) = payload.split_first_chunk::<VAR_HEAD_WORDS>()?;
    let VarHead { op, kind, key_len, value_len, layout } = bytemuck::cast(*head);
    let bytes: &[u8] = bytemuck::cast_slice(text);
    let (key, rest) = bytes.split_at_checked(key_len as usize)?;
    let (value, padding) = rest.split_at_checked(value_len as usize)?;
    let key = std::str::from_utf8(key).ok()?;
    let change = VarChange { op: op.into(), kind: kind.into(), layout, key, value };
    (padding.len() < 8 && change.is_sound()).then_some(change)
}

#[inline]
fn floats<const N: usize>(payload: &[u64]) -> Option<&[f32; N]> {
    bytemuck::cast_slice(payload).try_into().ok()
}

#[inline(always)]
fn vec3(payload: &[u64]) -> Option<Vec3> {
    let &[x, y, z, _reserved] = floats(payload)?;
    let value = Vec3::new(x, y, z);
    value.is_finite().then_some(value)
}

#[inline(always)]
fn unit_rotation(payload: &[u64]) -> Option<Quat> {
    rotation::unit(Quat::from_array(*floats(payload)?))
}

impl TransformOp {
    /// Whether it sets a negative scale, which is done, but said.
    #[inline(always)]
    pub(crate) fn mirrors(self) -> bool {
        matches!(self, Self::SetScale(scale) if scale.min_element() < 0.0)
    }

    /// Changes a transform. Inlined, so that a loop over requests of one kind does not ask for each which it is.
    #[inline(always)]
    pub(crate) fn apply(self, transform: &mut bevy::prelude::Transform) {
        match self {
            Self::SetPosition(value) => transform.translation = value,
            Self::Translate(value) => {
                let sum = transform.translation + value;
                // Sums stop at the ends of the range, as those of vars do.
                transform.translation =
                    if sum.is_finite() { sum } else { sum.clamp(Vec3::splat(f32::MIN), Vec3::splat(f32::MAX)) };
            }
            Self::SetScale(value) => transform.scale = value,
            Self::SetRotation(value) => transform.rotation = value,
            Self::Rotate(value) => transform.rotation = rotation::turned(value, transform.rotation),
            Self::RotateLocal(value) => transform.rotation = rotation::turned(transform.rotation, value),
            Self::LookAt { target, up } => transform.look_at(target, up),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(op: u32, flags: u16, payload: &[f32]) -> Vec<u64> {
        let size = (size_of::<Head>() + payload.len() * 4) as u32;
        let head: [u64; 2] = bytemuck::cast(Head { op: op as u16, flags, size, entity: 7 });
        let payload = payload.chunks(2).map(|pair| bytemuck::cast([pair[0], pair[1]]));
        head.into_iter().chain(payload).collect()
    }

    fn op(words: &[u64]) -> Option<Op<'_>> {
        read(words).ok().map(|record| record.op)
    }

    #[test]
    fn reads_what_a_script_wrote() {
        let mut words = request(BEVY_ZIG_REQUEST_TRANSLATE, 0, &[1.0, 2.0, 3.0, 0.0]);
        words.extend(request(BEVY_ZIG_REQUEST_DESPAWN, 0, &[]));
        let first = read(&words).unwrap_or_else(|_| panic!("it is well-formed"));
        assert_eq!(first.entity, 7);
        assert_eq!(first.op, Op::Transform(TransformOp::Translate(Vec3::new(1.0, 2.0, 3.0))));
        assert_eq!(read_short(first.rest), Some((7, Short::Despawn, [].as_slice())));
        assert_eq!(read_short(&words), None, "it is a move");
    }

    #[test]
    fn short_requests_are_exactly_of_their_size() {
        let host = |slot: u64, flags| {
            let mut words = request(BEVY_ZIG_REQUEST_HOST, flags, &[0.0, 0.0]);
            words[2] = slot;
            words
        };
        let rest = [5_u64];
        let short = |mut words: Vec<u64>| {
            words.extend(rest);
            read_short(&words).map(|(entity, short, behind)| {
                assert_eq!((entity, behind), (7, rest.as_slice()));
                short
            })
        };
        assert_eq!(short(request(BEVY_ZIG_REQUEST_DESPAWN, 0, &[])), Some(Short::Despawn));
        assert_eq!(short(host(NEW_ENTITY | 3, 0)), Some(Short::New(3)));
        assert_eq!(short(host(SMALL_VALUE | 3, 0)), Some(Short::Small(3)));
        for other in [
            request(BEVY_ZIG_REQUEST_DESPAWN, 0, &[1.0, 2.0]),
            request(BEVY_ZIG_REQUEST_DESPAWN, 1, &[]),
            host(3, 0),
            host(SMALL_VALUE | 3, 1),
            request(BEVY_ZIG_REQUEST_HOST, 0, &[0.0; 4]),
        ] {
            assert_eq!(short(other), None);
        }
        assert_eq!(read_short(&host(SMALL_VALUE, 0)[..2]), None, "the buffer ends before its slot");
        let Some((_, Short::New(number), _)) = read_short(&host(NEW_ENTITY | SMALL_VALUE, 0)) else { panic!("a slot") };
        assert_eq!(number, SMALL_VALUE, "which no new entity has");
    }

    #[test]
    fn refuses_what_makes_no_sense_and_finds_the_next() {
        let bad = [
            request(99, 0, &[]),
            request(BEVY_ZIG_REQUEST_TRANSLATE, 0, &[1.0, 2.0]),
            request(BEVY_ZIG_REQUEST_TRANSLATE, 1, &[1.0, 2.0, 3.0, 0.0]),
            request(BEVY_ZIG_REQUEST_POSITION_SET, 0, &[f32::NAN, 2.0, 3.0, 0.0]),
            request(BEVY_ZIG_REQUEST_ROTATE, 0, &[0.0; 4]),
            request(BEVY_ZIG_REQUEST_ROTATE, 0, &[f32::INFINITY, 0.0, 0.0, 1.0]),
            request(BEVY_ZIG_REQUEST_LOOK_AT, 0, &[0.0, 0.0, 0.0, 0.0, f32::NAN, 0.0]),
        ];
        for mut words in bad {
            words.push(u64::MAX);
            let Err(Malformed::Request(rest)) = read(&words) else { panic!("accepted: {words:?}") };
            assert_eq!(rest, [u64::MAX]);
        }
    }

    #[test]
    fn reads_signals_and_refuses_those_whose_sizes_do_not_go_together() {
        let signal = |flags, payload_size: u32, payload: &[f32]| {
            let mut body = vec![f32::from_bits(3), f32::from_bits(payload_size), 0.0, 0.0, 0.0, 0.0];
            body.extend(payload);
            request(BEVY_ZIG_REQUEST_SIGNAL, flags, &body)
        };
        let mut words = signal(0, 5, &[1.0, 2.0]);
        words.push(9);
        let (found, rest) = read_signals(&words).unwrap_or_else(|| panic!("it is well-formed"));
        assert_eq!((found.target, found.name_id, found.payload_size, rest), (7, 3, 5, [9].as_slice()));
        assert_eq!((found.payloads, found.count), (&words[5..6], 1));
        assert!(read_signals(&signal(7, 5, &[1.0, 2.0])).is_some_and(|(found, _)| found.variants == 7));
        let (alike, other) = (signal(0, 5, &[1.0, 2.0, 3.0, 4.0]), signal(7, 0, &[]));
        let words = [&alike[..], &other].concat();
        let (found, rest) = read_signals(&words).unwrap_or_else(|| panic!("they are well-formed"));
        assert_eq!((found.count, found.payloads, rest), (2, &alike[5..], &*other));
        assert!(read_signals(&other).is_some_and(|(found, rest)| found.count == 1 && rest.is_empty()));
        let odd = signal(0, 9, &[0.0; 6]);
        for bad in [odd, signal(0, 9, &[1.0, 2.0]), signal(0, 0, &[1.0, 2.0]), signal(0, 8, &[])] {
            assert!(read_signals(&bad).is_none());
            assert!(matches!(read(&bad), Err(Malformed::Request(&[]))), "it is dropped, and what follows is found");
        }
        assert!(read_signals(&signal(0, 5, &[1.0, 2.0])[..5]).is_none());
    }

    #[test]
    fn a_senseless_size_ends_the_buffer() {
        for size in [0, 8, 15, 17, 1000] {
            let words: [u64; 2] = bytemuck::cast(Head { op: 7, flags: 0, size, entity: 7 });
            assert_eq!(read(&words).err(), Some(Malformed::Size), "size {size}");
        }
        assert_eq!(read(&[7]).err(), Some(Malformed::Size));
    }

    #[test]
    fn changes_of_vars_are_read_as_they_were_written() {
        let value = 5i64.to_ne_bytes();
        let change =
            VarChange { op: BEVY_ZIG_VAR_OP_ADD, kind: BEVY_ZIG_VAR_INT, layout: 0, key: "hit points", value: &value };
        let words = var_record(7, change);
        assert_eq!(words.len() * 8, 56);
        assert_eq!(op(&words), Some(Op::Var(change)));
        let remove = VarChange { op: BEVY_ZIG_VAR_OP_REMOVE, kind: 0, layout: 0, key: "x", value: &[] };
        assert_eq!(op(&var_record(0, remove)), Some(Op::Var(remove)));
    }

    #[test]
    fn changes_of_vars_that_make_no_sense_are_refused() {
        let value = 5i64.to_ne_bytes();
        let sound = VarChange { op: BEVY_ZIG_VAR_OP_SET, kind: BEVY_ZIG_VAR_INT, layout: 0, key: "hp", value: &value };
        let long = "k".repeat(65);
        for change in [
            VarChange { op: 0, ..sound },
            VarChange { op: 5, ..sound },
            VarChange { kind: 0, ..sound },
            VarChange { kind: BEVY_ZIG_VAR_BOOL, ..sound },
            VarChange { op: BEVY_ZIG_VAR_OP_ADD, kind: BEVY_ZIG_VAR_ENTITY, ..sound },
            VarChange { op: BEVY_ZIG_VAR_OP_REMOVE, ..sound },
            VarChange { key: "", ..sound },
            VarChange { key: &long, ..sound },
        ] {
            assert_eq!(op(&var_record(7, change)), None, "{change:?}");
        }
        // Lengths that lie.
        for (word, xor) in [(2, 0xff << 32), (2, 2 << 32), (3, 0xff), (3, 8)] {
            let mut words = var_record(7, sound);
            words[word] ^= xor;
            assert_eq!(op(&words), None, "word {word} ^ {xor:x}");
        }
        let mut words = var_record(7, sound);
        words[4] |= 0xff;
        assert_eq!(op(&words), None, "a key that is not UTF-8");
    }

    #[test]
    fn rotations_become_unit_length() {
        let words = request(BEVY_ZIG_REQUEST_ROTATION_SET, 0, &[0.0, 0.0, 0.0, 2.0]);
        assert_eq!(op(&words), Some(Op::Transform(TransformOp::SetRotation(Quat::IDENTITY))));
    }
}
