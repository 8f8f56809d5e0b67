//! Writes a map as SVG that can stand in a page: classes for the style sheet, no ids that could clash, no
//! styles of its own, and every text and address escaped.

use std::fmt::Write;

use super::frame::{Frame, round_length};
use super::land::{self, Land, clipped, visible};
use super::layout::{Candidate, Placed, Room, place};
use super::lettering::{Text, count_width, shortened, text_width};
use super::path::{Path, number};
use super::rectangle::Rectangle;
use super::shapes::{shape_class, shape_path};
use super::sign::{RING, Sign, Weight};
use super::{DRAWING_WIDTH, LEVELS, UNITS_PER_PIXEL};
use crate::geo::plane::{PlanePoint, Projection};
use crate::markdown::escape_html;

/// Height of a name in sizes, with the halo around it.
const NAME_HEIGHT: f64 = 1.25;
/// Longest name, in Han characters.
const LONGEST_NAME: f64 = 10.0;
/// Radius of the area that a finger hits, in pixels: 44 across, less where the next sign is near.
const TARGET: f64 = 22.0;

/// What is written on a map besides names.
#[derive(Debug, Clone, Copy)]
pub struct Captions<'a> {
    /// What the map shows, in a sentence.
    pub description: &'a str,
    /// North, in one character.
    pub north: &'a str,
    /// Unit of the scale bar from a kilometre on.
    pub kilometres: &'a str,
    /// Unit of the scale bar below a kilometre.
    pub metres: &'a str,
    /// Name of the link for places that are held back, with `{count}`.
    pub held_back: &'a str,
}

/// What a map shows.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The part of the plane.
    pub frame: Frame,
    pub(crate) projection: &'a Projection,
    /// What lies under the places.
    pub land: &'a Land,
    /// Places with sign, link and name, the most important first.
    pub signs: &'a [Sign<'a>],
    /// Places that are only a dot.
    pub dots: &'a [PlanePoint],
    /// How many levels of detail are drawn.
    pub levels: usize,
    /// Where the places that are held back are listed, ready for `href`.
    pub list: &'a str,
    pub(crate) captions: Captions<'a>,
}

/// A map as drawn.
#[derive(Debug)]
pub struct Drawing {
    /// An `svg` element, to be put into a page as it is.
    pub svg: String,
    /// Whether lines between towns run through it.
    pub has_borders: bool,
}

