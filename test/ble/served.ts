import { decoded, encoded } from "../../companion/protocol/frame-bytes";
import type { CuffService } from "../../firmware/ble/cuff-service";
import type { AnyFrame } from "../../firmware/ble/frame";
import { Slot } from "../../firmware/ble/gatt-table";
import type { Link } from "../../firmware/ble/link";
import type { Operation } from "../../firmware/ble/operation";
import { answerHead } from "../../firmware/ble/operation";
import { operations } from "../../firmware/ble/operations";
import { Result } from "../../firmware/ble/results";
import type { Reason } from "../../firmware/shared/reasons";
import { SimulatedFlash } from "../../sim/hardware/flash";
import type { CuedPlan } from "../../sim/limb/cued-muscle";
import type { ExercisePlan } from "../../sim/limb/muscle";
import { RandomStream } from "../../sim/random";
import { scenarioSchema } from "../../sim/scenario/schema";
import { setupOf } from "../../sim/scenario/setup";
import { World } from "../../sim/world";

/** What one answer said. */
export interface Answered {
  readonly result: number;
  readonly reason: number;
  readonly bytes: Uint8Array;
}

const LONGEST_ANSWER_MS = 10_000;
const WHO = { personSlot: 1, side: 0, posture: 0 } as const;
export const NOW_S = 1_795_000_000;
export const KEY = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
export const whose = WHO;
/** Somebody who lifts when the cuff says so. */
export const lifting = {
  onCue: true,
  periodS: 3,
  periodScatter: 0.2,
  heldShare: 0.1,
  scatter: 0.2,
  volumeMl: 30,
  swellingMl: 0.05,
} as const;

/** A client's end of a link, in the test's own hands. */
export class TestLink implements Link {
  isEncrypted = true;
  longestBytes = 244;
  isDropped = false;
  readonly listening = new Set<Slot>();
  readonly frames: { readonly slot: Slot; readonly bytes: Uint8Array }[] = [];
  /** The client does not take anything at the moment. */
  isStuck = false;

  isSubscribed(slot: Slot): boolean {
    return this.listening.has(slot);
  }

  send(slot: Slot, bytes: Uint8Array): boolean {
    if (this.isStuck || !this.isSubscribed(slot)) return false;
    this.frames.push({ slot, bytes: bytes.slice() });
    return true;
  }

  drop(): void {
    this.isDropped = true;
  }

  of(slot: Slot): Uint8Array[] {
    return this.frames.filter((frame) => frame.slot === slot).map(({ bytes }) => bytes);
  }
}

export interface Served {
  readonly cuff?: "thigh11" | "arm";
  readonly seed?: number;
  readonly exercise?: ExercisePlan | CuedPlan;
  readonly logSectors?: number;
}

/** A simulated cuff with a person on it, and an app that speaks the protocol. */
export class ServedCuff {
  readonly world: World;
  readonly flash: SimulatedFlash;
  link = new TestLink();
  #sequence = 100;

  constructor({ cuff = "thigh11", seed = 1, exercise, logSectors = 128 }: Served = {}) {
    const nothing = { title: "served", durationS: 10, cuff, steps: [{ atS: 1, do: "release" }] };
    const setup = setupOf(scenarioSchema.parse(nothing), seed);
    const chance = new RandomStream(seed, "flash");
    this.flash = new SimulatedFlash({ sectorBytes: 4096, sectorCount: 32, chance, eraseMs: 0 });
    this.world = new World({
      ...setup,
      seed,
      exercise,
      isServed: true,
      flash: this.flash,
      logFlash: new SimulatedFlash({ sectorBytes: 4096, sectorCount: logSectors, chance, eraseMs: 0 }),
    });
  }

  get service(): CuffService {
    const { service } = this.world;
    if (service === undefined) throw new Error("not served");
    return service;
  }

  run(ms: number): this {
    for (let i = 0; i < ms; i++) this.world.step();
    return this;
  }

  /** Until `done`, or it throws. */
  until(done: () => boolean, limitMs = 200_000): this {
    for (let ms = 0; !done(); ms++) {
      if (ms > limitMs) throw new Error(`not within ${limitMs} ms: ${JSON.stringify(this.world.output)}`);
      this.world.step();
    }
    return this;
  }

  connect(link = new TestLink()): this {
    this.link = link;
    for (const slot of Object.values(Slot)) link.listening.add(slot);
    this.service.connected(link);
    return this;
  }

  press(ms: number): this {
    this.world.board.buttonDown = true;
    this.run(ms);
    this.world.board.buttonDown = false;
    return this.run(50);
  }

  write(bytes: Uint8Array, slot: Slot = Slot.controlPoint): this {
    this.service.write(this.link, slot, bytes);
    return this;
  }

  /** Sends bytes as a request, and waits for the answer to them. */
  send(body: Uint8Array, limitMs = LONGEST_ANSWER_MS): Answered {
    const before = this.link.of(Slot.controlPoint).length;
    this.write(body);
    this.until(() => this.link.of(Slot.controlPoint).length > before, limitMs);
    const answer = this.link.of(Slot.controlPoint)[before] ?? new Uint8Array();
    return { result: answer[2] ?? 0, reason: answer[3] ?? 0, bytes: answer };
  }

  /** One request, with the number that is due, and how it went. */
  ask<Q extends AnyFrame, A extends AnyFrame>(
    operation: Operation<Q, A>,
    values: ReturnType<Q["blank"]>,
    tail?: Uint8Array,
  ): Answered & { readonly adopted: ReturnType<A["blank"]> | undefined } {
    this.#sequence = (this.#sequence + 1) & 0xff;
    const body = encoded(operation.request, values, tail);
    const answered = this.send(Uint8Array.of(operation.code, this.#sequence, ...body));
    const adopted = decoded(operation.answer, answered.bytes.subarray(answerHead.bytes))?.values;
    return { ...answered, adopted: answered.result === Result.success ? adopted : undefined };
  }

  /** … which has to go well. */
  succeed<Q extends AnyFrame, A extends AnyFrame>(
    operation: Operation<Q, A>,
    values: ReturnType<Q["blank"]>,
    tail?: Uint8Array,
  ): ReturnType<A["blank"]> {
    const { adopted, result, reason } = this.ask(operation, values, tail);
    if (adopted === undefined) throw new Error(`${operation.name}: result ${result}, reason ${reason}`);
    return adopted;
  }

  /** Powered, connected, bonded, in control, with the clock set and the person screened. */
  ready(): this {
    this.until(() => this.world.output?.phase === 0, 60_000);
    this.connect();
    this.press(4000);
    this.succeed(operations.introduce, {}, KEY);
    this.takeControl();
    this.succeed(operations.setClock, { unixS: NOW_S });
    this.succeed(operations.screen, { personSlot: WHO.personSlot, isAcknowledged: true, isAdult: true });
    return this;
  }

  takeControl(): this {
    this.succeed(operations.requestControl, {});
    return this;
  }

  /** … and armed, by a press and its self-test. */
  armed(): this {
    this.press(300);
    return this.until(() => this.world.output?.isArmed === true, 20_000);
  }

  get reason(): Reason {
    return this.world.output?.reason ?? 0;
  }
}
