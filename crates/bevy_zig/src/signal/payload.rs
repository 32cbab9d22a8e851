//! The bytes of a signal's payload, as Rust gets them.

use std::fmt;
use std::ops::Deref;

/// Bytes of a payload. Those of most signals need no memory of their own; there may be 100,000 of them in a frame, so
/// that each word that this takes is time.
#[derive(Clone)]
pub(crate) enum Payload {
    Inline { len: u8, bytes: [u8; PAYLOAD_INLINE] },
    Boxed(Box<[u8]>),
}

/// As many as make a payload three words.
pub(super) const PAYLOAD_INLINE: usize = 22;

const _: () = assert!(size_of::<Payload>() == 24);

impl Payload {
    pub(super) fn new(bytes: &[u8]) -> Self {
        let mut inline = [0; PAYLOAD_INLINE];
        match inline.get_mut(..bytes.len()) {
            Some(place) => {
                place.copy_from_slice(bytes);
                Self::Inline { len: bytes.len() as u8, bytes: inline }
            }
            None => Self::Boxed(bytes.into()),
        }
    }

    /// The first `len` of these bytes, if they need no memory of their own. Copying all costs less.
    #[inline]
    pub(super) fn inline(bytes: &[u8; PAYLOAD_INLINE], len: usize) -> Option<Self> {
        (len <= PAYLOAD_INLINE).then_some(Self::Inline { len: len as u8, bytes: *bytes })
    }
}

impl Deref for Payload {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Inline { len, bytes } => &bytes[..usize::from(*len)],
            Self::Boxed(bytes) => bytes,
        }
    }
}

impl PartialEq for Payload {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn payloads_of_all_sizes_are_what_they_were_made_of() {
        let all: Vec<u8> = (0..200).collect();
        for len in [0, 1, PAYLOAD_INLINE, PAYLOAD_INLINE + 1, 200] {
            assert_eq!(*Payload::new(&all[..len]), all[..len]);
            let inline = Payload::inline(all.first_chunk().unwrap(), len);
            assert_eq!(inline, (len <= PAYLOAD_INLINE).then(|| Payload::new(&all[..len])), "whatever lies behind");
        }
    }
}
