//! The reflected types of `bevy_window`, as the game has them: written by `cargo bevy-zig mirror`.

const bevy = @import("bevy");
const in_bevy_input = @import("bevy_input.zig");
const in_bevy_math = @import("bevy_math.zig");
const in_glam = @import("glam.zig");

pub const AppLifecycle = enum {
    idle,
    running,
    will_suspend,
    suspended,
    will_resume,

    pub const zig_reflect = "bevy_window::event::AppLifecycle";
};

pub const CompositeAlphaMode = enum {
    auto,
    @"opaque",
    pre_multiplied,
    post_multiplied,
    inherit,

    pub const zig_reflect = "bevy_window::window::CompositeAlphaMode";
};

pub const CursorEntered = struct {
    window: bevy.Entity,

    pub const zig_reflect = "bevy_window::event::CursorEntered";
};

pub const CursorGrabMode = enum {
    none,
    confined,
    locked,

    pub const zig_reflect = "bevy_window::window::CursorGrabMode";
    pub const default: CursorGrabMode = .none;
};

pub const CursorIcon = union(enum) {
    system: SystemCursorIcon,

    pub const zig_reflect = "bevy_window::cursor::CursorIcon";
    pub const default: CursorIcon = .{ .system = .default };
};

pub const CursorLeft = struct {
    window: bevy.Entity,

    pub const zig_reflect = "bevy_window::event::CursorLeft";
};

pub const CursorMoved = struct {
    window: bevy.Entity,
    position: bevy.Vec2,
    delta: ?bevy.Vec2,

    pub const zig_reflect = "bevy_window::event::CursorMoved";
};

pub const CursorOptions = struct {
    visible: bool = true,
    grab_mode: CursorGrabMode = .none,
    hit_test: bool = true,

    pub const zig_reflect = "bevy_window::window::CursorOptions";
};

pub const EnabledButtons = struct {
    minimize: bool = true,
    maximize: bool = true,
    close: bool = true,

    pub const zig_reflect = "bevy_window::window::EnabledButtons";
};

pub const FileDragAndDrop = union(enum) {
    dropped_file: struct { window: bevy.Entity, path_buf: []const u8 },
    hovered_file: struct { window: bevy.Entity, path_buf: []const u8 },
    hovered_file_canceled: struct { window: bevy.Entity },

    pub const zig_reflect = "bevy_window::event::FileDragAndDrop";
};

pub const Ime = union(enum) {
    preedit: struct { window: bevy.Entity, value: []const u8, cursor: ?struct { usize, usize } },
    commit: struct { window: bevy.Entity, value: []const u8 },
    enabled: struct { window: bevy.Entity },
    disabled: struct { window: bevy.Entity },

    pub const zig_reflect = "bevy_window::event::Ime";
};

pub const InternalWindowState = struct {
    minimize_request: ?bool = null,
    maximize_request: ?bool = null,
    drag_move_request: bool = false,
    drag_resize_request: ?in_bevy_math.CompassOctant = null,
    physical_cursor_position: ?in_glam.DVec2 = null,

    pub const zig_reflect = "bevy_window::window::InternalWindowState";
};

pub const Monitor = struct {
    name: ?[]const u8,
    physical_height: u32,
    physical_width: u32,
    physical_position: in_glam.IVec2,
    refresh_rate_millihertz: ?u32,
    scale_factor: f64,
    video_modes: []const VideoMode,

    pub const zig_reflect = "bevy_window::monitor::Monitor";
};

pub const MonitorSelection = union(enum) {
    current,
    primary,
    index: usize,
    entity: bevy.Entity,

    pub const zig_reflect = "bevy_window::window::MonitorSelection";
};

pub const PresentMode = enum {
    auto_vsync,
    auto_no_vsync,
    fifo,
    fifo_relaxed,
    immediate,
    mailbox,

    pub const zig_reflect = "bevy_window::window::PresentMode";
};

pub const PrimaryMonitor = struct {
    pub const zig_reflect = "bevy_window::monitor::PrimaryMonitor";
};

