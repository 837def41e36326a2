//! Units of time, of data and of both together.

use crate::exact::{Exact, whole};

/// Nanoseconds in a unit of time.
pub(crate) fn time(unit: &str) -> Option<Exact> {
    let nanoseconds: i64 = match unit {
        "ns" | "纳秒" | "奈秒" => 1,
        "µs" | "μs" | "us" | "微秒" => 1_000,
        "ms" | "毫秒" => 1_000_000,
        "s" | "sec" | "秒" => 1_000_000_000,
        "min" | "分钟" | "分鐘" => 60_000_000_000,
        "h" | "小时" | "小時" => 3_600_000_000_000,
        _ => return None,
    };
    Some(whole(nanoseconds))
}

/// Bits in a unit of data. A byte is eight; k, M and G are powers of a thousand, Ki, Mi and Gi of 1,024 (IEC 80000-13).
pub(crate) fn size(unit: &str) -> Option<Exact> {
    let (head, bits) = match unit {
        "字节" | "位元組" | "byte" | "bytes" => ("", 8),
        "比特" | "位元" | "bits" => ("", 1),
        _ => match (unit.strip_suffix("bit"), unit.strip_suffix('b'), unit.strip_suffix('B')) {
            (Some(head), ..) | (None, Some(head), _) => (head, 1),
            (None, None, Some(head)) => (head, 8),
            _ => return None,
        },
    };
    Some(whole(prefix(head)?.checked_mul(bits)?))
}

fn prefix(head: &str) -> Option<i64> {
    Some(match head {
        "" => 1,
        "k" | "K" => 1_000,
        "M" => 1_000_000,
        "G" => 1_000_000_000,
        "T" => 1_000_000_000_000,
        "Ki" => 1 << 10,
        "Mi" => 1 << 20,
        "Gi" => 1 << 30,
        _ => return None,
    })
}

/// Bits a second in a unit of rate: `Mbit/s`, `Mbps`, `MB/s`, `bit/ms`.
pub(crate) fn rate(unit: &str) -> Option<Exact> {
    if let Some(head) = unit.strip_suffix("bps") {
        return prefix(head).map(whole);
    }
    let (data, per) = unit.split_once('/')?;
    Some(size(data.trim())? * whole(1_000_000_000) / time(per.trim())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_known_by_their_signs() {
        let same = |a: Option<Exact>, b: i64| assert_eq!(a, Some(whole(b)));
        same(time("毫秒"), 1_000_000);
        same(time("μs"), 1_000);
        same(size("B"), 8);
        same(size("Mbit"), 1_000_000);
        same(size("KiB"), 8_192);
        same(rate("Mbit/s"), 1_000_000);
        same(rate("Mbps"), 1_000_000);
        same(rate("MB/s"), 8_000_000);
        same(rate("bit/ms"), 1_000);
        assert_eq!((time("m"), size("x"), rate("Mbit"), rate("/s")), (None, None, None, None));
    }
}
