import { parentPort, workerData } from 'node:worker_threads';
import { type PackedRow, unpacked } from '../app/packed-row.ts';
import { registerXlsx } from './register-xlsx.ts';

const bytes = await registerXlsx(unpacked(workerData as readonly PackedRow[]));
parentPort?.postMessage(bytes);
