//! Published forecasts beside what came.

/// What the relation is made of, in this order: each is read more than once by what follows, and a `WITH` would work it out
/// each time.
pub(super) fn steps(from_us: Option<i64>, to_us: Option<i64>) -> Vec<(&'static str, String)> {
    let from = from_us.map(|us| format!(" AND slot_at >= instant_of({us})"));
    let to = to_us.map(|us| format!(" AND slot_at < instant_of({us})"));
    let said = SAID.replace("{in time}", &[from, to].into_iter().flatten().collect::<String>());
    vec![
        ("forecast_said", said),
        ("forecast_came", CAME.to_owned()),
        ("forecast_came_in_slots", CAME_IN_SLOTS.to_owned()),
    ]
}

/// Slots of published forecasts, a row for each forecast, with when a newer one took its place.
///
/// `{in time}` stands for the period asked for: nothing said of one slot depends on another.
const SAID: &str = "
    SELECT *, lead(made_at) OVER (PARTITION BY source_name, q, c, slot_at, slot_s ORDER BY made_at, forecast_id)
            AS newer_made_at,
        CASE WHEN q = '' THEN max(CASE WHEN q = '' THEN 0 ELSE 1 END) OVER (PARTITION BY source_name, slot_at, slot_s)
            WHEN c <> '' THEN max(CASE WHEN c = '' THEN 1 ELSE 0 END) OVER (PARTITION BY source_name, q, slot_at, slot_s)
            ELSE 0 END = 1 AS is_beside,
        same_slot_before(slot_at, slot_s, made_at, site) AS before_at
    FROM (
        SELECT source_name, min(site) AS site, min(key) AS key, forecast_id, min(queue) AS queue, min(channel) AS channel,
            q, c, slot_at, slot_s, made_at,
            max(mean) FILTER (WHERE measure = 'contacts') AS contacts_said,
            max(q025) FILTER (WHERE measure = 'contacts') AS contacts_q025,
            max(q10) FILTER (WHERE measure = 'contacts') AS contacts_q10,
            max(q50) FILTER (WHERE measure = 'contacts') AS contacts_q50,
            max(q90) FILTER (WHERE measure = 'contacts') AS contacts_q90,
            max(q975) FILTER (WHERE measure = 'contacts') AS contacts_q975,
            max(mean) FILTER (WHERE measure = 'handle_time_s') AS handle_said_s,
            max(mean) FILTER (WHERE measure = 'workload_s') AS work_said_s
        FROM (
            SELECT *, coalesce(queue, '') AS q, coalesce(channel, '') AS c FROM (
                SELECT source_name, site, key, forecast_id, queue, channel, slot_at, slot_s, measure, mean,
                    q025, q10, q50, q90, q975, coalesce(made_at, plus_seconds(slot_at, -lead_s)) AS made_at
                FROM forecasts
                WHERE slot_at IS NOT NULL AND slot_s BETWEEN 900 AND 90000{in time}
            ) WHERE made_at IS NOT NULL
        ) GROUP BY source_name, forecast_id, q, c, slot_at, slot_s, made_at
    )";

/// What came, in quarters of an hour, of which slots and days of every zone are made: for each queue and channel, for all
/// channels of a queue, for all queues of a channel and for all together: whatever a forecast speaks of. A contact counts
/// where it began to wait, its handle time where it ended; both are read off one scan.
const CAME: &str = "
    WITH counted AS (
        SELECT q, c, quarter_start(at) AS quarter_at, sum(contacts) AS contacts, sum(handled) AS handled,
            sum(handle_s) AS handle_s
        FROM (
            SELECT coalesce(queue, '?') AS q, coalesce(channel, '?') AS c, unnest(make_array(came_at, handled_at)) AS at,
                unnest(make_array(1, 0)) AS contacts, unnest(make_array(0, 1)) AS handled,
                unnest(make_array(0.0, handle_s)) AS handle_s
            FROM (
                SELECT queue, channel, coalesce(enqueued_at, started_at) AS came_at,
                    CASE WHEN queue_result = 'answered' AND talk_s IS NOT NULL THEN ended_at END AS handled_at,
                    talk_s + coalesce(hold_s, 0.0) + coalesce(acw_s, 0.0) AS handle_s
                FROM contact_segments WHERE excluded IS NULL AND queue_result IN ('answered', 'abandoned')
            )
        ) WHERE at IS NOT NULL GROUP BY q, c, quarter_start(at)
    )
    SELECT coalesce(q, '') AS came_q, coalesce(c, '') AS came_c, quarter_at AS came_quarter, sum(contacts) AS came_n,
        sum(handled) AS came_handled, sum(handle_s) AS came_handle_s
    FROM counted
    GROUP BY GROUPING SETS ((q, c, quarter_at), (q, quarter_at), (c, quarter_at), (quarter_at))";

