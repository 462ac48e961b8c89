import { expect } from "chai";
import fc from "fast-check";
import { CuffClient, CuffTimeout, listenToRaw, operations, Phase, resendEvents, Stream } from "../../companion/client";
import { EventFeed } from "../../companion/client/event-feed";
import { encoded } from "../../companion/protocol/frame-bytes";
import { eventFrame } from "../../firmware/ble/frames";
import { Slot } from "../../firmware/ble/gatt-table";
import { VirtualTime } from "../../sim/ble/virtual-time";
import { FakeCuff, statusBytes, withByte } from "./fake-cuff";
import { Room, thrownBy } from "./room";

async function connected() {
  const time = new VirtualTime();
  const cuff = new FakeCuff(time);
  const client = new CuffClient({ transport: cuff, scheduler: time });
  await time.until(client.connect());
  return { time, cuff, client };
}

describe("client: subscriptions", () => {
  it("tell every listener, until it has had enough, and keep the newest", () => {
    const stream = new Stream<number>(new VirtualTime());
    const heard: string[] = [];
    const tell = (value: number) => heard.push(`${value}`);
    const stop = stream.listen(tell);
    stream.listen(tell);
    stream.emit(1);
    stop();
    stop();
    stream.emit(2);
    expect(heard).to.deep.equal(["1", "1", "2"]);
    expect(stream.latest).to.equal(2);
  });

  it("tell the others too where one listener throws", () => {
    const stream = new Stream<number>(new VirtualTime());
    let heard = 0;
    stream.listen(() => {
      throw new Error("mine");
    });
    stream.listen((value) => {
      heard = value;
    });
    expect(() => stream.emit(3)).to.throw("mine");
    expect(heard).to.equal(3);
  });

  it("wait: for the newest or a later value, but for the latter only where it is asked for, and not for ever", async () => {
    const time = new VirtualTime();
    const stream = new Stream<number>(time);
    stream.emit(5);
    expect(await stream.until((value) => value === 5)).to.equal(5);
    const next = stream.next((value) => value === 5);
    const late = thrownBy(stream.until((value) => value === 7, 1000));
    await time.run(500);
    stream.emit(6);
    stream.emit(5);
    expect(await next).to.equal(5);
    await time.run(499);
    let isLate = false;
    void late.then(() => {
      isLate = true;
    });
    await time.run(0);
    expect(isLate).to.equal(false);
    await time.run(1);
    expect(await late).to.be.instanceOf(CuffTimeout);
  });

  it("of a status: with what was missed, once each, and newer and broken frames as they deserve", async () => {
    const { cuff, client } = await connected();
    const heard: [number, number][] = [];
    client.status.listen(({ sequence, missed }) => heard.push([sequence, missed]));
    const send = (sequence: number, ...more: number[]) =>
      cuff.send(Slot.status, Uint8Array.from([...statusBytes({ sequence, phase: Phase.vented }), ...more]));
    const unreadable = client.status.unreadable;
    send(254);
    send(255);
    send(255);
    send(2, 1, 2, 3);
    cuff.send(Slot.status, statusBytes({ sequence: 3 }).subarray(0, 19));
    cuff.send(Slot.status, withByte(statusBytes({ sequence: 3 }), 0, 9));
    cuff.send(Slot.status, new Uint8Array());
    send(3);
    expect(heard).to.deep.equal([
      [254, 0],
      [255, 0],
      [2, 2],
      [3, 0],
    ]);
    expect(client.status.missed).to.equal(2);
    expect(client.status.unreadable - unreadable).to.equal(3);
  });

  it("are not upset by any bytes, on any characteristic", async () => {
    const { time, cuff, client } = await connected();
    await time.until(client.introduce());
    await time.until(listenToRaw(client));
    const anything = fc.tuple(fc.constantFrom(...Object.values(Slot)), fc.uint8Array({ maxLength: 40 }));
    // Of the right type, so that more than the first byte is looked at.
    const typed = fc
      .tuple(fc.constantFrom(...Object.values(Slot)), fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 6 }))
      .map(([slot, bytes, type]) => [slot, Uint8Array.of(type, ...bytes)] as const);
    fc.assert(
      fc.property(fc.oneof(anything, typed), ([slot, bytes]) => cuff.send(slot, bytes)),
      { numRuns: 2000 },
    );
    await time.until(client.ask(operations.confirm));
    cuff.send(Slot.status, statusBytes({ sequence: 1 }));
    cuff.send(Slot.status, statusBytes({ sequence: 2, phase: Phase.armed }));
    expect(client.status.latest).to.include({ sequence: 2, phase: Phase.armed });
  });

  it("begin to count anew with a connection", async () => {
    const { time, cuff, client } = await connected();
    cuff.send(Slot.status, statusBytes({ sequence: 10 }));
    cuff.lose();
    await time.until(client.connect());
    cuff.send(Slot.status, statusBytes({ sequence: 90 }));
    expect(client.status.latest).to.include({ sequence: 90, missed: 0 });
    expect(client.status.missed).to.equal(0);
  });

  it("know what a cuff told before they began: session, battery, and the LOP on record", async () => {
    for (const pairingMs of [0, 3000]) {
      const room = await new Room().armed();
      await room.time.run(1500);
      await room.do(room.client.disconnect());
      const client = room.clientOver(room.cuff.transport());
      await room.do(client.connect());
      await room.time.run(pairingMs);
      await room.do(client.introduce());
      await room.time.run(100);
      expect(client.status.latest?.pressureMmhg).to.be.within(-5, 15);
      expect(client.session.latest).to.include({ part: 0, sets: 0 });
      expect(client.battery.latest?.batteryPercent).to.be.within(1, 100);
      expect(client.lop.latest, `${pairingMs}`).to.include({ lopMmhg: 150 });
      expect(client.status.unreadable + client.session.unreadable + client.lop.unreadable).to.equal(0);
    }
  });

  it("hand out the raw pressures while they are wanted, without a gap, at any length of frame", async () => {
    for (const longestBytes of [20, 244]) {
      const room = await new Room().started();
      const client = room.clientOver(room.cuff.transport({ longestBytes }));
      await room.do(client.connect());
      const samples: number[] = [];
      let fromMs = Number.NaN;
      client.raw.listen(({ uptimeMs, samplesMmhg }) => {
        if (samples.length === 0) fromMs = uptimeMs;
        expect(uptimeMs - fromMs).to.equal(10 * samples.length);
        samples.push(...samplesMmhg);
      });
      const stop = await room.do(listenToRaw(client));
      await room.time.run(3000);
      expect(samples.length).to.be.within(180, 300);
      expect(client.raw.missed).to.equal(0);
      for (const mmhg of samples) expect(mmhg).to.be.within(-5, 15);
      await room.do(stop());
      const before = samples.length;
      await room.time.run(1000);
      expect(samples.length).to.equal(before);
    }
  });
});

