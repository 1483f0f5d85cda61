//! Agents who come and go.

use super::super::event::Event;
use super::{Agent, Run};
use crate::random::{Stream, chance};

impl Run<'_> {
    pub(super) fn bring_agents(&mut self, absences: &mut Stream) {
        for (group_index, group) in self.model.groups.iter().enumerate() {
            for duty in &group.duties {
                if chance(absences, group.absence) {
                    continue;
                }
                let index = self.agents.len() as u32;
                let group = group_index as u32;
                self.agents.push(Agent { group, load: 0, on_duty: false, on_since: 0.0, busy_since: 0.0 });
                for &[start_s, end_s] in duty {
                    self.events.push(start_s, Event::DutyStarts { agent: index });
                    if end_s.is_finite() {
                        self.events.push(end_s, Event::DutyEnds { agent: index });
                    }
                }
            }
        }
        while self.events.earliest() == 0.0 {
            self.handle_top();
        }
    }

    pub(super) fn start_duty(&mut self, index: u32) {
        let group = self.agents[index as usize].group as usize;
        if self.model.groups[group].by_number {
            return self.one_more(group, index);
        }
        self.begin(index);
    }

    /// A group known by numbers gets one agent more: one who was about to leave stays, else one who is away comes.
    fn one_more(&mut self, group: usize, index: u32) {
        if self.leaving[group] > 0 {
            self.leaving[group] -= 1;
            return;
        }
        let is_away = |agent: &Agent| agent.group as usize == group && !agent.on_duty && agent.load == 0;
        let index = if is_away(&self.agents[index as usize]) {
            Some(index)
        } else {
            self.agents.iter().position(is_away).map(|place| place as u32)
        };
        if let Some(index) = index {
            self.begin(index);
        }
    }

    /// A group known by numbers gets one agent fewer: one who is idle leaves at once, else whoever ends a contact first.
    fn one_fewer(&mut self, group: usize) {
        match self.pools[group].first() {
            Some((_, free)) => self.leave(free.agent),
            None => self.leaving[group] += 1,
        }
    }

    fn begin(&mut self, index: u32) {
        let agent = &mut self.agents[index as usize];
        let still_here = agent.load > 0;
        agent.on_duty = true;
        if !still_here {
            agent.on_since = self.now;
            self.find_work_to_capacity(index);
        } else if agent.load < self.model.groups[agent.group as usize].concurrency {
            self.find_work_to_capacity(index);
        }
    }

    /// An agent who comes takes as many waiting contacts as it may have at the same time.
    fn find_work_to_capacity(&mut self, index: u32) {
        let group = self.agents[index as usize].group as usize;
        for _ in 0..self.model.groups[group].concurrency {
            let before = self.agents[index as usize].load;
            if before >= self.model.groups[group].concurrency {
                return;
            }
            self.pools[group].remove(before, index);
            self.find_work(index);
            if self.agents[index as usize].load == before {
                return;
            }
        }
    }

    /// An agent with contacts finishes them and takes no more.
    pub(super) fn end_duty(&mut self, index: u32) {
        let group = self.agents[index as usize].group as usize;
        if self.model.groups[group].by_number {
            return self.one_fewer(group);
        }
        self.leave(index);
    }

    pub(super) fn leave(&mut self, index: u32) {
        let agent = &mut self.agents[index as usize];
        agent.on_duty = false;
        self.pools[agent.group as usize].remove(agent.load, index);
        if agent.load == 0 {
            self.group_counts[agent.group as usize].staffed_s += self.now - agent.on_since;
        }
    }
}
