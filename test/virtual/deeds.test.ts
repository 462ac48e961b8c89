import { expect } from "chai";
import { Phase } from "../../firmware/shared/phase";
import { deedNames, deeds } from "../../sim/virtual/deeds";
import { deedList } from "../../sim/virtual/options";
import { deedNamed, orderOfLine } from "../../sim/virtual/orders";
import { Pacer } from "../../sim/virtual/pacer";
import { truthOf } from "../../sim/virtual/truth";
import type { VirtualCuff } from "../../sim/virtual/virtual-cuff";
import { newCuff } from "./rig";

function ready(): VirtualCuff {
  const cuff = newCuff();
  cuff.run(10_000);
  expect(cuff.world.output?.phase).to.equal(Phase.vented);
  return cuff;
}

function act(cuff: VirtualCuff, line: string): void {
  const { deed, isOn } = orderOfLine(line);
  cuff.do(deed, isOn);
}

describe("deeds on a virtual cuff", () => {
  it("have keys and names of their own, and stand in the help", () => {
    const keys = deeds.map(({ key }) => key);
    expect(new Set([...keys, ...deedNames, "q", "h"]).size).to.equal(2 * deeds.length + 2);
    for (const { key, name } of deeds) expect(deedList()).to.match(new RegExp(`^ {2}${key} {2}${name} `, "m"));
    for (const { key, name } of deeds) expect(deedNamed(key)?.name).to.equal(name);
  });

  it("arm, open the bonding window and forget, by presses that long", () => {
    const cuff = ready();
    act(cuff, "bond");
    cuff.run(3900);
    expect(cuff.service.isBondingOpen).to.equal(false);
    cuff.run(300);
    expect(cuff.service.isBondingOpen).to.equal(true);
    act(cuff, "a");
    cuff.run(400);
    expect(cuff.world.output?.phase).to.equal(Phase.testing);
    act(cuff, "release");
    cuff.run(400);
    expect(cuff.world.output?.setpointMmhg).to.equal(undefined);
    expect(cuff.world.board.buttonDown).to.equal(false);
  });

  /** What shows that a fault has been put in. */
  const signs: Readonly<Record<string, (cuff: VirtualCuff) => boolean>> = {
    leak: ({ world }) => world.air.leakMlPerS > 1,
    kink: ({ world }) => world.air.isHoseBlocked,
    pump: ({ world }) => world.board.wiring.pumpStuckOn,
    transducer: ({ world }) => world.output?.phase === Phase.faulted,
    battery: ({ world }) => (world.output?.alarm ?? 0) !== 0,
    move: ({ exerciser }) => exerciser.isWilling,
  };
  const toggles = deeds.filter(({ toggle }) => toggle !== undefined).map(({ name }) => name);

  it("have a sign for each that has two states", () => {
    expect(toggles).to.have.members(Object.keys(signs));
  });

  for (const name of toggles) {
    it(`${name}: on and off`, () => {
      const cuff = ready();
      const isSeen = () => {
        cuff.run(10_000);
        return signs[name]?.(cuff);
      };
      act(cuff, `${name} off`);
      expect(isSeen(), "off").to.equal(false);
      act(cuff, name);
      expect(isSeen(), "on").to.equal(true);
      expect(truthOf(cuff).states[name]).to.equal(true);
      act(cuff, `${name} off`);
      expect(truthOf(cuff).states[name]).to.equal(false);
    });
  }

  it("restart the chip, which begins with its checks", () => {
    const cuff = ready();
    act(cuff, "restart");
    cuff.run(1000);
    expect(cuff.world.restarts).to.equal(1);
    expect(cuff.world.output?.phase).to.equal(Phase.starting);
  });

  it("bump the limb for a second", () => {
    const cuff = ready();
    act(cuff, "bump");
    cuff.run(500);
    expect(cuff.world.limb.squeezeMl).to.be.above(0);
    cuff.run(600);
    expect(cuff.world.limb.squeezeMl).to.equal(0);
  });

  it("say what is wrong with a line", () => {
    expect(() => orderOfLine("leek")).to.throw(/unknown: leek.*leak/);
    expect(() => orderOfLine("arm on")).to.throw(/arm takes nothing/);
    expect(() => orderOfLine("leak maybe")).to.throw(/leak takes on or off/);
    expect(() => orderOfLine("leak on now")).to.throw(/leak takes on or off/);
  });
});

describe("the pace of a virtual cuff", () => {
  it("is that of the clock, in whole milliseconds, with nothing lost", () => {
    const pacer = new Pacer(1, 1000);
    let sum = 0;
    for (let ms = 1000; ms <= 2000; ms += 0.3) {
      const due = pacer.due(ms);
      expect(due).to.equal(Math.floor(due));
      sum += due;
    }
    expect(sum).to.be.within(999, 1000);
  });

  it("can be faster", () => {
    expect(new Pacer(20, 0).due(10)).to.equal(200);
  });

  it("does not make up for more than 0.2 s at once, nor for a clock that goes back", () => {
    const pacer = new Pacer(1, 0);
    expect(pacer.due(60_000)).to.equal(200);
    expect(pacer.due(60_010)).to.equal(10);
    expect(pacer.due(50_000)).to.equal(0);
    expect(pacer.due(50_010)).to.equal(10);
  });
});
