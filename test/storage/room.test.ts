import { expect } from "chai";
import { bondsCodec } from "../../firmware/storage/bonds";
import { Kind } from "../../firmware/storage/kinds";
import { Ledger } from "../../firmware/storage/ledger";
import { ledgerCodec } from "../../firmware/storage/ledger-codec";
import { RecordStore } from "../../firmware/storage/record-store";
import { SESSION_BYTES } from "../../firmware/storage/session-bytes";
import { StopLog } from "../../firmware/storage/stop-log";
import { stopLogCodec } from "../../firmware/storage/stop-log-codec";
import { SimulatedFlash } from "../../sim/hardware/flash";
import { RandomStream } from "../../sim/random";
import { HALF_BYTES, hex, openStore, SECTORS, save, seen, smallFlash, tidy } from "./small-store";

const kind = Kind.calibration;
const young = Uint8Array.of(2, 2, 2, 2, 2);

describe("room in the store", () => {
  it("SR-024: without room a save is refused and nothing is lost; tidying makes room", () => {
    const flash = smallFlash();
    const store = openStore(flash);
    save(store, Kind.bonds, young);
    const value = new Uint8Array(400);
    let i = 0;
    while (i < 100 && save(store, Kind.ledger, value.fill(i)) === "saved") i++;
    expect(save(store, Kind.ledger, value.fill(i))).to.equal("noRoom");
    expect(store.needsErase).to.equal(true);
    expect(flash.eraseCount).to.equal(0);
    expect(seen(openStore(flash), Kind.ledger)).to.equal(hex(value.fill(i - 1)));
    expect(seen(openStore(flash), Kind.bonds)).to.equal(hex(young));
    tidy(store);
    expect(store.needsErase).to.equal(false);
    expect(save(store, Kind.ledger, value.fill(i))).to.equal("saved");
    expect(seen(openStore(flash), Kind.ledger)).to.equal(hex(value));
    expect(seen(openStore(flash), Kind.bonds)).to.equal(hex(young));
  });

  it("SR-024: cells that no longer take a bit cost their sector, not the record", () => {
    const flash = smallFlash();
    const store = openStore(flash);
    // Behind the six first records of each copy, where the next one goes.
    for (const half of [0, HALF_BYTES]) flash.bytes.fill(0, half + 112, half + 116);
    expect(save(store, kind, young)).to.equal("saved");
    expect(store.needsErase).to.equal(false);
    expect(seen(openStore(flash), kind)).to.equal(hex(young));
  });

  it("SR-025: a tidying step erases one sector at most, and wear is spread over the sectors", () => {
    const flash = smallFlash();
    const store = openStore(flash);
    for (let i = 0; i < 3000; i++) {
      expect(save(store, Kind.ledger, new Uint8Array(400).fill(i))).to.equal("saved");
      for (let isMore = store.needsErase; isMore; ) {
        const before = flash.eraseCount;
        isMore = store.tidy() === "more";
        expect(flash.eraseCount - before).to.be.at.most(1);
      }
    }
    const most = Math.max(...flash.erases);
    expect(most).to.be.below((2 * flash.eraseCount) / SECTORS);
  });

  it("SR-025: a whole session is saved without an erase, in the partition that the cuff has", () => {
    const erased: number[] = [];
    const flash = new SimulatedFlash({
      sectorBytes: 4096,
      sectorCount: 32,
      chance: new RandomStream(1, "flash"),
      onErase: (sector) => erased.push(sector),
    });
    const store = new RecordStore(flash);
    const ledger = new Ledger();
    const stops = new StopLog();
    for (let i = 0; i < 32; i++) stops.add(1, 3, i, 100);
    for (let session = 0; session < 20; session++) {
      if (store.needsErase) tidy(store);
      expect(store.needsErase).to.equal(false);
      erased.length = 0;
      for (let minute = 0; minute < 30; minute++) {
        ledger.poweredMinutes++;
        expect(store.save(ledgerCodec, ledger)).to.equal("saved");
      }
      for (let stop = 0; stop < 16; stop++) {
        expect(store.save(stopLogCodec, stops)).to.equal("saved");
        expect(store.save(ledgerCodec, ledger)).to.equal("saved");
      }
      expect(store.save(bondsCodec, [new Uint8Array(80), new Uint8Array(80), new Uint8Array(80)])).to.equal("saved");
      expect(erased).to.deep.equal([]);
    }
    expect(store.load(ledgerCodec)).to.deep.include({ state: "found", value: ledger });
  });

  it("refuses a partition in which no session would fit", () => {
    const flash = smallFlash();
    expect(() => new RecordStore(flash, SESSION_BYTES)).to.throw(RangeError);
  });
});
