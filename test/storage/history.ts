import { expect } from "chai";
import fc from "fast-check";
import type { Kind } from "../../firmware/storage/kinds";
import type { RecordStore } from "../../firmware/storage/record-store";
import type { SimulatedFlash } from "../../sim/hardware/flash";
import { HALF_BYTES, hex, kinds, losesPower, openStore, save, seen, smallFlash, tidy } from "./small-store";

const anyKind = fc.constantFrom(...kinds);
const anyValue = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.integer({ min: 0, max: 480 }).map((length) => new Uint8Array(length).fill(0xff)),
);
const anyCut = fc.option(fc.record({ work: fc.integer({ min: 0, max: 900 }), scatters: fc.boolean() }), { freq: 3 });

export const anyAct = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ act: fc.constant("save" as const), kind: anyKind, value: anyValue, cut: anyCut }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("tidy" as const), cut: anyCut }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("restart" as const), cut: anyCut }) },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant("flip" as const),
      address: fc.nat(HALF_BYTES - 1),
      bit: fc.nat(7),
      cut: fc.constant(null),
    }),
  },
);
type AnyAct = typeof anyAct extends fc.Arbitrary<infer T> ? T : never;

/** What may be read back for each kind, as far as it is known. */
type Allowed = Map<Kind, Set<string>>;

export class History {
  readonly flash: SimulatedFlash;
  readonly allowed: Allowed = new Map(kinds.map((kind) => [kind, new Set(["absent"])]));
  readonly ever: Allowed = new Map(kinds.map((kind) => [kind, new Set(["absent"])]));
  store: RecordStore;
  #isTorn = false;
  #isFlipped = false;

  constructor(seed: number) {
    this.flash = smallFlash(seed);
    this.store = openStore(this.flash);
  }

  /** @param offset which half flipped bits lie in, bytes */
  perform(act: AnyAct, offset: number): void {
    if (act.cut) this.flash.cutAfter(act.cut.work, act.cut.scatters);
    const erased = this.flash.eraseCount;
    const isCut = losesPower(() => {
      if (act.act === "save") this.#save(act.kind, act.value);
      else if (act.act === "tidy") tidy(this.store);
      else if (act.act === "restart") this.store = openStore(this.flash);
      else this.flash.flipBit(act.address + offset, act.bit);
    });
    this.flash.restorePower();
    if (act.act !== "tidy") expect(this.flash.eraseCount, "only tidying erases").to.equal(erased);
    if (isCut) this.store = openStore(this.flash);
    this.#isTorn ||= isCut;
    this.#isFlipped ||= act.act === "flip";
    if (act.act === "restart" || act.act === "tidy" || isCut) this.#settle();
  }

  #save(kind: Kind, value: Uint8Array): void {
    const before = this.allowed.get(kind) ?? new Set();
    this.allowed.set(kind, new Set([...before, hex(value)]));
    this.ever.get(kind)?.add(hex(value));
    const outcome = save(this.store, kind, value);
    if (outcome === "saved") this.allowed.set(kind, new Set([hex(value)]));
    else if (outcome === "noRoom") this.allowed.set(kind, before);
    else expect.fail(outcome);
  }

  /** What was read now is in both copies, unless there is no room for it. */
  #settle(): void {
    this.check();
    if (this.store.needsErase) return;
    for (const kind of kinds) this.allowed.set(kind, new Set([seen(this.store, kind)]));
  }

  check(): void {
    for (const kind of kinds) {
      const now = seen(this.store, kind);
      const allowed = this.allowed.get(kind) ?? new Set();
      // A first save that was torn in one copy, and in the other a "never written" whose number flipped upwards, look
      // as if a save had been lost in both. That is doubt, and no value is lost by it.
      if (now === "corrupt" && allowed.has("absent") && this.#isTorn && this.#isFlipped) allowed.add("corrupt");
      expect(allowed).to.include(now);
    }
  }
}

/** As `perform`, without expecting that a value survives. */
export function performLoosely(history: History, act: AnyAct): void {
  if (act.cut) history.flash.cutAfter(act.cut.work, act.cut.scatters);
  const isCut = losesPower(() => {
    if (act.act === "save") {
      history.ever.get(act.kind)?.add(hex(act.value));
      save(history.store, act.kind, act.value);
    } else if (act.act === "tidy") tidy(history.store);
    else history.store = openStore(history.flash);
  });
  history.flash.restorePower();
  if (isCut) history.store = openStore(history.flash);
}
