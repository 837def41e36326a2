//! Every route as every principal: a secret appears where the table has a tick, and nowhere else.

use std::collections::{BTreeMap, BTreeSet};

use hefu_office::rights::{Question, Rights};
use hefu_words::Lang;

use super::crawl::{get, with_base64};
use super::people::{PEOPLE, Principal};
use super::routes::addresses;
use super::table::{Row, TABLE, relations, row_of, thing};
use super::world::{HONGKONG, Secrets, World};

/// Whether somebody may see a secret: their person's tick, narrowed to what the token is for.
fn may_see(row: &Row, who: &Principal) -> bool {
    let narrowed = who.scopes.is_none_or(|scopes| {
        thing(row.of).is_some_and(|thing| scopes.iter().any(|scope| scope.covers(row.needs.0, thing)))
            // Letters say who is in a team, and are read with the scope for the office.
            || (row.otherwise.contains(&who.person) && row.secret == "team_address")
    });
    // A title stands on the pairs and in the letters as well, which officers read with the scope for the office.
    let by_office = row.crosses
        && who.scopes.is_some_and(|scopes| scopes.contains(&hefu_office::Scope::ReadOffice))
        && row.ticks.contains(&who.person);
    row.ticks.contains(&who.person) && (narrowed || by_office)
}

#[test]
fn the_table_says_what_the_policies_say() {
    let rights = Rights::embedded().expect("the policies compile");
    for row in TABLE {
        let people = PEOPLE.iter().map(|(name, ..)| *name).chain(["visitor"]);
        for person in people {
            let allowed = thing(row.of).is_some_and(|thing| {
                relations(person, row.of).into_iter().any(|relation| {
                    let (action, class) = row.needs;
                    rights.may(Question { relation, action, thing, class, open: true }).yes()
                })
            });
            let wanted = allowed || row.otherwise.contains(&person);
            assert_eq!(row.ticks.contains(&person), wanted, "{}: {person}", row.secret);
        }
    }
}

#[tokio::test]
async fn nobody_sees_what_is_not_theirs_on_any_route() {
    let world = World::make(HONGKONG, Secrets::plain(), vec![Lang::En]).await;
    let addresses = addresses(&world);
    let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut leaks = Vec::new();
    for who in &world.principals {
        for address in &addresses {
            let got = get(&world, who, address, None).await;
            assert!(got.status < 500, "{}: {address} answers {}: {}", who.name, got.status, got.body);
            let all = with_base64(format!("{}\n{}", got.head, got.body));
            for (secret, value) in world.secrets.all() {
                if !all.contains(value) {
                    continue;
                }
                if may_see(row_of(secret), who) {
                    seen.entry(secret).or_default().insert(who.person);
                } else {
                    leaks.push(format!("{secret} is shown to {} at {address}", who.name));
                }
            }
            let own = who.header.as_ref().map_or("", |(_, value)| value.as_str());
            for key in &world.keys {
                if all.contains(key.as_str()) && !own.ends_with(key.as_str()) {
                    leaks.push(format!("a key of somebody else is shown to {} at {address}", who.name));
                }
            }
        }
    }
    for text in world.crossed.iter().map(|text| with_base64(text.clone())) {
        for (secret, value) in world.secrets.all() {
            if text.contains(value) {
                if row_of(secret).crosses {
                    seen.entry(secret).or_default().insert("partner");
                } else {
                    leaks.push(format!("{secret} crosses to the partner's office"));
                }
            }
        }
    }
    assert_eq!(leaks, Vec::<String>::new());
    // Every secret is there to leak: whoever has a tick has seen it, and what no page shows is kept.
    for row in TABLE {
        let by = seen.get(row.secret).cloned().unwrap_or_default();
        for person in row.ticks {
            assert!(by.contains(person), "{} was never shown to {person}, who may see it", row.secret);
        }
        assert_eq!(row.crosses, by.contains("partner"), "{}", row.secret);
        if row.ticks.is_empty() {
            let value = world.secrets.get(row.secret);
            let kept = world.kept.iter().any(|body| body.contains(value)) || world.at_partner.contains(value);
            assert!(kept, "{} is nowhere in the world", row.secret);
        }
    }
    eprintln!("{} addresses as {} principals", addresses.len(), world.principals.len());
}
