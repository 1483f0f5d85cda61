//! Agents' time.

/// States cut at local slots; a state that lasts counts up to the as-of instant.
pub(super) const STATE_TIME: &str = "
    SELECT *, seconds_between(slot_at, piece_end(slot_at, until, site)) AS state_s FROM (
        SELECT *, unnest(cuts(started_at, until, site)) AS slot_at FROM (
            SELECT *, coalesce(ended_at, as_of_instant()) AS until FROM agent_intervals
        )
    )";

/// Handling of contacts, with the part not covered by an earlier contact of the same agent.
pub(super) const CONTACT_TIME: &str = "
    SELECT *, seconds_between(connected_at, until) AS contact_s,
        greatest(0.0, seconds_between(greatest(connected_at, coalesce(before, connected_at)), until)) AS busy_s
    FROM (
        SELECT *, max(until) OVER (PARTITION BY source_name, agent_id ORDER BY connected_at, key
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
        FROM (
            SELECT *, greatest(connected_at, coalesce(plus_seconds(ended_at, 0.0), connected_at)) AS until
            FROM contact_segments
            WHERE excluded IS NULL AND queue_result = 'answered' AND agent_id IS NOT NULL
                AND connected_at IS NOT NULL AND ended_at IS NOT NULL
        )
    )";

/// An agent's local day. No name stands on both sides of the join: a condition on both is pushed below it by name alone
/// (DataFusion 55), and the rows of the other side would be cut by it.
pub(super) const AGENT_DAYS: &str = "
    SELECT coalesce(h.handler, s.owner) || '/' || CAST(coalesce(h.handled_day, s.state_day) AS VARCHAR) AS key,
        coalesce(h.handled_source, s.state_source) AS source_name, coalesce(h.handled_site, s.state_site) AS site,
        coalesce(h.handler, s.owner) AS agent_id, coalesce(h.handled_day, s.state_day) AS day_at,
        coalesce(h.handled, 0) AS handled, s.logged_in_s, s.on_queue_s
    FROM (
        SELECT min(source_name) AS handled_source, min(site) AS handled_site, agent_id AS handler,
            day_start(ended_at, site) AS handled_day, count(*) AS handled
        FROM contact_segments
        WHERE excluded IS NULL AND queue_result = 'answered' AND ended_at IS NOT NULL AND agent_id IS NOT NULL
        GROUP BY agent_id, day_start(ended_at, site)
    ) h FULL JOIN (
        SELECT min(source_name) AS state_source, min(site) AS state_site, agent_id AS owner,
            day_start(slot_at, site) AS state_day,
            sum(piece_s) FILTER (WHERE state <> 'offline') AS logged_in_s,
            sum(piece_s) FILTER (WHERE state IN ('available_idle', 'ringing', 'talking', 'holding', 'acw'))
                AS on_queue_s
        FROM (
            SELECT *, seconds_between(slot_at, day_piece_end(slot_at, until, site)) AS piece_s FROM (
                SELECT *, unnest(day_cuts(started_at, until, site)) AS slot_at FROM (
                    SELECT *, coalesce(ended_at, as_of_instant()) AS until FROM agent_intervals
                )
            )
        ) GROUP BY agent_id, day_start(slot_at, site)
    ) s ON s.owner = h.handler AND s.state_day = h.handled_day";
