//! `pharos demo`

use std::path::PathBuf;
use std::process::ExitCode;

use pharos_api::Door;
use pharos_app::{App, Config, Demo, DemoFilling, DemoRequest, prepare_demo};

use crate::arguments::DemoArguments;
use crate::output::{self, Done, Failure};

pub(crate) async fn run(arguments: &DemoArguments) -> Done {
    let folder = cache_folder()?;
    let config = Config::load(Some(folder.clone()), None, |name| std::env::var(name).ok())?;
    crate::log::start(&config.log);
    let until = arguments
        .until
        .as_deref()
        .map(|text| {
            text.parse().map_err(|_| Failure::Input(format!("--until is `{text}`; maybe 2026-11-01")))
        })
        .transpose()?;
    let request = DemoRequest { seed: arguments.seed, until, reset: arguments.reset };
    let demo = prepare_demo(&folder, request, &config, &|part| output::message(&format!("simulated {part}")))
        .await?;
    let address = arguments.listen.unwrap_or(config.listen);
    let app = App::open(Config { database_url: None, ..config }).await?;
    let filling = (!demo.filled).then(|| DemoFilling::new(&app, &demo));
    let server = pharos_api::Server::bind(app, address, super::serve::token(), Door::Open).await?;
    output::message(&welcome(&demo, &server.sign_in_address().await));
    server.run_beside(fill(filling)).await?;
    Ok(ExitCode::SUCCESS)
}

/// Adds what people keep, if it is not there yet, and says what comes when.
async fn fill(filling: Option<DemoFilling>) {
    let Some(filling) = filling else { return };
    output::message(
        "Its numbers are there. What people keep is added meanwhile; the page says when it is all there.",
    );
    match filling.run(|part| output::message(&format!("adding {part}"))).await {
        Ok(()) => output::message("all of it is there"),
        Err(error) => output::message(&format!("pharos: the demo stays without some of it: {error}")),
    }
}

fn welcome(demo: &Demo, address: &str) -> String {
    format!(
        "\nA simulated centre: nobody in it exists. Seed {}, thirteen months up to {}, kept in {}\n\n  {address}\n\n\
         Look at first:\n\
         \x20 Explore     service level by queue and day; click a number for its definition and its rows\n\
         \x20 Imports     where the data came from, and how an import is taken back\n\
         \x20 pharos report handling --data {}     whose short calls stand out\n\
         \x20 {}     what the centre was drawn from\n",
        demo.seed,
        demo.until,
        demo.data.display(),
        demo.data.display(),
        demo.truth.display(),
    )
}

/// `pharos/demo` in the user's cache folder.
fn cache_folder() -> Result<PathBuf, Failure> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = variable("XDG_CACHE_HOME").or_else(|| variable("HOME").map(|home| home.join(".cache")));
    let cache =
        cache.ok_or_else(|| Failure::Input("there is no HOME; maybe set XDG_CACHE_HOME".to_owned()))?;
    Ok(cache.join("pharos").join("demo"))
}
