// The metadata calls of jsforce, against the source and the target org.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const VERSION = '62.0';

export async function jsforceConforms(step, work, { Source, Target }) {
  const jsforce = createRequire(`${work}/npm/node_modules/`)('jsforce');
  const connect = (org) =>
    new jsforce.Connection({ instanceUrl: org.address, accessToken: org.session, version: VERSION });
  const source = connect(Source).metadata;
  const target = connect(Target).metadata;
  target.pollInterval = 200;
  const types = 'ApexClass CustomApplication CustomObject CustomTab Flow Layout PermissionSet Profile';
  const manifest = { types: types.split(' ').map((name) => ({ name, members: ['*'] })), version: VERSION };
  // Without the trigger, which no test of the sample covers.
  let zip;

  await step('describe', async () => {
    const described = await source.describe(VERSION);
    assert.ok(described.metadataObjects.length > 500);
    assert.ok(described.metadataObjects.some((t) => t.xmlName === 'CustomObject' && t.childXmlNames.length === 10));
  });
  await step('list', async () => {
    const fields = await source.list([{ type: 'CustomField' }, { type: 'Flow' }], VERSION);
    assert.ok(fields.some((f) => f.type === 'CustomField' && f.fullName.startsWith('Site_Visit__c.')));
    assert.ok(fields.some((f) => f.fullName === 'Close_Resolved_Visit'));
    await assert.rejects(source.list([1, 2, 3, 4].map(() => ({ type: 'Flow' })), VERSION), /LIMIT_EXCEEDED/);
  });
  await step('read', async () => {
    const [object, missing] = await source.read('CustomObject', ['Site_Visit__c', 'Nothing__c']);
    assert.equal(object.fullName, 'Site_Visit__c');
    assert.equal(missing?.fullName ?? null, null);
  });
  await step('retrieve, once', async () => {
    const { id } = await source.retrieve({ apiVersion: VERSION, singlePackage: true, unpackaged: manifest });
    let result;
    do {
      result = await source.checkRetrieveStatus(id);
    } while (String(result.done) !== 'true');
    assert.equal(result.status, 'Succeeded');
    assert.ok(result.fileProperties.some((f) => f.fullName === 'Site_Visit__c' && f.type === 'CustomObject'));
    zip = Buffer.from(result.zipFile, 'base64');
    await assert.rejects(source.checkRetrieveStatus(id), /Retrieve result has been deleted/);
  });
  for (const rest of [true, false]) {
    const door = rest ? 'REST' : 'SOAP';
    await step(`deploy by ${door}: validate, quick deploy`, async () => {
      const options = { checkOnly: true, rollbackOnError: true, singlePackage: true, testLevel: 'RunLocalTests' };
      const validation = await (rest ? target.deployRest(zip, options) : target.deploy(zip, options)).complete(true);
      assert.equal(validation.status, 'Succeeded', JSON.stringify(validation.details));
      assert.ok(Number(validation.numberTestsCompleted) > 0);
      const id = await target.deployRecentValidation({ id: validation.id, rest });
      assert.notEqual(id, validation.id);
      let result;
      do {
        result = await target.checkDeployStatus(id, true, rest);
      } while (!result.done);
      assert.equal(result.status, 'Succeeded');
      assert.equal(result.numberTestsTotal, 0);
    });
  }
  await step('cancel by SOAP', async () => {
    const id = (await target.deploy(zip, { checkOnly: true, singlePackage: true, rollbackOnError: true })).id;
    await target.cancelDeploy(id);
    let result;
    do {
      result = await target.checkDeployStatus(id);
    } while (!result.done);
    assert.equal(result.status, 'Canceled');
  });
}
