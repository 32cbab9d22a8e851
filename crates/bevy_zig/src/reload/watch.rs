//! The system's events on files, in our words.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use bevy_zig_build::{Plan, is_foreign};
use notify::event::{AccessKind, AccessMode, CreateKind, Event, EventKind, ModifyKind, RemoveKind, RenameMode};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::settle::Change;

/// What an event is about.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// One file of ours.
    File(PathBuf, Change),
    /// A file's times or rights, or a folder: whatever that changes, a look will tell.
    Other,
    /// A watched folder itself came or went.
    Root,
    /// Events were lost.
    Lost,
}

/// Watches the folders of scripts, the SDK, and the mirror of the game's components.
#[derive(Debug)]
pub(super) struct Watch {
    watcher: RecommendedWatcher,
    /// Watched with all that is below, each also by its real path, which some systems tell instead.
    roots: Vec<(PathBuf, PathBuf)>,
    mirror: PathBuf,
    /// Files that are elsewhere: their real paths, and those that scripts know them by.
    links: BTreeSet<(PathBuf, PathBuf)>,
    watched: Vec<PathBuf>,
    /// Whether the mirror's folder was not there.
    is_incomplete: bool,
}

impl Watch {
    /// `send` is called on a thread of the watcher's.
    pub(super) fn new(
        plan: &Plan,
        send: impl Fn(notify::Result<Event>) + Send + 'static,
    ) -> Result<(Self, Vec<String>), notify::Error> {
        let watcher = notify::recommended_watcher(move |event| {
            if !matches!(&event, Ok(event) if is_noise(event)) {
                send(event);
            }
        })?;
        let roots = plan.folders.iter().chain([&plan.sdk]);
        let roots = roots.map(|root| (root.clone(), root.canonicalize().unwrap_or_else(|_| root.clone()))).collect();
        let mut watch = Self {
            watcher,
            roots,
            mirror: plan.components(),
            links: BTreeSet::new(),
            watched: Vec::new(),
            is_incomplete: false,
        };
        let problems = watch.renew();
        Ok((watch, problems))
    }

    /// Whether the mirror's folder was gone when it was last asked for.
    pub(super) fn is_incomplete(&self) -> bool {
        self.is_incomplete
    }

    pub(super) fn links(&self) -> &BTreeSet<(PathBuf, PathBuf)> {
        &self.links
    }

    /// Watches these files behind links too, and no others.
    pub(super) fn follow(&mut self, links: BTreeSet<(PathBuf, PathBuf)>) -> Vec<String> {
        self.links = links;
        self.renew()
    }

    /// Watches what is there now. Each folder's parent tells when the folder is removed and comes again, or, if that is
    /// gone too, the next one up.
    pub(super) fn renew(&mut self) -> Vec<String> {
        for path in self.watched.drain(..) {
            // It is an error that the folder is gone.
            self.watcher.unwatch(&path).ok();
        }
        let mut wanted = Vec::new();
        let roots: Vec<&Path> = self.roots.iter().map(|(root, _)| root.as_path()).collect();
        for &root in &roots {
            if root.is_dir() {
                wanted.push((root.to_owned(), RecursiveMode::Recursive));
            }
            let above = root.ancestors().skip(1).find(|folder| folder.is_dir());
            // Below another root, everything is watched already.
            if let Some(above) = above.filter(|above| !roots.iter().any(|root| above.starts_with(root))) {
                wanted.push((above.to_owned(), RecursiveMode::NonRecursive));
            }
        }
        let mirror = self.mirror.parent().filter(|folder| folder.is_dir());
        self.is_incomplete = mirror.is_none();
        // While the output folder is gone, what is above it tells when it comes again.
        let mirror = mirror.or_else(|| self.mirror.ancestors().skip(2).find(|folder| folder.is_dir()));
        let mirror = mirror.filter(|folder| !wanted.iter().any(|(known, _)| known == folder));
        wanted.extend(
            mirror.map(|folder| (folder.to_owned(), RecursiveMode::NonRecursive)).into_iter().collect::<Vec<_>>(),
        );
        // Editors replace files, so the folder is what has to be watched.
        let linked: BTreeSet<&Path> = self.links.iter().filter_map(|(real, _)| real.parent()).collect();
        let is_below = |folder: &Path| self.roots.iter().any(|(_, real)| folder.starts_with(real));
        let linked = linked.into_iter().filter(|folder| folder.is_dir() && !is_below(folder));
        wanted.extend(linked.map(|folder| (folder.to_owned(), RecursiveMode::NonRecursive)));
        // Watching a folder in two ways, the system knows the last.
        wanted.sort_by_key(|(_, mode)| matches!(mode, RecursiveMode::Recursive));
        let mut problems = Vec::new();
        for (path, mode) in wanted {
            match self.watcher.watch(&path, mode) {
                Ok(()) => self.watched.push(path),
                Err(error) => problems.push(problem(&error.add_path(path))),
            }
        }
        problems
    }

