//! The trace of a network: latency, throughput, connections.

mod connections;
mod latency;
mod throughput;

use crate::exact::Exact;
use crate::judge::Found;
use crate::number::Decimal;
use crate::work::{Sheet, Work};
use crate::{Figure, moment, units};

pub(crate) fn judge(work: &mut Work<'_>) -> Option<Found> {
    match work.claim.figure {
        Figure::Latency => latency::judge(work),
        Figure::Throughput => throughput::judge(work, false),
        Figure::WorstThroughput => throughput::judge(work, true),
        Figure::Connections => connections::distinct(work),
        _ => connections::at_once(work),
    }
}

/// How times are written: numbers in a unit, or instants.
#[derive(Clone)]
enum Clock {
    Unit(Exact),
    Instants,
}

/// The clock that the claim states.
fn clock(work: &mut Work<'_>) -> Option<Clock> {
    if work.claim.time_unit.as_deref() == Some("instant") {
        return Some(Clock::Instants);
    }
    work.unit_stated(work.claim.time_unit.as_deref(), "evidence-why-time-unit", units::time).map(Clock::Unit)
}

/// Times in whole ticks.
struct Times {
    /// Nanoseconds of a tick.
    tick: Exact,
    /// The times of each column asked for, row by row.
    columns: Vec<Vec<i128>>,
}

/// The times of these columns in ticks of one length: the finest place that any of them is written in.
fn times(work: &mut Work<'_>, sheet: &Sheet<'_>, clock: &Clock, columns: &[usize]) -> Option<Times> {
    let rows = sheet.table.len();
    match clock {
        Clock::Instants => {
            let mut offset = None;
            let mut all = Vec::new();
            for column in columns {
                let mut times = Vec::with_capacity(rows);
                for row in 0..rows {
                    match moment::parse(sheet.table.cell(row, *column)) {
                        Some(moment) if *offset.get_or_insert(moment.offset) == moment.offset => times.push(moment.at),
                        Some(_) => work.bad(sheet, row, *column, "evidence-fault-offset", "evidence-remedy-offset"),
                        None => work.bad(sheet, row, *column, "evidence-fault-moment", "evidence-remedy-moment"),
                    }
                }
                all.push(times);
            }
            (work.faults.count == 0).then_some(Times { tick: crate::exact::whole(1), columns: all })
        }
        Clock::Unit(unit) => {
            let mut numbers: Vec<(usize, Decimal)> = Vec::with_capacity(rows * columns.len());
            for column in columns {
                work.same_unit(sheet, *column, unit, units::time);
                for row in 0..rows {
                    if let Some(number) = work.decimal(sheet, row, *column) {
                        numbers.push((row, number));
                    }
                }
            }
            let aligned = work.align(sheet, columns, &numbers)?;
            let tick = unit / crate::exact::whole(crate::exact::power(aligned.places));
            let columns = aligned.values.chunks(rows.max(1)).map(<[i128]>::to_vec).collect();
            (work.faults.count == 0 && rows > 0).then_some(Times { tick, columns })
        }
    }
}