/// What came in the slots forecasts speak of, and in those of earlier weeks they are compared with.
const CAME_IN_SLOTS: &str = "
    SELECT p.q, p.c, p.at, p.length_s, coalesce(sum(w.came_n), 0) AS n, coalesce(sum(w.came_handled), 0) AS handled,
        coalesce(sum(w.came_handle_s), 0.0) AS handle_s
    FROM (
        SELECT q, c, at, length_s, unnest(quarters(at, length_s)) AS quarter_at FROM (
            SELECT q, c, slot_at AS at, slot_s AS length_s FROM forecast_said
            UNION SELECT q, c, before_at AS at, slot_s AS length_s FROM forecast_said
        ) WHERE at IS NOT NULL
    ) p LEFT JOIN forecast_came w ON w.came_q = p.q AND w.came_c = p.c AND w.came_quarter = p.quarter_at
    GROUP BY p.q, p.c, p.at, p.length_s";

/// Slots of published forecasts, each with what came in it and in the same slot of the last week its maker knew.
///
/// A slot that begins before the first contact of its series, or ends after the quarter of the newest, has not come as far as
/// anybody knows. No name stands on both sides of a join, as in `AGENT_DAYS`.
pub(super) const SLOTS: &str = "
    WITH span AS (
        SELECT came_q AS span_q, came_c AS span_c, min(came_quarter) FILTER (WHERE came_n > 0) AS first_at,
            max(came_quarter) FILTER (WHERE came_n > 0) AS last_at,
            sum(came_handle_s) / nullif(sum(came_handled), 0) AS usual_s
        FROM forecast_came GROUP BY came_q, came_c
    )
    SELECT s.key, s.source_name, s.site, s.forecast_id, s.queue, s.channel, s.slot_at, s.slot_s, s.made_at,
        seconds_between(s.made_at, s.slot_at) AS lead_s, seconds_between(s.newer_made_at, s.slot_at) AS newer_lead_s,
        s.is_beside, s.contacts_said, s.contacts_q025, s.contacts_q10, s.contacts_q50, s.contacts_q90, s.contacts_q975,
        s.handle_said_s, s.work_said_s,
        CASE WHEN x.first_at <= s.slot_at AND plus_seconds(s.slot_at, s.slot_s) <= x.last_at
            THEN CAST(t.now_n AS DOUBLE) END AS contacts_came,
        CASE WHEN x.first_at <= s.slot_at AND plus_seconds(s.slot_at, s.slot_s) <= x.last_at
            THEN t.now_handle_s / nullif(t.now_handled, 0) END AS handle_came_s,
        CASE WHEN x.first_at <= s.slot_at AND plus_seconds(s.slot_at, s.slot_s) <= x.last_at
            THEN CASE WHEN t.now_n = 0 THEN 0.0 ELSE t.now_n * coalesce(t.now_handle_s / nullif(t.now_handled, 0), x.usual_s) END
            END AS work_came_s,
        CASE WHEN x.first_at <= s.before_at THEN CAST(b.then_n AS DOUBLE) END AS contacts_before
    FROM forecast_said s
    LEFT JOIN span x ON x.span_q = s.q AND x.span_c = s.c
    LEFT JOIN (
        SELECT q AS now_q, c AS now_c, at AS now_at, length_s AS now_length_s, n AS now_n, handled AS now_handled,
            handle_s AS now_handle_s FROM forecast_came_in_slots
    ) t ON t.now_q = s.q AND t.now_c = s.c AND t.now_at = s.slot_at AND t.now_length_s = s.slot_s
    LEFT JOIN (
        SELECT q AS then_q, c AS then_c, at AS then_at, length_s AS then_length_s, n AS then_n FROM forecast_came_in_slots
    ) b ON b.then_q = s.q AND b.then_c = s.c AND b.then_at = s.before_at AND b.then_length_s = s.slot_s";
