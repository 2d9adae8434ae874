// What an official socket.io client and our test service say to each other, in Node and in a browser alike.
// Gives the lines of what was seen; rejects at the first thing that does not come within its time.
export async function dialogue(io, url, transports) {
  const LIMIT = 30_000;
  const seen = [];
  const socket = io(url, {
    transports,
    auth: { token: 'abc' },
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 500,
  });
  socket.on('question', (text, answer) => answer(`${text}!`, new Uint8Array([7, 8]).buffer));

  const within = (what, start) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`nothing came: ${what}; seen: ${seen.join(' | ')}`)), LIMIT);
      start((...values) => {
        clearTimeout(timer);
        resolve(values);
      });
    });
  const event = (name) => within(name, (done) => socket.once(name, done));
  const bytes = (value) => [...new Uint8Array(value)];

  async function upgraded() {
    const wanted = transports.at(-1);
    const engine = socket.io.engine;
    if (engine.transport.name !== wanted) {
      await within('upgrade', (done) => engine.once('upgrade', done));
    }
    seen.push(`transport ${engine.transport.name}`);
  }

  async function talk() {
    seen.push(`sum ${await socket.timeout(LIMIT).emitWithAck('add', 1, 2)}`);
    const back = await socket.timeout(LIMIT).emitWithAck('reverse', new Uint8Array([1, 2, 3]).buffer);
    seen.push(`reversed ${bytes(back)}`);
    seen.push(`asked ${await socket.timeout(LIMIT).emitWithAck('ask me', 'Grüße')}`);
  }

  async function lose(how) {
    const lost = event('disconnect');
    const back = event('welcome');
    socket.emit(how);
    await lost;
    const [greeting] = await back;
    seen.push(`${how}: back, ${greeting}`);
    await talk();
  }

  const [greeting, auth, binary] = await event('welcome');
  seen.push(`welcome ${greeting} ${auth.token} ${bytes(binary)}`);
  await talk();
  await upgraded();
  await talk();
  await lose('drop');
  await lose('restart');
  const over = event('disconnect');
  socket.emit('expel');
  seen.push((await over)[0]);
  return seen;
}
