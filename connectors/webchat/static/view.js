// What stands on the page. Every word of a visitor or a reply enters as text, never as HTML.
const LONG_WAIT = 12;
const SVG = "http://www.w3.org/2000/svg";

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function safe(address) {
  try {
    const url = new URL(address);
    return ["http:", "https:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

export class View {
  constructor(words) {
    this.words = words;
    for (const id of ["log", "lines", "waiting", "choices", "examples", "notice"]) this[id] = document.getElementById(id);
    this.choices.setAttribute("aria-label", words.choices);
    this.bubbles = new Map(); // id of a visitor's message -> its line on the page
    this.unanswered = new Set();
    this.day = "";
  }

  clear() {
    this.lines.replaceChildren();
    this.bubbles.clear();
    this.unanswered.clear();
    this.day = "";
    this.choose([]);
    this.typing();
    this.talking(false);
  }

  talking(yes) {
    this.examples.hidden = yes;
    document.body.classList.toggle("talking", yes);
    document.getElementById("clear").hidden = !yes;
  }

  // -- lines

  mine(id, text) {
    if (this.bubbles.has(id)) return;
    this.talking(true);
    this.choose([]);
    const line = make("div", "line mine");
    line.append(this.bubble(this.words.visitor, text), make("p", "state"));
    this.bubbles.set(id, line);
    this.lines.append(line);
    this.down();
  }

  state(id, text, bad = false, again = null) {
    const state = this.bubbles.get(id)?.lastChild;
    if (!state) return;
    state.className = bad ? "state bad" : "state";
    state.textContent = text;
    if (again) {
      const button = make("button", "", this.words.again);
      button.addEventListener("click", again);
      state.append(" ", button);
    }
  }

  theirs(reply) {
    this.talking(true);
    const line = make("div", reply.by ? "line officer" : "line");
    if (reply.by) line.append(make("p", "by", `${reply.by}:`));
    const bubble = this.bubble(reply.by ? "" : this.words.assistant, reply.text);
    const links = (reply.links || []).map((link) => this.link(link.label, link.url)).filter(Boolean);
    if (links.length) bubble.append(make("div", "links"));
    if (links.length) bubble.lastChild.append(...links);
    line.append(bubble);
    this.lines.append(line);
    this.choose(reply.choices || []);
    this.show(line);
  }

  bubble(who, text) {
    const bubble = make("div", "bubble");
    bubble.append(make("span", "hidden", `${who} `));
    let list = null, gap = false;
    for (const row of text.split("\n")) {
      const item = /^\s*[-–•]\s+(.*)$/.exec(row);
      if (!row.trim()) gap = true;
      else if (item) (list ??= bubble.appendChild(make("ul"))).append(this.rich(make("li"), item[1]));
      if (!item) list = null;
      if (!item && row.trim()) bubble.append(this.row(make("p", gap && bubble.childElementCount > 1 ? "gap" : ""), row));
      if (row.trim()) gap = false;
    }
    return bubble;
  }

  // "Lệ phí: …": the word that is looked for stands out.
  row(element, text) {
    const label = /^([^:?!.,;"“”]{2,32}:)( .*)?$/.exec(text.trim());
    if (!label) return this.rich(element, text);
    element.append(make("strong", "", label[1]));
    return this.rich(element, label[2] || "");
  }

  // Text in which written-out addresses can be opened.
  rich(element, text) {
    for (const piece of text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/)) {
      const href = /^https?:\/\//.test(piece) && safe(piece);
      element.append(href ? this.anchor(href, piece) : piece);
    }
    return element;
  }

  anchor(href, label) {
    const anchor = make("a", "", label);
    anchor.href = href;
    anchor.target = "_blank";
    anchor.rel = "noopener noreferrer";
    anchor.append(make("span", "hidden", ` ${this.words.new_tab}`));
    return anchor;
  }

  link(label, address) {
    const href = safe(address);
    if (!href) return null;
    const anchor = this.anchor(href, label);
    const sign = document.createElementNS(SVG, "svg");
    sign.setAttribute("viewBox", "0 0 24 24");
    sign.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", "M9 5h10v10M19 5 6 18");
    sign.append(path);
    anchor.append(sign);
    return anchor;
  }

  date(at) {
    const day = at.toLocaleDateString("vi-VN", { day: "2-digit", month: "2-digit", year: "numeric" });
    if (day === this.day) return;
    const today = new Date(), before = new Date(today - 864e5);
    const names = [[today, this.words.today], [before, this.words.yesterday]];
    const known = names.find(([date]) => date.toDateString() === at.toDateString());
    if (this.day || known?.[0] !== today) this.lines.append(make("p", "day", known ? known[1] : day));
    this.day = day;
  }

  // -- buttons under the last answer

  choose(choices) {
    this.choices.replaceChildren(...choices.map((choice) => {
      const button = make("button", "choice", choice.label);
      button.type = "button";
      button.addEventListener("click", (event) => this.onchoice(choice, event));
      return button;
    }));
    this.choices.hidden = !choices.length;
  }

  // -- the sign that an answer is on its way

  asked(id) {
    this.unanswered.add(id);
    this.typing();
  }

  answered(id) {
    this.unanswered.delete(id);
    this.typing();
  }

  typing() {
    clearTimeout(this.patience);
    if (!this.unanswered.size) return this.waiting.replaceChildren();
    if (!this.waiting.firstChild) {
      const dots = make("span", "dots");
      dots.append(make("i"), make("i"), make("i"));
      dots.setAttribute("aria-hidden", "true");
      this.waiting.replaceChildren(dots, make("span", "hidden", this.words.typing));
      this.down();
    }
    this.patience = setTimeout(() => this.slow(), LONG_WAIT * 1000);
  }

  slow() {
    this.waiting.lastChild.className = "";
    this.waiting.lastChild.textContent = ` ${this.words.slow}`;
  }

  tell(text) {
    this.notice.textContent = text;
    this.notice.hidden = !text;
    if (text) this.down();
  }

  // -- where the page is scrolled to

  down() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  // A long answer is read from its first line, and from the question when that is short.
  show(line) {
    this.down();
    const asked = line.previousElementSibling;
    const first = asked?.classList.contains("mine") && asked.offsetHeight < this.log.clientHeight / 4 ? asked : line;
    const top = first.offsetTop - this.log.offsetTop - 12;
    if (this.log.scrollTop > top) this.log.scrollTop = top;
  }
}
