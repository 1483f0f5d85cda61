//! Why something is refused, for whoever words it anew: the page says it in the reader's language by the reason, the command
//! line prints the words.

use std::fmt;

use serde_json::Value;

/// What is refused: a reason with its values, and the same in English.
#[derive(Debug)]
pub struct Refusal {
    reason: Reason,
    values: Vec<(&'static str, Value)>,
    words: String,
}

impl Refusal {
    pub(crate) fn new(reason: Reason, words: String) -> Refusal {
        Refusal { reason, values: Vec::new(), words }
    }

    pub(crate) fn add(&mut self, name: &'static str, value: Value) {
        debug_assert!(self.reason.values().contains(&name), "{} has no value {name}", self.reason.as_str());
        self.values.push((name, value));
    }

    /// Why.
    pub fn reason(&self) -> Reason {
        self.reason
    }

    /// The values the wording needs, by the names of [`Reason::values`]: numbers and texts.
    pub fn values(&self) -> &[(&'static str, Value)] {
        &self.values
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.words)
    }
}

/// What a refusal is about: decides the status of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    /// what came in
    Input,
    /// the state of things
    State,
}

macro_rules! reasons {
    ($($name:ident $word:literal $about:ident [$($value:literal)*],)*) => {
        /// Why something is refused that a person at the page can ask for. The page has a message `problem-REASON` for each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Reason {
            $(#[doc = concat!("`", $word, "`")] $name,)*
        }

        impl Reason {
            /// All of them.
            pub const ALL: &[Reason] = &[$(Reason::$name),*];

            /// The word it goes by.
            pub fn as_str(self) -> &'static str {
                match self { $(Reason::$name => $word,)* }
            }

            /// Names of the values its wording may use.
            pub fn values(self) -> &'static [&'static str] {
                match self { $(Reason::$name => &[$($value),*],)* }
            }

            fn about(self) -> About {
                match self { $(Reason::$name => About::$about,)* }
            }
        }
    };
}

impl Reason {
    /// True where the state of things forbids it, false where what came in is at fault.
    pub fn is_conflict(self) -> bool {
        self.about() == About::State
    }
}

