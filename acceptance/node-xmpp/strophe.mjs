// strophe.js as a supervisor: node strophe.mjs URL DOMAIN USER PASSWORD TEAM-NODE
// Takes commands as lines, answers with one JSON object a line.
import { createInterface } from 'node:readline';
import { Strophe, $iq, $pres } from 'strophe.js';

const [service, domain, user, password, node] = process.argv.slice(2);
const say = (step, more = {}) => console.log(JSON.stringify({ step, ...more }));
const connection = new Strophe.Connection(service, { protocol: 'ws' });

function request(iq, step) {
  connection.sendIQ(iq, () => say(step), () => say('failed', { of: step }), 10_000);
}

const pubsub = (verb) =>
  $iq({ type: 'set', to: `pubsub.${domain}` })
    .c('pubsub', { xmlns: 'http://jabber.org/protocol/pubsub' })
    .c(verb, { node, jid: connection.jid });

const commands = {
  subscribe: () => request(pubsub('subscribe'), 'subscribe'),
  unsubscribe: () => request(pubsub('unsubscribe'), 'unsubscribe'),
  ping: () => request($iq({ type: 'get', to: domain }).c('ping', { xmlns: 'urn:xmpp:ping' }), 'ping'),
  stop: () => connection.disconnect(),
};

connection.addHandler((message) => {
  const items = message.getElementsByTagName('items')[0];
  const update = message.getElementsByTagName('notification')[0]?.textContent;
  if (items) {
    say('event', { node: items.getAttribute('node'), update });
  }
  return true;
}, null, 'message');

connection.connect(`${user}@${domain}/foreign`, password, (status) => {
  if (status === Strophe.Status.CONNECTED) {
    connection.send($pres().c('priority').t('0'));
    say('online', { jid: connection.jid });
    createInterface({ input: process.stdin }).on('line', (command) => commands[command]());
  } else if (status === Strophe.Status.AUTHFAIL) {
    say('refused', { condition: 'not-authorized' });
  } else if (status === Strophe.Status.DISCONNECTED) {
    say('stop');
    process.exit(0);
  }
});
