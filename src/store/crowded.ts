import type { Database } from './schema.ts';

/** SQLite has one connection and one writer: nobody to lock a row against, and no words for it. */
export const isCrowded = (db: Database): boolean =>
  db.getExecutor().adapter.supportsMultipleConnections ?? true;
