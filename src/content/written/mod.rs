//! The shapes of content exactly as editors write them, one file a family. Nothing is linked here.

mod activity;
mod article;
mod place;
mod plan;
mod project;

pub use activity::{Activity, ActivityStatus, Need, NeedStatus, Results, Review, Signup};
pub use article::{Article, ArticleType, Page};
pub use place::{
    Access, Item, Location, Measure, Photo, Place, PlaceStatus, Platform, Rooms, Standard,
};
pub use plan::{Month, Node, Plan};
pub use project::{Project, ProjectStatus, Team};

/// What every kind of record has.
pub trait Written: Clone + PartialEq + serde::de::DeserializeOwned + Send + Sync {
    /// The id, written only in lists.
    fn written_id(&self) -> Option<&str>;
    /// Not published unless drafts are asked for.
    fn draft(&self) -> bool;
    /// Not published yet on this day, unless drafts are asked for.
    fn is_held_back(&self, _today: jiff::civil::Date) -> bool {
        false
    }
    /// Old addresses that lead here.
    fn aliases(&self) -> &[String];
    /// Pictures with the steps to them in the record.
    fn photos(&self) -> Vec<(Vec<crate::fault::Step>, &Photo)> {
        Vec::new()
    }
    /// The picture that stands for the record: the first, unless another is said to lead.
    fn leading_photo(&self) -> Option<&Photo> {
        self.photos().into_iter().map(|(_, photo)| photo).next()
    }
    /// Texts that must not be empty, by key.
    fn required_texts(&self) -> Vec<(&'static str, &str)>;
    /// Takes from another version of the record what pages only say: nothing is linked by it, no address
    /// depends on it, and no check of another record looks at it. Two versions that are equal then make
    /// the same network. What is not listed here makes a preview link everything again, so leaving a
    /// field out is never wrong.
    fn take_words(&mut self, from: &Self);
}

/// Copies fields from another version of a record.
macro_rules! take {
    ($to:expr, $from:expr, [$($field:ident),* $(,)?]) => {
        $($to.$field.clone_from(&$from.$field);)*
    };
}

use take;

/// Implements [`Written`] for a record with the usual three fields.
macro_rules! written {
    (
        $type:ty,
        photos: [$($photos:ident),*],
        required: [$($required:ident),*],
        words: [$($words:ident),*]
        $(, within: $within:ident)?
    ) => {
        impl super::Written for $type {
            fn written_id(&self) -> Option<&str> {
                self.id.as_deref()
            }

            fn draft(&self) -> bool {
                self.draft
            }

            fn aliases(&self) -> &[String] {
                &self.aliases
            }

            fn photos(&self) -> Vec<(Vec<$crate::fault::Step>, &super::Photo)> {
                #[allow(unused_mut, reason = "some records have no pictures; others would not expect it")]
                let mut photos: Vec<(Vec<$crate::fault::Step>, &super::Photo)> = Vec::new();
                $(super::place::collect_photos(stringify!($photos), &self.$photos, &mut photos);)*
                photos
            }

            fn required_texts(&self) -> Vec<(&'static str, &str)> {
                vec![$((stringify!($required), self.$required.as_str())),*]
            }

            fn take_words(&mut self, from: &Self) {
                super::take!(self, from, [$($words),*]);
                $(for (own, from) in self.$within.iter_mut().zip(&from.$within) {
                    own.take_words(from);
                })?
            }
        }
    };
}

use written;
