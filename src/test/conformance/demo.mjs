// Starts Sluice's demo as a process of its own and acts in it as people do: at Tasklist's door and at Sluice's own.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

const PASSWORD = 'Water-flows-2026';
const DEVELOPER = 'dana.developer@site-visits.example';
const PATIENCE = 120_000;
const ENGINE = '/camunda/api/engine/engine/default';

/** Starts the demo on free ports, in a folder that begins empty. `ready` waits for it, `stop` ends it. */
export function startDemo(work) {
  const folder = `${work}/demo`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const log = createWriteStream(`${work}/demo.log`);
  const classpath = `target/test-classes:target/classes:${readFileSync(`${work}/classpath`, 'utf8').trim()}`;
  const ports = ['port', 'production', 'development'].map((each) => `-Dsluice.demo.${each}=0`);
  const java = spawn(
    'java',
    // A short life: starting fast counts for more than running fast.
    ['-XX:TieredStopAtLevel=1', `-Dsluice.demo.folder=${folder}`, ...ports]
      .concat(['-cp', classpath, 'io.sluice.rehearsal.RehearsalApplication']),
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  java.stdout.pipe(log);
  java.stderr.pipe(log);
  const addresses = welcome(java);
  // Whoever waits hears of a failure; until then it is no unhandled one.
  addresses.catch(() => {});
  return {
    ready: async () => {
      const [sluice, development] = await addresses;
      return { person: (user) => logIn(sluice, user), sandbox: { address: development, session: await session(development) } };
    },
    stop: async () => {
      if (java.exitCode === null && java.kill()) {
        await once(java, 'exit');
      }
    },
  };
}

function welcome(java) {
  return new Promise((resolve, reject) => {
    let text = '';
    java.on('error', reject);
    java.on('exit', (code) => reject(new Error(`The demo ended with code ${code}; see target/conformance/demo.log`)));
    java.stdout.on('data', (data) => {
      text += data;
      const found = [/Change requests\s+(\S+)\/changes/, /Development org\s+(\S+)/].map((line) => line.exec(text)?.[1]);
      if (text.includes('To begin anew')) {
        resolve(found);
      }
    });
  });
}

/** A session of the developer in the sandbox. */
async function session(org) {
  const answer = await fetch(`${org}/services/Soap/u/62.0`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/xml', SOAPAction: 'login' },
    body:
      '<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body><login xmlns="urn:partner.soap.sforce.com">' +
      `<username>${DEVELOPER}</username><password>${PASSWORD}</password></login></Body></Envelope>`,
  });
  const text = await answer.text();
  assert.ok(answer.ok, text);
  return /<sessionId>([^<]+)/.exec(text)[1];
}

/** One person, logged in as Tasklist logs in. */
async function logIn(sluice, user) {
  const cookies = new Map();
  const send = async (path, options = {}) => {
    const answer = await fetch(sluice + path, {
      redirect: 'manual',
      ...options,
      headers: {
        ...options.headers,
        Accept: 'application/json, text/html',
        Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'X-XSRF-TOKEN': cookies.get('XSRF-TOKEN') ?? '',
      },
    });
    for (const [, name, value] of answer.headers.getSetCookie().map((line) => /^([^=]+)=([^;]*)/.exec(line))) {
      cookies.set(name, value);
    }
    const text = await answer.text();
    assert.ok(answer.ok, `${user}: ${path}: ${answer.status} ${text.slice(0, 800)}`);
    return answer.headers.get('Content-Type')?.includes('json') ? JSON.parse(text) : text;
  };
  const json = (body) => ({ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const variables = (fields) =>
    json({ variables: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }])) });
  const page = '/camunda/app/tasklist/default/';

  await send(page);
  await send('/camunda/api/admin/auth/user/default/login/tasklist', {
    method: 'POST',
    body: new URLSearchParams({ username: user, password: PASSWORD }),
  });
  // The log-in began a new session; a page of it brings the token that belongs to it.
  await send(page);

  /** The open task, as soon as it is there: what comes before it runs in the background. */
  const task = async (change, name, after = '') => {
    for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(200)) {
      const open = await send(`${ENGINE}/task?processInstanceBusinessKey=${change}&maxResults=50`);
      const found = open.find((each) => each.name === name && each.id !== after);
      if (found) {
        return found.id;
      }
    }
    throw new Error(`${change} did not come to "${name}" for ${user}`);
  };
  return {
    task,
    /** Raises a change request and answers its number. */
    raise: async (fields) =>
      (await send(`${ENGINE}/process-definition/key/change-request/submit-form`, variables(fields))).businessKey,
    /** What the form of an open task shows in a field. */
    shown: async (id, field) =>
      (await send(`${ENGINE}/task/${id}/form-variables?deserializeValues=false`))[field]?.value,
    /** Completes a task; what the engine refuses fails. */
    complete: async (id, fields) => {
      await send(`${ENGINE}/task/${id}/claim`, json({ userId: user }));
      await send(`${ENGINE}/task/${id}/submit-form`, variables(fields));
    },
    get: send,
    /** Sends a form of Sluice's own pages. */
    form: async (path, fields) => {
      const { csrf } = await send('/api/session');
      return send(path, { method: 'POST', headers: { [csrf.header]: csrf.token }, body: new URLSearchParams(fields) });
    },
  };
}
