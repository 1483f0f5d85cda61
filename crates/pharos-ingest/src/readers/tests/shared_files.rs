//! The real files, where they are there; counts from their descriptions.

use super::*;

#[test]
fn real_files_are_read_whole() {
    let check = |path: &str, rows: usize, columns: usize| {
        let Some(file) = shared_file(path) else { return };
        let read = read_all(open(&file, &ReadOptions::default()).expect(path)).expect(path);
        assert_eq!((read.rows.len(), read.names.len(), read.rejects.len()), (rows, columns, 0), "{path}");
    };
    check("events/dev/anonymous_bank_1999_02.tsv", 33_344, 17);
    check("events/dev/pwc_phonenow_calls_2021q1.csv", 5_000, 10);
    check("events/dev/pwc_phonenow_calls_2021q1.xlsx", 5_000, 10);
    check("events/dev/uci_servicenow_incident_event_log.csv", 141_712, 36);
    check("events/dev/uci_bank_telemarketing_calls.csv", 41_188, 21);
    check("events/dev/helpdesk_italian_software.csv", 21_348, 13);
    check("events/dev/nps_survey_2021.csv", 5_000, 7);
    check("events/dev/ibm_hr_attrition.csv", 1_470, 35);
    check("events/dev/ips_call_lengths_31492.csv", 31_492, 1);
    check("events/dev/kaggle_call_center_daily.csv", 1_251, 9);
    check("events/vendor/amazon_connect/ctr_redelivered_3x.jsonl", 3, 68);
}

#[test]
fn the_workbook_says_what_the_text_file_says() {
    let (Some(text), Some(book)) = (
        shared_file("events/dev/pwc_phonenow_calls_2021q1.csv"),
        shared_file("events/dev/pwc_phonenow_calls_2021q1.xlsx"),
    ) else {
        return;
    };
    let text = read_all(open(&text, &ReadOptions::default()).expect("text")).expect("text");
    let book = read_all(open(&book, &ReadOptions::default()).expect("book")).expect("book");
    assert_eq!(book.names, text.names);
    assert_eq!(book.rows, text.rows);
}
