use super::*;
use crate::tables::{TABLES, table};

#[test]
fn every_column_published_as_a_persons_is_erased() {
    for table in TABLES {
        for column in table.person_columns {
            let touched = Person::ALL.iter().any(|person| {
                matches!(
                    erasure_rule(table, column, *person),
                    ErasureRule::PersonId { .. } | ErasureRule::Text
                )
            });
            assert!(touched, "{}.{column}", table.name);
        }
    }
}

#[test]
fn rules_of_the_columns_that_matter() {
    let check = |name: &str, column: &str, person: Person, rule: ErasureRule| {
        let table = table(name).expect("a table");
        assert_eq!(erasure_rule(table, column, person), rule, "{name}.{column}");
    };
    check("contact_segments", "customer_id", Person::Customer, ErasureRule::PersonId { is_subject: true });
    check("contact_segments", "customer_id", Person::Agent, ErasureRule::MadeOfIds);
    check("contact_segments", "attributes", Person::Agent, ErasureRule::Text);
    check("contact_segments", "queue", Person::Agent, ErasureRule::Keep);
    check("contact_segments", "key", Person::Agent, ErasureRule::MadeOfIds);
    check("employment", "supervisor", Person::Agent, ErasureRule::PersonId { is_subject: false });
    check("employment", "name", Person::Agent, ErasureRule::Text);
    check("source_events", "text", Person::Customer, ErasureRule::RawText);
    check("queues", "name", Person::Customer, ErasureRule::Keep);
    check("customer_keys", "identity", Person::Customer, ErasureRule::PersonId { is_subject: true });
}
