//! A site with something hostile in every field that takes a free text: what a test of what comes out begins with.

use super::{Site, markdown, picture};

/// What is put into a site.
pub(crate) struct Arms<'a> {
    /// The text of a field, as a YAML scalar; the fields of a file are numbered, for texts that must differ.
    pub(crate) text: &'a dyn Fn(usize) -> String,
    /// Opening hours, as a YAML scalar: they take a comment.
    pub(crate) hours: &'a str,
    /// The body of every Markdown file, in a folder that has a picture `a.png`.
    pub(crate) body: &'a str,
}

/// Fields of every place; `@` is the text.
const PLACE: &str = "name: @\naddress: @\nshort_name: @\nlocation: {lng: 119.38, lat: 25.72, crs: wgs84}\n\
    phone: @\ncontact: @\nrooms: [@]\nservices: [@]\nbrand: @\nphotos: [{src: a.png, alt: @}]\n";

/// How a place meets the one standard there is.
const STANDARDS: &str = "standards: {sign: {met: false, note: @}}\n";

/// The files without a body.
const FILES: [(&str, &str); 4] = [
    (
        "site-config.yaml",
        "name: @\nshort_name: @\ndescription: @\nnotice: @\nfooter: [@]\nbase_url: https://example.org/\n\
         order: {phone: @, note: @}\nmenu: [{name: @, url: /teams/}]\n\
         team_kinds: {volunteer: @}\nactivity_kinds: {study: @}\n\
         tiers: [{id: base, folder: bases, name: @, short_name: @}]\n",
    ),
    (
        "content/standards.yaml",
        "- {id: sign, name: @, source: @, applies_to: [center, station], items: [{id: sign, name: @}]}\n",
    ),
    (
        "content/platforms.yaml",
        "- {id: theory, name: @, summary: @}\n",
    ),
    (
        "content/plans/2026.yaml",
        "title: @\nmonths: {7: {theme: @, nodes: [{date: 07-01, name: @}, {lunar: 6-6, name: @, lead: helpers}]}}\n",
    ),
];

/// The files with a body that are no places, below `content/`.
const PAGES: [(&str, &str); 6] = [
    (
        "projects/theory/talk.md",
        "title: @\nserves: [@]\naudience: [@]\nfrequency: @\ncontact: @\nphone: @\nbrand: @\ntags: [@]\n\
         photos: [{src: a.png, alt: @}]\ncovers: [city]\nprovider: helpers\n",
    ),
    (
        "teams/helpers.md",
        "name: @\nkind: volunteer\nskills: [@]\ncontact: @\nphone: @\nplace: town/home\n\
         photos: [{src: a.png, alt: @}]\n",
    ),
    (
        "activities/fair.md",
        "title: @\nplace: town/home\nstarts: 2026-07-11\naudience: [@]\nkind: study\nbrand: @\ntags: [@]\n\
         signup: {phone: @, note: @}\nproject: theory/talk\nteam: helpers\n\
         photos: [{src: a.png, alt: @}]\n\
         results: {summary: @, photos: [{src: a.png, alt: @}], article: story}\n",
    ),
    (
        "needs/wish.md",
        "title: @\nplace: town/home\ncategory: @\nraised: 2026-07-01\nstatus: done\ntags: [@]\n\
         review: {score: 5, note: @}\nphotos: [{src: a.png, alt: @}]\n",
    ),
    (
        "articles/story.md",
        "title: @\ndate: 2026-07-01\nsource: @\nauthor: @\nsummary: @\nbrand: @\ntags: [@]\ntype: experience\n\
         cover: {src: a.png, alt: @}\nphotos: [{src: a.png, alt: @}]\nplaces: [town/home]\n\
         projects: [theory/talk]\nactivities: [fair]\n",
    ),
    (
        "pages/about.md",
        "title: @\nmenu: @\nsummary: @\nphotos: [{src: a.png, alt: @}]\n",
    ),
];

impl Arms<'_> {
    /// A site with the text in every field that takes one: every kind of record, and every tier of places.
    pub(crate) fn site(&self) -> Site {
        let site = Site::empty();
        for (path, fields) in FILES {
            site.write(path, self.armed(fields));
        }
        let place = format!("{PLACE}hours: {}\n", self.hours);
        let activities =
            "activities:\n  - {title: @, starts: 2026-07-10 09:00, audience: [@], brand: @}\n";
        let places = [
            ("centers/city.md", format!("{place}{STANDARDS}")),
            ("institutes/town.md", place.clone()),
            (
                "stations/town/home.md",
                format!("{place}{STANDARDS}{activities}"),
            ),
            ("bases/farm.md", format!("{place}parent: city\n")),
        ];
        let pages = PAGES.map(|(path, fields)| (path, fields.to_owned()));
        for (path, fields) in places.into_iter().chain(pages) {
            let (folder, _) = path.rsplit_once('/').expect("it lies in a folder");
            site.write(
                &format!("content/{path}"),
                markdown(&self.armed(&fields), self.body),
            );
            site.write(
                &format!("content/{folder}/a.png"),
                picture(image::ImageFormat::Png),
            );
        }
        site
    }

    /// Fields with the text for each `@`.
    fn armed(&self, fields: &str) -> String {
        let mut parts = fields.split('@');
        let mut armed = parts.next().unwrap_or_default().to_owned();
        for (number, part) in (1..).zip(parts) {
            armed.push_str(&(self.text)(number));
            armed.push_str(part);
        }
        armed
    }
}
