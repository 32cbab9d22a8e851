//! In a browser or in Node.js: how the game is started, and what takes the place of the standard output and of the
//! clock.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Writes to the console.
    #[wasm_bindgen(js_namespace = console, js_name = log)]
    pub fn print(text: &str);

    /// Milliseconds since 1970.
    #[wasm_bindgen(js_namespace = Date, js_name = now)]
    pub fn now_ms() -> f64;

    type Event;

    #[wasm_bindgen(constructor)]
    fn new(name: &str) -> Event;

    #[wasm_bindgen(js_namespace = globalThis, js_name = dispatchEvent, catch)]
    fn dispatch(event: &Event) -> Result<bool, JsValue>;
}

/// Tells the page that the game is over, with the event `gameend` of its window.
pub fn tell_end() {
    // Node.js has no window, and nobody there who waits for it.
    let _ = dispatch(&Event::new("gameend"));
}

/// Plays; takes what a command line would say. In a window it returns at once and the game goes on, else when it is
/// over.
///
/// # Errors
/// One line that says why it cannot be played as asked, thrown as a JavaScript string.
#[wasm_bindgen]
pub fn play(arguments: Vec<String>) -> Result<(), String> {
    crate::run(arguments).map(drop)
}
