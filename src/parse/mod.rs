//! One file at a time: from text to what it says.
//!
//! A parser never sees another file. What one file says about another is a name, and
//! `resolve` finds the thing it names.

pub mod data;
pub mod formula;
pub mod hidden;
pub mod markdown;
pub mod page;
pub mod settings;
pub mod yaml;
