//! Answers and rows as files: CSV and XLSX for people with spreadsheets, Parquet for programs. What the filter means, not what
//! a screen shows; each file says what its numbers mean.

mod about;
mod csv_file;
mod workbook;

use pharos_engine::export::parquet;
use pharos_engine::query::{Answer, Rows, cells, columns, row_batches};
use serde_json::Value;

use crate::query::{part, question};
use crate::{Action, App, AppError, Permission, QueryRequest, Reason, Result, RowsRequest};

/// Rows a worksheet holds beside its head (Excel's specification).
const SHEET_ROWS_MAX: usize = 1_048_575;

/// Rows of any file at most: it is made in memory.
const ROWS_MAX: usize = 2_000_000;

/// A format of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// comma-separated values, UTF-8 with a mark, what is said of the numbers in lines before them
    Csv,
    /// a workbook: the numbers, and what is said of them on a second sheet
    Xlsx,
    /// Parquet, what is said of the numbers as metadata
    Parquet,
}

/// A file to hand over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportFile {
    /// its name
    pub name: String,
    /// its media type
    pub content_type: &'static str,
    /// its bytes
    pub bytes: Vec<u8>,
}

/// A table and what is said of it.
struct Sheet {
    about: Vec<(String, String)>,
    /// Names and kinds (text, number, count, flag, instant).
    columns: Vec<(String, String)>,
    rows: Box<dyn Iterator<Item = Vec<Value>> + Send>,
}

impl FileFormat {
    /// The format of that word.
    pub fn parse(word: &str) -> Option<FileFormat> {
        [FileFormat::Csv, FileFormat::Xlsx, FileFormat::Parquet].into_iter().find(|it| it.ending() == word)
    }

    fn ending(self) -> &'static str {
        match self {
            FileFormat::Csv => "csv",
            FileFormat::Xlsx => "xlsx",
            FileFormat::Parquet => "parquet",
        }
    }

    fn content_type(self) -> &'static str {
        match self {
            FileFormat::Csv => "text/csv; charset=utf-8",
            FileFormat::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            FileFormat::Parquet => "application/vnd.apache.parquet",
        }
    }
}

impl App {
    /// The numbers of a question as a file.
    ///
    /// # Errors
    /// A question at fault, more rows than the format holds.
    pub async fn export_answer(
        &self,
        permission: &Permission,
        request: &QueryRequest,
        format: FileFormat,
    ) -> Result<ExportFile> {
        let answer = self.query(permission, request).await?;
        let about = about::of(self, request, &answer, None).await?;
        let name = name_of(request, "numbers", format);
        if format == FileFormat::Parquet {
            let batch = answer.record_batch().map_err(|error| internal(&error))?;
            return Ok(file(name, format, parquet(&[batch], &about).map_err(|error| internal(&error))?));
        }
        let columns =
            answer.column_words().into_iter().map(|(name, kind, _)| (name, kind.to_owned())).collect();
        let sheet = Sheet { about, columns, rows: Box::new(answer.table_rows()) };
        written(name, format, sheet).await
    }

    /// All rows behind a number as a file.
    ///
    /// # Errors
    /// A question at fault, more rows than the format holds.
    pub async fn export_rows(
        &self,
        permission: &Permission,
        request: &RowsRequest,
        format: FileFormat,
    ) -> Result<ExportFile> {
        permission.require(Action::ReadContacts)?;
        let answer = self.query(permission, &request.query).await?;
        let about = about::of(self, &request.query, &answer, request.part.as_deref()).await?;
        let dataset = self.dataset().await?;
        let question = question(&dataset, permission, &request.query).await?;
        let part = part(request.part.as_deref())?;
        let most = if format == FileFormat::Xlsx { SHEET_ROWS_MAX } else { ROWS_MAX };
        let (total, batches) = row_batches(&dataset, &question, part, Some(most), 0).await?;
        if most as u64 <= total.saturating_sub(1) {
            let words = format!(
                "{total} rows; such a file holds {most}: maybe a shorter period, or `pharos query --rows` on the server"
            );
            return Err(AppError::refused(Reason::RowsMany, words).with("rows", total).with("most", most));
        }
        let persons = crate::personal::persons_in_batches(&batches);
        let words = crate::personal::words_of_rows(request);
        self.audit_seen(permission, "export.rows", ("query", ""), &words, persons).await?;
        let name = name_of(&request.query, "contacts", format);
        if format == FileFormat::Parquet {
            let bytes = parquet(&batches, &about)
                .map_err(|error| AppError::Input(format!("no Parquet file can be made: {error}")))?;
            return Ok(file(name, format, bytes));
        }
        let columns = columns(&batches).into_iter().map(|(name, kind)| (name, kind.to_owned())).collect();
        // A batch at a time: cells take many times the memory of columns.
        let rows = batches.into_iter().flat_map(|batch| cells(&[batch]).unwrap_or_default());
        written(name, format, Sheet { about, columns, rows: Box::new(rows) }).await
    }
}

/// An answer as a Parquet file in memory.
///
/// # Errors
/// Our own mistake only.
pub fn answer_parquet(answer: &Answer) -> Result<Vec<u8>> {
    let batch = answer.record_batch().map_err(|error| internal(&error))?;
    parquet(&[batch], &[]).map_err(|error| internal(&error))
}

/// The rows behind a number as a Parquet file in memory.
///
/// # Errors
/// Without any row there are no columns to write.
pub fn rows_parquet(rows: &Rows) -> Result<Vec<u8>> {
    parquet(&rows.batches, &[])
        .map_err(|error| AppError::Input(format!("no Parquet file can be made: {error}")))
}

fn internal(error: &dyn std::fmt::Display) -> AppError {
    AppError::Internal(error.to_string())
}

fn file(name: String, format: FileFormat, bytes: Vec<u8>) -> ExportFile {
    ExportFile { name, content_type: format.content_type(), bytes }
}

/// `pharos_asa_numbers_2026-03-01_2026-04-01.csv`
fn name_of(request: &QueryRequest, what: &str, format: FileFormat) -> String {
    let metric = request.metrics.first().map_or("metric", String::as_str);
    let day =
        |text: &Option<String>| text.as_deref().and_then(|it| it.get(..10)).unwrap_or_default().to_owned();
    let parts =
        ["pharos".to_owned(), metric.to_owned(), what.to_owned(), day(&request.from), day(&request.to)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let plain = |it: char| if it.is_ascii_alphanumeric() || matches!(it, '.' | '-' | '_') { it } else { '_' };
    format!("{}.{}", parts.join("_").chars().map(plain).collect::<String>(), format.ending())
}

async fn written(name: String, format: FileFormat, sheet: Sheet) -> Result<ExportFile> {
    let work = move || match format {
        FileFormat::Xlsx => workbook::write(sheet),
        _ => csv_file::write(sheet),
    };
    let bytes = tokio::task::spawn_blocking(work).await.map_err(|error| internal(&error))??;
    Ok(file(name, format, bytes))
}

/// A table as a workbook of that name.
pub(crate) async fn workbook_file(
    name: String,
    about: Vec<(String, String)>,
    columns: Vec<(String, String)>,
    rows: Vec<Vec<Value>>,
) -> Result<ExportFile> {
    let sheet = Sheet { about, columns, rows: Box::new(rows.into_iter()) };
    written(name, FileFormat::Xlsx, sheet).await
}

#[cfg(test)]
mod tests;
