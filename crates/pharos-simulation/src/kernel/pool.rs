//! The agents of a group who can take a contact, by how many they have already.

use std::collections::VecDeque;

/// `levels[n]` holds the agents with n contacts, the longest at that level in front.
#[derive(Debug, Clone)]
pub(super) struct Pool {
    levels: Vec<VecDeque<Free>>,
}

/// An agent who can take a contact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Free {
    pub agent: u32,
    pub since: f64,
}

impl Pool {
    pub(super) fn new(concurrency: u32) -> Pool {
        Pool { levels: vec![VecDeque::new(); concurrency as usize] }
    }

    /// The least loaded agent, among those the one at that load for longest.
    #[inline]
    pub(super) fn first(&self) -> Option<(u32, Free)> {
        for (level, agents) in self.levels.iter().enumerate() {
            if let Some(free) = agents.front() {
                return Some((level as u32, *free));
            }
        }
        None
    }

    /// Takes away what [`Pool::first`] showed.
    #[inline]
    pub(super) fn pop(&mut self, level: u32) {
        self.levels[level as usize].pop_front();
    }

    /// An agent with as many contacts as the group allows is not kept.
    #[inline]
    pub(super) fn push(&mut self, load: u32, agent: u32, now: f64) {
        if let Some(level) = self.levels.get_mut(load as usize) {
            level.push_back(Free { agent, since: now });
        }
    }

    pub(super) fn remove(&mut self, load: u32, agent: u32) {
        if let Some(level) = self.levels.get_mut(load as usize)
            && let Some(index) = level.iter().position(|free| free.agent == agent)
        {
            level.remove(index);
        }
    }
}
