use super::*;

fn mail() -> OutgoingMailRecord {
    OutgoingMailRecord {
        id: "1".to_owned(),
        about_kind: "daily_update".to_owned(),
        about_id: "u".to_owned(),
        recipient: "noa@example.com".to_owned(),
        subject: "s".to_owned(),
        body_text: "t".to_owned(),
        body_html: "h".to_owned(),
        state: "queued".to_owned(),
        attempts: 0,
        next_try_us: 0,
        last_error: None,
        created_at_us: 0,
        sent_at_us: None,
    }
}

#[test]
fn a_mail_is_tried_six_times_with_growing_pauses() {
    let mut mail = mail();
    let mut now = 0;
    let mut pauses = Vec::new();
    while mail.state == "queued" {
        defer(&mut mail, "refused".to_owned(), now);
        if mail.state == "queued" {
            pauses.push((mail.next_try_us - now) / 1_000_000);
            now = mail.next_try_us;
        }
    }
    assert_eq!(pauses, [60, 300, 900, 3_600, 14_400]);
    assert_eq!((mail.state.as_str(), mail.attempts), ("failed", 6));
    assert_eq!(mail.last_error.as_deref(), Some("refused"));
}

#[test]
fn addresses_are_checked_before_anything_is_queued() {
    for good in ["noa@example.com", " Noa Levi <noa@example.com> "] {
        assert!(mailbox(good).is_ok(), "{good}");
    }
    for bad in ["", "noa", "noa@", "a@b.com, c@d.com", "noa@example.com\r\nBcc: x@y.z"] {
        assert!(mailbox(bad).is_err(), "{bad:?}");
    }
}

#[tokio::test]
async fn a_server_is_reached_as_its_address_says() {
    for good in [
        "smtp://localhost:2525",
        "smtp://mail.example.com",
        "smtp://mail.example.com:587?tls=required",
        "smtp://mail.example.com?tls=opportunistic",
        "smtp://noa:p%40ss@mail.example.com?tls=required",
        "smtps://noa:p%40ss@mail.example.com",
        "smtp://noa:p%40ss@localhost:2525",
    ] {
        assert!(transport(good).is_ok(), "{good}: {:?}", transport(good).err());
    }
}

#[tokio::test]
async fn an_address_at_fault_is_told_without_its_password() {
    for (bad, words) in [
        ("mail.example.com", "is no address"),
        ("smtp://", "names no host"),
        ("http://noa:secret@mail.example.com", "neither an smtp nor an smtps"),
        ("smtp://mail.example.com?tls=maybe", "neither required nor opportunistic"),
        ("smtps://noa:secret@mail.example.com?tls=required", "smtps has by itself"),
        ("smtp://noa:secret@mail.example.com", "in the clear"),
        ("smtp://noa:secret@mail.example.com?tls=opportunistic", "in the clear"),
    ] {
        let told = transport(bad).map(drop).expect_err(bad).to_string();
        assert!(told.contains(words), "{bad}: {told}");
        assert!(!told.contains("secret"), "{told}");
    }
}
