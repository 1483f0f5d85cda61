//! What the demo centre is: sites, teams, queues, reasons. All figures are invented.

use super::truth::ReasonTruth;

/// Index into [`SITES`].
pub(super) type Site = usize;
/// Index into [`QUEUES`].
pub(super) type QueueIndex = usize;

pub(super) struct SiteLayout {
    pub name: &'static str,
    pub zone: &'static str,
    pub first_weekday: &'static str,
    pub language: &'static str,
    pub letter: char,
}

pub(super) const SITES: [SiteLayout; 2] = [
    SiteLayout {
        name: "tel-aviv",
        zone: "Asia/Jerusalem",
        first_weekday: "sunday",
        language: "he",
        letter: 'T',
    },
    SiteLayout {
        name: "hong-kong",
        zone: "Asia/Hong_Kong",
        first_weekday: "monday",
        language: "zh",
        letter: 'H',
    },
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Voice,
    Chat,
    /// E-mail and social: work that keeps.
    Deferred,
}

pub(super) struct QueueLayout {
    pub name: &'static str,
    pub site: Site,
    pub kind: Kind,
    pub hours: &'static str,
    /// Opening and closing minute of the day from Monday to Sunday.
    pub open_minutes: [Option<(i32, i32)>; 7],
    /// Mean first contacts on a day of weekday factor 1.
    pub day_mean: f64,
    /// From Monday to Sunday.
    pub weekday_factors: [f64; 7],
    /// Day of the year on which the season is highest.
    pub season_peak_day: f64,
    pub patience_mean_s: f64,
    pub threshold_s: f64,
    pub target: f64,
    /// Call-backs are offered.
    pub callback: bool,
    /// Share of the first contacts by reason, in the order of [`REASONS`].
    pub reason_shares: [f64; 8],
    /// Where transfers go.
    pub transfer_to: Option<QueueIndex>,
    /// Share of the contacts whose customer is known to the systems.
    pub identified_share: f64,
    /// Queues on which a customer may come back instead.
    pub other_queues: &'static [QueueIndex],
    pub survey: SurveyLayout,
}

/// The question asked after a contact.
pub(super) struct SurveyLayout {
    pub questions: &'static [(&'static str, f64, f64)],
    pub answer_share: f64,
}

pub(super) const SUPPORT_HE: QueueIndex = 0;
pub(super) const BILLING_HE: QueueIndex = 1;
pub(super) const MESSAGES: QueueIndex = 2;
pub(super) const SUPPORT_ZH: QueueIndex = 3;
pub(super) const CHAT: QueueIndex = 4;

const fn hours(from: i32, to: i32) -> Option<(i32, i32)> {
    Some((from * 60, to * 60))
}

