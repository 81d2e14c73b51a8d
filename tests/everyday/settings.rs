//! Cache, settings, checks, help.

use super::{Place, letter};
use std::fs;

fn one() -> Place {
    let place = Place::new();
    place.write("a.md", &letter(1));
    place
}

#[test]
fn a_kept_record_gives_the_same_bytes() {
    let place = Place::with_fixtures();
    let first = place.run(&["documents", "--format", "ndjson"]);
    assert!(!first.err.contains("from the cache"));
    let second = place.run(&["documents", "--format", "ndjson"]);
    assert!(second.err.contains("from the cache"), "{}", second.err);
    assert!(first.out == second.out);
    let views = |arguments: &[&str]| place.run(&[&["documents"], arguments].concat()).out;
    assert!(views(&["--all"]) == views(&["--all", "--no-cache"]));
    assert!(views(&["-f", "json"]) == views(&["-f", "json", "--no-cache"]));
}

#[test]
fn the_cache_can_be_off_cleared_and_damaged() {
    let place = one();
    place.run(&["a.md", "--no-cache"]);
    assert!(!place.path("cache").exists());
    place.write("ofsted-scan.toml", "cache = false\n");
    place.run(&["a.md"]);
    assert!(!place.path("cache").exists());
    place.write("ofsted-scan.toml", "");
    let first = place.run(&["a.md", "-f", "ndjson"]).out;
    let mut folders = vec![place.path("cache")];
    let mut entries = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the cache").flatten() {
            if entry.path().is_dir() { folders.push(entry.path()) } else { entries.push(entry.path()) }
        }
    }
    assert_eq!(entries.len(), 1);
    fs::write(&entries[0], b"\xff\x00damaged").expect("an entry");
    let again = place.run(&["a.md", "-f", "ndjson"]);
    assert_eq!((again.out, again.err.as_str()), (first, ""));
    assert!(place.run(&["cache", "clear"]).out.starts_with("1 records removed"));
    assert!(place.run(&["cache", "clear"]).out.starts_with("0 records removed"));
    assert!(place.run(&["cache", "folder"]).out.trim_end().ends_with("cache"));
}

#[test]
fn a_press_text_is_checked_with_the_reader_and_the_cache_that_settings_name() {
    let place = Place::new();
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    for (from, to) in [
        ("press-release/brackenshire-front-door.html", "press.html"),
        ("focused-visit-letter/ludwell-2024.pdf", "letter.pdf"),
    ] {
        fs::copy(fixtures.join(from), place.path(to)).expect("a fixture");
    }
    let check = |more: &[&str]| {
        place.run(&[&["check-press", "press.html", "letter.pdf", "--format", "json"], more].concat())
    };
    let versions = || fs::read_dir(place.path("cache/records")).map_or(0, Iterator::count);
    let fresh = check(&["--no-cache"]);
    assert_eq!((fresh.status, versions()), (Some(0), 0), "{}", fresh.err);
    let first = check(&[]);
    assert_eq!((first.out.as_str(), versions()), (fresh.out.as_str(), 1), "{}", first.err);
    assert!(check(&[]).out == fresh.out);
    let second = check(&["--reader", "pdf-extract", "--timeout", "30"]);
    assert_eq!((second.status, versions()), (Some(0), 2), "{}", second.err);
    assert_eq!(check(&["--timeout", "0"]).status, Some(2));
    let stored = place.run(&["letter.pdf", "--format", "ndjson"]).out;
    place.write("stored.ndjson", &stored);
    let no_text = place.run(&["check-press", "press.html", "stored.ndjson"]);
    assert_eq!(no_text.status, Some(3));
    assert!(no_text.err.contains("stored.ndjson: stored records, which hold no text"), "{}", no_text.err);
}

#[test]
fn other_rules_are_another_cache() {
    let place = one();
    let rule = "about = \"Ours.\"\n[[rule]]\nid = \"recorded-well\"\nwhy = \"We call it neutral.\"\nrole = \"cue\"\n\
                gives = \"improvement\"\nphrases = [\"is recorded well\"]\nyes = [\"It «is recorded well».\", \"All «is recorded well».\"]\n\
                no = [\"It is well.\", \"It is recorded.\"]\n";
    place.write("ours/polarity/own.toml", rule);
    let usual = place.run(&["a.md", "-f", "ndjson"]);
    let ours = place.run(&["a.md", "-f", "ndjson", "--rules", "ours"]);
    assert_eq!(ours.status, Some(0), "{}", ours.err);
    assert!(ours.out.contains("ours/") && !usual.out.contains("ours/"), "{}", ours.out);
    assert!(place.run(&["a.md", "-f", "ndjson"]).out == usual.out);
}

