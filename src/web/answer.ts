import { createHash } from 'node:crypto';
import { document } from './document.ts';
import { markup, type Piece } from './markup.ts';
import { style } from './style.ts';

/** What a request for the register is answered with. */
export interface WebAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What comes a part at a time has no length yet. */
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array>;
}

const styleHash = createHash('sha256').update(style, 'utf8').digest('base64');

/** Nothing runs, nothing is loaded, nobody frames it; nothing is kept, and nobody hears of the address. */
const guarded: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Robots-Tag': 'noindex',
};

/** A page. */
export const page = (title: string, body: Piece, status = 200): WebAnswer => ({
  status,
  headers: { ...guarded, 'Content-Type': 'text/html; charset=utf-8' },
  body: document(title, body),
});

/** One sentence instead of what was asked for. */
export const sentence = (
  status: number,
  words: string,
  headers: Readonly<Record<string, string>> = {},
): WebAnswer => {
  const said = page('Scorekeeper', markup`<main class="sentence"><p>${words}</p></main>`, status);
  return { ...said, headers: { ...said.headers, ...headers } };
};

/** A file to keep. */
export const file = (
  contentType: string,
  fileName: string,
  body: WebAnswer['body'],
): WebAnswer => ({
  status: 200,
  headers: {
    ...guarded,
    'Content-Type': contentType,
    'Content-Disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`,
  },
  body,
});
