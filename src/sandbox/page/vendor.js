/** The two scripts that the page loads before its modules, with their types. */
const vendor =
  /** @type {{ AdaptiveCards: typeof import('adaptivecards'), markdownit: typeof import('markdown-it', { with: { 'resolution-mode': 'import' } }).default }} */ (
    /** @type {unknown} */ (globalThis)
  );

export const AdaptiveCards = vendor.AdaptiveCards;
export const markdownit = vendor.markdownit;
