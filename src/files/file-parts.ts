import { closeSync, openSync, readSync } from 'node:fs';

const PART = 1024 * 1024;

/** A file from its beginning, a part at a time; each part is gone once the next is asked for. Throws where it cannot be read. */
export function* fileParts(path: string): Generator<Buffer> {
  const file = openSync(path, 'r');
  try {
    const part = Buffer.allocUnsafe(PART);
    for (let read = readSync(file, part); read > 0; read = readSync(file, part))
      yield part.subarray(0, read);
  } finally {
    closeSync(file);
  }
}
