// What this browser remembers. Where storage is closed to us (private windows, foreign frames) it lasts as
// long as the page does.
const memory = new Map();

export function load(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? memory.get(key) ?? {};
  } catch {
    return memory.get(key) ?? {};
  }
}

export function save(key, value) {
  memory.set(key, value);
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch { /* memory has it */ }
}
