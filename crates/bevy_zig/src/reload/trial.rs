//! Trying new code before it is taken: what it does is seen by nobody, and nothing of it lasts.

use std::sync::Arc;

use bevy::prelude::World;

use super::event::ReloadStage;
use crate::abi::{BEVY_ZIG_ENTITY_NONE, BevyZigFrame};
use crate::attached::Phase;
use crate::instances::{Column, ColumnKey, Run};
use crate::request::RequestLog;
use crate::runtime::{ScriptRuntime, Select, Work};
use crate::script::{ScriptId, ScriptInfo};

/// The id of an instance that there is none of.
const SCRATCH_ID: u64 = u64::MAX;

/// What has failed, and how.
pub(super) type Failure = (ReloadStage, String);

impl Select {
    const HEALTH_CHECK: Self = Self { name: "healthCheck", of: |script| script.health_check };
    const PREPARE: Self = Self { name: "onHotloadPrepare", of: |script| script.on_hotload_prepare };
    pub(super) const SERIALIZE: Self = Self { name: "serialize", of: |script| script.serialize };
    pub(super) const DESERIALIZE: Self = Self { name: "deserialize", of: |script| script.deserialize };
    pub(super) const ON_RELOAD: Self = Self { name: "onReload", of: |script| script.on_reload };
}

impl ScriptRuntime {
    /// Runs the checks that a script brings itself, then `init` and one `update` on a scratch instance.
    ///
    /// An error that `init` or `update` returns is no failure: a scratch instance need not find what a real one finds.
    pub(super) fn try_out(&mut self, world: &mut World, script: &Arc<ScriptInfo>) -> Result<(), Failure> {
        let id = self.registry.id(script.name());
        self.try_on_scratch(world, script, id, &[Select::HEALTH_CHECK])
            .and_then(Trial::no_error)
            .map_err(|problem| (ReloadStage::HealthCheck, problem))?;
        self.try_on_scratch(world, script, id, &[Select::PREPARE])
            .and_then(Trial::no_error)
            .map_err(|problem| (ReloadStage::Prepare, problem))?;
        self.try_on_scratch(world, script, id, &[Select::INIT, Select::UPDATE])
            .map_err(|problem| (ReloadStage::DryRun, problem))?;
        Ok(())
    }

    /// Runs callbacks on a scratch instance, which is on the entity of a real one if there is any.
    fn try_on_scratch(
        &mut self,
        world: &mut World,
        script: &Arc<ScriptInfo>,
        id: Option<ScriptId>,
        callbacks: &[Select],
    ) -> Result<Trial, String> {
        let key =
            ColumnKey { run: Run::In(Phase::Update), priority: 0, rank: 0, script: id.unwrap_or(ScriptId(u32::MAX)) };
        let entity = id.and_then(|id| self.instances.first_owner(id));
        let mut column = Column::new(key, script.clone());
        column.push(entity.unwrap_or(BEVY_ZIG_ENTITY_NONE), SCRATCH_ID, &script.state_default);
        let (_, trial) = self.try_column(world, column, callbacks)?;
        Ok(trial)
    }

    /// Runs callbacks on all rows of a column that is not among the game's, and gives it back.
    ///
    /// # Errors
    /// A fault, with where it was.
    pub(super) fn try_column(
        &mut self,
        world: &mut World,
        column: Column,
        callbacks: &[Select],
    ) -> Result<(Column, Trial), String> {
        let rows = column.len() as u32;
        let index = self.instances.open_scratch(column);
        let trial = self.try_rows(world, index, rows, callbacks);
        let column = self.instances.close_scratch();
        self.memory.instance_gone(SCRATCH_ID);
        trial.map(|trial| (column, trial))
    }

    /// Runs callbacks on rows of a column; what they request and say is dropped.
    pub(super) fn try_rows(
        &mut self,
        world: &mut World,
        index: u32,
        rows: u32,
        callbacks: &[Select],
    ) -> Result<Trial, String> {
        let mut frame: BevyZigFrame = self.begin(world, Phase::Update);
        let requests = RequestLog::new(self.requests.limits().clone());
        let requests = std::mem::replace(&mut self.requests, requests);
        let quiet = self.reports.quiet();
        let reports = std::mem::replace(&mut self.reports, quiet);
        // Figures that expect no script count none.
        let figures = std::mem::take(&mut self.figures);
        let mut fault = None;
        for select in callbacks {
            let faults = self.call(world, &mut frame, index, Work::Rows(0..rows, *select));
            if let Some(first) = faults.first() {
                fault = Some(self.describe(first).to_string());
                break;
            }
        }
        std::mem::replace(&mut self.requests, requests).discard(world);
        self.figures = figures;
        let first_error = std::mem::replace(&mut self.reports, reports).first_error().map(ToString::to_string);
        match fault {
            Some(fault) => Err(fault),
            None => Ok(Trial { first_error }),
        }
    }
}

/// How a trial without a fault went.
pub(super) struct Trial {
    /// The first error that a callback has returned, with where it came from.
    first_error: Option<String>,
}

impl Trial {
    /// For callbacks whose errors count.
    pub(super) fn no_error(self) -> Result<(), String> {
        self.first_error.map_or(Ok(()), Err)
    }
}
