//! The reflected types of `bevy_input`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");

/// Tracks how much the mouse has moved every frame.
pub const AccumulatedMouseMotion = struct {
    /// The change in mouse position.
    delta: bevy.Vec2 = .zero,

    pub const zig_reflect = "bevy_input::mouse::AccumulatedMouseMotion";
};

/// Tracks how much the mouse has scrolled every frame.
pub const AccumulatedMouseScroll = struct {
    /// The mouse scroll unit. If this value changes while scrolling, then the result of the accumulation could be
    /// incorrect
    unit: MouseScrollUnit = .line,
    /// The change in scroll position.
    delta: bevy.Vec2 = .zero,

    pub const zig_reflect = "bevy_input::mouse::AccumulatedMouseScroll";
};

/// Stores the position data of the input devices of type `T`.
pub const AxisGamepadInput = struct {
    /// The position data of the input devices.
    axis_data: []const struct { key: GamepadInput, value: f32 },

    pub const zig_reflect = "bevy_input::axis::Axis<bevy_input::gamepad::GamepadInput>";
};

/// Settings for a `GamepadAxis`.
pub const AxisSettings = struct {
    /// Values that are higher than `livezone_upperbound` will be rounded up to 1.0.
    livezone_upperbound: f32 = 1,
    /// Positive values that are less than `deadzone_upperbound` will be rounded down to 0.0.
    deadzone_upperbound: f32 = 0.05,
    /// Negative values that are greater than `deadzone_lowerbound` will be rounded up to 0.0.
    deadzone_lowerbound: f32 = -0.05,
    /// Values that are lower than `livezone_lowerbound` will be rounded down to -1.0.
    livezone_lowerbound: f32 = -1,
    /// `threshold` defines the minimum difference between old and new values to apply the changes.
    threshold: f32 = 0.01,

    pub const zig_reflect = "bevy_input::gamepad::AxisSettings";
};

/// Settings for a `GamepadButton`.
pub const ButtonAxisSettings = struct {
    /// The high value at which to apply rounding.
    high: f32 = 0.95,
    /// The low value at which to apply rounding.
    low: f32 = 0.05,
    /// The threshold to apply rounding.
    threshold: f32 = 0.01,

    pub const zig_reflect = "bevy_input::gamepad::ButtonAxisSettings";
};

/// A "press-able" input of type `T`.
pub const ButtonInputGamepadButton = struct {
    /// A collection of every button that is currently being pressed.
    pressed: []const GamepadButton = &.{},
    /// A collection of every button that has just been pressed.
    just_pressed: []const GamepadButton = &.{},
    /// A collection of every button that has just been released.
    just_released: []const GamepadButton = &.{},

    pub const zig_reflect = "bevy_input::button_input::ButtonInput<bevy_input::gamepad::GamepadButton>";
};

/// A "press-able" input of type `T`.
pub const ButtonInputKeyCode = struct {
    /// A collection of every button that is currently being pressed.
    pressed: []const KeyCode = &.{},
    /// A collection of every button that has just been pressed.
    just_pressed: []const KeyCode = &.{},
    /// A collection of every button that has just been released.
    just_released: []const KeyCode = &.{},

    pub const zig_reflect = "bevy_input::button_input::ButtonInput<bevy_input::keyboard::KeyCode>";
};

/// A "press-able" input of type `T`.
pub const ButtonInputMouseButton = struct {
    /// A collection of every button that is currently being pressed.
    pressed: []const MouseButton = &.{},
    /// A collection of every button that has just been pressed.
    just_pressed: []const MouseButton = &.{},
    /// A collection of every button that has just been released.
    just_released: []const MouseButton = &.{},

    pub const zig_reflect = "bevy_input::button_input::ButtonInput<bevy_input::mouse::MouseButton>";
};

/// Manages settings for gamepad buttons.
pub const ButtonSettings = struct {
    press_threshold: f32 = 0.75,
    release_threshold: f32 = 0.65,

    pub const zig_reflect = "bevy_input::gamepad::ButtonSettings";
};

/// The current "press" state of an element
pub const ButtonState = enum {
    /// The button is pressed.
    pressed,
    /// The button is not pressed.
    released,

    pub const zig_reflect = "bevy_input::ButtonState";
};

/// Double tap gesture.
pub const DoubleTapGesture = struct {
    pub const zig_reflect = "bevy_input::gestures::DoubleTapGesture";
};

/// A force description of a `Touch` input.
pub const ForceTouch = union(enum) {
    /// On iOS, the force is calibrated so that the same number corresponds to roughly the same amount of pressure on
    /// the screen regardless of the device.
    calibrated: struct { force: f64, max_possible_force: f64, altitude_angle: ?f64 },
    /// If the platform reports the force as normalized, we have no way of knowing how much pressure 1.0 corresponds
    /// to – we know it's the maximum amount of force, but as to how much force, you might either have to press
    /// really hard, or not hard at all, depending on the device.
    normalized: f64,

    pub const zig_reflect = "bevy_input::touch::ForceTouch";
};

/// Stores a connected gamepad's metadata such as the name and its `GamepadButton` and `GamepadAxis`.
pub const Gamepad = struct {
    /// The USB vendor ID as assigned by the USB-IF, if available.
    vendor_id: ?u16 = null,
    /// The USB product ID as assigned by the vendor, if available.
    product_id: ?u16 = null,
    /// `ButtonInput` of `GamepadButton` representing their digital state.
    digital: ButtonInputGamepadButton = .{},
    /// `Axis` of `GamepadButton` representing their analog state.
    analog: AxisGamepadInput = .{ .axis_data = &.{ .{ .key = .{ .axis = .left_stick_x }, .value = 0 }, .{ .key = .{ .axis = .left_stick_y }, .value = 0 }, .{ .key = .{ .axis = .left_z }, .value = 0 }, .{ .key = .{ .axis = .right_stick_x }, .value = 0 }, .{ .key = .{ .axis = .right_stick_y }, .value = 0 }, .{ .key = .{ .axis = .right_z }, .value = 0 }, .{ .key = .{ .button = .c }, .value = 0 }, .{ .key = .{ .button = .d_pad_down }, .value = 0 }, .{ .key = .{ .button = .d_pad_left }, .value = 0 }, .{ .key = .{ .button = .d_pad_right }, .value = 0 }, .{ .key = .{ .button = .d_pad_up }, .value = 0 }, .{ .key = .{ .button = .east }, .value = 0 }, .{ .key = .{ .button = .left_thumb }, .value = 0 }, .{ .key = .{ .button = .left_trigger }, .value = 0 }, .{ .key = .{ .button = .left_trigger2 }, .value = 0 }, .{ .key = .{ .button = .mode }, .value = 0 }, .{ .key = .{ .button = .north }, .value = 0 }, .{ .key = .{ .button = .right_thumb }, .value = 0 }, .{ .key = .{ .button = .right_trigger }, .value = 0 }, .{ .key = .{ .button = .right_trigger2 }, .value = 0 }, .{ .key = .{ .button = .select }, .value = 0 }, .{ .key = .{ .button = .south }, .value = 0 }, .{ .key = .{ .button = .start }, .value = 0 }, .{ .key = .{ .button = .west }, .value = 0 }, .{ .key = .{ .button = .z }, .value = 0 } } },

    pub const zig_reflect = "bevy_input::gamepad::Gamepad";
};

