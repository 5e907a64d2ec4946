// Shows a map as it was last saved: asks what changed, and puts it in the place of what is shown.
"use strict";
const $ = (id) => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";
const night = matchMedia("(prefers-color-scheme: dark)");
const asked = new URLSearchParams(location.hash.slice(1));
const now = {map: asked.get("map"), view: asked.get("view") || "map", picked: null};
let words = {};
let palette = asked.get("palette") || "";
let serial = 0;
let shown = null;

function dark() { return palette ? palette === "dark" : night.matches; }

async function ask(what, parameters = {}) {
  const answer = await fetch(`${what}?${new URLSearchParams(parameters)}`);
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Failed(await answer.text());
  return answer.json();
}
class Failed extends Error {}

function make(tag, text = "", named = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  if (named) made.className = named;
  return made;
}

function warn(lines) {
  const said = lines.filter(Boolean).join("\n");
  $("banner").hidden = !said;
  if ($("banner").textContent !== said) $("banner").textContent = said;
}

// -- what is shown ----------------------------------------------------------------------------

function remember() {
  const kept = new URLSearchParams({map: now.map || "", view: now.view});
  if (palette) kept.set("palette", palette);
  history.replaceState(null, "", `#${kept}`);
}

function list(index) {
  words = index.words;
  document.documentElement.lang = index.language;
  $("findings-title").textContent = words.findings;
  $("no-findings").textContent = words.none;
  $("fit-label").textContent = words.fit;
  $("palette").textContent = words.palette;
  $("map").setAttribute("aria-label", words.maps);
  const names = index.maps.map((one) => one.name);
  if (!names.includes(now.map) && !(now.map && $("stage").firstElementChild)) now.map = names[0] || null;
  const options = index.maps.map((one) => {
    const option = make("option", one.title ? `${one.title} (${one.name})` : one.name);
    option.value = one.name;
    if (one.errors) option.textContent += ` · ${words.error}: ${one.errors}`;
    if (one.warnings) option.textContent += ` · ${words.warning}: ${one.warnings}`;
    option.selected = one.name === now.map;
    return option;
  });
  const same = [...$("map").options].map((one) => one.textContent).join("\n") === options.map((one) => one.textContent).join("\n");
  // A list that is open closes when it is made anew.
  if (!same) $("map").replaceChildren(...options);
  $("map").value = now.map || "";
  $("map").hidden = names.length < 2;
  const own = index.maps.find((one) => one.name === now.map);
  $("title").textContent = names.length < 2 && own ? own.title || own.name : "";
  document.title = `${(own && own.title) || now.map || ""} · ${words.title}`;
  if (!$("views").firstElementChild) {
    for (const view of index.views) {
      const tab = make("button", words[view]);
      tab.type = "button";
      tab.setAttribute("role", "tab");
      tab.dataset.view = view;
      tab.addEventListener("click", () => { now.view = view; now.picked = null; place(null); show(); });
      $("views").append(tab);
    }
  }
  // Of a map that is gone the picture stays, and so does what is said of it.
  if (!names.length) warn([now.map && $("stage").firstElementChild ? words.gone : "", index.trouble]);
  remember();
}

async function draw(turn) {
  for (const tab of $("views").children) tab.setAttribute("aria-selected", tab.dataset.view === now.view);
  const drawn = await ask("picture", {map: now.map, view: now.view, palette: dark() ? "dark" : "light"});
  if (turn !== serial) return;
  const stage = $("stage");
  if (drawn === null) {
    stage.classList.add("stale");
    warn([words.gone]);
    return;
  }
  stage.classList.toggle("stale", drawn.stale && drawn.svg !== null);
  warn([drawn.stale && drawn.svg !== null ? words.stale : "", ...drawn.notes]);
  // What has not changed stays: a reader may have marked some of it.
  if (drawn.svg === shown && (now.picked || !stage.querySelector(".picked"))) return;
  shown = drawn.svg;
  if (shown === null) {
    stage.replaceChildren();
    return;
  }
  const svg = new DOMParser().parseFromString(shown, "image/svg+xml").documentElement;
  const [left, top] = [stage.scrollLeft, stage.scrollTop];
  stage.replaceChildren(document.importNode(svg, true));
  stage.scrollTo(left, top);
  if (now.picked) mark();
}

function describe(one) {
  const item = make("li", "", one.severity);
  const head = make("div");
  head.append(make("span", `${words[one.severity]} ${one.code}`, "severity"), " ", make("span", one.message));
  item.append(head);
  if (one.help) item.append(make("p", one.help));
  const where = make("code", one.line === null ? one.file : `${one.file}:${one.line}:${one.column}`);
  if (one.open) {
    const link = make("a");
    link.href = one.open;
    link.title = words.open;
    link.append(where);
    item.append(link);
  } else item.append(where);
  return item;
}

