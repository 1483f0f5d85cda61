//! Contacts, their order by customer, and cases.

/// Segments that count.
pub(super) const SEGMENTS: &str = "SELECT * FROM contact_segments WHERE excluded IS NULL";

/// The segments of one contact together: what the first says of its beginning, the last known of its end.
pub(super) fn contacts() -> String {
    let first = |column: &str| format!("earliest({column}, started_at, key) AS {column}");
    let last_known = |column: &str| {
        format!("latest({column}, started_at, key) FILTER (WHERE {column} IS NOT NULL) AS {column}")
    };
    format!(
        "SELECT source_name, coalesce(contact_id, key) AS contact_id, min(key) AS key, {site}, {customer},
            latest(agent_id, started_at, key) FILTER (WHERE queue_result = 'answered') AS agent_id,
            {channel}, {direction}, {queue}, {reason}, {product}, {language}, {priority}, {entry_point},
            min(started_at) AS started_at, max(ended_at) AS ended_at, count(*) AS segments,
            coalesce(bool_or(queue_result IN ('answered', 'abandoned')), FALSE) AS is_offered,
            coalesce(bool_or(queue_result = 'answered'), FALSE) AS is_answered,
            coalesce(bool_or(queue_result = 'answered' AND ended_at IS NOT NULL), FALSE) AS is_handled,
            {resolved}, count(transfer_kind) AS transfers,
            count(*) FILTER (WHERE escalated) AS escalations, sum(self_service_s) AS self_service_s, {case_id}
         FROM contact_segments WHERE excluded IS NULL
         GROUP BY source_name, coalesce(contact_id, key)",
        site = first("site"),
        customer = last_known("customer_id"),
        channel = first("channel"),
        direction = first("direction"),
        queue = first("queue"),
        reason = last_known("reason"),
        product = last_known("product"),
        language = last_known("language"),
        priority = first("priority"),
        entry_point = first("entry_point"),
        resolved = last_known("resolved"),
        case_id = last_known("case_id"),
    )
}

/// Contacts of customers (outbound ones are what we promised, and no repeats) with the distance to their neighbours.
pub(super) fn sequence() -> String {
    let gap = |side: &str, by: &str, name: &str| {
        let over =
            format!("OVER (PARTITION BY customer_id{by} ORDER BY started_at, contact_id, source_name)");
        let (from, to) = match side {
            "lag" => (format!("lag(started_at) {over}"), "started_at".to_owned()),
            _ => ("started_at".to_owned(), format!("lead(started_at) {over}")),
        };
        format!("CASE WHEN customer_id IS NOT NULL THEN seconds_between({from}, {to}) END AS {name}")
    };
    format!(
        "SELECT *, {}, {}, {}, {}, {}, {} FROM ({}) WHERE coalesce(direction, 'inbound') <> 'outbound'",
        gap("lag", "", "previous_gap_s"),
        gap("lag", ", reason", "previous_gap_reason_s"),
        gap("lead", "", "next_gap_s"),
        gap("lead", ", reason", "next_gap_reason_s"),
        gap("lead", ", channel", "next_gap_channel_s"),
        gap("lead", ", reason, channel", "next_gap_reason_channel_s"),
        contacts(),
    )
}

/// Contacts of one case; where no case is named, contacts of one customer and reason not more than 7 days apart.
pub(super) fn cases() -> String {
    let over = "OVER (PARTITION BY chain ORDER BY started_at, contact_id)";
    format!(
        "SELECT min(source_name) AS source_name, min(site) AS site, chain || '/' || CAST(run AS VARCHAR) AS case_key,
            chain || '/' || CAST(run AS VARCHAR) AS key, max(customer_id) AS customer_id,
            latest(agent_id, started_at, contact_id) FILTER (WHERE agent_id IS NOT NULL) AS agent_id,
            earliest(channel, started_at, contact_id) AS channel,
            earliest(queue, started_at, contact_id) AS queue,
            latest(reason, started_at, contact_id) FILTER (WHERE reason IS NOT NULL) AS reason,
            latest(product, started_at, contact_id) FILTER (WHERE product IS NOT NULL) AS product,
            earliest(priority, started_at, contact_id) AS priority,
            min(started_at) AS started_at, max(closed_at) AS closed_at, count(*) AS contacts,
            count(*) FILTER (WHERE coalesce(direction, 'inbound') = 'inbound') AS inbound_contacts,
            sum(transfers) AS transfers, sum(switched) AS channel_switches, count(*) - 1 AS repeats,
            sum(escalations) AS escalations, sum(self_service_s) AS search_s
         FROM (
            SELECT *, CASE WHEN lag(channel) OVER (PARTITION BY chain, run ORDER BY started_at, contact_id) <> channel
                THEN 1 ELSE 0 END AS switched
            FROM (SELECT *, sum(begins) OVER (PARTITION BY chain ORDER BY started_at, contact_id
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS run
            FROM (
                SELECT *, CASE WHEN case_id IS NULL
                        AND coalesce(seconds_between(lag(started_at) {over}, started_at) > 604800, TRUE)
                        THEN 1 ELSE 0 END AS begins
                FROM (
                    SELECT c.*, w.closed_at, coalesce('case ' || c.case_id,
                        'customer ' || c.customer_id || ' ' || coalesce(c.reason, '')) AS chain
                    FROM ({contacts}) c
                    LEFT JOIN (SELECT item_id, max(coalesce(closed_at, solved_at)) AS closed_at
                        FROM work_items GROUP BY item_id) w ON w.item_id = c.case_id
                ) WHERE chain IS NOT NULL
            ))
         ) GROUP BY chain, run",
        contacts = contacts(),
    )
}
