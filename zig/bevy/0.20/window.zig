//! The reflected types of `bevy_window`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const in_bevy_input = @import("input.zig");
const in_bevy_math = @import("math.zig");
const in_glam = @import("glam.zig");

/// Application lifetime events
pub const AppLifecycle = enum {
    /// The application is not started yet.
    idle,
    /// The application is running.
    running,
    /// The application is going to be suspended. Applications have one frame to react to this event before being
    /// paused in the background.
    will_suspend,
    /// The application was suspended.
    suspended,
    /// The application is going to be resumed. Applications have one extra frame to react to this event before being
    /// fully resumed.
    will_resume,

    pub const zig_reflect = "bevy_window::event::AppLifecycle";
};

/// Specifies how the alpha channel of the textures should be handled during compositing, for a `Window`.
pub const CompositeAlphaMode = enum {
    /// Chooses either `Opaque` or `Inherit` automatically, depending on the `alpha_mode` that the current surface can
    /// support.
    auto,
    /// The alpha channel, if it exists, of the textures is ignored in the compositing process. Instead, the textures
    /// is treated as if it has a constant alpha of 1.0.
    @"opaque",
    /// The alpha channel, if it exists, of the textures is respected in the compositing process. The non-alpha
    /// channels of the textures are expected to already be multiplied by the alpha channel by the application.
    pre_multiplied,
    /// The alpha channel, if it exists, of the textures is respected in the compositing process. The non-alpha
    /// channels of the textures are not expected to already be multiplied by the alpha channel by the application;
    /// instead, the compositor will multiply the non-alpha channels of the texture by the alpha channel during
    /// compositing.
    post_multiplied,
    /// The alpha channel, if it exists, of the textures is unknown for processing during compositing. Instead, the
    /// application is responsible for setting the composite alpha blending mode using native WSI command. If not set,
    /// then a platform-specific default will be used.
    inherit,

    pub const zig_reflect = "bevy_window::window::CompositeAlphaMode";
};

/// An event that is sent whenever the user's cursor enters a window.
pub const CursorEntered = struct {
    /// Window that the cursor entered.
    window: bevy.Entity,

    pub const zig_reflect = "bevy_window::event::CursorEntered";
};

/// Defines if and how the cursor is grabbed by a `Window`.
pub const CursorGrabMode = enum {
    /// The cursor can freely leave the window.
    none,
    /// The cursor is confined to the window area.
    confined,
    /// The cursor is locked inside the window area to a certain position.
    locked,

    pub const zig_reflect = "bevy_window::window::CursorGrabMode";
    pub const default: CursorGrabMode = .none;
};

/// Insert into a window entity to set the cursor for that window.
pub const CursorIcon = union(enum) {
    /// System provided cursor icon.
    system: SystemCursorIcon,

    pub const zig_reflect = "bevy_window::cursor::CursorIcon";
    pub const default: CursorIcon = .{ .system = .default };
};

/// An event that is sent whenever the user's cursor leaves a window.
pub const CursorLeft = struct {
    /// Window that the cursor left.
    window: bevy.Entity,

    pub const zig_reflect = "bevy_window::event::CursorLeft";
};

/// An event reporting that the mouse cursor has moved inside a window.
pub const CursorMoved = struct {
    /// Window that the cursor moved inside.
    window: bevy.Entity,
    /// The cursor position in logical pixels.
    position: bevy.Vec2,
    /// The change in the position of the cursor since the last event was sent. This value is `None` if the cursor was
    /// outside the window area during the last frame.
    delta: ?bevy.Vec2,

    pub const zig_reflect = "bevy_window::event::CursorMoved";
};

/// Cursor data for a `Window`.
pub const CursorOptions = struct {
    /// Whether the cursor is visible or not.
    visible: bool = true,
    /// Whether or not the cursor is locked by or confined within the window.
    grab_mode: CursorGrabMode = .none,
    /// Set whether or not mouse events within *this* window are captured or fall through to the Window below.
    hit_test: bool = true,

    pub const zig_reflect = "bevy_window::window::CursorOptions";
};

