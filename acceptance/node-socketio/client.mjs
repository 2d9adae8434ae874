// One official socket.io client against our server: node client.mjs PACKAGE TRANSPORTS URL
// Prints what it saw, one fact a line; ends with 1 at the first thing that does not come within its time.
const [packageName, transportNames, url] = process.argv.slice(2);
const transports = transportNames.split(',');
const LIMIT = 30_000;
const { io } = await import(packageName);

const socket = io(url, {
  transports,
  auth: { token: 'abc' },
  forceNew: true,
  reconnectionDelay: 50,
  reconnectionDelayMax: 500,
});
socket.on('question', (text, answer) => answer(`${text}!`, Buffer.from([7, 8])));

function within(what, start) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`nothing came: ${what}`)), LIMIT);
    start((...values) => {
      clearTimeout(timer);
      resolve(values);
    });
  });
}

const event = (name) => within(name, (done) => socket.once(name, done));

async function upgraded() {
  const wanted = transports.at(-1);
  const engine = socket.io.engine;
  if (engine.transport.name !== wanted) {
    await within('upgrade', (done) => engine.once('upgrade', done));
  }
  console.log(`transport ${engine.transport.name}`);
}

async function talk() {
  const [sum] = [await socket.timeout(LIMIT).emitWithAck('add', 1, 2)];
  console.log(`sum ${sum}`);
  const bytes = await socket.timeout(LIMIT).emitWithAck('reverse', Buffer.from([1, 2, 3]));
  console.log(`reversed ${[...bytes]}`);
  console.log(`asked ${await socket.timeout(LIMIT).emitWithAck('ask me', 'Grüße')}`);
}

async function lose(how) {
  const lost = event('disconnect');
  const back = event('welcome');
  socket.emit(how);
  await lost;
  const [greeting] = await back;
  console.log(`${how}: back, ${greeting}`);
  await talk();
}

try {
  const [greeting, auth, bytes] = await event('welcome');
  console.log(`welcome ${greeting} ${auth.token} ${[...bytes]}`);
  await talk();
  await upgraded();
  await talk();
  await lose('drop');
  await lose('restart');
  const over = event('disconnect');
  socket.emit('expel');
  console.log((await over)[0]);
  process.exit(0);
} catch (failure) {
  console.error(failure.message);
  process.exit(1);
}
