import { expect } from "chai";
import { Kind } from "../../firmware/storage/kinds";
import type { RecordStore } from "../../firmware/storage/record-store";
import type { SimulatedFlash } from "../../sim/hardware/flash";
import { hex, kinds, losesPower, openStore, save, seen, smallFlash, tidy } from "./small-store";

interface Act {
  readonly name: string;
  /** The kind that it changes; the others have to stay as they are. */
  readonly kind?: Kind;
  readonly run: (store: RecordStore) => void;
}

function saves(kind: Kind, length: number, fill: number): Act {
  const value = Uint8Array.from({ length }, (_, i) => (i * 7 + fill) & 0xff);
  return { name: `save kind ${kind}, ${length} bytes`, kind, run: (store) => save(store, kind, value) };
}

const tidies: Act = { name: "tidy", run: tidy };

/** Everything a cuff's life has: first values, changes, full sectors, tidying. Payloads of 0xff are the trickiest. */
const life: readonly Act[] = [
  saves(Kind.calibration, 32, 1),
  saves(Kind.ledger, 465, 2),
  saves(Kind.bonds, 81, 0xff),
  saves(Kind.ledger, 465, 3),
  saves(Kind.stops, 256, 4),
  { name: "forget bonds", kind: Kind.bonds, run: (store) => store.forget(Kind.bonds) },
  saves(Kind.ledger, 465, 5),
  saves(Kind.ownLimits, 64, 6),
  tidies,
  saves(Kind.ledger, 465, 7),
  saves(Kind.stops, 256, 8),
  saves(Kind.calibration, 16, 9),
  tidies,
  saves(Kind.ledger, 465, 10),
];

function readAll(store: RecordStore): string[] {
  return kinds.map((kind) => seen(store, kind));
}

/** Starts `flash` again after a cut and holds what it finds against what was there `before` and what was coming. */
function checkAfterCut(flash: SimulatedFlash, act: Act, before: readonly string[], after: readonly string[]): void {
  flash.restorePower();
  const store = openStore(flash);
  const now = readAll(store);
  kinds.forEach((kind, i) => {
    const allowed = kind === act.kind ? [before[i], after[i]] : [before[i]];
    expect(allowed).to.include(now[i]);
  });
  // What came through is in both copies again, and the store goes on working.
  tidy(store);
  expect(readAll(store)).to.deep.equal(now);
  expect(store.needsErase).to.equal(false);
  expect(save(store, Kind.ledger, Uint8Array.of(1, 2, 3))).to.equal("saved");
  expect(seen(openStore(flash), Kind.ledger)).to.equal("010203");
}

describe("stored data and power loss", () => {
  for (const scatters of [false, true]) {
    const how = scatters ? "with the rest of the page half programmed" : "with one byte half programmed";
    it(`SR-024: at every byte of a cuff's life, ${how}, a kind is as before or as saved, the others as before`, () => {
      const flash = smallFlash();
      openStore(flash);
      let cuts = 0;
      for (const act of life) {
        const image = flash.bytes.slice();
        const before = readAll(openStore(flash));
        const workedBefore = flash.worked;
        act.run(openStore(flash));
        const work = flash.worked - workedBefore;
        const after = readAll(openStore(flash));
        const imageAfter = flash.bytes.slice();
        // A page that is half programmed anywhere is much the same a byte further on.
        for (let cut = 0; cut < work; cut += scatters ? 5 : 1) {
          flash.bytes.set(image);
          const store = openStore(flash);
          flash.cutAfter(cut, scatters);
          expect(losesPower(() => act.run(store))).to.equal(true);
          checkAfterCut(flash, act, before, after);
          cuts++;
        }
        flash.bytes.set(imageAfter);
      }
      expect(cuts).to.be.above(scatters ? 1000 : 5000);
      expect(flash.impossibleWrites).to.equal(0);
    });
  }

  it("SR-024: a first start that was cut at any byte, and cut again, leaves everything as never written", () => {
    for (let cut = 0; cut < 2 * kinds.length * 16; cut++) {
      for (let again = 0; again < 2 * kinds.length * 16; again += 11) {
        const flash = smallFlash(cut * 100 + again);
        flash.cutAfter(cut);
        expect(losesPower(() => openStore(flash))).to.equal(true);
        flash.restorePower();
        flash.cutAfter(again);
        losesPower(() => openStore(flash));
        flash.restorePower();
        expect(new Set(readAll(openStore(flash)))).to.have.keys("absent");
      }
    }
  });

  it("SR-024: a start that completes the second copy may be cut at every byte as well", () => {
    const value = Uint8Array.from({ length: 200 }, (_, i) => i);
    const flash = smallFlash();
    const store = openStore(flash);
    save(store, Kind.stops, Uint8Array.of(9));
    flash.cutAfter(250);
    expect(losesPower(() => save(store, Kind.stops, value))).to.equal(true);
    flash.restorePower();
    const image = flash.bytes.slice();
    let cut = 0;
    for (let isCut = true; isCut; cut++) {
      flash.bytes.set(image);
      flash.restorePower();
      flash.cutAfter(cut);
      isCut = losesPower(() => openStore(flash));
      flash.restorePower();
      expect(seen(openStore(flash), Kind.stops)).to.equal(hex(value));
    }
    expect(cut).to.be.above(200);
  });
});
