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

/// What can be asked of a record of any kind. What a rule needs of all kinds is answered here, so that no rule has to
/// know which kinds there are.
pub trait Written: Send + Sync {
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
    /// Pictures that prove something, besides its photos, with the steps to them.
    fn evidence(&self) -> Vec<(Vec<crate::fault::Step>, &str)> {
        Vec::new()
    }
    /// The pictures of both kinds, as they are written.
    fn named_pictures(&self) -> Vec<&str> {
        let photos = self.photos().into_iter();
        let photos = photos.map(|(_, photo)| photo.src.as_str());
        let evidence = self.evidence().into_iter().map(|(_, src)| src);
        photos.chain(evidence).collect()
    }
    /// Lists of keywords, by which records find each other, by key.
    fn keywords(&self) -> Vec<(&'static str, &[String])> {
        Vec::new()
    }
    /// Texts that name a role and no person, by key.
    fn roles(&self) -> Vec<(&'static str, Option<&str>)> {
        Vec::new()
    }
    /// Telephone numbers for residents, with the steps to them.
    fn phones(&self) -> Vec<(Vec<crate::fault::Step>, &str)> {
        Vec::new()
    }
}

/// A kind of record, as a type: it can be read from a file and compared with another version of itself.
pub trait Record: Written + Clone + PartialEq + serde::de::DeserializeOwned {
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
        keywords: [$($keywords:ident),*],
        roles: [$($roles:ident),*],
        phones: [$($phones:ident),*],
        only_said: [$($said:ident),*]
        $(, within: $within:ident)?
        $(, evidence: $evidence:ident)?
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

            $(fn evidence(&self) -> Vec<(Vec<$crate::fault::Step>, &str)> {
                self.$evidence()
            })?

            fn keywords(&self) -> Vec<(&'static str, &[String])> {
                vec![$((stringify!($keywords), &*self.$keywords)),*]
            }

            fn roles(&self) -> Vec<(&'static str, Option<&str>)> {
                vec![$((stringify!($roles), self.$roles.as_deref())),*]
            }

            fn phones(&self) -> Vec<(Vec<$crate::fault::Step>, &str)> {
                let phones: Vec<(&str, Option<&str>)> =
                    vec![$((stringify!($phones), self.$phones.as_deref())),*];
                let written = phones.into_iter();
                written.filter_map(|(key, phone)| Some((vec![key.into()], phone?))).collect()
            }
        }

        impl super::Record for $type {
            fn take_words(&mut self, from: &Self) {
                super::take!(self, from, [$($said),*]);
                $(for (own, from) in self.$within.iter_mut().zip(&from.$within) {
                    own.take_words(from);
                })?
            }
        }
    };
}

use written;
