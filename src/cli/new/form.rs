//! The front matter of a new file while it is filled in: from flags, or by asking at a terminal.

use std::io::{BufRead, IsTerminal};

use super::super::init::scalar;
use super::super::terminal;
use super::Trial;
use crate::error::{Error, Result};
use crate::text;
use crate::text::Lang;

/// A question, and the flag that answers it without being asked.
pub(super) struct Question<'a> {
    pub(super) flag: &'a str,
    pub(super) chinese: &'a str,
    pub(super) english: &'a str,
    /// What the flag said.
    pub(super) given: Option<&'a str>,
}

/// What can be chosen: ids and what they are called.
pub(super) type Choices = [(String, String)];

/// The front matter of a new file.
pub(super) struct Form<'a> {
    trial: &'a Trial,
    is_asking: bool,
    lines: Vec<String>,
    missing: Vec<String>,
}

impl<'a> Form<'a> {
    pub(super) fn new(trial: &'a Trial) -> Self {
        Form {
            trial,
            is_asking: std::io::stdin().is_terminal(),
            lines: Vec::new(),
            missing: Vec::new(),
        }
    }

    /// The file with what was filled in so far. A file without a text is one of YAML alone.
    pub(super) fn text(&self, body: &str) -> String {
        let lines = self.lines.join("\n");
        if self.trial.relative.ends_with(".md") {
            format!("---\n{lines}\n---\n\n{body}\n")
        } else {
            format!("{lines}\n")
        }
    }

    /// A line that needs no question.
    pub(super) fn line(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }

    /// A required text.
    pub(super) fn ask(&mut self, key: &str, question: &Question<'_>) -> Result<String> {
        self.choose(key, question, &[])
    }

    /// A required text that is most likely one of some choices, which may be called by their names too.
    pub(super) fn choose(
        &mut self,
        key: &str,
        question: &Question<'_>,
        choices: &Choices,
    ) -> Result<String> {
        let mut answers = self.group(std::slice::from_ref(question), |answers| {
            let answer = chosen(&answers[0], choices);
            format!("{key}: {}", scalar(answer))
        })?;
        Ok(answers.pop().unwrap_or_default())
    }

    /// A text that may be left out.
    pub(super) fn optional(&mut self, key: &str, given: Option<&str>) {
        if let Some(given) = given {
            self.line(format!("{key}: {}", scalar(given)));
        }
    }

    /// A text that may be left out, and is asked for. `complete` makes a value of a short answer.
    pub(super) fn ask_optional(
        &mut self,
        key: &str,
        question: &Question<'_>,
        complete: impl Fn(&str) -> String,
    ) -> Result<()> {
        if question.given.is_some() || !self.is_asking {
            self.optional(key, question.given);
            return Ok(());
        }
        loop {
            let Some(answer) = self.read(question)? else {
                return Ok(());
            };
            if self.accepts(format!("{key}: {}", scalar(&complete(&answer)))) {
                return Ok(());
            }
        }
    }

    /// Questions whose answers make one line. At a terminal they are asked again until the line is right.
    pub(super) fn group(
        &mut self,
        questions: &[Question<'_>],
        line: impl Fn(&[String]) -> String,
    ) -> Result<Vec<String>> {
        let mut is_first = true;
        loop {
            let answers = questions
                .iter()
                .map(|question| self.answer(question, is_first))
                .collect::<Result<Vec<String>>>()?;
            is_first = false;
            if self.accepts(line(&answers)) {
                return Ok(answers);
            }
        }
    }

    /// Takes a line; at a terminal only if nothing is wrong with it, which is told otherwise.
    fn accepts(&mut self, line: String) -> bool {
        self.lines.push(line);
        // Below the line that opens the front matter.
        let number = self.lines.len() + 1;
        let is_wrong = self.is_asking
            && u32::try_from(number)
                .is_ok_and(|number| self.trial.finds_line_faulty(&self.text(""), number));
        if is_wrong {
            self.lines.pop();
        }
        !is_wrong
    }

    /// What was given by a flag, or typed at a terminal; elsewhere the flag is noted as missing.
    fn answer(&mut self, question: &Question<'_>, is_first: bool) -> Result<String> {
        if let Some(given) = question.given.filter(|_| is_first) {
            return Ok(given.to_owned());
        }
        if !self.is_asking {
            self.missing.push(format!("--{}", question.flag));
            return Ok(String::new());
        }
        loop {
            if let Some(answer) = self.read(question)? {
                return Ok(answer);
            }
        }
    }

    /// A line typed at the terminal; `None` if there is nothing in it.
    fn read(&self, question: &Question<'_>) -> Result<Option<String>> {
        terminal::ask(&match self.trial.lang {
            Lang::Chinese => format!("{}：", question.chinese),
            Lang::English => format!("{}: ", question.english),
        });
        let mut line = String::new();
        let read = std::io::stdin().lock().read_line(&mut line);
        let length = read.map_err(|error| Error::reading("(terminal)", error))?;
        if length == 0 {
            return Err(Error::new(text!(
                "没有填完，什么也没有写",
                "not everything was filled in; nothing was written"
            )));
        }
        let answer = line.trim();
        Ok((!answer.is_empty()).then(|| answer.to_owned()))
    }

    /// Says which flags are missing.
    pub(super) fn complain(&self) -> Result<()> {
        if self.missing.is_empty() {
            return Ok(());
        }
        let missing = self.missing.join(" ");
        Err(Error::new(text!("还缺：{missing}", "missing: {missing}")))
    }
}

/// The id that is meant by an answer, which may be a name.
pub(super) fn chosen<'a>(answer: &'a str, choices: &'a Choices) -> &'a str {
    let called = choices.iter().find(|(_, name)| name == answer);
    called.map_or(answer, |(id, _)| id)
}
