//! zhandian (站点) makes the static site of a practice network: places in towns and villages, what is on
//! there, who offers what, and what there is to read. This page is the architecture; `README.md` says what
//! the program is for, `docs/content.md` what editors write, `docs/themes.md` what themes get.
//!
//! # One way through
//!
//! ```text
//! site-config.yaml    content/                                            themes/NAME/
//!        │               │                                                or built in
//!        ▼               ▼                                                     │
//!     config ───────► content ──► network ──► route ──► check                  ▼
//!                     as written  linked      every     what is wrong        theme
//!                                 and typed   URL       (never renders)     templates, phrases,
//!                                     │         │           │               static files
//!                                     └────┬────┘           ▼                  │
//!                                          ▼            diagnostic             │
//!                                        view ─────────────────────────────────┴──► output
//!                                        what one                 one page at       a folder that
//!                                        template sees            a time, many      others hold too,
//!                                                                 at once           or memory
//! ```
//!
//! [`site::Site`] is this way, and nothing else is: [`Inputs`](site::Inputs) is what was read,
//! [`Site::link`](site::Site::link) links and checks it, and a [`Renderer`](site::Renderer) makes any page of it.
//! `check` stops before the pages; `build` renders all of them when nothing is in its way; `serve` keeps the
//! inputs, reads again only what changed, and renders the one page that is asked for, with the same function.
//! There is no second path and no cache of pages. One shortcut: after an edit of mere words
//! ([`network::is_of_words`]: a telephone number, a text), which most edits are, [`Site::edited`](site::Site::edited)
//! puts the new documents into a copy of the network that shares all else, instead of linking all again; what
//! comes of it is the same, and `tests/preview_edits.rs` holds it against that.
//!
//! # Rooms
//!
//! From the top down: every room imports only from rooms further down, or in the same row further to the right.
//! `tests/house.rs` reads this table and every import, and holds the one against the other.
//!
//! | room | what happens there |
//! | --- | --- |
//! | [`cli`] | arguments, one file a command, exit codes |
//! | [`serve`] | the preview: reads again what changed, links if it must, renders the page that is looked at |
//! | [`site`] | the way through, as above |
//! | [`catalogue`] | every rule of every room, once |
//! | [`feed`] | files for programs: iCalendar, Atom, GeoJSON and JSON, the site map of search engines |
//! | [`search`] | the index of which a reader's device fetches what a query needs |
//! | [`theme`] | templates, phrases and static files; a page from its view |
//! | [`view`] | what templates see: one documented struct for each kind of page |
//! | [`check`] | what is wrong beyond the shape of a file |
//! | [`links`] | where a link in a text leads |
//! | [`picture`] | pictures beside the content: what they are, and what browsers get of them |
//! | [`route`] | what has an address: pages, files for programs, old addresses, and the rules of addresses |
//! | [`mod@map`] | maps drawn as SVG: service areas or boundaries, signs and names, the drawing |
//! | [`assess`] | what is computed from a linked network: standards, who could answer a need, sums, gaps, the report |
//! | [`network`] | records to one linked model; the glossary of the field is its front page |
//! | [`address`] | every address of a site, once: how paths are made |
//! | [`content`] | what lies there, listed once; files to records, each file alone and in parallel; the shapes as written; files for the root of the site |
//! | [`config`] | `site-config.yaml`, checked, with its defaults; the tiers of places |
//! | [`boundaries`] | boundaries that a site's owner brings along, and how much of them a drawing shows |
//! | [`diagnostic`] | the places of faults in their files, and the printers |
//! | [`vocabulary`] | what keys and values are called, and what people write in their place |
//! | [`values`] | what editors write that is more than text: dates, hours, repeats, numbers, lists |
//! | [`yaml`], [`front_matter`] | YAML into types; what does not fit, fault by fault |
//! | [`output`] | where finished files go, and how long their paths may be |
//! | [`markdown`] | a text to safe HTML with holes for links, once, when its file is read; markup that has no effect |
//! | [`calendar`], [`geo`] | repeats, opening hours, lunar dates; coordinate systems, regions, the plane |
//! | [`disk`] | files of a site, read below its root, whole and bounded |
//! | [`fault`], [`error`] | what an editor got wrong: rules, faults and what they are about; what the machine got wrong |
//! | [`neutral`], [`percent`], [`suggest`], [`source`], [`mod@text`] | what no text may hold where it leaves the program; percent codes; "did you mean"; lines and columns; both languages |
//!
//! # Rules of the house
//!
//! **A page is a pure function** of network, theme and route. Pages are rendered in parallel, each handed to
//! the [`Sink`](output::Sink) as it comes, so memory does not grow with the pages. The same input and day give
//! the same bytes.
//!
//! **Nothing flows back.** Rooms import downward. Each stage takes what the last one gives and changes nothing of it.
//! There are no globals, and no locks around the model.
//!
//! **The clock is an argument.** [`Options::today`](site::Options::today) is the day of a run; only [`cli`] looks at
//! a clock, when neither `--today` nor `SOURCE_DATE_EPOCH` says otherwise.
//!
//! **There are two kinds of trouble.** What an editor or a theme author got wrong is a
//! [`Fault`](fault::Fault): collected, as many as there are, and told with a place, a code and help; exit
//! code 1. What the machine got wrong is an [`Error`](error::Error): returned at once; exit code 2. No content
//! may cause a panic.
//!
//! **Templates see views, not the model.** Views are the public contract of themes. What all pages share
//! ([`SiteView`](view::SiteView)) is converted once. Content is never a template, and its HTML holds only tags that
//! [`markdown`] writes itself.
//!
//! **A mistake is told once.** What a later stage finds in a field of which a fault was told already is a
//! consequence, and is dropped; a reference to a record that could not be read is let pass.
//!
//! **The last good site stays.** [`output::Directory`] gathers what is new beside the old site and moves it in when
//! everything is on the disk, removals last, so that every address answers at every moment; what is interrupted the next
//! run finishes. It replaces and removes only what its manifest says this program made, and follows no link.
//!
//! # How a fault gets its place
//!
//! The model carries no places; a faultless run pays nothing for them. A stage that finds something wrong names
//! *what* it means: a field (`origin.value(&steps!["location", "crs"])`), bytes of a body, a line of a template, a
//! file. The [`Origin`](fault::Origin) of a record knows its file, its index in a list, and its index in the
//! activities of a place. When the report is to be printed, [`diagnostic::resolve`] reads each file that has faults
//! once more, parses its YAML into the tree that knows where everything stands, and walks there; what is missing
//! is shown at what should hold it. Lines and columns count from 1, columns in characters.
//!
//! Reading has the tree at hand: it is made of every file by the one grammar of [`yaml`], and a record is read from it.
//! What does not fit is told and mended in the tree, step by step, until it fits. So all faults of a record come out,
//! a value is the same whatever else is wrong in its file, and the types are the one truth about what may be written.
//!
//! # Words
//!
//! One word a thing. The words of the field (center, institute, station, platform, need) are on the front page of
//! [`network`].
//!
//! | word | what it means here |
//! | --- | --- |
//! | rule | one kind of mistake, with its code ([`Rule`](fault::Rule)) |
//! | fault | something that an editor or a theme author got wrong, by a rule, about a target ([`Fault`](fault::Fault)) |
//! | target, spot | what a fault is about: a file, and a field or some bytes in it; no line yet ([`Target`](fault::Target)) |
//! | diagnostic | a fault with its line and column, as it is printed ([`Diagnostic`](diagnostic::Diagnostic)) |
//! | error | what the machine got wrong ([`Error`](error::Error)) |
//! | value fault | what is wrong with a text that should be a date, a number or the like, before its place is known ([`ValueFault`](yaml::ValueFault)) |
//! | slip | what somebody most likely meant, where a text is no YAML, or is Markdown without effect |
//! | breakage | why a link leads nowhere ([`Breakage`](links::Breakage)) |
//! | record | one place, team, need and so on, as written ([`Written`](content::written::Written)) |
//! | document | a record with its text and where it was written ([`Document`](content::Document)) |
//! | origin | where a record was written ([`Origin`](fault::Origin)) |
//! | reference | the id of another record, or a link in a text |
//! | keyword | a text by which records find each other: a tag, what a project serves |
//! | edit of words | an edit that changes only what pages say ([`network::is_of_words`]) |
//! | path | an address below the site's root, starting with `/`, not encoded ([`address`]) |
//! | href | a path as a page writes it: with the prefix, encoded |
//! | route | what has a path: a page, a file for programs, an old address ([`Route`](route::Route)) |
//! | feed | a file for programs ([`Feed`](route::Feed)) |
//! | section | the page from which one comes to another |
//! | view | what one template sees |
//! | phrase | a text of the interface, by its key ([`Phrases`](view::Phrases)) |
//! | finding | what the checks say of a linked site ([`Findings`](check::Findings)) |
//!
//! # Where to add
//!
//! `CONTRIBUTING.md` has the way from an idea to a commit.
//!
//! - **A key**: its field in [`content::written`], its row in `docs/content.md`; what it is called and mistaken for, in
//!   [`vocabulary`]; whatever uses it. If pages only say it and nothing is linked by it, its name among what is
//!   `only_said` of its record; among `keywords`, `roles` and `phones` where rules ask for these.
//! - **A check**: a [`Rule`](fault::Rule) with its reason and a wrong and a right example, and a function, in
//!   the file of its family in `check/`; a call in `record::records_of` or [`check::of_network`], unless
//!   the family has one that fits; a line in [`catalogue`]; a fixture in `tests/faults/`.
//! - **A kind of page**: how its path is made in [`address`]; in [`route`] its [`Route`](route::Route) with path,
//!   template, section and title, and a line in `all`; its view in `view/`, with a line each in `view/mod.rs`,
//!   `view/context.rs` and `view/reference.rs`; its template, and its phrases in both languages: nine files, of which the
//!   last two only if it says something new. `docs/themes.md` follows by the command below; a new phrase wants its row
//!   there.
//! - **A file for programs**: a variant of [`Feed`](route::Feed) with its path, and its file in `feed/`.
//! - **What programs are told of a page**: `view/head.rs` and `view/linked_data.rs`; the template `head_metadata.html`.
//! - **A language**: a [`Lang`](text::Lang); its words in `themes/default/texts/`.
//! - **A format of diagnostics**: a printer in `diagnostic/`, a word in `cli/arguments.rs`.
//! - **Another place for the site**: an implementation of [`Sink`](output::Sink).
//! - **A command**: its file in `cli/` and its arguments.
//!
//! `UPDATE_DOCS=1 cargo test --test docs` brings the generated parts of the documentation up to date.

pub mod address;
pub mod assess;
pub mod boundaries;
pub mod calendar;
pub mod catalogue;
pub mod check;
pub mod cli;
pub mod config;
pub mod content;
pub mod diagnostic;
pub mod disk;
pub mod error;
pub mod fault;
pub mod feed;
pub mod front_matter;
pub mod geo;
pub mod links;
pub mod map;
pub mod markdown;
pub mod network;
pub mod neutral;
pub mod output;
pub mod percent;
pub mod picture;
pub mod route;
pub mod search;
pub mod serve;
pub mod site;
pub mod source;
pub mod suggest;
pub mod text;
pub mod theme;
pub mod values;
pub mod view;
pub mod vocabulary;
pub mod yaml;