impl Scene<'_> {
    /// Draws what is below first: land, dots, signs with their names, then scale and north.
    pub fn draw(&self) -> Drawing {
        let mut svg = String::with_capacity(1024 + self.signs.len() * 300);
        self.open(&mut svg);
        let has_borders = self.land(&mut svg);
        self.dots(&mut svg);
        self.signs(&mut svg);
        self.furniture(&mut svg);
        svg.push_str("</svg>");
        Drawing { svg, has_borders }
    }

    fn open(&self, svg: &mut String) {
        let Frame {
            extent,
            metres_per_unit,
            height,
        } = self.frame;
        let projection = self.projection;
        let west = projection.middle.longitude + extent.west / projection.east_metres_per_degree;
        let north = projection.middle.latitude + extent.north / projection.north_metres_per_degree;
        let _ = write!(
            svg,
            "<svg class=\"map-drawing\" role=\"group\" viewBox=\"0 0 {DRAWING_WIDTH} {height}\" \
             data-west=\"{west:.6}\" data-north=\"{north:.6}\" data-east-units=\"{:.2}\" \
             data-north-units=\"{:.2}\" data-metres=\"{metres_per_unit:.3}\" aria-label=\"",
            projection.east_metres_per_degree / metres_per_unit,
            projection.north_metres_per_degree / metres_per_unit,
        );
        escape_html(self.captions.description, svg);
        svg.push_str("\">");
    }

    /// Draws what lies under the places; whether lines between towns are among it.
    fn land(&self, svg: &mut String) -> bool {
        let extent = self.frame.extent.grown(self.frame.metres_per_unit * 8.0);
        let mut fill = Path::default();
        for ring in &self.land.rings {
            let points = clipped(ring, extent);
            fill.polyline(points.iter().map(|point| self.frame.spot(*point)), true);
        }
        fill.write("map-land", svg);
        let mut lines = |class, lines: &[land::Polyline]| {
            let mut path = Path::default();
            for line in lines.iter().flat_map(|line| visible(line, extent)) {
                path.polyline(line.iter().map(|point| self.frame.spot(*point)), false);
            }
            path.write(class, svg)
        };
        let has_borders = lines("map-borders", &self.land.borders);
        lines("map-rim", &self.land.rim);
        has_borders
    }

    fn dots(&self, svg: &mut String) {
        let mut path = Path::default();
        for point in self.dots {
            path.dot(self.frame.spot(*point));
        }
        path.write("map-dots", svg);
    }

    fn signs(&self, svg: &mut String) {
        let labels: Vec<String> = self
            .signs
            .iter()
            .map(|sign| shortened(sign.label, LONGEST_NAME))
            .collect();
        let candidates: Vec<Candidate> = self
            .signs
            .iter()
            .zip(&labels)
            .map(|(sign, label)| Candidate {
                spot: self.frame.spot(sign.point),
                width: text_width(label, sign.weight.size()) + count_width(sign.count),
                height: sign.weight.size() * NAME_HEIGHT,
                radius: sign.weight.radius(),
            })
            .collect();
        let placed = place(&candidates, &self.room());
        svg.push_str("<g class=\"map-signs\">");
        // The most important last, above all others.
        for index in (0..self.signs.len()).rev() {
            let target = target(&candidates, &placed, index);
            self.sign(
                svg,
                index,
                &labels[index],
                candidates[index],
                placed[index],
                target,
            );
        }
        svg.push_str("</g>");
    }

    fn room(&self) -> Room {
        Room {
            sheet: Rectangle {
                left: 0.0,
                top: 0.0,
                right: DRAWING_WIDTH,
                bottom: self.frame.height,
            },
            taken: std::array::from_fn(|level| self.taken(level)),
            levels: self.levels,
        }
    }

    fn sign(
        &self,
        svg: &mut String,
        index: usize,
        label: &str,
        candidate: Candidate,
        placed: Placed,
        target: f64,
    ) {
        let Some(level) = placed.level else {
            return;
        };
        let sign = &self.signs[index];
        svg.push_str("<g transform=\"translate(");
        number(candidate.spot.x, svg);
        svg.push(' ');
        number(candidate.spot.y, svg);
        let _ = write!(
            svg,
            ")\"><a class=\"map-sign {}{}{}\" href=\"",
            shape_class(sign.shape),
            sign.weight.class(),
            level_class(level),
        );
        escape_html(&sign.href, svg);
        svg.push_str("\" aria-label=\"");
        escape_html(&sign.name, svg);
        let _ = write!(svg, "\"><circle class=\"map-target\" r=\"{target:.0}\"/>");
        if sign.weight == Weight::Subject {
            let _ = write!(svg, "<circle class=\"map-halo\" r=\"{RING}\"/>");
        }
        let _ = write!(svg, "<path d=\"{}\"/>", shape_path(sign.shape));
        let named = placed
            .name
            .map(|(from, side)| (if from > level { from } else { 0 }, side));
        match named {
            Some((from, side)) => {
                let text = Text::beside(sign, candidate, side);
                text.write(svg, &format!("map-name{}", level_class(from)), label);
            }
            None => {
                svg.push_str("<title>");
                escape_html(&sign.name, svg);
                svg.push_str("</title>");
            }
        }
        svg.push_str("</a>");
        if let Some((from, side)) = named.filter(|_| sign.count > 0) {
            let text = Text::behind(sign, candidate, side);
            let class = format!(
                "map-count{}\" aria-hidden=\"true",
                level_class(from.max(level))
            );
            text.write(svg, &class, &sign.count.to_string());
        }
        self.held_back(svg, placed);
        svg.push_str("</g>");
    }

    /// How many places are held back at a sign: a link to where all are listed.
    fn held_back(&self, svg: &mut String, placed: Placed) {
        let mut level = 0;
        while level < self.levels {
            let count = placed.held_back[level];
            let until = (level..self.levels)
                .find(|later| placed.held_back[*later] != count)
                .unwrap_or(self.levels);
            if count > 0 {
                let classes: String = (level..until).map(|level| format!(" o{level}")).collect();
                let _ = write!(svg, "<a class=\"map-more{classes}\" href=\"");
                escape_html(self.list, svg);
                svg.push_str("\" aria-label=\"");
                escape_html(
                    &self
                        .captions
                        .held_back
                        .replace("{count}", &count.to_string()),
                    svg,
                );
                let _ = write!(
                    svg,
                    "\"><circle class=\"map-more-disc\" cx=\"7.5\" cy=\"-8.5\" r=\"6.5\"/>\
                     <text x=\"7.5\" y=\"-5\" text-anchor=\"middle\">+{count}</text></a>"
                );
            }
            level = until;
        }
    }

    /// The length of the scale bar: in metres, and in units of the drawing.
    fn scale(&self) -> (f64, f64) {
        let metres = round_length(self.frame.metres_per_unit * DRAWING_WIDTH * 0.3);
        (metres, metres / self.frame.metres_per_unit)
    }

    /// Where scale bar and north arrow stand.
    fn taken(&self, level: usize) -> [Rectangle; 2] {
        let units = UNITS_PER_PIXEL[level];
        let (_, length) = self.scale();
        [
            Rectangle {
                left: 0.0,
                top: self.frame.height - 34.0 * units,
                right: length + 20.0 * units,
                bottom: self.frame.height,
            },
            Rectangle {
                left: DRAWING_WIDTH - 34.0 * units,
                top: 0.0,
                right: DRAWING_WIDTH,
                bottom: 50.0 * units,
            },
        ]
    }

    fn furniture(&self, svg: &mut String) {
        let (metres, length) = self.scale();
        let text = if metres < 1000.0 {
            format!("{metres} {}", self.captions.metres)
        } else {
            format!("{} {}", metres / 1000.0, self.captions.kilometres)
        };
        svg.push_str("<g class=\"map-scale\" aria-hidden=\"true\" transform=\"translate(16 ");
        number(self.frame.height - 16.0, svg);
        svg.push_str(")\"><path d=\"M0-7V0H");
        number(length, svg);
        svg.push_str("V-7\"/><g><text x=\"2\" y=\"-6\">");
        escape_html(&text, svg);
        let _ = write!(
            svg,
            "</text></g></g><g class=\"map-north\" aria-hidden=\"true\" \
             transform=\"translate({DRAWING_WIDTH} 0)\"><g><path d=\"M-18 8-11 30-18 26-25 30z\"/>\
             <text x=\"-18\" y=\"45\" text-anchor=\"middle\">"
        );
        escape_html(self.captions.north, svg);
        svg.push_str("</text></g></g>");
    }
}

/// How far from a sign a finger may be: half-way to the next sign at most.
fn target(candidates: &[Candidate], placed: &[Placed], index: usize) -> f64 {
    let Some(level) = placed[index].level else {
        return 0.0;
    };
    let spot = candidates[index].spot;
    let nearest = candidates
        .iter()
        .zip(placed)
        .enumerate()
        .filter(|(other, (_, placed))| {
            *other != index && placed.level.is_some_and(|from| from <= level.max(1))
        })
        .map(|(_, (other, _))| (spot.x - other.spot.x).hypot(spot.y - other.spot.y))
        .fold(f64::INFINITY, f64::min);
    (nearest / UNITS_PER_PIXEL[level.max(1)] / 2.0).clamp(10.0, TARGET)
}

/// The class of what is drawn from a level on; nothing for what is always drawn.
fn level_class(level: usize) -> &'static str {
    const CLASSES: [&str; LEVELS] = ["", " z1", " z2", " z3", " z4"];
    CLASSES[level.min(LEVELS - 1)]
}
