//! The day that counts as today.

use crate::base::date::Date;

/// The day that the system's clock shows; `None` if it is none of our calendar.
#[must_use]
pub fn today() -> Option<Date> {
    let day = jiff::Zoned::now().date();
    let unsigned = |number: i8| u8::try_from(number).unwrap_or_default();
    Date::new(day.year(), unsigned(day.month()), unsigned(day.day()))
}
