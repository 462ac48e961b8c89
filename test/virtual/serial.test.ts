import { expect } from "chai";
import { SerialTransport } from "../../companion/client/serial-transport";
import { decoded } from "../../companion/protocol/frame-bytes";
import { statusFrame } from "../../firmware/ble/frames";
import { Slot } from "../../firmware/ble/gatt-table";
import { cableTraits } from "../../firmware/wire/wire-link";
import type { VirtualCuff } from "../../sim/virtual/virtual-cuff";
import { newCuff } from "./rig";

/** Does to a chunk of bytes what a bad line does. */
type Harm = (bytes: Uint8Array) => Uint8Array;

/** A cuff on a serial line in memory. */
function wired(harm: Harm = (bytes) => bytes): { cuff: VirtualCuff; client: SerialTransport; unplug(): void } {
  const cuff = newCuff();
  let toClient: ReadableStreamDefaultController<Uint8Array> | undefined;
  const readable = new ReadableStream<Uint8Array>({
    start: (controller) => {
      toClient = controller;
    },
  });
  const cable = cuff.plug({
    write: (bytes, length) => {
      toClient?.enqueue(harm(bytes.slice(0, length)));
      return true;
    },
  });
  const writable = new WritableStream<Uint8Array>({ write: (bytes) => cable.take(harm(bytes)) });
  return { cuff, client: new SerialTransport("a cable", { readable, writable }), unplug: () => toClient?.close() };
}

describe("virtual cuff on a serial line", () => {
  it("is read, written and listened to", async () => {
    const { cuff, client } = wired();
    await client.connect();
    expect(await client.read(Slot.capabilities)).to.have.length.above(20);
    const first = new Promise<Uint8Array>((resolve) => void client.subscribe(Slot.status, resolve));
    await client.read(Slot.status);
    cuff.run(200);
    expect(decoded(statusFrame, await first)?.values.uptimeMs).to.be.within(0, 100);
    await client.disconnect();
  });

  it("survives noise between its frames", async () => {
    const noise = Uint8Array.of(1, 2, 0, 255, 0, 0, 7);
    const { client } = wired((bytes) => Uint8Array.of(...noise, ...bytes, ...noise));
    await client.connect();
    expect(await client.read(Slot.capabilities)).to.have.length.above(20);
    await client.disconnect();
  });

  it("can be left and come back to", async () => {
    const { cuff, client } = wired();
    await client.connect();
    await client.disconnect();
    expect(cuff.isBusy).to.equal(false);
    await client.connect();
    expect(cuff.isBusy).to.equal(true);
    await client.disconnect();
  });

  it("answers whoever asks whether the client is there, so that the link stays", async () => {
    const { cuff, client } = wired();
    await client.connect();
    for (let seconds = 0; seconds < 20; seconds++) {
      cuff.run(1000);
      await client.read(Slot.capabilities);
    }
    expect(cuff.isBusy).to.equal(true);
    await client.disconnect();
  });

  it("counts a client that says nothing any more as gone", async () => {
    let isCut = false;
    const { cuff, client } = wired((bytes) => (isCut ? new Uint8Array() : bytes));
    await client.connect();
    expect(cableTraits.isWatched).to.equal(true);
    isCut = true;
    cuff.run(4900);
    expect(cuff.isBusy).to.equal(true);
    cuff.run(4900);
    expect(cuff.isBusy).to.equal(false);
    await client.disconnect();
  });

  it("says that the link is lost when the line ends", async () => {
    const { client, unplug } = wired();
    await client.connect();
    const lost = new Promise<void>((resolve) => {
      client.onLost = resolve;
    });
    unplug();
    await lost;
  });
});
