//! `pharos query`

use std::process::ExitCode;

use pharos_app::{Permission, QueryRequest, RowsRequest};

use crate::arguments::{Format, QueryArguments};
use crate::output::{self, Done};

pub(crate) async fn run(arguments: QueryArguments) -> Done {
    let app = super::open_existing(&arguments.data).await?;
    let permission = Permission::owner();
    let format = arguments.format;
    let want_rows = arguments.rows;
    let query = request(arguments);
    if want_rows {
        let rows = app.rows(&permission, &RowsRequest { query, ..RowsRequest::default() }).await?;
        match format {
            Format::Table => output::data(rows.to_table().as_bytes())?,
            Format::Csv => output::data(rows.to_csv().as_bytes())?,
            Format::Json => output::json(&rows.to_json())?,
            Format::Parquet => output::data(&pharos_app::rows_parquet(&rows)?)?,
        }
    } else {
        let answer = app.query(&permission, &query).await?;
        match format {
            Format::Table => output::data(answer.to_table().as_bytes())?,
            Format::Csv => output::data(answer.to_csv().as_bytes())?,
            Format::Json => output::json(&answer.to_json())?,
            Format::Parquet => output::data(&pharos_app::answer_parquet(&answer)?)?,
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn request(arguments: QueryArguments) -> QueryRequest {
    QueryRequest {
        metrics: arguments.metric,
        params: arguments.param,
        by: arguments.by,
        filter: arguments.filter,
        from: arguments.from,
        to: arguments.to,
        grain: arguments.grain,
        tz: arguments.tz,
        as_of: arguments.as_of,
        compare: arguments.compare,
        without_events: arguments.without_event,
        raw: arguments.raw,
        approx: arguments.approx,
        without_reports: false,
    }
}
