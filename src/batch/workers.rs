//! Worker threads that take items in order and give their results back in order, within a bounded
//! window. Knows nothing of what an item is.

use std::any::Any;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Nested structures of a hostile PDF are read by recursion: a worker's stack holds what the limits on
/// nesting let through. Only pages of it that are touched take memory.
const STACK_BYTES: usize = 256 << 20;

/// Results per worker that may wait for an earlier document to be done.
const WINDOW_PER_WORKER: usize = 4;

/// Asks a run to end after the documents in hand. Cloned handles share one flag.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks for the end.
    pub fn request(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether somebody asked.
    pub fn requested(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// How many threads work, and how they are told to stop.
#[derive(Debug, Clone)]
pub struct Workers {
    jobs: usize,
    pub stop: Stop,
}

impl Default for Workers {
    /// One worker a processor.
    fn default() -> Self {
        Workers::new(thread::available_parallelism().map_or(1, |n| n.get()))
    }
}

struct State<T> {
    /// The next item that nobody has taken.
    next: usize,
    /// How many results were handed on.
    handed: usize,
    done: BTreeMap<usize, Result<T, String>>,
    ended: bool,
}

struct Shared<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

impl<T> Shared<T> {
    /// A worker never panics while it holds the lock, so a poisoned state is still whole.
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, guard: MutexGuard<'a, State<T>>) -> MutexGuard<'a, State<T>> {
        self.changed.wait(guard).unwrap_or_else(PoisonError::into_inner)
    }
}

struct EndOnDrop<'a, T>(&'a Shared<T>);

impl<T> Drop for EndOnDrop<'_, T> {
    fn drop(&mut self) {
        self.0.lock().ended = true;
        self.0.changed.notify_all();
    }
}

impl Workers {
    /// `jobs` threads, at least one.
    pub fn new(jobs: usize) -> Self {
        Workers { jobs: jobs.max(1), stop: Stop::default() }
    }

    /// Works on `items` and hands each with its outcome to `each`, in order. An outcome is `Err` with
    /// the message where `work` panicked.
    pub fn in_order<I: Sync, T: Send>(
        &self,
        items: &[I],
        work: impl Fn(&I) -> T + Sync,
        mut each: impl FnMut(&I, Result<T, String>) -> ControlFlow<()>,
    ) {
        let jobs = self.jobs.min(items.len()).max(1);
        let shared = Shared {
            state: Mutex::new(State { next: 0, handed: 0, done: BTreeMap::new(), ended: false }),
            changed: Condvar::new(),
        };
        thread::scope(|scope| {
            let mut started = 0;
            for _ in 0..jobs {
                let run = || self.work_through(items, &work, &shared, jobs * WINDOW_PER_WORKER);
                started += usize::from(
                    thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, run).is_ok(),
                );
            }
            if started == 0 {
                // No thread to be had: the work is done here, one after the other.
                self.work_through(items, &work, &shared, usize::MAX);
            }
            // Also where `each` panics, or the scope would wait for workers that wait for room.
            let _end = EndOnDrop(&shared);
            for item in items {
                let Some(outcome) = self.await_next(&shared) else { break };
                if each(item, outcome).is_break() {
                    break;
                }
            }
        });
    }

    fn work_through<I, T>(
        &self,
        items: &[I],
        work: &(impl Fn(&I) -> T + Sync),
        shared: &Shared<T>,
        window: usize,
    ) {
        while let Some(index) = self.take(items.len(), shared, window) {
            let outcome = catch_unwind(AssertUnwindSafe(|| work(&items[index]))).map_err(message_of);
            shared.lock().done.insert(index, outcome);
            shared.changed.notify_all();
        }
    }

    /// The next item to work on, once the window has room for it.
    fn take<T>(&self, count: usize, shared: &Shared<T>, window: usize) -> Option<usize> {
        let mut state = shared.lock();
        while !state.ended && state.next < count && state.next >= state.handed.saturating_add(window) {
            state = shared.wait(state);
        }
        if self.stop.requested() && !state.ended {
            state.ended = true;
            shared.changed.notify_all();
        }
        if state.ended || state.next >= count {
            return None;
        }
        state.next += 1;
        Some(state.next - 1)
    }

    /// The outcome that comes next in order; `None` where the run was stopped before it began.
    fn await_next<T>(&self, shared: &Shared<T>) -> Option<Result<T, String>> {
        let mut state = shared.lock();
        loop {
            let index = state.handed;
            if let Some(outcome) = state.done.remove(&index) {
                state.handed += 1;
                shared.changed.notify_all();
                return Some(outcome);
            }
            if state.ended && index >= state.next {
                return None;
            }
            state = shared.wait(state);
        }
    }
}

fn message_of(panic: Box<dyn Any + Send>) -> String {
    match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(words), _) => (*words).to_owned(),
        (_, Some(words)) => words.clone(),
        _ => "no message".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;
    use std::time::Duration;

    #[test]
    fn results_come_in_order_whatever_the_number_of_workers() {
        let items: Vec<u64> = (0..60).collect();
        for jobs in [1, 2, 7] {
            let mut seen = Vec::new();
            let slow_at_first = |&n: &u64| {
                thread::sleep(Duration::from_micros(if n % 7 == 0 { 900 } else { 5 }));
                n * 2
            };
            Workers::new(jobs).in_order(&items, slow_at_first, |_, result| {
                seen.push(result.unwrap());
                ControlFlow::Continue(())
            });
            assert_eq!(seen, items.iter().map(|n| n * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn no_more_than_a_window_of_results_waits() {
        let items: Vec<usize> = (0..200).collect();
        let begun = AtomicUsize::new(0);
        let jobs = 2;
        let work = |&n: &usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            if n == 0 {
                thread::sleep(Duration::from_millis(60));
            }
        };
        let mut first = true;
        Workers::new(jobs).in_order(&items, work, |_, _| {
            if std::mem::take(&mut first) {
                assert!(begun.load(Ordering::SeqCst) <= jobs * WINDOW_PER_WORKER + jobs);
            }
            ControlFlow::Continue(())
        });
        assert_eq!(begun.load(Ordering::SeqCst), items.len());
    }

    #[test]
    fn a_break_ends_the_run() {
        let items: Vec<usize> = (0..1000).collect();
        let begun = AtomicUsize::new(0);
        let work = |_: &usize| {
            begun.fetch_add(1, Ordering::SeqCst);
        };
        Workers::new(2).in_order(&items, work, |&n, _| {
            if n == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(begun.load(Ordering::SeqCst) < 100);
    }

    #[test]
    fn a_panic_over_a_result_ends_the_run_too() {
        let items: Vec<usize> = (0..1000).collect();
        let run = || Workers::new(2).in_order(&items, |&n| n, |_, _| panic!("on purpose"));
        assert!(catch_unwind(run).is_err());
    }

    #[test]
    fn a_stop_hands_on_what_was_begun() {
        let items: Vec<usize> = (0..1000).collect();
        let workers = Workers::new(2);
        let mut seen = Vec::new();
        workers.in_order(
            &items,
            |&n| n,
            |&n, _| {
                seen.push(n);
                if n == 5 {
                    workers.stop.request();
                }
                ControlFlow::Continue(())
            },
        );
        assert!(seen.len() < 100 && seen.len() >= 6);
        assert!(seen.iter().enumerate().all(|(at, &n)| at == n));
    }
}
