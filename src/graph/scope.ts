/** What a token for a Graph root is asked for. */
export const scopeOf = (baseUrl: string): string => `${new URL(baseUrl).origin}/.default`;
