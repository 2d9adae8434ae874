// @xmpp/client as a supervisor: node xmpp.mjs URL DOMAIN USER PASSWORD TEAM-NODE
// Takes commands as lines, answers with one JSON object a line.
import { createInterface } from 'node:readline';
import { client, xml } from '@xmpp/client';
import WebSocket from 'ws';

globalThis.WebSocket ??= WebSocket;

const [service, domain, username, password, node] = process.argv.slice(2);
const say = (step, more = {}) => console.log(JSON.stringify({ step, ...more }));
const xmpp = client({ service, domain, resource: 'foreign', username, password });
xmpp.reconnect.stop();
xmpp.on('error', (error) => say('trouble', { condition: error.condition ?? String(error) }));
xmpp.on('stanza', (stanza) => {
  const items = stanza.getChild('event')?.getChild('items');
  if (items) {
    const update = items.getChild('item').getChild('notification').getText();
    say('event', { node: items.attrs.node, update });
  }
});

const pubsub = (verb) =>
  xmpp.iqCaller.set(
    xml('pubsub', 'http://jabber.org/protocol/pubsub', xml(verb, { node, jid: xmpp.jid.toString() })),
    `pubsub.${domain}`,
  );

const commands = {
  subscribe: () => pubsub('subscribe'),
  unsubscribe: () => pubsub('unsubscribe'),
  ping: () => xmpp.iqCaller.get(xml('ping', 'urn:xmpp:ping'), domain),
  stop: () => xmpp.stop(),
};

try {
  const jid = await xmpp.start();
  await xmpp.send(xml('presence', {}, xml('priority', {}, '0')));
  say('online', { jid: jid.toString() });
  for await (const command of createInterface({ input: process.stdin })) {
    await commands[command]();
    say(command);
  }
} catch (error) {
  say('refused', { condition: error.condition ?? String(error) });
  process.exit(0);
}
