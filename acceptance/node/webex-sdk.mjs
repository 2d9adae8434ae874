// Follows people's presence with Webex's own JavaScript SDK and prints what it saw, one JSON object a line.
//
// Wants U2C_SERVICE_URL, HYDRA_SERVICE_URL and WEBEX_TOKEN in the environment, and the people's addresses as arguments.
// Reads commands from standard input, one a line: "updates N" waits until N updates have come and prints them, "marker"
// waits for an event conversation.activity and prints the updates until then, "end" unregisters and ends.

import {createInterface} from 'node:readline';
import {createRequire} from 'node:module';

const require = createRequire(import.meta.url);
const {default: WebexCore} = require('@webex/webex-core');
require('@webex/internal-plugin-device');
require('@webex/internal-plugin-mercury');
require('@webex/internal-plugin-presence');
require('@webex/plugin-people');
require('@webex/plugin-logger');

const PATIENCE = 20_000;

function print(step, values) {
  console.log(JSON.stringify({step, ...values}));
}

function within(promise, what) {
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE, new Error(`${what} took too long`)).unref());
  return Promise.race([promise, late]);
}

function failed(error) {
  print('failed', {status: error.statusCode ?? null, message: String(error.message).split('\n')[0]});
  process.exit(1);
}

function uuid(personId) {
  return Buffer.from(personId, 'base64url').toString().split('/').pop();
}

async function start() {
  const webex = new WebexCore({
    credentials: {access_token: process.env.WEBEX_TOKEN},
    config: {logger: {level: 'silent'}},
  });
  await within(new Promise((resolve) => webex.once('ready', resolve)), 'ready');
  return webex;
}

async function find(webex, email) {
  const page = await within(webex.people.list({email}), 'people.list');
  return page.items.map((person) => ({email: person.emails[0], id: person.id, uuid: uuid(person.id)}));
}

async function follow(webex, people, ttl) {
  const subjects = people.map((person) => person.uuid);
  const {responses} = await within(webex.internal.presence.subscribe(subjects, ttl), 'subscribe');
  print('subscribed', {responses});
  if (subjects.length > 0) {
    const list = await within(webex.internal.presence.list(subjects), 'presence.list');
    print('listed', {statusList: list.statusList ?? list});
  }
}

process.on('unhandledRejection', failed);

const updates = [];
let markers = 0;
let wake = () => {};

async function until(condition) {
  while (!condition()) {
    await new Promise((resolve) => { wake = resolve; });
  }
}

function watch(mercury) {
  mercury.on('event:apheleia.subscription_update', (event) => {
    updates.push(event.data);
    wake();
  });
  mercury.on('event:conversation.activity', () => {
    markers += 1;
    wake();
  });
}

async function obey(line) {
  const [command, argument] = line.split(' ');
  if (command === 'end') {
    return false;
  }
  const wanted = () => (command === 'marker' ? markers > 0 : updates.length >= Number(argument));
  await within(until(wanted), command);
  print(command, {updates});
  return true;
}

async function main() {
  const [ttl, ...emails] = process.argv.slice(2);
  const webex = await start();
  await within(webex.internal.device.register(), 'register');
  print('registered', {url: webex.internal.device.url, userId: webex.internal.device.userId});
  watch(webex.internal.mercury);
  await within(webex.internal.mercury.connect(), 'connect');
  print('connected', {connected: webex.internal.mercury.connected});
  const me = await within(webex.people.get('me'), 'people.get');
  print('me', {type: me.type, uuid: uuid(me.id)});
  const people = (await Promise.all(emails.map((email) => find(webex, email)))).flat();
  print('found', {people});
  await follow(webex, people, Number(ttl));
  for await (const line of createInterface({input: process.stdin})) {
    if (!await obey(line)) {
      break;
    }
  }
  await within(webex.internal.mercury.disconnect(), 'disconnect');
  await within(webex.internal.device.unregister(), 'unregister');
  print('ended', {});
  process.exit(0);
}

main().catch(failed);
