import { expect } from "chai";
import { Kind, LAST_KIND, NEVER_WRITTEN } from "../../firmware/storage/kinds";
import { isNewer, RecordBuffer, recordBytes } from "../../firmware/storage/record";
import { SectorWalk } from "../../firmware/storage/sector-walk";
import type { SimulatedFlash } from "../../sim/hardware/flash";
import {
  bytesCodec,
  HALF_BYTES,
  hex,
  kinds,
  losesPower,
  openStore,
  SECTOR_BYTES,
  SECTORS,
  save,
  seen,
  smallFlash,
  tidy,
} from "./small-store";

const kind = Kind.calibration;
const old = Uint8Array.of(1, 1, 1, 1, 1);
const young = Uint8Array.of(2, 2, 2, 2, 2);

/** Breaks every record in one half whose payload begins with `value`, by one bit of the payload. */
function breakIn(flash: SimulatedFlash, half: 0 | 1, value: Uint8Array): void {
  const at = Buffer.from(flash.bytes).indexOf(value, half * HALF_BYTES);
  expect(at).to.be.within(half * HALF_BYTES, (half + 1) * HALF_BYTES);
  flash.flipBit(at, 3);
}

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
      expect(flash.totalErases).to.equal(0);
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

  it("SR-024: tidying puts a copy right that broke while the firmware ran", () => {
    const flash = smallFlash();
    const store = openStore(flash);
    save(store, kind, young);
    breakIn(flash, 1, young);
    tidy(store);
    breakIn(flash, 0, young);
    expect(seen(openStore(flash), kind)).to.equal(hex(young));
  });

  it("SR-024: after a torn write its sector takes no more, and its number is given to nothing else", () => {
    const whole = smallFlash();
    save(openStore(whole), kind, old);
    const torn = smallFlash();
    const store = openStore(torn);
    torn.cutAfter(18);
    expect(losesPower(() => save(store, kind, old))).to.equal(true);
    torn.restorePower();
    const sector = torn.bytes.slice(0, SECTOR_BYTES);
    save(openStore(torn), kind, young);
    expect(hex(torn.bytes.subarray(0, SECTOR_BYTES))).to.equal(hex(sector));
    // Cells that were nearly programmed read as programmed one day, and the torn record is whole.
    torn.bytes.set(whole.bytes.subarray(0, SECTOR_BYTES));
    expect(seen(openStore(torn), kind)).to.equal(hex(young));
    const sequences = [...sequencesOf(torn, old), ...sequencesOf(torn, young)];
    expect(sequences).to.have.length(2);
    expect(new Set(sequences).size).to.equal(2);
  });
});

/** The sequence numbers under which `value` stands in the first copy. */
function sequencesOf(flash: SimulatedFlash, value: Uint8Array): number[] {
  const walk = new SectorWalk(flash);
  const found: number[] = [];
  for (let sector = 0; sector < SECTORS / 2; sector++) {
    walk.start(sector);
    while (walk.next() !== "end") {
      const { record } = walk;
      if (hex(new Uint8Array(record.payload.buffer, 16, record.length)) === hex(value)) found.push(record.sequence);
    }
  }
  return found;
}
