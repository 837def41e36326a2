//! `normalise IN.csv OUT.csv`: what the peers are given when they run on normalised text: titles folded (script and
//! wording), keys of people in every romanisation, cores of organisations; lists joined by `|`.

use std::collections::BTreeSet;

use hefu_text::name::PersonName;
use hefu_text::organisation::core;
use hefu_text::script::fold_wording;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [from, to] = args.as_slice() else {
        return Err("usage: normalise IN.csv OUT.csv".into());
    };
    let mut input = csv::Reader::from_path(from)?;
    let mut output = csv::Writer::from_path(to)?;
    output.write_record(input.headers()?)?;
    let join = |keys: BTreeSet<String>| keys.into_iter().collect::<Vec<_>>().join("|");
    for row in input.records() {
        let row = row?;
        let cell = |at: usize| row.get(at).unwrap_or("");
        let parts = |at: usize| {
            cell(at).split(';').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect::<Vec<_>>()
        };
        let people = parts(3)
            .iter()
            .filter_map(|name| PersonName::parse(name).ok())
            .flat_map(|name| name.keys().all())
            .collect();
        let organisations = parts(4).iter().map(|name| fold_wording(&core(name))).collect();
        let han = |text: &str| text.chars().any(hefu_text::script::is_han);
        let title = fold_wording(cell(1));
        let (title, english) =
            if !han(&title) && cell(2).is_empty() { (String::new(), title) } else { (title, fold_wording(cell(2))) };
        output.write_record([
            cell(0),
            &title,
            &english,
            &join(people),
            &join(organisations),
            cell(5),
            cell(6),
            cell(7),
        ])?;
    }
    output.flush()?;
    Ok(())
}
