//! The two languages in which the program speaks to editors, and texts that exist in both.

use std::fmt;
use std::str::FromStr;

/// A language of messages and of the interface of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Simplified Chinese, the language of the editors.
    #[default]
    Chinese,
    /// English, for developers and tools.
    English,
}

impl Lang {
    /// The BCP 47 tag, as used in `site-config.yaml`, `--lang` and `<html lang>`.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Chinese => "zh-CN",
            Lang::English => "en",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.tag())
    }
}

impl FromStr for Lang {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let lower = text.to_ascii_lowercase();
        match lower.split(['-', '_']).next() {
            Some("zh") => Ok(Lang::Chinese),
            Some("en") => Ok(Lang::English),
            _ => Err(format!("`{text}`: zh-CN / en")),
        }
    }
}

/// A message in both languages. Faults are rare, so both are made at once and the printer chooses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// Simplified Chinese.
    pub chinese: String,
    /// English.
    pub english: String,
}

impl Text {
    /// A text from its two wordings.
    pub fn new(chinese: impl Into<String>, english: impl Into<String>) -> Self {
        Text {
            chinese: chinese.into(),
            english: english.into(),
        }
    }

    /// The wording in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Chinese => &self.chinese,
            Lang::English => &self.english,
        }
    }

    /// Adds a further sentence to both wordings.
    pub fn and(mut self, more: &Text) -> Self {
        self.chinese.push_str(&more.chinese);
        self.english.push(' ');
        self.english.push_str(&more.english);
        self
    }
}

/// A fixed text in both languages, for what is known at compile time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StaticText {
    /// Simplified Chinese.
    pub chinese: &'static str,
    /// English.
    pub english: &'static str,
}

impl StaticText {
    /// The wording in one language.
    pub fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Chinese => self.chinese,
            Lang::English => self.english,
        }
    }
}

/// Makes a [`Text`] from a Chinese and an English format string with captured arguments.
#[macro_export]
macro_rules! text {
    ($chinese:literal, $english:literal $(,)?) => {
        $crate::text::Text::new(format!($chinese), format!($english))
    };
}