    /// What an event is about; nothing for files that are not ours.
    pub(super) fn seen(&self, event: &Event) -> Vec<Seen> {
        if event.need_rescan() {
            return vec![Seen::Lost];
        }
        let both = matches!(event.kind, EventKind::Modify(ModifyKind::Name(RenameMode::Both)));
        let known = event.paths.iter().enumerate().flat_map(|(index, path)| {
            let linked = self.links.iter().filter(move |(real, _)| real == path).map(|(_, ours)| ours.clone());
            self.own(path).into_iter().chain(linked).map(move |path| (index, path))
        });
        let seen = known.map(|(index, path)| {
            if matches!(event.kind, EventKind::Modify(ModifyKind::Metadata(_))) {
                return Seen::Other;
            }
            if self.mirror.starts_with(&path) && path != self.mirror
                || self.roots.iter().any(|(root, _)| root.starts_with(&path))
            {
                return Seen::Root;
            }
            // The first path of a rename is the old one.
            let change = if both && index == 0 { Some(Change::Gone) } else { change_of(event, &path) };
            change.map_or(Seen::Other, |change| Seen::File(path, change))
        });
        seen.collect()
    }

    /// The path as we know it, if it is below one of the folders, or above one.
    fn own(&self, path: &Path) -> Option<PathBuf> {
        for (root, real) in &self.roots {
            if root.starts_with(path) || real.starts_with(path) {
                return Some(root.clone());
            }
            if let Ok(below) = path.strip_prefix(root).or(path.strip_prefix(real)) {
                let foreign = below.components().any(|part| is_foreign(part.as_os_str()));
                return (!foreign).then(|| root.join(below));
            }
        }
        // The mirror, or a folder that it lies in.
        self.mirror.starts_with(path).then(|| path.to_owned())
    }
}

/// Reading is none of our business, and the compiler reads a lot.
fn is_noise(event: &Event) -> bool {
    matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write))
}

/// What happened to a file; `None` if it is a folder.
fn change_of(event: &Event, path: &Path) -> Option<Change> {
    match event.kind {
        EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder) => None,
        _ if path.is_dir() => None,
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(Change::Saved),
        EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both)) => Some(Change::Saved),
        EventKind::Modify(ModifyKind::Name(RenameMode::From)) | EventKind::Remove(_) => Some(Change::Gone),
        EventKind::Create(_) => Some(Change::Created),
        _ => Some(Change::Written),
    }
}

/// What to do about an error of the system's.
pub(super) fn problem(error: &notify::Error) -> String {
    let place = error.paths.first().map(|path| format!(" in {}", path.display())).unwrap_or_default();
    let why = match &error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "it allows no more watches; raise fs.inotify.max_user_watches with sysctl".to_owned()
        }
        // EMFILE: of watchers, there are far fewer than of files.
        notify::ErrorKind::Io(error) if cfg!(target_os = "linux") && error.raw_os_error() == Some(24) => {
            "it allows no more watchers; end programs that watch files, or raise fs.inotify.max_user_instances with \
             sysctl"
                .to_owned()
        }
        notify::ErrorKind::Io(error) => error.to_string(),
        _ => error.to_string(),
    };
    format!("the system does not report saves{place}: {why}")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::mpsc::{Receiver, channel};
    use std::time::{Duration, Instant};

    use super::*;

    /// What is seen until this is, with folders watched again when one came or went. No system takes a minute.
    fn wait_for(watch: &mut Watch, events: &Receiver<Event>, wanted: impl Fn(&Seen) -> bool) {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(60) {
            let Ok(event) = events.recv_timeout(Duration::from_millis(100)) else { continue };
            let seen = watch.seen(&event);
            if seen.contains(&Seen::Root) {
                watch.renew();
            }
            if seen.iter().any(&wanted) {
                return;
            }
        }
        panic!("it is not seen");
    }

    #[test]
    fn the_mirror_is_watched_again_when_the_output_folder_was_deleted() {
        let folder = std::env::temp_dir().join(format!("bevy_zig-watch-{}", std::process::id()));
        let mirror = folder.join("target/out/bevy_zig/components.zig");
        let write = |text: &str| {
            fs::create_dir_all(mirror.parent().unwrap()).unwrap();
            fs::write(&mirror, text).unwrap();
        };
        for name in ["scripts", "sdk"] {
            fs::create_dir_all(folder.join(name)).unwrap();
        }
        write("");
        let plan = Plan {
            package: "my_game".into(),
            folders: vec![folder.join("scripts")],
            sdk: folder.join("sdk"),
            out_dir: folder.join("target/out"),
            target: "x86_64-linux-gnu".into(),
            cpu: "baseline".into(),
            optimize: bevy_zig_build::Optimize::Debug,
            debug_info: false,
            zig: PathBuf::new(),
            jobs: 1,
        };
        let (send, events) = channel();
        let send = move |event: notify::Result<Event>| drop(event.map(|event| send.send(event)));
        let (mut watch, problems) = Watch::new(&plan, send).unwrap();
        assert!(problems.is_empty(), "{problems:?}");
        fs::remove_dir_all(folder.join("target")).unwrap();
        wait_for(&mut watch, &events, |seen| *seen == Seen::Root);
        watch.renew();
        assert!(watch.is_incomplete());
        // Folder by folder, as a build makes them.
        for part in ["target", "target/out", "target/out/bevy_zig"] {
            fs::create_dir(folder.join(part)).unwrap();
            wait_for(&mut watch, &events, |seen| *seen == Seen::Root);
        }
        write("// changed");
        wait_for(&mut watch, &events, |seen| matches!(seen, Seen::File(path, _) if *path == mirror));
        fs::remove_dir_all(&folder).unwrap();
    }
}