/// Specifies which `Window` control buttons should be enabled.
pub const EnabledButtons = struct {
    /// Enables the functionality of the minimize button.
    minimize: bool = true,
    /// Enables the functionality of the maximize button.
    maximize: bool = true,
    /// Enables the functionality of the close button.
    close: bool = true,

    pub const zig_reflect = "bevy_window::window::EnabledButtons";
};

/// Events related to files being dragged and dropped on a window.
pub const FileDragAndDrop = union(enum) {
    /// File is being dropped into a window.
    dropped_file: struct { window: bevy.Entity, path_buf: []const u8 },
    /// File is currently being hovered over a window.
    hovered_file: struct { window: bevy.Entity, path_buf: []const u8 },
    /// File hovering was canceled.
    hovered_file_canceled: struct { window: bevy.Entity },

    pub const zig_reflect = "bevy_window::event::FileDragAndDrop";
};

/// An Input Method Editor event.
pub const Ime = union(enum) {
    /// Notifies when a new composing text should be set at the cursor position.
    preedit: struct { window: bevy.Entity, value: []const u8, cursor: ?struct { usize, usize } },
    /// Notifies when text should be inserted into the editor widget.
    commit: struct { window: bevy.Entity, value: []const u8 },
    /// Notifies when the IME was enabled.
    enabled: struct { window: bevy.Entity },
    /// Notifies when the IME was disabled.
    disabled: struct { window: bevy.Entity },

    pub const zig_reflect = "bevy_window::event::Ime";
};

/// Stores internal `Window` state that isn't directly accessible.
pub const InternalWindowState = struct {
    /// If this is true then next frame we will ask to minimize the window.
    minimize_request: ?bool = null,
    /// If this is true then next frame we will ask to maximize/un-maximize the window depending on `maximized`.
    maximize_request: ?bool = null,
    /// If this is true then next frame we will ask to drag-move the window.
    drag_move_request: bool = false,
    /// If this is `Some` then the next frame we will ask to drag-resize the window.
    drag_resize_request: ?in_bevy_math.CompassOctant = null,
    /// Unscaled cursor position.
    physical_cursor_position: ?in_glam.DVec2 = null,

    pub const zig_reflect = "bevy_window::window::InternalWindowState";
};

/// Represents an available monitor as reported by the user's operating system, which can be used to query
/// information about the display, such as its size, position, and video modes.
pub const Monitor = struct {
    /// The name of the monitor
    name: ?[]const u8,
    /// The height of the monitor in physical pixels
    physical_height: u32,
    /// The width of the monitor in physical pixels
    physical_width: u32,
    /// The position of the monitor in physical pixels
    physical_position: in_glam.IVec2,
    /// The refresh rate of the monitor in millihertz
    refresh_rate_millihertz: ?u32,
    /// The scale factor of the monitor
    scale_factor: f64,
    /// The video modes that the monitor supports
    video_modes: []const VideoMode,

    pub const zig_reflect = "bevy_window::monitor::Monitor";
};

/// References a screen monitor.
pub const MonitorSelection = union(enum) {
    /// Uses the current monitor of the window.
    current,
    /// Uses the primary monitor of the system.
    primary,
    /// Uses the monitor with the specified index.
    index: usize,
    /// Uses a given `Monitor` entity.
    entity: bevy.Entity,

    pub const zig_reflect = "bevy_window::window::MonitorSelection";
};

/// A flattened representation of a window reference for equality/hashing purposes.
pub const NormalizedWindowRef = struct {
    value: bevy.Entity,

    pub const zig_reflect = "bevy_window::window::NormalizedWindowRef";
};

