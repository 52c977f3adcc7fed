const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** @param {string} href */
const parse = (href) => {
  try {
    return new URL(href, location.href);
  } catch {
    return undefined;
  }
};

/** @param {URL} url */
const ours = (url) => url.origin === location.origin || (loopback.includes(url.hostname) && loopback.includes(location.hostname) && url.port === location.port);

/**
 * Whether a link may be followed from the page: https anywhere, plain http on this machine only.
 * @param {string} href
 */
export const mayFollow = (href) => {
  const url = parse(href);
  return url !== undefined && (url.protocol === 'https:' || (url.protocol === 'http:' && (ours(url) || loopback.includes(url.hostname))));
};

/**
 * The words that a link to this page (`/?say=…`) asks to say; empty for every other link.
 * @param {string} href
 */
export const wordsOf = (href) => {
  const url = parse(href);
  return url && ours(url) && url.pathname === '/' ? (url.searchParams.get('say') ?? '') : '';
};

/**
 * Opens a link in a tab of its own that knows nothing of this one.
 * @param {string} href
 */
export const openLink = (href) => {
  if (mayFollow(href)) window.open(href, '_blank', 'noopener,noreferrer');
};
