//! How a record or a comparison looks in one format. Knows nothing of how any value was found.

pub mod report;