describe("client: events", () => {
  const eventBytes = (sequence: number) => encoded(eventFrame, { ...eventFrame.blank(), sequence: sequence & 0xffff });

  it("are each heard once, whatever is lost, sent again or repeated, around the end of the numbers", () => {
    const scenario = fc.record({
      first: fc.integer({ min: 0, max: 0xffff }),
      arrives: fc.array(fc.boolean(), { minLength: 2, maxLength: 60 }),
      repeats: fc.array(fc.nat(59), { maxLength: 20 }),
    });
    fc.assert(
      fc.property(scenario, ({ first, arrives, repeats }) => {
        const feed = new EventFeed(new VirtualTime());
        const heard: number[] = [];
        feed.listen(({ sequence }) => heard.push((sequence - first) & 0xffff));
        feed.take(eventBytes(first));
        for (const [i, does] of arrives.entries()) if (does) feed.take(eventBytes(first + 1 + i));
        const upTo = Math.max(0, ...heard);
        for (const i of repeats) if (i + 1 <= upTo) feed.take(eventBytes(first + 1 + i));
        expect(new Set(heard).size, "none twice").to.equal(heard.length);
        // What the cuff sends again: the last 32 of all there were.
        for (let i = Math.max(0, upTo - 31); i <= upTo; i++) feed.take(eventBytes(first + i));
        expect(new Set(heard).size, "none twice").to.equal(heard.length);
        for (let i = Math.max(0, upTo - 31); i <= upTo; i++) expect(heard, `${i}`).to.include(i);
        expect(feed.firstMissing).to.satisfy(
          (sequence: number | undefined) => sequence === undefined || ((sequence - first) & 0xffff) < upTo - 31,
        );
      }),
    );
  });

  it("that got lost with a connection are not missed in the next", () => {
    const feed = new EventFeed(new VirtualTime());
    feed.take(eventBytes(1));
    feed.take(eventBytes(4));
    expect(feed.firstMissing).to.equal(2);
    feed.restart();
    expect(feed.firstMissing).to.equal(undefined);
    feed.take(eventBytes(90));
    expect(feed.latest).to.include({ sequence: 90, missed: 0 });
  });

  it("that got lost are asked for, and come", async () => {
    const room = await new Room().controlled();
    const { client, transport } = room;
    const heard: number[] = [];
    client.events.listen(({ sequence }) => heard.push(sequence));
    await room.time.run(100);
    const from = client.events.latest?.sequence ?? Number.NaN;
    // Deaf for a while: the cuff keeps what nobody hears only until somebody hears it again.
    transport.dropsFrames = (slot) => slot === Slot.events;
    await room.do(room.cuff.press());
    await room.time.run(100);
    transport.dropsFrames = () => false;
    await room.do(client.status.until(({ isArmed }) => isArmed, 30_000));
    await room.time.run(100);
    expect(client.events.firstMissing).to.equal(from + 1);
    await room.do(resendEvents(client));
    await room.time.run(1000);
    const to = client.events.latest?.sequence ?? Number.NaN;
    const since = heard.filter((sequence) => sequence > from).sort((a, b) => a - b);
    expect(since).to.deep.equal(Array.from({ length: to - from }, (_, i) => from + 1 + i));
    expect(since.length).to.be.above(2);
    expect(client.events.firstMissing).to.equal(undefined);
  });
});