/// Presentation mode for a `Window`.
pub const PresentMode = enum {
    /// Chooses `FifoRelaxed` -> `Fifo` based on availability.
    auto_vsync,
    /// Chooses `Immediate` -> `Mailbox` -> `Fifo` (on web) based on availability.
    auto_no_vsync,
    /// Presentation frames are kept in a First-In-First-Out queue approximately 3 frames long. Every vertical
    /// blanking period, the presentation engine will pop a frame off the queue to display. If there is no frame to
    /// display, it will present the same frame again until the next vblank.
    fifo,
    /// Presentation frames are kept in a First-In-First-Out queue approximately 3 frames long. Every vertical
    /// blanking period, the presentation engine will pop a frame off the queue to display. If there is no frame to
    /// display, it will present the same frame until there is a frame in the queue. The moment there is a frame in
    /// the queue, it will immediately pop the frame off the queue.
    fifo_relaxed,
    /// Presentation frames are not queued at all. The moment a present command is executed on the GPU, the presented
    /// image is swapped onto the front buffer immediately.
    immediate,
    /// Presentation frames are kept in a single-frame queue. Every vertical blanking period, the presentation engine
    /// will pop a frame from the queue. If there is no frame to display, it will present the same frame again until
    /// the next vblank.
    mailbox,

    pub const zig_reflect = "bevy_window::window::PresentMode";
};

/// A marker component for the primary monitor
pub const PrimaryMonitor = struct {
    pub const zig_reflect = "bevy_window::monitor::PrimaryMonitor";
};

/// Marker `Component` for the window considered the primary window.
pub const PrimaryWindow = struct {
    pub const zig_reflect = "bevy_window::window::PrimaryWindow";
};

/// An event that indicates all of the application's windows should be redrawn, even if their control flow is set
/// to `Wait` and there have been no window events.
pub const RequestRedraw = struct {
    pub const zig_reflect = "bevy_window::event::RequestRedraw";
};

/// The edges of a screen. Corresponds to `winit::platform::ios::ScreenEdge`.
pub const ScreenEdge = enum {
    /// No edge.
    none,
    /// The top edge of the screen.
    top,
    /// The left edge of the screen.
    left,
    /// The bottom edge of the screen.
    bottom,
    /// The right edge of the screen.
    right,
    /// All edges of the screen.
    all,

    pub const zig_reflect = "bevy_window::window::ScreenEdge";
};

/// The icon to display for a window.
pub const SystemCursorIcon = enum {
    /// The platform-dependent default cursor. Often rendered as arrow.
    default,
    /// A context menu is available for the object under the cursor. Often rendered as an arrow with a small menu-like
    /// graphic next to it.
    context_menu,
    /// Help is available for the object under the cursor. Often rendered as a question mark or a balloon.
    help,
    /// The cursor is a pointer that indicates a link. Often rendered as the backside of a hand with the index finger
    /// extended.
    pointer,
    /// A progress indicator. The program is performing some processing, but is different from
    /// `SystemCursorIcon::Wait` in that the user may still interact with the program.
    progress,
    /// Indicates that the program is busy and the user should wait. Often rendered as a watch or hourglass.
    wait,
    /// Indicates that a cell or set of cells may be selected. Often rendered as a thick plus-sign with a dot in the
    /// middle.
    cell,
    /// A simple crosshair (e.g., short line segments resembling a "+" sign). Often used to indicate a two dimensional
    /// bitmap selection mode.
    crosshair,
    /// Indicates text that may be selected. Often rendered as an I-beam.
    text,
    /// Indicates vertical-text that may be selected. Often rendered as a horizontal I-beam.
    vertical_text,
    /// Indicates an alias of/shortcut to something is to be created. Often rendered as an arrow with a small curved
    /// arrow next to it.
    alias,
    /// Indicates something is to be copied. Often rendered as an arrow with a small plus sign next to it.
    copy,
    /// Indicates something is to be moved.
    move,
    /// Indicates that the dragged item cannot be dropped at the current cursor location. Often rendered as a hand or
    /// pointer with a small circle with a line through it.
    no_drop,
    /// Indicates that the requested action will not be carried out. Often rendered as a circle with a line through
    /// it.
    not_allowed,
    /// Indicates that something can be grabbed (dragged to be moved). Often rendered as the backside of an open hand.
    grab,
    /// Indicates that something is being grabbed (dragged to be moved). Often rendered as the backside of a hand with
    /// fingers closed mostly out of view.
    grabbing,
    /// The east border to be moved.
    e_resize,
    /// The north border to be moved.
    n_resize,
    /// The north-east corner to be moved.
    ne_resize,
    /// The north-west corner to be moved.
    nw_resize,
    /// The south border to be moved.
    s_resize,
    /// The south-east corner to be moved.
    se_resize,
    /// The south-west corner to be moved.
    sw_resize,
    /// The west border to be moved.
    w_resize,
    /// The east and west borders to be moved.
    ew_resize,
    /// The south and north borders to be moved.
    ns_resize,
    /// The north-east and south-west corners to be moved.
    nesw_resize,
    /// The north-west and south-east corners to be moved.
    nwse_resize,
    /// Indicates that the item/column can be resized horizontally. Often rendered as arrows pointing left and right
    /// with a vertical bar separating them.
    col_resize,
    /// Indicates that the item/row can be resized vertically. Often rendered as arrows pointing up and down with a
    /// horizontal bar separating them.
    row_resize,
    /// Indicates that the something can be scrolled in any direction. Often rendered as arrows pointing up, down,
    /// left, and right with a dot in the middle.
    all_scroll,
    /// Indicates that something can be zoomed in. Often rendered as a magnifying glass with a "+" in the center of
    /// the glass.
    zoom_in,
    /// Indicates that something can be zoomed in. Often rendered as a magnifying glass with a "-" in the center of
    /// the glass.
    zoom_out,

    pub const zig_reflect = "bevy_window::cursor::system_cursor::SystemCursorIcon";
};

