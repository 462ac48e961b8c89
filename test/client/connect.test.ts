import { expect } from "chai";
import {
  CuffClient,
  IncompatibleProtocol,
  LinkLost,
  MemoryKeyStore,
  operations,
  ProtocolError,
  RequestRefused,
  Result,
  TransportError,
  WebStorageKeyStore,
} from "../../companion/client";
import { Slot } from "../../firmware/ble/gatt-table";
import { VirtualTime } from "../../sim/ble/virtual-time";
import { answerOf, FakeCuff, UNIT_ID, withByte } from "./fake-cuff";
import { Room, thrownBy } from "./room";

function strangers() {
  const time = new VirtualTime();
  const cuff = new FakeCuff(time);
  const client = new CuffClient({ transport: cuff, scheduler: time, unixS: () => 1_800_000_000.7 });
  const act = <T>(work: Promise<T>): Promise<T> => time.until(work, 120_000);
  return { time, cuff, client, act };
}

describe("client: connecting", () => {
  it("tries again after longer and longer pauses", async () => {
    const { time, cuff, client, act } = strangers();
    cuff.latencyMs = 0;
    const atMs: number[] = [];
    cuff.before = (kind) => {
      if (kind !== "connect") return;
      atMs.push(time.nowMs);
      if (cuff.connects <= 3) throw new TransportError("no");
    };
    await act(client.connect());
    const pauses = atMs.slice(1).map((ms, i) => ms - (atMs[i] ?? 0));
    expect(pauses).to.deep.equal([250, 500, 1000]);
    expect(client.isConnected).to.equal(true);
    await act(client.connect());
    expect(cuff.connects, "it is there").to.equal(4);
  });

  it("gives up in the end, and says what the last try came to", async () => {
    const { cuff, client, act } = strangers();
    cuff.before = () => {
      throw new TransportError("The cuff is out of range.");
    };
    const error = await thrownBy(act(client.connect()));
    expect(error).to.be.instanceOf(LinkLost);
    expect((error as Error).message).to.equal("Not connected after 6 tries. The cuff is out of range.");
    expect(cuff.connects).to.equal(6);
    expect(client.isConnected).to.equal(false);
  });

  it("tries again where the link breaks right after it was made, as some stacks have it", async () => {
    const { cuff, client, act } = strangers();
    cuff.before = (kind) => {
      if (kind !== "subscribe" || cuff.connects > 2) return;
      cuff.lose();
      throw new TransportError("gone");
    };
    let losses = 0;
    client.lost.listen(() => losses++);
    await act(client.connect());
    expect(cuff.connects).to.equal(3);
    expect(losses, "nothing that was there was lost").to.equal(0);
  });

  it("refuses a cuff of a newer protocol at once, in words for people, and disconnects", async () => {
    const { cuff, client, act } = strangers();
    cuff.capabilities = Uint8Array.of(2, 0, 2);
    const error = await thrownBy(act(client.connect()));
    expect(error).to.be.instanceOf(IncompatibleProtocol).and.to.include({ protocolMajor: 2 });
    expect((error as Error).message).to.equal(
      "This cuff speaks protocol 2, and this app only up to 1: update the app.",
    );
    expect(cuff.connects).to.equal(1);
    expect(client.isConnected).to.equal(false);
  });

  it("refuses one that has given up apps of this age, and one that says too little", async () => {
    const { cuff, client, act } = strangers();
    cuff.capabilities = withByte(cuff.capabilities, 2, 2);
    expect(await thrownBy(act(client.connect()))).to.be.instanceOf(IncompatibleProtocol);
    cuff.capabilities = Uint8Array.of(1, 0, 1, 0);
    const error = await thrownBy(act(client.connect()));
    expect(error).to.be.instanceOf(ProtocolError).and.not.instanceOf(IncompatibleProtocol);
    cuff.capabilities = Uint8Array.of();
    expect(await thrownBy(act(client.connect()))).to.be.instanceOf(ProtocolError);
  });

  it("works with a newer minor version, whose capabilities are longer", async () => {
    const { cuff, client, act } = strangers();
    cuff.capabilities = Uint8Array.from([...withByte(cuff.capabilities, 1, 9), 1, 2, 3]);
    await act(client.connect());
    expect(client.capabilities).to.include({ protocolMinor: 9, unitId: UNIT_ID });
  });

  it("finds a cuff busy that another app is connected to", async () => {
    const room = await new Room().started();
    await room.do(room.client.connect());
    const other = new CuffClient({ transport: room.cuff.transport(), scheduler: room.time });
    const error = await thrownBy(room.do(other.connect()));
    expect((error as Error).message).to.match(/Another app is connected/);
    await room.do(room.client.disconnect());
    await room.do(other.connect());
  });

  it("bounds a try that comes to nothing", async () => {
    const { time, cuff, client, act } = strangers();
    cuff.before = (kind) => (kind === "connect" && cuff.connects === 1 ? new Promise(() => undefined) : undefined);
    await act(client.connect());
    expect(cuff.connects).to.equal(2);
    expect(time.nowMs).to.be.within(20_000, 21_000);
  });

  it("connects once, however many ask for it", async () => {
    const { cuff, client, act } = strangers();
    await act(Promise.all([client.connect(), client.connect(), client.connect()]));
    expect(cuff.connects).to.equal(1);
  });
});

