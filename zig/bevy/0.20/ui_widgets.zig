//! The reflected types of `bevy_ui_widgets`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const in_bevy_input_focus = @import("input_focus.zig");
const in_bevy_ui = @import("ui.zig");

/// Notification sent by a button or menu item.
pub const Activate = struct {
    /// The activated entity.
    entity: bevy.Entity,

    pub const zig_reflect = "bevy_ui_widgets::Activate";
};

/// Optional marker component that indicates we want the button to activate on the pointer down event, this is
/// used for menu buttons.
pub const ActivateOnPress = struct {
    pub const zig_reflect = "bevy_ui_widgets::button::ActivateOnPress";
};

/// Component used for keyboard navigation. Individual rows should not be focusable in the normal way, as this
/// would make tabbing through a long list tedious. Instead, we track the current "active" row separately using a
/// component on the list box. The active row will be displayed with an outline.
pub const ActiveDescendant = struct {
    value: ?bevy.Entity,

    pub const zig_reflect = "bevy_ui_widgets::list::ActiveDescendant";
};

/// Headless button widget. This widget maintains a "pressed" state, which is used to indicate whether the button
/// is currently being pressed by the user. It emits an `Activate` event when the button is un-pressed.
pub const Button = struct {
    pub const zig_reflect = "bevy_ui_widgets::button::Button";
};

/// Headless widget implementation for checkboxes. The `Checked` component represents the current state of the
/// checkbox. The widget will emit a `ValueChange<bool>` event when clicked, or when the `Enter` or `Space` key is
/// pressed while the checkbox is focused.
pub const Checkbox = struct {
    pub const zig_reflect = "bevy_ui_widgets::checkbox::Checkbox";
};

/// Used to select the orientation of a scrollbar, slider, or other oriented control.
pub const ControlOrientation = enum {
    /// Horizontal orientation (stretching from left to right)
    horizontal,
    /// Vertical orientation (stretching from top to bottom)
    vertical,

    pub const zig_reflect = "bevy_ui_widgets::scrollbar::ControlOrientation";
    pub const default: ControlOrientation = .vertical;
};

/// A dialog box. When `ModalDialog` is also present it traps focus and is backed by a
/// `crate::ModalDialogBarrier`; when absent it is a movable, non-blocking floating window.
pub const Dialog = struct {
    pub const zig_reflect = "bevy_ui_widgets::dialog::Dialog";
};

/// Marks a region (e.g. a title bar) that drags its owning `Dialog`.
pub const DialogDragHandle = struct {
    pub const zig_reflect = "bevy_ui_widgets::dialog::DialogDragHandle";
};

/// Records the owning dialog's translation when a drag begins, so each drag event can set an absolute position
/// from the drag's cumulative distance.
pub const DialogDragState = struct {
    /// The owning dialog's `UiTransform.translation`
    start_dialog_translation: in_bevy_ui.Val2,
    /// The starting location of the drag (logical coordinates)
    start_pointer_location: bevy.Vec2,

    pub const zig_reflect = "bevy_ui_widgets::dialog::DialogDragState";
};

/// Headless widget implementation for listbox items. These should be enclosed within a `ListBox` widget, which is
/// responsible for the mutual exclusion logic.
pub const ListItem = struct {
    pub const zig_reflect = "bevy_ui_widgets::list::ListItem";
};

/// Action type for `MenuEvent`.
pub const MenuAction = union(enum) {
    /// Indicates we want to open the menu, if it is not already open, and focus the first or last item depending on
    /// the `NavAction`.
    open: in_bevy_input_focus.NavAction,
    /// Open the menu if it's closed, close it if it's open. Generally sent from a menu button.
    toggle,
    /// Close the entire menu stack.
    close_all,
    /// Set focus to the menu button or other owner of the popup stack. This happens when the menu is closed by
    /// pressing the escape key.
    focus_root,

    pub const zig_reflect = "bevy_ui_widgets::menu::MenuAction";
};

/// Headless menu button widget. This is meant to be combined with the `Button` component, and adds a few more key
/// codes - arrow keys to open the popup.
pub const MenuButton = struct {
    pub const zig_reflect = "bevy_ui_widgets::menu::MenuButton";
};

/// Event used to control the state of the open menu. This bubbles upwards from the menu items and the menu
/// container, through the portal relation, and to the menu owner entity.
pub const MenuEvent = struct {
    /// The `MenuItem` or `MenuPopup` that triggered this event.
    source: bevy.Entity,
    /// The desired action in response to this event.
    action: MenuAction,

    pub const zig_reflect = "bevy_ui_widgets::menu::MenuEvent";
};

