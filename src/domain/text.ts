/** The longest text that a person may give. UTF-16 units, as the inputs of a card count. */
export const longestText = 1000;
const shortestArgument = 20;

/** C0 and C1 controls but tab and newline, and the marks that turn the direction of text around. */
const unshowable = /[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069]/gu;

/** Line ends made one kind, outer space taken off. Everything else stays as typed. */
export const tidy = (text: string): string => text.replace(/\r\n?/g, '\n').trim();

export const showable = (text: string): string => text.replace(unshowable, '');

/** What is wrong with a text, in one sentence; undefined when nothing is. */
export function textComplaint(text: string): string | undefined {
  if (text.length > longestText)
    return `Too long: ${String(text.length)} characters, at most 1,000.`;
  return showable(text) === text
    ? undefined
    : 'It holds characters that cannot be shown. They were taken out: look it over and send it again.';
}

/** As `textComplaint`, for a text that must say something. */
export const givenComplaint = (text: string, what: string): string | undefined =>
  text === '' || isEvasion(text) ? `Please give ${what}.` : textComplaint(text);

/** As `givenComplaint`, for the two texts that carry the decision: at least 20 characters that mean something. */
export function argumentComplaint(text: string, what: string): string | undefined {
  if (text === '' || isEvasion(text)) return `Please give ${what}: an auditor will read it.`;
  if (text.length < shortestArgument)
    return `Too short: at least ${String(shortestArgument)} characters, so that an auditor understands it.`;
  return textComplaint(text);
}

const evasions = new Set([
  'na',
  'none',
  'nothing',
  'nil',
  'null',
  'tbd',
  'tbc',
  'todo',
  'test',
  'xxx',
  'asdf',
  'no',
  'keine',
  'ok',
  'dummy',
]);

/** `n/a`, `-`, `tbd tbd tbd`, `xxxxxxxx`: words that say nothing. */
function isEvasion(text: string): boolean {
  const words =
    text
      .toLowerCase()
      .replace(/n\/a/g, 'na')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.every((word) => evasions.has(word)) || new Set(words.join('')).size < 3;
}

/**
 * Somebody's words as they stand, whatever Markdown or HTML they hold. For texts that a chat reads as
 * Markdown. Space at the beginning of a line goes: it could only make the line a block of code.
 */
export const escapeMarkdown = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_[\]~|]/g, String.raw`\$&`)
    .replace(/^[ \t]+/gm, '')
    .replace(/^(\d*)([#>+=:.)-])/gm, String.raw`$1\$2`);
