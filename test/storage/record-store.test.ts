import { expect } from "chai";
import { Kind, LAST_KIND, NEVER_WRITTEN } from "../../firmware/storage/kinds";
import { isNewer, RecordBuffer, recordBytes } from "../../firmware/storage/record";
import type { SimulatedFlash } from "../../sim/hardware/flash";
import { breakIn, bytesCodec, HALF_BYTES, hex, kinds, openStore, save, seen, smallFlash, tidy } from "./small-store";

const kind = Kind.calibration;
const old = Uint8Array.of(1, 1, 1, 1, 1);
const young = Uint8Array.of(2, 2, 2, 2, 2);

/** A store with `old` and then `young` in it. */
function savedTwice(): SimulatedFlash {
  const flash = smallFlash();
  const store = openStore(flash);
  save(store, kind, old);
  save(store, kind, young);
  return flash;
}

describe("record store", () => {
  it("SR-024: blank flash holds nothing; what is saved is there after a restart, the newest of each kind", () => {
    const flash = smallFlash();
    const store = openStore(flash);
    for (const each of kinds) expect(seen(store, each)).to.equal("absent");
    for (const each of kinds) save(store, each, Uint8Array.of(each, 1));
    for (const each of kinds) save(store, each, Uint8Array.of(each, 2));
    for (const each of kinds) expect(seen(openStore(flash), each)).to.equal(hex(Uint8Array.of(each, 2)));
  });

  it("SR-024: a flipped record is read from the other copy, whichever it is, and put right without an erase", () => {
    for (const half of [0, 1] as const) {
      const flash = savedTwice();
      breakIn(flash, half, young);
      expect(seen(openStore(flash), kind)).to.equal(hex(young));
      breakIn(flash, half === 0 ? 1 : 0, young);
      expect(seen(openStore(flash), kind), "from the repaired copy").to.equal(hex(young));
      expect(flash.eraseCount).to.equal(0);
    }
  });

  it("SR-024: a bit that flips while the firmware runs is noticed at the next reading", () => {
    const flash = smallFlash();
    const store = openStore(flash);
    save(store, kind, young);
    breakIn(flash, 0, young);
    expect(seen(store, kind)).to.equal(hex(young));
  });

  it("SR-024: broken in both copies, the record before it counts, and is told to be older", () => {
    const flash = savedTwice();
    breakIn(flash, 0, young);
    breakIn(flash, 1, young);
    const stored = openStore(flash).load(bytesCodec(kind));
    expect(stored).to.deep.equal({ state: "found", value: old, fellBack: true });
  });

  it("SR-024: with all its records broken a kind is corrupt, not absent, also after tidying, until it is saved again", () => {
    const flash = savedTwice();
    for (const half of [0, 1] as const) {
      breakIn(flash, half, young);
      breakIn(flash, half, old);
    }
    expect(seen(openStore(flash), kind)).to.equal("corrupt");
    tidy(openStore(flash));
    const store = openStore(flash);
    expect(seen(store, kind)).to.equal("corrupt");
    expect(seen(store, Kind.ledger)).to.equal("absent");
    save(store, kind, young);
    expect(seen(openStore(flash), kind)).to.equal(hex(young));
    expect(store.forget(kind)).to.equal("saved");
    expect(seen(openStore(flash), kind)).to.equal("absent");
  });

  it("SR-024: a record of another format version is refused", () => {
    const flash = smallFlash();
    openStore(flash).save(bytesCodec(kind, 2), young);
    expect(seen(openStore(flash), kind)).to.equal("corrupt");
  });

  it("SR-024: what the codec finds implausible is neither stored nor believed", () => {
    const flash = smallFlash();
    const picky = { ...bytesCodec(kind), isPlausible: (value: Uint8Array) => value[0] === 1 };
    const store = openStore(flash);
    expect(store.save(picky, old)).to.equal("saved");
    expect(store.save(picky, young)).to.equal("implausible");
    expect(store.load(picky)).to.deep.include({ state: "found", value: old });
    save(store, kind, young);
    expect(store.load(picky).state).to.equal("corrupt");
  });

  it("SR-024: sequence numbers wrap without an old record winning", () => {
    expect(isNewer(2, 0xffffffff)).to.equal(true);
    expect(isNewer(0xffffffff, 2)).to.equal(false);
    const flash = smallFlash();
    const record = new RecordBuffer();
    for (let each = 1; each <= LAST_KIND; each++) {
      record.seal(each, NEVER_WRITTEN, 0, 0xfffffff0 + each);
      const bytes = record.bytes.subarray(0, recordBytes(0));
      for (const half of [0, HALF_BYTES]) flash.write(bytes, half + each * bytes.length);
    }
    for (let i = 0; i < 40; i++) {
      save(openStore(flash), kind, Uint8Array.of(i));
      expect(seen(openStore(flash), kind)).to.equal(hex(Uint8Array.of(i)));
      if (openStore(flash).needsErase) tidy(openStore(flash));
    }
  });
});
