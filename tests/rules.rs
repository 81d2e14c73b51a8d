//! Every rule does what its examples say, every label can be explained, faulty files are told plainly,
//! and `docs/rules.md` is fresh (`UPDATE_DOCS=1 cargo test --test rules` writes it).

use ofsted_scan::classify::{Sentence, explain, label};
use ofsted_scan::record::Polarity;
use ofsted_scan::rules::check::examples;
use ofsted_scan::rules::describe::page;
use ofsted_scan::rules::{Effect, Role, Rule, RuleBook};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

#[test]
fn every_example_of_every_rule_is_right() {
    let tried = examples(RuleBook::built_in(), |_| true);
    let wrong: Vec<String> = tried
        .iter()
        .filter(|tried| !tried.outcome.is_right())
        .map(|t| format!("{}: {}: {} (it matches {:?})", t.outcome.word(), t.rule.id, t.example, t.got))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried.len() >= 4 * RuleBook::built_in().rules().iter().filter(|rule| is_written(rule)).count());
}

/// Words that were learned have no examples: what they are worth is measured.
fn is_written(rule: &Rule) -> bool {
    !matches!(rule.effect, Effect::Words(_))
}

#[test]
fn ids_are_unique_and_every_rule_says_why() {
    let book = RuleBook::built_in();
    let ids: HashSet<&str> = book.rules().iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids.len(), book.rules().len());
    for rule in book.rules() {
        assert!(rule.why.ends_with('.'), "{}: `why` is a sentence", rule.id);
        assert!(!is_written(rule) || rule.yes.len() >= 2 && rule.no.len() >= 2, "{}", rule.id);
    }
}

#[test]
fn the_page_of_rules_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let fresh = page(RuleBook::built_in());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &fresh).expect("docs/rules.md can be written");
    }
    let stands = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(stands == fresh, "docs/rules.md is stale: run UPDATE_DOCS=1 cargo test --test rules");
}

fn one(text: &str) -> (Polarity, Vec<String>) {
    let label = label(&[Sentence::plain(text, Role::Findings)], RuleBook::built_in()).remove(0);
    assert!(!label.rules.is_empty(), "no rule named for: {text}");
    (label.polarity, label.themes)
}

/// Invented sentences, one for each thing that a label depends on.
#[test]
fn labels_follow_negation_quantity_change_and_contrast() {
    use Polarity::*;
    for (text, polarity) in [
        ("Assessments are thorough and lead to timely help.", Strength),
        ("Plans are not always specific.", Improvement),
        ("There is no delay in finding homes.", Strength),
        ("Managers have reduced delay.", Strength),
        ("Some families wait too long for help.", Improvement),
        ("Most children are seen promptly.", Strength),
        ("A small number of children wait for a school place.", Improvement),
        ("Supervision has improved.", Strength),
        ("Supervision has improved but remains inconsistent.", Mixed),
        ("Most visits are regular, but their purpose is often unclear.", Mixed),
        ("Although records are detailed, plans lack clear timescales.", Mixed),
        ("When plans are weak, managers step in swiftly.", Strength),
        ("Staff lack training.", Improvement),
        ("Leaders plan to improve induction.", Improvement),
        ("Inspectors considered a range of evidence.", Neutral),
    ] {
        assert_eq!(one(text).0, polarity, "{text}");
    }
}

#[test]
fn a_section_decides_for_its_items() {
    let item = |role, text| Sentence { listed: true, starts_block: true, ..Sentence::plain(text, role) };
    let sentences = [
        item(Role::AreasToImprove, "The timeliness of visits."),
        item(Role::Strengths, "The timeliness of visits."),
        Sentence::plain("The visit began on a Monday.", Role::Closing),
    ];
    let polarities: Vec<Polarity> =
        label(&sentences, RuleBook::built_in()).into_iter().map(|label| label.polarity).collect();
    assert_eq!(polarities, [Polarity::Improvement, Polarity::Strength, Polarity::Neutral]);
}

#[test]
fn themes_go_on_where_a_sentence_points_back() {
    let sentences = [
        Sentence::plain("Strategy meetings are held promptly.", Role::Findings),
        Sentence::plain("They lead to clear decisions.", Role::Findings),
    ];
    for label in label(&sentences, RuleBook::built_in()) {
        assert!(label.themes.contains(&"child-protection-enquiries".to_string()), "{:?}", label.themes);
        assert!(label.themes.len() <= 3);
    }
}