pub const PrimaryWindow = struct {
    pub const zig_reflect = "bevy_window::window::PrimaryWindow";
};

pub const RequestRedraw = struct {
    pub const zig_reflect = "bevy_window::event::RequestRedraw";
};

pub const ScreenEdge = enum {
    none,
    top,
    left,
    bottom,
    right,
    all,

    pub const zig_reflect = "bevy_window::window::ScreenEdge";
};

pub const SystemCursorIcon = enum {
    default,
    context_menu,
    help,
    pointer,
    progress,
    wait,
    cell,
    crosshair,
    text,
    vertical_text,
    alias,
    copy,
    move,
    no_drop,
    not_allowed,
    grab,
    grabbing,
    e_resize,
    n_resize,
    ne_resize,
    nw_resize,
    s_resize,
    se_resize,
    sw_resize,
    w_resize,
    ew_resize,
    ns_resize,
    nesw_resize,
    nwse_resize,
    col_resize,
    row_resize,
    all_scroll,
    zoom_in,
    zoom_out,

    pub const zig_reflect = "bevy_window::cursor::system_cursor::SystemCursorIcon";
};

pub const VideoMode = struct {
    physical_size: in_glam.UVec2,
    bit_depth: u16,
    refresh_rate_millihertz: u32,

    pub const zig_reflect = "bevy_window::monitor::VideoMode";
};

pub const VideoModeSelection = union(enum) {
    current,
    specific: VideoMode,

    pub const zig_reflect = "bevy_window::window::VideoModeSelection";
};

pub const Window = struct {
    present_mode: PresentMode = .fifo,
    mode: WindowMode = .windowed,
    position: WindowPosition = .automatic,
    resolution: WindowResolution = .{},
    title: []const u8 = "App",
    name: ?[]const u8 = null,
    composite_alpha_mode: CompositeAlphaMode = .auto,
    resize_constraints: WindowResizeConstraints = .{},
    resizable: bool = true,
    enabled_buttons: EnabledButtons = .{},
    decorations: bool = true,
    transparent: bool = false,
    focused: bool = true,
    window_level: WindowLevel = .normal,
    canvas: ?[]const u8 = null,
    fit_canvas_to_parent: bool = false,
    prevent_default_event_handling: bool = true,
    internal: InternalWindowState = .{},
    ime_enabled: bool = false,
    ime_position: bevy.Vec2 = .zero,
    window_theme: ?WindowTheme = null,
    visible: bool = true,
    skip_taskbar: bool = false,
    clip_children: bool = true,
    desired_maximum_frame_latency: ?u32 = null,
    recognize_pinch_gesture: bool = false,
    recognize_rotation_gesture: bool = false,
    recognize_doubletap_gesture: bool = false,
    recognize_pan_gesture: ?struct { u8, u8 } = null,
    movable_by_window_background: bool = false,
    fullsize_content_view: bool = false,
    has_shadow: bool = true,
    titlebar_shown: bool = true,
    titlebar_transparent: bool = false,
    titlebar_show_title: bool = true,
    titlebar_show_buttons: bool = true,
    borderless_game: bool = true,
    prefers_home_indicator_hidden: bool = false,
    prefers_status_bar_hidden: bool = false,
    preferred_screen_edges_deferring_system_gestures: ScreenEdge = .none,

    pub const zig_reflect = "bevy_window::window::Window";
};

pub const WindowBackendScaleFactorChanged = struct {
    window: bevy.Entity,
    scale_factor: f64,

    pub const zig_reflect = "bevy_window::event::WindowBackendScaleFactorChanged";
};

pub const WindowCloseRequested = struct {
    window: bevy.Entity,

    pub const zig_reflect = "bevy_window::event::WindowCloseRequested";
};

pub const WindowCreated = struct {
    window: bevy.Entity,

    pub const zig_reflect = "bevy_window::event::WindowCreated";
};

pub const WindowDestroyed = struct {
    window: bevy.Entity,

    pub const zig_reflect = "bevy_window::event::WindowDestroyed";
};

