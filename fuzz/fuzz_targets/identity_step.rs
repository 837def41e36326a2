#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hefu_tests::fuzz_bodies::identity_step(bytes));