describe("client: a link that breaks", () => {
  /** Everything an app does in a visit, with a cuff that says yes to all of it. */
  async function visit(client: CuffClient): Promise<void> {
    await client.connect();
    await client.introduce();
    await client.takeControl();
    await client.ask(operations.confirm);
    await client.giveUpControl();
  }

  it("in the middle of any operation ends in LinkLost, and a second visit works", async () => {
    const whole = strangers();
    await whole.act(visit(whole.client));
    const all = whole.cuff.operations.length;
    expect(all).to.be.above(15);
    for (let cut = 1; cut <= all; cut++) {
      const { time, cuff, client, act } = strangers();
      cuff.before = () => {
        if (cuff.operations.length !== cut) return undefined;
        time.after(5, () => cuff.lose());
        // The phone forgets the operation: nobody ever hears of it again.
        return new Promise(() => undefined);
      };
      const error = await thrownBy(act(visit(client).then(() => Promise.reject(new Error("went through")))));
      // While it connects it tries again by itself.
      const isConnecting = (error as Error).message === "went through";
      if (!isConnecting) expect(error, `operation ${cut}`).to.be.instanceOf(LinkLost);
      cuff.before = () => undefined;
      await act(visit(client));
      expect(cuff.overlaps).to.equal(0);
    }
  });

  it("ends it: what fails with the link is not tried once more", async () => {
    const { cuff, client, act } = strangers();
    await act(client.connect());
    const operation = act(client.tap(Slot.raw, () => undefined));
    cuff.before = () => {
      cuff.lose();
      throw new TransportError("gone");
    };
    const before = cuff.operations.length;
    expect(await thrownBy(operation)).to.be.instanceOf(LinkLost);
    await act(Promise.resolve());
    expect(cuff.operations.length - before).to.equal(1);
  });

  it("is told once, and not after an app's own disconnect", async () => {
    const { cuff, client, act } = strangers();
    let losses = 0;
    client.lost.listen(() => losses++);
    await act(client.connect());
    cuff.lose();
    expect(losses).to.equal(1);
    expect(client.isConnected).to.equal(false);
    await act(client.connect());
    await act(client.disconnect());
    cuff.lose();
    expect(losses).to.equal(1);
  });

  it("ends every wait for a status, and none of the subscriptions", async () => {
    const room = await new Room().started();
    let heard = 0;
    room.client.status.listen(() => heard++);
    await room.do(room.client.connect());
    const waiting = thrownBy(room.client.status.until(({ isArmed }) => isArmed));
    room.transport.cut();
    expect(await room.do(waiting)).to.be.instanceOf(LinkLost);
    heard = 0;
    await room.time.run(1000);
    expect(heard).to.equal(0);
    await room.do(room.client.connect());
    await room.time.run(1000);
    expect(heard).to.be.within(9, 12);
  });

  it("is resumed with name and control, and what goes on at the cuff goes on", async () => {
    const room = await new Room().holding();
    room.transport.cut();
    await room.time.run(5000);
    await room.do(room.client.resume());
    expect(room.client).to.include({ isConnected: true, isBonded: true, hasControl: true });
    await room.time.run(30_000);
    expect(room.trueMmhg).to.be.closeTo(80, 5);
    await room.do(room.client.ask(operations.adjust, { setpointMmhg: 70 }));
  });

  it("is not resumed beyond what there was", async () => {
    const room = await new Room().controlled();
    await room.do(room.client.giveUpControl());
    room.transport.cut();
    await room.do(room.client.resume());
    expect(room.client).to.include({ isBonded: true, hasControl: false });
    await room.do(room.client.disconnect());
    await room.do(room.client.resume());
    expect(room.client).to.include({ isConnected: true, isBonded: false });
  });
});

