//! Starts the process and turns its outcome into the exit status.

fn main() {}