/// Represents a video mode that a monitor supports
pub const VideoMode = struct {
    /// The resolution of the video mode
    physical_size: in_glam.UVec2,
    /// The bit depth of the video mode
    bit_depth: u16,
    /// The refresh rate in millihertz
    refresh_rate_millihertz: u32,

    pub const zig_reflect = "bevy_window::monitor::VideoMode";
};

/// References an exclusive fullscreen video mode.
pub const VideoModeSelection = union(enum) {
    /// Uses the video mode that the monitor is already in.
    current,
    /// Uses a given `VideoMode`. A list of video modes supported by the monitor is supplied by
    /// `Monitor::video_modes`.
    specific: VideoMode,

    pub const zig_reflect = "bevy_window::window::VideoModeSelection";
};

/// The defining `Component` for window entities, storing information about how it should appear and behave.
pub const Window = struct {
    /// What presentation mode to give the window.
    present_mode: PresentMode = .fifo,
    /// Which fullscreen or windowing mode should be used.
    mode: WindowMode = .windowed,
    /// Where the window should be placed.
    position: WindowPosition = .automatic,
    /// What resolution the window should have.
    resolution: WindowResolution = .{},
    /// Stores the title of the window.
    title: []const u8 = "App",
    /// Stores the application ID (on **`Wayland`**), `WM_CLASS` (on **`X11`**) or window class name (on
    /// **`Windows`**) of the window.
    name: ?[]const u8 = null,
    /// How the alpha channel of textures should be handled while compositing.
    composite_alpha_mode: CompositeAlphaMode = .auto,
    /// The limits of the window's logical size (found in its `resolution`) when resizing.
    resize_constraints: WindowResizeConstraints = .{},
    /// Should the window be resizable?
    resizable: bool = true,
    /// Specifies which window control buttons should be enabled.
    enabled_buttons: EnabledButtons = .{},
    /// Should the window have decorations enabled?
    decorations: bool = true,
    /// Should the window be transparent?
    transparent: bool = false,
    /// Get/set whether the window is focused.
    focused: bool = true,
    /// Where should the window appear relative to other overlapping window.
    window_level: WindowLevel = .normal,
    /// The "html canvas" element selector.
    canvas: ?[]const u8 = null,
    /// Whether or not to fit the canvas element's size to its parent element's size.
    fit_canvas_to_parent: bool = false,
    /// Whether or not to stop events from propagating out of the canvas element
    prevent_default_event_handling: bool = true,
    /// Stores internal state that isn't directly accessible.
    internal: InternalWindowState = .{},
    /// Should the window use Input Method Editor?
    ime_enabled: bool = false,
    /// Sets location of IME candidate box in client area coordinates relative to the top left.
    ime_position: bevy.Vec2 = .zero,
    /// Sets a specific theme for the window.
    window_theme: ?WindowTheme = null,
    /// Sets the window's visibility.
    visible: bool = true,
    /// Sets whether the window should be shown in the taskbar.
    skip_taskbar: bool = false,
    /// Sets whether the window should draw over its child windows.
    clip_children: bool = true,
    /// Optional hint given to the rendering API regarding the maximum number of queued frames admissible on the GPU.
    desired_maximum_frame_latency: ?u32 = null,
    /// Sets whether this window recognizes `PinchGesture`
    recognize_pinch_gesture: bool = false,
    /// Sets whether this window recognizes `RotationGesture`
    recognize_rotation_gesture: bool = false,
    /// Sets whether this window recognizes `DoubleTapGesture`
    recognize_doubletap_gesture: bool = false,
    /// Sets whether this window recognizes `PanGesture`, with a number of fingers between the first value and the
    /// last.
    recognize_pan_gesture: ?struct { u8, u8 } = null,
    /// Enables click-and-drag behavior for the entire window, not just the titlebar.
    movable_by_window_background: bool = false,
    /// Makes the window content appear behind the titlebar.
    fullsize_content_view: bool = false,
    /// Toggles drawing the drop shadow behind the window.
    has_shadow: bool = true,
    /// Toggles drawing the titlebar.
    titlebar_shown: bool = true,
    /// Makes the titlebar transparent, allowing the app content to appear behind it.
    titlebar_transparent: bool = false,
    /// Toggles showing the window title.
    titlebar_show_title: bool = true,
    /// Toggles showing the traffic light window buttons.
    titlebar_show_buttons: bool = true,
    /// Hides the dock and menu bar when a borderless fullscreen window is active.
    borderless_game: bool = true,
    /// Sets whether the Window prefers the home indicator hidden.
    prefers_home_indicator_hidden: bool = false,
    /// Sets whether the Window prefers the status bar hidden.
    prefers_status_bar_hidden: bool = false,
    /// Sets screen edges for which you want your gestures to take precedence over the system gestures.
    preferred_screen_edges_deferring_system_gestures: ScreenEdge = .none,

    pub const zig_reflect = "bevy_window::window::Window";
};

