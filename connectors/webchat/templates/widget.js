// Puts a button on the portal's page that opens the chat in a frame:
//   <script src="https://…/widget.js" data-agency="xa-mau" async></script>
// Nothing is written into the page's own style or script, so a strict content policy needs only
// script-src and frame-src for this address.
(function () {
  "use strict";
  var words = __WORDS__;
  var script = document.currentScript;
  var origin = new URL(script.src).origin;
  var agency = script.dataset.agency || "";
  if (!/^[a-z0-9-]{1,64}$/.test(agency)) {
    console.error("congdan: data-agency=\"…\" is missing in the script tag of widget.js");
    return;
  }

  var css = "\
:host { all: initial; position: fixed; inset: auto 16px 16px auto; z-index: 2147483000; font: 600 16px/1.4 system-ui, sans-serif; }\
button { display: flex; align-items: center; gap: 8px; min-height: 56px; padding: 0 20px 0 16px; border: 2px solid #fff; border-radius: 28px;\
 background: #0b5cad; color: #fff; font: inherit; cursor: pointer; box-shadow: 0 2px 12px rgb(0 0 0 / .3); margin-inline-start: auto; }\
button:focus-visible { outline: 3px solid #0b5cad; outline-offset: 3px; }\
button svg { width: 26px; height: 26px; flex: none; }\
button.open { width: 56px; padding: 0; justify-content: center; }\
button.open span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }\
iframe { display: block; width: 400px; height: min(680px, calc(100vh - 32px)); border: 1px solid #7d838c;\
 border-radius: 16px; background: #f5f4f0; box-shadow: 0 8px 32px rgb(0 0 0 / .28); }\
:host(:not(.ready)) iframe { height: min(680px, calc(100vh - 104px)); margin-bottom: 12px; }\
:host(.open.ready) button, iframe[hidden] { display: none; }\
@media (max-width: 480px) {\
 :host(.open) { inset: 0; }\
 :host(.open) iframe { width: 100%; height: 100%; margin: 0; border: 0; border-radius: 0; }\
 :host(.open) button { position: absolute; right: 8px; bottom: 8px; }\
}\
@media print { :host { display: none; } }";

  var host = document.createElement("congdan-chat");
  var root = host.attachShadow({ mode: "open" });
  try {
    var sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch (error) { // an old browser
    root.appendChild(document.createElement("style")).textContent = css;
  }

  function drawn(path) {
    var svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    var shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 40 40");
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("fill", "none");
    svg.setAttribute("stroke", "currentColor");
    svg.setAttribute("stroke-width", "3.2");
    svg.setAttribute("stroke-linecap", "round");
    svg.setAttribute("stroke-linejoin", "round");
    shape.setAttribute("d", path);
    svg.appendChild(shape);
    return svg;
  }
  var bubble = drawn("M20 5C10.6 5 4 11 4 18.5c0 4 1.9 7.5 5 10L8 35l6.5-3.3c1.7.5 3.5.8 5.5.8 9.4 0 16-6 16-14S29.4 5 20 5zM13 16h14M13 22h9");
  var cross = drawn("M11 11l18 18M29 11 11 29");

  var frame = null;
  var label = document.createElement("span");
  var button = document.createElement("button");
  button.type = "button";
  root.appendChild(button);

  function open() {
    if (!frame) {
      frame = document.createElement("iframe");
      frame.src = origin + "/" + agency + "/#widget";
      frame.title = words.title;
      frame.referrerPolicy = "no-referrer";
      frame.id = "frame";
      root.insertBefore(frame, button);
    }
    show(true);
    frame.focus();
  }
  function show(yes) {
    frame.hidden = !yes;
    paint(yes);
  }
  function paint(yes) {
    host.classList.toggle("open", yes);
    button.className = yes ? "open" : "";
    button.setAttribute("aria-expanded", String(yes));
    label.textContent = yes ? words.close : words.open;
    button.replaceChildren(yes ? cross : bubble, label);
  }
  function close() {
    show(false);
    button.focus();
  }

  button.addEventListener("click", function () {
    if (frame && !frame.hidden) close(); else open();
  });
  addEventListener("keydown", function (event) {
    if (event.key === "Escape" && frame && !frame.hidden) close();
  });
  addEventListener("message", function (event) {
    if (!frame || event.source !== frame.contentWindow || event.origin !== origin) return;
    if (event.data === "congdan:close") close();
    if (event.data === "congdan:ready") host.classList.add("ready"); // it has a cross of its own
  });
  paint(false);

  function put() { document.body.appendChild(host); }
  if (document.body) put(); else addEventListener("DOMContentLoaded", put);
})();
