// One official socket.io client against our server: node client.mjs PACKAGE TRANSPORTS URL
// Prints what it saw, one fact a line; ends with 1 at the first thing that does not come within its time.
import { dialogue } from './dialogue.mjs';

const [packageName, transports, url] = process.argv.slice(2);
const { io } = await import(packageName);

try {
  console.log((await dialogue(io, url, transports.split(','))).join('\n'));
  process.exit(0);
} catch (failure) {
  console.error(failure.message);
  process.exit(1);
}