/// Component used to manage focus on the popup. Menu popups remain open only so long as they contain focus.
pub const MenuFocusState = union(enum) {
    /// A newly opened menu, which needs to have focus set to the first or last item depending on `NavAction`.
    opening: in_bevy_input_focus.NavAction,
    /// Menu is open, and focus is set to an item within the menu
    open,
    /// Menu is no longer visible, and can be cleaned up.
    closed,

    pub const zig_reflect = "bevy_ui_widgets::menu::MenuFocusState";
};

/// Component that defines a menu item.
pub const MenuItem = struct {
    pub const zig_reflect = "bevy_ui_widgets::menu::MenuItem";
};

/// Specifies the layout direction of the menu, for keyboard navigation
pub const MenuLayout = enum {
    /// A vertical stack. Up and down arrows to move between items.
    column,
    /// A horizontal row. Left and right arrows to move between items.
    row,
    /// A 2D grid. Arrow keys are not mapped, you'll need to write your own observer.
    grid,

    pub const zig_reflect = "bevy_ui_widgets::menu::MenuLayout";
};

/// Component that defines a popup menu container.
pub const MenuPopup = struct {
    /// The layout orientation of the menu
    layout: MenuLayout,

    pub const zig_reflect = "bevy_ui_widgets::menu::MenuPopup";
};

/// Component that defines a modal dialog box.
pub const ModalDialog = struct {
    pub const zig_reflect = "bevy_ui_widgets::modal::ModalDialog";
};

/// Component that defines the barrier element that covers the screen behind the dialog box.
pub const ModalDialogBarrier = struct {
    pub const zig_reflect = "bevy_ui_widgets::modal::ModalDialogBarrier";
};

/// Component which is inserted into a popover element to make it dynamically position relative to an parent
/// element.
pub const Popover = struct {
    /// List of potential positions for the popover element relative to the parent.
    positions: []const PopoverPlacement,
    /// Indicates how close to the window edge the popup is allowed to go.
    window_margin: f32,

    pub const zig_reflect = "bevy_ui_widgets::popover::Popover";
};

/// How the popover element should be aligned to the parent element. The alignment will be along an axis that is
/// perpendicular to the direction of the popover side. So for example, if the popup is positioned below the
/// parent, then the `PopoverAlign` variant controls the horizontal alignment of the popup.
pub const PopoverAlign = enum {
    /// The starting edge of the popover element should be aligned to the starting edge of the parent.
    start,
    /// The center of the popover element should be aligned to the center of the parent.
    center,
    /// The ending edge of the popover element should be aligned to the ending edge of the parent.
    end,

    pub const zig_reflect = "bevy_ui_widgets::popover::PopoverAlign";
};

/// Indicates a possible position of a popover element relative to it's parent. You can specify multiple possible
/// positions; the positioning code will check to see if there is sufficient space to display the popup without
/// being clipped by the window edge. If any position has sufficient room, it will pick the first one; if there
/// are none, then it will pick the least bad one.
pub const PopoverPlacement = struct {
    /// The side of the parent entity where the popover element should be placed.
    side: PopoverSide,
    /// How the popover element should be aligned to the parent entity.
    @"align": PopoverAlign,
    /// The size of the gap between the parent and the popover element, in logical pixels. This will offset the
    /// popover along the direction of `side`.
    gap: f32,

    pub const zig_reflect = "bevy_ui_widgets::popover::PopoverPlacement";
};

/// Which side of the parent element the popover element should be placed.
pub const PopoverSide = enum {
    /// The popover element should be placed above the parent.
    top,
    /// The popover element should be placed below the parent.
    bottom,
    /// The popover element should be placed to the left of the parent.
    left,
    /// The popover element should be placed to the right of the parent.
    right,

    pub const zig_reflect = "bevy_ui_widgets::popover::PopoverSide";
};

/// Resource to track when a pointer press caused focus on an `EditableText`. A corresponding pointer release will
/// select all text if there is no other selection.
pub const QueuedSelectAll = struct {
    value: ?bevy.Entity,

    pub const zig_reflect = "bevy_ui_widgets::text_input::QueuedSelectAll";
};

/// Headless widget implementation for radio buttons. They can be used independently, but enclosing them in a
/// `RadioGroup` widget allows them to behave as a single, mutually exclusive unit.
pub const RadioButton = struct {
    pub const zig_reflect = "bevy_ui_widgets::radio::RadioButton";
};

/// Headless widget implementation for a "radio button group". This component is used to group multiple
/// `RadioButton` components together, allowing them to behave as a single unit. It implements the tab navigation
/// logic and keyboard shortcuts for radio buttons.
pub const RadioGroup = struct {
    pub const zig_reflect = "bevy_ui_widgets::radio::RadioGroup";
};

