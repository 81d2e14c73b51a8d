//! The README's own commands do what it shows, and its test command is the one that CI runs.

use std::path::Path;

fn file(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name))
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn the_readme_shows_what_happens() {
    trycmd::TestCases::new().case("README.md");
}

#[test]
fn the_main_command_reads_the_fixtures() {
    assert!(
        file("README.md").contains("\ncargo run -- fixtures "),
        "the README no longer shows this command"
    );
    let run = run("fixtures").assert().code(0);
    let shown = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    for place in ["Wealdmoor", "Harrowdale", "Ludwell", "Stanmoor", "Marlsea", "Ravenholt", "Dunmore"] {
        assert!(shown.contains(place), "{place} is not shown");
    }
}

fn run(path: &str) -> assert_cmd::Command {
    let mut command = assert_cmd::Command::cargo_bin("ofsted-scan").expect("the program is built");
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("OFSTED_SCAN_CACHE", "false").arg(path);
    command
}

#[test]
fn what_cannot_be_read_is_told_in_a_line_each() {
    let run = run("fixtures/bad").assert().code(3);
    let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    let bad = ["empty.pdf", "encrypted.pdf", "error-page.pdf", "picture-only.pdf", "truncated.pdf"];
    for name in bad {
        let lines = told.lines().filter(|line| line.contains(&format!("fixtures/bad/{name}: "))).count();
        assert_eq!(lines, 1, "{name} in:\n{told}");
    }
    assert_eq!(told.matches("fixtures/").count(), bad.len(), "no other file is complained of:\n{told}");
}

#[test]
fn ci_runs_the_test_command_of_the_readme() {
    assert!(file("README.md").contains("\ncargo test "));
    assert!(file(".ci/run").lines().any(|line| line == "cargo test --locked"));
}

#[test]
fn the_exit_statuses_are_those_of_the_help() {
    let run =
        assert_cmd::Command::cargo_bin("ofsted-scan").expect("the program is built").arg("--help").assert();
    let help = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    for row in
        file("README.md").lines().filter(|line| line.starts_with("| ") && line.as_bytes()[2].is_ascii_digit())
    {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let told = format!("  {}  {}", cells[0], cells[1].replace('`', ""));
        assert!(help.contains(&told), "--help lacks {told:?}");
    }
}
