/** One sentence for whoever starts the process, instead of a bot. */
export class CannotStart extends Error {}
