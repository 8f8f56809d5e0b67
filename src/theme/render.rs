//! Loads templates into Tera, renders pages, and turns Tera's errors into faults of the theme's files.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, ErrorKind, Tera};

use super::rules::TEMPLATE_FAULT;
use super::{Layer, Shared, Theme};
use crate::fault::{Fault, Spot, Target};
use crate::markdown::write_escaped_html;
use crate::percent::encode_value;
use crate::source::Position;
use crate::text;
use crate::text::Text;
use crate::view::Page;

/// A page that could not be rendered.
#[derive(Debug, Clone)]
pub struct RenderFault(Box<TemplateFault>);

/// What Tera said, with its place.
#[derive(Debug, Clone)]
struct TemplateFault {
    file: Arc<str>,
    at: Position,
    length: u32,
    message: String,
}

/// Templates of all layers in one Tera, a theme's own before its parents'.
pub(super) fn templates(
    layers: &[Layer],
    prefix: &str,
    faults: &mut Vec<Fault>,
) -> (Tera, BTreeMap<String, Arc<str>>) {
    let mut tera = Tera::new();
    tera.set_escape_fn(write_escaped_html);
    let mut paths = BTreeMap::new();
    let mut sources = Vec::new();
    for layer in layers {
        for (name, bytes) in layer.below("templates/") {
            let path = layer.display_path(&format!("templates/{name}"));
            match std::str::from_utf8(bytes) {
                Ok(source) => {
                    let name = format!("{}/{name}", layer.name());
                    paths.insert(name.clone(), path);
                    sources.push((name, source.to_owned()));
                }
                Err(_) => faults.push(not_utf8(path)),
            }
        }
    }
    let before = faults.len();
    // One by one first: a batch stops at the first template that cannot be read.
    for (name, source) in &sources {
        if let Err(error) = Tera::new().add_raw_template(name, source)
            && let ErrorKind::SyntaxError(_) = error.kind()
        {
            faults.push(fault(&trouble(&error, &paths, name), None));
        }
    }
    if faults.len() > before {
        return (tera, paths);
    }
    // The filters and functions must be known before templates that use them.
    let prefix = prefix.to_owned();
    tera.register_function(
        "asset",
        move |arguments: tera::Kwargs, _: &tera::State| -> tera::TeraResult<String> {
            let path: &str = arguments.must_get("path")?;
            Ok(format!("{prefix}/static/{path}"))
        },
    );
    tera.register_filter(
        "urlencode",
        |text: &str, _: tera::Kwargs, _: &tera::State| encode_value(text).into_owned(),
    );
    let prefixes: Vec<String> = layers
        .iter()
        .map(|layer| format!("{}/", layer.name()))
        .collect();
    let first = sources
        .first()
        .map(|(name, _)| name.clone())
        .unwrap_or_default();
    let loaded = tera
        .set_fallback_prefixes(prefixes)
        .and_then(|()| tera.add_raw_templates(sources));
    if let Err(error) = loaded {
        let mut reported = reported(&error, &paths);
        if reported.is_empty() {
            reported.push(trouble(&error, &paths, &first));
        }
        faults.extend(reported.iter().map(|trouble| fault(trouble, None)));
    }
    (tera, paths)
}

impl Theme {
    /// Renders a page into a buffer, which is emptied first.
    ///
    /// # Errors
    /// When its template fails; that is the theme author's fault, not the machine's.
    pub fn render(
        &self,
        shared: &Shared,
        page: &Page,
        out: &mut Vec<u8>,
    ) -> Result<(), RenderFault> {
        out.clear();
        let mut context = Context::new();
        context.insert_value("site", shared.site.clone());
        context.insert_value("texts", shared.texts.clone());
        context.insert("page", &page.meta);
        context.insert_value(page.root, page.view.clone());
        let template = page.template();
        self.tera
            .render_to(&template, &context, &mut *out)
            .map_err(|error| RenderFault(Box::new(trouble(&error, &self.paths, &template))))
    }
}

