//! The rules of notesmith and the engine that runs them.

pub mod vocabulary;
