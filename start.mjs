// Plain JavaScript, so that an old Node can read it and say what is wrong in one sentence.
import module from 'node:module';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 15)) {
  process.stderr.write(
    `Scorekeeper needs Node 24.15 or newer, and this is ${process.versions.node}. Run "npm ci" and then "npm start": it brings its own.\n`,
  );
  process.exit(1);
}
// What was compiled at one start is there at the next.
module.enableCompileCache?.();
await import('./src/main.ts');
