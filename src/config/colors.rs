//! The colours that a network sets for itself, and whether a reader can tell them from the paper.

use std::fmt::{self, Write};

use serde::Deserialize;

use super::rules::{BAD_CONFIG, LOW_CONTRAST};
use crate::deserialize_as_text;
use crate::fault::{Fault, Origin, Step};
use crate::steps;
use crate::text;
use crate::yaml::{TextValue, ValueFault};

/// The light ground on which the default theme writes.
pub const PAPER: Color = Color([0xfa, 0xf7, 0xf2]);
/// The ground of its dark mode.
pub const DARK_PAPER: Color = Color([0x17, 0x15, 0x12]);
/// What text must have to its ground: WCAG 2.2, success criterion 1.4.3 (level AA).
pub const LEAST_CONTRAST: f64 = 4.5;
/// What a dark shade is given that the program chooses itself: WCAG 2.2, 1.4.6 (level AAA).
const GOOD_CONTRAST: f64 = 7.0;

/// A colour of the sRGB space: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color(pub [u8; 3]);

impl TextValue for Color {
    const NAME: &'static str = "color";
    const SAMPLE: &'static str = "#000000";

    fn parse(text: &str) -> Result<Self, ValueFault> {
        Color::from_hex(text.trim()).ok_or_else(|| {
            ValueFault::whole(
                &BAD_CONFIG,
                text,
                text!("`{text}` 不是颜色", "`{text}` is not a colour"),
                text!(
                    "写成引号里的 # 加六位十六进制数，如 \"#b02a17\"；不加引号，# 后面会被当成注释",
                    "write # and six hexadecimal digits in quotes, such as \"#b02a17\"; without quotes YAML takes it for a comment"
                ),
            )
        })
    }
}

deserialize_as_text!(Color);

impl Color {
    /// Reads `#b02a17`, `b02a17` or `#b31`.
    fn from_hex(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        let digits: Vec<u8> = digits
            .chars()
            .map(|digit| {
                digit
                    .to_digit(16)
                    .and_then(|digit| u8::try_from(digit).ok())
            })
            .collect::<Option<_>>()?;
        match digits[..] {
            [r, g, b] => Some(Color([r * 17, g * 17, b * 17])),
            [r, s, g, h, b, c] => Some(Color([r * 16 + s, g * 16 + h, b * 16 + c])),
            _ => None,
        }
    }