/// Represents gamepad input types that are mapped in the range [-1.0, 1.0].
pub const GamepadAxis = union(enum) {
    /// The horizontal value of the left stick.
    left_stick_x,
    /// The vertical value of the left stick.
    left_stick_y,
    /// Generally the throttle axis of a HOTAS setup. Refer to `GamepadButton::LeftTrigger2` for the analog trigger on
    /// a gamepad controller.
    left_z,
    /// The horizontal value of the right stick.
    right_stick_x,
    /// The vertical value of the right stick.
    right_stick_y,
    /// The yaw of the main joystick, not supported on common gamepads. Refer to `GamepadButton::RightTrigger2` for
    /// the analog trigger on a gamepad controller.
    right_z,
    /// Non-standard support for other axis types (i.e. HOTAS sliders, potentiometers, etc).
    other: u32,

    pub const zig_reflect = "bevy_input::gamepad::GamepadAxis";
};

/// `GamepadAxis` event triggered by an analog state change.
pub const GamepadAxisChangedEvent = struct {
    /// The entity that represents this gamepad.
    entity: bevy.Entity,
    /// The gamepad axis assigned to the event.
    axis: GamepadAxis,
    /// The value of this axis (rescaled to account for axis settings).
    value: f32,

    pub const zig_reflect = "bevy_input::gamepad::GamepadAxisChangedEvent";
};

/// Represents gamepad input types that are mapped in the range [0.0, 1.0].
pub const GamepadButton = union(enum) {
    /// The bottom action button of the action pad (i.e. PS: Cross, Xbox: A).
    south,
    /// The right action button of the action pad (i.e. PS: Circle, Xbox: B).
    east,
    /// The upper action button of the action pad (i.e. PS: Triangle, Xbox: Y).
    north,
    /// The left action button of the action pad (i.e. PS: Square, Xbox: X).
    west,
    /// The C button.
    c,
    /// The Z button.
    z,
    /// The first left trigger.
    left_trigger,
    /// The second left trigger.
    left_trigger2,
    /// The first right trigger.
    right_trigger,
    /// The second right trigger.
    right_trigger2,
    /// The select button.
    select,
    /// The start button.
    start,
    /// The mode button.
    mode,
    /// The left thumb stick button.
    left_thumb,
    /// The right thumb stick button.
    right_thumb,
    /// The up button of the D-Pad.
    d_pad_up,
    /// The down button of the D-Pad.
    d_pad_down,
    /// The left button of the D-Pad.
    d_pad_left,
    /// The right button of the D-Pad.
    d_pad_right,
    /// Miscellaneous buttons, considered non-standard (i.e. Extra buttons on a flight stick that do not have a
    /// gamepad equivalent).
    other: u32,

    pub const zig_reflect = "bevy_input::gamepad::GamepadButton";
};

/// `GamepadButton` event triggered by an analog state change.
pub const GamepadButtonChangedEvent = struct {
    /// The entity that represents this gamepad.
    entity: bevy.Entity,
    /// The gamepad button assigned to the event.
    button: GamepadButton,
    /// The pressed state of the button.
    state: ButtonState,
    /// The analog value of the button (rescaled to be in the 0.0..=1.0 range).
    value: f32,

    pub const zig_reflect = "bevy_input::gamepad::GamepadButtonChangedEvent";
};

/// `GamepadButton` event triggered by a digital state change.
pub const GamepadButtonStateChangedEvent = struct {
    /// The entity that represents this gamepad.
    entity: bevy.Entity,
    /// The gamepad button assigned to the event.
    button: GamepadButton,
    /// The pressed state of the button.
    state: ButtonState,

    pub const zig_reflect = "bevy_input::gamepad::GamepadButtonStateChangedEvent";
};

/// The connection status of a gamepad.
pub const GamepadConnection = union(enum) {
    /// The gamepad is connected.
    connected: struct { name: []const u8, vendor_id: ?u16, product_id: ?u16 },
    /// The gamepad is disconnected.
    disconnected,

    pub const zig_reflect = "bevy_input::gamepad::GamepadConnection";
};

/// A `Gamepad` connection event. Created when a connection to a gamepad is established and when a gamepad is
/// disconnected.
pub const GamepadConnectionEvent = struct {
    /// The gamepad whose connection status changed.
    gamepad: bevy.Entity,
    /// The change in the gamepads connection.
    connection: GamepadConnection,

    pub const zig_reflect = "bevy_input::gamepad::GamepadConnectionEvent";
};

/// A gamepad event.
pub const GamepadEvent = union(enum) {
    /// A gamepad has been connected or disconnected.
    connection: GamepadConnectionEvent,
    /// A button of the gamepad has been triggered.
    button: GamepadButtonChangedEvent,
    /// An axis of the gamepad has been triggered.
    axis: GamepadAxisChangedEvent,

    pub const zig_reflect = "bevy_input::gamepad::GamepadEvent";
};

/// Encapsulation over `GamepadAxis` and `GamepadButton`.
pub const GamepadInput = union(enum) {
    /// A `GamepadAxis`.
    axis: GamepadAxis,
    /// A `GamepadButton`.
    button: GamepadButton,

    pub const zig_reflect = "bevy_input::gamepad::GamepadInput";
};

/// The intensity at which a gamepad's force-feedback motors may rumble.
pub const GamepadRumbleIntensity = struct {
    /// The rumble intensity of the strong gamepad motor.
    strong_motor: f32,
    /// The rumble intensity of the weak gamepad motor.
    weak_motor: f32,

    pub const zig_reflect = "bevy_input::gamepad::GamepadRumbleIntensity";
};

/// An event that controls force-feedback rumbling of a `Gamepad` `entity`.
pub const GamepadRumbleRequest = union(enum) {
    /// Add a rumble to the given gamepad.
    add: struct { duration: bevy.Duration, intensity: GamepadRumbleIntensity, gamepad: bevy.Entity },
    /// Stop all running rumbles on the given `Entity`.
    stop: struct { gamepad: bevy.Entity },

    pub const zig_reflect = "bevy_input::gamepad::GamepadRumbleRequest";
};

/// Gamepad settings component.
pub const GamepadSettings = struct {
    /// The default button settings.
    default_button_settings: ButtonSettings = .{},
    /// The default axis settings.
    default_axis_settings: AxisSettings = .{},
    /// The default button axis settings.
    default_button_axis_settings: ButtonAxisSettings = .{},
    /// The user defined button settings.
    button_settings: []const struct { key: GamepadButton, value: ButtonSettings } = &.{},
    /// The user defined axis settings.
    axis_settings: []const struct { key: GamepadAxis, value: AxisSettings } = &.{},
    /// The user defined button axis settings.
    button_axis_settings: []const struct { key: GamepadButton, value: ButtonAxisSettings } = &.{},

    pub const zig_reflect = "bevy_input::gamepad::GamepadSettings";
};

