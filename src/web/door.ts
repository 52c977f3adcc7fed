import { type Exports, openDownload } from '../app/open-download.ts';
import type { Ports } from '../app/ports.ts';
import type { Closed, Opened } from '../app/reader.ts';
import { openPage } from '../app/register-page.ts';
import { acceptancePage } from './acceptance-page.ts';
import { type Place, placeAt } from './address.ts';
import { file, sentence, type WebAnswer } from './answer.ts';
import { readLink } from './link.ts';

interface Needs {
  readonly ports: () => Ports;
  /** Signs the links. */
  readonly key: string;
  readonly exports: Exports;
}

/** Answers requests for the register: a link of ours lets its person in, if they hold a role now. */
export const registerDoor =
  ({ ports, key, exports }: Needs) =>
  async (method: string, target: string): Promise<WebAnswer> => {
    if (method !== 'GET' && method !== 'HEAD')
      return sentence(405, 'This address can only be read.', { Allow: 'GET, HEAD' });
    try {
      return await read(ports(), { key, exports, method }, target);
    } catch (error) {
      ports().log.fault('register-failed', error);
      return sentence(500, 'Something went wrong here, so this cannot be shown. It is logged.');
    }
  };

async function read(
  ports: Ports,
  { key, exports, method }: Pick<Needs, 'key' | 'exports'> & { readonly method: string },
  target: string,
): Promise<WebAnswer> {
  const [path = '', query = ''] = target.split(/\?(.*)/s, 2);
  const place = placeAt(path);
  const link = readLink(key, path, new URLSearchParams(query), ports.now().getTime());
  // What does not exist looks the same as what is not signed, so that nobody can find out which entries there are.
  if (!place || (!link.ok && link.why === 'forged')) {
    ports.log.info('link-refused', { why: 'forged' });
    return sentence(403, 'This link opens nothing: it is not complete, or it was changed.');
  }
  if (!link.ok) {
    ports.log.info('link-refused', { why: link.why, person: link.personId });
    return sentence(
      403,
      `This link was good for 15 minutes, and they have passed. For a new one say “${wordsFor(place)}” to Scorekeeper.`,
    );
  }
  if (place.is === 'page')
    return answered(await openPage(ports, place.id, link.personId), acceptancePage);
  // Making a file goes on record: not for somebody who only wants to know whether it is there.
  if (method === 'HEAD') return sentence(405, 'A file can only be fetched.', { Allow: 'GET' });
  return answered(
    await openDownload(ports, exports, place.format, link.personId),
    ({ contentType, fileName, body }) => file(contentType, fileName, body),
  );
}

const wordsFor = (place: Place): string =>
  place.is === 'page' ? `show ${place.id}` : 'export register';

const answered = <Value>(opened: Opened<Value>, draw: (value: Value) => WebAnswer): WebAnswer =>
  opened.ok ? draw(opened.value) : closed[opened.why]();

const closed: Readonly<Record<Closed, () => WebAnswer>> = {
  // Of whom the directory does not know, and of whom it knows without a role, the same is said.
  noRole: () =>
    sentence(
      403,
      'The register is for people who hold a role in Scorekeeper, and you hold none now.',
    ),
  unknown: () => sentence(404, 'There is nothing of this kind in the register.'),
  silent: () =>
    sentence(
      503,
      'The directory does not answer now, so nobody can be let in: try again in a minute.',
      {
        'Retry-After': '60',
      },
    ),
};
