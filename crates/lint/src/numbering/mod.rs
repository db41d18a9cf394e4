//! Numbers in headings: labels such as `21.`, `第3章` or `1.2`, the series that they form, and the ranges in names of
//! files.
//!
//! What is wrong with a series is for the rules to say; here it is only read.
//! Titles that merely start with a number (`2023 summary`, `3 つのポイント`, `EC2`) are no labels.

mod evidence;
mod family;
mod form;
mod heading;
mod label;
mod level;
mod numeral;
mod outline;
mod prefix;
mod range;
mod series;
mod sign;
mod stranger;
mod style;

pub(crate) use family::{Family, families};
pub use heading::HeadingFact;
pub use label::{Certainty, Label, Space};
pub(crate) use level::out_of_level;
pub use numeral::{Digits, Numeral};
pub use outline::Outline;
pub use range::FileRange;
pub use series::{Series, Shape};
pub use sign::Sign;
pub(crate) use stranger::{Evidence, Stranger, strangers};
pub(crate) use style::{NumberStyle, StyleGroups};