#[test]
fn several_runs_may_share_the_cache() {
    let place = Place::with_fixtures();
    let runs: Vec<_> = (0..3)
        .map(|_| {
            let mut command = place.command(&["documents", "-f", "ndjson", "-q"]);
            command.stdout(std::process::Stdio::piped()).spawn().expect("the program starts")
        })
        .collect();
    let outs: Vec<_> = runs.into_iter().map(|run| run.wait_with_output().expect("it ends").stdout).collect();
    assert!(outs.iter().all(|out| !out.is_empty() && *out == outs[0]));
}

#[test]
fn settings_come_from_the_nearest_place_and_say_so() {
    let place = one();
    place.write("ofsted-scan.toml", "jobs = 2\ncolor = \"never\"\n");
    let mut command = place.command(&["config", "show", "--width", "150"]);
    let ran =
        super::Ran::from(command.env("OFSTED_SCAN_COLOR", "always").output().expect("the program starts"));
    let line = |name: &str| ran.out.lines().find(|line| line.contains(name)).expect("the setting").to_owned();
    assert!(line("│\u{1b}[0m jobs").contains("line 1") || line(" jobs ").contains("line 1"), "{}", ran.out);
    assert!(line(" color ").contains("environment, OFSTED_SCAN_COLOR"));
    assert!(line(" width ").contains("flag, --width"));
    assert!(line(" timeout ").contains("default"));
}

#[test]
fn a_faulty_configuration_is_refused_with_its_line() {
    let place = one();
    place.write("ofsted-scan.toml", "jobs = 2\n\n[check]\nmin-grade = \"fair\"\n");
    let ran = place.run(&["a.md"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("ofsted-scan.toml, line 4"), "{}", ran.err);
    assert!(ran.err.contains("outstanding, good, requires-improvement, inadequate"), "{}", ran.err);
    assert_eq!(ran.out, "");
}

#[test]
fn conditions_decide_the_status_of_a_check() {
    let place = one();
    place.write("bad.pdf", "");
    place.write("ofsted-scan.toml", "[check]\nrequired-for-type = false\n");
    assert_eq!(place.run(&["check", "a.md", "-q", "--require", "dates"]).status, Some(0));
    let ran = place.run(&["check", "a.md", "-q", "--require", "judgements"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(1), "a.md: require: states no judgements\n"));
    assert_eq!(place.run(&["check", "a.md", "-q", "--require", "judgements", "--exit-zero"]).status, Some(0));
    let ran = place.run(&["check", "a.md", "bad.pdf", "-q"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.out.starts_with("bad.pdf: readable: "), "{}", ran.out);
    place.write("ofsted-scan.toml", "[check]\nrequired-for-type = false\nrequire = [\"judgements\"]\n");
    assert_eq!(place.run(&["check", "a.md", "-q"]).status, Some(1));
    let ran = place.run(&["check", "a.md", "-q", "-f", "json"]);
    let told: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(told[0]["condition"], "require");
}

#[test]
fn help_manual_and_completions_know_every_command() {
    let place = Place::new();
    let help = place.run(&["--help"]).out;
    assert!(help.contains("Examples:") && help.contains("Exit status:"), "{help}");
    let commands = ["rules", "check", "cache", "config", "schema", "completions", "man"];
    for command in commands {
        assert!(help.contains(&format!("  {command} ")), "{command}");
        assert_eq!(place.run(&[command, "--help"]).status, Some(0));
    }
    for command in ["compare", "find", "explain", "check", "check-press", "rules"] {
        let help = place.run(&[command, "--help"]).out;
        assert!(help.contains(&format!("  ofsted-scan {command} ")), "{help}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = place.run(&["completions", shell]).out;
        assert!(commands.iter().all(|command| script.contains(command)), "{shell}");
    }
    assert!(place.run(&["man"]).out.contains(".TH ofsted-scan 1"));
    assert_eq!(place.run(&["man", "--folder", "pages"]).status, Some(0));
    assert!(place.path("pages/ofsted-scan-check.1").exists());
}