/// An event that indicates a window's OS-reported scale factor has changed.
pub const WindowBackendScaleFactorChanged = struct {
    /// Window that had its scale factor changed by the backend.
    window: bevy.Entity,
    /// The new scale factor.
    scale_factor: f64,

    pub const zig_reflect = "bevy_window::event::WindowBackendScaleFactorChanged";
};

/// An event that is sent whenever the operating systems requests that a window be closed. This will be sent when
/// the close button of the window is pressed.
pub const WindowCloseRequested = struct {
    /// Window to close.
    window: bevy.Entity,

    pub const zig_reflect = "bevy_window::event::WindowCloseRequested";
};

/// An event that is sent whenever a window is closed. This will be sent when the window entity loses its `Window`
/// component or is despawned.
pub const WindowClosed = struct {
    /// Window that has been closed.
    window: bevy.Entity,

    pub const zig_reflect = "bevy_window::event::WindowClosed";
};

/// An event that is sent whenever a window is closing. This will be sent when after a `WindowCloseRequested`
/// event is received and the window is in the process of closing.
pub const WindowClosing = struct {
    /// Window that has been requested to close and is the process of closing.
    window: bevy.Entity,

    pub const zig_reflect = "bevy_window::event::WindowClosing";
};

/// An event that is sent whenever a new window is created.
pub const WindowCreated = struct {
    /// Window that has been created.
    window: bevy.Entity,

    pub const zig_reflect = "bevy_window::event::WindowCreated";
};

