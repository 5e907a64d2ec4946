// What is amiss in the picture of a page: texts that leave it or their box, and texts on one another.
() => {
  const svg = document.querySelector("svg");
  const whole = svg.getBoundingClientRect();
  // The box of a line is as high as its font; letters take about the middle two thirds of it.
  const ink = (element) => {
    const box = element.getBoundingClientRect();
    const air = box.height * 0.2;
    return {
      words: element.textContent.trim(),
      left: box.left, right: box.right, top: box.top + air, bottom: box.bottom - air,
    };
  };
  const lines = [];
  for (const text of svg.querySelectorAll("text")) {
    const spans = [...text.querySelectorAll("tspan")].filter((span) => span.hasAttribute("x"));
    for (const part of spans.length ? spans : [text]) {
      const line = ink(part);
      if (line.words && line.right > line.left) lines.push(line);
    }
  }
  // Cards, chips, cells, stages: all that is filled or framed and has corners.
  const boxes = [];
  for (const shape of svg.querySelectorAll("rect, polygon, path")) {
    const style = getComputedStyle(shape);
    const d = shape.getAttribute("d") || "Z";
    if (!/z\s*$/i.test(d) && style.fill === "none") continue;
    if (style.fill === "none" && style.stroke === "none") continue;
    // The ground below a curve is no box.
    if (style.fill.startsWith("url")) continue;
    const box = shape.getBoundingClientRect();
    if (box.width > 24 && box.height > 11) boxes.push(box);
  }
  const said = [];
  const holds = (box, line, slack) =>
    box.left - slack <= line.left && line.right <= box.right + slack &&
    box.top - slack <= line.top && line.bottom <= box.bottom + slack;
  for (const line of lines) {
    if (!holds(whole, line, 0.5)) said.push(`outside of the picture: ${line.words}`);
    const x = (line.left + line.right) / 2, y = (line.top + line.bottom) / 2;
    let own = null;
    for (const box of boxes) {
      if (box.left > x || box.right < x || box.top > y || box.bottom < y) continue;
      if (!own || box.width * box.height < own.width * own.height) own = box;
    }
    if (own && !holds(own, line, 1)) {
      const by = Math.max(own.left - line.left, line.right - own.right, own.top - line.top, line.bottom - own.bottom);
      said.push(`${by.toFixed(1)} px out of its box: ${line.words}`);
    }
  }
  lines.sort((one, other) => one.top - other.top);
  lines.forEach((one, at) => {
    for (let next = at + 1; next < lines.length && lines[next].top < one.bottom - 1; next++) {
      const other = lines[next];
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      if (across > 1) said.push(`on one another: ${one.words} | ${other.words}`);
    }
  });
  return said;
}
