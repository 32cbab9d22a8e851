//! Lets other programs inspect and control scripts, over Bevy's Remote Protocol (feature `remote`). `docs/remote.md`
//! describes every method, with a request and an answer.
//! Uses shape, component, script, attached, world, runtime, reload, inspection, inspector.

mod answer;
pub mod codes;
mod methods;
mod params;

use std::net::{Ipv4Addr, TcpListener};

use bevy::app::{App, Plugin};
use bevy::log::{error, info};
use bevy::prelude::{In, World};
use bevy_remote::http::{DEFAULT_PORT, RemoteHttpPlugin};
use bevy_remote::{BrpResult, RemoteMethodSystemId, RemoteMethods, RemotePlugin};
use serde_json::Value;

/// Answers requests of other programs on this machine only: it listens on 127.0.0.1. For development only: anything
/// that can open a connection can change the whole world.
///
/// ```no_run
/// use bevy::prelude::*;
/// use bevy_zig::remote::ZigRemotePlugin;
///
/// # macro_rules! scripts { () => { bevy_zig::ScriptTable::new("game", "", &[]) } }
/// App::new().add_plugins((MinimalPlugins, ZigRemotePlugin::default()));
/// ```
///
/// Bevy's own methods work, too. If your game uses Bevy's `RemotePlugin`, add it before this plugin, which then only
/// adds its methods and leaves the connections to the game.
#[derive(Clone, Debug)]
pub struct ZigRemotePlugin {
    /// The port. Default 15702, as in Bevy.
    pub port: u16,
}

impl Default for ZigRemotePlugin {
    fn default() -> Self {
        Self { port: DEFAULT_PORT }
    }
}

impl Plugin for ZigRemotePlugin {
    fn build(&self, app: &mut App) {
        if !app.is_plugin_added::<RemotePlugin>() {
            app.add_plugins(RemotePlugin::default());
            // Bevy's server ends without a word if it cannot have the port.
            match TcpListener::bind((Ipv4Addr::LOCALHOST, self.port)) {
                Ok(_) => {
                    let http = RemoteHttpPlugin::default().with_address(Ipv4Addr::LOCALHOST).with_port(self.port);
                    app.add_plugins(http);
                    info!("scripts can be inspected and controlled at http://127.0.0.1:{}", self.port);
                }
                Err(problem) => error!(
                    "remote control is not available: cannot listen on port {} ({problem}); stop the program that uses it, or choose another port with ZigRemotePlugin {{ port }}",
                    self.port
                ),
            }
        }
        for (name, method) in methods::ALL {
            add(app.world_mut(), name, *method);
        }
    }
}

fn add(world: &mut World, name: &str, method: methods::Method) {
    let system = move |In(params): In<Option<Value>>, world: &mut World| -> BrpResult { method(world, params) };
    let id = world.register_system(system);
    world.resource_mut::<RemoteMethods>().insert(name, RemoteMethodSystemId::Instant(id));
}
