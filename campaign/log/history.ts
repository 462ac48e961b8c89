import { EventKind } from "../../firmware/log/format";
import { SessionStatistics } from "../../firmware/log/session-statistics";
import { Reason } from "../../firmware/shared/reasons";
import { PowerLost, type SimulatedFlash } from "../../sim/hardware/flash";
import { RandomStream } from "../../sim/random";
import { type Expected, LogModel } from "./log-model";
import { headerNamed, Log, quantised, smallFlash } from "./log-rig";

type Act =
  | { readonly do: "begin"; readonly name: string }
  | { readonly do: "samples"; readonly mmhg: readonly number[] }
  | { readonly do: "event"; readonly kind: EventKind; readonly value: number }
  | { readonly do: "close" | "eraseAll" | "flush" }
  | { readonly do: "tidy"; readonly steps: number }
  | { readonly do: "mark"; readonly rank: number };

/** What one power-on does. */
function lifeOf(chance: RandomStream): Act[] {
  const acts: Act[] = [];
  for (let n = Math.floor(chance.between(2, 12)); n > 0; n--) acts.push(actOf(chance));
  return acts;
}

function actOf(chance: RandomStream): Act {
  const draw = chance.uniform();
  if (draw < 0.17) return { do: "begin", name: `plan ${Math.floor(chance.between(0, 1e6))}` };
  if (draw < 0.45) return { do: "samples", mmhg: pressures(chance) };
  if (draw < 0.6) {
    const kind = chance.uniform() < 0.3 ? EventKind.stop : EventKind.repetition;
    return { do: "event", kind, value: Math.floor(chance.between(0, 100)) };
  }
  if (draw < 0.72) return { do: "close" };
  if (draw < 0.88) return { do: "tidy", steps: Math.floor(chance.between(1, 16)) };
  if (draw < 0.95) return { do: "mark", rank: chance.uniform() };
  return chance.uniform() < 0.5 ? { do: "flush" } : { do: "eraseAll" };
}

function pressures(chance: RandomStream): number[] {
  let mmhg = chance.between(0, 200);
  // Some runs are longer than a sector.
  const most = chance.uniform() < 0.2 ? 1200 : 300;
  return Array.from({ length: Math.floor(chance.between(1, most)) }, () => {
    const draw = chance.uniform();
    if (draw < 0.02) return Number.NaN;
    mmhg = draw < 0.05 ? chance.between(-150, 550) : mmhg + chance.normal();
    return mmhg;
  });
}

/** Carries an act out, and tells the model before and after. */
function perform(log: Log, model: LogModel, act: Act): void {
  const { recorder, shelf } = log;
  const erases = log.flash.eraseCount;
  if (act.do === "begin") {
    model.beginning(shelf.nextNumber, act.name);
    model.settle(recorder.begin(headerNamed(act.name)));
  } else if (act.do === "samples") {
    for (const mmhg of act.mmhg) {
      model.sampling(quantised(mmhg));
      recorder.sample(mmhg);
      model.settle(recorder.isRecording && !recorder.isTruncated);
    }
  } else if (act.do === "event") {
    model.noting(act.value);
    recorder.event(model.count * 100, act.kind, Reason.none, act.value);
    model.settle(recorder.isRecording && !recorder.isTruncated);
    if (act.kind === EventKind.stop) model.flushed();
  } else if (act.do === "close") {
    const statistics = new SessionStatistics();
    statistics.durationMs = model.count * 100;
    model.closing();
    model.settle(recorder.close(statistics));
  } else if (act.do === "flush") {
    recorder.flush();
    model.flushed();
  } else if (act.do === "mark") {
    const numbers = log.numbers();
    const session = numbers[Math.floor(act.rank * numbers.length)] ?? 0;
    model.marking(session);
    model.settle(shelf.markDownloaded(session));
  } else if (act.do === "tidy") {
    for (let step = 0; step < act.steps; step++) {
      model.dropping();
      const before = shelf.sessions;
      shelf.tidy();
      model.settle(shelf.sessions < before);
    }
  } else {
    model.erasing();
    model.settle(shelf.eraseAll());
  }
  const mayErase = act.do === "tidy" || act.do === "eraseAll";
  if (!mayErase && log.flash.eraseCount !== erases) throw new Error(`${act.do} erased`);
}

/** Plays one power-on; true if the power went. */
function live(flash: SimulatedFlash, model: LogModel, acts: readonly Act[]): boolean {
  try {
    const log = new Log(flash);
    for (const act of acts) perform(log, model, act);
    return false;
  } catch (error) {
    if (error instanceof PowerLost) return true;
    throw error;
  } finally {
    flash.restorePower();
  }
}

/** The log has to go on working after whatever has happened, and an erase that was begun has to come to its end. */
function checkGoesOn(flash: SimulatedFlash, expected: readonly Expected[]): void {
  const log = new Log(flash);
  log.tidy();
  if (expected.length === 0) checkBlank(flash);
  if (!log.recorder.begin(headerNamed("after"))) throw new Error("no session can begin");
  log.recorder.sample(123.4);
  if (!log.recorder.close(new SessionStatistics())) throw new Error("no session can be closed");
  const again = log.restarted();
  const last = again.read(log.recorder.session);
  if (last.pressureMmhg[0] !== 123.4 || last.statistics === null) throw new Error("the session after is not whole");
}

/** Nothing but the sign that a sector is blank stands in the ring. */
function checkBlank(flash: SimulatedFlash): void {
  const left = flash.bytes.findIndex(
    (byte, i) => i >= 2 * flash.sectorBytes && i % flash.sectorBytes >= 16 && byte < 255,
  );
  if (left >= 0) throw new Error(`byte ${left} is left after everything was erased`);
}

/**
 * Plays a random history of power-ons, some of them cut short, and then cuts one more at every byte that it writes.
 * @returns how many cuts there were
 * @throws Error where the log shows anything else than it may
 */
export function checkHistory(seed: number): number {
  const chance = new RandomStream(seed, "log history");
  const flash = smallFlash(seed);
  const model = new LogModel();
  const scatters = chance.uniform() < 0.5;
  for (let lives = Math.floor(chance.between(0, 16)); lives > 0; lives--) {
    const acts = lifeOf(chance);
    if (chance.uniform() < 0.5) flash.cutAfter(Math.floor(chance.between(0, 1500)), scatters);
    live(flash, model, acts);
    model.check(new Log(flash));
  }
  // Two sectors out of three are ready, or there would be nothing to cut but tidying.
  if (chance.uniform() < 0.67) {
    model.tidied(new Log(flash));
  }
  const acts = lifeOf(chance);
  const image = flash.bytes.slice();
  for (let cut = 0; ; cut++) {
    flash.bytes.set(image);
    const fork = model.copy();
    flash.cutAfter(cut, scatters);
    const isCut = live(flash, fork, acts);
    try {
      fork.check(new Log(flash));
      checkGoesOn(flash, fork.sessions);
      if (flash.impossibleWrites > 0) throw new Error("a bit was to be set without an erase");
    } catch (error) {
      throw new Error(`seed ${seed}, cut at byte ${cut}: ${error instanceof Error ? error.message : error}`);
    }
    if (!isCut) return cut;
  }
}