/// The logical key code of a `KeyboardInput`.
pub const Key = union(enum) {
    /// A key string that corresponds to the character typed by the user, taking into account the user’s current
    /// locale setting, and any system-level keyboard mapping overrides that are in effect.
    character: []const u8,
    /// This variant is used when the key cannot be translated to any other variant.
    unidentified: NativeKey,
    /// Contains the text representation of the dead-key when available.
    dead: ?u21,
    /// The `Alt` (Alternative) key.
    alt,
    /// The Alternate Graphics (<kbd>AltGr</kbd> or <kbd>AltGraph</kbd>) key.
    alt_graph,
    /// The `Caps Lock` (Capital) key.
    caps_lock,
    /// The `Control` or `Ctrl` key.
    control,
    /// The Function switch `Fn` key. Activating this key simultaneously with another key changes that key’s value
    /// to an alternate character or function. This key is often handled directly in the keyboard hardware and does
    /// not usually generate key events.
    @"fn",
    /// The Function-Lock (`FnLock` or `F-Lock`) key. Activating this key switches the mode of the keyboard to changes
    /// some keys' values to an alternate character or function. This key is often handled directly in the keyboard
    /// hardware and does not usually generate key events.
    fn_lock,
    /// The `NumLock` or Number Lock key. Used to toggle numpad mode function for interpreting subsequent keyboard
    /// input.
    num_lock,
    /// Toggle between scrolling and cursor movement modes.
    scroll_lock,
    /// Used to enable shift modifier function for interpreting concurrent or subsequent keyboard input.
    shift,
    /// The Symbol modifier key (used on some virtual keyboards).
    symbol,
    /// The SymbolLock key, only on web.
    symbol_lock,
    /// Legacy modifier key. Also called "Super" in certain places.
    meta,
    /// Legacy modifier key.
    hyper,
    /// Used to enable "super" modifier function for interpreting concurrent or subsequent keyboard input. This key
    /// value is used for the "Windows Logo" key and the Apple `Command` or `⌘` key.
    super,
    /// The `Enter` or `↵` key. Used to activate current selection or accept current input. This key value is also
    /// used for the `Return` (Macintosh numpad) key. This key value is also used for the Android
    /// `KEYCODE_DPAD_CENTER`.
    enter,
    /// The Horizontal Tabulation `Tab` key.
    tab,
    /// Used in text to insert a space between words. Usually located below the character keys.
    space,
    /// Navigate or traverse downward. (`KEYCODE_DPAD_DOWN`)
    arrow_down,
    /// Navigate or traverse leftward. (`KEYCODE_DPAD_LEFT`)
    arrow_left,
    /// Navigate or traverse rightward. (`KEYCODE_DPAD_RIGHT`)
    arrow_right,
    /// Navigate or traverse upward. (`KEYCODE_DPAD_UP`)
    arrow_up,
    /// The End key, used with keyboard entry to go to the end of content (`KEYCODE_MOVE_END`).
    end,
    /// The Home key, used with keyboard entry, to go to start of content (`KEYCODE_MOVE_HOME`). For the mobile phone
    /// `Home` key (which goes to the phone’s main screen), use `GoHome`.
    home,
    /// Scroll down or display next page of content.
    page_down,
    /// Scroll up or display previous page of content.
    page_up,
    /// Used to remove the character to the left of the cursor. This key value is also used for the key labeled
    /// `Delete` on macOS keyboards.
    backspace,
    /// Remove the currently selected input.
    clear,
    /// Copy the current selection. (`APPCOMMAND_COPY`)
    copy,
    /// The Cursor Select key.
    cr_sel,
    /// Cut the current selection. (`APPCOMMAND_CUT`)
    cut,
    /// Used to delete the character to the right of the cursor. This key value is also used for the key labeled
    /// `Delete` on macOS keyboards when `Fn` is active.
    delete,
    /// The Erase to End of Field key. This key deletes all characters from the current cursor position to the end of
    /// the current field.
    erase_eof,
    /// The Extend Selection (Exsel) key.
    ex_sel,
    /// Toggle between text modes for insertion or overtyping. (`KEYCODE_INSERT`)
    insert,
    /// The Paste key. (`APPCOMMAND_PASTE`)
    paste,
    /// Redo the last action. (`APPCOMMAND_REDO`)
    redo,
    /// Undo the last action. (`APPCOMMAND_UNDO`)
    undo,
    /// The Accept (Commit, OK) key. Accept current option or input method sequence conversion.
    accept,
    /// Redo or repeat an action.
    again,
    /// The Attention (Attn) key.
    attn,
    /// The Cancel key. (on linux and web)
    cancel,
    /// Show the application’s context menu. This key is commonly found between the right `Super` key and the right
    /// `Control` key.
    context_menu,
    /// The `Esc` key. This key was originally used to initiate an escape sequence, but is now more generally used to
    /// exit or "escape" the current context, such as closing a dialog or exiting full screen mode.
    escape,
    /// The Execute key.
    execute,
    /// Open the Find dialog. (`APPCOMMAND_FIND`)
    find,
    /// Open a help dialog or toggle display of help information. (`APPCOMMAND_HELP`, `KEYCODE_HELP`)
    help,
    /// Pause the current state or application (as appropriate).
    pause,
    /// Play or resume the current state or application (as appropriate).
    play,
    /// The properties (Props) key.
    props,
    /// The Select key.
    select,
    /// The ZoomIn key. (`KEYCODE_ZOOM_IN`)
    zoom_in,
    /// The ZoomOut key. (`KEYCODE_ZOOM_OUT`)
    zoom_out,
    /// The Brightness Down key. Typically controls the display brightness. (`KEYCODE_BRIGHTNESS_DOWN`)
    brightness_down,
    /// The Brightness Up key. Typically controls the display brightness. (`KEYCODE_BRIGHTNESS_UP`)
    brightness_up,
    /// Toggle removable media to eject (open) and insert (close) state. (`KEYCODE_MEDIA_EJECT`)
    eject,
    /// LogOff
    log_off,
    /// Toggle power state. (`KEYCODE_POWER`) Note: Some devices might not expose this key to the operating
    /// environment.
    power,
    /// The `PowerOff` key. Sometime called `PowerDown`.
    power_off,
    /// Initiate print-screen function.
    print_screen,
    /// The Hibernate key. This key saves the current state of the computer to disk so that it can be restored. The
    /// computer will then shutdown.
    hibernate,
    /// The Standby key. This key turns off the display and places the computer into a low-power mode without
    /// completely shutting down. It is sometimes labeled `Suspend` or `Sleep` key. (`KEYCODE_SLEEP`)
    standby,
    /// The WakeUp key. (`KEYCODE_WAKEUP`)
    wake_up,
    /// Initiate the multi-candidate mode.
    all_candidates,
    /// The Alphanumeric key (on linux/web)
    alphanumeric,
    /// Initiate the Code Input mode to allow characters to be entered by their code points.
    code_input,
    /// The Compose key, also known as "Multi_key" on the X Window System. This key acts in a manner similar to a dead
    /// key, triggering a mode where subsequent key presses are combined to produce a different character.
    compose,
    /// Convert the current input method sequence.
    convert,
    /// The Final Mode `Final` key used on some Asian keyboards, to enable the final mode for IMEs.
    final_mode,
    /// Switch to the first character group. (ISO/IEC 9995)
    group_first,
    /// Switch to the last character group. (ISO/IEC 9995)
    group_last,
    /// Switch to the next character group. (ISO/IEC 9995)
    group_next,
    /// Switch to the previous character group. (ISO/IEC 9995)
    group_previous,
    /// Toggle between or cycle through input modes of IMEs.
    mode_change,
    /// NextCandidate, web only.
    next_candidate,
    /// Accept current input method sequence without conversion in IMEs.
    non_convert,
    /// PreviousCandidate, web only.
    previous_candidate,
    /// IME PROCESS key
    process,
    /// SingleCandidate
    single_candidate,
    /// Toggle between Hangul and English modes.
    hangul_mode,
    /// HanjaMode
    hanja_mode,
    /// JunjaMode
    junja_mode,
    /// The Eisu key. This key may close the IME, but its purpose is defined by the current IME. (`KEYCODE_EISU`)
    eisu,
    /// The (Half-Width) Characters key.
    hankaku,
    /// The Hiragana (Japanese Kana characters) key.
    hiragana,
    /// The Hiragana/Katakana toggle key. (`KEYCODE_KATAKANA_HIRAGANA`)
    hiragana_katakana,
    /// The Kana Mode (Kana Lock) key. This key is used to enter hiragana mode (typically from romaji mode).
    kana_mode,
    /// The Kanji (Japanese name for ideographic characters of Chinese origin) Mode key. This key is typically used to
    /// switch to a hiragana keyboard for the purpose of converting input into kanji. (`KEYCODE_KANA`)
    kanji_mode,
    /// The Katakana (Japanese Kana characters) key.
    katakana,
    /// The Roman characters function key.
    romaji,
    /// The Zenkaku (Full-Width) Characters key.
    zenkaku,
    /// The Zenkaku/Hankaku (full-width/half-width) toggle key. (`KEYCODE_ZENKAKU_HANKAKU`)
    zenkaku_hankaku,
    /// General purpose virtual function key, as index 1.
    soft1,
    /// General purpose virtual function key, as index 2.
    soft2,
    /// General purpose virtual function key, as index 3.
    soft3,
    /// General purpose virtual function key, as index 4.
    soft4,
    /// Select next (numerically or logically) lower channel. (`APPCOMMAND_MEDIA_CHANNEL_DOWN`,
    /// `KEYCODE_CHANNEL_DOWN`)
    channel_down,
    /// Select next (numerically or logically) higher channel. (`APPCOMMAND_MEDIA_CHANNEL_UP`, `KEYCODE_CHANNEL_UP`)
    channel_up,
    /// Close the current document or message (Note: This doesn’t close the application). (`APPCOMMAND_CLOSE`)
    close,
    /// Open an editor to forward the current message. (`APPCOMMAND_FORWARD_MAIL`)
    mail_forward,
    /// Open an editor to reply to the current message. (`APPCOMMAND_REPLY_TO_MAIL`)
    mail_reply,
    /// Send the current message. (`APPCOMMAND_SEND_MAIL`)
    mail_send,
    /// Close the current media, for example to close a CD or DVD tray. (`KEYCODE_MEDIA_CLOSE`)
    media_close,
    /// Initiate or continue forward playback at faster than normal speed, or increase speed if already fast
    /// forwarding. (`APPCOMMAND_MEDIA_FAST_FORWARD`, `KEYCODE_MEDIA_FAST_FORWARD`)
    media_fast_forward,
    /// Pause the currently playing media. (`APPCOMMAND_MEDIA_PAUSE`, `KEYCODE_MEDIA_PAUSE`)
    media_pause,
    /// Initiate or continue media playback at normal speed, if not currently playing at normal speed.
    /// (`APPCOMMAND_MEDIA_PLAY`, `KEYCODE_MEDIA_PLAY`)
    media_play,
    /// Toggle media between play and pause states. (`APPCOMMAND_MEDIA_PLAY_PAUSE`, `KEYCODE_MEDIA_PLAY_PAUSE`)
    media_play_pause,
    /// Initiate or resume recording of currently selected media. (`APPCOMMAND_MEDIA_RECORD`, `KEYCODE_MEDIA_RECORD`)
    media_record,
    /// Initiate or continue reverse playback at faster than normal speed, or increase speed if already rewinding.
    /// (`APPCOMMAND_MEDIA_REWIND`, `KEYCODE_MEDIA_REWIND`)
    media_rewind,
    /// Stop media playing, pausing, forwarding, rewinding, or recording, if not already stopped.
    /// (`APPCOMMAND_MEDIA_STOP`, `KEYCODE_MEDIA_STOP`)
    media_stop,
    /// Seek to next media or program track. (`APPCOMMAND_MEDIA_NEXTTRACK`, `KEYCODE_MEDIA_NEXT`)
    media_track_next,
    /// Seek to previous media or program track. (`APPCOMMAND_MEDIA_PREVIOUSTRACK`, `KEYCODE_MEDIA_PREVIOUS`)
    media_track_previous,
    /// Open a new document or message. (`APPCOMMAND_NEW`)
    new,
    /// Open an existing document or message. (`APPCOMMAND_OPEN`)
    open,
    /// Print the current document or message. (`APPCOMMAND_PRINT`)
    print,
    /// Save the current document or message. (`APPCOMMAND_SAVE`)
    save,
    /// Spellcheck the current document or selection. (`APPCOMMAND_SPELL_CHECK`)
    spell_check,
    /// The `11` key found on media numpads that have buttons from `1` ... `12`.
    key11,
    /// The `12` key found on media numpads that have buttons from `1` ... `12`.
    key12,
    /// Adjust audio balance leftward. (`VK_AUDIO_BALANCE_LEFT`)
    audio_balance_left,
    /// Adjust audio balance rightward. (`VK_AUDIO_BALANCE_RIGHT`)
    audio_balance_right,
    /// Decrease audio bass boost or cycle down through bass boost states. (`APPCOMMAND_BASS_DOWN`,
    /// `VK_BASS_BOOST_DOWN`)
    audio_bass_boost_down,
    /// Toggle bass boost on/off. (`APPCOMMAND_BASS_BOOST`)
    audio_bass_boost_toggle,
    /// Increase audio bass boost or cycle up through bass boost states. (`APPCOMMAND_BASS_UP`, `VK_BASS_BOOST_UP`)
    audio_bass_boost_up,
    /// Adjust audio fader towards front. (`VK_FADER_FRONT`)
    audio_fader_front,
    /// Adjust audio fader towards rear. (`VK_FADER_REAR`)
    audio_fader_rear,
    /// Advance surround audio mode to next available mode. (`VK_SURROUND_MODE_NEXT`)
    audio_surround_mode_next,
    /// Decrease treble. (`APPCOMMAND_TREBLE_DOWN`)
    audio_treble_down,
    /// Increase treble. (`APPCOMMAND_TREBLE_UP`)
    audio_treble_up,
    /// Decrease audio volume. (`APPCOMMAND_VOLUME_DOWN`, `KEYCODE_VOLUME_DOWN`)
    audio_volume_down,
    /// Increase audio volume. (`APPCOMMAND_VOLUME_UP`, `KEYCODE_VOLUME_UP`)
    audio_volume_up,
    /// Toggle between muted state and prior volume level. (`APPCOMMAND_VOLUME_MUTE`, `KEYCODE_VOLUME_MUTE`)
    audio_volume_mute,
    /// Toggle the microphone on/off. (`APPCOMMAND_MIC_ON_OFF_TOGGLE`)
    microphone_toggle,
    /// Decrease microphone volume. (`APPCOMMAND_MICROPHONE_VOLUME_DOWN`)
    microphone_volume_down,
    /// Increase microphone volume. (`APPCOMMAND_MICROPHONE_VOLUME_UP`)
    microphone_volume_up,
    /// Mute the microphone. (`APPCOMMAND_MICROPHONE_VOLUME_MUTE`, `KEYCODE_MUTE`)
    microphone_volume_mute,
    /// Show correction list when a word is incorrectly identified. (`APPCOMMAND_CORRECTION_LIST`)
    speech_correction_list,
    /// Toggle between dictation mode and command/control mode. (`APPCOMMAND_DICTATE_OR_COMMAND_CONTROL_TOGGLE`)
    speech_input_toggle,
    /// The first generic "LaunchApplication" key. This is commonly associated with launching "My Computer", and may
    /// have a computer symbol on the key. (`APPCOMMAND_LAUNCH_APP1`)
    launch_application1,
    /// The second generic "LaunchApplication" key. This is commonly associated with launching "Calculator", and may
    /// have a calculator symbol on the key. (`APPCOMMAND_LAUNCH_APP2`, `KEYCODE_CALCULATOR`)
    launch_application2,
    /// The "Calendar" key. (`KEYCODE_CALENDAR`)
    launch_calendar,
    /// The "Contacts" key. (`KEYCODE_CONTACTS`)
    launch_contacts,
    /// The "Mail" key. (`APPCOMMAND_LAUNCH_MAIL`)
    launch_mail,
    /// The "Media Player" key. (`APPCOMMAND_LAUNCH_MEDIA_SELECT`)
    launch_media_player,
    /// LaunchMusicPlayer
    launch_music_player,
    /// LaunchPhone
    launch_phone,
    /// LaunchScreenSaver
    launch_screen_saver,
    /// LaunchSpreadsheet
    launch_spreadsheet,
    /// LaunchWebBrowser
    launch_web_browser,
    /// LaunchWebCam
    launch_web_cam,
    /// LaunchWordProcessor
    launch_word_processor,
    /// Navigate to previous content or page in current history. (`APPCOMMAND_BROWSER_BACKWARD`)
    browser_back,
    /// Open the list of browser favorites. (`APPCOMMAND_BROWSER_FAVORITES`)
    browser_favorites,
    /// Navigate to next content or page in current history. (`APPCOMMAND_BROWSER_FORWARD`)
    browser_forward,
    /// Go to the user’s preferred home page. (`APPCOMMAND_BROWSER_HOME`)
    browser_home,
    /// Refresh the current page or content. (`APPCOMMAND_BROWSER_REFRESH`)
    browser_refresh,
    /// Call up the user’s preferred search page. (`APPCOMMAND_BROWSER_SEARCH`)
    browser_search,
    /// Stop loading the current page or content. (`APPCOMMAND_BROWSER_STOP`)
    browser_stop,
    /// The Application switch key, which provides a list of recent apps to switch between. (`KEYCODE_APP_SWITCH`)
    app_switch,
    /// The Call key. (`KEYCODE_CALL`)
    call,
    /// The Camera key. (`KEYCODE_CAMERA`)
    camera,
    /// The Camera focus key. (`KEYCODE_FOCUS`)
    camera_focus,
    /// The End Call key. (`KEYCODE_ENDCALL`)
    end_call,
    /// The Back key. (`KEYCODE_BACK`)
    go_back,
    /// The Home key, which goes to the phone’s main screen. (`KEYCODE_HOME`)
    go_home,
    /// The Headset Hook key. (`KEYCODE_HEADSETHOOK`)
    headset_hook,
    /// LastNumberRedial
    last_number_redial,
    /// The Notification key. (`KEYCODE_NOTIFICATION`)
    notification,
    /// Toggle between manner mode state: silent, vibrate, ring, ... (`KEYCODE_MANNER_MODE`)
    manner_mode,
    /// VoiceDial
    voice_dial,
    /// Switch to viewing TV. (`KEYCODE_TV`)
    tv,
    /// TV 3D Mode. (`KEYCODE_3D_MODE`)
    tv3_d_mode,
    /// Toggle between antenna and cable input. (`KEYCODE_TV_ANTENNA_CABLE`)
    tv_antenna_cable,
    /// Audio description. (`KEYCODE_TV_AUDIO_DESCRIPTION`)
    tv_audio_description,
    /// Audio description mixing volume down. (`KEYCODE_TV_AUDIO_DESCRIPTION_MIX_DOWN`)
    tv_audio_description_mix_down,
    /// Audio description mixing volume up. (`KEYCODE_TV_AUDIO_DESCRIPTION_MIX_UP`)
    tv_audio_description_mix_up,
    /// Contents menu. (`KEYCODE_TV_CONTENTS_MENU`)
    tv_contents_menu,
    /// Contents menu. (`KEYCODE_TV_DATA_SERVICE`)
    tv_data_service,
    /// Switch the input mode on an external TV. (`KEYCODE_TV_INPUT`)
    tv_input,
    /// Switch to component input #1. (`KEYCODE_TV_INPUT_COMPONENT_1`)
    tv_input_component1,
    /// Switch to component input #2. (`KEYCODE_TV_INPUT_COMPONENT_2`)
    tv_input_component2,
    /// Switch to composite input #1. (`KEYCODE_TV_INPUT_COMPOSITE_1`)
    tv_input_composite1,
    /// Switch to composite input #2. (`KEYCODE_TV_INPUT_COMPOSITE_2`)
    tv_input_composite2,
    /// Switch to HDMI input #1. (`KEYCODE_TV_INPUT_HDMI_1`)
    tv_input_hdmi1,
    /// Switch to HDMI input #2. (`KEYCODE_TV_INPUT_HDMI_2`)
    tv_input_hdmi2,
    /// Switch to HDMI input #3. (`KEYCODE_TV_INPUT_HDMI_3`)
    tv_input_hdmi3,
    /// Switch to HDMI input #4. (`KEYCODE_TV_INPUT_HDMI_4`)
    tv_input_hdmi4,
    /// Switch to VGA input #1. (`KEYCODE_TV_INPUT_VGA_1`)
    tv_input_vga1,
    /// Media context menu. (`KEYCODE_TV_MEDIA_CONTEXT_MENU`)
    tv_media_context,
    /// Toggle network. (`KEYCODE_TV_NETWORK`)
    tv_network,
    /// Number entry. (`KEYCODE_TV_NUMBER_ENTRY`)
    tv_number_entry,
    /// Toggle the power on an external TV. (`KEYCODE_TV_POWER`)
    tv_power,
    /// Radio. (`KEYCODE_TV_RADIO_SERVICE`)
    tv_radio_service,
    /// Satellite. (`KEYCODE_TV_SATELLITE`)
    tv_satellite,
    /// Broadcast Satellite. (`KEYCODE_TV_SATELLITE_BS`)
    tv_satellite_bs,
    /// Communication Satellite. (`KEYCODE_TV_SATELLITE_CS`)
    tv_satellite_cs,
    /// Toggle between available satellites. (`KEYCODE_TV_SATELLITE_SERVICE`)
    tv_satellite_toggle,
    /// Analog Terrestrial. (`KEYCODE_TV_TERRESTRIAL_ANALOG`)
    tv_terrestrial_analog,
    /// Digital Terrestrial. (`KEYCODE_TV_TERRESTRIAL_DIGITAL`)
    tv_terrestrial_digital,
    /// Timer programming. (`KEYCODE_TV_TIMER_PROGRAMMING`)
    tv_timer,
    /// Switch the input mode on an external AVR (audio/video receiver). (`KEYCODE_AVR_INPUT`)
    avr_input,
    /// Toggle the power on an external AVR (audio/video receiver). (`KEYCODE_AVR_POWER`)
    avr_power,
    /// General purpose color-coded media function key, as index 0 (red). (`VK_COLORED_KEY_0`, `KEYCODE_PROG_RED`)
    color_f0_red,
    /// General purpose color-coded media function key, as index 1 (green). (`VK_COLORED_KEY_1`, `KEYCODE_PROG_GREEN`)
    color_f1_green,
    /// General purpose color-coded media function key, as index 2 (yellow). (`VK_COLORED_KEY_2`,
    /// `KEYCODE_PROG_YELLOW`)
    color_f2_yellow,
    /// General purpose color-coded media function key, as index 3 (blue). (`VK_COLORED_KEY_3`, `KEYCODE_PROG_BLUE`)
    color_f3_blue,
    /// General purpose color-coded media function key, as index 4 (grey). (`VK_COLORED_KEY_4`)
    color_f4_grey,
    /// General purpose color-coded media function key, as index 5 (brown). (`VK_COLORED_KEY_5`)
    color_f5_brown,
    /// Toggle the display of Closed Captions. (`VK_CC`, `KEYCODE_CAPTIONS`)
    closed_caption_toggle,
    /// Adjust brightness of device, by toggling between or cycling through states. (`VK_DIMMER`)
    dimmer,
    /// Swap video sources. (`VK_DISPLAY_SWAP`)
    display_swap,
    /// Select Digital Video Recorder. (`KEYCODE_DVR`)
    dvr,
    /// Exit the current application. (`VK_EXIT`)
    exit,
    /// Clear program or content stored as favorite 0. (`VK_CLEAR_FAVORITE_0`)
    favorite_clear0,
    /// Clear program or content stored as favorite 1. (`VK_CLEAR_FAVORITE_1`)
    favorite_clear1,
    /// Clear program or content stored as favorite 2. (`VK_CLEAR_FAVORITE_2`)
    favorite_clear2,
    /// Clear program or content stored as favorite 3. (`VK_CLEAR_FAVORITE_3`)
    favorite_clear3,
    /// Select (recall) program or content stored as favorite 0. (`VK_RECALL_FAVORITE_0`)
    favorite_recall0,
    /// Select (recall) program or content stored as favorite 1. (`VK_RECALL_FAVORITE_1`)
    favorite_recall1,
    /// Select (recall) program or content stored as favorite 2. (`VK_RECALL_FAVORITE_2`)
    favorite_recall2,
    /// Select (recall) program or content stored as favorite 3. (`VK_RECALL_FAVORITE_3`)
    favorite_recall3,
    /// Store current program or content as favorite 0. (`VK_STORE_FAVORITE_0`)
    favorite_store0,
    /// Store current program or content as favorite 1. (`VK_STORE_FAVORITE_1`)
    favorite_store1,
    /// Store current program or content as favorite 2. (`VK_STORE_FAVORITE_2`)
    favorite_store2,
    /// Store current program or content as favorite 3. (`VK_STORE_FAVORITE_3`)
    favorite_store3,
    /// Toggle display of program or content guide. (`VK_GUIDE`, `KEYCODE_GUIDE`)
    guide,
    /// If guide is active and displayed, then display next day’s content. (`VK_NEXT_DAY`)
    guide_next_day,
    /// If guide is active and displayed, then display previous day’s content. (`VK_PREV_DAY`)
    guide_previous_day,
    /// Toggle display of information about currently selected context or media. (`VK_INFO`, `KEYCODE_INFO`)
    info,
    /// Toggle instant replay. (`VK_INSTANT_REPLAY`)
    instant_replay,
    /// Launch linked content, if available and appropriate. (`VK_LINK`)
    link,
    /// List the current program. (`VK_LIST`)
    list_program,
    /// Toggle display listing of currently available live content or programs. (`VK_LIVE`)
    live_content,
    /// Lock or unlock current content or program. (`VK_LOCK`)
    lock,
    /// Show a list of media applications: audio/video players and image viewers. (`VK_APPS`)
    media_apps,
    /// Audio track key. (`KEYCODE_MEDIA_AUDIO_TRACK`)
    media_audio_track,
    /// Select previously selected channel or media. (`VK_LAST`, `KEYCODE_LAST_CHANNEL`)
    media_last,
    /// Skip backward to next content or program. (`KEYCODE_MEDIA_SKIP_BACKWARD`)
    media_skip_backward,
    /// Skip forward to next content or program. (`VK_SKIP`, `KEYCODE_MEDIA_SKIP_FORWARD`)
    media_skip_forward,
    /// Step backward to next content or program. (`KEYCODE_MEDIA_STEP_BACKWARD`)
    media_step_backward,
    /// Step forward to next content or program. (`KEYCODE_MEDIA_STEP_FORWARD`)
    media_step_forward,
    /// Media top menu. (`KEYCODE_MEDIA_TOP_MENU`)
    media_top_menu,
    /// Navigate in. (`KEYCODE_NAVIGATE_IN`)
    navigate_in,
    /// Navigate to next key. (`KEYCODE_NAVIGATE_NEXT`)
    navigate_next,
    /// Navigate out. (`KEYCODE_NAVIGATE_OUT`)
    navigate_out,
    /// Navigate to previous key. (`KEYCODE_NAVIGATE_PREVIOUS`)
    navigate_previous,
    /// Cycle to next favorite channel (in favorites list). (`VK_NEXT_FAVORITE_CHANNEL`)
    next_favorite_channel,
    /// Cycle to next user profile (if there are multiple user profiles). (`VK_USER`)
    next_user_profile,
    /// Access on-demand content or programs. (`VK_ON_DEMAND`)
    on_demand,
    /// Pairing key to pair devices. (`KEYCODE_PAIRING`)
    pairing,
    /// Move picture-in-picture window down. (`VK_PINP_DOWN`)
    pin_p_down,
    /// Move picture-in-picture window. (`VK_PINP_MOVE`)
    pin_p_move,
    /// Toggle display of picture-in-picture window. (`VK_PINP_TOGGLE`)
    pin_p_toggle,
    /// Move picture-in-picture window up. (`VK_PINP_UP`)
    pin_p_up,
    /// Decrease media playback speed. (`VK_PLAY_SPEED_DOWN`)
    play_speed_down,
    /// Reset playback to normal speed. (`VK_PLAY_SPEED_RESET`)
    play_speed_reset,
    /// Increase media playback speed. (`VK_PLAY_SPEED_UP`)
    play_speed_up,
    /// Toggle random media or content shuffle mode. (`VK_RANDOM_TOGGLE`)
    random_toggle,
    /// Not a physical key, but this key code is sent when the remote control battery is low. (`VK_RC_LOW_BATTERY`)
    rc_low_battery,
    /// Toggle or cycle between media recording speeds. (`VK_RECORD_SPEED_NEXT`)
    record_speed_next,
    /// Toggle RF (radio frequency) input bypass mode (pass RF input directly to the RF output). (`VK_RF_BYPASS`)
    rf_bypass,
    /// Toggle scan channels mode. (`VK_SCAN_CHANNELS_TOGGLE`)
    scan_channels_toggle,
    /// Advance display screen mode to next available mode. (`VK_SCREEN_MODE_NEXT`)
    screen_mode_next,
    /// Toggle display of device settings screen. (`VK_SETTINGS`, `KEYCODE_SETTINGS`)
    settings,
    /// Toggle split screen mode. (`VK_SPLIT_SCREEN_TOGGLE`)
    split_screen_toggle,
    /// Switch the input mode on an external STB (set top box). (`KEYCODE_STB_INPUT`)
    stb_input,
    /// Toggle the power on an external STB (set top box). (`KEYCODE_STB_POWER`)
    stb_power,
    /// Toggle display of subtitles, if available. (`VK_SUBTITLE`)
    subtitle,
    /// Toggle display of teletext, if available (`VK_TELETEXT`, `KEYCODE_TV_TELETEXT`).
    teletext,
    /// Advance video mode to next available mode. (`VK_VIDEO_MODE_NEXT`)
    video_mode_next,
    /// Cause device to identify itself in some manner, e.g., audibly or visibly. (`VK_WINK`)
    wink,
    /// Toggle between full-screen and scaled content, or alter magnification level. (`VK_ZOOM`,
    /// `KEYCODE_TV_ZOOM_MODE`)
    zoom_toggle,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f1,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f2,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f3,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f4,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f5,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f6,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f7,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f8,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f9,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f10,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f11,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f12,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f13,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f14,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f15,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f16,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f17,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f18,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f19,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f20,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f21,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f22,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f23,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f24,
    /// General-purpose function key.
    f25,
    /// General-purpose function key.
    f26,
    /// General-purpose function key.
    f27,
    /// General-purpose function key.
    f28,
    /// General-purpose function key.
    f29,
    /// General-purpose function key.
    f30,
    /// General-purpose function key.
    f31,
    /// General-purpose function key.
    f32,
    /// General-purpose function key.
    f33,
    /// General-purpose function key.
    f34,
    /// General-purpose function key.
    f35,

    pub const zig_reflect = "bevy_input::keyboard::Key";
};

