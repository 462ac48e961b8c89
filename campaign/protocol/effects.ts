import type { CuffService } from "../../firmware/ble/cuff-service";
import { Op } from "../../firmware/ble/op-codes";
import { Gesture } from "../../firmware/shared/gesture";
import { TickInput } from "../../firmware/shared/tick";
import type { SimulatedFlash } from "../../sim/hardware/flash";
import type { World } from "../../sim/world";
import type { Report } from "../monitor/monitor";
import { type Memory, memoryIn } from "./memory";

const { search, hold, train, trainPreset, repeatLast, adjust, confirm } = Op;
const orders: readonly number[] = [search, hold, train, trainPreset, repeatLast];
const people: readonly number[] = [Op.setPerson, Op.screen, Op.erasePerson, Op.nameCuff];
/** Nobody can turn the clock back, or by more than a minute on, without being seen. */
const CLOCK_SLACK = 1;

/** Watches everything that a client can bring about, and says what came about without one that may. */
export class Effects {
  readonly #world: World;
  readonly #flash: SimulatedFlash;
  readonly #report: Report;
  /** What the firmware is told by the app, before and after this turn. */
  #before = new TickInput();
  #now = new TickInput();
  #memory: Memory;
  #worked = -1;
  #wasOrdered = false;
  #sessions = 0;
  #undownloaded = 0;
  #isNew = true;
  /** What was carried out for somebody who may, and may not have been kept yet: the cuff keeps it once it is disarmed. */
  readonly #carriedOut = new Set<number>();

  constructor(world: World, flash: SimulatedFlash, report: Report) {
    this.#world = world;
    this.#flash = flash;
    this.#report = report;
    this.#memory = memoryIn(flash);
  }

  /** Keys that the cuff knows, as they stand in flash. */
  get keys(): string[] {
    return [...this.#memory.bonds];
  }

  get seen(): TickInput {
    return this.#now;
  }

  /** The chip has started anew. */
  restart(): void {
    this.#memory = memoryIn(this.#flash);
    this.#worked = this.#flash.worked;
    this.#wasOrdered = false;
    this.#isNew = true;
  }

  /** What the app wants now, as the next tick will see it. */
  look(service: CuffService): void {
    const last = this.#before;
    this.#before = this.#now;
    this.#now = last;
    service.fill(last);
  }

  /** @param op what was carried out in this turn by somebody who may, or −1 */
  turn(op: number, hasControl: boolean): void {
    if (this.#isNew) this.#noteLog();
    else {
      this.#checkWishes(op, hasControl);
      this.#checkLog(op);
    }
    this.#isNew = false;
    this.#checkMemory(op);
    // The cuff keeps what it was told before it hears more.
    this.#carriedOut.add(op);
    const { isOrdered = false } = this.#world.output ?? {};
    if (isOrdered && !this.#wasOrdered) this.#expect("an order began", orders, op);
    this.#wasOrdered = isOrdered;
  }

  #checkWishes(op: number, hasControl: boolean): void {
    const before = this.#before;
    const now = this.#now;
    if (now.wantedMmhg !== before.wantedMmhg && now.wantedMmhg !== undefined)
      this.#expect("a pressure is wanted", [...orders, adjust], op);
    if (now.lop.sequence !== before.lop.sequence) this.#expect("a LOP was entered", [Op.enterLop], op);
    if (now.training.request.sequence !== before.training.request.sequence) this.#expect("a deed", [Op.deed], op);
    if (now.order.confirmations !== before.order.confirmations)
      this.#expect("a confirmation", [...orders, confirm], op);
    if (now.order.plannedRestMs !== before.order.plannedRestMs)
      this.#expect("a planned rest", [...orders, Op.expectRest], op);
    if (now.silences !== before.silences) this.#expect("the buzzer was silenced", [Op.silence], op);
    if (now.identifies !== before.identifies) this.#expect("the cuff told which it is", [Op.identify], op);
    if (now.linked !== hasControl) this.#report(`unauthorised: ${now.linked ? "linked" : "unlinked"} against control`);
  }

  #checkMemory(op: number): void {
    if (this.#flash.worked === this.#worked) return;
    this.#worked = this.#flash.worked;
    const before = this.#memory;
    const now = memoryIn(this.#flash);
    this.#memory = now;
    if (now.people !== before.people) this.#expectLately("what is kept of people changed", people);
    if (now.name !== before.name) this.#expectLately("the cuff's name changed", [Op.nameCuff]);
    if (now.people !== before.people || now.name !== before.name) this.#forget(people);
    const isForgotten = now.bonds.length === 0 && this.#world.output?.gesture === Gesture.forgetBonds;
    if (now.bonds.join() !== before.bonds.join() && !isForgotten) this.#expect("the keys changed", [Op.introduce], op);
    if (now.eraseWanted && !before.eraseWanted) this.#expect("everything is to go", [Op.eraseEverything], op);
    const stepMinutes = now.clockMinutes - before.clockMinutes - (now.poweredMinutes - before.poweredMinutes);
    if (Math.abs(stepMinutes) > CLOCK_SLACK) this.#expectLately("the clock was set", [Op.setClock]);
  }

  #checkLog(op: number): void {
    const { sessions = 0, undownloaded = 0 } = this.#world.log ?? {};
    if (undownloaded < this.#undownloaded && sessions === this.#sessions)
      this.#expect("a session is called downloaded", [Op.markDownloaded], op);
    this.#noteLog();
  }

  #noteLog(): void {
    const { sessions = 0, undownloaded = 0 } = this.#world.log ?? {};
    this.#sessions = sessions;
    this.#undownloaded = undownloaded;
  }

  /** What was told until now has been kept. */
  #forget(ops: readonly number[]): void {
    for (const op of ops) this.#carriedOut.delete(op);
  }

  #expectLately(what: string, allowed: readonly number[]): void {
    if (!allowed.some((op) => this.#carriedOut.has(op))) this.#report(`unauthorised: ${what}`);
  }

  #expect(what: string, allowed: readonly number[], op: number): void {
    if (!allowed.includes(op)) this.#report(`unauthorised: ${what}`);
  }
}
