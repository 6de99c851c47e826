// Small help with forms: to see a password while it is typed, to copy a text that is shown once.
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
