// Many gadgets in one process, for load: node crowd.mjs LINK, where LINK is the gadget's own link.ts as a module. The first line
// of input is JSON: {"url", "finesse", "agents": [{"id", "authorization"}]}; a line "forget" makes all forget their tokens.
// Each proves itself, tells its state and reasons, and carries commands out at Finesse as its agent, each at most once.
// Answers with a line of JSON for every welcome ("welcome"), command ("command") and command carried out ("done").
import { pathToFileURL } from 'node:url';
import { createInterface } from 'node:readline';

const { Link } = await import(pathToFileURL(process.argv[2]));
const say = (agent, what, more = {}) => console.log(JSON.stringify({ agent, what, ...more }));
const field = (xml, name) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
const links = [];

class Desk {
  constructor({ id, authorization }, finesse) {
    this.user = `${finesse}/finesse/api/User/${id}`;
    this.headers = { Authorization: authorization, 'Content-Type': 'application/xml', requestId: `desk-${id}` };
  }

  async text(path = '') {
    return (await fetch(this.user + path, { headers: this.headers })).text();
  }

  async state() {
    const xml = await this.text();
    const [state, reasonId, stateChangeTime] = ['state', 'reasonCodeId', 'stateChangeTime'].map((name) => field(xml, name));
    const label = field(xml.split('<ReasonCode>')[1] ?? '', 'label');
    return { state, stateChangeTime, ...(reasonId && reasonId !== '-1' ? { reasonId, reasonLabel: label } : {}) };
  }

  async reasons() {
    const codes = (await this.text('/ReasonCodes?category=NOT_READY')).split('<ReasonCode>').slice(1);
    return codes.map((code) => ({ label: field(code, 'label'), id: field(code, 'uri').split('/').at(-1) }));
  }

  async set(state, reason) {
    const code = reason ? `<reasonCodeId>${reason.id}</reasonCodeId>` : '';
    const body = `<User><state>${state}</state>${code}</User>`;
    return (await fetch(this.user, { method: 'PUT', headers: this.headers, body })).status;
  }
}

class Gadget {
  outcomes = new Map();
  unsent = [];

  constructor(agent, { url, finesse }) {
    this.id = agent.id;
    this.desk = new Desk(agent, finesse);
    this.link = new Link(
      { url, agentId: agent.id, authorization: () => agent.authorization },
      {
        status: () => {},
        presence: () => {},
        pause: () => {},
        welcome: () => void this.welcome(),
        command: (command) => void this.command(command),
      },
    );
    this.link.start();
  }

  async welcome() {
    say(this.id, 'welcome');
    this.codes ??= await this.desk.reasons();
    this.link.send('state', await this.desk.state());
    this.link.send('reasons', { labels: this.codes });
    this.unsent = this.unsent.filter((outcome) => !this.link.send('outcome', outcome));
  }

  async command(command) {
    say(this.id, 'command', { state: command.state, again: this.outcomes.has(command.id) });
    if (!this.outcomes.has(command.id)) {
      this.outcomes.set(command.id, undefined);
      this.outcomes.set(command.id, { id: command.id, ...(await this.carryOut(command)) });
    }
    const outcome = this.outcomes.get(command.id);
    if (outcome && !this.link.send('outcome', outcome)) {
      this.unsent.push(outcome);
    }
    await this.shown(command.state);
  }

  async carryOut({ state, reasonLabel, onlyIf }) {
    const now = await this.desk.state();
    if (onlyIf.state !== now.state || (onlyIf.reasonId && onlyIf.reasonId !== now.reasonId)) {
      return { ok: false, errorType: 'only_if_not_met' };
    }
    const reason = this.codes.find(({ label }) => label === reasonLabel);
    const status = await this.desk.set(state, reason);
    say(this.id, 'done', { state, label: reasonLabel ?? '' });
    return status === 202 ? { ok: true } : { ok: false, status, errorType: 'refused' };
  }

  /** Finesse shows the change a little after its 202; a real desktop is notified of it. */
  async shown(state) {
    let now = await this.desk.state();
    for (let look = 0; look < 20 && now.state !== state; look++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      now = await this.desk.state();
    }
    this.link.send('state', now);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'forget') {
    links.forEach((link) => (link.token = undefined));
  } else {
    const crowd = JSON.parse(line);
    crowd.agents.forEach((agent) => links.push(new Gadget(agent, crowd).link));
  }
}
process.exit(0);