/// Event used to indicate that the dialog wants to be closed. This can happen because the user clicked on the
/// barrier, hit the escape key, or clicked the close box in the dialog title. This event propagates so that the
/// owner of the dialog can despawn it.
pub const RequestClose = struct {
    /// The `Dialog` that triggered this event.
    source: bevy.Entity,

    pub const zig_reflect = "bevy_ui_widgets::dialog::RequestClose";
};

/// Notification sent by a `ListBox` when the user commits the already-selected item, either by clicking it or by
/// pressing Space/Enter while it is the active row. No `ValueChange` is emitted in this case, since the selection
/// did not change. Used in for example a popup select control to close the popup when reselecting
pub const ReselectListRow = struct {
    /// The listbox that produced this event.
    source: bevy.Entity,
    /// The row that was reselected
    row: bevy.Entity,

    pub const zig_reflect = "bevy_ui_widgets::list::ReselectListRow";
};

/// Marker component to enable trackpad / mouse wheel scrolling. This should be placed on an entity that has
/// overflow: scroll.
pub const ScrollArea = struct {
    pub const zig_reflect = "bevy_ui_widgets::scrollarea::ScrollArea";
};

/// A headless scrollbar widget, which can be used to build custom scrollbars.
pub const Scrollbar = struct {
    /// Entity being scrolled.
    target: bevy.Entity,
    /// Whether the scrollbar is vertical or horizontal.
    orientation: ControlOrientation,
    /// Minimum length of the scrollbar thumb, in pixel units, in the direction parallel to the main scrollbar axis.
    /// The scrollbar will resize the thumb entity based on the proportion of visible size to content size, but no
    /// smaller than this. This prevents the thumb from disappearing in cases where the ratio of content size to
    /// visible size is large.
    min_thumb_length: f32,

    pub const zig_reflect = "bevy_ui_widgets::scrollbar::Scrollbar";
};

/// Component used to manage the state of a scrollbar during dragging. This component is inserted on the thumb
/// entity.
pub const ScrollbarDragState = struct {
    /// Whether the scrollbar is currently being dragged.
    dragging: bool = false,
    /// The value of the scrollbar when dragging started.
    drag_origin: f32 = 0,

    pub const zig_reflect = "bevy_ui_widgets::scrollbar::ScrollbarDragState";
};

/// This component indicates that the entity is a scrollbar thumb (the moving, draggable part of the scrollbar).
/// This should be a child of the scrollbar entity.
pub const ScrollbarThumb = struct {
    /// Border radius of the scrollbar thumb, used to update `ComputedNode::border_radius` in `UiSystems::Layout`.
    border_radius: in_bevy_ui.BorderRadius,
    /// Thickness of the thumb node's border.
    border: in_bevy_ui.UiRect,

    pub const zig_reflect = "bevy_ui_widgets::scrollbar::ScrollbarThumb";
};

/// Marker component for `EditableText` widgets that should select all text on focus.
pub const SelectAllOnFocus = struct {
    pub const zig_reflect = "bevy_ui_widgets::text_input::SelectAllOnFocus";
};

/// The selected `Tab` within a `TabList`.
pub const SelectedTab = struct {
    value: ?bevy.Entity = null,

    pub const zig_reflect = "bevy_ui_widgets::tabs::SelectedTab";
};

/// Event which can be triggered on a checkbox to set the checked state. This can be used to control the checkbox
/// via gamepad buttons or other inputs.
pub const SetChecked = struct {
    /// The `Checkbox` entity to set the "checked" state on.
    entity: bevy.Entity,
    /// Sets the `checked` state to `true` or `false`.
    checked: bool,

    pub const zig_reflect = "bevy_ui_widgets::checkbox::SetChecked";
};

/// Programmatically set which entity is selected (a single row of the list) Wraps a call to send `ValueChange`.
/// No-op if already selected or disabled
pub const SetSelected = struct {
    /// The list entity
    entity: bevy.Entity,
    /// The child to set value to
    row: bevy.Entity,

    pub const zig_reflect = "bevy_ui_widgets::list::SetSelected";
};

/// An `EntityEvent` that can be triggered on a slider to modify its value (it will actually trigger a
/// `ValueChange` event, hooking up a corresponding change to `SliderValue` is still the app's responsibility, see
/// `slider_self_update`). This can be used to control the slider via gamepad buttons or other inputs. The value
/// will be clamped when the event is processed.
pub const SetSliderValue = struct {
    /// The slider entity to change.
    entity: bevy.Entity,
    /// The change to apply to the slider entity.
    change: SliderValueChange,

    pub const zig_reflect = "bevy_ui_widgets::slider::SetSliderValue";
};

