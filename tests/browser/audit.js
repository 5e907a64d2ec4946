// What is wrong with an open page, as a list of sentences; empty where nothing is.
() => {
  const wrong = [];
  const name = (element) => `${element.tagName.toLowerCase()}${element.id ? "#" + element.id : ""}` +
    `${element.getAttribute("class") ? "." + element.getAttribute("class").trim().replace(/\s+/g, ".") : ""}` +
    ` “${(element.textContent || "").trim().slice(0, 40)}”`;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  // Sideways, the page itself never scrolls.
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    wrong.push(`the page is ${root.scrollWidth} px wide in a window of ${root.clientWidth}`);
  }

  // No text sticks out of its box.
  for (const element of all("td, th, .stage, .tp, .pain, .opp, .gain, .gap, .card, .badge, .button, .legend button, .figures p, .finding, .entry, .heat td")) {
    if (!shown(element) || element.closest(".hidden")) continue;
    const box = element.getBoundingClientRect();
    const range = document.createRange();
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (!text.data.trim() || text.parentElement.closest(".hidden, svg, title, .parting") || !shown(text.parentElement)) continue;
      if (text.parentElement.closest(".scroll") && !element.closest(".scroll")) continue;
      if (text.parentElement.closest(".frame") && !element.closest(".frame")) continue;
      range.selectNodeContents(text);
      for (const part of range.getClientRects()) {
        if (part.right > box.right + 1 || part.left < box.left - 1 || part.bottom > box.bottom + 2 || part.top < box.top - 2) {
          wrong.push(`text leaves its box: ${name(element)}`);
          break;
        }
      }
    }
  }

  // Quotes on the curve stay inside it, and cover no face.
  for (const drawing of all("svg.drawing")) {
    const frame = drawing.getBoundingClientRect();
    const dots = [...drawing.querySelectorAll(".dot .sign")].map((dot) => dot.getBoundingClientRect());
    const captions = [...drawing.querySelectorAll(".beside text, .hole text, .tick text")];
    for (const caption of captions) {
      const box = caption.getBoundingClientRect();
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) {
        wrong.push(`a quote leaves the curve: ${name(caption)}`);
      }
      if (caption.closest(".beside") && dots.some((dot) => dot.left < box.right && box.left < dot.right && dot.top < box.bottom - 2 && box.top + 2 < dot.bottom)) {
        wrong.push(`a quote covers a face: ${name(caption)}`);
      }
    }
  }

  // What is copied from the page reads as words.
  const letters = (text) => text.toLowerCase().split(/[^\p{L}\p{N}\p{M}]+/u);
  const written = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) letters(texts.currentNode.data).forEach((word) => written.add(word));
  for (const word of new Set(letters(document.body.innerText))) {
    if (!written.has(word)) wrong.push(`words run together: ${word}`);
  }

  // Headings go down one level at a time, from one h1.
  let level = 0;
  const headings = all("h1, h2, h3, h4, h5, h6");
  if (headings.filter((heading) => heading.tagName === "H1").length !== 1) wrong.push("there is not one h1");
  for (const heading of headings) {
    const here = Number(heading.tagName[1]);
    if (here > level + 1) wrong.push(`a heading skips a level: ${name(heading)}`);
    level = here;
  }

  // Everything that one can use has a name, and every name that is pointed at is there.
  for (const control of all("button, a[href], input, summary, [role=group], [role=img], img")) {
    const labelled = (control.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean);
    const spoken = control.getAttribute("aria-label") || labelled.map((id) => document.getElementById(id)?.textContent || "").join("") ||
      control.getAttribute("alt") || (control.labels && control.labels.length && control.labels[0].textContent) ||
      (control.matches("button, a, summary") ? control.textContent : "") ||
      // What is no control may be named by what is shown over it; that browsers do so has a test of its own.
      (control.matches("[role=img]") ? control.getAttribute("title") || "" : "");
    if (!spoken.trim() && !control.matches("img[alt]")) wrong.push(`a control has no name: ${name(control)}`);
  }
  for (const element of all("[aria-labelledby]")) {
    for (const id of element.getAttribute("aria-labelledby").split(/\s+/)) {
      if (!document.getElementById(id)) wrong.push(`nothing has the id ${id}`);
    }
  }
  for (const link of all('a[href^="#"], use')) {
    const target = link.getAttribute("href").slice(1);
    if (!document.getElementById(target)) wrong.push(`a link leads nowhere: #${target}`);
  }
  const ids = new Set();
  for (const element of all("[id]")) {
    if (ids.has(element.id)) wrong.push(`two things have the id ${element.id}`);
    ids.add(element.id);
  }
  if (!root.lang) wrong.push("the page has no language");
  for (const table of all("table")) {
    if (!table.querySelector("th[scope=col]")) wrong.push(`a table has no heads: ${name(table)}`);
  }

  // Text has a contrast of 4.5 to what it stands on, large text 3 (WCAG 2.2, 1.4.3).
  const channel = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const parse = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const ground = (element) => {
    for (let here = element; here; here = here.parentElement) {
      const style = getComputedStyle(here);
      if (style.backgroundImage !== "none") return null;
      const colour = parse(style.backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour.slice(0, 3);
      if (colour[3] > 0) return null;
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest("svg, .hidden, script, style, .skip, .tip") || !shown(element)) continue;
    const back = ground(element);
    if (!back) continue;
    const style = getComputedStyle(element);
    const [one, other] = [luminance(parse(style.color)), luminance(back)];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (contrast < (large ? 3 : 4.5) - 0.01) wrong.push(`contrast ${contrast.toFixed(2)}: ${name(element)}`);
  }
  return wrong;
}
