import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import type { Container } from "../src/container";
import type { UserOptions } from "../src/finesse";
import { ReadGate } from "../src/read-gate";
import { UserReader, type ReadTrouble } from "../src/user-reader";
import { LibraryUser, notification, type Shown } from "./library-user";
import { ManualTimers } from "./manual-timers";

const READY: Shown = { state: "READY", changedAt: "2026-03-01T10:05:00.000Z" };
const LUNCH: Shown = { state: "NOT_READY", changedAt: "2026-03-01T10:00:00.000Z", reasonId: "16" };
const TALKING: Shown = { state: "TALKING", changedAt: "2026-03-01T10:06:00.000Z" };

let timers: ManualTimers;
let user: LibraryUser;
let header: string;
let reader: UserReader;
let hear: (message: unknown) => void;
let seen: string[];
let troubles: (ReadTrouble | undefined)[];

beforeEach(() => {
  timers = new ManualTimers();
  user = new LibraryUser();
  header = "Basic one";
  seen = [];
  troubles = [];
  const container = {
    user(options: Omit<UserOptions, "id">) {
      user.options = { ...options, id: "1001" };
      return user;
    },
    watchAgent: (told: (message: unknown) => void) => (hear = told),
  } as unknown as Container;
  const gate: ReadGate = new ReadGate(() => header, timers, (open) => (open ? reader.read() : reader.refused()));
  const events = {
    loaded() {},
    seen: (how: string) => seen.push(`${how} ${user.getState()}`),
    trouble: (trouble: ReadTrouble | undefined) => void troubles.push(trouble),
  };
  reader = new UserReader(container, gate, events, timers);
});

function notify(shown: Shown): void {
  hear(notification(shown));
  user.notify(shown);
}

function pass(milliseconds: number): void {
  for (let left = milliseconds; left > 0; left -= 100) {
    timers.pass(Math.min(100, left));
  }
}

const loaded = (shown: Shown): void => {
  user.answer(shown);
  pass(3_000);
  seen.length = 0;
};

describe("the request behind the state", () => {
  test("is told by the notification of the change, and forgotten with the next change", () => {
    loaded(LUNCH);
    assert.equal(reader.requestBehind(), undefined);
    notify({ ...READY, requestId: "5f2e" });
    assert.equal(reader.requestBehind(), "5f2e");
    reader.read();
    user.answer(READY);
    assert.equal(reader.requestBehind(), "5f2e");
    notify(TALKING);
    assert.equal(reader.requestBehind(), undefined);
  });
});

describe("a notification that an older answer overwrites", () => {
  test("heals within 2 seconds by one read, and the older state is never told", () => {
    loaded(LUNCH);
    void reader.fresh();
    notify(READY);
    user.answer(LUNCH);
    assert.equal(reader.believable(), false);
    pass(1_900);
    assert.equal(user.underWay(), 1);
    user.answer(READY);
    assert.equal(reader.believable(), true);
    assert.deepEqual([...new Set(seen.map((word) => word.split(" ")[1]))], ["READY"]);
    pass(60_000);
    assert.equal(user.refreshes, 2);
  });

  test("heals within 2 seconds where the library's first answer comes after it and says nothing", () => {
    notify(READY);
    pass(5_000);
    user.answer(LUNCH);
    pass(1_900);
    user.answer(READY);
    assert.deepEqual([user.state, user.refreshes, seen.at(-1)], ["READY", 1, "read READY"]);
  });

  test("heals again where the next one is overwritten too, but never twice within a second", () => {
    loaded(LUNCH);
    const asked: number[] = [];
    const refresh = user.refresh.bind(user);
    user.refresh = () => {
      asked.push(timers.now());
      refresh();
    };
    for (let round = 0; round < 5; round += 1) {
      const newer = { ...READY, changedAt: `2026-03-01T11:00:0${round}.000Z` };
      reader.read();
      notify(newer);
      user.answer(LUNCH);
      pass(1_100);
      user.answer(newer);
    }
    assert.equal(user.state, "READY");
    assert.ok(asked.length <= 10, `${asked.length} reads`);
    asked.slice(2).forEach((time, at) => assert.ok(time - (asked[at] ?? 0) >= 1_000));
  });
});