/// The key code of a `KeyboardInput`.
pub const KeyCode = union(enum) {
    /// This variant is used when the key cannot be translated to any other variant.
    unidentified: NativeKeyCode,
    backquote,
    /// Used for both the US <kbd>\\</kbd> (on the 101-key layout) and also for the key located between the
    /// <kbd>"</kbd> and <kbd>Enter</kbd> keys on row C of the 102-, 104- and 106-key layouts. Labeled <kbd>#</kbd> on
    /// a UK (102) keyboard.
    backslash,
    bracket_left,
    bracket_right,
    comma,
    digit0,
    digit1,
    digit2,
    digit3,
    digit4,
    digit5,
    digit6,
    digit7,
    digit8,
    digit9,
    equal,
    /// Located between the left <kbd>Shift</kbd> and <kbd>Z</kbd> keys. Labeled <kbd>\\</kbd> on a UK keyboard.
    intl_backslash,
    /// Located between the <kbd>/</kbd> and right <kbd>Shift</kbd> keys. Labeled <kbd>\\</kbd> (ro) on a Japanese
    /// keyboard.
    intl_ro,
    /// Located between the <kbd>=</kbd> and <kbd>Backspace</kbd> keys. Labeled <kbd>¥</kbd> (yen) on a Japanese
    /// keyboard. <kbd>\\</kbd> on a Russian keyboard.
    intl_yen,
    key_a,
    key_b,
    key_c,
    key_d,
    key_e,
    key_f,
    key_g,
    key_h,
    key_i,
    key_j,
    key_k,
    key_l,
    key_m,
    key_n,
    key_o,
    key_p,
    key_q,
    key_r,
    key_s,
    key_t,
    key_u,
    key_v,
    key_w,
    key_x,
    key_y,
    key_z,
    minus,
    period,
    quote,
    semicolon,
    slash,
    alt_left,
    alt_right,
    backspace,
    caps_lock,
    /// The application context menu key, which is typically found between the right
    context_menu,
    control_left,
    control_right,
    enter,
    /// The Windows, <kbd>⌘</kbd>, <kbd>Command</kbd>, or other OS symbol key.
    super_left,
    /// The Windows, <kbd>⌘</kbd>, <kbd>Command</kbd>, or other OS symbol key.
    super_right,
    shift_left,
    shift_right,
    space,
    tab,
    /// Japanese: <kbd>変</kbd> (henkan)
    convert,
    /// Japanese: <kbd>カタカナ</kbd>/<kbd>ひらがな</kbd>/<kbd>ローマ字</kbd> (katakana/hiragana/romaji)
    kana_mode,
    /// Korean: HangulMode <kbd>한/영</kbd> (han/yeong)
    lang1,
    /// Korean: Hanja <kbd>한</kbd> (hanja)
    lang2,
    /// Japanese (word-processing keyboard): Katakana
    lang3,
    /// Japanese (word-processing keyboard): Hiragana
    lang4,
    /// Japanese (word-processing keyboard): Zenkaku/Hankaku
    lang5,
    /// Japanese: <kbd>無変換</kbd> (muhenkan)
    non_convert,
    delete,
    end,
    help,
    home,
    insert,
    page_down,
    page_up,
    arrow_down,
    arrow_left,
    arrow_right,
    arrow_up,
    /// On the Mac, this is used for the numpad <kbd>Clear</kbd> key.
    num_lock,
    numpad0,
    numpad1,
    numpad2,
    numpad3,
    numpad4,
    numpad5,
    numpad6,
    numpad7,
    numpad8,
    numpad9,
    numpad_add,
    /// Found on the Microsoft Natural Keyboard.
    numpad_backspace,
    numpad_clear,
    numpad_clear_entry,
    numpad_comma,
    numpad_decimal,
    numpad_divide,
    /// The Enter key on the numpad.
    numpad_enter,
    numpad_equal,
    numpad_hash,
    numpad_memory_add,
    numpad_memory_clear,
    numpad_memory_recall,
    numpad_memory_store,
    numpad_memory_subtract,
    numpad_multiply,
    numpad_paren_left,
    numpad_paren_right,
    numpad_star,
    numpad_subtract,
    escape,
    @"fn",
    fn_lock,
    print_screen,
    scroll_lock,
    pause,
    /// Some laptops place this key to the left of the <kbd>↑</kbd> key.
    browser_back,
    /// BrowserFavorites
    browser_favorites,
    /// Some laptops place this key to the right of the <kbd>↑</kbd> key.
    browser_forward,
    /// The "home" button on Android.
    browser_home,
    /// BrowserRefresh
    browser_refresh,
    /// BrowserSearch
    browser_search,
    /// BrowserStop
    browser_stop,
    eject,
    /// Sometimes labeled <kbd>My Computer</kbd> on the keyboard
    launch_app1,
    /// Sometimes labeled <kbd>Calculator</kbd> on the keyboard
    launch_app2,
    /// LaunchMail
    launch_mail,
    /// MediaPlayPause
    media_play_pause,
    /// MediaSelect
    media_select,
    /// MediaStop
    media_stop,
    /// MediaTrackNext
    media_track_next,
    /// MediaTrackPrevious
    media_track_previous,
    /// This key is placed in the function section on some Apple keyboards, replacing the
    power,
    /// Sleep
    sleep,
    /// AudioVolumeDown
    audio_volume_down,
    /// AudioVolumeMute
    audio_volume_mute,
    /// AudioVolumeUp
    audio_volume_up,
    /// WakeUp
    wake_up,
    /// Legacy modifier key. Also called "Super" in certain places.
    meta,
    /// Legacy modifier key.
    hyper,
    /// Turbo
    turbo,
    /// Abort
    abort,
    /// Resume
    @"resume",
    /// Suspend
    @"suspend",
    /// Found on Sun’s USB keyboard.
    again,
    /// Found on Sun’s USB keyboard.
    copy,
    /// Found on Sun’s USB keyboard.
    cut,
    /// Found on Sun’s USB keyboard.
    find,
    /// Found on Sun’s USB keyboard.
    open,
    /// Found on Sun’s USB keyboard.
    paste,
    /// Found on Sun’s USB keyboard.
    props,
    /// Found on Sun’s USB keyboard.
    select,
    /// Found on Sun’s USB keyboard.
    undo,
    /// Use for dedicated <kbd>ひらがな</kbd> key found on some Japanese word processing keyboards.
    hiragana,
    /// Use for dedicated <kbd>カタカナ</kbd> key found on some Japanese word processing keyboards.
    katakana,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f1,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f2,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f3,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f4,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f5,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f6,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f7,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f8,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f9,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f10,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f11,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f12,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f13,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f14,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f15,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f16,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f17,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f18,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f19,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f20,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f21,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f22,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f23,
    /// General-purpose function key. Usually found at the top of the keyboard.
    f24,
    /// General-purpose function key.
    f25,
    /// General-purpose function key.
    f26,
    /// General-purpose function key.
    f27,
    /// General-purpose function key.
    f28,
    /// General-purpose function key.
    f29,
    /// General-purpose function key.
    f30,
    /// General-purpose function key.
    f31,
    /// General-purpose function key.
    f32,
    /// General-purpose function key.
    f33,
    /// General-purpose function key.
    f34,
    /// General-purpose function key.
    f35,

    pub const zig_reflect = "bevy_input::keyboard::KeyCode";
};

