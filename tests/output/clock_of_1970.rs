//! A library that is loaded before the system's, so that a program sees the second of January 1970 on its clock. `odd.rs`
//! compiles it by itself; it is no part of the tests' own program, nor of pmsite.

use std::ffi::{c_int, c_long};

#[cfg(target_arch = "x86_64")]
const CLOCK_GETTIME: c_long = 228;
#[cfg(not(target_arch = "x86_64"))]
const CLOCK_GETTIME: c_long = 113;

/// The clock that tells the day; others only run.
const REALTIME: c_int = 0;

#[repr(C)]
pub struct Time {
    seconds: i64,
    nanoseconds: c_long,
}

unsafe extern "C" {
    fn syscall(number: c_long, ...) -> c_long;
}

/// # Safety
///
/// As for the function of the system: `time` can be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn clock_gettime(clock: c_int, time: *mut Time) -> c_int {
    if clock != REALTIME {
        return unsafe { syscall(CLOCK_GETTIME, clock, time) } as c_int;
    }
    let day = Time {
        seconds: 24 * 60 * 60,
        nanoseconds: 0,
    };
    unsafe { time.write(day) };
    0
}
