//! Mail: a queue in the records, sent by SMTP, tried again with growing pauses, and shown where it stays.

use std::time::Duration;

use lettre::message::{Mailbox, MultiPart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use pharos_store::OutgoingMailRecord;

use crate::{App, AppError, Reason, Result, now_us};

/// Pauses after the first, second, ... failure, seconds; after the last the mail has failed.
const PAUSES_S: [i64; 5] = [60, 300, 900, 3_600, 14_400];
/// How often the queue is looked at.
const EVERY: Duration = Duration::from_secs(5);
/// Mails taken up at once.
const BATCH: u64 = 20;
/// How long a mail server may take.
const PATIENCE: Duration = Duration::from_secs(30);

impl App {
    /// Sends what is due, for ever. Runs in the process that serves.
    pub async fn mail_forever(&self) {
        loop {
            if let Err(error) = self.send_due(now_us()).await {
                tracing::warn!(%error, "outgoing mail could not be looked at");
            }
            tokio::time::sleep(EVERY).await;
        }
    }

    /// Queues the updates whose time has come and tries every mail that is due. Returns how many went out.
    ///
    /// # Errors
    /// The records; an address of the mail server that cannot be understood.
    pub async fn send_due(&self, now_us: i64) -> Result<usize> {
        self.queue_due_updates(now_us).await?;
        let due = self.store.mails_due(now_us, BATCH).await?;
        if due.is_empty() {
            return Ok(0);
        }
        let Some(url) = &self.config.mail.smtp else { return Ok(0) };
        let transport = transport(url)?;
        let mut sent = 0;
        for mut mail in due {
            match deliver(&transport, self.sender()?, &mail).await {
                Ok(()) => {
                    mail.state = "sent".to_owned();
                    mail.sent_at_us = Some(now_us);
                    mail.last_error = None;
                    sent += 1;
                }
                Err(words) => defer(&mut mail, words, now_us),
            }
            self.store.save_mail(&mail).await?;
        }
        Ok(sent)
    }

    /// The address mail comes from.
    ///
    /// # Errors
    /// None is configured, or it is no address.
    pub(super) fn sender(&self) -> Result<Mailbox> {
        let from = self.config.mail.from.as_deref().ok_or_else(|| {
            AppError::refused(Reason::MailNotSetUp, "no sender is configured; maybe set `from` under [mail]")
        })?;
        mailbox(from)
    }

    /// Goes on only where mail can be sent at all.
    ///
    /// # Errors
    /// No mail server or no sender is configured.
    pub(crate) fn require_mail(&self) -> Result<()> {
        if self.config.mail.smtp.is_none() {
            return Err(AppError::refused(
                Reason::MailNotSetUp,
                "no mail server is configured; maybe set `smtp` and `from` under [mail]",
            ));
        }
        self.sender().map(drop)
    }
}

/// An address as mail programs write it: `noa@example.com`, `Noa <noa@example.com>`.
pub(super) fn mailbox(text: &str) -> Result<Mailbox> {
    text.trim().parse().map_err(|_| {
        AppError::refused(Reason::MailAddress, format!("`{text}` is no mail address; maybe name@example.com"))
            .with("address", text)
    })
}

/// The mail server of an address: `smtp://host:25` in the clear, `smtp://host:587?tls=required` (or `opportunistic`) with
/// STARTTLS, `smtps://host:465` with TLS from the first byte; user and password before the host, percent-encoded.
fn transport(url: &str) -> Result<AsyncSmtpTransport<Tokio1Executor>> {
    // The address may hold a password: it is not repeated.
    let at_fault = |words: &str| {
        AppError::Input(format!(
            "[mail] smtp {words}; maybe smtp://host:25, smtp://user:password@host:587?tls=required or smtps://user:password@host"
        ))
    };
    let parsed = url::Url::parse(url).map_err(|_| at_fault("is no address"))?;
    if parsed.host_str().is_none_or(str::is_empty) {
        return Err(at_fault("names no host"));
    }
    let tls = parsed.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
    match (parsed.scheme(), tls.as_deref()) {
        ("smtp", None | Some("required" | "opportunistic")) | ("smtps", None) => {}
        ("smtp", Some(_)) => return Err(at_fault("has a `tls` that is neither required nor opportunistic")),
        ("smtps", Some(_)) => return Err(at_fault("has a `tls`, which smtps has by itself")),
        _ => return Err(at_fault("is neither an smtp nor an smtps address")),
    }
    // Without TLS a password would cross the network in the clear. Within one machine there is no network.
    let is_local = matches!(parsed.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    let in_the_clear = parsed.scheme() == "smtp" && tls.as_deref() != Some("required");
    if parsed.password().is_some() && in_the_clear && !is_local {
        return Err(at_fault("would send its password in the clear, add tls=required"));
    }
    let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
        .map_err(|_| at_fault("cannot be used: its user, password or certificates cannot be read"))?;
    Ok(builder.timeout(Some(PATIENCE)).build())
}

async fn deliver(
    transport: &AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    mail: &OutgoingMailRecord,
) -> std::result::Result<(), String> {
    let to: Mailbox = mail.recipient.parse().map_err(|_| "no mail address".to_owned())?;
    let message = Message::builder()
        .from(from)
        .to(to)
        .subject(mail.subject.clone())
        .message_id(Some(format!("<{}@pharos>", mail.id)))
        .multipart(MultiPart::alternative_plain_html(mail.body_text.clone(), mail.body_html.clone()))
        .map_err(|error| error.to_string())?;
    transport.send(message).await.map(drop).map_err(|error| error.to_string())
}

/// Notes a failure and when to try again.
fn defer(mail: &mut OutgoingMailRecord, words: String, now_us: i64) {
    let failures = usize::try_from(mail.attempts).unwrap_or(usize::MAX);
    mail.attempts += 1;
    mail.last_error = Some(words);
    match PAUSES_S.get(failures) {
        Some(pause_s) => mail.next_try_us = now_us + pause_s * 1_000_000,
        None => mail.state = "failed".to_owned(),
    }
}

#[cfg(test)]
mod real_server;
#[cfg(test)]
mod tests;
