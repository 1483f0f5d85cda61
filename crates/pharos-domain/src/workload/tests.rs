use super::*;

#[test]
fn a_hundred_contacts_of_three_minutes_in_half_an_hour_are_ten_erlang() {
    let interval = WorkloadForecast {
        contacts: Quantiles::certain(100.0),
        handle_s: Some(Quantiles::certain(180.0)),
        workload_s: Some(Quantiles::certain(18_000.0)),
    };
    assert_eq!(interval.load_erl(1_800), Some(Quantiles::certain(10.0)));
    assert_eq!(interval.load_erl(0), None);
}
