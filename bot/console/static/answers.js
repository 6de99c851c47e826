// The form of a draft: letters are counted, and what is pasted from Word arrives as plain text.
const BLOCKS = "p,div,li,tr,h1,h2,h3,h4,h5,h6,br,table,ul,ol";

// The policy of these pages forbids styles, even in what is only read.
function unstyled(html) {
  const attribute = /\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi;
  return html.replace(/<style[^]*?<\/style>/gi, "").replace(/<[^>]+>/g, (tag) => tag.replace(attribute, ""));
}

function plain(html) {
  const page = new DOMParser().parseFromString(unstyled(html), "text/html");
  for (const away of page.querySelectorAll("style,script,title,meta,xml")) away.remove();
  for (const item of page.querySelectorAll("li")) item.prepend("- ");
  for (const row of page.querySelectorAll("tr")) row.replaceChildren([...row.cells].map(lineOf).join(" | "));
  for (const text of textsOf(page.body)) text.data = text.data.replace(/\s+/g, " ");
  for (const block of page.querySelectorAll(BLOCKS)) block.after("\n");
  return page.body.textContent
    .split("\n").map((line) => line.replace(/^\s*[·•▪●○§]\s+/, "- ").replace(/[ \t\u00a0]+/g, " ").trim())
    .join("\n").replace(/\n{3,}/g, "\n\n").trim();
}

// Word puts a paragraph into each cell; a row is one line all the same.
function lineOf(cell) {
  return cell.textContent.replace(/\s+/g, " ").trim();
}

function textsOf(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

for (const area of document.querySelectorAll("textarea[data-paste]")) {
  area.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html");
    if (!html) return;
    event.preventDefault();
    // As if it were typed, so that it can be undone; the older way leaves nothing to undo.
    if (document.execCommand("insertText", false, plain(html))) return;
    area.setRangeText(plain(html), area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const written = new Intl.NumberFormat("vi-VN");
for (const line of document.querySelectorAll("[data-count]")) {
  const area = document.getElementById(line.dataset.count);
  const most = Number(area.dataset.most);
  if (!most) continue;
  const show = () => {
    const count = [...area.value.trim().normalize("NFC")].length;
    line.textContent = area.dataset.letters.replace("{count}", written.format(count)).replace("{most}", written.format(most));
    line.classList.toggle("over", count > most);
  };
  area.addEventListener("input", show);
  show();
}
