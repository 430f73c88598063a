// All that Salesforce's clients must be able to do with a rehearsal org, in one run.
import { rmSync } from 'node:fs';
import { cliConforms } from './cli.mjs';
import { jsforceConforms } from './jsforce.mjs';
import { start } from './orgs.mjs';

const work = process.argv[2];
const begun = Date.now();
rmSync(`${work}/home`, { recursive: true, force: true });
rmSync(`${work}/project`, { recursive: true, force: true });
const sample = 'src/test/resources/rehearsal/orgs/site-visits';
const { orgs, stop } = await start(work, [`name=Source`, `folder=${sample}`, 'tick=50'], ['name=Target', 'tick=50']);
const steps = [];

/** Does one step; what it throws ends the run. */
async function step(name, act) {
  const from = Date.now();
  await act();
  steps.push(name);
  console.log(`  ${name} (${((Date.now() - from) / 1000).toFixed(1)} s)`);
}

try {
  console.log('jsforce');
  await jsforceConforms(step, work, orgs);
  console.log('Salesforce CLI');
  await cliConforms(step, work, orgs);
  console.log(`The rehearsal org conforms: ${steps.length} steps in ${Math.round((Date.now() - begun) / 1000)} s.`);
} catch (problem) {
  console.error(`After ${steps.length} good steps: ${problem.stack}`);
  process.exitCode = 1;
} finally {
  stop();
}
