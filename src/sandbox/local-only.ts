import type { IncomingMessage } from 'node:http';

const thisMachine = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/**
 * Why the sandbox refuses a request (403), or undefined for one from this machine's own page or scripts: a foreign
 * Host is how a rebound name reaches a local server, a foreign Origin is somebody else's page.
 */
export const localOnly = (req: Pick<IncomingMessage, 'headers'>): string | undefined => {
  const { host, origin } = req.headers;
  if (host === undefined || !thisMachine.test(host))
    return 'The sandbox answers to localhost, 127.0.0.1 and [::1] only.';
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`)
    return 'The sandbox answers to its own page only.';
  return undefined;
};
