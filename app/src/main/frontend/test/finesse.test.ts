import assert from "node:assert/strict";
import { test } from "node:test";
import { readError, readState, type FinesseUser } from "../src/finesse";
import { apiError, FakeUser } from "./fake-user";

test("an agent at lunch is reported with id, label, code and time of his reason", () => {
  const user = new FakeUser();
  Object.assign(user, { state: "NOT_READY", reasonId: "16", reasonLabel: "Lunch" });
  assert.deepEqual(readState(user, user.codes ?? []), {
    state: "NOT_READY",
    reasonId: "16",
    reasonLabel: "Lunch",
    reasonCode: "3",
    stateChangeTime: "2026-03-01T10:00:00.000Z",
  });
});

test("fields that Finesse does not fill are left out, and so is its -1 for no reason", () => {
  const user = new FakeUser();
  Object.assign(user, { state: "NOT_READY", reasonId: "-1", reasonLabel: "", changedAt: "", pending: "" });
  assert.deepEqual(readState(user, []), { state: "NOT_READY" });
});

test("a pending state is reported", () => {
  const user = new FakeUser();
  Object.assign(user, { state: "TALKING", pending: "NOT_READY" });
  assert.equal(readState(user, []).pendingState, "NOT_READY");
});

test("a library without the newer getters still tells the state", () => {
  const user = { getState: () => "READY" } as unknown as FinesseUser;
  assert.deepEqual(readState(user, []), { state: "READY" });
});

test("a user that is not loaded yet has no state", () => {
  const user = { getState: () => assert.fail("not fully instantiated") } as unknown as FinesseUser;
  assert.deepEqual(readState(user, []), {});
});

test("a reason whose label the library does not find is named from the list", () => {
  const user = Object.assign(new FakeUser(), { state: "NOT_READY", reasonId: "42" });
  assert.equal(readState(user, user.codes ?? []).reasonLabel, "Webex Call");
});

test("code and label of a reason that the list does not have are those of the user's document, in either spelling", () => {
  for (const name of ["reasonCode", "ReasonCode"]) {
    const data = { [name]: { code: "50005", label: "Non ACD Busy" } };
    const user = Object.assign(new FakeUser(), { reasonId: "7", getData: () => data });
    assert.equal(readState(user, user.codes ?? []).reasonCode, "50005");
    assert.equal(readState(user, user.codes ?? []).reasonLabel, "Non ACD Busy");
  }
});

test("the code comes from the library where it offers one", () => {
  const user = Object.assign(new FakeUser(), { reasonId: "42", getReasonCode: () => ({ code: 999 }) });
  assert.equal(readState(user, user.codes ?? []).reasonCode, "999");
});

test("an error is read from an HTTP answer and from a notification alike", () => {
  const wanted = { type: "Invalid State", message: "CF_RESOURCE_BUSY", data: "33", status: 400 };
  const http = { status: 400, object: apiError("Invalid State", "CF_RESOURCE_BUSY", "33") };
  const event = {
    status: 400,
    object: { apiErrors: { apiError: [{ errorType: "Invalid State", errorMessage: "CF_RESOURCE_BUSY", errorData: "33" }] } },
  };
  assert.deepEqual(readError(http), wanted);
  assert.deepEqual(readError(event), wanted);
});

test("an answer without a body still tells its status, and no answer tells nothing", () => {
  assert.deepEqual(readError({ status: "503", content: "" }), { status: 503 });
  assert.deepEqual(readError(undefined), {});
});
