import { environment, readConfig } from './config.ts';
import { jsonLog } from './log.ts';
import { CannotStart } from './cannot-start.ts';
import { start } from './scorekeeper.ts';
import { sandboxDefaults } from './sandbox/sandbox.ts';
import { quietSdk } from './quiet.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function stop(lines: readonly string[]): never {
  for (const line of lines) process.stderr.write(`${line}\n`);
  process.exit(1);
}

const read = readConfig(environment, sandboxDefaults);
if (!read.ok) stop(['Scorekeeper cannot start:', ...read.wrong.map((line) => `  - ${line}`)]);
const { config } = read;
const log = jsonLog((line) => void process.stderr.write(line));
quietSdk(log);

const running = await start(config, log).catch((error: unknown) => {
  if (error instanceof CannotStart) return stop([error.message]);
  log.fault('start-failed', error);
  return stop([
    'Scorekeeper could not start: see the line above. Is DATABASE_URL right, and the disk writable?',
  ]);
});

if (config.mode === 'sandbox') {
  say(`Scorekeeper's sandbox is at http://localhost:${String(running.port)}/`);
  say(
    'Open it in a browser: an engineer, an IT manager, the CISO and their channel are waiting there.',
  );
  say('A guide on the page says what to press first. Ctrl-C ends it; nothing is lost.');
} else
  say(
    `Scorekeeper listens on port ${String(running.port)}; its endpoint is ${config.publicUrl}/api/messages`,
  );

let ending = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    // npm passes the signal on to a process that the terminal has told already.
    if (ending) return;
    ending = true;
    void running
      .stop()
      .then(() => {
        say('Scorekeeper has stopped.');
        process.exit(0);
      })
      .catch(() => process.exit(1));
  });