/// An event that is sent whenever a window is destroyed by the underlying window system.
pub const WindowDestroyed = struct {
    /// Window that has been destroyed.
    window: bevy.Entity,

    pub const zig_reflect = "bevy_window::event::WindowDestroyed";
};

/// Wraps all `bevy_window` and `bevy_input` events in a common enum.
pub const WindowEvent = union(enum) {
    /// An application lifecycle event.
    app_lifecycle: AppLifecycle,
    /// The user's cursor has entered a window.
    cursor_entered: CursorEntered,
    /// The user's cursor has left a window.
    cursor_left: CursorLeft,
    /// The user's cursor has moved inside a window.
    cursor_moved: CursorMoved,
    /// A file drag and drop event.
    file_drag_and_drop: FileDragAndDrop,
    /// An Input Method Editor event.
    ime: Ime,
    /// A redraw of all of the application's windows has been requested.
    request_redraw: RequestRedraw,
    /// The window's OS-reported scale factor has changed.
    window_backend_scale_factor_changed: WindowBackendScaleFactorChanged,
    /// The OS has requested that a window be closed.
    window_close_requested: WindowCloseRequested,
    /// A new window has been created.
    window_created: WindowCreated,
    /// A window has been destroyed by the underlying windowing system.
    window_destroyed: WindowDestroyed,
    /// A window has received or lost focus.
    window_focused: WindowFocused,
    /// A window has been moved.
    window_moved: WindowMoved,
    /// A window has started or stopped being occluded.
    window_occluded: WindowOccluded,
    /// A window's logical size has changed.
    window_resized: WindowResized,
    /// A window's scale factor has changed.
    window_scale_factor_changed: WindowScaleFactorChanged,
    /// Sent for windows that are using the system theme when the system theme changes.
    window_theme_changed: WindowThemeChanged,
    /// The state of a mouse button has changed.
    mouse_button_input: in_bevy_input.MouseButtonInput,
    /// The physical position of a pointing device has changed.
    mouse_motion: in_bevy_input.MouseMotion,
    /// The mouse wheel has moved.
    mouse_wheel: in_bevy_input.MouseWheel,
    /// A two finger pinch gesture.
    pinch_gesture: in_bevy_input.PinchGesture,
    /// A two finger rotation gesture.
    rotation_gesture: in_bevy_input.RotationGesture,
    /// A double tap gesture.
    double_tap_gesture: in_bevy_input.DoubleTapGesture,
    /// A pan gesture.
    pan_gesture: in_bevy_input.PanGesture,
    /// A touch input state change.
    touch_input: in_bevy_input.TouchInput,
    /// A keyboard input.
    keyboard_input: in_bevy_input.KeyboardInput,
    /// Sent when focus has been lost for all Bevy windows.
    keyboard_focus_lost: in_bevy_input.KeyboardFocusLost,

    pub const zig_reflect = "bevy_window::event::WindowEvent";
};

/// An event that indicates a window has received or lost focus.
pub const WindowFocused = struct {
    /// Window that changed focus.
    window: bevy.Entity,
    /// Whether it was focused (true) or lost focused (false).
    focused: bool,

    pub const zig_reflect = "bevy_window::event::WindowFocused";
};

/// Specifies where a `Window` should appear relative to other overlapping windows (on top or under) .
pub const WindowLevel = enum {
    /// The window will always be below `WindowLevel::Normal` and `WindowLevel::AlwaysOnTop` windows.
    always_on_bottom,
    /// The default group.
    normal,
    /// The window will always be on top of `WindowLevel::Normal` and `WindowLevel::AlwaysOnBottom` windows.
    always_on_top,

    pub const zig_reflect = "bevy_window::window::WindowLevel";
};