/// Gets generated from `bevy_winit::winit_runner`
pub const KeyboardFocusLost = struct {
    pub const zig_reflect = "bevy_input::keyboard::KeyboardFocusLost";
};

/// A keyboard input event.
pub const KeyboardInput = struct {
    /// The physical key code of the key.
    key_code: KeyCode,
    /// The logical key of the input.
    logical_key: Key,
    /// The press state of the key.
    state: ButtonState,
    /// Contains the text produced by this keypress.
    text: ?[]const u8,
    /// On some systems, holding down a key for some period of time causes that key to be repeated as though it were
    /// being pressed and released repeatedly. This field is `true` if this event is the result of one of those
    /// repeats.
    repeat: bool,
    /// Window that received the input.
    window: bevy.Entity,

    pub const zig_reflect = "bevy_input::keyboard::KeyboardInput";
};

/// A button on a mouse device.
pub const MouseButton = union(enum) {
    /// The left mouse button.
    left,
    /// The right mouse button.
    right,
    /// The middle mouse button.
    middle,
    /// The back mouse button.
    back,
    /// The forward mouse button.
    forward,
    /// Another mouse button with the associated number.
    other: u16,

    pub const zig_reflect = "bevy_input::mouse::MouseButton";
};

/// A mouse button input event.
pub const MouseButtonInput = struct {
    /// The mouse button assigned to the event.
    button: MouseButton,
    /// The pressed state of the button.
    state: ButtonState,
    /// Window that received the input.
    window: bevy.Entity,

    pub const zig_reflect = "bevy_input::mouse::MouseButtonInput";
};

