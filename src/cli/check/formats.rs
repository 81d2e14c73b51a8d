//! How failures are told: to people, to GitHub Actions, and to what reads JUnit, SARIF or JSON.

use super::Checked;
use super::conditions::Breach;
use ofsted_scan::render::clean;
use serde_json::json;
use std::collections::HashMap;
use std::fmt::Write;

/// `path, page 2: condition: message`, a line each.
pub fn lines(checked: &Checked) -> String {
    let line = |breach: &Breach| {
        let page = breach.evidence.map(|evidence| format!(", page {}", evidence.page)).unwrap_or_default();
        let (path, message) = (clean::one_line(&breach.path), clean::one_line(&breach.message));
        format!("{path}{page}: {}: {message}\n", breach.condition)
    };
    checked.breaches.iter().map(line).collect()
}

/// One array of what failed.
pub fn json(checked: &Checked) -> String {
    serde_json::to_string_pretty(&checked.breaches).unwrap_or_default() + "\n"
}

/// Workflow commands, which GitHub Actions shows as annotations.
pub fn github(checked: &Checked) -> String {
    let mut out = String::new();
    for breach in &checked.breaches {
        let page = breach.evidence.map(|evidence| format!(" (page {})", evidence.page)).unwrap_or_default();
        let (path, title) = (property(&breach.path), property(breach.condition));
        let message = data(&format!("{}{page}", breach.message));
        let _ = writeln!(out, "::error file={path},title={title}::{message}");
    }
    out
}

/// Text in a workflow command: what would end the line or begin an escape is written as its number.
fn data(text: &str) -> String {
    clean::one_line(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A test case a document. What reads JUnit takes one failure a test case, so that one tells, a line each,
/// of every condition that the document does not meet.
pub fn junit(checked: &Checked) -> String {
    let mut of_path: HashMap<&str, Vec<&Breach>> = HashMap::new();
    for breach in &checked.breaches {
        of_path.entry(&breach.path).or_default().push(breach);
    }
    let (tests, failed) = (checked.paths.len(), of_path.len());
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        out,
        "<testsuites>\n<testsuite name=\"ofsted-scan\" tests=\"{tests}\" failures=\"{failed}\">"
    );
    for path in &checked.paths {
        let _ = writeln!(out, "  <testcase classname=\"ofsted-scan\" name=\"{}\">", xml(path));
        if let Some(breaches) = of_path.remove(path.as_str()) {
            let _ = writeln!(out, "    {}", failure(&breaches));
        }
        out.push_str("  </testcase>\n");
    }
    out.push_str("</testsuite>\n</testsuites>\n");
    out
}

fn failure(breaches: &[&Breach]) -> String {
    let told = |breach: &&Breach| {
        let page = breach.evidence.map(|evidence| format!(" (page {})", evidence.page)).unwrap_or_default();
        xml(&format!("{}: {}{page}", breach.condition, breach.message))
    };
    let lines: Vec<String> = breaches.iter().map(told).collect();
    let (kind, first) = (xml(breaches[0].condition), &lines[0]);
    let message = match lines.len() {
        1 => first.clone(),
        count => format!("{first} (and {} more)", count - 1),
    };
    format!("<failure type=\"{kind}\" message=\"{message}\">{}</failure>", lines.join("\n"))
}

fn xml(text: &str) -> String {
    let escaped = |sign: char| match sign {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        '\'' => "&apos;".to_owned(),
        // Not allowed in XML at all.
        '\u{fffe}' | '\u{ffff}' => String::new(),
        other => other.to_string(),
    };
    clean::one_line(text).chars().map(escaped).collect()
}

/// SARIF: a result a failure, its region counted in characters of the document's text, and its page.
pub fn sarif(checked: &Checked) -> String {
    let result = |breach: &Breach| {
        let mut place = json!({ "artifactLocation": { "uri": uri(&breach.path) } });
        if let Some(evidence) = breach.evidence {
            place["region"] = json!({
                "charOffset": evidence.start,
                "charLength": evidence.end.saturating_sub(evidence.start),
                "properties": { "page": evidence.page },
            });
        }
        let page = breach.evidence.map(|evidence| format!(" (page {})", evidence.page)).unwrap_or_default();
        json!({
            "ruleId": breach.condition,
            "level": "error",
            "message": { "text": format!("{}{page}", clean::one_line(&breach.message)) },
            "locations": [{ "physicalLocation": place }],
        })
    };
    let mut rules: Vec<&str> = checked.breaches.iter().map(|breach| breach.condition).collect();
    rules.sort_unstable();
    rules.dedup();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "ofsted-scan",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|id| json!({ "id": id })).collect::<Vec<_>>(),
            } },
            "results": checked.breaches.iter().map(result).collect::<Vec<_>>(),
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

/// A relative path as a URI reference.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte))
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use ofsted_scan::evidence::Evidence;

    fn hostile() -> Checked {
        let evil = "a,b:c%\n::error::x\u{1b}[31m</failure><x y='\"&";
        let evidence = Some(Evidence { page: 2, start: 10, end: 14 });
        let breach = Breach { path: evil.into(), condition: "min-grade", message: evil.into(), evidence };
        Checked { paths: vec![evil.into()], breaches: vec![breach] }
    }

    #[test]
    fn hostile_text_stays_inside_its_line() {
        for told in [lines(&hostile()), github(&hostile()), junit(&hostile()), sarif(&hostile())] {
            assert!(!told.contains('\u{1b}'), "{told}");
            assert!(told.lines().filter(|line| line.starts_with("::")).count() <= 1, "{told}");
        }
        assert_eq!(lines(&hostile()).lines().count(), 1);
        let github = github(&hostile());
        assert!(github.starts_with("::error file=a%2Cb%3Ac%25 %3A%3Aerror%3A%3Ax"), "{github}");
        assert_eq!(junit(&hostile()).matches("</failure>").count(), 1);
        let log: serde_json::Value = serde_json::from_str(&sarif(&hostile())).unwrap();
        let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(place["region"]["charLength"], 4);
        assert_eq!(place["region"]["properties"]["page"], 2);
    }
}
