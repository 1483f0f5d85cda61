use super::*;
use crate::queue::{Model, Queue, Workload};

fn work(contacts: f64, patience_s: Option<f64>) -> ChatWork {
    ChatWork { contacts, interval_s: 1800.0, patience_s }
}

#[track_caller]
fn close(got: f64, expected: f64) {
    assert!((got - expected).abs() <= 1e-12 * expected.abs(), "{got}, expected {expected}");
}

/// One chat at a time is a call.
#[test]
fn one_slot_is_erlang() {
    let handling = ChatHandling { alone_s: 180.0, growth: 0.4, slots: 1 };
    let workload = Workload { contacts: 100.0, interval_s: 1800.0, handle_s: 180.0 };
    for (patience_s, model) in [(None, Model::ErlangC), (Some(120.0), Model::ErlangA { patience_s: 120.0 })] {
        let chat = chat_performance(&work(100.0, patience_s), &handling, 12, Some(20.0)).unwrap();
        let call = crate::performance(&Queue { workload, model }, 12, Some(20.0)).unwrap();
        close(chat.state.asa_s, call.asa_s);
        close(chat.state.occupancy, call.occupancy);
        close(chat.state.service.unwrap().answered_of_offered, call.service.unwrap().answered_of_offered);
        close(chat.concurrency, 1.0);
        close(chat.duration_s, 180.0);
    }
}

/// Without slowing down, 4 agents with 3 slots are 12 agents.
#[test]
fn slots_without_growth_are_agents() {
    let handling = ChatHandling { alone_s: 180.0, growth: 0.0, slots: 3 };
    let chat = chat_performance(&work(100.0, Some(120.0)), &handling, 4, Some(20.0)).unwrap();
    close(chat.duration_s, 180.0);
    // pyworkforce 0.5.4 ErlangA for 10 erl and 12 agents.
    let level = chat.state.service.unwrap().answered_of_offered;
    assert!((level - 0.825_582_644_361_764_2).abs() < 1e-12, "{level}");
}

/// One agent, two slots, all wait: states 0, 1, 2, .. with rates 1/d(1), 2/d(2), by hand.
#[test]
fn one_agent_two_slots_by_hand() {
    let handling = ChatHandling { alone_s: 100.0, growth: 0.5, slots: 2 };
    let chat = chat_performance(&work(18.0, None), &handling, 1, None).unwrap();
    // l = 0.01; one chat ends at rate 0.01, two at 2/150: weights 1, 1, 0.75, 0.75^2, ..
    let (zero, full) = (1.0, 0.75 / (1.0 - 0.75));
    let total = zero + 1.0 + full;
    close(chat.state.p_wait, full / total);
    close(chat.state.occupancy, 1.0 - zero / total);
    close(chat.concurrency, (1.0 + 2.0 * full) / (1.0 + full));
    close(chat.state.mean_queue, full / total * 0.75 / 0.25);
}

/// A measured duration contains the overlap; taking it as work overstaffs.
#[test]
fn overlap_is_taken_out() {
    let handling = ChatHandling::from_measured(840.0, 2.0, 0.4, 3).unwrap();
    close(handling.alone_s, 600.0);
    let chats: Vec<(f64, f64)> =
        (0..30).map(|i| f64::from(1 + i % 3)).map(|k| (k, 600.0 * (1.0 + 0.4 * (k - 1.0)))).collect();
    let fitted = ChatHandling::fit(&chats, 3).unwrap();
    close(fitted.alone_s, 600.0);
    close(fitted.growth, 0.4);
    assert!(ChatHandling::fit(&chats[..9], 3).is_err());
    assert!(ChatHandling::fit(&[(2.0, 600.0); 12], 3).unwrap_err().to_string().contains("spread"));
}

#[test]
fn least_agents_are_least() {
    let handling = ChatHandling { alone_s: 500.0, growth: 0.35, slots: 3 };
    let target = Target::service(0.9, 30.0);
    let chats = work(150.0, Some(180.0));
    let agents = min_chat_agents(&chats, &handling, &target).unwrap();
    let meets = |agents| target.met(&chat_performance(&chats, &handling, agents, Some(30.0)).unwrap().state);
    assert_eq!((1..).find(|&n| meets(n)).unwrap(), agents);
    assert_eq!(min_chat_agents(&work(0.0, None), &handling, &target).unwrap(), 0);
    let single = ChatHandling { slots: 1, ..handling };
    assert!(min_chat_agents(&chats, &single, &target).unwrap() > agents);
}

#[test]
fn too_many_chats_are_said() {
    let handling = ChatHandling { alone_s: 500.0, growth: 1.0, slots: 3 };
    let chat = chat_performance(&work(100.0, None), &handling, 5, Some(30.0)).unwrap();
    assert!(!chat.state.steady);
    assert_eq!(chat.state.asa_s, f64::INFINITY);
    assert!(chat_performance(&work(0.0, None), &handling, 5, None).is_err());
    assert!(chat_performance(&work(9.0, None), &ChatHandling { growth: 1.5, ..handling }, 5, None).is_err());
}
