//! Names the state of the source, so that records kept by one build are never taken for another's.

use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo:rerun-if-changed=src");
    println!("cargo:rerun-if-changed=Cargo.lock");
    let root = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    // FNV-1a: the same on every machine and every version of the compiler.
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for part in ["src", "Cargo.lock"] {
        add(&Path::new(&root).join(part), &mut hash);
    }
    println!("cargo:rustc-env=SOURCE_STATE={hash:016x}");
}

fn add(path: &Path, hash: &mut u64) {
    if let Ok(entries) = fs::read_dir(path) {
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        paths.iter().for_each(|path| add(path, hash));
    } else if let Ok(bytes) = fs::read(path) {
        for byte in bytes.into_iter().filter(|&byte| byte != b'\r') {
            *hash = (*hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
