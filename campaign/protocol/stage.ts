import { encoded } from "../../companion/protocol/frame-bytes";
import type { CuffService } from "../../firmware/ble/cuff-service";
import type { AnyFrame } from "../../firmware/ble/frame";
import { Slot } from "../../firmware/ble/gatt-table";
import type { Operation } from "../../firmware/ble/operation";
import { Result } from "../../firmware/ble/results";
import { Gesture } from "../../firmware/shared/gesture";
import type { RandomStream } from "../../sim/random";
import { World } from "../../sim/world";
import { Monitor } from "../monitor/monitor";
import type { UsedCuff } from "./cuff-before";
import { Effects } from "./effects";
import { readFlaw } from "./frame-flaw";
import { HostileLink } from "./hostile-link";
import { PointModel } from "./point-model";
import { ReleaseWatch } from "./release-watch";
import { RightsModel } from "./rights-model";
import { TickWatch } from "./tick-watch";
import { Twin } from "./twin";

const ANSWER_MS = 2000;

/** A simulated cuff with a client in hostile hands, and everything that watches it. */
export class Stage {
  readonly world: World;
  readonly random: RandomStream;
  readonly rights: RightsModel;
  readonly point: PointModel;
  readonly effects: Effects;
  readonly ticks: TickWatch;
  readonly #releases: ReleaseWatch;
  readonly #monitor: Monitor;
  readonly #twin: Twin;
  readonly #found = new Map<string, number>();
  link: HostileLink | undefined;
  /** Links that are over; what is written through them may not count. */
  readonly gone: HostileLink[] = [];
  writes = 0;
  exceptions = 0;
  frames = 0;

  constructor({ setup, flash, logFlash }: UsedCuff, random: RandomStream) {
    this.random = random;
    this.world = new World(setup);
    const report = (words: string): void => this.report(words);
    this.effects = new Effects(this.world, flash, report);
    this.rights = new RightsModel(this.effects.keys, report);
    this.point = new PointModel(this.rights, report);
    this.ticks = new TickWatch(this.world, [flash, logFlash], report);
    this.#releases = new ReleaseWatch(this.world, report);
    this.#monitor = new Monitor({ world: this.world, parts: setup.config, flash, logFlash });
    this.#twin = new Twin(this.world.board);
  }

  get service(): CuffService {
    const { service } = this.world;
    if (service === undefined) throw new Error("not served");
    return service;
  }

