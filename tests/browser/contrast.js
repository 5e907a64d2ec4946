// The texts of a picture that are hardly seen on what lies below their middle.
() => {
  const svg = document.querySelector("svg");
  const plain = (colour) => {
    const found = colour.match(/rgba?\(([^)]*)\)/);
    return found ? found[1].split(/[ ,/]+/).map(Number) : null;
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  // The colour of a fade, from top to bottom, at a height.
  const fade = (name, shape, y) => {
    const [ground, stops] = [document.getElementById(name), []];
    for (const stop of ground.children) {
      stops.push([Number(stop.getAttribute("offset")), plain(getComputedStyle(stop).stopColor)]);
    }
    const at = new DOMPoint(0, y).matrixTransform(shape.getScreenCTM().inverse()).y;
    const [top, bottom] = [Number(ground.getAttribute("y1")), Number(ground.getAttribute("y2"))];
    const share = Math.min(1, Math.max(0, (at - top) / (bottom - top)));
    const next = Math.max(1, stops.findIndex(([offset]) => offset >= share));
    const [[from, one], [to, other]] = [stops[next - 1], stops[next]];
    const part = Math.min(1, Math.max(0, (share - from) / (to - from || 1)));
    return one.map((value, index) => value + (other[index] - value) * part);
  };
  // What a shape puts on what lies below it at a height, and how much of that it covers.
  const paint = (shape, y) => {
    const style = getComputedStyle(shape);
    const name = style.fill.match(/url\("?#([^")]*)/);
    const colour = name ? fade(name[1], shape, y) : plain(style.fill);
    const clear = Number(style.opacity) * Number(style.fillOpacity);
    return colour && [colour, clear];
  };
  const over = (ground, [colour, clear]) =>
    ground.map((value, index) => value + (colour[index] - value) * clear);
  const said = new Set();
  for (const text of svg.querySelectorAll("text")) {
    const spans = [...text.querySelectorAll("tspan")].filter((span) => span.hasAttribute("x"));
    for (const line of spans.length ? spans : [text]) {
      const words = line.textContent.trim();
      const box = line.getBoundingClientRect();
      if (!words || !box.width) continue;
      const x = box.left + box.width / 2, y = box.top + box.height / 2;
      let ground = [255, 255, 255];
      const stack = document.elementsFromPoint(x, y).reverse();
      const end = stack.findIndex((element) => element === line || line.contains(element) || element === text);
      for (const shape of end < 0 ? stack : stack.slice(0, end)) {
        if (!["rect", "path", "polygon", "circle", "ellipse"].includes(shape.tagName)) continue;
        const layer = paint(shape, y);
        if (layer) ground = over(ground, layer);
      }
      const style = getComputedStyle(line);
      const size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      const ink = plain(style.fill);
      const found = contrast(ink, ground);
      // A sign is no text.
      const least = large || !/[\p{L}\p{N}]/u.test(words) ? 3 : 4.5;
      if (found < least - 0.005) {
        said.add(`${found.toFixed(2)}: ${words} in ${style.fill} on ${ground.map(Math.round)}`);
      }
    }
  }
  return [...said];
}
