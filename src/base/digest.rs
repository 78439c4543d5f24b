//! Digests as people and files write them.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// Bytes in small hexadecimal digits, two for each.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut digits, byte| {
        // Strings take what they are given.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// The first 16 hexadecimal digits of the SHA-256 of several texts.
#[must_use]
pub fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        // Ends a part: no text of a file that can be read holds it, nor does a path.
        hash.update([0]);
    }
    hex(&hash.finalize()[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_has_two_digits() {
        assert_eq!(hex(&[0, 10, 255]), "000aff");
        assert_eq!(hex(&[]), "");
    }
}