    /// Relative luminance, 0 to 1, as WCAG 2.2 defines it.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|channel| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 {
                channel / 12.92
            } else {
                ((channel + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Contrast ratio to another colour, 1 to 21, as WCAG 2.2 defines it.
    pub fn contrast(self, other: Color) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The shade nearest to this colour, towards black or white, that has at least this contrast to a ground.
    fn shade(self, ground: Color, least: f64) -> Self {
        let end: u16 = if ground.luminance() > 0.18 { 0 } else { 255 };
        let mixed = |step: u16| {
            Color(self.0.map(|channel| {
                let sum = u16::from(channel) * (255 - step) + end * step;
                u8::try_from(sum / 255).unwrap_or(u8::MAX)
            }))
        };
        (0..=255)
            .map(mixed)
            .find(|shade| shade.contrast(ground) >= least)
            .unwrap_or(Color([u8::try_from(end).unwrap_or(u8::MAX); 3]))
    }
}

impl fmt::Display for Color {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(out, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// The colours of one ground, as written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Shades {
    /// Links, buttons, the line under the head.
    #[serde(deserialize_with = "set")]
    pub accent: Option<Color>,
    /// Study posts.
    #[serde(deserialize_with = "set")]
    pub study: Option<Color>,
    /// Today, and what is on now.
    #[serde(deserialize_with = "set")]
    pub today: Option<Color>,
    /// Information, and links that were followed.
    #[serde(deserialize_with = "set")]
    pub info: Option<Color>,
}

/// The colours that a network sets, as written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Colors {
    /// As [`Shades::accent`], on light paper.
    #[serde(deserialize_with = "set")]
    pub accent: Option<Color>,
    /// As [`Shades::study`], on light paper.
    #[serde(deserialize_with = "set")]
    pub study: Option<Color>,
    /// As [`Shades::today`], on light paper.
    #[serde(deserialize_with = "set")]
    pub today: Option<Color>,
    /// As [`Shades::info`], on light paper.
    #[serde(deserialize_with = "set")]
    pub info: Option<Color>,
    /// On dark paper; what is not set here is a lighter shade of the light one.
    pub dark: Shades,
}

/// A colour that is written. `accent: #b02a17` without quotes is nothing and a comment, which must be told.
fn set<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Color>, D::Error> {
    Color::deserialize(deserializer).map(Some)
}

impl Colors {
    fn light(&self) -> [(&'static str, Option<Color>); 4] {
        let Colors {
            accent,
            study,
            today,
            info,
            dark: _,
        } = *self;
        named(Shades {
            accent,
            study,
            today,
            info,
        })
    }

    /// A style sheet that hands these colours to the theme; none if no colour is set.
    ///
    /// Each becomes a custom property `--own-NAME`, on dark paper `--own-NAME-dark`.
    pub fn style_sheet(&self) -> Option<String> {
        let mut rules = String::new();
        for ((name, light), (_, dark)) in self.light().into_iter().zip(named(self.dark)) {
            if let Some(light) = light {
                let _ = write!(rules, "--own-{name}:{light};");
            }
            let dark = dark.or(light.map(|light| light.shade(DARK_PAPER, GOOD_CONTRAST)));
            if let Some(dark) = dark {
                let _ = write!(rules, "--own-{name}-dark:{dark};");
            }
        }
        (!rules.is_empty()).then(|| format!(":root{{{rules}}}\n"))
    }

    /// Tells each colour that could not be read on its ground.
    pub(super) fn check(&self, origin: &Origin, faults: &mut Vec<Fault>) {
        for (name, color) in self.light() {
            check(color, PAPER, origin, &steps!["colors", name], faults);
        }
        for (name, color) in named(self.dark) {
            let steps = steps!["colors", "dark", name];
            check(color, DARK_PAPER, origin, &steps, faults);
        }
    }
}

fn named(shades: Shades) -> [(&'static str, Option<Color>); 4] {
    [
        ("accent", shades.accent),
        ("study", shades.study),
        ("today", shades.today),
        ("info", shades.info),
    ]
}

fn check(
    color: Option<Color>,
    ground: Color,
    origin: &Origin,
    steps: &[Step],
    faults: &mut Vec<Fault>,
) {
    let Some(color) = color else {
        return;
    };
    let contrast = color.contrast(ground);
    if contrast >= LEAST_CONTRAST {
        return;
    }
    // Rounded down, so that a ratio just too low is not told as 4.5.
    let shown = (contrast * 100.0).floor() / 100.0;
    let better = color.shade(ground, LEAST_CONTRAST);
    faults.push(
        Fault::new(
            &LOW_CONTRAST,
            origin.value(steps),
            text!(
                "颜色 {color} 和底色 {ground} 的对比度只有 {shown}，至少要 {LEAST_CONTRAST}",
                "the contrast of {color} to its ground {ground} is {shown}; it must be {LEAST_CONTRAST} at least"
            ),
        )
        .help(text!(
            "最接近的、看得清的颜色是 \"{better}\"",
            "the nearest shade that can be read is \"{better}\""
        )),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn color(text: &str) -> Color {
        Color::from_hex(text).expect("a colour")
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        let ratio = |a, b| (color(a).contrast(color(b)) * 100.0).round() / 100.0;
        assert_eq!(ratio("#000", "#fff"), 21.0);
        assert_eq!(ratio("#777777", "#ffffff"), 4.48);
        assert_eq!(ratio("#ffffff", "#767676"), 4.54);
    }

    #[test]
    fn only_hexadecimal_colours_are_read() {
        assert_eq!(color("#b31"), color("BB3311"));
        for wrong in ["", "#", "#12", "#12345g", "red", "#1234567", "#１２３"] {
            assert_eq!(Color::from_hex(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_suggested_shade_can_be_read_and_a_good_colour_is_kept() {
        for ground in [PAPER, DARK_PAPER] {
            for written in ["#ffcc00", "#808080", "#000000", "#ffffff", "#00ff00"] {
                let shade = color(written).shade(ground, LEAST_CONTRAST);
                assert!(
                    shade.contrast(ground) >= LEAST_CONTRAST,
                    "{written} {ground}"
                );
            }
        }
        assert_eq!(
            color("#b02a17").shade(PAPER, LEAST_CONTRAST),
            color("#b02a17")
        );
    }

    #[test]
    fn a_dark_shade_is_chosen_when_none_is_set() {
        let colors = Colors {
            accent: Some(color("#b02a17")),
            ..Colors::default()
        };
        let sheet = colors.style_sheet().expect("a colour is set");
        let (_, dark) = sheet.split_once("--own-accent-dark:").expect("it is there");
        assert!(
            color(&dark[..7]).contrast(DARK_PAPER) >= GOOD_CONTRAST,
            "{sheet}"
        );
        assert_eq!(Colors::default().style_sheet(), None);
    }
}
