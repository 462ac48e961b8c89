import { expect } from "chai";
import { type IndicatorOutput, Indicators } from "../../firmware/safety/indicators";
import { Light } from "../../firmware/shared/light";
import { Priority } from "../../firmware/shared/priority";

const STEP_MS = 10;

/** Light and buzzer, and who drives them. */
function indicating() {
  const indicators = new Indicators();
  const out: IndicatorOutput = { light: Light.off, buzzerOn: false, isSilenced: false };
  const update = (priority: Priority, silences: number, ms = STEP_MS) => indicators.update(priority, silences, ms, out);
  return { out, update, indicators };
}

/** When something goes on and off, ms; sampled in steps. */
function edgesOf(isOn: (ms: number) => boolean, ms: number): { onMs: number; lastsMs: number }[] {
  const pulses: { onMs: number; lastsMs: number }[] = [];
  let was = false;
  for (let at = 0; at < ms; at += STEP_MS) {
    const is = isOn(at);
    if (is && !was) pulses.push({ onMs: at, lastsMs: 0 });
    const last = pulses.at(-1);
    if (is && last) last.lastsMs += STEP_MS;
    was = is;
  }
  return pulses;
}

function running(priority: Priority, ms: number) {
  const { out, update } = indicating();
  const lights: Light[] = [];
  const beeps = edgesOf(() => {
    update(priority, 0);
    lights.push(out.light);
    return out.buzzerOn;
  }, ms);
  const flashes = edgesOf((at) => lights[at / STEP_MS] !== Light.off, ms);
  return { lights: new Set(lights), flashes, beeps };
}

const five = [0, 250, 500, 900, 1150];