/// An event reporting the change in physical position of a pointing device.
pub const MouseMotion = struct {
    /// The change in the position of the pointing device since the last event was sent.
    delta: bevy.Vec2,

    pub const zig_reflect = "bevy_input::mouse::MouseMotion";
};

/// The scroll unit.
pub const MouseScrollUnit = enum {
    /// The line scroll unit.
    line,
    /// The pixel scroll unit.
    pixel,

    pub const zig_reflect = "bevy_input::mouse::MouseScrollUnit";
};

/// A mouse wheel event.
pub const MouseWheel = struct {
    /// The mouse scroll unit.
    unit: MouseScrollUnit,
    /// The horizontal scroll value.
    x: f32,
    /// The vertical scroll value.
    y: f32,
    /// Window that received the input.
    window: bevy.Entity,
    /// Touch phase of the input.
    phase: TouchPhase,

    pub const zig_reflect = "bevy_input::mouse::MouseWheel";
};

/// Contains the platform-native logical key identifier, known as keysym.
pub const NativeKey = union(enum) {
    /// Unidentified
    unidentified,
    /// An Android "keycode", which is similar to a "virtual-key code" on Windows.
    android: u32,
    /// A macOS "scancode". There does not appear to be any direct analogue to either keysyms or "virtual-key" codes
    /// in macOS, so we report the scancode instead.
    mac_os: u16,
    /// A Windows "virtual-key code".
    windows: u16,
    /// An XKB "keysym".
    xkb: u32,
    /// A "key value string".
    web: []const u8,

    pub const zig_reflect = "bevy_input::keyboard::NativeKey";
};

