import { expect } from "chai";
import { Monitor } from "../../campaign/monitor/monitor";
import { pressureLimits } from "../../firmware/safety/limits";
import { presets } from "../../firmware/session/presets";
import { Mode } from "../../firmware/shared/order";
import { Phase } from "../../firmware/shared/phase";
import type { PrescribedSet, Prescription } from "../../firmware/shared/prescription";
import { Reason } from "../../firmware/shared/reasons";
import { Deed, Part } from "../../firmware/shared/training";
import { SimulatedFlash } from "../../sim/hardware/flash";
import type { CuedMuscle } from "../../sim/limb/cued-muscle";
import { RandomStream } from "../../sim/random";
import { scenarioSchema } from "../../sim/scenario/schema";
import { setupOf } from "../../sim/scenario/setup";
import { World } from "../../sim/world";

/** The cuff is ready, and its app asks for a session. */
const READY_MS = 7000;
const DEFLATED_MMHG = 15;
/** What breath and pulse make of an open cuff that is empty, mmHg. */
const STIRS_MMHG = 3;

const counted: PrescribedSet = { repetitions: 5, durationS: 0, restS: 10, isReleased: false };
const timed: PrescribedSet = { repetitions: 0, durationS: 20, restS: 60, isReleased: true };

function planOf(mode: Mode, sets: readonly PrescribedSet[], percentLop = 60): Prescription {
  const name = "of this test";
  return { name, mode, percentLop, fromPercentLop: 50, percentPerSession: 10, comfortRampS: 0, cadenceS: 0, sets };
}

const lifting = planOf(Mode.resistance, [counted, counted]);
const walking = planOf(Mode.aerobic, [timed, timed, timed]);

interface Who {
  readonly cuff?: "thigh11" | "arm";
  readonly seed?: number;
  readonly flash?: SimulatedFlash;
  readonly sessionsBefore?: number;
}

function emptyFlash(): SimulatedFlash {
  return new SimulatedFlash({ sectorBytes: 4096, sectorCount: 32, chance: new RandomStream(1, "flash") });
}

/** A person who trains by what the cuff says, with somebody who watches the safety rules. */
class Visit {
  readonly world: World;
  readonly monitor: Monitor;
  /** How often the cuff began to hold, after how long a release, ms. */
  readonly fills: number[] = [];
  #openMs = 0;
  #wasHeld = false;

  constructor(plan: Prescription, { cuff = "thigh11", seed = 1, flash, sessionsBefore = 5 }: Who = {}) {
    const nothing = { title: "visit", durationS: 10, cuff, steps: [{ atS: 1, do: "release" }] };
    const setup = setupOf(scenarioSchema.parse(nothing), seed);
    const volumeMl = cuff === "arm" ? 20 : 30;
    const exercise = { onCue: true, periodS: 3, periodScatter: 0.2, heldShare: 0.1, scatter: 0.2 } as const;
    this.world = new World({
      ...setup,
      mode: plan.mode,
      exercise: { ...exercise, volumeMl, swellingMl: 0.05 },
      ...(flash && { flash }),
    });
    const { board } = this.world;
    Object.assign(board.training, { plan, sessionsBefore });
    board.order.optIn = true;
    this.monitor = new Monitor({ world: this.world, parts: setup.config, flash });
    this.run(READY_MS);
    this.grantedMmhg = Math.floor(Math.min(0.8 * this.world.limb.lopMmhg, cuff === "arm" ? 200 : 225));
    this.world.attendant.wishMmhg = this.grantedMmhg;
  }

  /** The highest pressure that the session may go to, mmHg. */
  readonly grantedMmhg: number;

  get training() {
    const { output } = this.world;
    if (output === undefined) throw new Error("no tick yet");
    return output.training;
  }

  get part(): Part {
    return this.training.part;
  }

  get target(): number | undefined {
    return this.world.output?.setpointMmhg;
  }

  get reason(): Reason {
    return this.world.output?.reason ?? Reason.none;
  }

