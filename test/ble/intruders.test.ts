import { expect } from "chai";
import { Slot } from "../../firmware/ble/gatt-table";
import { ERASE_MAGIC } from "../../firmware/ble/log-operations";
import { operations } from "../../firmware/ble/operations";
import { Result } from "../../firmware/ble/results";
import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import { KEY, ServedCuff, whose } from "./served";

const OTHER_KEY = Uint8Array.of(8, 7, 6, 5, 4, 3, 2, 1);
const STRANGER = Uint8Array.of(9, 9, 9, 9, 9, 9, 9, 9);
const BONDING_MS = 4000;
const FORGETTING_MS = 10_100;
const hold = { ...whose, mode: 0, isOptIn: false, setpointMmhg: 100 };

function introduces(cuff: ServedCuff, key: Uint8Array): number {
  return cuff.ask(operations.introduce, {}, key).result;
}

/** Holds by the order of the app with `KEY`. */
function holding(cuff: ServedCuff): ServedCuff {
  cuff.armed().succeed(operations.enterLop, { ...whose, lopMmhg: 180 });
  cuff.run(100).succeed(operations.hold, hold);
  return cuff.until(() => cuff.world.output?.phase === Phase.holding);
}

function vented(cuff: ServedCuff): ServedCuff {
  return cuff.until(() => cuff.world.output?.phase === Phase.vented, 60_000);
}

describe("who may not", () => {
  it("SR-062: without an encrypted link a known key is worth nothing", () => {
    const cuff = new ServedCuff().ready().connect();
    cuff.link.isEncrypted = false;
    expect(introduces(cuff, KEY)).to.equal(Result.notBonded);
    expect(cuff.ask(operations.requestControl, {}).result).to.equal(Result.notBonded);
    cuff.link.isEncrypted = true;
    expect(cuff.ask(operations.requestControl, {}).result, "it was not heard").to.equal(Result.notBonded);
    expect(introduces(cuff, KEY)).to.equal(Result.success);
  });

  it("SR-062: without control nothing is set, ordered or erased", () => {
    const cuff = new ServedCuff().ready();
    cuff.succeed(operations.giveUpControl, {});
    const asks = [
      () => cuff.ask(operations.setClock, { unixS: 1_800_000_000 }),
      () => cuff.ask(operations.nameCuff, {}, Uint8Array.of(65)),
      () => cuff.ask(operations.screen, { personSlot: 0, isAcknowledged: true, isAdult: true }),
      () => cuff.ask(operations.erasePerson, { personSlot: 1 }),
      () => cuff.ask(operations.hold, hold),
      () => cuff.ask(operations.eraseEverything, { magic: ERASE_MAGIC }),
    ];
    for (const ask of asks) expect(ask().result).to.equal(Result.notPermitted);
    expect(cuff.succeed(operations.readPerson, { personSlot: 1 }).isAdult).to.equal(true);
  });

  it("SR-042, SR-062: another known app may not take control while an order stands, and its presence keeps nothing up", () => {
    const cuff = new ServedCuff().ready().press(BONDING_MS);
    expect(introduces(cuff, OTHER_KEY)).to.equal(Result.success);
    introduces(cuff, KEY);
    holding(cuff.takeControl());
    cuff.connect();
    introduces(cuff, OTHER_KEY);
    expect(cuff.ask(operations.requestControl, {})).to.deep.include({
      result: Result.failed,
      reason: Reason.controlHeld,
    });
    expect(cuff.ask(operations.adjust, { setpointMmhg: 90 }).result).to.equal(Result.notPermitted);
    cuff.until(() => cuff.reason === Reason.linkLost, 31_000);
    vented(cuff);
    expect(cuff.ask(operations.requestControl, {}).result, "after the order").to.equal(Result.success);
  });

  it("SR-062: the bonding window takes in one phone", () => {
    const cuff = new ServedCuff().ready().press(BONDING_MS);
    expect(introduces(cuff, OTHER_KEY)).to.equal(Result.success);
    expect(introduces(cuff, STRANGER)).to.equal(Result.notBonded);
    expect(introduces(cuff, OTHER_KEY)).to.equal(Result.success);
  });

  it("SR-062: the bonding window closes after 60 s, however often somebody tries before", () => {
    const cuff = new ServedCuff().ready().press(BONDING_MS);
    expect(cuff.service.isBondingOpen).to.equal(true);
    cuff.run(58_000);
    expect(cuff.service.isBondingOpen).to.equal(true);
    cuff.run(2500);
    expect(introduces(cuff, STRANGER)).to.equal(Result.notBonded);
  });

  it("SR-062: ten seconds on the button take all rights away at once", () => {
    const cuff = new ServedCuff().ready().press(FORGETTING_MS);
    expect(cuff.service.isControlled).to.equal(false);
    expect(cuff.ask(operations.identify, {}).result).to.equal(Result.notBonded);
    expect(introduces(cuff, KEY)).to.equal(Result.notBonded);
  });

  it("SR-062: a fourth phone makes the first unknown", () => {
    const cuff = new ServedCuff().ready();
    for (const first of [11, 12, 13]) {
      cuff.press(BONDING_MS);
      expect(introduces(cuff, Uint8Array.of(first, 0, 0, 0, 0, 0, 0, 0))).to.equal(Result.success);
    }
    expect(introduces(cuff, KEY)).to.equal(Result.notBonded);
  });

  it("SR-004, SR-066: a stranger may let go, also while requests wait and an answer does not get through", () => {
    const cuff = holding(new ServedCuff().ready()).connect();
    cuff.link.isStuck = true;
    for (let i = 0; i < 20; i++) cuff.write(Uint8Array.of(0x42, i, i, 0, 0, 0, 0, 0, 0, 0, 9, 0));
    cuff.write(new Uint8Array(300), Slot.release).run(20);
    expect(cuff.world.output?.setpointMmhg).to.equal(undefined);
    cuff.until(() => cuff.world.air.cuffMmhg < 15, 10_000);
  });
});

