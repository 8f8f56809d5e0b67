//! From tokens to rules: the order of the parts, the times, and what is wrong at the token at hand.

mod days;

use super::lex::{self, Token, TokenKind};
use super::selector::{Days, TimeSpan};
use super::{
    OpeningHoursError, OpeningHoursErrorKind as Kind, Rule, RuleState, Separator, Unsupported,
};

const WEEKDAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

type Result<T> = std::result::Result<T, OpeningHoursError>;

pub(super) fn rules(text: &str) -> Result<Box<[Rule]>> {
    let tokens = lex::tokens(text)?;
    let mut parser = Parser {
        tokens: &tokens,
        at: 0,
    };
    if parser.peek().kind == TokenKind::End {
        return Err(OpeningHoursError {
            start: 0,
            end: text.len(),
            kind: Kind::Empty,
        });
    }
    let mut separator = Separator::Normal;
    let mut rules = Vec::new();
    loop {
        rules.push(parser.rule(separator)?);
        separator = match parser.peek().kind {
            TokenKind::End => return Ok(rules.into()),
            TokenKind::Sign(';') => Separator::Normal,
            TokenKind::Sign(',') => Separator::Additional,
            TokenKind::Bars => Separator::Fallback,
            _ => return Err(parser.trailing()),
        };
        parser.at += 1;
        // A semicolon at the very end does no harm.
        if separator == Separator::Normal && parser.peek().kind == TokenKind::End {
            return Ok(rules.into());
        }
    }
}

/// What a word means, in any letter case.
enum Word {
    Weekday(u8),
    /// 1–12.
    Month(u8),
    PublicHoliday,
    SchoolHoliday,
    State(RuleState),
}

fn word(text: &str) -> Option<Word> {
    let place = |names: &[&str]| {
        names
            .iter()
            .position(|name| name.eq_ignore_ascii_case(text))
    };
    if let Some(weekday) = place(&WEEKDAYS) {
        return Some(Word::Weekday(weekday as u8));
    }
    if let Some(month) = place(&MONTHS) {
        return Some(Word::Month(month as u8 + 1));
    }
    match text.to_ascii_lowercase().as_str() {
        "ph" => Some(Word::PublicHoliday),
        "sh" => Some(Word::SchoolHoliday),
        "open" => Some(Word::State(RuleState::Open)),
        "unknown" => Some(Word::State(RuleState::Unknown)),
        "off" | "closed" => Some(Word::State(RuleState::Closed)),
        _ => None,
    }
}

struct Parser<'tokens, 'text> {
    /// The last one is `End`.
    tokens: &'tokens [Token<'text>],
    at: usize,
}

