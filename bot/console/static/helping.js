// Small help with forms: sent once by a double click, a password seen while it is typed, a text copied that
// is shown once.
const DOUBLE_CLICK = 2000;
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute("method") !== "post" || form.closest("[hx-post]")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => { delete form.dataset.sent; }, DOUBLE_CLICK);
});

for (const form of document.querySelectorAll("form[data-peek]")) {
  const label = document.createElement("label"), box = document.createElement("input");
  const secrets = [...form.querySelectorAll("input[type=password]")];
  const show = (seen) => { for (const secret of secrets) secret.type = seen ? "text" : "password"; };
  label.className = "tick";
  box.type = "checkbox";
  box.addEventListener("change", () => show(box.checked));
  form.addEventListener("submit", () => show(false)); // no browser is to remember it as a text
  label.append(box, form.dataset.peek);
  secrets.at(-1)?.after(label);
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    text.focus();
    text.select();
    try { await navigator.clipboard.writeText(text.value); } catch { document.execCommand("copy"); }
    button.textContent = button.dataset.done;
  });
}
