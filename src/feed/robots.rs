//! `robots.txt`: everything may be read.

use crate::network::Network;

pub(super) fn write(_network: &Network, out: &mut Vec<u8>) {
    out.extend_from_slice(b"User-agent: *\nAllow: /\n");
}
