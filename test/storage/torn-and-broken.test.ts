import { expect } from "chai";
import { Kind } from "../../firmware/storage/kinds";
import { SectorWalk } from "../../firmware/storage/sector-walk";
import type { SimulatedFlash } from "../../sim/hardware/flash";
import {
  breakIn,
  hex,
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

describe("torn and broken records", () => {
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
