const MAX_LENGTH = 300;

const entities: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** What a piece of HTML says, on one line, at most 300 characters. It may contain `<`: show it as text only. */
export function plainText(html: string): string {
  const line = html
    .replace(/<\/?[a-z!][^<>]*>/gi, ' ')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,5}));/gi, decode)
    .replace(/\s+/g, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length <= MAX_LENGTH
    ? line
    : `${characters.slice(0, MAX_LENGTH - 1).join('')}…`;
}

function decode(whole: string, decimal?: string, hex?: string, name = ''): string {
  if (name) return entities[name.toLowerCase()] ?? whole;
  const code = decimal ? Number(decimal) : Number.parseInt(String(hex), 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