describe("client: who asks", () => {
  it("is not let in while the bonding window is shut, and needs no second press once it was", async () => {
    const room = await new Room().started();
    await room.do(room.client.connect());
    const error = await thrownBy(room.do(room.client.introduce()));
    expect(error).to.be.instanceOf(RequestRefused).and.to.include({ result: Result.notBonded });
    expect(room.client.isBonded).to.equal(false);
    await room.do(room.cuff.holdButton());
    await room.time.run(200);
    expect((await room.do(room.client.introduce())).isNew).to.equal(true);
    await room.do(room.client.disconnect());
    // Another program with the same store.
    const again = room.clientOver(room.cuff.transport());
    await room.do(again.connect());
    expect((await room.do(again.introduce())).isNew).to.equal(false);
  });

  it("tells the date with taking control, to cuffs that have a clock", async () => {
    const { cuff, client, act } = strangers();
    await act(client.connect());
    await act(client.introduce());
    await act(client.takeControl());
    expect(cuff.writes.at(-1)).to.equal("write 2 030200d2496b");
    cuff.capabilities = withByte(cuff.capabilities, 4, 0);
    await act(client.disconnect());
    await act(client.connect());
    await act(client.takeControl());
    expect(cuff.writes.at(-1)).to.equal("write 2 0100");
    expect(client.hasControl).to.equal(true);
  });

  it("does not believe itself in control where control is refused", async () => {
    const { cuff, client, act } = strangers();
    await act(client.connect());
    cuff.answer = (request) => [answerOf(request, Result.failed, 149)];
    expect(await thrownBy(act(client.takeControl()))).to.be.instanceOf(RequestRefused);
    expect(client.hasControl).to.equal(false);
  });
});

describe("client: keys", () => {
  it("are kept for each cuff, by value", async () => {
    const written = new Map<string, string>();
    const storage = {
      getItem: (name: string) => written.get(name) ?? null,
      setItem: (name: string, text: string) => void written.set(name, text),
    };
    for (const store of [new MemoryKeyStore(), new WebStorageKeyStore(storage)]) {
      const key = Uint8Array.of(0, 1, 15, 16, 127, 128, 254, 255);
      expect(await store.load(UNIT_ID)).to.equal(undefined);
      await store.save(UNIT_ID, key);
      await store.save(
        UNIT_ID + 1,
        key.map((byte) => 255 - byte),
      );
      key.fill(0);
      expect([...((await store.load(UNIT_ID)) ?? [])]).to.deep.equal([0, 1, 15, 16, 127, 128, 254, 255]);
    }
    for (const text of ["", "00", "0011223344556677 ", "zz11223344556677", "001122334455667788"]) {
      for (const name of written.keys()) written.set(name, text);
      expect(await new WebStorageKeyStore(storage).load(UNIT_ID), text).to.equal(undefined);
    }
  });

  it("are made up at random, and kept before the cuff sees them", async () => {
    const keys = new MemoryKeyStore();
    const seen = new Set<string>();
    for (let i = 0; i < 2; i++) {
      const time = new VirtualTime();
      const cuff = new FakeCuff(time);
      cuff.answer = () => [];
      const client = new CuffClient({ transport: cuff, keys: i === 0 ? keys : new MemoryKeyStore(), scheduler: time });
      await time.until(client.connect());
      await thrownBy(time.until(client.introduce()));
      const shown = cuff.writes.at(-1)?.slice("write 2 0000".length) ?? "";
      expect(shown).to.match(/^[0-9a-f]{16}$/);
      seen.add(shown);
      const kept = i === 0 ? await keys.load(UNIT_ID) : undefined;
      if (kept !== undefined) expect(Buffer.from(kept).toString("hex")).to.equal(shown);
    }
    expect(seen.size).to.equal(2);
  });
});
