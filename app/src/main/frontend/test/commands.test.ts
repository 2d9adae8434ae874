import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { Commands } from "../src/commands";
import type { Command, Outcome } from "../src/messages";
import { ReasonCodes } from "../src/reasons";
import { RequestIds } from "../src/request-ids";
import { apiError, FakeUser } from "./fake-user";
import { ManualTimers } from "./manual-timers";

let user: FakeUser;
let timers: ManualTimers;
let outcomes: Outcome[];
let states: number;
let online: boolean;
let connection: number | undefined;
let hindrance: string | undefined;
let believable: boolean;
let reads: number;
/** What a read finds; false when Finesse does not tell. */
let read: () => boolean;
const said: string[] = [];
let commands: Commands;
let library: { generateUUID?(): string };

beforeEach(() => {
  user = new FakeUser();
  timers = new ManualTimers();
  outcomes = [];
  states = 0;
  online = true;
  connection = 1;
  hindrance = undefined;
  believable = true;
  reads = 0;
  read = () => true;
  said.length = 0;
  library = {};
  const reports = {
    outcome: (outcome: Outcome) => {
      said.push("outcome");
      return online ? outcomes.push(outcome) > 0 : false;
    },
    state: () => {
      said.push("state");
      states += 1;
    },
    fresh: () => {
      reads += 1;
      return Promise.resolve(read());
    },
    believable: () => believable,
    connection: () => connection,
    hindrance: () => hindrance,
  };
  const ids = new RequestIds({ clientservices: { ClientServices: { init() {} } }, utilities: { Utilities: library } }, undefined, timers);
  commands = new Commands(user, new ReasonCodes(user, () => {}, timers), reports, ids, timers);
});

const call: Command = { id: "c1", state: "NOT_READY", reasonLabel: "Webex Call", onlyIf: { state: "READY" } };

describe("a command", () => {
  test("whose connection was lost before it could be carried out is not carried out, and that is told later", async () => {
    const received = commands.receive({ ...call, reasonLabel: "Webex Nap" });
    connection = 2;
    await received;
    connection = undefined;
    await commands.receive({ ...call, id: "c2" });
    assert.equal(user.puts.length, 0);
    assert.deepEqual(outcomes.map(({ errorType }) => errorType), ["link_lost", "link_lost"]);
  });

  test("is refused while the desktop itself has lost Finesse", async () => {
    hindrance = "desktop_failing";
    await commands.receive(call);
    assert.deepEqual(outcomes, [{ id: "c1", ok: false, errorType: "desktop_failing" }]);
    assert.equal(user.puts.length, 0);
  });
});

describe("the id of a command", () => {
  test("is that of the library's change too, and its answers say so", async () => {
    const names: string[] = [];
    library.generateUUID = () => "the library's own";
    const asking = user.setState.bind(user);
    user.setState = (...given) => {
      names.push(library.generateUUID?.() ?? "");
      asking(...given);
    };
    await commands.receive(call);
    user.puts[0]?.handlers.success({ status: 202 });
    user.puts[0]?.handlers.error({ status: 400, object: apiError("Invalid State", "CF_INVALID_AGENT_WORKMODE", "265") });
    assert.deepEqual(names, ["c1"]);
    assert.deepEqual(outcomes.map(({ requestId }) => requestId), ["c1", "c1"]);
  });

  test("is not told for a change that was not sent, or whose name nobody knows", async () => {
    await commands.receive(call);
    user.puts[0]?.handlers.success({ status: 202 });
    await commands.receive({ ...call, id: "c2", onlyIf: { state: "TALKING" } });
    assert.deepEqual(outcomes.map((outcome) => "requestId" in outcome), [false, false]);
  });
});