/// Contains the platform-native physical key identifier
pub const NativeKeyCode = union(enum) {
    /// Unidentified
    unidentified,
    /// An Android "scancode".
    android: u32,
    /// A macOS "scancode".
    mac_os: u16,
    /// A Windows "scancode".
    windows: u16,
    /// An XKB "keycode".
    xkb: u32,

    pub const zig_reflect = "bevy_input::keyboard::NativeKeyCode";
};

/// Pan gesture.
pub const PanGesture = struct {
    value: bevy.Vec2,

    pub const zig_reflect = "bevy_input::gestures::PanGesture";
};

/// Two-finger pinch gesture, often used for magnifications.
pub const PinchGesture = struct {
    value: f32,

    pub const zig_reflect = "bevy_input::gestures::PinchGesture";
};

/// `GamepadAxis` changed event unfiltered by `GamepadSettings`.
pub const RawGamepadAxisChangedEvent = struct {
    /// The gamepad on which the axis is triggered.
    gamepad: bevy.Entity,
    /// The type of the triggered axis.
    axis: GamepadAxis,
    /// The value of the axis.
    value: f32,

    pub const zig_reflect = "bevy_input::gamepad::RawGamepadAxisChangedEvent";
};

/// `GamepadButton` changed event unfiltered by `GamepadSettings`.
pub const RawGamepadButtonChangedEvent = struct {
    /// The gamepad on which the button is triggered.
    gamepad: bevy.Entity,
    /// The type of the triggered button.
    button: GamepadButton,
    /// The value of the button.
    value: f32,

    pub const zig_reflect = "bevy_input::gamepad::RawGamepadButtonChangedEvent";
};