  get broken(): string[] {
    return [...this.#found, ...this.#monitor.broken].map(([words, atS]) => `${words} at ${atS} s`);
  }

  get unauthorised(): number {
    return [...this.#found.keys()].filter((words) => words.startsWith("unauthorised")).length;
  }

  report(words: string): void {
    if (!this.#found.has(words)) this.#found.set(words, this.world.nowMs / 1000);
  }

  /** Does something to the cuff that may never throw. */
  #guarded<T>(what: string, act: () => T): T | undefined {
    try {
      return act();
    } catch (cause) {
      this.exceptions++;
      this.report(`${what} threw ${cause}`);
      return undefined;
    }
  }

  /** One millisecond. */
  step(): void {
    const { world, link } = this;
    if (link !== undefined) link.attempts = [];
    this.#twin.show(this.effects.seen, world.output);
    const ticked = this.#guarded("a turn", () => world.step()) ?? false;
    if (ticked) this.#turn(link);
    this.#monitor.observe(ticked);
    this.#releases.step(ticked);
  }

  #turn(link: HostileLink | undefined): void {
    const { effects, rights, point, world } = this;
    const stepMs = this.ticks.turn();
    effects.look(this.service);
    const mustGo = rights.turn(world.output?.gesture ?? Gesture.none, link !== undefined, stepMs);
    if (link !== undefined && mustGo !== link.isDropped)
      this.report(mustGo ? "unauthorised: a stranger stays for more than 30 s" : "a client was dropped for no reason");
    if (link?.isDropped) this.#forgetLink(link);
    else if (link !== undefined) {
      const isOrderUnderWay = effects.seen.wantedMmhg !== undefined;
      const { isEncrypted } = link;
      point.turn(link.attempts, { isEncrypted, isOrderUnderWay, canKeep: world.board.canKeep }, stepMs);
      link.mayGetLog = point.isReading;
    }
    effects.turn(point.operation?.code ?? -1, rights.hasControl);
  }

  run(ms: number): this {
    for (let i = 0; i < ms; i++) this.step();
    return this;
  }

  until(done: () => boolean, limitMs: number): boolean {
    for (let i = 0; i < limitMs && !done(); i++) this.step();
    return done();
  }

  connect(isEncrypted = true, longestBytes = 244, deaf: readonly Slot[] = []): this {
    if (this.link !== undefined) this.#forgetLink(this.link);
    const link = new HostileLink(isEncrypted, longestBytes, (words) => this.report(words));
    for (const slot of Object.values(Slot)) if (!deaf.includes(slot)) link.listening.add(slot);
    this.link = link;
    this.#guarded("connected", () => this.service.connected(link));
    return this;
  }

  disconnect(link = this.link): void {
    if (link === undefined) return;
    if (link === this.link) this.#forgetLink(link);
    link.isGone = true;
    this.#guarded("disconnected", () => this.service.disconnected(link));
  }

  #forgetLink(link: HostileLink): void {
    this.frames += link.frames;
    link.frames = 0;
    this.gone.push(link);
    link.isGone = true;
    this.link = undefined;
    this.rights.begin();
    this.point.begin();
  }

  /** The chip starts anew. */
  restart(wasAbnormal: boolean): void {
    if (this.link !== undefined) this.#forgetLink(this.link);
    this.world.restart(wasAbnormal);
    this.effects.restart();
    this.rights.restart(this.effects.keys);
    this.point.begin();
    this.ticks.restart();
  }

  write(slot: Slot, bytes: Uint8Array, link = this.link): void {
    if (link === undefined) return;
    this.writes++;
    if (slot === Slot.controlPoint && link === this.link) this.point.written(bytes);
    if (slot === Slot.release) {
      this.point.released();
      this.#releases.asked();
    }
    this.#guarded("write", () => this.service.write(link, slot, bytes));
  }

  /** Asks for release, as anybody may. */
  letGo(): void {
    this.write(Slot.release, new Uint8Array());
  }

  read(slot: Slot): void {
    const { link } = this;
    if (link === undefined) return;
    const bytes = this.#guarded("read", () => this.service.read(link, slot));
    const flaw = bytes && readFlaw(slot, bytes);
    if (flaw !== undefined) this.report(`read: ${flaw}`);
  }

  /** A request as a well-behaved client makes it; its result, or 0 where there was none. */
  ask<Q extends AnyFrame>(operation: Operation<Q>, values: ReturnType<Q["blank"]>, tail?: Uint8Array): number {
    const { point, link } = this;
    const head = [operation.code, point.nextSequence];
    this.write(Slot.controlPoint, Uint8Array.of(...head, ...encoded(operation.request, values, tail)));
    let result = 0;
    const isOver = (): boolean => {
      const bytes = link?.attempts[0]?.bytes;
      if (bytes?.[1] === head[1]) result = bytes?.[2] ?? 0;
      return result !== 0 || this.link === undefined;
    };
    if (!this.until(isOver, ANSWER_MS)) this.report(`${operation.name} got no answer`);
    return result;
  }

  succeeds<Q extends AnyFrame>(operation: Operation<Q>, values: ReturnType<Q["blank"]>, tail?: Uint8Array): boolean {
    return this.ask(operation, values, tail) === Result.success;
  }

  /** Holds the button down, and lets it go. */
  press(ms: number): this {
    this.world.board.buttonDown = true;
    this.run(ms);
    this.world.board.buttonDown = false;
    return this.run(60);
  }
}
