import { htmlOf, type Piece } from './markup.ts';
import { style } from './style.ts';

/** A whole page, which needs nothing but itself. */
export const document = (title: string, body: Piece): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${htmlOf(title)}</title>
<style>${style}</style>
</head>
<body>${htmlOf(body)}</body>
</html>
`;
