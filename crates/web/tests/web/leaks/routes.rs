//! Every address that is read, from the code itself: a route that this list does not fill fails the test.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::world::World;

/// Routes that are read, as the router has them.
pub fn templates() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let source =
        PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo says where the sources are")).join("src");
    scan(&source.join("portal"), &mut found);
    scan_file(&source.join("portal.rs"), &mut found);
    scan_file(&source.join("api.rs"), &mut found);
    let api = hefu_web::api::openapi::description();
    for (path, methods) in api["paths"].as_object().expect("paths") {
        if methods.get("get").is_some() {
            found.insert(path.clone());
        }
    }
    found
}

fn scan(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        if entry.path().is_dir() {
            scan(&entry.path(), found);
        } else {
            scan_file(&entry.path(), found);
        }
    }
}

/// The first word after the address says whether it is read: `get(` or a handler named before; never `post(`.
fn scan_file(file: &Path, found: &mut BTreeSet<String>) {
    let text = std::fs::read_to_string(file).expect("source");
    for part in text.split(".route(").skip(1) {
        let (given, rest) = part.split_once(',').unwrap_or((part, ""));
        let constant = format!("const {}: &str = ", given.trim());
        let given = text.split(&constant).nth(1).unwrap_or(given).trim_start();
        let Some(address) = given.strip_prefix('"').and_then(|rest| rest.split('"').next()) else {
            panic!("{}: `{given}`: a route whose address the crawl cannot see", file.display());
        };
        let handler = rest.trim_start();
        if !handler.starts_with("post(") {
            found.insert(address.to_owned());
        }
    }
}

/// Values that fill a parameter of a route. A parameter of another name has no values yet, which is said.
fn values(world: &World, route: &str, parameter: &str) -> Vec<String> {
    let places = &world.places;
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    match parameter {
        "draft" | "id" => places.drafts.clone(),
        "section" => owned(&["project", "people", "agreement"]),
        "digest" => places.digests.clone(),
        "*finding" => places.findings.clone(),
        "direction" => owned(&[world.place.direction]),
        "account" => places.accounts.clone(),
        "letter" => places.letters.clone(),
        "pair" => places.pairs.clone(),
        "number" | "other" => places.numbers.clone(),
        "revision" => owned(&["1"]),
        "language" => owned(&["zh-Hant-TW"]),
        "clause" => owned(&[world.place.clause]),
        "evidence" => places.evidence.clone(),
        "order" | "name" => places.orders.clone(),
        "expert" => places.experts.clone(),
        "upload" => places.uploads.clone(),
        // No direction of the world is settled, so no seat was given and nothing was awarded.
        "line" => owned(&["deliverable:D1"]),
        "report" => owned(&["r1"]),
        "against" => owned(&["settlement", "result"]),
        "seat_order" => owned(&["0123456789abcdefghjkmnpqrs"]),
        "file" => owned(&["applications.csv", "pairs.csv", "findings.csv", "applications.xlsx"]),
        // What only its holder knows: others ask with one that is none.
        "secret" | "link" | "form" => owned(&["0123456789abcdefghjkmnpqrs"]),
        other => panic!("{route}: no values for {{{other}}}: say here which it takes"),
    }
}

/// What lists take after `?`.
const MORE: [&str; 20] = [
    "/desk/applications?direction=DIRECTION",
    "/desk/findings?outcome=person",
    "/pairs?state=alone",
    "/pairs?state=consistent",
    "/letters?state=queued",
    "/letters?state=waiting",
    "/api/v1/journal/inclusion?position=3",
    "/api/v1/journal/consistency?from=2",
    "/api/v1/letters?state=waiting",
    "/api/v1/applications?limit=1",
    "/confirmations?show=all",
    "/desk/applications?confirmation=recommender",
    "/api/v1/confirmations?all=true",
    "/reviews?did=1",
    "/reviewing/DIRECTION?letters=1",
    "/experts?state=declined",
    "/desk/overlap/DIRECTION?number=NUMBER",
    "/experts/conflicts/DIRECTION?show=open",
    "/experts/conflicts/DIRECTION/decide?number=NUMBER&expert=E1&rule=adviser",
    "/experts/conflicts/DIRECTION/decide?number=NUMBER&expert=E1&rule=named-by-applicant",
];

/// Every address to be read.
pub fn addresses(world: &World) -> Vec<String> {
    let mut all: Vec<String> = MORE
        .iter()
        .map(|address| address.replace("DIRECTION", world.place.direction).replace("NUMBER", &world.places.numbers[0]))
        .collect();
    for route in templates() {
        let mut filled = vec![route.clone()];
        while filled.iter().any(|address| address.contains('{')) {
            filled = filled.into_iter().flat_map(|address| fill(world, &route, &address)).collect();
        }
        all.extend(filled);
    }
    all
}

fn fill(world: &World, route: &str, address: &str) -> Vec<String> {
    let Some((before, rest)) = address.split_once('{') else { return vec![address.to_owned()] };
    let (parameter, after) = rest.split_once('}').expect("a route");
    values(world, route, parameter).into_iter().map(|value| format!("{before}{value}{after}")).collect()
}
