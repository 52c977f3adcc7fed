import type { Shelf } from '../app/shelf.ts';

/** A shelf that lasts as long as the process. It keeps copies, as a database would. */
export function memoryShelf(): Shelf {
  const kinds = new Map<string, Map<string, string>>();
  const read = (text: string): unknown => JSON.parse(text);
  return {
    get: (kind, id) => {
      const text = kinds.get(kind)?.get(id);
      return Promise.resolve(text === undefined ? undefined : read(text));
    },
    list: (kind) =>
      Promise.resolve([...(kinds.get(kind) ?? [])].map(([id, text]) => ({ id, body: read(text) }))),
    put: (kind, id, body) => {
      const shelf = kinds.get(kind) ?? new Map<string, string>();
      kinds.set(kind, shelf.set(id, JSON.stringify(body)));
      return Promise.resolve();
    },
    remove: (kind, id) => {
      kinds.get(kind)?.delete(id);
      return Promise.resolve();
    },
    startOver: () => {
      kinds.clear();
      return Promise.resolve();
    },
  };
}
