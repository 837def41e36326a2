//! The catalogue: Fluent files per locale and room, compiled in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::{Arg, Lang};

const FILES: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

/// All catalogue files as (locale folder, room, Fluent source), for tests and translators.
pub fn files() -> &'static [(&'static str, &'static str, &'static str)] {
    FILES
}

/// All keys of one locale folder.
pub fn keys(folder: &str) -> BTreeSet<String> {
    FILES
        .iter()
        .filter(|(locale, ..)| *locale == folder)
        .flat_map(|(.., source)| source.lines())
        .filter_map(|line| {
            let (key, _) = line.split_once(" =")?;
            let plain = key.starts_with(|c: char| c.is_ascii_alphabetic())
                && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
            plain.then(|| key.to_owned())
        })
        .collect()
}

type Bundles = BTreeMap<Lang, Vec<FluentBundle<FluentResource>>>;

fn bundles() -> &'static Bundles {
    static BUNDLES: OnceLock<Bundles> = OnceLock::new();
    BUNDLES.get_or_init(|| {
        Lang::ALL.into_iter().map(|lang| (lang, lang.folders().iter().map(|f| bundle(lang, f)).collect())).collect()
    })
}

fn bundle(lang: Lang, folder: &str) -> FluentBundle<FluentResource> {
    let id = lang.tag().parse::<LanguageIdentifier>().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(false);
    for (locale, _, source) in FILES {
        if *locale == folder {
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
    }
    bundle
}

/// The sentence `key` in `lang` with `args` filled in. A missing key shows as `⟦key⟧`.
pub fn text(lang: Lang, key: &str, args: &BTreeMap<String, Arg>) -> String {
    for bundle in bundles().get(&lang).into_iter().flatten() {
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            continue;
        };
        let mut filled = FluentArgs::new();
        for (name, value) in args {
            filled.set(name.clone(), fluent(lang, value));
        }
        let mut errors = Vec::new();
        return bundle.format_pattern(pattern, Some(&filled), &mut errors).into_owned();
    }
    format!("⟦{key}⟧")
}

fn fluent(lang: Lang, arg: &Arg) -> FluentValue<'static> {
    match arg {
        Arg::Number(number) => FluentValue::from(*number),
        other => FluentValue::from(plain(lang, other)),
    }
}

fn plain(lang: Lang, arg: &Arg) -> String {
    match arg {
        Arg::Number(number) => number.to_string(),
        Arg::Text(text) => text.clone(),
        Arg::Message(message) => message.text(lang),
        Arg::List(items) => {
            let mark = if lang == Lang::En { ", " } else { "、" };
            items.iter().map(|item| plain(lang, item)).collect::<Vec<_>>().join(mark)
        }
        Arg::Words(words) => {
            let order: &[&str] = match lang {
                Lang::ZhHans => &["zh-Hans", "zh-Hant", "en"],
                Lang::ZhHantHk => &["zh-Hant-HK", "zh-Hant", "zh-Hans", "en"],
                Lang::ZhHantTw => &["zh-Hant-TW", "zh-Hant", "zh-Hans", "en"],
                Lang::En => &["en", "zh-Hans", "zh-Hant"],
            };
            order.iter().find_map(|tag| words.get(*tag)).cloned().unwrap_or_default()
        }
    }
}
