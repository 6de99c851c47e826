// The chat page: joins what is typed and pressed (here), what is said (talk.js) and what is shown (view.js).
import { wireLook } from "./look.js";
import { Talk } from "./talk.js";
import { View } from "./view.js";

const OFFLINE_AFTER = 2; // a hiccup needs no notice
const words = JSON.parse(document.getElementById("words").textContent);
const longest = Number(document.body.dataset.longest);
const question = document.getElementById("question");
const count = document.getElementById("count");
const touch = matchMedia("(pointer: coarse)").matches;

const view = new View(words);
const talk = new Talk(location.pathname.split("/")[1]);

// -- what is said

talk.addEventListener("said", ({ detail }) => {
  view.mine(detail.id, detail.text);
  view.asked(detail.id);
});
talk.addEventListener("state", ({ detail }) => {
  if (detail.state === "failed") {
    view.answered(detail.id);
    view.state(detail.id, detail.reason || words.failed, true, () => talk.again(detail.id));
  } else {
    // The answer may come before the receipt of the question: then nobody is typing any more.
    if (talk.pending.some((one) => one.id === detail.id)) view.asked(detail.id);
    view.state(detail.id, "");
  }
  if (detail.state === "accepted") view.tell("");
});
talk.addEventListener("line", ({ detail }) => {
  view.date(new Date(detail.at));
  if (detail.from === "visitor") {
    view.mine(detail.message, detail.text);
    if (detail.left) {
      view.answered(detail.message);
      view.state(detail.message, words.left);
    }
  } else {
    view.answered(detail.reply_to);
    view.theirs(detail);
  }
});
talk.addEventListener("slowed", ({ detail }) => view.tell(words.wait.replace("{seconds}", detail.seconds)));

let offline;
talk.addEventListener("online", ({ detail: online }) => {
  if (online) {
    clearTimeout(offline);
    offline = undefined;
    if (view.notice.textContent === words.offline) view.tell("");
    return;
  }
  offline ??= setTimeout(() => {
    view.tell(words.offline);
    for (const one of talk.pending.filter((kept) => kept.state === "waiting")) {
      view.answered(one.id); // nobody can be answering it yet
      view.state(one.id, words.unsent);
    }
    view.down();
  }, OFFLINE_AFTER * 1000);
});

// -- what is typed and pressed

function grow() {
  question.style.height = "auto";
  if (question.value) question.style.height = `${question.scrollHeight + 2}px`;
  const length = question.value.normalize("NFC").trim().length;
  count.hidden = length < longest * 0.9;
  count.classList.toggle("over", length > longest);
  count.textContent = length > longest ? words.too_long : words.count.replace("{count}", length.toLocaleString("vi-VN"));
  return length;
}

function send() {
  const length = grow();
  if (!length || length > longest) return question.focus();
  talk.say(question.value.trim());
  question.value = "";
  grow();
}

function pressed(text, payload, event) {
  talk.say(text, payload);
  // A keyboard's place would be lost with the button; on a touch screen the input would open the keyboard.
  if (!event.detail || !touch) question.focus();
}

document.getElementById("form").addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
question.addEventListener("input", grow);
question.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  send();
});
for (const example of view.examples.querySelectorAll("button")) {
  example.addEventListener("click", (event) => pressed(example.textContent, null, event));
}
view.onchoice = (choice, event) => pressed(choice.label, choice.payload, event);

// -- forgetting

const ask = document.getElementById("clear-ask");
document.getElementById("clear").addEventListener("click", () => ask.showModal());
document.getElementById("clear-no").addEventListener("click", () => ask.close());
document.getElementById("clear-yes").addEventListener("click", () => {
  ask.close();
  talk.clear();
  view.clear();
  question.focus();
});

// -- in the widget's frame: the cross and Escape close it

if (location.hash === "#widget" && parent !== window) {
  const close = document.getElementById("close");
  const leave = () => parent.postMessage("congdan:close", "*");
  close.hidden = false;
  close.addEventListener("click", leave);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !ask.open) leave();
  });
  parent.postMessage("congdan:ready", "*");
}

// -- begin

async function begin() {
  wireLook();
  if (!touch) question.focus();
  await talk.start();
  for (const one of talk.pending) {
    view.mine(one.id, one.text);
    if (one.state === "failed") view.state(one.id, words.failed, true, () => talk.again(one.id));
    else view.asked(one.id);
  }
}

begin();
