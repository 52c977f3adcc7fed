import type { EventStream } from './event-stream.ts';
import type { SandboxWorld } from './sandbox-world.ts';

const everyMs = 50;

/** Many changes within a moment are told once. */
const soon = (tell: () => void): (() => void) => {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      tell();
    }, everyMs).unref();
  };
};

/** Tells the pages of everything that changes, messages at once, the clock and the portal a moment later. */
export const tellOfChanges = (
  { chat, tenant, clock, story, nextReview, log }: SandboxWorld,
  { send }: EventStream,
): void => {
  const tellTime = async (): Promise<void> => {
    const review = await nextReview();
    send({ kind: 'clock', now: clock.now().toISOString(), nextReview: review });
  };
  const tellPortal = soon(() => {
    send({ kind: 'portal', portal: tenant.portal(), score: tenant.score() });
  });
  chat.subscribe(send);
  clock.onChange(
    soon(() => {
      tellTime().catch((error: unknown) => log?.fault('sandbox-clock-not-told', error));
    }),
  );
  // Time alone moves a tenant on.
  clock.onChange(tellPortal);
  tenant.onChange(tellPortal);
  story.onChange(() => {
    send({ kind: 'progress', progress: story.progress() });
  });
};

/** A wait for the end of the story, of at most this long: true when it is told. */
export const storyEnd = (
  { story }: Pick<SandboxWorld, 'story'>,
  patienceMs: number,
): (() => Promise<boolean>) => {
  const waiting = new Set<() => void>();
  const isTold = (): boolean => story.progress().done >= story.progress().of;
  story.onChange(() => {
    if (isTold()) for (const go of waiting) go();
  });
  return async () => {
    if (isTold()) return true;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        waiting.delete(go);
        resolve();
      };
      const timer = setTimeout(go, patienceMs).unref();
      waiting.add(go);
    });
    return isTold();
  };
};
