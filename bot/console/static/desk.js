// What pages of the desk do besides: the look, forms that remember what is typed, menus that close.
import "./helping.js";
import { keepTyping } from "./keeping.js";

const shared = new URL(document.querySelector('link[rel="icon"]').href);
const { wireLook } = await import(new URL("look.js", shared));
if (document.getElementById("contrast")) wireLook();
keepTyping();

// The menu closes when somebody looks elsewhere.
const more = document.querySelector("details.more");
if (more) {
  document.addEventListener("click", (event) => { if (!more.contains(event.target)) more.open = false; });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") more.open = false; });
}