/// Defines the way a `Window` is displayed.
pub const WindowMode = union(enum) {
    /// The window should take a portion of the screen, using the window resolution size.
    windowed,
    /// The window should appear fullscreen by being borderless and using the full size of the screen on the given
    /// `MonitorSelection`.
    borderless_fullscreen: MonitorSelection,
    /// The window should be in "true"/"legacy"/"exclusive" Fullscreen mode on the given `MonitorSelection`.
    fullscreen: struct { MonitorSelection, VideoModeSelection },

    pub const zig_reflect = "bevy_window::window::WindowMode";
};

/// An event that is sent when a window is repositioned in physical pixels.
pub const WindowMoved = struct {
    /// Window that moved.
    window: bevy.Entity,
    /// Where the window moved to in physical pixels.
    position: in_glam.IVec2,

    pub const zig_reflect = "bevy_window::event::WindowMoved";
};

/// The window has been occluded (completely hidden from view).
pub const WindowOccluded = struct {
    /// Window that changed occluded state.
    window: bevy.Entity,
    /// Whether it was occluded (true) or not occluded (false).
    occluded: bool,

    pub const zig_reflect = "bevy_window::event::WindowOccluded";
};

/// Defines where a `Window` should be placed on the screen.
pub const WindowPosition = union(enum) {
    /// Position will be set by the window manager. Bevy will delegate this decision to the window manager and no
    /// guarantees can be made about where the window will be placed.
    automatic,
    /// Window will be centered on the selected monitor.
    centered: MonitorSelection,
    /// The window's top-left corner should be placed at the specified position (in physical pixels).
    at: in_glam.IVec2,

    pub const zig_reflect = "bevy_window::window::WindowPosition";
};

/// Reference to a `Window`, whether it be a direct link to a specific entity or a more vague defaulting choice.
pub const WindowRef = union(enum) {
    /// This will be linked to the primary window that is created by default in the `WindowPlugin`.
    primary,
    /// A more direct link to a window entity.
    entity: bevy.Entity,

    pub const zig_reflect = "bevy_window::window::WindowRef";
    pub const default: WindowRef = .primary;
};

/// The size limits on a `Window`.
pub const WindowResizeConstraints = struct {
    /// The minimum width the window can have.
    min_width: f32 = 180,
    /// The minimum height the window can have.
    min_height: f32 = 120,
    /// The maximum width the window can have.
    max_width: f32 = @import("std").math.inf(f32),
    /// The maximum height the window can have.
    max_height: f32 = @import("std").math.inf(f32),

    pub const zig_reflect = "bevy_window::window::WindowResizeConstraints";
};

/// A window event that is sent whenever a window's logical size has changed.
pub const WindowResized = struct {
    /// Window that has changed.
    window: bevy.Entity,
    /// The new logical width of the window.
    width: f32,
    /// The new logical height of the window.
    height: f32,

    pub const zig_reflect = "bevy_window::event::WindowResized";
};

/// Controls the size of a `Window`
pub const WindowResolution = struct {
    /// Width of the window in physical pixels.
    physical_width: u32 = 1280,
    /// Height of the window in physical pixels.
    physical_height: u32 = 720,
    /// Code-provided ratio of physical size to logical size.
    scale_factor_override: ?f32 = null,
    /// OS-provided ratio of physical size to logical size.
    scale_factor: f32 = 1,

    pub const zig_reflect = "bevy_window::window::WindowResolution";
};

/// An event that indicates a window's scale factor has changed.
pub const WindowScaleFactorChanged = struct {
    /// Window that had its scale factor changed.
    window: bevy.Entity,
    /// The new scale factor.
    scale_factor: f64,

    pub const zig_reflect = "bevy_window::event::WindowScaleFactorChanged";
};

/// The `Window` theme variant to use.
pub const WindowTheme = enum {
    /// Use the light variant.
    light,
    /// Use the dark variant.
    dark,

    pub const zig_reflect = "bevy_window::window::WindowTheme";
};

/// An event sent when the system theme changes for a window.
pub const WindowThemeChanged = struct {
    /// Window for which the system theme has changed.
    window: bevy.Entity,
    /// The new system theme.
    theme: WindowTheme,

    pub const zig_reflect = "bevy_window::event::WindowThemeChanged";
};
