import { expect } from "chai";
import fc from "fast-check";
import { anyAct, History, performLoosely } from "./history";
import { HALF_BYTES, hex, kinds, openStore, save, seen, smallFlash } from "./small-store";

describe("stored data, whatever happens", () => {
  it("SR-024, SR-025: nothing but the record being written is lost while power fails and one copy rots", () => {
    fc.assert(
      fc.property(
        fc.array(anyAct, { minLength: 10, maxLength: 80, size: "max" }),
        fc.constantFrom(0, HALF_BYTES),
        fc.integer(),
        (acts, offset, seed) => {
          const history = new History(seed);
          for (const act of acts) {
            history.perform(act, offset);
            history.check();
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it("SR-024: with both copies rotting, what is found was once saved; all else is doubt, never an invention", () => {
    fc.assert(
      fc.property(fc.array(anyAct, { minLength: 10, maxLength: 80, size: "max" }), fc.integer(), (acts, seed) => {
        const history = new History(seed);
        for (const [i, act] of acts.entries()) {
          if (act.act === "flip") history.flash.flipBit(act.address + (i % 2) * HALF_BYTES, act.bit);
          else performLoosely(history, act);
          for (const kind of kinds) {
            const now = seen(history.store, kind);
            if (now !== "corrupt") expect(history.ever.get(kind)).to.include(now);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it("SR-024: where random bytes fill the flash, every kind is corrupt, stays so through tidying, and can be saved anew", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), fc.boolean(), (noise, isZero) => {
        const flash = smallFlash();
        flash.bytes.forEach((_, i) => {
          flash.bytes[i] = isZero ? 0 : (noise[i % 64] ?? 0) ^ (i >> 6);
        });
        let store = openStore(flash);
        for (let step = 0; step < 30; step++) {
          expect(new Set(kinds.map((kind) => seen(store, kind)))).to.have.keys("corrupt");
          if (store.tidy() === "done") break;
          store = openStore(flash);
        }
        expect(store.needsErase).to.equal(false);
        for (const kind of kinds) expect(save(store, kind, Uint8Array.of(kind))).to.equal("saved");
        for (const kind of kinds) expect(seen(openStore(flash), kind)).to.equal(hex(Uint8Array.of(kind)));
      }),
      { numRuns: 20 },
    );
  });
});
