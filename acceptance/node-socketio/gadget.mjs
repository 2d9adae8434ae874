// A gadget as far as the wire goes, for tests: node gadget.mjs PACKAGE URL. Commands come as lines, one JSON object each:
// {"do":"connect","auth":{...}} opens a connection, {"do":"state","body":{...}} reports a state, {"do":"close"} ends it.
// Answers with lines that start with {"step": when connected, at every event, and at the end with all events so far.
import { createInterface } from 'node:readline';

const [packageName, url] = process.argv.slice(2);
const { io } = await import(packageName);
const say = (step, more = {}) => console.log(JSON.stringify({ step, ...more }));
let socket;

function connect(auth) {
  const events = [];
  socket = io(url, { auth, forceNew: true, reconnection: false });
  socket.on('connect', () => say('connected'));
  socket.onAny((name, body) => {
    events.push(name);
    say(name, { body });
  });
  socket.on('disconnect', (reason) => say('disconnected', { reason, events }));
  socket.on('connect_error', (error) => say('failed', { message: error.message }));
}

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  switch (command.do) {
    case 'connect':
      connect(command.auth);
      break;
    case 'close':
      socket.disconnect();
      break;
    default:
      socket.emit(command.do, command.body);
  }
}
