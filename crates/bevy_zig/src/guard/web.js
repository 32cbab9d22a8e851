// Calls script code so that what WebAssembly traps on ends that call, and not the module: web.rs takes these functions.

// What kind of fault has ended a call, as in guard.h.
const MEMORY = 1;
const ARITHMETIC = 2;
const ILLEGAL_INSTRUCTION = 3;
const TRAP = 4;
const STACK_OVERFLOW = 5;

// What has ended the last call.
let reason;

// Each engine has words of its own for the same trap.
function kindOf(trap) {
    const text = String(trap).toLowerCase();
    if (trap instanceof RangeError || /recursion|call stack/.test(text)) return STACK_OVERFLOW;
    if (/divi(sion|de) by zero|divide result|integer overflow/.test(text)) return ARITHMETIC;
    if (/table|signature|null function/.test(text)) return ILLEGAL_INSTRUCTION;
    if (/bounds/.test(text)) return MEMORY;
    return TRAP;
}

// Whether the module's own stack is used up: then its end is above where the call began, or cannot be asked for.
function hasOverflown(stackPointer, here) {
    try {
        return stackPointer() >>> 0 > here;
    } catch {
        return true;
    }
}

// Calls the function at an index of the module's table, and returns 0 or the kind of fault that has ended it.
export function enter(table, callback, frame, batch, deliveries, count, stackPointer, here) {
    try {
        const script = table.get(callback);
        if (deliveries === 0) script(frame, batch);
        else script(frame, batch, deliveries, count);
        return 0;
    } catch (trap) {
        reason = trap;
        const kind = kindOf(trap);
        return kind === MEMORY && hasOverflown(table.get(stackPointer), here) ? STACK_OVERFLOW : kind;
    }
}

// Lets what has ended the last call end the module after all.
export function rethrow() {
    throw reason;
}
