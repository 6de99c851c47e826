// Today: after a decision the eye and the screen reader stand on what was said of it; a lost connection is told.
document.addEventListener("htmx:after:swap", () => {
  const done = document.querySelector(".done:not([data-seen])");
  if (!done) return;
  done.dataset.seen = "yes";
  done.focus({ preventScroll: true });
});
document.addEventListener("htmx:error", () => {
  const lost = document.getElementById("lost");
  if (lost) lost.hidden = false;
});
