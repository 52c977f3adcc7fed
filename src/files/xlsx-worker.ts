import { parentPort, workerData } from 'node:worker_threads';
import type { Row } from '../domain/register.ts';
import { registerXlsx } from './register-xlsx.ts';

const bytes = await registerXlsx(workerData as readonly Row[]);
parentPort?.postMessage(bytes);
