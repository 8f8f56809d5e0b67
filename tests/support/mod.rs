//! Sites in temporary folders and runs of the program on them: what every test of the whole program needs, so
//! that a test says only what is special about its site.
#![allow(
    dead_code,
    unused_imports,
    reason = "each test file is a crate of its own and uses some of this"
)]

pub(crate) mod armed;
mod files;
pub(crate) mod html;
mod lines;
mod mount;
mod program;
mod random;
mod site;
pub(crate) mod whole;

pub(crate) use files::{
    Tree, assert_same, copy, differing, repository_files, temporary_folder, tree,
};
pub(crate) use lines::lines;
pub(crate) use mount::Mounts;
#[cfg(target_os = "linux")]
pub(crate) use program::at_terminal;
pub(crate) use program::{Run, bare, run, zhandian};
pub(crate) use random::Random;
pub(crate) use site::{Site, repository};

/// The day for which tests build, unless they say otherwise.
pub(crate) const TODAY: &str = "2026-07-09";

/// A configuration that says only what it must.
pub(crate) const CONFIG: &str = "name: 测试网络\nbase_url: https://example.org/\n";

/// A place with everything it must have, to be followed by further lines of front matter.
pub(crate) fn place(name: &str) -> String {
    format!("name: {name}\naddress: 某路1号\nlocation: {{lng: 119.38, lat: 25.72, crs: wgs84}}\n")
}

/// Front matter and a body as a Markdown file.
pub(crate) fn markdown(front_matter: &str, body: &str) -> String {
    format!("---\n{}\n---\n\n{body}\n", front_matter.trim_end())
}

/// A small picture in a format.
pub(crate) fn picture(format: image::ImageFormat) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(40, 30, |x, y| {
        image::Rgb([x * 6, y * 8, 120].map(|value| value.to_le_bytes()[0]))
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, format)
        .expect("it can be encoded");
    bytes.into_inner()
}

/// So many stations, as a list in a file: `- id: s0` and what each must have.
pub(crate) fn stations(count: usize) -> String {
    (0..count)
        .map(|number| {
            let fields = place(&format!("{number}村实践站")).replace('\n', "\n  ");
            format!("- id: s{number}\n  {}\n", fields.trim_end())
        })
        .collect()
}
