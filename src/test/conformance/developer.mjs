// A developer's day with Sluice and the Salesforce CLI: push, change three things in the sandbox, delete one, pull.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cli } from './sf.mjs';

const TYPES = 'force-app/main/default';
const AUTHOR = 'Dana Developer';
const LAYOUT = 'Layout:Site_Visit__c-Site Visit Layout';
const FIELD = 'CustomField:Site_Visit__c.Weather__c';
const CLASS = 'ApexClass:FindingEscalation';
const TEST = 'ApexClass:FindingEscalationTest';
const CHANGED = [CLASS, FIELD, LAYOUT];

export async function developerConforms(step, work, demo) {
  const { person, sandbox } = await demo.ready();
  const [rita, anna, dev] = await Promise.all(['rita', 'anna', 'dev'].map(person));
  const project = `${work}/workshop`;
  mkdirSync(`${project}/force-app`, { recursive: true });
  writeFileSync(
    `${project}/sfdx-project.json`,
    JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '62.0' }),
  );
  const run = cli(work, project);
  const sf = async (...command) => {
    const { code, json } = await run(...command);
    assert.equal(code, 0, `sf ${command[0]}: ${json.message ?? JSON.stringify(json.result ?? json).slice(0, 800)}`);
    return json.result;
  };
  const edit = (file, change) => {
    const before = readFileSync(`${project}/${TYPES}/${file}`, 'utf8');
    assert.notEqual(change(before), before);
    writeFileSync(`${project}/${TYPES}/${file}`, change(before));
  };
  let change;
  let task;

  await step('a change request is raised, approved and pushed to the sandbox', async () => {
    change = await rita.raise({ name: 'Note the weather', changeType: 'Minor', overview: 'Inspectors note the weather.' });
    await rita.complete(await rita.task(change, 'Define scope'), { existing: `${LAYOUT}\n${CLASS}`, proposed: FIELD });
    await anna.complete(await anna.task(change, 'Approve change request'), { decision: 'approve', reason: '' });
    await dev.complete(await dev.task(change, 'Choose environment'), { environment: 'development' });
    task = await dev.task(change, 'Make changes');
    assert.deepEqual(JSON.parse(await dev.shown(task, 'sandboxChanges')), []);
    assert.deepEqual(await dev.get(`/api/changes/${change}/scope/changed`), []);
  });
  await step('the developer retrieves from the sandbox', async () => {
    await sf('org login access-token', '--instance-url', sandbox.address, '--alias', 'sandbox', '--no-prompt', '--set-default', {
      SF_ACCESS_TOKEN: sandbox.session,
    });
    const wanted = ['CustomObject:Site_Visit__c', LAYOUT, CLASS, TEST].flatMap((each) => ['--metadata', each]);
    const { files } = await sf('project retrieve start', ...wanted);
    assert.ok(files.every((file) => file.state !== 'Failed'));
  });
  await step('... changes three things', async () => {
    writeFileSync(
      `${project}/${TYPES}/objects/Site_Visit__c/fields/Weather__c.field-meta.xml`,
      '<?xml version="1.0" encoding="UTF-8"?>\n<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">' +
        '<fullName>Weather__c</fullName><label>Weather</label><length>80</length><type>Text</type></CustomField>\n',
    );
    edit('layouts/Site_Visit__c-Site Visit Layout.layout-meta.xml', (text) =>
      text.replace('<layoutItems>', '<layoutItems><behavior>Edit</behavior><field>Weather__c</field></layoutItems><layoutItems>'),
    );
    edit('classes/FindingEscalation.cls', (text) => text.replace("'High'", "'Critical'"));
    // Without paths: the CLI finds by itself what differs from what it retrieved.
    const { files, status } = await sf('project deploy start', '--wait', '5');
    assert.equal(status, 'Succeeded');
    assert.deepEqual([...new Set(files.map((file) => `${file.type}:${file.fullName}`))].sort(), CHANGED);
  });
  await step('... and deletes one', async () => {
    const { deletedSource } = await sf('project delete source', '--metadata', TEST, '--no-prompt', '--wait', '5');
    assert.ok(deletedSource.every((file) => file.fullName === 'FindingEscalationTest'));
  });
  await step('the form of "Make changes" offers exactly those four', async () => {
    await dev.complete(task, { scope: await dev.shown(task, 'scope'), scopeVersion: await dev.shown(task, 'scopeVersion'), next: 'look-again' });
    task = await dev.task(change, 'Make changes', task);
    const rows = JSON.parse(await dev.shown(task, 'sandboxChanges'));
    assert.deepEqual(rows.map(({ item, what, by, inScope }) => [item, what, by, inScope]).sort(), [
      ...CHANGED.map((item) => [item, 'changed', AUTHOR, 'yes']),
      [TEST, 'deleted', AUTHOR, 'no'],
    ].sort());
  });
  await step('the scope page and its JSON twin offer the same four', async () => {
    const rows = await dev.get(`/api/changes/${change}/scope/changed`);
    assert.deepEqual(rows.map((row) => [row.component, row.by, row.inScope, row.deleted]).sort(), [
      ...CHANGED.map((item) => [item, AUTHOR, true, false]),
      [TEST, AUTHOR, false, true],
    ].sort());
    const page = await dev.get(`/changes/${change}/scope/changed`);
    const offered = [...page.matchAll(/name="change" value="([^"]+)"/g)].map(([, value]) => value);
    assert.deepEqual(offered.sort(), [...CHANGED, `delete ${TEST}`].sort());
  });
  await step('the deletion is taken over and pulled, and the scope goes back to approval', async () => {
    await dev.form(`/changes/${change}/scope/take-over`, [...CHANGED, `delete ${TEST}`].map((each) => ['change', each]));
    await dev.complete(task, { scope: await dev.shown(task, 'scope'), scopeVersion: await dev.shown(task, 'scopeVersion'), next: 'done' });
    await dev.complete(await dev.task(change, 'Choose target'), { target: 'production' });
    await anna.task(change, 'Approve change request');
    const { scope, status } = await anna.get(`/api/changes/${change}`);
    assert.equal(status, 'Pending Approval');
    assert.deepEqual(scope.items.map((item) => `${item.kind} ${item.type}:${item.name}`).sort(), [
      ...CHANGED.map((item) => `existing ${item}`),
      `deletion ${TEST}`,
    ].sort());
  });
}
