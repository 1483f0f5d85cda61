//! Conversations by message: first replies and answered turns.

/// Public messages of customers and agents with the number of their episode: a reopened item begins a new one.
fn messages() -> String {
    "SELECT m.*, coalesce(e.episode, 0) AS episode FROM (
        SELECT key, source_name, site, coalesce(item_id, contact_id) AS conversation_id, at, author_kind, agent_id,
            customer_id, channel, queue
        FROM messages WHERE coalesce(public, TRUE) AND author_kind IN ('customer', 'agent')
            AND coalesce(item_id, contact_id) IS NOT NULL
    ) m LEFT JOIN (
        SELECT m.key, m.source_name, count(*) AS episode
        FROM messages m JOIN work_item_events e ON e.item_id = m.item_id AND e.source_name = m.source_name
            AND e.event = 'reopened' AND e.at <= m.at
        GROUP BY m.key, m.source_name
    ) e ON e.key = m.key AND e.source_name = m.source_name"
        .to_owned()
}

/// From the customer's first message to the first public reply of a person. Conversations an agent opened are left out.
pub(super) fn episodes() -> String {
    format!(
        "SELECT source_name, min(site) AS site, conversation_id || '/' || CAST(episode AS VARCHAR) AS key,
            conversation_id, episode, max(customer_id) AS customer_id,
            earliest(agent_id, at, key) FILTER (WHERE author_kind = 'agent' AND at >= began_at) AS agent_id,
            earliest(channel, at, key) AS channel,
            latest(queue, at, key) FILTER (WHERE queue IS NOT NULL) AS queue,
            min(began_at) AS first_message_at,
            min(at) FILTER (WHERE author_kind = 'agent' AND at >= began_at) AS first_reply_at
         FROM (
            SELECT *,
                min(CASE WHEN author_kind = 'customer' THEN at END)
                    OVER (PARTITION BY source_name, conversation_id, episode) AS began_at,
                min(at) OVER (PARTITION BY source_name, conversation_id, episode) AS opened_at
            FROM ({})
         ) WHERE began_at IS NOT NULL AND (episode > 0 OR began_at = opened_at)
         GROUP BY source_name, conversation_id, episode",
        messages()
    )
}

/// The customer's earliest unanswered message and the reply to it.
pub(super) fn turns() -> String {
    format!(
        "SELECT *, row_number() OVER (PARTITION BY source_name, conversation_id, episode ORDER BY message_at) = 1
            AS is_first
         FROM (
            SELECT source_name, min(site) AS site,
                conversation_id || '/' || CAST(episode AS VARCHAR) || '/' || CAST(turn AS VARCHAR) AS key,
                conversation_id, episode, turn, max(customer_id) AS customer_id,
                max(CASE WHEN author_kind = 'agent' THEN agent_id END) AS agent_id,
                min(channel) AS channel, max(queue) AS queue,
                min(CASE WHEN author_kind = 'customer' THEN at END) AS message_at,
                min(CASE WHEN author_kind = 'agent' THEN at END) AS reply_at
            FROM (
                SELECT *, coalesce(sum(CASE WHEN author_kind = 'agent' THEN 1 ELSE 0 END)
                    OVER (PARTITION BY source_name, conversation_id, episode ORDER BY at, key
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS turn
                FROM ({})
            ) GROUP BY source_name, conversation_id, episode, turn
         ) WHERE message_at IS NOT NULL AND reply_at IS NOT NULL",
        messages()
    )
}
