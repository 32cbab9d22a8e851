//! What scripts keep of their states in their own way across a reload: `serialize` writes it, `deserialize` reads it.

use bevy::platform::collections::HashMap;

/// Why bytes were not written or read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum BlobError {
    /// States are being read and not written, or the other way round.
    WrongTurn,
    /// The instance would keep more than it may, or than there is memory for.
    TooMuch,
    /// Fewer bytes are left.
    TooFew,
}

/// The bytes that each instance of a script keeps. While a call is served with them, they are either written or read.
pub(crate) struct StateBlobs {
    writing: bool,
    by_instance: HashMap<u64, Blob>,
}

#[derive(Default)]
struct Blob {
    bytes: Vec<u8>,
    /// How many of them have been read.
    read: usize,
}

impl StateBlobs {
    /// For calls of `serialize`.
    #[cfg(any(test, feature = "hot-reload"))]
    pub(crate) fn to_write() -> Self {
        Self { writing: true, by_instance: HashMap::default() }
    }

    /// The same bytes, for calls of `deserialize`.
    #[cfg(any(test, feature = "hot-reload"))]
    pub(crate) fn into_read(self) -> Self {
        Self { writing: false, ..self }
    }

    /// Makes sure that the instance may write `len` more bytes.
    pub(crate) fn make_room(&mut self, instance: u64, len: usize, limit: usize) -> Result<(), BlobError> {
        if !self.writing {
            return Err(BlobError::WrongTurn);
        }
        let blob = self.by_instance.entry(instance).or_default();
        let total = blob.bytes.len().checked_add(len).filter(|total| *total <= limit);
        total.ok_or(BlobError::TooMuch)?;
        blob.bytes.try_reserve(len).map_err(|_| BlobError::TooMuch)
    }

    /// Appends bytes, for which there is room.
    pub(crate) fn write(&mut self, instance: u64, bytes: &[u8]) {
        self.by_instance.entry(instance).or_default().bytes.extend_from_slice(bytes);
    }

    /// The next bytes of an instance.
    pub(crate) fn read(&mut self, instance: u64, len: usize) -> Result<&[u8], BlobError> {
        if self.writing {
            return Err(BlobError::WrongTurn);
        }
        if len == 0 {
            return Ok(&[]);
        }
        let blob = self.by_instance.get_mut(&instance).ok_or(BlobError::TooFew)?;
        let next = blob.bytes[blob.read..].get(..len).ok_or(BlobError::TooFew)?;
        blob.read += len;
        Ok(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(blobs: &mut StateBlobs, instance: u64, bytes: &[u8]) -> Result<(), BlobError> {
        blobs.make_room(instance, bytes.len(), 8)?;
        blobs.write(instance, bytes);
        Ok(())
    }

    #[test]
    fn each_instance_reads_what_it_has_written_piece_by_piece() {
        let mut blobs = StateBlobs::to_write();
        write(&mut blobs, 1, b"abc").unwrap();
        write(&mut blobs, 2, b"xyz").unwrap();
        write(&mut blobs, 1, b"de").unwrap();
        assert_eq!(blobs.read(1, 1), Err(BlobError::WrongTurn));
        let mut blobs = blobs.into_read();
        assert_eq!(blobs.read(1, 4), Ok(&b"abcd"[..]));
        assert_eq!(blobs.read(1, 2), Err(BlobError::TooFew));
        assert_eq!(blobs.read(1, usize::MAX), Err(BlobError::TooFew));
        assert_eq!(blobs.read(1, 1), Ok(&b"e"[..]), "what is left is still there");
        assert_eq!(blobs.read(2, 3), Ok(&b"xyz"[..]));
        assert_eq!(blobs.read(3, 0), Ok(&b""[..]), "it wrote nothing");
        assert_eq!(blobs.read(3, 1), Err(BlobError::TooFew));
        assert_eq!(write(&mut blobs, 1, b"f"), Err(BlobError::WrongTurn));
    }

    #[test]
    fn nobody_has_room_beyond_the_limit() {
        let mut blobs = StateBlobs::to_write();
        write(&mut blobs, 1, b"12345").unwrap();
        for len in [4, usize::MAX] {
            assert_eq!(blobs.make_room(1, len, 8), Err(BlobError::TooMuch));
        }
        write(&mut blobs, 1, b"678").unwrap();
        assert_eq!(blobs.into_read().read(1, 8), Ok(&b"12345678"[..]));
    }
}