pub const WindowEvent = union(enum) {
    app_lifecycle: AppLifecycle,
    cursor_entered: CursorEntered,
    cursor_left: CursorLeft,
    cursor_moved: CursorMoved,
    file_drag_and_drop: FileDragAndDrop,
    ime: Ime,
    request_redraw: RequestRedraw,
    window_backend_scale_factor_changed: WindowBackendScaleFactorChanged,
    window_close_requested: WindowCloseRequested,
    window_created: WindowCreated,
    window_destroyed: WindowDestroyed,
    window_focused: WindowFocused,
    window_moved: WindowMoved,
    window_occluded: WindowOccluded,
    window_resized: WindowResized,
    window_scale_factor_changed: WindowScaleFactorChanged,
    window_theme_changed: WindowThemeChanged,
    mouse_button_input: in_bevy_input.MouseButtonInput,
    mouse_motion: in_bevy_input.MouseMotion,
    mouse_wheel: in_bevy_input.MouseWheel,
    pinch_gesture: in_bevy_input.PinchGesture,
    rotation_gesture: in_bevy_input.RotationGesture,
    double_tap_gesture: in_bevy_input.DoubleTapGesture,
    pan_gesture: in_bevy_input.PanGesture,
    touch_input: in_bevy_input.TouchInput,
    keyboard_input: in_bevy_input.KeyboardInput,
    keyboard_focus_lost: in_bevy_input.KeyboardFocusLost,

    pub const zig_reflect = "bevy_window::event::WindowEvent";
};

pub const WindowFocused = struct {
    window: bevy.Entity,
    focused: bool,

    pub const zig_reflect = "bevy_window::event::WindowFocused";
};

pub const WindowLevel = enum {
    always_on_bottom,
    normal,
    always_on_top,

    pub const zig_reflect = "bevy_window::window::WindowLevel";
};

pub const WindowMode = union(enum) {
    windowed,
    borderless_fullscreen: MonitorSelection,
    fullscreen: struct { MonitorSelection, VideoModeSelection },

    pub const zig_reflect = "bevy_window::window::WindowMode";
};

pub const WindowMoved = struct {
    window: bevy.Entity,
    position: in_glam.IVec2,

    pub const zig_reflect = "bevy_window::event::WindowMoved";
};

pub const WindowOccluded = struct {
    window: bevy.Entity,
    occluded: bool,

    pub const zig_reflect = "bevy_window::event::WindowOccluded";
};

pub const WindowPosition = union(enum) {
    automatic,
    centered: MonitorSelection,
    at: in_glam.IVec2,

    pub const zig_reflect = "bevy_window::window::WindowPosition";
};

pub const WindowRef = union(enum) {
    primary,
    entity: bevy.Entity,

    pub const zig_reflect = "bevy_window::window::WindowRef";
    pub const default: WindowRef = .primary;
};

pub const WindowResizeConstraints = struct {
    min_width: f32 = 180,
    min_height: f32 = 120,
    max_width: f32 = @import("std").math.inf(f32),
    max_height: f32 = @import("std").math.inf(f32),

    pub const zig_reflect = "bevy_window::window::WindowResizeConstraints";
};

pub const WindowResized = struct {
    window: bevy.Entity,
    width: f32,
    height: f32,

    pub const zig_reflect = "bevy_window::event::WindowResized";
};

pub const WindowResolution = struct {
    physical_width: u32 = 1280,
    physical_height: u32 = 720,
    scale_factor_override: ?f32 = null,
    scale_factor: f32 = 1,

    pub const zig_reflect = "bevy_window::window::WindowResolution";
};

pub const WindowScaleFactorChanged = struct {
    window: bevy.Entity,
    scale_factor: f64,

    pub const zig_reflect = "bevy_window::event::WindowScaleFactorChanged";
};

pub const WindowTheme = enum {
    light,
    dark,

    pub const zig_reflect = "bevy_window::window::WindowTheme";
};

pub const WindowThemeChanged = struct {
    window: bevy.Entity,
    theme: WindowTheme,

    pub const zig_reflect = "bevy_window::event::WindowThemeChanged";
};
