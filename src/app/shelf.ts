/** A place for the sandbox's own documents. Absent in production. */
export interface Shelf {
  get(kind: string, id: string): Promise<unknown>;
  list(kind: string): Promise<readonly { readonly id: string; readonly body: unknown }[]>;
  put(kind: string, id: string, body: unknown): Promise<void>;
  remove(kind: string, id: string): Promise<void>;
  /** Empties the shelf and the whole record. */
  startOver(): Promise<void>;
}
