// What is typed into a form with `data-keep` stays in this browser until it was saved: a lost connection, an
// expired form, a closed tab lose nothing. `data-keep` names whose typing it is.
const SENT = "kept-form-sent";
const said = document.getElementById("said");

function store(act) {
  try { return act(); } catch { return null; } // private windows may refuse
}

function fields(form) {
  // `data-fresh`: what the page shows today, whatever was typed on an older one.
  return [...form.elements].filter((field) => field.name && !("fresh" in field.dataset)
    && !["csrf", "once"].includes(field.name)
    && !["submit", "button", "password", "file"].includes(field.type));
}

function values(form) {
  return fields(form).map((field) => [field.name, field.value, Boolean(field.checked)]);
}

const visible = (form, list) => JSON.stringify(list.filter((_, at) => fields(form)[at]?.type !== "hidden"));

function fill(form, list) {
  fields(form).forEach((field, at) => {
    const [name, value, checked] = list[at] ?? [];
    if (name !== field.name) return;
    if (["checkbox", "radio"].includes(field.type)) field.checked = checked;
    else field.value = value;
    if (field.type !== "hidden") field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function tell(form, key, before) {
  const line = document.createElement("p");
  const discard = document.createElement("button");
  line.className = "said row";
  line.setAttribute("role", "status");
  line.textContent = said.dataset.kept;
  discard.type = "button";
  discard.className = "outline";
  discard.textContent = said.dataset.discard;
  discard.onclick = () => {
    fill(form, before);
    store(() => localStorage.removeItem(key));
    line.remove();
  };
  line.append(discard);
  form.before(line);
}

export function keepTyping() {
  const sent = store(() => sessionStorage.getItem(SENT));
  // Every act that succeeds says a sentence; without one the typing is still the only copy.
  if (sent && said?.querySelector(".said")) store(() => localStorage.removeItem(sent));
  store(() => sessionStorage.removeItem(SENT));
  for (const form of document.querySelectorAll("form[data-keep]")) {
    const key = `keep ${form.dataset.keep} ${new URL(form.action).pathname}`;
    const before = values(form);
    const kept = JSON.parse(store(() => localStorage.getItem(key)) ?? "null");
    if (kept && visible(form, kept) === visible(form, before)) store(() => localStorage.removeItem(key));
    else if (kept && said) {
      fill(form, kept);
      tell(form, key, before);
    }
    let timer = 0;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => store(() => localStorage.setItem(key, JSON.stringify(values(form)))), 300);
    });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      store(() => localStorage.setItem(key, JSON.stringify(values(form))));
      store(() => sessionStorage.setItem(SENT, key));
    });
  }
}
