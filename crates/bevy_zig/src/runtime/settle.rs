//! What follows from faults: reports, and what the policies say.

use bevy::prelude::World;

use super::ScriptRuntime;
use super::apply::Detached;
use crate::attached::Place;
use crate::report::{Fault, FaultPolicies, FaultPolicy, ScriptFault, Waiting};

impl ScriptRuntime {
    /// The instances that are in quarantine, as their faults, in the order in which the instances were made.
    pub fn quarantined(&self) -> impl Iterator<Item = &ScriptFault> {
        self.faults.kept.values()
    }

    /// Why an instance is in quarantine, if a fault has put it there.
    pub fn fault_of(&self, instance_id: u64) -> Option<&ScriptFault> {
        self.faults.kept.get(&instance_id)
    }

    /// How many faults there were since the start.
    pub fn fault_count(&self) -> u64 {
        self.faults.count()
    }

    /// How many of them were of a script's instances.
    pub fn fault_count_of(&self, script: &str) -> u64 {
        self.faults.count_of(script)
    }

    /// Restarts an instance in quarantine, as if it had just been attached: at the start of the next phase, as a new
    /// instance. False if it is not in quarantine.
    pub fn restart(&mut self, instance_id: u64) -> bool {
        let Some(fault) = self.faults.kept.get(&instance_id) else { return false };
        self.restarts.hurry(Waiting { owner: fault.entity.into(), instance_id });
        true
    }

    /// What there is to say of a fault. Its instance must still lie where it was.
    pub(crate) fn describe(&mut self, fault: &Fault) -> ScriptFault {
        let Fault { place, callback, caught } = fault;
        let column = self.instances.column(place.column);
        ScriptFault {
            script: column.script.name().to_owned(),
            entity: self.instances.owner(*place).entity(),
            instance_id: self.instances.id(*place),
            callback,
            kind: caught.kind,
            message: caught.message.clone(),
            trace: self.reports.stacks.shared(&caught.addresses),
        }
    }

    /// Reports faults of instances that end anyway.
    pub(crate) fn report_faults(&mut self, faults: Vec<Fault>) {
        for fault in faults {
            let described = self.describe(&fault);
            self.faults.report(&described, address(&fault), "it was about to end");
        }
    }

    /// Reports faults, and does with the instances what their policies say. No callback may be running.
    pub(crate) fn settle(&mut self, world: &mut World, faults: Vec<Fault>) {
        if faults.is_empty() {
            return;
        }
        let policies = world.get_resource::<FaultPolicies>().cloned().unwrap_or_default();
        let mut removed: Vec<Place> = Vec::new();
        for fault in &faults {
            let described = self.describe(fault);
            let script = self.instances.column(fault.place.column).key.script;
            let on_probation = self.on_probation.get(&script).copied();
            let policy = on_probation.map_or_else(|| policies.get(&described.script), |_| FaultPolicy::Quarantine);
            let consequence = match policy {
                _ if let Some(consequence) = on_probation => consequence,
                FaultPolicy::Quarantine if cfg!(feature = "hot-reload") => {
                    "it stays in quarantine until the script is fixed"
                }
                FaultPolicy::Quarantine => "it stays in quarantine until ScriptRuntime::restart",
                FaultPolicy::Restart { .. } => "it will be restarted",
                FaultPolicy::Remove => "it is removed",
            };
            self.faults.report(&described, address(fault), consequence);
            if let FaultPolicy::Restart { backoff_frames } = policy {
                self.plan_restart(world, fault.place, backoff_frames);
            }
            if policy == FaultPolicy::Remove {
                removed.push(fault.place);
            }
            self.faults.kept.insert(described.instance_id, described);
        }
        // Their entries go after the phase, and the instances with the next sync, which calls nothing that is in
        // quarantine.
        for place in removed {
            self.plan_detaching(world, place);
        }
        let places: Vec<Place> = faults.iter().map(|fault| fault.place).collect();
        self.quarantine(world, &places);
    }

    fn plan_restart(&mut self, world: &World, place: Place, backoff_frames: u32) {
        let owner = self.instances.owner(place);
        let Some(known) = owner.instances(world).iter().find(|known| known.place == place) else { return };
        let column = self.instances.column(place.column);
        let waiting = Waiting { owner, instance_id: self.instances.id(place) };
        self.restarts.plan(self.frame_number(), (owner, column.key.script, known.identity), waiting, backoff_frames);
    }

    /// Has the script of an instance taken off its owner's list.
    fn plan_detaching(&mut self, world: &World, place: Place) {
        let owner = self.instances.owner(place);
        let Some(known) = owner.instances(world).iter().find(|known| known.place == place) else { return };
        let script = self.instances.column(place.column).script.name().to_owned();
        self.detached.push(Detached { owner, script, identity: known.identity });
    }

    /// Ends the instances whose restart is due; their owners' lists bring new ones. Called before sync.
    pub(crate) fn begin_restarts(&mut self, world: &mut World) {
        for Waiting { owner, instance_id } in self.restarts.due(self.frame_number()) {
            let is_it = |place: Place| self.instances.owner_at(place, instance_id).is_some();
            let Some(known) = owner.instances(world).iter().find(|known| is_it(known.place)).copied() else {
                continue;
            };
            // It may have been revived meanwhile.
            if !known.quarantined {
                continue;
            }
            owner.note(world, |instances| instances.remove_first(|other| other.place == known.place));
            self.end_instances(world, vec![known.place]);
            owner.touch(world);
        }
    }
}

/// Where it was, to tell faults apart.
fn address(fault: &Fault) -> usize {
    fault.caught.addresses.first().copied().unwrap_or_default()
}