describe("a Not Ready command", () => {
  test("goes to Finesse with the agent's own reason code of that label, and its acceptance is reported", async () => {
    await commands.receive(call);
    assert.equal(user.puts[0]?.state, "NOT_READY");
    assert.equal(user.puts[0]?.reason?.id, "42");
    assert.deepEqual(outcomes, [], "nothing is reported before Finesse has answered");

    user.puts[0]?.handlers.success({ status: 202 });
    assert.deepEqual(outcomes, [{ id: "c1", ok: true }]);
  });

  test("with a label that Finesse does not offer sends nothing to Finesse", async () => {
    await commands.receive({ ...call, reasonLabel: "Webex Nap" });
    assert.equal(user.puts.length, 0);
    assert.equal(outcomes[0]?.errorType, "reason_label_missing");
    assert.match(outcomes[0]?.errorMessage ?? "", /Webex Nap/);
  });

  test("finds a label that was made after the list was first read", async () => {
    await commands.receive({ ...call, id: "first" });
    user.codes?.push({ id: "77", label: "Webex DND" });
    await commands.receive({ ...call, reasonLabel: "Webex DND" });
    assert.equal(user.puts[1]?.reason?.id, "77");
  });

  test("without any reason codes in Finesse reports the missing label", async () => {
    user.codes = undefined;
    await commands.receive(call);
    assert.equal(outcomes[0]?.errorType, "reason_label_missing");
  });

  test("reports Finesse's own error when the reason codes cannot be read", async () => {
    user.refusal = { status: 503, object: apiError("Service Unavailable", "SERVER_OUT_OF_SERVICE", "") };
    await commands.receive(call);
    assert.equal(user.puts.length, 0);
    const { errorType, status } = outcomes[0] ?? {};
    assert.deepEqual({ errorType, status }, { errorType: "Service Unavailable", status: 503 });
  });

  test("of two codes with the label takes the one whose id was named", async () => {
    user.codes?.push({ id: "99", label: "Webex Call" });
    await commands.receive({ ...call, reasonId: "99" });
    assert.equal(user.puts[0]?.reason?.id, "99");
  });
});

describe("a Ready command", () => {
  test("needs no reason code and asks for no list", async () => {
    user.state = "NOT_READY";
    await commands.receive({ id: "r1", state: "READY", onlyIf: { state: "NOT_READY" } });
    assert.deepEqual([user.puts[0]?.state, user.puts[0]?.reason], ["READY", undefined]);
    assert.equal(user.listings, 0);
  });
});

describe("onlyIf", () => {
  const release: Command = {
    id: "r1",
    state: "READY",
    onlyIf: { state: "NOT_READY", reasonId: "42", stateChangeTime: "2026-03-01T10:00:00.000Z" },
  };

  beforeEach(() => {
    user.state = "NOT_READY";
    user.reasonId = "42";
  });

  const refusedWhen = async (change: () => void): Promise<void> => {
    change();
    await commands.receive(release);
    assert.equal(user.puts.length, 0);
    assert.deepEqual(outcomes, [{ id: "r1", ok: false, errorType: "only_if_not_met" }]);
    assert.equal(reads, 1, "Finesse was asked before");
    assert.deepEqual(said, ["state", "outcome"], "the state as it is now is reported, and before the refusal");
  };

  test("that holds lets the command through", async () => {
    await commands.receive(release);
    assert.equal(user.puts.length, 1);
  });

  test("that holds by what is shown asks Finesse nothing", async () => {
    await commands.receive(release);
    assert.deepEqual([user.puts.length, reads], [1, 0]);
  });

  test("that holds after all when Finesse is asked anew lets the command through", async () => {
    user.state = "READY";
    read = () => {
      user.state = "NOT_READY";
      return true;
    };
    await commands.receive(release);
    assert.deepEqual([user.puts.length, outcomes.length, reads], [1, 0, 1]);
  });

  test("is judged on a fresh read while what is shown is not to be believed", async () => {
    believable = false;
    read = () => {
      believable = true;
      user.state = "TALKING";
      return true;
    };
    await commands.receive(release);
    assert.equal(outcomes[0]?.errorType, "only_if_not_met");
  });

  test("that cannot be judged because Finesse does not tell the agent is told as such, and nothing is sent", async () => {
    user.state = "READY";
    read = () => false;
    await commands.receive(release);
    assert.deepEqual(outcomes, [{ id: "r1", ok: false, errorType: "user_unreadable" }]);
    assert.equal(user.puts.length, 0);
  });

  test("is not judged at all, and nothing is read, when the link was lost meanwhile", async () => {
    user.state = "READY";
    connection = undefined;
    await commands.receive(release);
    assert.deepEqual([outcomes[0]?.errorType, reads], ["link_lost", 0]);
  });

  test("keeps an agent at lunch at lunch", () => refusedWhen(() => (user.reasonId = "16")));

  test("stops a command for a state that has passed", () => refusedWhen(() => (user.state = "TALKING")));

  test("stops a command for the same reason chosen again later", () =>
    refusedWhen(() => (user.changedAt = "2026-03-01T10:05:00.000Z")));

  test("compares no change time that Finesse has lost in a fail-over", async () => {
    user.changedAt = "";
    await commands.receive(release);
    assert.equal(user.puts.length, 1);
  });

  test("takes the clocks of two nodes for equal when they differ by less than two seconds", async () => {
    user.changedAt = "2026-03-01T10:00:01.900Z";
    await commands.receive(release);
    assert.equal(user.puts.length, 1);
  });

  test("is judged after the reason codes have come, not before", async () => {
    user.state = "READY";
    const list = user.getNotReadyReasonCodes.bind(user);
    user.getNotReadyReasonCodes = (handlers) => {
      user.state = "TALKING";
      list(handlers);
    };
    await commands.receive(call);
    assert.equal(user.puts.length, 0);
    assert.equal(outcomes[0]?.errorType, "only_if_not_met");
  });
});

