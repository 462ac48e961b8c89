import { expect } from "chai";
import { Diary, noTimes } from "../../firmware/diary";
import { Keeper } from "../../firmware/keeper";
import { SessionShelf } from "../../firmware/log/session-shelf";
import { firstBuild } from "../../firmware/parts/builds";
import { LimbAccount } from "../../firmware/safety/limb-account";
import { presets } from "../../firmware/session/presets";
import { Side, Wearer } from "../../firmware/shared/order";
import { TickInput, TickOutput } from "../../firmware/shared/tick";
import { ERASED } from "../../firmware/storage/flash";
import { PowerLost, SimulatedFlash } from "../../sim/hardware/flash";
import { RandomStream } from "../../sim/random";

const NOW_S = 1_795_000_000;
/** Bytes that stand nowhere else. */
const KEY = Uint8Array.of(0xa5, 0x17, 0xc3, 0x99, 0x42, 0xfe, 0x08, 0x6d);
const NAME = "Quillfeather";
const SECTORS = 24;

const chance = new RandomStream(1, "flash");

/** The two partitions of a cuff, and what its firmware does between ticks; a restart makes everything anew. */
class Rig {
  readonly flash = new SimulatedFlash({ sectorBytes: 4096, sectorCount: 32, chance });
  readonly logFlash = new SimulatedFlash({ sectorBytes: 1024, sectorCount: SECTORS, chance });
  readonly account = new LimbAccount(0, undefined);
  readonly input = new TickInput();
  readonly output = Object.assign(new TickOutput(), { mayErase: true });
  keeper = this.#newKeeper();
  diary = this.#newDiary();

  restart(): void {
    this.keeper = this.#newKeeper();
    this.diary = this.#newDiary();
  }

  /** Until nothing is left to do. */
  tidy(): void {
    for (let turns = 0; (this.keeper.isTidying || this.diary.isTidying) && turns < 500; turns++) this.turn();
    this.turn();
  }

  turn(): void {
    this.keeper.turn(this.output, this.input, this.account, 10);
    this.diary.turn(this.output, this.input, noTimes, 10);
    if (this.diary.hasErased) this.keeper.noteErased(this.account);
  }

  /** Somebody has used the cuff. */
  live(): void {
    const { keeper, account } = this;
    keeper.tellTime(NOW_S, account);
    keeper.people.screen(1, true, true, NOW_S);
    keeper.people.noteLop(Object.assign(new Wearer(), { personSlot: 1 }), 171.3, NOW_S);
    const [first] = presets;
    if (first) keeper.people.notePlan(1, { ...first.prescription, name: NAME });
    keeper.bonds.add(KEY);
    account.restricted.note(1, Side.left, 600_000);
    const { output, input } = this;
    input.training.plan = keeper.people.at(1)?.lastPlan;
    output.setpointMmhg = 120;
    output.pressureValid = true;
    for (let turns = 0; turns < 3000; turns++) this.turn();
    output.setpointMmhg = undefined;
    this.turn();
    keeper.wantErase(account);
  }

  /** What of a person can still be read in flash, byte by byte. */
  get traces(): string[] {
    const traces: string[] = [];
    for (const { bytes } of [this.flash, this.logFlash]) {
      const all = Buffer.from(bytes);
      if (all.includes(Buffer.from(KEY))) traces.push("key");
      if (all.includes(NAME)) traces.push("plan");
    }
    return traces;
  }

  #newKeeper(): Keeper {
    return new Keeper(this.flash, firstBuild, false);
  }

  #newDiary(): Diary {
    return new Diary(new SessionShelf(this.logFlash, 6), firstBuild, this.keeper.eraseWanted);
  }
}

function used(): Rig {
  const rig = new Rig();
  rig.tidy();
  rig.live();
  return rig;
}

describe("erase everything", () => {
  it("SR-063: is done at the next start, before the cuff can be used, and leaves no byte of a person", () => {
    const rig = used();
    expect(rig.diary.shelf.sessions).to.equal(1);
    expect(rig.traces).to.include.members(["key", "plan"]);
    rig.restart();
    expect([rig.keeper.isTidying, rig.diary.isTidying]).to.deep.equal([true, true]);
    expect(rig.keeper.people.at(1)?.isKnown).to.equal(false);
    expect(rig.keeper.bonds.knows(KEY)).to.equal(false);
    rig.tidy();
    expect(rig.traces).to.deep.equal([]);
    expect(rig.diary.shelf.sessions).to.equal(0);
    expect(rig.keeper.eraseWanted).to.equal(false);
    rig.restart();
    expect([rig.keeper.eraseWanted, rig.keeper.isTidying, rig.diary.isTidying]).to.deep.equal([false, false, false]);
  });

  it("SR-063, SR-024: what protects a limb stays: restricted time, and what the clock was", () => {
    const rig = used();
    rig.restart();
    rig.tidy();
    rig.restart();
    expect(rig.keeper.boot.restrictedMs?.[2 * 25]).to.equal(600_000);
    expect(rig.keeper.boot.storedDataCorrupt).to.equal(false);
    expect(rig.keeper.clock.minutes).to.be.at.least(NOW_S / 60);
  });

  it("SR-063: nothing is erased while that is not allowed", () => {
    const rig = used();
    rig.restart();
    const before = rig.flash.eraseCount + rig.logFlash.eraseCount;
    rig.output.mayErase = false;
    for (let turns = 0; turns < 50; turns++) rig.turn();
    expect(rig.flash.eraseCount + rig.logFlash.eraseCount).to.equal(before);
    expect(rig.diary.isTidying).to.equal(true);
  });

  it("SR-063: a power loss in the middle only puts it off", () => {
    for (let cut = 0; cut < 60; cut++) {
      const rig = used();
      const which = cut % 2 === 0 ? rig.flash : rig.logFlash;
      which.cutAfter(cut * 23);
      try {
        rig.restart();
        rig.tidy();
      } catch (error) {
        expect(error).to.be.instanceOf(PowerLost);
      }
      which.restorePower();
      rig.restart();
      rig.tidy();
      expect(rig.traces, `cut ${cut}`).to.deep.equal([]);
      expect([rig.diary.shelf.sessions, rig.keeper.eraseWanted], `cut ${cut}`).to.deep.equal([0, false]);
      expect(rig.keeper.boot.storedDataCorrupt).to.equal(false);
    }
  });

  it("erased flash is what a new cuff has", () => {
    expect(new Rig().flash.bytes.filter((byte) => byte !== ERASED).length).to.be.below(1024);
  });
});
