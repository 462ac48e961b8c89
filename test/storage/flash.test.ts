import { expect } from "chai";
import { FlashPartition, type OpenedPartition } from "../../firmware/board/flash-partition";
import { PowerLost, SimulatedFlash } from "../../sim/hardware/flash";
import { RandomStream } from "../../sim/random";
import { bytesCodec, hex, kinds, openStore, save, seen, smallFlash } from "./small-store";

describe("simulated flash", () => {
  it("clears bits, never sets them, and says when that was asked of it", () => {
    const flash = smallFlash();
    flash.write(Uint8Array.of(0xf0, 0x0f), 10);
    flash.write(Uint8Array.of(0xff, 0x03), 10);
    expect([...flash.bytes.subarray(9, 13)]).to.deep.equal([0xff, 0xf0, 0x03, 0xff]);
    expect(flash.impossibleWrites).to.equal(1);
    flash.eraseSector(0);
    expect([...flash.bytes.subarray(9, 13)]).to.deep.equal([0xff, 0xff, 0xff, 0xff]);
  });

  it("loses power during the byte that is said, and answers nothing until it is back", () => {
    const flash = smallFlash();
    flash.cutAfter(3);
    expect(() => flash.write(new Uint8Array(8), 0)).to.throw(PowerLost);
    expect(() => flash.read(new Uint8Array(1), 0)).to.throw(PowerLost);
    flash.restorePower();
    expect([...flash.bytes.subarray(0, 3)]).to.deep.equal([0, 0, 0]);
    expect([...flash.bytes.subarray(4, 8)]).to.deep.equal([0xff, 0xff, 0xff, 0xff]);
  });

  it("an erase that is cut leaves old, erased and random bytes, the same for the same seed", () => {
    const cut = (seed: number): string => {
      const flash = smallFlash(seed);
      flash.write(new Uint8Array(1024), 0);
      flash.cutAfter(0);
      expect(() => flash.eraseSector(0)).to.throw(PowerLost);
      const left = flash.bytes.subarray(0, 1024);
      expect(left.filter((byte) => byte === 0).length).to.be.above(100);
      expect(left.filter((byte) => byte === 0xff).length).to.be.above(100);
      return hex(left);
    };
    expect(cut(1)).to.equal(cut(1));
    expect(cut(1)).to.not.equal(cut(2));
  });

  it("SR-025: counts how long the cores stand still, and tells of every erase before it", () => {
    const erased: number[] = [];
    const options = { sectorBytes: 4096, sectorCount: 2, chance: new RandomStream(1, "flash") };
    const flash = new SimulatedFlash({ ...options, eraseMs: 400, onErase: (sector) => erased.push(sector) });
    flash.write(new Uint8Array(300), 100);
    expect(flash.stallMs, "two pages").to.equal(2);
    flash.eraseSector(1);
    expect(flash.stallMs).to.equal(402);
    expect(erased).to.deep.equal([1]);
    expect([...flash.erases]).to.deep.equal([0, 1]);
  });
});

/** The SDK's rules on the chip: byte offsets, block numbers, and errors that are thrown. */
class OpenedFlash implements OpenedPartition {
  readonly flash = smallFlash();
  isBroken = false;

  status(): { size: number; blockLength: number; blocks: number } {
    return { size: this.flash.bytes.length, blockLength: this.flash.sectorBytes, blocks: this.flash.sectorCount };
  }

  read(buffer: Uint8Array, byteOffset: number): number {
    if (this.isBroken) throw new Error("read failed");
    this.flash.read(buffer, byteOffset);
    return buffer.length;
  }

  write(buffer: Uint8Array, byteOffset: number): void {
    if (this.isBroken) throw new Error("write failed");
    this.flash.write(buffer, byteOffset);
  }

  eraseBlock(block: number): void {
    if (this.isBroken) throw new Error("erase failed");
    this.flash.eraseSector(block);
  }
}

describe("flash partition of the chip", () => {
  it("stores on what the SDK opens", () => {
    const opened = new OpenedFlash();
    const store = openStore(new FlashPartition(opened));
    expect(save(store, kinds[0] ?? 1, Uint8Array.of(7))).to.equal("saved");
    expect(seen(openStore(new FlashPartition(opened)), kinds[0] ?? 1)).to.equal("07");
  });

  it("SR-024: a part that answers nothing is corrupt, not blank, and takes nothing", () => {
    const opened = new OpenedFlash();
    opened.isBroken = true;
    const store = openStore(new FlashPartition(opened));
    for (const kind of kinds) expect(store.load(bytesCodec(kind)).state).to.equal("corrupt");
    expect(save(store, kinds[0] ?? 1, Uint8Array.of(7))).to.equal("noRoom");
    expect(store.needsErase).to.equal(true);
    for (let i = 0; store.tidy() === "more"; i++) expect(i).to.be.below(100);
    expect(store.needsErase).to.equal(true);
  });

  it("SR-024: a part that fails later refuses the save", () => {
    const opened = new OpenedFlash();
    const store = openStore(new FlashPartition(opened));
    opened.isBroken = true;
    expect(save(store, kinds[0] ?? 1, Uint8Array.of(7))).to.equal("failed");
  });
});