/// A headless slider widget, which can be used to build custom sliders. Sliders have a value (represented by the
/// `SliderValue` component) and a range (represented by `SliderRange`). An optional step size can be specified
/// via `SliderStep`, and you can control the rounding during dragging with `SliderPrecision`.
pub const Slider = struct {
    /// Set the track-clicking behavior for this slider.
    track_click: TrackClick,
    /// Set the slider orientation. Defaults to auto-detection based on dimensions.
    orientation: SliderOrientation,

    pub const zig_reflect = "bevy_ui_widgets::slider::Slider";
};

/// Component used to manage the state of a slider during dragging.
pub const SliderDragState = struct {
    /// Whether the slider is currently being dragged.
    dragging: bool,
    /// The value of the slider when dragging started.
    offset: f32,

    pub const zig_reflect = "bevy_ui_widgets::slider::SliderDragState";
};

/// Controls the orientation of the slider.
pub const SliderOrientation = enum {
    /// Automatically detect orientation based on the slider's dimensions. If height > width, the slider is vertical;
    /// otherwise, horizontal.
    auto,
    /// Force horizontal orientation regardless of dimensions.
    horizontal,
    /// Force vertical orientation regardless of dimensions.
    vertical,

    pub const zig_reflect = "bevy_ui_widgets::slider::SliderOrientation";
    pub const default: SliderOrientation = .auto;
};

/// A component which controls the rounding of the slider value during dragging.
pub const SliderPrecision = struct {
    value: i32 = 0,

    pub const zig_reflect = "bevy_ui_widgets::slider::SliderPrecision";
};

/// A component which represents the allowed range of the slider value. Defaults to 0.0..=1.0.
pub const SliderRange = struct {
    /// The beginning of the allowed range for the slider value.
    start: f32,
    /// The end of the allowed range for the slider value.
    end: f32,

    pub const zig_reflect = "bevy_ui_widgets::slider::SliderRange";
};

/// Defines the amount by which to increment or decrement the slider value when using keyboard shortcuts. Defaults
/// to 1.0.
pub const SliderStep = struct {
    value: f32,

    pub const zig_reflect = "bevy_ui_widgets::slider::SliderStep";
};

/// Marker component that identifies which descendant element is the slider thumb.
pub const SliderThumb = struct {
    pub const zig_reflect = "bevy_ui_widgets::slider::SliderThumb";
};

/// A component which stores the current value of the slider.
pub const SliderValue = struct {
    value: f32,

    pub const zig_reflect = "bevy_ui_widgets::slider::SliderValue";
};

/// The type of slider value change to apply in `SetSliderValue`.
pub const SliderValueChange = union(enum) {
    /// Set the slider value to a specific value.
    absolute: f32,
    /// Add a delta to the slider value.
    relative: f32,
    /// Add a delta to the slider value, multiplied by the step size.
    relative_step: f32,

    pub const zig_reflect = "bevy_ui_widgets::slider::SliderValueChange";
};

/// A headless tab header.
pub const Tab = struct {
    pub const zig_reflect = "bevy_ui_widgets::tabs::Tab";
};

/// Determines whether moving keyboard focus also requests tab selection.
pub const TabActivation = enum {
    /// Enter or Space requests selection of the focused tab.
    manual,
    /// Moving focus with a navigation key requests selection of the focused tab.
    automatic,

    pub const zig_reflect = "bevy_ui_widgets::tabs::TabActivation";
    pub const default: TabActivation = .manual;
};

/// Headless tab-strip behavior and policy.
pub const TabList = struct {
    /// The axis used by arrow-key navigation.
    orientation: ControlOrientation = .horizontal,
    /// Whether keyboard navigation requests selection immediately.
    activation: TabActivation = .manual,

    pub const zig_reflect = "bevy_ui_widgets::tabs::TabList";
};

/// Editable text widget.
pub const TextInput = struct {
    pub const zig_reflect = "bevy_ui_widgets::text_input::TextInput";
};

/// Event which can be triggered on a checkbox to toggle the checked state. This can be used to control the
/// checkbox via gamepad buttons or other inputs.
pub const ToggleChecked = struct {
    /// The `Entity` of the toggled `Checkbox`
    entity: bevy.Entity,

    pub const zig_reflect = "bevy_ui_widgets::checkbox::ToggleChecked";
};

/// Defines how the slider should behave when you click on the track (not the thumb).
pub const TrackClick = enum {
    /// Clicking on the track lets you drag to edit the value, just like clicking on the thumb.
    drag,
    /// Clicking on the track increments or decrements the slider by `SliderStep`.
    step,
    /// Clicking on the track snaps the value to the clicked position.
    snap,

    pub const zig_reflect = "bevy_ui_widgets::slider::TrackClick";
    pub const default: TrackClick = .drag;
};
