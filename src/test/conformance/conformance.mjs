// All that Salesforce's clients must be able to do with a rehearsal org, and a developer with them and Sluice, in one run.
import { rmSync } from 'node:fs';
import { cliConforms } from './cli.mjs';
import { startDemo } from './demo.mjs';
import { developerConforms } from './developer.mjs';
import { jsforceConforms } from './jsforce.mjs';
import { start } from './orgs.mjs';

const work = process.argv[2];
const begun = Date.now();
rmSync(`${work}/home`, { recursive: true, force: true });
rmSync(`${work}/project`, { recursive: true, force: true });
rmSync(`${work}/workshop`, { recursive: true, force: true });
// It starts while the orgs are tried.
const demo = startDemo(work);
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
  console.log('A developer with Sluice and the Salesforce CLI');
  await developerConforms(step, work, demo);
  console.log(`The rehearsal org conforms: ${steps.length} steps in ${Math.round((Date.now() - begun) / 1000)} s.`);
} catch (problem) {
  console.error(`After ${steps.length} good steps: ${problem.stack}`);
  process.exitCode = 1;
} finally {
  stop();
  await demo.stop();
}