reasons! {
    // Texts, numbers and times of any form.
    NameLength "name-length" Input ["most"],
    TextNeeded "text-needed" Input [],
    TextLong "text-long" Input ["most"],
    TitleLength "title-length" Input ["most"],
    ReasonNeeded "reason-needed" Input [],
    NumberRange "number-range" Input ["value"],
    ScoreRange "score-range" Input ["least" "most"],
    DaysRange "days-range" Input ["least" "most"],
    DateWrong "date-wrong" Input [],
    DayNeeded "day-needed" Input [],
    SpanReversed "span-reversed" Input [],
    TimeInFuture "time-in-future" Input [],
    TimeInPast "time-in-past" Input [],
    ZoneUnknown "zone-unknown" Input ["name"],
    ChangedMeanwhile "changed-meanwhile" State [],
    // Goals.
    GoalNoDraft "goal-no-draft" State [],
    GoalNotPursued "goal-not-pursued" State [],
    GoalEnded "goal-ended" State [],
    GoalDaysNeeded "goal-days-needed" Input [],
    GoalSignNotAsked "goal-sign-not-asked" State [],
    GoalNothingToFollow "goal-nothing-to-follow" Input [],
    GoalNoValues "goal-no-values" State ["days"],
    GoalImpossible "goal-impossible" Input [],
    PurposeAbove "purpose-above" Input [],
    MetricNoBetterSide "metric-no-better-side" Input [],
    MetricNotOfPersons "metric-not-of-persons" Input [],
    // People.
    NotOneself "not-oneself" Input [],
    KudosForOthers "kudos-for-others" Input [],
    WinNotYours "win-not-yours" Input [],
    ScorecardsOff "scorecards-off" State [],
    PersonsOff "persons-off" State [],
    ScorecardLines "scorecard-lines" Input ["most"],
    WeightAboveZero "weight-above-zero" Input [],
    WatchOff "watch-off" State [],
    OneOnOneLeads "one-on-one-leads" Input [],
    PlanConcernUnsigned "plan-concern-unsigned" State [],
    PlanEnded "plan-ended" State [],
    PlanNotYours "plan-not-yours" State [],
    PlanAgreed "plan-agreed" State [],
    PlanEndsByLead "plan-ends-by-lead" State [],
    PlanEndUnfitting "plan-end-unfitting" State [],
    ConcernNotYours "concern-not-yours" State [],
    ConcernNotLead "concern-not-lead" State [],
    ConcernNotSeen "concern-not-seen" State [],
    ConcernDecided "concern-decided" State [],
    PulseClosed "pulse-closed" State [],
    PulseAnswered "pulse-answered" State [],
    PassMark "pass-mark" Input [],
    PointsImpossible "points-impossible" Input ["score" "of"],
    PointsNeeded "points-needed" Input ["course"],
    PointsTogether "points-together" Input [],
    // The day, letters, strategy and boards.
    ActionAlready "action-already" State [],
    MailNotSetUp "mail-not-set-up" State [],
    MailAddress "mail-address" Input ["address"],
    UpdateSent "update-sent" State [],
    UpdateOwnWords "update-own-words" Input [],
    UpdateNobody "update-nobody" Input [],
    LetterEmpty "letter-empty" Input [],
    RecipientsMany "recipients-many" Input ["most"],
    StrategyCircle "strategy-circle" Input [],
    StrategyServesGone "strategy-serves-gone" Input [],
    WallsFull "walls-full" State ["most"],
    WallMetricsMany "wall-metrics-many" Input ["most"],
    WallGoalsMany "wall-goals-many" Input ["most"],
    WallGoalGone "wall-goal-gone" Input [],
    WallCode "wall-code" Input [],
    // Planning.
    SpanLong "span-long" Input [],
    QueueNeeded "queue-needed" Input [],
    NoWorkload "no-workload" Input [],
    NoData "no-data" Input [],
    NoHistory "no-history" Input [],
    TooFew "too-few" Input ["least" "found"],
    TargetUnreachable "target-unreachable" Input [],
    WholeCentreOnly "whole-centre-only" Input [],
    ForecastOutside "forecast-outside" Input [],
    ForecastPast "forecast-past" Input [],
    ScenarioHours "scenario-hours" Input [],
    ScenarioOneDay "scenario-one-day" Input [],
    // Imports.
    FileEmpty "file-empty" Input ["name"],
    FileUnreadable "file-unreadable" Input [],
    InvalidMapping "invalid-mapping" Input [],
    MappingAnothers "mapping-anothers" State ["name" "person"],
    SourceAnothers "source-anothers" Input ["name"],
    TeamsByOthers "teams-by-others" Input [],
    ImportNotDone "import-not-done" State [],
    // The organisation, aliases and corrections.
    LinesMany "lines-many" Input ["most"],
    LineAgent "line-agent" Input ["line"],
    LineDay "line-day" Input ["line" "day"],
    LineShare "line-share" Input ["line"],
    LineReversed "line-reversed" Input ["line"],
    AliasSelf "alias-self" Input [],
    AliasFurther "alias-further" State ["name" "further"],
    AliasUsed "alias-used" State ["name" "other"],
    CorrectionsMany "corrections-many" Input ["most"],
    CorrectionUnknown "correction-unknown" Input ["name"],
    // Users and their accounts.
    LoginWrong "login-wrong" Input ["most"],
    LoginTaken "login-taken" State ["login"],
    RoleNeeded "role-needed" Input [],
    PasswordLength "password-length" Input ["least" "most"],
    PasswordCommon "password-common" Input [],
    PasswordNotYours "password-not-yours" Input [],
    LastAdministrator "last-administrator" State [],
    SetUpDone "set-up-done" State [],
    NoAdministrator "no-administrator" State [],
    NoAccount "no-account" State [],
    SecondFactorOn "second-factor-on" State [],
    SecondFactorNotBegun "second-factor-not-begun" State [],
    CodeWrong "code-wrong" Input [],
    TokenBeyond "token-beyond" Input [],
    TokenEmpty "token-empty" Input [],
    // Care of the data.
    WorkRunning "work-running" State [],
    BackupThere "backup-there" State [],
    // Questions.
    UnknownMetric "unknown-metric" Input [],
    InvalidParam "invalid-param" Input [],
    MetricNeeded "metric-needed" Input [],
    SplitUnknown "split-unknown" Input [],
    GroupsOnly "groups-only" Input [],
    GroupsDimensions "groups-dimensions" Input [],
    PeriodOpen "period-open" Input [],
    RowsOfOne "rows-of-one" Input [],
    RowsMany "rows-many" Input ["rows" "most"],
}

#[cfg(test)]
mod tests;