describe("erase everything, over the protocol", () => {
  const magic = { magic: ERASE_MAGIC };

  it("SR-063: is refused while the cuff is armed, holds or lets go, and taken once it is vented", () => {
    const cuff = new ServedCuff().ready().armed();
    const isRefused = (): void => {
      expect(cuff.ask(operations.eraseEverything, magic)).to.deep.include({
        result: Result.failed,
        reason: Reason.notWhileInUse,
      });
    };
    isRefused();
    cuff.succeed(operations.enterLop, { ...whose, lopMmhg: 180 });
    cuff.run(100).succeed(operations.hold, hold);
    cuff.until(() => cuff.world.output?.phase === Phase.holding);
    isRefused();
    cuff.write(new Uint8Array(), Slot.release).run(30);
    isRefused();
    expect(cuff.service.isErasePending).to.equal(false);
    vented(cuff).succeed(operations.eraseEverything, magic);
    expect(cuff.service.isErasePending).to.equal(true);
  });

  it("SR-063: at the next start keys, people and sessions are gone, and a new phone begins with nothing", () => {
    const cuff = holding(new ServedCuff().ready());
    cuff.run(3000).write(new Uint8Array(), Slot.release);
    vented(cuff).run(1000);
    expect(cuff.succeed(operations.readLogState, {}).sessions).to.equal(1);
    cuff.succeed(operations.nameCuff, {}, Uint8Array.of(0x41, 0x42));
    cuff.succeed(operations.eraseEverything, magic);
    expect(cuff.succeed(operations.readLogState, {}).sessions, "not before").to.equal(1);
    cuff.world.restart(false);
    vented(cuff).connect();
    expect(introduces(cuff, KEY)).to.equal(Result.notBonded);
    cuff.press(BONDING_MS);
    expect(introduces(cuff, STRANGER)).to.equal(Result.success);
    expect(cuff.succeed(operations.readLogState, {})).to.deep.include({ sessions: 0, undownloaded: 0, lost: 0 });
    expect(cuff.succeed(operations.nextSession, { after: 0 }).session).to.equal(0);
    expect(cuff.succeed(operations.readPerson, { personSlot: whose.personSlot })).to.deep.include({
      isKnown: false,
      isAdult: false,
      sessions: 0,
    });
    expect(cuff.service.isErasePending).to.equal(false);
  });
});
