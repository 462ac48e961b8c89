import { operations } from "../../firmware/ble/operations";
import { Side } from "../../firmware/shared/order";
import { CuffError } from "./errors";
import { GroupNotReady, GroupNotStarted } from "./group-errors";
import { type Member, Runner, type Stop, type StopKind } from "./group-runner";
import { realTime, type Scheduler } from "./scheduler";
import { Stream } from "./stream";

/** So many cuffs may be tight on one person at the same time. */
const MOST_INFLATED = 2;

/** A member, and what its cuff told when it was added. */
interface Placed {
  readonly member: Member;
  readonly unitId: number;
  readonly limb: string;
}

export interface GroupOptions {
  readonly scheduler?: Scheduler;
  /** What ends all of them when it happens to one: without a word from the app, anything but a proper end. */
  readonly stopsAll?: readonly StopKind[];
}

/** Several cuffs that work together: begun all or none, and stopped together. */
export class CuffGroup {
  readonly #stopsAll: readonly StopKind[];
  readonly #members = new Map<string, Placed>();
  readonly #running = new Map<string, Runner>();
  /** One of them has stopped, at its proper end too. */
  readonly stopped: Stream<Stop>;
  /** Nobody knows whether this one lets go: somebody has to press its button. */
  readonly unconfirmed: Stream<Member>;

  constructor({ scheduler = realTime, stopsAll = ["fault", "released", "lost"] }: GroupOptions = {}) {
    this.#stopsAll = stopsAll;
    this.stopped = new Stream(scheduler);
    this.unconfirmed = new Stream(scheduler);
  }

  get members(): readonly Member[] {
    return [...this.#members.values()].map(({ member }) => member);
  }

  /**
   * @throws GroupNotReady for a name, a cuff or a limb that is taken
   * @throws LinkLost while its cuff is not connected: which one it is, it tells itself
   */
  add(member: Member): void {
    const { unitId, isLegCuff } = member.cuff.capabilities;
    const limb = `${member.person}/${isLegCuff ? "leg" : "arm"}/${member.side}`;
    for (const other of this.#members.values()) {
      const { name } = other.member;
      if (name === member.name) throw new GroupNotReady(member, "Another cuff has this name.");
      if (other.unitId === unitId) throw new GroupNotReady(member, `It is the same cuff as ${name}.`);
      if (other.limb === limb) throw new GroupNotReady(member, `${name} is on the same limb.`);
    }
    this.#members.set(member.name, { member, unitId, limb });
  }

  isRunning({ name }: Pick<Member, "name">): boolean {
    return this.#running.get(name)?.isRunning === true;
  }

  /**
   * Begins them one after the other: all, or none.
   * @param begin asks for what the cuff is to do, as in `({ cuff }) => cuff.ask(operations.hold, …)`
   * @throws GroupNotReady where one cannot be begun: nothing was asked for
   * @throws GroupNotStarted where one was refused, or stopped meanwhile: those that had begun were released
   */
  async start(begin: (member: Member) => Promise<unknown>, members: readonly Member[] = this.members): Promise<void> {
    this.#checkReady(members);
    const runners = members.map((member) => new Runner(member, (stop) => this.#hear(stop)));
    for (const runner of runners) this.#running.set(runner.member.name, runner);
    const begun: Member[] = [];
    try {
      for (const runner of runners) {
        begun.push(runner.member);
        await runner.begin(begin);
        if (runners.some(({ stop }) => stop !== undefined)) throw new CuffError("One has stopped already.");
      }
    } catch (error) {
      throw await this.#undo(runners, begun, error);
    }
  }

  /** Lets go of all, whether they run or not. @returns those of which nobody knows whether they let go */
  async release(): Promise<readonly Member[]> {
    for (const runner of this.#running.values()) this.#forget(runner);
    return this.#release(this.members);
  }

  /** How long the person's limbs have been restricted in 12 hours, over all of their cuffs, ms. */
  async restrictedMs(person: string): Promise<number> {
    let sum = 0;
    for (const { cuff, personSlot } of this.members.filter((member) => member.person === person)) {
      for (const side of [Side.left, Side.right]) {
        sum += (await cuff.ask(operations.readLimb, { personSlot, side })).restrictedMs;
      }
    }
    return sum;
  }

  #checkReady(members: readonly Member[]): void {
    for (const member of members) {
      const { cuff, person } = member;
      if (!cuff.hasControl) throw new GroupNotReady(member, "This app does not control it.");
      if (this.#running.has(member.name)) throw new GroupNotReady(member, "It has begun already.");
      if (cuff.status.latest?.isArmed !== true) throw new GroupNotReady(member, "Press its button to arm it.");
      const isTheirs = (other: Member): boolean => other.person === person;
      const running = [...this.#running.values()].filter((runner) => isTheirs(runner.member)).length;
      if (running + members.filter(isTheirs).length > MOST_INFLATED) {
        throw new GroupNotReady(member, `At most ${MOST_INFLATED} cuffs may be tight on one person.`);
      }
    }
  }

  #hear(stop: Stop): void {
    const runner = this.#running.get(stop.member.name);
    if (runner !== undefined) this.#forget(runner);
    if (this.#stopsAll.includes(stop.kind)) {
      const others = [...this.#running.values()].filter(({ hasBegun }) => hasBegun);
      for (const other of others) this.#forget(other);
      void this.#release(others.map(({ member }) => member));
    }
    this.stopped.emit(stop);
  }

  /** None goes on. @returns because of which: the one that has stopped, or else the one that was begun last */
  async #undo(runners: readonly Runner[], begun: readonly Member[], error: unknown): Promise<GroupNotStarted> {
    for (const runner of runners) this.#forget(runner);
    const unconfirmed = await this.#release(begun);
    const stop = runners.find((runner) => runner.stop !== undefined)?.stop;
    const why = error instanceof Error ? error.message : String(error);
    return new GroupNotStarted(stop?.member ?? (begun.at(-1) as Member), stop?.message ?? why, unconfirmed, error);
  }

  #forget(runner: Runner): void {
    runner.end();
    this.#running.delete(runner.member.name);
  }

  async #release(members: readonly Member[]): Promise<readonly Member[]> {
    const outcomes = await Promise.allSettled(members.map(({ cuff }) => cuff.release()));
    const unconfirmed = members.filter((_, i) => outcomes[i]?.status === "rejected");
    for (const member of unconfirmed) this.unconfirmed.emit(member);
    return unconfirmed;
  }
}
