//! How much of files and pixels may be in memory at the same time, whoever works on them: a photo of a few
//! megabytes is hundreds when it is decoded, and a preview is asked for eighty at once.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Bytes of pixels that are worked on at the same time, about what the largest picture takes that is allowed
/// unless the configuration says otherwise.
const PIXELS: u64 = 400_000_000;
/// Bytes of files that are looked at, or handed over as they are, at the same time.
const FILES: u64 = 256 * 1024 * 1024;

/// The gates that all who work on one site go through. Who is inside the second never waits at the first.
#[derive(Debug)]
pub struct Gates {
    /// For files as they are.
    pub(super) files: Gate,
    /// For decoded pictures.
    pub(super) pixels: Gate,
}

impl Default for Gates {
    fn default() -> Self {
        Gates {
            files: Gate::new(FILES),
            pixels: Gate::new(PIXELS),
        }
    }
}

/// Lets work begin while all that goes on costs no more than a budget.
#[derive(Debug)]
pub(super) struct Gate {
    budget: u64,
    spent: Mutex<u64>,
    left: Condvar,
}

/// Work that goes on; dropped when it is done.
#[derive(Debug)]
pub(super) struct Inside<'a> {
    gate: &'a Gate,
    cost: u64,
}

impl Gate {
    fn new(budget: u64) -> Self {
        Gate {
            budget,
            spent: Mutex::new(0),
            left: Condvar::new(),
        }
    }

    /// Waits until there is room. What costs more than the whole budget has it to itself.
    pub(super) fn enter(&self, cost: u64) -> Inside<'_> {
        let cost = cost.min(self.budget);
        let is_full = |spent: &mut u64| *spent + cost > self.budget;
        let waited = self.left.wait_while(self.spent(), is_full);
        *waited.unwrap_or_else(PoisonError::into_inner) += cost;
        Inside { gate: self, cost }
    }

    fn spent(&self) -> MutexGuard<'_, u64> {
        self.spent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        *self.gate.spent() -= self.cost;
        self.gate.left.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    #[test]
    fn no_more_goes_on_than_the_budget_allows_and_the_largest_goes_alone() {
        let gate = Gate::new(10);
        let (now, most) = (AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for cost in [3, 4, 5, 25, 2, 1, 10, 3].repeat(8) {
                let (gate, now, most) = (&gate, &now, &most);
                scope.spawn(move || {
                    let inside = gate.enter(cost);
                    let cost = cost.min(10);
                    most.fetch_max(
                        now.fetch_add(cost, Ordering::SeqCst) + cost,
                        Ordering::SeqCst,
                    );
                    std::thread::yield_now();
                    now.fetch_sub(cost, Ordering::SeqCst);
                    drop(inside);
                });
            }
        });
        assert_eq!(now.into_inner(), 0);
        assert_eq!(most.into_inner(), 10);
        assert_eq!(*gate.spent(), 0);
    }
}
