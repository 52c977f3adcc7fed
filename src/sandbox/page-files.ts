import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { sendJson } from './json-http.ts';

const { resolve } = createRequire(import.meta.url);

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

const vendor: Readonly<Record<string, string>> = {
  '/sandbox/vendor/adaptivecards.min.js': 'adaptivecards/dist/adaptivecards.min.js',
  '/sandbox/vendor/markdown-it.min.js': 'markdown-it/browser',
};

const headers = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-cache',
};

/** No slash and no leading dot: a name of the page's own folder, and of nothing else. */
const pageFile = /^\/sandbox\/page\/([a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:html|css|js|svg))$/;

const fileOf = (path: string): URL | string | undefined => {
  if (Object.hasOwn(vendor, path)) return resolve(vendor[path] ?? '');
  const name = path === '/' ? 'index.html' : pageFile.exec(path)?.[1];
  return name === undefined ? undefined : new URL(`page/${name}`, import.meta.url);
};

const contents = async (file: URL | string): Promise<Buffer | undefined> => {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Sends a file of the page, read anew each time, or that it can only be read; false where this path is none. */
export const sendPageFile = async (
  req: IncomingMessage,
  res: ServerResponse,
  path: string,
): Promise<boolean> => {
  const file = fileOf(path);
  const body = file === undefined ? undefined : await contents(file);
  if (body === undefined) return false;
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    sendJson(res, 405, { error: 'This address can only be read.' }, { Allow: 'GET, HEAD' });
    return true;
  }
  const ending = path === '/' ? 'html' : path.slice(path.lastIndexOf('.') + 1);
  res.writeHead(200, {
    ...headers,
    'Content-Type': types[ending] ?? 'application/octet-stream',
    'Content-Length': body.length,
  });
  res.end(req.method === 'GET' ? body : undefined);
  return true;
};
