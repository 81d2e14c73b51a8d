//! Many documents, one after the other in the order given, each on its own: what happens to one costs
//! no other its result.
//!
//! Knows inputs, order, workers and the isolation of a bad document. Knows nothing of formats,
//! arguments, or of what a document says.

pub mod cache;
mod inputs;
mod workers;

pub use inputs::{Input, Selection, gather, names_from};
pub use workers::{Stop, Workers};

use crate::error::{Error, ErrorKind};
use std::ops::ControlFlow;

/// What became of all documents of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Documents that gave a result.
    pub read: usize,
    /// Documents that gave an error.
    pub failed: usize,
}

/// Reads every input with `read` (name, bytes), several at a time, and hands the results to `each` in
/// the order of `inputs`. At most a few results per worker wait to be handed on, so memory does not
/// grow with the number of inputs. A panic in `read` becomes that document's error.
///
/// Ends early when `each` breaks or `workers.stop` is set.
pub fn each_document<T: Send>(
    inputs: &[Result<Input, Error>],
    workers: &Workers,
    read: impl Fn(&str, &[u8]) -> Result<T, Error> + Sync,
    mut each: impl FnMut(Result<T, Error>) -> ControlFlow<()>,
) -> Tally {
    let mut tally = Tally::default();
    let one = |input: &Result<Input, Error>| {
        let input = input.as_ref().map_err(Clone::clone)?;
        let bytes = input.bytes()?;
        read(input.name(), &bytes)
    };
    workers.in_order(inputs, one, |input, outcome| {
        let result = outcome.unwrap_or_else(|panic| Err(defect(input, panic)));
        match result {
            Ok(_) => tally.read += 1,
            Err(_) => tally.failed += 1,
        }
        each(result)
    });
    tally
}

fn defect(input: &Result<Input, Error>, panic: String) -> Error {
    match input {
        Ok(input) => Error::new(input.name(), ErrorKind::Defect(panic)),
        Err(error) => error.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[&str]) -> Vec<Result<Input, Error>> {
        names.iter().map(|&name| Ok(Input::Held { name: name.into(), bytes: name.into() })).collect()
    }

    #[test]
    fn a_panic_costs_only_its_own_document() {
        let inputs = named(&["a", "bad", "c"]);
        let mut seen = Vec::new();
        let read = |name: &str, _: &[u8]| {
            assert!(name != "bad", "broken on purpose");
            Ok(name.to_owned())
        };
        let tally = each_document(&inputs, &Workers::new(2), read, |result| {
            seen.push(result.map_err(|e| e.to_string()));
            ControlFlow::Continue(())
        });
        assert_eq!(tally, Tally { read: 2, failed: 1 });
        assert_eq!(seen[0], Ok("a".into()));
        assert!(seen[1].as_ref().is_err_and(|e| e.starts_with("bad: ") && e.contains("broken on purpose")));
        assert_eq!(seen[2], Ok("c".into()));
    }

    #[test]
    fn an_input_that_was_never_found_keeps_its_place_in_the_order() {
        let mut inputs = named(&["a", "c"]);
        inputs.insert(1, Err(Error::new("b", ErrorKind::NotFound)));
        let mut order = Vec::new();
        each_document(
            &inputs,
            &Workers::new(3),
            |name, _| Ok(name.to_owned()),
            |result| {
                order.push(result.unwrap_or_else(|e| e.path));
                ControlFlow::Continue(())
            },
        );
        assert_eq!(order, ["a", "b", "c"]);
    }
}
