import type { Format } from './open-download.ts';

/** Where people reach the register from outside of a chat. */
export interface Links {
  /** The permanent link to an acceptance: it opens the bot's chat, where the role is checked. */
  acceptance(id: string): string;
  /** The page of an acceptance, for this person and the next 15 minutes. */
  page(id: string, personId: string): string;
  /** The register as a file, for this person and the next 15 minutes. */
  download(format: Format, personId: string): string;
}
