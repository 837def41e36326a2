//! The joint decision through its public doors.

mod brute;
mod calibration;
mod clauses;
mod explanations;
mod method;
mod optimum;
mod world;
