// A talk: a suggestion goes into the box without a new page, and the newest line stays in sight.
const box = document.getElementById("f-text");
const lines = () => document.getElementById("lines");

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-put]");
  const words = link && document.getElementById(link.dataset.put)?.textContent.trim();
  if (!box || !words) return;
  event.preventDefault();
  box.value = box.value.trim() ? `${box.value.trim()}\n${words}` : words;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
});

const down = () => lines()?.scrollTo(0, lines().scrollHeight);
let shown = lines()?.querySelector("li:last-child")?.id;
new MutationObserver(() => {
  const newest = lines()?.querySelector("li:last-child")?.id;
  if (newest !== shown) down();
  shown = newest;
}).observe(document.getElementById("content"), { childList: true, subtree: true });
down();
