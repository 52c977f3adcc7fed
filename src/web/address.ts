import { type Format, formats } from '../app/open-download.ts';

/** Where the page of an acceptance is. */
export const pagePath = (id: string): string => `/register/${id}`;

/** Where the register in a format is. */
export const filePath = (format: Format): string => `/register.${format}`;

/** Whether a request is for the register; whether there is such a page is another matter. */
export const isRegisterTarget = (target: string): boolean => /^\/register[/.]/.test(target);

/** What a path leads to. */
export type Place =
  { readonly is: 'page'; readonly id: string } | { readonly is: 'file'; readonly format: Format };

/** What this path leads to, in its one spelling; undefined where that is nothing. */
export function placeAt(path: string): Place | undefined {
  const id = /^\/register\/(RA-\d{4}-\d{4,})$/.exec(path)?.[1];
  if (id !== undefined) return { is: 'page', id };
  const format = formats.find((one) => filePath(one) === path);
  return format && { is: 'file', format };
}