/// A raw gamepad event.
pub const RawGamepadEvent = union(enum) {
    /// A gamepad has been connected or disconnected.
    connection: GamepadConnectionEvent,
    /// A button of the gamepad has been triggered.
    button: RawGamepadButtonChangedEvent,
    /// An axis of the gamepad has been triggered.
    axis: RawGamepadAxisChangedEvent,

    pub const zig_reflect = "bevy_input::gamepad::RawGamepadEvent";
};

/// Two-finger rotation gesture.
pub const RotationGesture = struct {
    value: f32,

    pub const zig_reflect = "bevy_input::gestures::RotationGesture";
};

/// A touch input event.
pub const TouchInput = struct {
    /// The phase of the touch input.
    phase: TouchPhase,
    /// The position of the finger on the touchscreen.
    position: bevy.Vec2,
    /// The window entity registering the touch.
    window: bevy.Entity,
    /// Describes how hard the screen was pressed.
    force: ?ForceTouch,
    /// The unique identifier of the finger.
    id: u64,

    pub const zig_reflect = "bevy_input::touch::TouchInput";
};

/// A phase of a `TouchInput`.
pub const TouchPhase = enum {
    /// A finger started to touch the touchscreen.
    started,
    /// A finger moved over the touchscreen.
    moved,
    /// A finger stopped touching the touchscreen.
    ended,
    /// The system canceled the tracking of the finger.
    canceled,

    pub const zig_reflect = "bevy_input::touch::TouchPhase";
};
