// A gadget that behaves on the wire as the playbook's does: node playbook.mjs PACKAGE URL FINESSE ID, password in PASSWORD.
// It says only its id; every presence it is sent becomes a state of its agent, READY unless the presence is a busy one.
// Takes the commands connect, close and count; answers with lines that start with {"step":.
import { createInterface } from 'node:readline';

const [packageName, url, finesse, id] = process.argv.slice(2);
const { io } = await import(packageName);
const user = `${finesse}/finesse/api/User/${id}`;
const headers = {
  Authorization: `Basic ${Buffer.from(`${id}:${process.env.PASSWORD}`).toString('base64')}`,
  'Content-Type': 'application/xml',
};
const say = (step, more = {}) => console.log(JSON.stringify({ step, ...more }));
const messages = [];

const listed = await (await fetch(`${user}/ReasonCodes?category=NOT_READY`, { headers })).text();
const reasons = new Map(
  [...listed.matchAll(/<ReasonCode>(.*?)<\/ReasonCode>/gs)].map(([, code]) => [
    code.match(/<label>(.*?)<\/label>/)[1],
    code.match(/<uri>.*\/(\d+)<\/uri>/)[1],
  ]),
);

function labelFor({ status, meetingType, category }) {
  if (status === 'dnd') return 'Webex DND';
  if (status === 'call') return 'Webex Call';
  if ((status === 'meeting' || status === 'presenting') && meetingType === 'online') return 'Webex Meeting';
  return status === 'unknown' && category === 'unknown' ? 'Webex Unavailable' : undefined;
}

async function follow(presence) {
  messages.push(presence.status);
  const label = labelFor(presence);
  const state = label
    ? `<state>NOT_READY</state><reasonCodeId>${reasons.get(label)}</reasonCodeId>`
    : '<state>READY</state>';
  const answer = await fetch(user, { method: 'PUT', headers, body: `<User>${state}</User>` });
  say('set', { status: presence.status, answer: answer.status });
}

const socket = io(url, { autoConnect: false, reconnectionDelay: 50, reconnectionDelayMax: 500 });
socket.on('connect', () => {
  socket.emit('message', { id });
  say('connected');
});
socket.on('message', (presence) => follow(presence).catch((fault) => say('failed', { message: fault.message })));
socket.on('disconnect', (reason) => say('disconnected', { reason }));

for await (const command of createInterface({ input: process.stdin })) {
  switch (command) {
    case 'connect':
      socket.connect();
      break;
    case 'close':
      socket.disconnect();
      break;
    case 'count':
      say('count', { messages });
      break;
  }
}
