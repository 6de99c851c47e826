// A- A A+ and high contrast, remembered.
import { load, save } from "./store.js";

const KEY = "congdan:look";
const SMALLEST = -1, LARGEST = 3;

export function wireLook() {
  const root = document.documentElement;
  const contrast = document.getElementById("contrast");
  const look = load(KEY);

  const show = () => {
    if (look.size) root.dataset.size = look.size; else delete root.dataset.size;
    if (look.contrast) root.dataset.contrast = look.contrast; else delete root.dataset.contrast;
    contrast.setAttribute("aria-pressed", String(look.contrast === "high"));
    save(KEY, look);
  };
  for (const button of document.querySelectorAll("[data-size][aria-label]")) {
    const step = Number(button.dataset.size);
    button.addEventListener("click", () => {
      look.size = step ? Math.max(SMALLEST, Math.min(LARGEST, (look.size || 0) + step)) : 0;
      show();
    });
  }
  contrast.addEventListener("click", () => {
    look.contrast = look.contrast === "high" ? "" : "high";
    show();
  });
  show();
}
