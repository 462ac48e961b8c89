import { expect } from "chai";
import {
  type CuffClient,
  DownloadFailed,
  LinkLost,
  operations,
  RequestRefused,
  type SessionHead,
} from "../../companion/client";
import { chunksOf, decodeSession } from "../../companion/export/decode";
import { Slot } from "../../firmware/ble/gatt-table";
import type { DirectTransport } from "../../sim/ble/direct-transport";
import { gentleHold, Room, thrownBy } from "./room";

/** A cuff that has recorded a hold of some seconds, and an app that may download it. */
async function recorded(longestBytes: number) {
  const room = await new Room().armed();
  await room.do(room.client.ask(operations.hold, gentleHold));
  await room.time.run(20_000);
  await room.do(room.client.release());
  await room.time.run(8000);
  await room.do(room.client.disconnect());
  const transport = room.cuff.transport({ longestBytes });
  const client = room.clientOver(transport);
  await room.do(client.connect());
  await room.do(client.introduce());
  const heads = await room.do(client.log.sessions());
  const [head] = heads;
  if (head === undefined) throw new Error("nothing was recorded");
  return { room, transport, client, head };
}

/** What stands in the flash of the simulated cuff. */
function inFlash(room: Room, { session }: SessionHead) {
  const { log } = room.cuff.world;
  if (log === undefined) throw new Error("no log");
  return decodeSession(session, chunksOf(log, session));
}

/** Calls `act` before the log frame of this number, from 0; its answer says whether the frame is lost. */
function atFrame(transport: DirectTransport, act: (frame: number, bytes: Uint8Array) => boolean): void {
  let frame = 0;
  transport.dropsFrames = (slot, bytes) => slot === Slot.log && act(frame++, bytes);
}

