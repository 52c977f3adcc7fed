// Draws the app's two icons: a shield that holds a gauge and a tick. `node scripts/icons.mjs [folder]`, appPackage by default.
// Plain arithmetic and node:zlib, so that the same script draws the same pixels everywhere.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

const SAMPLES = 8; // a side, for each pixel
const NAVY = [22, 50, 79]; // the manifest's accentColor
const WHITE = [255, 255, 255];
const GREEN = [18, 140, 98];
const GREY = [203, 213, 225];

/** @typedef {readonly [number, number]} Point */

/** @param {Point} a @param {Point} b @param {Point} c @param {Point} d @returns {Point[]} */
const bezier = (a, b, c, d) =>
  Array.from({ length: 33 }, (_, i) => {
    const t = i / 32;
    const [p, q, r, s] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
    return [p * a[0] + q * b[0] + r * c[0] + s * d[0], p * a[1] + q * b[1] + r * c[1] + s * d[1]];
  });

/** The right half of a shield 100 wide and 116 high around (0, 0), from its top to its tip. @type {Point[]} */
const half = [
  ...bezier([0, -58], [14, -48], [30, -43], [50, -42]),
  ...bezier([50, -42], [50, -42], [50, -42], [50, -4]),
  ...bezier([50, -4], [50, 26], [30, 47], [0, 58]),
];
/** @type {Point[]} */
const shield = [...half, ...half.map(([x, y]) => /** @type {Point} */ ([-x, y])).reverse()];
/** @param {number} size @returns {Point[]} */
const tick = (size) => [
  [-size, 0.06 * size],
  [-0.28 * size, 0.78 * size],
  [size, -0.66 * size],
];

/** Degrees run clockwise from three o'clock. @param {Point} centre @param {number} radius @param {number} from @param {number} to @returns {Point[]} */
const arc = ([x, y], radius, from, to) =>
  Array.from({ length: 65 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / 64) * Math.PI) / 180;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });

/** @param {Point[]} path @param {number} scale @param {Point} [by] @returns {Point[]} */
const place = (path, scale, [dx, dy] = [0, 0]) =>
  path.map(([x, y]) => [x * scale + dx, y * scale + dy]);

/** Whether (x, y) is near enough to the path to ask further. @param {Point[]} path @param {number} margin */
const near = (path, margin) => {
  const [xs, ys] = [path.map(([x]) => x), path.map(([, y]) => y)];
  const [left, right] = [Math.min(...xs) - margin, Math.max(...xs) + margin];
  const [top, bottom] = [Math.min(...ys) - margin, Math.max(...ys) + margin];
  return (x, y) => x >= left && x <= right && y >= top && y <= bottom;
};

/** @param {Point[]} polygon @returns {(x: number, y: number) => boolean} */
const filled = (polygon) => {
  const close = near(polygon, 0);
  return (x, y) => {
    if (!close(x, y)) return false;
    let inside = false;
    for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
      const [[ax, ay], [bx, by]] = [polygon[i], polygon[j]];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
    return inside;
  };
};

/** Round ends and joins. @param {Point[]} path @param {number} width @returns {(x: number, y: number) => boolean} */
const stroked = (path, width) => {
  const close = near(path, width / 2);
  const onLine = (x, y, [ax, ay], [bx, by]) => {
    const length = (bx - ax) ** 2 + (by - ay) ** 2;
    const t =
      length === 0
        ? 0
        : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
    return (x - ax - t * (bx - ax)) ** 2 + (y - ay - t * (by - ay)) ** 2 <= (width / 2) ** 2;
  };
  return (x, y) => close(x, y) && path.slice(1).some((end, i) => onLine(x, y, path[i], end));
};

/** The share of the pixel each layer shows, the last one that covers a sample being the visible one. */
const coverage = (layers, px, py, size) => {
  const topAt = (dx, dy) =>
    layers.findLastIndex((layer) => layer.covers(px + dx - size / 2, py + dy - size / 2));
  const corners = [topAt(0, 0), topAt(1, 0), topAt(0, 1), topAt(1, 1)];
  // No line is thinner than a pixel: where the corners agree, so does all between them.
  if (corners.every((top) => top === corners[0]))
    return layers.map((_, i) => (i === corners[0] ? 1 : 0));
  const counts = new Array(layers.length).fill(0);
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
    const top = topAt(
      ((sample % SAMPLES) + 0.5) / SAMPLES,
      (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES,
    );
    if (top >= 0) counts[top] += 1;
  }
  return counts.map((count) => count / (SAMPLES * SAMPLES));
};

const chunk = (type, data) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};

/** @param {number} size @param {2 | 6} colourType RGB or RGBA @param {(x: number, y: number) => number[]} pixel */
const png = (size, colourType, pixel) => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, colourType, 0, 0, 0], 8);
  const rows = Array.from({ length: size }, (_, y) => [
    0,
    ...Array.from({ length: size }, (_, x) => pixel(x, y)).flat(),
  ]);
  const data = deflateSync(Buffer.from(rows.flat()), { level: 9 });
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

// 192 x 192: the background reaches every edge, the shield stays within the 120 x 120 in the middle.
const centre = /** @type {Point} */ ([0, -4]);
const colour = [
  { colour: NAVY, covers: () => true },
  { colour: WHITE, covers: filled(place(shield, 1.034)) },
  { colour: GREY, covers: stroked(arc(centre, 36, 140, 400), 9) },
  { colour: GREEN, covers: stroked(arc(centre, 36, 140, 345), 9) },
  { colour: NAVY, covers: stroked(place(tick(20), 1, [0, -5]), 10) },
];
const colourIcon = png(192, 2, (x, y) => {
  const shares = coverage(colour, x, y, 192);
  return [0, 1, 2].map((channel) =>
    Math.round(shares.reduce((sum, share, i) => sum + share * colour[i].colour[channel], 0)),
  );
});

// 32 x 32: white lines, every other pixel transparent; the gauge would only blur at this size.
const outline = [
  { covers: stroked(place([...shield, shield[0]], 0.24), 2) },
  { covers: stroked(place(tick(5.4), 1, [0, -0.8]), 2.4) },
];
const outlineIcon = png(32, 6, (x, y) => [
  ...WHITE,
  Math.round(255 * coverage(outline, x, y, 32).reduce((sum, share) => sum + share, 0)),
]);

const folder = process.argv[2] ?? 'appPackage';
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'color.png'), colourIcon);
writeFileSync(join(folder, 'outline.png'), outlineIcon);
