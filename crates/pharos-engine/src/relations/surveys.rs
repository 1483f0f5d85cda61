//! Survey answers with the contact they are about.

/// Reason, product and language come from the contact's segments, the last known.
pub(super) const ANSWERS: &str = "
    SELECT a.*, c.reason, c.product, c.language FROM survey_answers a LEFT JOIN (
        SELECT source_name, coalesce(contact_id, key) AS contact_id,
            latest(reason, started_at, key) FILTER (WHERE reason IS NOT NULL) AS reason,
            latest(product, started_at, key) FILTER (WHERE product IS NOT NULL) AS product,
            latest(language, started_at, key) FILTER (WHERE language IS NOT NULL) AS language
        FROM contact_segments GROUP BY source_name, coalesce(contact_id, key)
    ) c ON c.source_name = a.source_name AND c.contact_id = a.contact_id";
