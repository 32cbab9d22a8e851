//! Which file systems do not tell of every save.

use std::path::Path;

/// Where other machines, or other layers, change files without this kernel's knowledge.
const SILENT: [&str; 20] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "virtiofs",
    "vboxsf",
    "vmhgfs",
    "prl_fs",
    "fakeowner",
    "drvfs",
    "ceph",
    "afs",
    "lustre",
    "ocfs2",
    "gfs2",
    "overlay",
    "aufs",
    "fuse",
];

/// The type of the file system that a path is on, if that one does not tell of every save; as Linux lists it, and
/// `None` elsewhere.
pub(super) fn silent(path: &Path) -> Option<String> {
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    let path = path.canonicalize().ok()?;
    silent_in(&mounts, &path)
}

fn silent_in(mounts: &str, path: &Path) -> Option<String> {
    let mut found: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        let (Some(place), Some(kind)) = (line.split(' ').nth(4), kind(line)) else { continue };
        // Spaces and the like are written as octal numbers.
        let place = place.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
        // The last of those at one place covers the others.
        if path.starts_with(&place) && found.is_none_or(|(length, _)| length <= place.len()) {
            found = Some((place.len(), kind));
        }
    }
    let (_, kind) = found?;
    // `fuse.sshfs` and the like; `fuseblk` is a local disk.
    let name = kind.split('.').next().unwrap_or(kind);
    SILENT.contains(&name).then(|| kind.to_owned())
}

fn kind(line: &str) -> Option<&str> {
    line.split_once(" - ")?.1.split(' ').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 0:20 / / rw,relatime shared:1 - overlay overlay rw,lowerdir=/a
23 22 8:1 / /home rw - ext4 /dev/sda1 rw
24 23 0:50 / /home/me/my\\040game rw shared:2 - nfs4 server:/games rw
25 23 0:51 / /home/me/ssh rw - fuse.sshfs me@there:/ rw
26 23 0:52 / /home/me/disk rw - fuseblk /dev/sdb1 rw
27 23 0:53 / /home/me/twice rw - cifs //there/x rw
28 23 0:54 / /home/me/twice rw - tmpfs tmpfs rw
";

    #[test]
    fn the_mount_that_a_path_is_on_is_the_longest_and_last() {
        for (path, kind) in [
            ("/srv/game", Some("overlay")),
            ("/home/you", None),
            ("/home/me/my game/scripts", Some("nfs4")),
            ("/home/me/my", None),
            ("/home/me/ssh/scripts", Some("fuse.sshfs")),
            ("/home/me/disk", None),
            ("/home/me/twice/scripts", None),
        ] {
            assert_eq!(silent_in(MOUNTS, Path::new(path)).as_deref(), kind, "{path}");
        }
    }
}