pub(super) const QUEUES: [QueueLayout; 5] = [
    QueueLayout {
        name: "support-he",
        site: 0,
        kind: Kind::Voice,
        hours: "sun-thu 08:00-20:00; fri 08:00-13:00",
        open_minutes: [
            hours(8, 20),
            hours(8, 20),
            hours(8, 20),
            hours(8, 20),
            hours(8, 13),
            None,
            hours(8, 20),
        ],
        day_mean: 400.0,
        weekday_factors: [1.0, 0.97, 0.95, 0.93, 0.42, 0.0, 1.18],
        season_peak_day: 20.0,
        patience_mean_s: 300.0,
        threshold_s: 30.0,
        target: 0.8,
        callback: true,
        reason_shares: [0.05, 0.04, 0.38, 0.16, 0.17, 0.06, 0.06, 0.08],
        transfer_to: Some(BILLING_HE),
        identified_share: 0.88,
        other_queues: &[BILLING_HE, MESSAGES],
        survey: SurveyLayout { questions: &[("csat", 1.0, 5.0), ("fcr", 0.0, 1.0)], answer_share: 0.24 },
    },
    QueueLayout {
        name: "billing-he",
        site: 0,
        kind: Kind::Voice,
        hours: "sun-thu 08:00-18:00",
        open_minutes: [hours(8, 18), hours(8, 18), hours(8, 18), hours(8, 18), None, None, hours(8, 18)],
        day_mean: 210.0,
        weekday_factors: [1.0, 0.96, 0.94, 0.95, 0.0, 0.0, 1.15],
        season_peak_day: 5.0,
        patience_mean_s: 320.0,
        threshold_s: 30.0,
        target: 0.8,
        callback: false,
        reason_shares: [0.46, 0.25, 0.01, 0.03, 0.05, 0.10, 0.06, 0.04],
        transfer_to: Some(SUPPORT_HE),
        identified_share: 0.92,
        other_queues: &[SUPPORT_HE, MESSAGES],
        survey: SurveyLayout { questions: &[("csat", 1.0, 5.0), ("fcr", 0.0, 1.0)], answer_share: 0.24 },
    },
    QueueLayout {
        name: "messages",
        site: 0,
        kind: Kind::Deferred,
        hours: "sun-thu 08:00-18:00; fri 08:00-13:00",
        open_minutes: [
            hours(8, 18),
            hours(8, 18),
            hours(8, 18),
            hours(8, 18),
            hours(8, 13),
            None,
            hours(8, 18),
        ],
        day_mean: 120.0,
        weekday_factors: [1.0, 1.0, 0.98, 0.96, 0.7, 0.4, 1.1],
        season_peak_day: 20.0,
        patience_mean_s: f64::INFINITY,
        threshold_s: 28_800.0,
        target: 0.9,
        callback: false,
        reason_shares: [0.20, 0.10, 0.18, 0.22, 0.10, 0.08, 0.04, 0.08],
        transfer_to: None,
        identified_share: 0.97,
        other_queues: &[SUPPORT_HE, BILLING_HE],
        survey: SurveyLayout { questions: &[("ces", 1.0, 7.0)], answer_share: 0.18 },
    },
    QueueLayout {
        name: "support-zh",
        site: 1,
        kind: Kind::Voice,
        hours: "mon-sat 09:00-21:00",
        open_minutes: [
            hours(9, 21),
            hours(9, 21),
            hours(9, 21),
            hours(9, 21),
            hours(9, 21),
            hours(9, 21),
            None,
        ],
        day_mean: 310.0,
        weekday_factors: [1.12, 1.02, 1.0, 0.97, 1.0, 0.74, 0.0],
        season_peak_day: 345.0,
        patience_mean_s: 280.0,
        threshold_s: 20.0,
        target: 0.8,
        callback: true,
        reason_shares: [0.12, 0.10, 0.28, 0.22, 0.12, 0.06, 0.04, 0.06],
        transfer_to: Some(SUPPORT_ZH),
        identified_share: 0.85,
        other_queues: &[CHAT],
        survey: SurveyLayout { questions: &[("csat", 1.0, 10.0)], answer_share: 0.15 },
    },
    QueueLayout {
        name: "chat",
        site: 1,
        kind: Kind::Chat,
        hours: "mon-sun 09:00-22:00",
        open_minutes: [hours(9, 22); 7],
        day_mean: 270.0,
        weekday_factors: [1.0, 0.98, 0.97, 0.98, 1.05, 1.12, 1.02],
        season_peak_day: 345.0,
        patience_mean_s: 400.0,
        threshold_s: 60.0,
        target: 0.8,
        callback: false,
        reason_shares: [0.10, 0.12, 0.18, 0.28, 0.16, 0.06, 0.04, 0.06],
        transfer_to: None,
        identified_share: 0.95,
        other_queues: &[SUPPORT_ZH],
        survey: SurveyLayout { questions: &[("nps", 0.0, 10.0), ("ces", 1.0, 7.0)], answer_share: 0.2 },
    },
];

pub(super) struct TeamLayout {
    pub name: &'static str,
    pub site: Site,
    pub seats: usize,
}

pub(super) const TEAMS: [TeamLayout; 4] = [
    TeamLayout { name: "carmel", site: 0, seats: 17 },
    TeamLayout { name: "galil", site: 0, seats: 15 },
    TeamLayout { name: "kowloon", site: 1, seats: 17 },
    TeamLayout { name: "lantau", site: 1, seats: 13 },
];

/// Queue and priority (1 before 2) of a seat. In team galil two seats of five do messages, and the callers' billing
/// questions go to the others; some of carmel and lantau help out on a second queue.
pub(super) fn skills(team: usize, seat: usize) -> &'static [(QueueIndex, u32)] {
    match (team, seat % 5) {
        (0, 1) => &[(SUPPORT_HE, 1), (BILLING_HE, 2)],
        (0, _) => &[(SUPPORT_HE, 1)],
        (1, 1 | 3) => &[(MESSAGES, 1)],
        (1, _) => &[(BILLING_HE, 1), (SUPPORT_HE, 2)],
        (2, _) => &[(SUPPORT_ZH, 1)],
        (_, 2) => &[(CHAT, 1), (SUPPORT_ZH, 2)],
        (_, _) => &[(CHAT, 1)],
    }
}

/// Chats an agent has at the same time at most.
pub(super) const CHAT_CONCURRENCY: u32 = 3;

const fn reason(
    name: &'static str,
    product: &'static str,
    talk_s: f64,
    acw_s: f64,
    unresolved: f64,
) -> ReasonTruth {
    ReasonTruth { name, product, talk_mean_s: talk_s, acw_mean_s: acw_s, unresolved_share: unresolved }
}

pub(super) const TECHNICAL_FAULT: usize = 2;
pub(super) const OFFER: usize = 5;

/// Reasons are the same on all channels.
pub(super) const REASONS: [ReasonTruth; 8] = [
    reason("bill question", "account", 255.0, 45.0, 0.16),
    reason("payment", "account", 200.0, 40.0, 0.10),
    reason("technical fault", "internet", 430.0, 70.0, 0.30),
    reason("delivery", "shop", 215.0, 35.0, 0.22),
    reason("account access", "account", 240.0, 30.0, 0.12),
    reason("contract change", "mobile", 360.0, 90.0, 0.11),
    reason("cancellation", "mobile", 400.0, 80.0, 0.13),
    reason("complaint", "internet", 460.0, 110.0, 0.34),
];
