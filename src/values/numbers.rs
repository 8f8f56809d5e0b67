//! Numbers as editors write them.

use super::hint;
use crate::deserialize_as_text;
use crate::text;
use crate::yaml::{TextValue, ValueFault, WRONG_TYPE};

/// A whole number from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count(pub u32);

impl TextValue for Count {
    const NAME: &'static str = "count";
    const SAMPLE: &'static str = "0";

    fn parse(text: &str) -> Result<Self, ValueFault> {
        text.trim().parse().map(Count).map_err(|_| {
            ValueFault::whole(
                &WRONG_TYPE,
                text,
                text!("`{text}` 不是整数", "`{text}` is not a whole number"),
                hint::number(text).unwrap_or_else(|| {
                    text!("只写阿拉伯数字，如 30", "write digits alone, such as 30")
                }),
            )
        })
    }
}

/// A number, possibly with a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Decimal(pub f64);

impl TextValue for Decimal {
    const NAME: &'static str = "decimal";
    const SAMPLE: &'static str = "0";

    fn parse(text: &str) -> Result<Self, ValueFault> {
        match text.trim().parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Decimal(number)),
            _ => Err(ValueFault::whole(
                &WRONG_TYPE,
                text,
                text!("`{text}` 不是数字", "`{text}` is not a number"),
                hint::number(text).unwrap_or_else(|| {
                    text!(
                        "只写数字，如 119.38",
                        "write a number alone, such as 119.38"
                    )
                }),
            )),
        }
    }
}

deserialize_as_text!(Count, Decimal);
