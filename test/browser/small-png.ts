import { crc32, deflateSync, inflateSync } from 'node:zlib';

interface Picture {
  readonly width: number;
  readonly height: number;
  /** Three bytes a point. */
  readonly points: Buffer;
}

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const mostColours = 256;
const nearEnough = 60;

/** The same picture in 256 colours, at a third of the size. */
export function smallPng(png: Buffer): Buffer {
  const { width, height, points } = decoded(png);
  const palette = paletteOf(points);
  const nearest = new Map<number, number>(palette.map((colour, at) => [colour, at]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < width * height; at++) {
    const colour = points.readUIntBE(at * 3, 3);
    let index = nearest.get(colour);
    if (index === undefined) {
      index = nearestIn(palette, colour);
      nearest.set(colour, index);
    }
    rows[at + 1 + Math.floor(at / width)] = index;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3], 8);
  const colours = Buffer.alloc(palette.length * 3);
  for (const [at, colour] of palette.entries()) colours.writeUIntBE(colour, at * 3, 3);
  const data = deflateSync(rows, { level: 9, memLevel: 9 });
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('PLTE', colours),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

/** The colours that are most frequent, leaving out what another one stands for well enough. */
function paletteOf(points: Buffer): readonly number[] {
  const counts = new Map<number, number>();
  for (let at = 0; at < points.length; at += 3) {
    const colour = points.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette: number[] = [];
  for (const [colour] of [...counts].sort(([, a], [, b]) => b - a)) {
    if (palette.length === mostColours) break;
    if (palette.every((other) => distance(other, colour) > nearEnough)) palette.push(colour);
  }
  return palette;
}

const distance = (a: number, b: number): number =>
  ((a >> 16) - (b >> 16)) ** 2 +
  (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 +
  ((a & 255) - (b & 255)) ** 2;

const nearestIn = (palette: readonly number[], colour: number): number =>
  palette.reduce(
    (best, other, at) =>
      distance(other, colour) < distance(palette[best] ?? 0, colour) ? at : best,
    0,
  );

/** Reads what Chromium writes: eight bits, RGB, not interlaced. */
function decoded(png: Buffer): Picture {
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  if (png[24] !== 8 || png[25] !== 2) throw new Error('This is not a PNG as Chromium writes them.');
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  return { width, height, points: unfiltered(inflateSync(Buffer.concat(data)), width * 3, height) };
}

function unfiltered(raw: Buffer, stride: number, height: number): Buffer {
  // A row and a point of nothing before the first spare every question about edges.
  const wide = stride + 3;
  const padded = Buffer.alloc(wide * (height + 1));
  const byte = (at: number): number => padded[at] ?? 0;
  for (let row = 0; row < height; row++) {
    const from = row * (stride + 1);
    const filter = raw[from] ?? 0;
    for (let column = 0; column < stride; column++) {
      const at = (row + 1) * wide + 3 + column;
      const [left, above, corner] = [byte(at - 3), byte(at - wide), byte(at - wide - 3)];
      const guesses = [0, left, above, (left + above) >> 1, paeth(left, above, corner)];
      padded[at] = (raw[from + 1 + column] ?? 0) + (guesses[filter] ?? 0);
    }
  }
  const rows = Array.from({ length: height }, (_, row) =>
    padded.subarray((row + 1) * wide + 3, (row + 2) * wide),
  );
  return Buffer.concat(rows);
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}