  step(): void {
    this.monitor.observe(this.world.step());
    const { target } = this;
    const isHeld = target !== undefined;
    if (isHeld && !this.#wasHeld) this.fills.push(this.#openMs);
    this.#openMs = isHeld ? 0 : this.#openMs + 1;
    this.#wasHeld = isHeld;
    if (isHeld && target > this.grantedMmhg) throw new Error(`held ${target} mmHg`);
  }

  run(ms: number, watch: () => void = () => undefined): this {
    for (let i = 0; i < ms; i++) {
      this.step();
      watch();
    }
    return this;
  }

  /** Steps until `done`; fails after `limitMs`. */
  until(done: () => boolean, limitMs = 200_000): this {
    const endMs = this.world.nowMs + limitMs;
    while (!done()) {
      if (this.world.nowMs >= endMs) throw new Error(`part ${this.part}, reason ${this.reason}`);
      this.step();
    }
    return this;
  }

  untilPart(part: Part): this {
    return this.until(() => this.part === part);
  }

  untilTight(): this {
    return this.until(() => this.part === Part.working && this.world.output?.phase === Phase.holding);
  }

  untilOver(reason: Reason, limitMs?: number): this {
    return this.until(() => this.reason === reason && this.part === Part.over, limitMs);
  }

  /** Asks, and tells the answer. */
  ask(deed: Deed): Reason {
    const { request } = this.world.board.training;
    request.deed = deed;
    request.sequence++;
    // A session moves on every 20 ms, and later when it makes way for regulation.
    this.run(40);
    expect(this.training.answered).to.equal(request.sequence);
    return this.training.answer;
  }

  untilEmpty(): this {
    return this.until(() => this.world.air.cuffMmhg < DEFLATED_MMHG, 10_000);
  }

  /** Empty within the time of a release, and for `ms` more nothing fills the cuff, although the app goes on asking. */
  staysOpen(ms: number): this {
    this.untilEmpty();
    return this.run(ms, () => {
      if (this.target !== undefined) throw new Error(`holds ${this.target} mmHg again`);
      if (this.world.air.cuffMmhg > DEFLATED_MMHG + STIRS_MMHG) throw new Error("filled again");
    });
  }

  /** What the whole visit has to show. */
  isClean(): void {
    expect([...this.monitor.broken.keys()]).to.deep.equal([]);
  }
}

describe("session", () => {
  it("SR-036, SR-058, SR-059: 30-15-15-15 on a thigh, counted, with the cuff tight from first to last", () => {
    const preset = presets.find(({ prescription }) => prescription.name === "30-15-15-15 leg");
    if (preset === undefined) throw new Error("no such preset");
    const visit = new Visit(preset.prescription);
    visit.untilOver(Reason.sessionDone, 500_000);
    expect([...visit.training.repetitions.slice(0, 5)]).to.deep.equal([30, 15, 15, 15, 0]);
    const { muscle } = visit.world.limb;
    expect((muscle as CuedMuscle).repetitions.length, "as the muscle knows").to.be.closeTo(75, 2);
    expect(visit.fills).to.have.length(1);
    visit.staysOpen(5000);
    expect(visit.world.output).to.include({ phase: Phase.vented, reason: Reason.sessionDone });
    visit.isClean();
  });

  it("SR-059: an arm; the cuff is disarmed afterwards, and the same order is not begun again", () => {
    const visit = new Visit(lifting, { cuff: "arm", seed: 2 });
    visit.untilTight();
    expect(visit.target).to.be.closeTo(0.6 * visit.world.limb.lopMmhg, 0.1);
    visit.untilOver(Reason.sessionDone);
    expect([...visit.training.repetitions.slice(0, 3)]).to.deep.equal([5, 5, 0]);
    visit.staysOpen(65_000);
    visit.world.attendant.helps = false;
    visit.world.attendant.wishMmhg = undefined;
    visit.run(100);
    visit.world.attendant.wishMmhg = visit.grantedMmhg;
    visit.staysOpen(1000);
    expect(visit.reason).to.equal(Reason.notArmed);
    visit.isClean();
  });

  it("SR-037, SR-058: walking with the cuff open in the rests: filled again by itself, after the rest that is owed", () => {
    const visit = new Visit(walking);
    for (let set = 0; set < 3; set++) {
      visit.untilTight();
      expect(visit.training.set).to.equal(set);
      if (set === 2) break;
      visit.untilPart(Part.released);
      expect(visit.reason).to.equal(Reason.restReleased);
      visit.untilEmpty();
      visit.run(30_000, () => expect(visit.target).to.equal(undefined));
      expect(visit.world.output).to.include({ phase: Phase.vented, mayErase: false });
    }
    visit.untilOver(Reason.sessionDone);
    expect(visit.fills).to.have.length(3);
    for (const openMs of visit.fills.slice(1)) expect(openMs).to.be.within(60_000, 70_000);
    visit.staysOpen(2000);
    visit.isClean();
  });

  it("SR-059: a first session goes to 50 % LOP", () => {
    const visit = new Visit({ ...lifting, fromPercentLop: 60 }, { sessionsBefore: 0 });
    visit.untilTight();
    expect(visit.target).to.be.closeTo(0.5 * visit.world.limb.lopMmhg, 0.1);
    visit.isClean();
  });

  it("SR-061: a plan that breaks a rule is refused before anything is inflated", () => {
    const visit = new Visit({ ...lifting, percentLop: 90 });
    visit.until(() => visit.reason === Reason.prescriptionImpossible);
    expect(visit.fills).to.have.length(0);
    visit.staysOpen(3000);
    visit.isClean();
  });
});

describe("session: what a person asks for", () => {
  it("SR-058, SR-060: pause from every part lets go, and goes on after the rest that is owed", () => {
    for (const [plan, part, next] of [
      [lifting, Part.working, 0],
      [lifting, Part.resting, 1],
      [walking, Part.released, 1],
    ] as const) {
      const visit = new Visit(plan).untilTight().untilPart(part).run(3000);
      expect(visit.ask(Deed.pause)).to.equal(Reason.none);
      expect(visit.reason).to.equal(Reason.sessionPaused);
      const done = visit.training.repetitions[0];
      visit.staysOpen(10_000);
      expect(visit.ask(Deed.resume)).to.equal(Reason.none);
      visit.untilTight();
      expect(visit.training.set, `${part}`).to.equal(next);
      expect(visit.fills).to.have.length(2);
      expect(visit.fills[1]).to.be.above(60_000);
      if (part === Part.working) {
        visit.untilPart(Part.resting);
        expect(visit.training.repetitions[0])
          .to.equal(5)
          .and.to.be.above(done ?? 5);
      }
      visit.isClean();
    }
  });

  it("SR-060: a symptom lowers by 10 mmHg; where there is no less, everything ends", () => {
    const visit = new Visit(planOf(Mode.resistance, [{ ...counted, repetitions: 60 }])).untilTight().run(3000);
    const lowest = (pressureLimits.setpointLowest.value / 100) * visit.world.board.lop.mmhg;
    let target = visit.target ?? Number.NaN;
    for (; target - 10 >= lowest; target -= 10) {
      expect(visit.ask(Deed.symptom)).to.equal(Reason.none);
      expect(visit.target).to.be.closeTo(target - 10, 1e-9);
      visit.run(2000);
      let sum = 0;
      visit.run(3000, () => {
        sum += visit.world.air.cuffMmhg;
      });
      expect(sum / 3000, "on average of a repetition").to.be.below(target - 3);
    }
    visit.ask(Deed.symptom);
    expect(visit.reason).to.equal(Reason.symptomsPersist);
    visit.staysOpen(5000);
    expect(visit.part).to.equal(Part.over);
    visit.isClean();
  });

  it("SR-059, SR-060: raise and lower move within what was granted", () => {
    const visit = new Visit({ ...lifting, percentLop: 80 }).untilTight();
    const target = visit.target;
    expect(visit.ask(Deed.raise)).to.equal(Reason.setpointTooHigh);
    expect(visit.target).to.equal(target);
    expect(visit.ask(Deed.lower)).to.equal(Reason.none);
    expect(visit.ask(Deed.raise)).to.equal(Reason.none);
    expect(visit.target).to.be.closeTo(target ?? Number.NaN, 1e-9);
    visit.isClean();
  });

  it("SR-037, SR-059, SR-060: an order that is lowered in a set is obeyed at once, and raised again it raises nothing", () => {
    const visit = new Visit(planOf(Mode.resistance, [{ ...counted, repetitions: 60 }])).untilTight();
    const lowered = Math.ceil(0.45 * visit.world.board.lop.mmhg);
    visit.world.attendant.wishMmhg = lowered;
    visit.run(20);
    visit.run(5000, () => {
      if (visit.target !== lowered) throw new Error(`holds ${visit.target} mmHg`);
    });
    visit.world.attendant.wishMmhg = visit.grantedMmhg;
    visit.run(5000, () => {
      if (visit.target !== lowered) throw new Error(`holds ${visit.target} mmHg`);
    });
    expect(visit.fills).to.have.length(1);
    visit.isClean();
  });

  it("SR-060: a withdrawn order ends everything, in a set as in an open rest, and disarms", () => {
    for (const [plan, part] of [
      [lifting, Part.working],
      [walking, Part.released],
    ] as const) {
      const visit = new Visit(plan).untilTight().untilPart(part).run(2000);
      visit.world.attendant.wishMmhg = undefined;
      visit.run(20);
      expect(visit.target).to.equal(undefined);
      expect(visit.part).to.equal(Part.over);
      expect(visit.reason).to.equal(Reason.setpointWithdrawn);
      visit.world.attendant.helps = false;
      visit.world.attendant.wishMmhg = visit.grantedMmhg;
      visit.staysOpen(3000);
      expect(visit.reason).to.equal(Reason.notArmed);
      visit.isClean();
    }
  });

  it("SR-012, SR-060: after the button in an open rest nothing inflates again", () => {
    const visit = new Visit(walking).untilTight().untilPart(Part.released).run(20_000);
    visit.world.board.buttonDown = true;
    visit.run(300);
    visit.world.board.buttonDown = false;
    visit.run(100);
    expect(visit.reason).to.equal(Reason.buttonPressed);
    expect(visit.part).to.equal(Part.over);
    visit.staysOpen(60_000);
    expect(visit.world.output?.phase).to.equal(Phase.vented);
    visit.isClean();
  });
});

describe("session: open defects", () => {
  // Each of these fails. Once mended it moves to where it belongs.
  it("SR-060: a press in an open rest is a stop and no more, also where the order is withdrawn before it is let go", () => {
    const visit = new Visit(walking).untilTight().untilPart(Part.released).run(20_000);
    visit.world.board.buttonDown = true;
    visit.run(100);
    visit.world.attendant.wishMmhg = undefined;
    visit.run(200);
    visit.world.board.buttonDown = false;
    visit.run(15_000, () => expect(visit.world.output?.phase).to.equal(Phase.vented));
  });

  it("SR-058: an open rest in which the wearer changes, or a lower LOP is entered, is not followed by the old pressure", () => {
    for (const spoil of [
      ({ board }: World) => Object.assign(board.order.wearer, { personSlot: 2, side: 1 }),
      ({ board }: World) => Object.assign(board.lop, { mmhg: 90, sequence: board.lop.sequence + 1 }),
    ]) {
      const visit = new Visit(walking).untilTight().untilPart(Part.released).run(20_000);
      spoil(visit.world);
      visit.staysOpen(60_000);
      expect(visit.part).to.equal(Part.over);
    }
  });
});

describe("session: what happens to the cuff", () => {
  it("SR-012, SR-046, SR-058: after a restart in a set or an open rest it stays open, and the rest is still owed", () => {
    for (const [plan, part] of [
      [lifting, Part.working],
      [walking, Part.released],
    ] as const) {
      const visit = new Visit(plan, { flash: emptyFlash() }).untilTight().untilPart(part).run(8000);
      visit.world.restart(true);
      visit.staysOpen(12_000);
      expect(visit.part).to.equal(Part.idle);
      // Of the minute of the open rest not more than has passed, and what was held at a restart is owed three.
      const [low, high] = part === Part.working ? [160_000, 180_000] : [30_000, 56_000];
      expect(visit.world.output?.reperfusionMs, `${part}`).to.be.within(low, high);
      visit.staysOpen(50_000);
      visit.isClean();
    }
  });

  it("SR-060: an app that is away for 10 s changes nothing but what is told", () => {
    for (const [plan, part, alarm] of [
      [lifting, Part.working, Reason.linkMissing],
      [lifting, Part.resting, Reason.linkMissing],
      [walking, Part.released, Reason.linkMissing],
    ] as const) {
      const [visit, twin] = [new Visit(plan), new Visit(plan)];
      for (const each of [visit, twin]) each.untilTight().untilPart(part).run(1000);
      visit.world.board.linked = false;
      visit.run(9000);
      expect(visit.world.output?.alarm, `${part}`).to.equal(alarm);
      visit.run(1000);
      visit.world.board.linked = true;
      twin.run(10_000);
      for (const each of [visit, twin]) each.run(3000);
      expect(visit.training).to.deep.equal(twin.training);
      expect(visit.target).to.equal(twin.target);
      expect(visit.world.output?.alarm).to.equal(Reason.none);
      visit.isClean();
    }
  });

  it("SR-060: one that is away for more than 30 s ends the session", () => {
    for (const [plan, part] of [
      [planOf(Mode.resistance, [{ ...counted, repetitions: 60 }]), Part.working],
      [walking, Part.released],
    ] as const) {
      const visit = new Visit(plan).untilTight().untilPart(part).run(1000);
      visit.world.board.linked = false;
      visit.run(29_000);
      expect(visit.part).to.equal(part);
      visit.run(6000);
      expect(visit.part).to.equal(Part.over);
      expect(visit.reason).to.equal(Reason.linkLost);
      visit.world.board.linked = true;
      visit.staysOpen(35_000);
      visit.isClean();
    }
  });
});
