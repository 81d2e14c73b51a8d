//! What a person may have meant by a name that is not known.

/// Names less like than this are not worth offering.
const LEAST_LIKENESS: f64 = 0.75;

/// `; did you mean X?` where one of `known` is near to `name`, else nothing.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let lower = name.to_lowercase();
    let likeness = |other: &str| strsim::jaro_winkler(&lower, &other.to_lowercase());
    let best = known.map(|other| (likeness(other), other)).max_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        Some((likeness, other)) if likeness >= LEAST_LIKENESS => format!("; did you mean `{other}`?"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_offered_and_far_ones_not() {
        let known = ["timeliness", "front-door", "workforce"];
        assert_eq!(nearest("timelines", known.into_iter()), "; did you mean `timeliness`?");
        assert_eq!(nearest("Frontdoor", known.into_iter()), "; did you mean `front-door`?");
        assert_eq!(nearest("zebra", known.into_iter()), "");
    }
}
