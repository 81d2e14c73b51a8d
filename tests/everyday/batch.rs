//! Many documents, some of them bad; messages, statuses, interruptions.

use super::{Place, letter, records};
use std::process::Stdio;
use std::time::{Duration, Instant};

fn two_hundred() -> Place {
    let place = Place::new();
    for n in 0..200 {
        place.write(&format!("letters/{n:03}.md"), &letter(n));
    }
    place
}

#[test]
fn ten_damaged_files_cost_the_others_nothing() {
    let place = two_hundred();
    let whole = place.run(&["letters", "--format", "ndjson", "--no-cache"]);
    assert_eq!((whole.status, whole.out.lines().count()), (Some(0), 200), "{}", whole.err);

    let bad: Vec<String> = (0..10).map(|n| format!("letters/{:03}.md", n * 20)).collect();
    for (at, name) in bad.iter().enumerate() {
        place.write(name, if at % 2 == 0 { "" } else { "%PDF-1.7\n1 0 obj\n<< /Type" });
    }
    let some = place.run(&["letters", "--format", "ndjson", "--no-cache"]);
    assert_eq!(some.status, Some(3), "{}", some.err);
    let left: Vec<&str> = whole
        .out
        .lines()
        .filter(|line| !bad.iter().any(|name| line.contains(&format!("\"{name}\""))))
        .collect();
    assert_eq!(some.out.lines().collect::<Vec<_>>(), left);
    for name in &bad {
        assert_eq!(
            some.err.lines().filter(|line| line.contains(&format!("{name}: "))).count(),
            1,
            "{}",
            some.err
        );
    }
    assert!(some.err.contains("190 read") && some.err.contains("10 failed"), "{}", some.err);
}

#[test]
fn the_number_of_workers_changes_no_byte() {
    let place = two_hundred();
    let with = |jobs: &str| place.run(&["letters", "--format", "ndjson", "--no-cache", "--jobs", jobs]).out;
    let one = with("1");
    assert_eq!(one.lines().count(), 200);
    assert!(one == with("2") && one == with("7"));
}

