//! Work items: with their events and messages, and open at an instant.

/// Items with what their events and messages say. Times in a state run to the next event, at most to the last solution.
pub(super) const ITEMS: &str = "
    SELECT w.*, w.owner AS agent_id, e.events, e.taken_count, e.first_owner, coalesce(e.last_solver, w.solved_by) AS last_solver,
        e.without_owner_s, coalesce(e.waiting_s, w.requester_wait_s) AS waiting_s, e.closes,
        coalesce(e.first_close_at, w.first_solved_at, w.solved_at, w.closed_at) AS first_close_at,
        coalesce(e.on_hold_first_s, CASE WHEN w.reopened = 0 THEN w.on_hold_s END) AS on_hold_first_s,
        coalesce(e.on_hold_full_s, w.on_hold_s) AS on_hold_full_s,
        coalesce(e.first_event_at, w.created_at) AS first_event_at, e.last_event_at,
        coalesce(m.agent_replies, w.public_replies) AS agent_replies
    FROM work_items w LEFT JOIN (
        SELECT source_name, item_id, count(*) AS events,
            count(*) FILTER (WHERE event = 'taken') AS taken_count,
            earliest(owner, at, key) FILTER (WHERE owner IS NOT NULL) AS first_owner,
            latest(coalesce(agent_id, owner), at, key) FILTER (WHERE to_state IN ('solved', 'closed') AND entered)
                AS last_solver,
            sum(CASE WHEN owner IS NULL THEN lasted_s ELSE 0 END) AS without_owner_s,
            sum(CASE WHEN state_now IN ('new', 'open', 'on_hold') THEN lasted_s ELSE 0 END) AS waiting_s,
            sum(CASE WHEN state_now = 'on_hold' THEN first_lasted_s ELSE 0 END) AS on_hold_first_s,
            sum(CASE WHEN state_now = 'on_hold' THEN lasted_s ELSE 0 END) AS on_hold_full_s,
            count(*) FILTER (WHERE to_state IN ('solved', 'closed') AND entered) AS closes,
            min(at) FILTER (WHERE to_state IN ('solved', 'closed')) AS first_close_at,
            min(at) AS first_event_at, max(at) AS last_event_at
        FROM (
            SELECT *, coalesce(state_before, '') NOT IN ('solved', 'closed') AS entered,
                CASE WHEN last_solved_at IS NULL OR next_at IS NULL THEN NULL
                    ELSE greatest(0.0, seconds_between(at, least(next_at, last_solved_at))) END AS lasted_s,
                CASE WHEN first_solved_at IS NULL OR next_at IS NULL THEN NULL
                    ELSE greatest(0.0, seconds_between(at, least(next_at, first_solved_at))) END AS first_lasted_s
            FROM (
                SELECT *,
                    lead(at) OVER (PARTITION BY source_name, item_id ORDER BY at, key) AS next_at,
                    last_value(to_state) IGNORE NULLS OVER (PARTITION BY source_name, item_id ORDER BY at, key
                        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS state_now,
                    last_value(to_state) IGNORE NULLS OVER (PARTITION BY source_name, item_id ORDER BY at, key
                        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS state_before,
                    max(CASE WHEN to_state = 'solved' THEN at END) OVER (PARTITION BY source_name, item_id)
                        AS last_solved_at,
                    min(CASE WHEN to_state = 'solved' THEN at END) OVER (PARTITION BY source_name, item_id)
                        AS first_solved_at
                FROM work_item_events WHERE at IS NOT NULL
            )
        ) GROUP BY source_name, item_id
    ) e ON e.source_name = w.source_name AND e.item_id = w.item_id
    LEFT JOIN (
        SELECT source_name, item_id, count(*) FILTER (WHERE author_kind = 'agent' AND coalesce(public, TRUE)) AS agent_replies
        FROM messages WHERE item_id IS NOT NULL GROUP BY source_name, item_id
    ) m ON m.source_name = w.source_name AND m.item_id = w.item_id";

/// Items open at the question's instants: by their events where there are any, else by creation and solution. What comes from
/// the events has names of its own, as in `AGENT_DAYS`.
pub(super) const OPEN_ITEMS: &str = "
    SELECT * FROM (
        SELECT w.*, i.instant_at, i.period_at,
            coalesce(s.event_state, CASE WHEN coalesce(w.solved_at, w.closed_at) <= i.instant_at THEN 'solved'
                WHEN w.state IN ('solved', 'closed') THEN 'open' ELSE w.state END) AS state_then,
            CASE WHEN s.event_state IS NULL THEN w.owner ELSE s.event_owner END AS owner_then,
            CASE WHEN s.event_state IS NULL THEN w.owner ELSE s.event_owner END AS agent_id
        FROM work_items w JOIN question_instants i ON w.created_at <= i.instant_at
        LEFT JOIN (
            SELECT e.source_name, e.item_id, i.instant_at,
                latest(e.to_state, e.at, e.key) FILTER (WHERE e.to_state IS NOT NULL) AS event_state,
                latest(e.owner, e.at, e.key) AS event_owner
            FROM work_item_events e JOIN question_instants i ON e.at <= i.instant_at
            GROUP BY e.source_name, e.item_id, i.instant_at
        ) s ON s.source_name = w.source_name AND s.item_id = w.item_id AND s.instant_at = i.instant_at
    ) WHERE coalesce(state_then, 'open') NOT IN ('solved', 'closed')";
