//! Bevy's shapes as meshes.

use bevy::app::App;
use bevy::math::primitives::*;
use bevy::mesh::*;

use super::assets::AssetMakerApp;

/// Lets scripts make meshes of shapes, and of what Bevy builds meshes with: shapes and how finely they are divided.
pub(crate) fn register_meshes(app: &mut App) {
    macro_rules! meshes {
        ($($type:ty),* $(,)?) => {$(app.register_zig_asset_maker::<$type, Mesh>(Mesh::from);)*};
    }
    meshes! {
        Annulus, Capsule2d, Circle, CircularSector, CircularSegment, ConvexPolygon, Ellipse, Polyline2d, Rectangle,
        RegularPolygon, Rhombus, Segment2d, Triangle2d,
        Capsule3d, Cone, ConicalFrustum, Cuboid, Cylinder, Plane3d, Polyline3d, Segment3d, Sphere, Tetrahedron, Torus,
        Triangle3d,
        AnnulusMeshBuilder, Capsule2dMeshBuilder, CircleMeshBuilder, CircularSectorMeshBuilder,
        CircularSegmentMeshBuilder, EllipseMeshBuilder,
        Capsule3dMeshBuilder, ConeMeshBuilder, ConicalFrustumMeshBuilder, CylinderMeshBuilder, PlaneMeshBuilder,
        SphereMeshBuilder, TorusMeshBuilder,
    }
}
