//! The words of a contact centre as types: ids, channels, states, outcomes.