describe("an outcome", () => {
  test("of a repeated command is sent again, and Finesse is not asked again", async () => {
    await commands.receive(call);
    user.puts[0]?.handlers.success({ status: 202 });
    await commands.receive(call);
    assert.equal(user.puts.length, 1);
    assert.deepEqual(outcomes, [{ id: "c1", ok: true }, { id: "c1", ok: true }]);
  });

  test("is not invented for a command repeated while Finesse has yet to answer", async () => {
    await commands.receive(call);
    await commands.receive(call);
    assert.equal(user.puts.length, 1);
    assert.deepEqual(outcomes, []);
  });

  test("carries everything Finesse said of an error", async () => {
    await commands.receive(call);
    const object = apiError("Invalid State", "CF_INVALID_AGENT_WORKMODE", "265");
    user.puts[0]?.handlers.error({ status: 400, object });
    assert.deepEqual(outcomes, [
      {
        id: "c1",
        ok: false,
        errorType: "Invalid State",
        errorMessage: "CF_INVALID_AGENT_WORKMODE",
        errorData: "265",
        status: 400,
      },
    ]);
  });

  test("has the reasons read again when Finesse refuses one, for it may have been made anew", async () => {
    await commands.receive(call);
    const before = user.listings;
    user.puts[0]?.handlers.error({ status: 400, object: apiError("Invalid Input", "", "") });
    assert.equal(user.listings, before + 1);
    assert.equal(outcomes[0]?.errorType, "Invalid Input");
  });

  test("is corrected when Finesse refuses after it had accepted", async () => {
    await commands.receive(call);
    user.puts[0]?.handlers.success({ status: 202 });
    user.puts[0]?.handlers.error({ status: 400, object: apiError("Invalid State", "CF_RESOURCE_BUSY", "33") });
    assert.deepEqual(outcomes.map(({ ok }) => ok), [true, false]);
    await commands.receive(call);
    assert.equal(outcomes[2]?.errorData, "33", "a repeat gets the newest outcome");
  });

  test("says timeout when Finesse does not answer within 10 seconds, and is corrected by a late answer", async () => {
    await commands.receive(call);
    timers.pass(9_999);
    assert.deepEqual(outcomes, []);
    timers.pass(1);
    assert.deepEqual(outcomes, [{ id: "c1", ok: false, errorType: "timeout" }]);
    user.puts[0]?.handlers.success({ status: 202 });
    assert.deepEqual(outcomes[1], { id: "c1", ok: true });
  });

  test("tells of an answer that nobody can read", async () => {
    await commands.receive(call);
    user.puts[0]?.handlers.error({ status: "401" });
    assert.deepEqual(outcomes, [{ id: "c1", ok: false, errorType: "unreadable_answer", status: 401 }]);
  });

  test("waits for the link and then tells only the newest", async () => {
    await commands.receive(call);
    online = false;
    user.puts[0]?.handlers.success({ status: 202 });
    user.puts[0]?.handlers.error({ status: 400, object: apiError("Invalid State", "busy", "33") });
    online = true;
    commands.sendUnsent();
    commands.sendUnsent();
    assert.deepEqual(outcomes.map(({ errorData }) => errorData), ["33"]);
  });

  test("tells of a library that throws", async () => {
    user.setState = () => {
      throw new Error("Cannot operate on object that is not fully instantiated");
    };
    await commands.receive(call);
    assert.equal(outcomes[0]?.errorType, "gadget_error");
  });

  test("refuses a command it does not understand", async () => {
    await commands.receive({ id: "x", state: "LOGOUT", onlyIf: { state: "READY" } } as unknown as Command);
    await commands.receive({ id: "y", state: "READY" } as unknown as Command);
    assert.deepEqual(outcomes.map(({ errorType }) => errorType), ["bad_command", "bad_command"]);
    assert.equal(user.puts.length, 0);
  });
});
