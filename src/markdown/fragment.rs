//! HTML that is not finished: it remembers where the site has to fill something in, and keeps these
//! places right while text before them comes and goes.

/// HTML with holes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Fragment {
    pub(super) html: String,
    /// Ascending by position.
    pub(super) holes: Vec<Hole>,
}

/// A place where a resolved reference is to be written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hole {
    /// The byte position in the HTML: after `<a` of a link, or where the `<img>` of a picture goes.
    pub(super) position: usize,
    /// The index of the reference.
    pub(super) reference: usize,
}

/// A place in a fragment, to ask later what has come after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    position: usize,
    holes: usize,
}

impl Fragment {
    pub(super) fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    pub(super) fn hole(&mut self, reference: usize) {
        self.holes.push(Hole {
            position: self.html.len(),
            reference,
        });
    }

    pub(super) fn mark(&self) -> Mark {
        Mark {
            position: self.html.len(),
            holes: self.holes.len(),
        }
    }

    /// Whether neither HTML nor a hole has come since.
    pub(super) fn is_empty_since(&self, mark: Mark) -> bool {
        self.html.len() == mark.position && self.holes.len() == mark.holes
    }

    /// Starts a new line unless this is one.
    pub(super) fn start_line(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
    }

    /// Takes back an opening tag to which nothing was added; `false` if there was.
    pub(super) fn take_back(&mut self, tag: &str) -> bool {
        let follows_hole = self
            .holes
            .last()
            .is_some_and(|hole| hole.position == self.html.len());
        match self.html.strip_suffix(tag) {
            Some(rest) if !follows_hole => {
                self.html.truncate(rest.len());
                true
            }
            _ => false,
        }
    }

    /// Writes what could not be known before, such as a heading's id, in front of what came since.
    pub(super) fn insert(&mut self, mark: Mark, html: &str) {
        self.html.insert_str(mark.position, html);
        for hole in self.holes.iter_mut().skip(mark.holes) {
            hole.position += html.len();
        }
    }

    /// Takes out the line break at this position.
    pub(super) fn join_lines(&mut self, position: usize) {
        if self.html.as_bytes().get(position) != Some(&b'\n') {
            return;
        }
        self.html.remove(position);
        for hole in self
            .holes
            .iter_mut()
            .rev()
            .take_while(|hole| hole.position > position)
        {
            hole.position -= 1;
        }
    }

    pub(super) fn append(&mut self, other: &Fragment) {
        let shift = self.html.len();
        self.html.push_str(&other.html);
        self.holes.extend(other.holes.iter().map(|hole| Hole {
            position: hole.position + shift,
            ..*hole
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_stay_where_they_belong() {
        let mut fragment = Fragment::default();
        fragment.push("<p>一");
        let line = fragment.html.len();
        fragment.push("\n<a");
        fragment.hole(0);
        fragment.push(">二</a>");
        fragment.join_lines(line);
        let mark = fragment.mark();
        fragment.hole(1);
        fragment.push("三");
        fragment.insert(mark, "<h2>");
        let mut whole = Fragment::default();
        whole.push("前");
        whole.append(&fragment);
        assert_eq!(whole.html, "前<p>一<a>二</a><h2>三");
        let after: Vec<&str> = whole
            .holes
            .iter()
            .map(|hole| &whole.html[hole.position..])
            .collect();
        assert_eq!(after, [">二</a><h2>三", "三"]);
    }

    #[test]
    fn a_tag_before_a_hole_is_not_taken_back() {
        let mut fragment = Fragment::default();
        fragment.push("<p>");
        assert!(fragment.clone().take_back("<p>"));
        fragment.hole(0);
        assert!(!fragment.take_back("<p>"));
    }
}
