import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Sheets } from '../app/export-register.ts';
import { type PackedRow, unpacked } from '../app/packed-row.ts';
import { registerCsv } from './register-csv.ts';

/** Makes the files of the register that are tables. */
export const sheets: Sheets = {
  csv: (rows) => Promise.resolve(Buffer.concat([...registerCsv(unpacked(rows))])),
  xlsx: workbook,
};

/**
 * Made in a thread of its own: for seconds it would keep everybody else waiting, and there it has a heap of its own to
 * run out of.
 */
async function workbook(rows: readonly PackedRow[]): Promise<Uint8Array> {
  const worker = new Worker(new URL('./xlsx-worker.ts', import.meta.url), {
    workerData: rows,
    transferList: rows.map(({ buffer }) => buffer),
    resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 4 },
  });
  const [bytes] = (await once(worker, 'message')) as [Uint8Array];
  return bytes;
}
