import { expect } from "chai";
import { firstBuild } from "../../firmware/parts/builds";
import { PowerWatch } from "../../firmware/safety/power-watch";
import { Reason } from "../../firmware/shared/reasons";
import { TickInput } from "../../firmware/shared/tick";
import { firstOf, Scene } from "./scene";

const { battery, pump, bleed, dump } = firstBuild;
const parts = [
  ["pumpA", "pumpDuty", pump.currentA],
  ["bleedA", "bleedCoilDuty", bleed.currentA],
  ["dumpA", "dumpCoilDuty", dump.currentA],
] as const;

function watching(valvesShut = true) {
  const { situation } = new Scene();
  situation.valvesShut = valvesShut;
  const driven = { pumpDuty: 0, bleedCoilDuty: 0, dumpCoilDuty: 0 };
  const watch = new PowerWatch(firstBuild, situation, driven);
  const input = new TickInput();
  // A board that senses the pump's current; nothing flows.
  input.pumpA = 0;
  const judge = (ms = 60_000) => firstOf(ms, 100, () => watch.judge(input, 100));
  return { watch, driven, input, judge };
}

describe("power watch", () => {
  it("SR-039: a falling battery releases after 0.2 s, where anything is held", () => {
    const { input, judge } = watching();
    input.batteryMv = battery.releaseMv;
    expect(judge()[0]).to.equal(Reason.none);
    input.batteryMv = battery.releaseMv - 1;
    expect(judge()).to.deep.equal([Reason.batteryFalling, 200]);
    const open = watching(false);
    open.input.batteryMv = battery.releaseMv - 1;
    expect(open.judge()[0]).to.equal(Reason.none);
  });

  it("SR-039: a low battery allows no start, and is told after 2 s", () => {
    const { watch, input, judge } = watching(false);
    expect([watch.isLow, watch.isNearlyLow]).to.deep.equal([false, false]);
    input.batteryMv = battery.lowestStartMv;
    judge(5000);
    expect([watch.isLow, watch.isNearlyLow]).to.deep.equal([false, false]);
    input.batteryMv = battery.lowestStartMv - 1;
    judge(1900);
    expect([watch.isLow, watch.isNearlyLow]).to.deep.equal([true, false]);
    judge(100);
    expect([watch.isLow, watch.isNearlyLow]).to.deep.equal([true, true]);
    input.batteryMv = battery.lowestStartMv;
    judge(100);
    expect([watch.isLow, watch.isNearlyLow]).to.deep.equal([false, false]);
  });

  it("SR-040: over 60 °C for 10 s is a fault", () => {
    const { input, judge } = watching(false);
    input.temperatureC = 60;
    expect(judge()[0]).to.equal(Reason.none);
    input.temperatureC = 60.1;
    expect(judge()).to.deep.equal([Reason.overTemperature, 10_000]);
  });

  it("SR-044: a driven part that draws less than a fifth of what is due for 0.3 s is a fault", () => {
    for (const [current, duty, fullA] of parts) {
      const { driven, input, judge } = watching();
      driven[duty] = 0.3;
      const least = 0.2 * 0.3 * fullA;
      input[current] = least;
      expect(judge()[0], current).to.equal(Reason.none);
      input[current] = 0.99 * least;
      expect(judge(), current).to.deep.equal([Reason.currentAbsent, 300]);
      driven[duty] = 0.29;
      input[current] = 0;
      expect(judge()[0], current).to.equal(Reason.none);
      driven[duty] = 1;
      input[current] = 0.19 * fullA;
      expect(judge(), current).to.deep.equal([Reason.currentAbsent, 300]);
    }
  });

  it("SR-044: an idle part that draws more than a fifth of its current for 0.3 s is a fault", () => {
    for (const [current, duty, fullA] of parts) {
      const { driven, input, judge } = watching(false);
      input[current] = 0.2 * fullA;
      expect(judge()[0], current).to.equal(Reason.none);
      input[current] = 0.201 * fullA;
      expect(judge(), current).to.deep.equal([Reason.currentStray, 300]);
      driven[duty] = 0.1;
      expect(judge()[0], current).to.equal(Reason.none);
    }
  });

  it("SR-040, SR-044: what a board does not sense is not judged", () => {
    const { watch, driven, input, judge } = watching();
    input.pumpA = Number.NaN;
    Object.assign(driven, { pumpDuty: 1, bleedCoilDuty: 1, dumpCoilDuty: 1 });
    expect(judge()[0]).to.equal(Reason.none);
    expect([watch.isLow, watch.isNearlyLow]).to.deep.equal([false, false]);
  });
});
