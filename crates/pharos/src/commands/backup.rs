//! `pharos backup` and `pharos restore`

use std::process::ExitCode;

use pharos_app::{Permission, RestoreRequest};

use crate::arguments::{BackupArguments, RestoreArguments};
use crate::output::{self, Done};

pub(crate) async fn backup(arguments: &BackupArguments) -> Done {
    let app = super::open_existing(&arguments.data).await?;
    if arguments.list {
        let backups = app.backups(&Permission::owner()).await?;
        if arguments.json {
            output::json(&backups)?;
        } else {
            let mut lines = vec![["backup", "made at", "files", "bytes"].map(str::to_owned).to_vec()];
            lines.extend(backups.iter().map(|it| {
                vec![it.id.clone(), it.made_at.clone(), it.files.to_string(), it.bytes.to_string()]
            }));
            output::data(output::table(&lines).as_bytes())?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let report = app.backup(&Permission::owner(), arguments.folder.as_deref()).await?;
    if arguments.json {
        output::json(&report)?;
    } else {
        let backup = &report.backup;
        output::line(&backup.path.display().to_string())?;
        output::message(&format!(
            "{} files, {} bytes in {:.1} s; to bring it back: pharos restore {} --data DIR",
            backup.files,
            backup.bytes,
            report.took_s,
            backup.path.display()
        ));
    }
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn restore(arguments: &RestoreArguments) -> Done {
    let config = super::config(&arguments.data)?;
    crate::log::start(&config.log);
    let request = RestoreRequest {
        from: arguments.from.clone(),
        replace: arguments.replace,
        erasures: arguments.erasures.clone(),
    };
    let report = pharos_app::restore(&config, &request).await?;
    if arguments.json {
        output::json(&report)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut lines = vec![
        vec!["restored".to_owned(), report.data.display().to_string()],
        vec!["as of".to_owned(), report.made_at.clone()],
        vec!["files".to_owned(), format!("{} ({} bytes)", report.files, report.bytes)],
        vec![
            "erased again".to_owned(),
            format!("{} rows, {} requests made since", report.rows_erased_again, report.erasures_since),
        ],
    ];
    if let Some(aside) = &report.moved_aside {
        lines.push(vec!["moved aside".to_owned(), aside.display().to_string()]);
    }
    output::data(output::table(&lines).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