describe("indicators", () => {
  it("SR-051: high priority flashes red at 1.4 to 2.8 Hz, half on, and beeps ten times of 75 to 200 ms", () => {
    const { lights, flashes, beeps } = running(Priority.high, 16_000);
    expect([...lights]).to.have.members([Light.red, Light.off]);
    expect(flashes).to.have.length(32);
    expect(flashes.map(({ onMs }) => onMs)).to.deep.equal(flashes.map((_, i) => i * 500));
    expect(flashes.every(({ lastsMs }) => lastsMs === 250)).to.equal(true);
    const burst = [...five, ...five.map((ms) => ms + 2000)];
    expect(beeps.map(({ onMs }) => onMs)).to.deep.equal([...burst, ...burst.map((ms) => ms + 8000)]);
    expect(beeps.every(({ lastsMs }) => lastsMs === 150)).to.equal(true);
  });

  it("SR-051: medium priority flashes yellow at 0.4 to 0.8 Hz, and beeps three times of 125 to 250 ms", () => {
    const { lights, flashes, beeps } = running(Priority.medium, 16_000);
    expect([...lights]).to.have.members([Light.yellow, Light.off]);
    expect(flashes.map(({ onMs }) => onMs)).to.deep.equal(Array.from({ length: 10 }, (_, i) => i * 1600));
    expect(flashes.every(({ lastsMs }) => lastsMs === 800)).to.equal(true);
    expect(beeps.map(({ onMs }) => onMs)).to.deep.equal([0, 400, 800, 7500, 7900, 8300, 15_000, 15_400, 15_800]);
    expect(beeps.every(({ lastsMs }) => lastsMs === 200)).to.equal(true);
  });

  it("SR-051: low priority shows steady cyan, and beeps twice every 20 s", () => {
    const { lights, beeps } = running(Priority.low, 40_000);
    expect([...lights]).to.deep.equal([Light.cyan]);
    expect(beeps.map(({ onMs }) => onMs)).to.deep.equal([0, 300, 20_000, 20_300]);
    expect(beeps.every(({ lastsMs }) => lastsMs === 150)).to.equal(true);
  });

  it("SR-051: nothing to tell is dark and quiet", () => {
    const { lights, beeps } = running(Priority.none, 40_000);
    expect([...lights]).to.deep.equal([Light.off]);
    expect(beeps).to.deep.equal([]);
  });

  it("SR-051: silence lasts 30 s and is seen; the light goes on", () => {
    const { out, update } = indicating();
    update(Priority.high, 0);
    expect(out).to.include({ isSilenced: false, buzzerOn: true });
    let silentMs = 0;
    let isLit = false;
    update(Priority.high, 1);
    while (out.isSilenced && silentMs < 60_000) {
      silentMs += STEP_MS;
      expect(out.buzzerOn).to.equal(false);
      isLit ||= out.light === Light.red;
      update(Priority.high, 1);
    }
    expect(silentMs).to.equal(30_000);
    expect(isLit).to.equal(true);
    const beeps = edgesOf(() => {
      update(Priority.high, 1);
      return out.buzzerOn;
    }, 8000);
    expect(beeps.length, "and then it sounds again").to.be.at.least(10);
  });

  it("SR-051: silenced again it starts anew; a worse alarm ends it, a milder one does not", () => {
    const { out, update } = indicating();
    const silent = (priority: Priority, silences: number, ms = STEP_MS) => {
      update(priority, silences, ms);
      return out.isSilenced;
    };
    silent(Priority.medium, 0);
    expect(silent(Priority.medium, 1)).to.equal(true);
    expect(silent(Priority.medium, 1, 29_000)).to.equal(true);
    expect(silent(Priority.medium, 2)).to.equal(true);
    expect(silent(Priority.medium, 2, 29_000)).to.equal(true);
    expect(silent(Priority.low, 2)).to.equal(true);
    expect(silent(Priority.high, 2)).to.equal(false);
    expect(out.buzzerOn, "from its first beep").to.equal(true);
    expect(silent(Priority.high, 2)).to.equal(false);
  });

  it("SR-051: with the alarm its silence ends, and does not come back with the next", () => {
    const { out, update } = indicating();
    update(Priority.high, 0);
    update(Priority.high, 1);
    expect(out.isSilenced).to.equal(true);
    update(Priority.none, 1);
    expect(out).to.deep.equal({ light: Light.off, buzzerOn: false, isSilenced: false });
    update(Priority.low, 1);
    expect(out).to.include({ isSilenced: false, buzzerOn: true });
  });

  it("SR-051: a worse alarm is heard even where somebody silences in the same moment", () => {
    const { out, update } = indicating();
    update(Priority.high, 1);
    expect(out).to.include({ isSilenced: false, buzzerOn: true });
    update(Priority.high, 1);
    expect(out.isSilenced).to.equal(false);
  });

  it("SR-051: nothing is shown as silenced where there is nothing to hear; a pattern begins at its start", () => {
    const { out, update } = indicating();
    update(Priority.none, 1);
    expect(out.isSilenced).to.equal(false);
    update(Priority.low, 1);
    update(Priority.low, 1, 5000);
    expect(out.buzzerOn).to.equal(false);
    update(Priority.none, 1);
    update(Priority.low, 1, 5000);
    expect(out.buzzerOn).to.equal(true);
  });

  /** What is seen and heard of a repetition every 2 s, under `priority`. */
  function cued(priority: Priority) {
    const { out, update, indicators } = indicating();
    const seen: { light: Light; buzzerOn: boolean }[] = [];
    for (let ms = 0; ms < 6000; ms += STEP_MS) {
      update(priority, 0);
      indicators.cue(ms % 2000 >= 1000, STEP_MS, out);
      seen.push({ light: out.light, buzzerOn: out.buzzerOn });
    }
    return { seen, clicks: edgesOf((ms) => seen[ms / STEP_MS]?.buzzerOn === true, 6000), update, out };
  }

  it("SR-064: a cadence is green while lifting, with one short click at each turn, and ends with the session", () => {
    const { seen, clicks, update, out } = cued(Priority.none);
    expect(clicks.map(({ onMs }) => onMs)).to.deep.equal([1000, 2000, 3000, 4000, 5000]);
    expect(clicks.map(({ lastsMs }) => lastsMs)).to.deep.equal([60, 30, 60, 30, 60]);
    for (const [i, { light }] of seen.entries()) {
      expect(light).to.equal((i * STEP_MS) % 2000 >= 1000 ? Light.green : Light.off);
    }
    update(Priority.none, 0);
    expect([out.light, out.buzzerOn]).to.deep.equal([Light.off, false]);
  });

  it("SR-051, SR-064: an alarm is never talked over by a cadence, nor by a cuff that tells which one it is", () => {
    for (const priority of [Priority.low, Priority.medium, Priority.high]) {
      const { seen, clicks } = cued(priority);
      const alone = running(priority, 6000);
      expect(seen.some(({ light }) => light === Light.green)).to.equal(false);
      expect(clicks).to.deep.equal(alone.beeps);
    }
    const { out, update, indicators } = indicating();
    indicators.identify(1);
    update(Priority.high, 0);
    expect(out.light).to.equal(Light.red);
  });

  it("SR-064: the cuff that is asked for flashes green and clicks for 3 s, once for each time it is asked", () => {
    const { out, update, indicators } = indicating();
    const lights: Light[] = [];
    const flashes = edgesOf((ms) => {
      indicators.identify(ms < 4000 ? 1 : 2);
      update(Priority.none, 0);
      lights.push(out.light);
      return out.buzzerOn;
    }, 10_000);
    expect(flashes.filter(({ onMs }) => onMs < 3000)).to.have.length(10);
    expect(flashes.filter(({ onMs }) => onMs >= 3100 && onMs < 4000)).to.deep.equal([]);
    expect(flashes.filter(({ onMs }) => onMs >= 4000)).to.have.length(10);
    expect([...new Set(lights)]).to.have.members([Light.green, Light.off]);
    expect([out.light, out.buzzerOn]).to.deep.equal([Light.off, false]);
  });
});