#[test]
fn the_trace_slices_the_sentence_and_agrees_with_the_label() {
    let sentences = [
        Sentence::plain("Zoë’s plan is late – but clear.", Role::Findings),
        Sentence::plain("", Role::Findings),
        Sentence::plain("However, “delay” isn’t rare…", Role::Findings),
    ];
    let labels = label(&sentences, RuleBook::built_in());
    for (at, sentence) in sentences.iter().enumerate() {
        let trace = explain(&sentences, RuleBook::built_in(), at).expect("there is such a sentence");
        assert_eq!(trace.label, labels[at]);
        for span in trace.cues.iter().map(|c| &c.span).chain(trace.clauses.iter().map(|c| &c.span)) {
            assert!(sentence.text.get(span.clone()).is_some(), "{span:?} of {:?}", sentence.text);
        }
    }
    assert!(explain(&sentences, RuleBook::built_in(), 3).is_none());
}

struct Layer(tempfile::TempDir, PathBuf);

fn layer(text: &str) -> Layer {
    let folder = tempfile::tempdir().expect("a folder for the layer");
    let path = folder.path().join("northmere.toml");
    std::fs::write(&path, text).expect("the layer can be written");
    Layer(folder, path)
}

const RULE: &str = r#"
[[rule]]
id = "zebra"
why = "Names a zebra."
role = "cue"
gives = "improvement"
weight = 9
phrases = ["zebra*"]
yes = ["«Zebras» graze.", "A «zebra» stands there."]
no = ["Horses graze.", "A horse stands there."]
"#;

#[test]
fn a_layer_adds_replaces_and_switches_off() {
    let theme = "disable = [\"polarity/not-always\", \"assessment/words\"]\n[theme]\nid = \"animals\"\ntitle = \"Animals\"\ncovers = \"Beasts.\"\n";
    let extra = RULE.replace("gives = \"improvement\"\n", "");
    let layer = layer(&format!("{theme}{extra}"));
    let book = RuleBook::load(std::slice::from_ref(&layer.1)).expect("a sound layer");
    assert!(book.rule("polarity/not-always").is_none());
    assert!(book.rule("northmere/zebra").is_some());
    assert!(book.rule("assessment/words").is_none() && book.rule("recording/words").is_some());
    assert_ne!(book.hash(), RuleBook::built_in().hash());
    let labels = label(&[Sentence::plain("Zebras are excellent.", Role::Findings)], &book);
    assert_eq!(labels[0].themes, ["animals"]);
    assert_eq!(book.title("animals"), "Animals");
    drop(layer.0);
}

#[test]
fn a_replacement_stands_in_for_the_rule() {
    let layer = layer(&format!("{RULE}replace = \"polarity/not-always\"\n"));
    let book = RuleBook::load(std::slice::from_ref(&layer.1)).expect("a sound layer");
    assert!(book.rule("polarity/not-always").is_none() && book.rule("northmere/zebra").is_some());
    drop(layer.0);
}

#[test]
fn a_faulty_layer_is_refused_with_place_and_remedy() {
    for (text, line, what) in [
        (RULE.replace("zebra*", "(zebra"), Some(8), "never closed"),
        (RULE.replace("zebra*", "{stripes}"), Some(8), "no list called"),
        (RULE.replace("zebra*", "ze*"), Some(8), "too short"),
        (RULE.replace("weight = 9", "wieght = 9"), Some(7), "unknown field"),
        (RULE.replace("weight = 9", "weight = 90"), Some(7), "outside 0 to 10"),
        (RULE.replace("weight = 9", "acts = \"flips\""), Some(7), "does not act so"),
        (RULE.replace("\"improvement\"", "\"zebras\""), Some(6), "neither a polarity nor a theme"),
        (RULE.replace("no = [\"Horses graze.\", ", "no = ["), Some(10), "fewer than 2 examples"),
        (RULE.replace("yes = ", "yeah = "), Some(9), "unknown field"),
        (RULE.replace("\"zebra\"", "\"Big Zebra\""), Some(3), "other characters"),
        (RULE.repeat(2), Some(13), "a second rule"),
        ("disable = [\"polarity/nothing\"]".into(), Some(1), "no earlier layer"),
        ("[[rule".into(), Some(1), ""),
    ] {
        let layer = layer(&text);
        let error = RuleBook::load(std::slice::from_ref(&layer.1)).expect_err(&text);
        assert_eq!(error.place.map(|(line, _)| line), line, "{error}");
        assert!(error.what.contains(what), "{error}");
        assert!(error.file.ends_with("northmere.toml") && !error.remedy.is_empty());
        drop(layer.0);
    }
    assert!(RuleBook::load(&["/no/such/layer.toml".into()]).is_err());
}

#[test]
fn the_error_shows_the_line() {
    let layer = layer(&RULE.replace("zebra*", "(zebra"));
    let shown = RuleBook::load(std::slice::from_ref(&layer.1)).expect_err("faulty").to_string();
    let lines: Vec<&str> = shown.lines().collect();
    assert!(lines[0].ends_with("northmere.toml:8:13: a `(` that is never closed"), "{shown}");
    assert_eq!(lines[1], "  8 | phrases = [\"(zebra\"]");
    assert_eq!(lines[2].find('^'), lines[1].find('('));
    drop(layer.0);
}
