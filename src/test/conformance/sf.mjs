// Runs the Salesforce CLI as a person would, with a home of its own.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/**
 * A function that runs one command with --json and answers its exit code and what it said.
 *
 * @param more environment variables
 */
export function cli(work, project, more = {}) {
  const home = `${work}/home`;
  mkdirSync(home, { recursive: true });
  const run = `${work}/npm/node_modules/@salesforce/cli/bin/run.js`;
  const base = {
    ...process.env,
    HOME: home,
    SF_DISABLE_TELEMETRY: 'true',
    SF_DISABLE_AUTOUPDATE: 'true',
    SF_AUTOUPDATE_DISABLE: 'true',
    SF_SKIP_NEW_VERSION_CHECK: 'true',
    SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
    ...more,
  };
  return (command, ...args) =>
    new Promise((resolve, reject) => {
      const extra = typeof args.at(-1) === 'object' ? args.pop() : {};
      const child = spawn(process.execPath, [run, ...command.split(' '), ...args, '--json'], {
        cwd: project,
        env: { ...base, ...extra },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      let out = '';
      child.stdout.on('data', (data) => (out += data));
      child.on('error', reject);
      child.on('close', (code) => {
        try {
          resolve({ code, json: JSON.parse(out) });
        } catch (problem) {
          reject(new Error(`sf ${command}: ${problem.message}: ${out.slice(0, 400)}`));
        }
      });
    });
}