async function judge(turn) {
  const found = await ask("findings", {map: now.map});
  if (turn !== serial || found === null) return;
  const grave = found.filter((one) => one.severity !== "info");
  const notes = found.filter((one) => one.severity === "info");
  $("findings").replaceChildren(...grave.map(describe));
  $("no-findings").hidden = grave.length > 0;
  $("notes").hidden = notes.length === 0;
  $("notes").firstElementChild.textContent = `${words.notes}: ${notes.length}`;
  $("notes").lastElementChild.replaceChildren(...notes.map(describe));
}

async function show() {
  const turn = ++serial;
  document.documentElement.dataset.palette = dark() ? "dark" : "light";
  try {
    if (now.map !== null) {
      await draw(turn);
      if (turn === serial) await judge(turn);
    }
    if (turn === serial) {
      const before = now.map;
      list(await ask("maps"));
      if (now.map !== before) await show();
    }
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    warn([words.failed, error.message]);
  }
}

// -- where a text stands ----------------------------------------------------------------------

// A text, or a sign whose words a pointer is shown.
function alike(text) {
  return [...$("stage").querySelectorAll("text, g > title")].filter((one) => one.textContent === text);
}

function mark() {
  for (const old of $("stage").querySelectorAll(".picked")) old.remove();
  const found = alike(now.picked.words);
  const one = found[Math.min(now.picked.nth, found.length - 1)];
  if (!one) return;
  const drawn = one.tagName === "title" ? one.parentNode : one;
  const box = drawn.getBBox();
  const frame = document.createElementNS(SVG, "rect");
  frame.setAttribute("class", "picked");
  for (const [name, value] of [["x", box.x - 3], ["y", box.y - 2], ["width", box.width + 6], ["height", box.height + 4], ["rx", 3]]) frame.setAttribute(name, value);
  if (drawn.hasAttribute("transform")) frame.setAttribute("transform", drawn.getAttribute("transform"));
  drawn.after(frame);
}

function place(found) {
  const [code, said, link] = $("place").children;
  $("place").hidden = found === null;
  if (found === null) return;
  code.textContent = found.line ? `${found.file}:${found.line}:${found.column}` : "";
  said.textContent = found.source;
  link.hidden = !found.open;
  link.href = found.open || "";
  link.textContent = words.open;
}

// Between its words a card means what stands nearest.
function nearest(x, y) {
  let [found, least] = [null, 40];
  for (const text of $("stage").querySelectorAll("text")) {
    const box = text.getBoundingClientRect();
    const away = Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
    if (away < least) [found, least] = [text, away];
  }
  return found;
}

$("stage").addEventListener("click", async (event) => {
  const titled = [...event.composedPath()].find((one) => one.tagName === "g" && one.querySelector(":scope > title"));
  const meant = event.target.closest("text") || (titled && titled.querySelector(":scope > title")) || nearest(event.clientX, event.clientY);
  const group = meant && meant.closest("g");
  if (!meant || event.target.closest("a")) return;
  now.picked = {words: meant.textContent, nth: alike(meant.textContent).indexOf(meant)};
  mark();
  const around = group ? [...group.querySelectorAll(":scope > text, :scope > title")].map((one) => one.textContent).join(" ") : "";
  const found = await ask("find", {map: now.map, words: now.picked.words, around, nth: now.picked.nth});
  place(found || {source: words.nowhere});
  if (found && found.open) $("place").querySelector("a").click();
});

// -- what the reader chooses ------------------------------------------------------------------

$("map").addEventListener("change", () => {
  now.map = $("map").value;
  now.picked = null;
  place(null);
  $("stage").scrollTo(0, 0);
  show();
});
$("palette").addEventListener("click", () => { palette = dark() ? "light" : "dark"; show(); });
$("fit").addEventListener("change", () => $("stage").classList.toggle("fit", $("fit").checked));
night.addEventListener("change", show);

// -- what changes -----------------------------------------------------------------------------

async function follow() {
  let known = -1;
  let missed = 0;
  for (;;) {
    try {
      const told = await ask("changes", {since: known});
      if (told === null || told.ended) break;
      if (told.revision !== known) {
        await show();
        // What could not be fetched in full is fetched again.
        known = told.revision;
      }
      missed = 0;
    } catch (error) {
      // A machine that slept comes back; a server that has ended does not.
      if (++missed > 3) break;
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
  warn([words.ended]);
}

(async () => {
  document.documentElement.dataset.palette = dark() ? "dark" : "light";
  list(await ask("maps"));
  follow();
})();