impl RenderFault {
    /// What tells two failures apart: the same place of a template fails the same way on many pages.
    pub fn key(&self) -> (Arc<str>, Position, String) {
        let trouble = &self.0;
        (trouble.file.clone(), trouble.at, trouble.message.clone())
    }

    /// The fault, naming the page that was being rendered.
    pub fn fault(&self, page: &str) -> Fault {
        fault(&self.0, Some(page))
    }
}

/// Unknown filters, functions and components, which Tera finds when all templates are known and tells
/// only as text: for each of them a message, ` --> FILE:LINE:COLUMN`, and carets under the place.
fn reported(error: &tera::Error, paths: &BTreeMap<String, Arc<str>>) -> Vec<TemplateFault> {
    let ErrorKind::Msg(report) = error.kind() else {
        return Vec::new();
    };
    let mut troubles: Vec<TemplateFault> = Vec::new();
    let mut message = "";
    for line in report.lines() {
        if let Some(text) = line.strip_prefix("error: ") {
            message = text;
        } else if let Some(place) = line.trim_start().strip_prefix("--> ") {
            troubles.extend(place_of(place).map(|(file, at)| TemplateFault {
                file: paths.get(file).cloned().unwrap_or_else(|| file.into()),
                at,
                length: 1,
                message: message.to_owned(),
            }));
        } else if let Some(start) = line.find("| ")
            && let carets = line[start + 1..].trim()
            && !carets.is_empty()
            && carets.chars().all(|character| character == '^')
            && let Some(last) = troubles.last_mut()
        {
            last.length = u32::try_from(carets.len()).unwrap_or(1);
        }
    }
    troubles
}

fn place_of(written: &str) -> Option<(&str, Position)> {
    let (rest, column) = written.rsplit_once(':')?;
    let (file, line) = rest.rsplit_once(':')?;
    let (line, column) = (line.parse().ok()?, column.parse().ok()?);
    Some((file, Position { line, column }))
}

fn trouble(
    error: &tera::Error,
    paths: &BTreeMap<String, Arc<str>>,
    template: &str,
) -> TemplateFault {
    let known = |name: &str| {
        paths
            .get(name)
            .or_else(|| {
                paths
                    .iter()
                    .find(|(full, _)| full.ends_with(&format!("/{name}")))
                    .map(|(_, path)| path)
            })
            .cloned()
            .unwrap_or_else(|| name.into())
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            let clamp = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            let one_line = span.start_line == span.end_line;
            let length = if one_line {
                span.end_col.saturating_sub(span.start_col)
            } else {
                1
            };
            TemplateFault {
                file: known(report.filename()),
                at: Position {
                    line: clamp(span.start_line),
                    column: clamp(span.start_col + 1),
                },
                length: clamp(length.max(1)),
                message: report.message().to_owned(),
            }
        }
        ErrorKind::MissingParent { current, .. } => at_top(known(current), error),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            at_top(known(tpl), error)
        }
        _ => at_top(known(template), error),
    }
}

fn at_top(file: Arc<str>, error: &tera::Error) -> TemplateFault {
    TemplateFault {
        file,
        at: Position { line: 1, column: 1 },
        length: 1,
        message: error.to_string(),
    }
}

fn fault(trouble: &TemplateFault, page: Option<&str>) -> Fault {
    let message = &trouble.message;
    let text: Text = match page {
        Some(page) => text!(
            "做页面 {page} 时模板出错：{message}",
            "the template failed on the page {page}: {message}"
        ),
        None => text!(
            "模板写法有误：{message}",
            "the template cannot be read: {message}"
        ),
    };
    let target = Target {
        file: trouble.file.clone(),
        spot: Spot::LineColumn(trouble.at, trouble.length),
    };
    Fault::new(&TEMPLATE_FAULT, target, text).help(text!(
        "模板里能用的变量见 docs/themes.md",
        "docs/themes.md lists what templates can use"
    ))
}

fn not_utf8(file: Arc<str>) -> Fault {
    Fault::new(
        &TEMPLATE_FAULT,
        Target {
            file,
            spot: Spot::File,
        },
        text!("模板不是 UTF-8 编码", "the template is not UTF-8"),
    )
}
