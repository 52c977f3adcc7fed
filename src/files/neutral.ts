/** What a spreadsheet takes for a formula where a cell begins with it: full-width forms too, which some read alike. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** A text that no spreadsheet computes: an apostrophe stands before what would begin a formula. */
export const neutral = (text: string): string => (formula.test(text) ? `'${text}` : text);