impl<'text> Parser<'_, 'text> {
    fn peek(&self) -> Token<'text> {
        self.ahead(0)
    }

    fn ahead(&self, distance: usize) -> Token<'text> {
        let end = Token {
            kind: TokenKind::End,
            start: 0,
            end: 0,
        };
        self.tokens
            .get(self.at + distance)
            .or(self.tokens.last())
            .copied()
            .unwrap_or(end)
    }

    fn next(&mut self) -> Token<'text> {
        let token = self.peek();
        self.at += 1;
        token
    }

    /// The token before the one at hand.
    fn last(&self) -> Token<'text> {
        let before = self.tokens.get(..self.at).and_then(|before| before.last());
        before.copied().unwrap_or(self.peek())
    }

    fn take_sign(&mut self, sign: char) -> bool {
        let found = self.peek().kind == TokenKind::Sign(sign);
        self.at += usize::from(found);
        found
    }

    fn word_ahead(&self, distance: usize) -> Option<Word> {
        match self.ahead(distance).kind {
            TokenKind::Word(text) => word(text),
            _ => None,
        }
    }

    fn rule(&mut self, separator: Separator) -> Result<Rule> {
        let begin = self.at;
        let mut rule = Rule {
            separator,
            days: Days::default(),
            times: Box::default(),
            state: RuleState::Open,
            comment: None,
        };
        if self.is_always() {
            self.at += 3;
        } else {
            rule.days.dates = self.dates()?;
            self.readability_colon(begin);
            self.weekdays(&mut rule.days)?;
            self.readability_colon(begin);
            rule.times = self.times()?;
        }
        let state = match self.word_ahead(0) {
            Some(Word::State(state)) => {
                self.at += 1;
                Some(state)
            }
            _ => None,
        };
        if let TokenKind::Comment(comment) = self.peek().kind {
            self.at += 1;
            rule.comment = Some(comment.into());
        }
        rule.state = state.unwrap_or(match rule.comment {
            Some(_) => RuleState::Unknown,
            None => RuleState::Open,
        });
        if self.at == begin {
            return Err(self.no_rule());
        }
        Ok(rule)
    }

    /// `24/7`
    fn is_always(&self) -> bool {
        self.peek().kind == TokenKind::Number("24")
            && self.ahead(1).kind == TokenKind::Sign('/')
            && self.ahead(2).kind == TokenKind::Number("7")
    }

    /// `Mar-Oct: 08:00-17:00`: a colon is allowed after days, but not at the beginning.
    fn readability_colon(&mut self, begin: usize) {
        if self.at > begin {
            self.take_sign(':');
        }
    }

    fn times(&mut self) -> Result<Box<[TimeSpan]>> {
        let mut times = Vec::new();
        if self.is_always() {
            self.at += 3;
            return Ok(times.into());
        }
        if !matches!(self.peek().kind, TokenKind::Number(_)) {
            return Ok(times.into());
        }
        loop {
            times.push(self.time_span()?);
            // After a comma comes another time, or the next rule.
            let more = matches!(self.ahead(1).kind, TokenKind::Number(_)) && self.year(1).is_none();
            if !more || !self.take_sign(',') {
                return Ok(times.into());
            }
        }
    }

    fn time_span(&mut self) -> Result<TimeSpan> {
        let begin = self.peek();
        let start = self.time(24 * 60 - 1)?;
        if self.take_sign('+') {
            return Ok(TimeSpan {
                start,
                end: 24 * 60,
                open_ended: true,
            });
        }
        if !self.take_sign('-') {
            return Err(self.fault(Kind::MissingEndTime));
        }
        if !matches!(self.peek().kind, TokenKind::Number(_)) {
            return Err(self.fault(Kind::MissingEndTime));
        }
        let mut end = self.time(48 * 60)?;
        if self.peek().kind == TokenKind::Sign('/') {
            return Err(self
                .peek()
                .error(Kind::Unsupported(Unsupported::RepeatedTimes)));
        }
        if end == start {
            return Err(begin.up_to(self.last()).error(Kind::SameTime));
        }
        if end < start {
            end += 24 * 60;
        }
        Ok(TimeSpan {
            start,
            end,
            open_ended: self.take_sign('+'),
        })
    }

    /// Minutes from midnight.
    fn time(&mut self, latest: u16) -> Result<u16> {
        let begin = self.next();
        if let Some(fault) = self.refused() {
            return Err(fault);
        }
        let colon = self.take_sign(':');
        let minute = self.peek();
        let (TokenKind::Number(hours), TokenKind::Number(minutes), true) =
            (begin.kind, minute.kind, colon)
        else {
            return Err(begin.error(Kind::BadTime));
        };
        self.at += 1;
        let whole = begin.up_to(minute);
        let fits = hours.len() <= 2 && minutes.len() == 2;
        let hour = hours.parse::<u16>().ok().filter(|_| fits);
        let minute = minutes.parse::<u16>().ok().filter(|minute| *minute < 60);
        let time = hour.zip(minute).map(|(hour, minute)| hour * 60 + minute);
        time.filter(|time| *time <= latest)
            .ok_or(whole.error(Kind::BadTime))
    }

    /// The fault of the token at hand: what is wrong with the token itself, or else `otherwise`.
    fn fault(&self, otherwise: Kind) -> OpeningHoursError {
        let token = self.peek();
        self.refused().unwrap_or_else(|| match token.kind {
            TokenKind::Word(text) if word(text).is_none() => match lex::suggestion(text) {
                Some((meant, length)) => Token {
                    end: token.start + length,
                    ..token
                }
                .error(Kind::UnknownWord {
                    suggestion: Some(meant),
                }),
                None => token.error(Kind::UnknownWord { suggestion: None }),
            },
            _ => token.error(otherwise),
        })
    }

    /// A character that only looks right, or what OpenStreetMap would understand here and we do not.
    fn refused(&self) -> Option<OpeningHoursError> {
        let token = self.peek();
        let unsupported = |what| Some(token.error(Kind::Unsupported(what)));
        match token.kind {
            TokenKind::Wrong(meant) => Some(token.error(Kind::WrongCharacter(meant))),
            TokenKind::Sign('(') => unsupported(Unsupported::Sun),
            TokenKind::Word(text) => match text.to_ascii_lowercase().as_str() {
                "sunrise" | "sunset" | "dawn" | "dusk" => unsupported(Unsupported::Sun),
                "week" => unsupported(Unsupported::WeekNumbers),
                "easter" => unsupported(Unsupported::Easter),
                _ => None,
            },
            _ => None,
        }
    }

    /// The fault where a rule should begin and does not.
    fn no_rule(&self) -> OpeningHoursError {
        self.fault(match self.peek().kind {
            TokenKind::End | TokenKind::Bars | TokenKind::Sign(';' | ',') => Kind::EmptyRule,
            _ => Kind::UnexpectedCharacter,
        })
    }

    /// The fault where a rule should have ended and goes on.
    fn trailing(&self) -> OpeningHoursError {
        self.fault(match (self.peek().kind, self.word_ahead(0)) {
            (_, Some(Word::State(_))) => Kind::MisplacedWord,
            (_, Some(_)) | (TokenKind::Number(_) | TokenKind::Comment(_), None) => {
                Kind::MissingSeparator
            }
            _ => Kind::UnexpectedCharacter,
        })
    }
}
