//! `pharos forecast`

use std::process::ExitCode;

use pharos_app::{
    AccuracyRequest, ForecastEntry, ForecastFiles, ForecastLine, ForecastRequest, ForecastView, Permission,
    PublishRequest,
};

use crate::arguments::{
    AccuracyArguments, CountryArguments, ForecastArguments, ForecastCommand, ForecastFileArguments,
    PublishArguments, RunArguments, SeriesArguments,
};
use crate::output::{self, Done, Failure};

pub(crate) async fn run(arguments: ForecastArguments) -> Done {
    match arguments.command {
        None => file(arguments.file),
        Some(ForecastCommand::Run(arguments)) => stored(arguments).await,
        Some(ForecastCommand::Publish(arguments)) => publish(arguments).await,
        Some(ForecastCommand::List(arguments)) => list(arguments).await,
        Some(ForecastCommand::Accuracy(arguments)) => accuracy(arguments).await,
        Some(ForecastCommand::Country(arguments)) => country(arguments).await,
    }
}

fn file(arguments: ForecastFileArguments) -> Done {
    let missing =
        || Failure::Input("--history, --horizon-days and --out are needed; maybe see --help".to_owned());
    let notes = pharos_app::forecast_files(&ForecastFiles {
        history: arguments.history.ok_or_else(missing)?,
        origins: arguments.origin,
        horizon_days: usize::from(arguments.horizon_days.ok_or_else(missing)?),
        events: arguments.events,
        country: arguments.country,
        open: arguments.open,
        interval: arguments.interval,
        out: arguments.out.ok_or_else(missing)?,
    })?;
    notes.iter().for_each(|note| output::message(note));
    Ok(ExitCode::SUCCESS)
}

fn question(arguments: &RunArguments) -> ForecastRequest {
    ForecastRequest {
        queue: arguments.series.queue.clone(),
        channel: arguments.series.channel.clone(),
        filter: arguments.series.filter.clone(),
        interval: arguments.interval.clone(),
        from: arguments.from.clone(),
        days: arguments.days,
    }
}

async fn stored(arguments: RunArguments) -> Done {
    let app = super::open(&arguments.series.data).await?;
    let view = app.forecast(&Permission::owner(), &question(&arguments)).await?;
    if arguments.series.json {
        output::json(&view)?;
    } else {
        output::data(csv(&view).as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The form of `--out`, with handle time and work beside the contacts.
fn csv(view: &ForecastView) -> String {
    let mut text =
        "starts_at,mean,q10,q50,q90,q025,q975,handle_s,workload_s,workload_q10,workload_q90\n".to_owned();
    let number = |value: Option<f64>| value.map_or_else(String::new, |it| format!("{it:.3}"));
    for slot in &view.slots {
        let n = &slot.contacts;
        let work = slot.workload_s.as_ref();
        text.push_str(&format!(
            "{},{:.4},{:.4},{:.4},{:.4},{:.4},{:.4},{},{},{},{}\n",
            slot.starts_at,
            n.mean,
            n.q10,
            n.q50,
            n.q90,
            n.q025,
            n.q975,
            number(slot.handle_s.as_ref().map(|it| it.mean)),
            number(work.map(|it| it.mean)),
            number(work.map(|it| it.q10)),
            number(work.map(|it| it.q90)),
        ));
    }
    text
}

async fn publish(arguments: PublishArguments) -> Done {
    let app = super::open(&arguments.run.series.data).await?;
    let permission = Permission::owner();
    let request = PublishRequest { question: question(&arguments.run), note: arguments.note };
    let mut entry = app.publish_forecast(&permission, &request).await?;
    if arguments.plan {
        entry = app.plan_by_forecast(&permission, &entry.id).await?;
    }
    if arguments.run.series.json {
        output::json(&entry)?;
    } else {
        output::line(&entry.id)?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn list(arguments: SeriesArguments) -> Done {
    let app = super::open(&arguments.data).await?;
    let series = ForecastRequest {
        queue: arguments.queue,
        channel: arguments.channel,
        filter: arguments.filter,
        ..ForecastRequest::default()
    };
    let lines: Vec<ForecastLine> = app.forecasts(&Permission::owner(), &series).await?;
    let entries: Vec<ForecastEntry> = lines.into_iter().map(|line| line.entry).collect();
    if arguments.json {
        output::json(&entries)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut rows =
        vec![["id", "from", "to", "made", "by", "plan", "changes", "note"].map(str::to_owned).to_vec()];
    rows.extend(entries.into_iter().map(|it| {
        let plan = it.plan_at.unwrap_or_else(|| "-".to_owned());
        vec![it.id, it.from, it.to, it.made_at, it.made_by, plan, it.changes.to_string(), it.note]
    }));
    output::data(output::table(&rows).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

async fn accuracy(arguments: AccuracyArguments) -> Done {
    let app = super::open(&arguments.run.series.data).await?;
    let request = AccuracyRequest { question: question(&arguments.run), backtest: arguments.backtest };
    let view = app.forecast_accuracy(&Permission::owner(), &request).await?;
    if arguments.run.series.json {
        output::json(&view)?;
        return Ok(ExitCode::SUCCESS);
    }
    let head = [
        "level",
        "days ahead",
        "measure",
        "version",
        "set",
        "n",
        "wape",
        "bias",
        "in 80 %",
        "in 95 %",
        "pinball",
    ];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    if let Some(first) = rows.first_mut() {
        first.extend(["same slot", "by chance"].map(str::to_owned));
    }
    let share =
        |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |it| format!("{:.2} %", 100.0 * it));
    for it in &view.rows {
        let ahead = match (it.ahead_from, it.ahead_to) {
            (None, _) => "all".to_owned(),
            (Some(from), None) => format!("{from}+"),
            (Some(from), Some(to)) => format!("{from}-{to}"),
        };
        let mut row = vec![it.level.clone(), ahead, it.measure.clone(), it.version.clone(), it.set.clone()];
        row.push(it.n.to_string());
        let figures = [it.wape, it.bias, it.coverage_80, it.coverage_95, it.pinball].map(Some);
        row.extend(figures.into_iter().chain([it.same_slot_wape, it.poisson_floor]).map(share));
        rows.push(row);
    }
    output::message(&format!("{} forecasts judged", view.forecasts));
    output::data(output::table(&rows).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

async fn country(arguments: CountryArguments) -> Done {
    let app = super::open(&arguments.data).await?;
    let owner = Permission::owner();
    let settings = match arguments.country.as_deref() {
        None => app.planning_settings(&owner).await?,
        Some("none") => app.set_planning_country(&owner, None).await?,
        some => app.set_planning_country(&owner, some).await?,
    };
    if arguments.json {
        output::json(&settings)?;
    } else {
        output::line(settings.country.as_deref().unwrap_or("none"))?;
    }
    Ok(ExitCode::SUCCESS)
}
