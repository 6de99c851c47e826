// The talk with the server: what is to be sent is kept until the server has it, and lines come by a stream
// that is taken up again where it broke. No word of it touches the page; see view.js.
import { load, save } from "./store.js";

const POST_SECONDS = 15;
const SILENCE_SECONDS = 40; // the server gives a sign of life every 15
const HIDDEN_SECONDS = 60; // a page nobody looks at needs no stream
const LONGEST_PAUSE = 5;
const DAY = 864e5; // what was not answered within it will not be

const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
const name = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export class Talk extends EventTarget {
  constructor(agency) {
    super();
    this.base = `/${agency}/chat`;
    this.key = `congdan:${agency}`;
    const kept = load(this.key);
    this.token = kept.token || "";
    // {id, text, payload, at, state: waiting|accepted|failed}
    this.pending = (kept.pending || []).filter((message) => Date.now() - message.at < DAY);
    this.last = 0;
    this.pause = 0;
    addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => this.seen());
  }

  // Show what was said before, then listen and send what is still unsent.
  async start() {
    if (this.token) await this.listen();
    this.flush();
  }

  say(text, payload = null) {
    const message = { id: name(), text, payload, at: Date.now(), state: "waiting" };
    this.pending.push(message);
    this.keep();
    this.tell("said", message);
    this.flush();
  }

  again(id) {
    const message = this.pending.find((one) => one.id === id);
    if (message) this.mark(message, "waiting");
    this.flush();
  }

  async clear() {
    const token = this.token;
    this.stop();
    Object.assign(this, { token: "", pending: [], last: 0 });
    this.keep();
    if (token) await fetch(`${this.base}/lines`, { method: "DELETE", headers: { "X-Visitor": token } }).catch(() => {});
  }

  // -- sending: one at a time, in order, the same id for each try

  async flush() {
    if (this.flushing) return;
    this.flushing = true;
    let message;
    while ((message = this.pending.find((one) => one.state === "waiting"))) {
      const pause = await this.post(message);
      if (pause) await this.rest(pause);
    }
    this.flushing = false;
  }

  async post(message) {
    try {
      if (!this.token && !(await this.introduce())) return 5;
      const { id, text, payload } = message;
      const answer = await this.call("messages", { method: "POST", body: JSON.stringify({ id, text, payload }) });
      return await this.judged(message, answer);
    } catch {
      this.online(false);
      return this.longer();
    }
  }

  async judged(message, answer) {
    if (answer.status === 429) return this.slowed(answer);
    if (answer.status >= 500) throw new Error(answer.status);
    this.online(true);
    if (answer.status === 401) this.token = "";
    else if (answer.ok) this.mark(message, "accepted");
    else this.mark(message, "failed", (await answer.json().catch(() => ({}))).error);
    return 0;
  }

  async introduce() {
    const answer = await this.call("visitor", { method: "POST" });
    if (!answer.ok) {
      if (answer.status === 429) this.slowed(answer);
      return false;
    }
    this.token = (await answer.json()).token;
    this.last = 0;
    this.keep();
    this.listen();
    return true;
  }

  slowed(answer) {
    const seconds = Math.min(60, Number(answer.headers.get("Retry-After")) || 5);
    this.tell("slowed", { seconds });
    return seconds;
  }

  call(what, options) {
    const signal = AbortSignal.timeout ? AbortSignal.timeout(POST_SECONDS * 1000) : undefined;
    const headers = { "Content-Type": "application/json", ...(this.token && { "X-Visitor": this.token }) };
    return fetch(`${this.base}/${what}`, { ...options, headers, signal, cache: "no-store" });
  }

  // -- listening

  // Resolves when the lines said so far were told; goes on listening until `stop`.
  listen() {
    this.stop();
    const listening = (this.listening = new AbortController());
    return new Promise((told) => this.follow(listening, told));
  }

  stop() {
    this.listening?.abort();
    this.listening = null;
  }

  async follow(listening, told) {
    while (!listening.signal.aborted) {
      try {
        await this.stream(listening, told);
      } catch { /* broken: once more */ }
      told();
      if (listening.signal.aborted) return;
      this.online(false);
      await this.rest(this.longer());
    }
  }

  async stream(listening, told) {
    const connection = new AbortController();
    const cut = () => connection.abort();
    listening.signal.addEventListener("abort", cut);
    let silence = setTimeout(cut, SILENCE_SECONDS * 1000);
    try {
      const headers = { "X-Visitor": this.token, Accept: "text/event-stream" };
      const answer = await fetch(`${this.base}/stream?after=${this.last}`, { headers, signal: connection.signal, cache: "no-store" });
      if (answer.status === 401) return this.forget(listening);
      if (!answer.ok) throw new Error(answer.status);
      this.online(true);
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let kept = "", piece; !(piece = await reader.read()).done; ) {
        clearTimeout(silence);
        silence = setTimeout(cut, SILENCE_SECONDS * 1000);
        const events = (kept + piece.value).split("\n\n");
        kept = events.pop();
        for (const event of events) this.read(event, told);
      }
    } finally {
      clearTimeout(silence);
      listening.signal.removeEventListener("abort", cut);
      connection.abort();
    }
  }

  read(event, told) {
    const fields = new Map(event.split("\n").map((row) => [row.split(":", 1)[0], row.slice(row.indexOf(":") + 1).trim()]));
    if (fields.get("event") === "ready") told();
    if (fields.get("event") !== "line") return;
    const line = JSON.parse(fields.get("data"));
    if (line.id <= this.last) return;
    this.last = line.id;
    const answered = line.message || line.reply_to;
    if (line.reply_to || line.left) this.pending = this.pending.filter((one) => one.id !== answered);
    this.keep();
    this.tell("line", line);
  }

  // The token is worth nothing any more: what is unsent gets a new one.
  forget(listening) {
    listening.abort();
    this.token = "";
    this.keep();
    if (this.pending.some((one) => one.state === "waiting")) this.flush();
  }

  // -- what both need

  mark(message, state, reason) {
    message.state = state;
    this.keep();
    this.tell("state", { ...message, reason });
  }

  keep() {
    save(this.key, { token: this.token, pending: this.pending });
  }

  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  online(yes) {
    if (yes) this.pause = 0;
    this.tell("online", yes);
  }

  longer() {
    this.pause = Math.min(LONGEST_PAUSE, this.pause ? this.pause * 2 : 0.5);
    return this.pause * (0.75 + Math.random() / 2);
  }

  rest(seconds) {
    return Promise.race([wait(seconds), new Promise((done) => (this.wakes ??= []).push(done))]);
  }

  hurry() {
    this.wakes?.forEach((done) => done());
    this.wakes = [];
  }

  seen() {
    clearTimeout(this.leaving);
    if (document.hidden) this.leaving = setTimeout(() => this.stop(), HIDDEN_SECONDS * 1000);
    else if (this.token && !this.listening) this.listen();
    else this.hurry();
  }
}