describe("client: log", () => {
  it("lists what was recorded, and marks it as downloaded", async () => {
    const { room, client, head } = await recorded(244);
    expect(head.isDownloaded).to.equal(false);
    expect(await room.do(client.log.state())).to.include({ sessions: 1, undownloaded: 1, lost: 0 });
    const refused = await thrownBy(room.do(client.log.markDownloaded(head)));
    expect(refused, "without control").to.be.instanceOf(RequestRefused);
    await room.do(client.takeControl());
    await room.do(client.log.markDownloaded(head));
    expect(await room.do(client.log.state())).to.include({ sessions: 1, undownloaded: 0 });
    expect((await room.do(client.log.sessions()))[0]?.isDownloaded).to.equal(true);
  });

  for (const longestBytes of [20, 244]) {
    it(`downloads what stands in flash, in frames of ${longestBytes} bytes, and tells how far it is`, async () => {
      const { room, client, head } = await recorded(longestBytes);
      const told: [number, number][] = [];
      const session = await room.do(client.log.download(head, (received, length) => told.push([received, length])));
      expect(session).to.deep.equal(inFlash(room, head));
      expect(session.pressureMmhg.length).to.be.above(150);
      expect(session.missingChunks).to.equal(0);
      expect(told.at(-1)).to.deep.equal([head.length, head.length]);
      for (let i = 1; i < told.length; i++) expect(told[i]?.[0]).to.be.above(told[i - 1]?.[0] ?? 0);
    });
  }

  it("goes on where it was, at whichever frame the link breaks", async () => {
    const { room, transport, client, head } = await recorded(20);
    const whole = inFlash(room, head);
    let frames = 0;
    atFrame(transport, () => {
      frames++;
      return false;
    });
    await room.do(client.log.download(head));
    expect(frames).to.be.above(20);
    for (let cut = 0; cut < frames; cut++) {
      atFrame(transport, (frame) => {
        if (frame !== cut) return false;
        queueMicrotask(() => transport.cut());
        return true;
      });
      expect(await room.do(client.log.download(head)), `frame ${cut}`).to.deep.equal(whole);
    }
  });

  it("does not ask again for what it has", async () => {
    const room = new Room();
    await room.armed();
    await room.do(room.client.ask(operations.hold, gentleHold));
    // Longer than one part.
    await room.time.run(200_000);
    await room.do(room.client.release());
    await room.time.run(8000);
    const { client, transport } = room;
    const [head] = await room.do(client.log.sessions());
    if (head === undefined) throw new Error("nothing was recorded");
    expect(head.length).to.be.above(2048);
    let isCut = false;
    transport.dropsFrames = (slot, bytes) => {
      const offset = slot === Slot.log ? new DataView(bytes.buffer, bytes.byteOffset).getUint32(5, true) : 0;
      if (isCut || offset < 2048) return false;
      isCut = true;
      queueMicrotask(() => transport.cut());
      return true;
    };
    await room.do(client.log.download(head));
    const asked = transport.written.filter(({ slot, bytes }) => slot === Slot.controlPoint && bytes[0] === 0x42);
    const offsets = asked.map(({ bytes }) => new DataView(bytes.buffer).getUint32(6, true));
    expect(offsets).to.deep.equal([0, 2048, 2048]);
    expect(client.hasControl, "and is again who it was").to.equal(true);
  });

  it("asks again for a part that comes over with a gap, a changed bit, or what is not of it", async () => {
    const { room, transport, client, head } = await recorded(20);
    const whole = inFlash(room, head);
    const spoils: readonly ((bytes: Uint8Array) => boolean)[] = [
      () => true,
      (bytes) => {
        bytes[12] = (bytes[12] ?? 0) ^ 0x10;
        return false;
      },
      (bytes) => {
        bytes[5] = (bytes[5] ?? 0) ^ 1;
        return false;
      },
      // Of another session.
      (bytes) => {
        bytes[1] = (bytes[1] ?? 0) ^ 1;
        return false;
      },
    ];
    for (const spoil of spoils) {
      let asked = 0;
      atFrame(transport, (frame, bytes) => {
        if (new DataView(bytes.buffer, bytes.byteOffset).getUint32(5, true) === 0) asked++;
        return frame === 10 && spoil(bytes);
      });
      expect(await room.do(client.log.download(head))).to.deep.equal(whole);
      expect(asked, "once more").to.equal(2);
    }
  });

  it("gives up on a session that never comes over as it is", async () => {
    const { room, transport, client, head } = await recorded(244);
    atFrame(transport, (_, bytes) => {
      bytes[12] = (bytes[12] ?? 0) ^ 1;
      return false;
    });
    expect(await thrownBy(room.do(client.log.download(head)))).to.be.instanceOf(DownloadFailed);
    transport.dropsFrames = () => false;
    expect(await room.do(client.log.download(head))).to.deep.equal(inFlash(room, head));
  });

  it("gives up on one that is gone, or not as long as was told", async () => {
    const { room, client, head } = await recorded(244);
    expect(await thrownBy(room.do(client.log.download({ ...head, session: 9 })))).to.be.instanceOf(RequestRefused);
    const longer = { ...head, length: head.length + 1 };
    const error = await thrownBy(room.do(client.log.download(longer)));
    expect(error).to.be.instanceOf(DownloadFailed);
    expect((error as Error).message).to.match(/shorter/);
  });

  it("gives up where the cuff stays away", async () => {
    const { room, transport, client, head } = await recorded(20);
    atFrame(transport, (frame) => {
      if (frame === 5) {
        transport.isOutOfRange = true;
        queueMicrotask(() => transport.cut());
      }
      return false;
    });
    expect(await thrownBy(room.do(client.log.download(head)))).to.be.instanceOf(LinkLost);
  });

  it("gives up on a link that breaks again and again", async () => {
    const { room, transport, client, head } = await recorded(20);
    let cuts = 0;
    transport.dropsFrames = (slot) => {
      if (slot === Slot.log) {
        queueMicrotask(() => {
          if (transport.isConnected) cuts++;
          transport.cut();
        });
      }
      return false;
    };
    expect(await thrownBy(room.do(client.log.download(head)))).to.be.instanceOf(LinkLost);
    expect(cuts).to.equal(6);
  });

  it("waits for as long as frames come, however slowly, and asks once more where only the answer is lost", async () => {
    const { room, transport, client, head } = await recorded(20);
    // The cuff's world stands still most of the time: 100 times slower than it should be.
    const { world } = room.cuff;
    const step = world.step.bind(world);
    let turn = 0;
    world.step = () => (turn++ % 100 === 0 ? step() : false);
    const beganMs = room.time.nowMs;
    let answers = 0;
    transport.dropsFrames = (slot) => slot === Slot.controlPoint && answers++ === 0;
    const asked = transport.written.length;
    await downloaded(client, head, room);
    expect(room.time.nowMs - beganMs).to.be.above(30_000);
    const parts = transport.written.slice(asked).filter(({ bytes }) => bytes[0] === 0x42);
    expect(parts).to.have.length(2);
    expect([...(parts[1]?.bytes ?? [])]).to.deep.equal([...(parts[0]?.bytes ?? [])]);
  });
});

async function downloaded(client: CuffClient, head: SessionHead, room: Room): Promise<void> {
  expect(await room.do(client.log.download(head), 2_000_000)).to.deep.equal(inFlash(room, head));
}