#[test]
fn statuses_tell_how_it_ended() {
    let place = Place::new();
    place.write("empty/readme.jpg", "x");
    place.write("a.md", &letter(1));
    for (arguments, status, told) in [
        (vec!["a.md"], 0, ""),
        (vec!["missing.pdf"], 3, "missing.pdf: no such file"),
        (vec!["a.md", "missing.pdf"], 3, "missing.pdf: no such file"),
        (vec!["empty"], 4, "nothing to read"),
        (vec!["a.md", "--format", "tabel"], 2, "tabel"),
        (vec!["a.md", "--theme", "timelines"], 2, "did you mean `timeliness`?"),
        (vec!["a.md", "--format", "csv", "--table", "judgement"], 2, "did you mean `judgements`?"),
        (vec!["a.md", "-o", "a.docx"], 2, "names no format"),
        (vec!["a.md", "-o", "no/such/a.csv"], 2, "there is no such folder"),
        (vec!["compar", "a.md"], 2, "did you mean `compare`?"),
        (vec!["-q", "find", "a.md"], 2, "options stand after the command: ofsted-scan find"),
        (vec!["compare", "a.md", "--authority", "Wandswort"], 2, "did you mean Wandsworth?"),
        (vec!["a.md", "--rules", "none.toml"], 2, "none.toml"),
        (vec!["a.md", "--jobs", "0"], 2, "--jobs"),
    ] {
        let ran = place.run(&arguments);
        assert_eq!(ran.status, Some(status), "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(told), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn names_may_come_from_a_list_and_bytes_from_standard_input() {
    let place = two_hundred();
    place.write("list.txt", "# two\nletters/003.md\r\nletters/001.md\n");
    let ran = place.run(&["--files-from", "list.txt", "--format", "ndjson"]);
    let paths: Vec<String> = records(&ran.out).into_iter().map(|record| record.source.path).collect();
    assert_eq!(paths, ["letters/003.md", "letters/001.md"]);

    let mut command = place.command(&["-", "--format", "ndjson"]);
    command.stdin(std::fs::File::open(place.path("letters/001.md")).expect("a letter"));
    let ran = super::Ran::from(command.output().expect("the program starts"));
    assert_eq!(records(&ran.out)[0].source.path, "-");
}

#[test]
fn quiet_says_errors_only_and_verbose_says_warnings() {
    let place = two_hundred();
    assert_eq!(place.run(&["letters", "-q", "--format", "ndjson"]).err, "");
    let ran = place.run(&["letters/001.md", "nope.md", "-q", "--format", "ndjson"]);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    place.write("plain.md", "# Minutes\n\nThe library opens at nine.\n");
    let ran = place.run(&["plain.md", "--verbose", "--no-cache"]);
    assert!(ran.err.contains("plain.md: warning: "), "{}", ran.err);
    // A kept record says what it said at first.
    place.run(&["plain.md"]);
    let kept = place.run(&["plain.md", "--verbose"]);
    assert_eq!(kept.err, ran.err);
}

#[test]
fn what_goes_into_a_pipe_is_plain() {
    let place = Place::new();
    place.write("a.md", &letter(1));
    let plain = place.run(&["a.md"]).out;
    assert!(plain.contains("Fernmoor") && plain.chars().all(|c| c == '\n' || !c.is_control()), "{plain}");
    assert!(place.run(&["a.md", "--color", "always"]).out.contains("\u{1b}[1m"));
    assert!(place.run(&["a.md", "--links", "always"]).out.contains("\u{1b}]8;;file:///"));
    let widest =
        |width: &str| place.run(&["a.md", "--width", width]).out.lines().map(|l| l.chars().count()).max();
    assert_eq!((widest("80"), widest("160")), (Some(80), Some(160)));
}

#[cfg(unix)]
#[test]
fn a_reader_that_leaves_and_a_disk_that_is_full_end_the_run() {
    let place = two_hundred();
    let mut command = place.command(&["letters", "--format", "ndjson", "-q"]);
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    drop(child.stdout.take());
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!((ended.status.code(), ended.stderr.as_slice()), (Some(0), &b""[..]));

    if let Ok(full) = std::fs::File::options().write(true).open("/dev/full") {
        let mut command = place.command(&["letters", "--format", "ndjson", "-q"]);
        let ended = command.stdout(full).output().expect("the program starts");
        assert_eq!(ended.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&ended.stderr).contains("cannot be written"));
        for format in ["ndjson", "csv", "xlsx", "sqlite", "html"] {
            let table = if format == "csv" { &["--table", "findings"][..] } else { &[] };
            let ran = place.run(&[&["letters", "-f", format, "-o", "/dev/full"], table].concat());
            assert_eq!(ran.status, Some(2), "{format}: {}", ran.err);
        }
        for arguments in [&["--help"][..], &["schema"], &["rules", "list"], &["compare", "letters"]] {
            let full = std::fs::File::options().write(true).open("/dev/full").expect("a full disk");
            let ended = place.command(arguments).stdout(full).output().expect("the program starts");
            assert_eq!(ended.status.code(), Some(2), "{arguments:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_whole_files_only() {
    let place = Place::new();
    for n in 0..4000 {
        place.write(&format!("letters/{n}.md"), &letter(n));
    }
    place.write("all.ndjson", "old\n");
    let mut command = place.command(&["letters", "-o", "all.ndjson", "--no-cache", "--jobs", "1", "-q"]);
    let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts");
    // As soon as the new file has begun beside the old one.
    let begun = Instant::now();
    let part = || {
        let entries = std::fs::read_dir(place.folder.path()).expect("the folder").flatten();
        entries.filter(|entry| entry.file_name().to_string_lossy().ends_with(".part")).count()
    };
    while part() == 0 && begun.elapsed() < Duration::from_secs(30) {
        std::thread::sleep(Duration::from_millis(5));
    }
    std::thread::sleep(Duration::from_millis(50));
    let pid = child.id().to_string();
    std::process::Command::new("kill").args(["-INT", &pid]).status().expect("kill");
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!(ended.status.code(), Some(130), "{}", String::from_utf8_lossy(&ended.stderr));
    assert_eq!(std::fs::read_to_string(place.path("all.ndjson")).expect("the old file"), "old\n");
    assert_eq!(part(), 0);
}