describe("a read begun after a notification", () => {
  test("is believed when it differs: notifications may be lost", async () => {
    loaded(LUNCH);
    notify(READY);
    pass(2_000);
    const fresh = reader.fresh();
    user.answer(TALKING);
    assert.equal(await fresh, true);
    assert.equal(seen.at(-1), "read TALKING");
    pass(60_000);
    assert.equal(user.refreshes, 1);
  });

  test("of the library's own that differs is read once more, for nobody knows when it was begun", () => {
    loaded(LUNCH);
    notify(READY);
    pass(2_000);
    user.options?.onChange(Object.assign(user, LUNCH));
    pass(200);
    user.answer(LUNCH);
    assert.deepEqual([user.refreshes, seen.at(-1)], [1, "read NOT_READY"]);
    pass(60_000);
    assert.equal(user.refreshes, 1);
  });
});

test("a notification whose event the library does not know is told within a second", () => {
  loaded(LUNCH);
  hear(notification(READY));
  Object.assign(user, { ...READY, reasonId: undefined });
  pass(1_000);
  assert.deepEqual([seen, user.refreshes], [["event READY"], 0]);
});

test("many fresh reads at once are one", async () => {
  loaded(LUNCH);
  const all = [reader.fresh(), reader.fresh(), reader.fresh()];
  user.answer(READY);
  assert.deepEqual(await Promise.all(all), [true, true, true]);
  assert.equal(user.refreshes, 1);
});

test("a fresh read that is not answered is given up after 10 seconds, and the next one asks again", async () => {
  loaded(LUNCH);
  const lost = reader.fresh();
  pass(10_000);
  assert.equal(await lost, false);
  void reader.fresh();
  assert.equal(user.refreshes, 2);
});

describe("a user that cannot be read", () => {
  test("is told with its status, and read again after 10 to 12.5 seconds, then rarer, at most every two minutes", () => {
    const times: number[] = [];
    user.fail({ status: 500 });
    for (let passed = 0; passed < 1_200_000; passed += 100) {
      timers.pass(100);
      if (user.underWay() > 0) {
        times.push(timers.now());
        user.fail({ status: 500 });
      }
    }
    const gaps = times.map((time, at) => time - (times[at - 1] ?? 0));
    assert.ok(gaps[0]! >= 10_000 && gaps[0]! <= 12_600, String(gaps[0]));
    gaps.slice(4).forEach((gap) => assert.ok(gap >= 120_000 && gap <= 150_100, String(gap)));
    assert.deepEqual(troubles, [{ status: 500 }], "told once");
    pass(150_000);
    user.answer(READY);
    assert.deepEqual([troubles.at(-1), seen.at(-1)], [undefined, "read READY"]);
  });

  test("of which a notification tells is known again", () => {
    user.fail({ status: 500 });
    notify(READY);
    assert.equal(troubles.at(-1), undefined);
    assert.ok(seen.includes("event READY"));
  });
});

describe("a sign-in that Finesse refuses", () => {
  test("is not sent again until the desktop has another one", () => {
    user.fail({ status: 401 });
    reader.read();
    pass(600_000);
    assert.deepEqual([user.refreshes, troubles], [0, [{ status: 401 }]]);
    header = "Basic two";
    pass(15_000);
    assert.equal(user.refreshes, 1);
    user.answer(READY);
    assert.deepEqual([troubles.at(-1), seen.at(-1)], [undefined, "read READY"]);
  });

  test("makes every fresh read answer at once that it could not be read", async () => {
    loaded(LUNCH);
    void reader.fresh();
    user.fail({ status: 401 });
    assert.equal(await reader.fresh(), false);
    assert.equal(user.refreshes, 1);
  });

  test("stays said while notifications come, and is over when the library itself could read", () => {
    loaded(LUNCH);
    void reader.fresh();
    user.fail({ status: 401 });
    notify(READY);
    assert.deepEqual(troubles, [{ status: 401 }]);
    pass(5_000);
    user.options?.onChange(user);
    assert.equal(troubles.at(-1), undefined);
  });
});

describe("while the desktop has lost Finesse", () => {
  beforeEach(() => {
    loaded(LUNCH);
    reader.pause();
    user.suppressed = true;
  });

  test("nothing is read, whatever is notified", () => {
    notify(READY);
    pass(600_000);
    assert.equal(user.refreshes, 0);
  });

  test("and the library reads after it, a failure of our own read is not repeated for two minutes", () => {
    reader.libraryReads();
    user.suppressed = false;
    pass(12_000);
    reader.read();
    user.fail({ status: 503 });
    pass(107_000);
    assert.equal(user.refreshes, 1);
    pass(20_000);
    assert.equal(user.refreshes, 2);
  });
});
