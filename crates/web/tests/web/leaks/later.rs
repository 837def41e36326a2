//! The world after its window has closed. Everybody signs in anew.

use std::sync::Arc;

use hefu_office::acts;
use hefu_web::shell::{Limits, Security, Shell};
use hefu_words::Lang;

use super::people::{PEOPLE, Principal};
use super::world::{World, at};
use crate::support;

/// The same world on the second of July.
pub async fn after_closing(mut world: World) -> World {
    let now = at("2020-07-02T10:00:00");
    let visitor = Principal { name: "visitor".to_owned(), person: "visitor", scopes: None, header: None };
    let mut all = vec![visitor];
    for (name, ..) in PEOPLE {
        let address = if name == "editor" { world.secrets.get("team_address") } else { name };
        let link = acts::make_sign_in_link(&world.office, &format!("{address}@example.org"), 1, &now).await;
        let session = acts::use_sign_in_link(&world.office, &link.expect("a link"), "Firefox/1", &now).await;
        let header = Some(("cookie", format!("hefu-session={}", session.expect("signed in"))));
        all.push(Principal { name: name.to_owned(), person: name, scopes: None, header });
    }
    let security = Security { https: false, origin: None, limits: Limits::default() };
    let shell = Shell::new(support::office(vec![Lang::En]), security, Arc::new(move || now.timestamp()), "RUN1");
    world.router = hefu_web::portal(world.office.clone(), shell);
    world.principals = all;
    world
}
