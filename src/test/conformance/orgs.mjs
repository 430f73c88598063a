// Starts rehearsal orgs by their own main class and speaks to them where a client has no words for it.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const ORG = /^Rehearsal org (.+) (00D\w{15}).* at (\S+)$/;

/** Starts the orgs and answers them by name, each with id, address and a session; `stop` ends all. */
export async function start(work, ...settings) {
  const classpath = `target/test-classes:${readFileSync(`${work}/classpath`, 'utf8').trim()}`;
  const java = spawn('java', ['-cp', classpath, 'io.sluice.rehearsal.org.RehearsalOrgMain', ...settings.flat()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const orgs = await addresses(java, settings.length);
  for (const org of Object.values(orgs)) {
    org.session = await session(org.address);
  }
  return { orgs, stop: () => java.kill() };
}

function addresses(java, count) {
  return new Promise((resolve, reject) => {
    const found = {};
    let text = '';
    java.on('error', reject);
    java.on('exit', (code) => reject(new Error(`The rehearsal orgs ended with code ${code}`)));
    java.stdout.on('data', (data) => {
      text += data;
      const lines = text.split('\n');
      text = lines.pop();
      for (const [, name, id, address] of lines.map((line) => ORG.exec(line)).filter(Boolean)) {
        found[name] = { id, address };
      }
      if (Object.keys(found).length === count) {
        resolve(found);
      }
    });
  });
}

async function session(address) {
  const answer = await fetch(`${address}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'rehearsal-client',
      client_secret: 'rehearsal-secret',
    }),
  });
  return (await answer.json()).access_token;
}

/** Orders faults of an org. */
export async function order(org, faults) {
  const answer = await fetch(`${org.address}/rehearsal/faults`, { method: 'POST', body: JSON.stringify(faults) });
  if (!answer.ok) {
    throw new Error(await answer.text());
  }
}
