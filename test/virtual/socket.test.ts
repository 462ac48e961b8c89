import { expect } from "chai";
import { WebSocket } from "ws";
import { SocketTransport } from "../../companion/client/socket-transport";
import { TransportError } from "../../companion/client/transport";
import { decoded } from "../../companion/protocol/frame-bytes";
import { capabilitiesFrame, statusFrame } from "../../firmware/ble/frames";
import { Slot } from "../../firmware/ble/gatt-table";
import { operations } from "../../firmware/ble/operations";
import { Result } from "../../firmware/ble/results";
import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import { serve } from "../../sim/virtual/server";
import { newCuff, Rig } from "./rig";

/** What a promise was refused for. */
async function refusal(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (cause) {
    if (cause instanceof TransportError) return cause.message;
    throw cause;
  }
  return "nothing";
}

describe("virtual cuff behind a socket", () => {
  let rig: Rig;

  beforeEach(async () => {
    rig = await Rig.start();
  });

  afterEach(() => rig.close());

  it("is read like any other cuff", async () => {
    const client = await rig.connected();
    const capabilities = decoded(capabilitiesFrame, await client.read(Slot.capabilities));
    expect(capabilities?.values).to.include({ protocolMajor: 1, isLegCuff: false, hasLog: true });
    expect(await client.readText("2a29")).to.equal("Open BFR cuff");
  });

  it("tells its status ten times in a second of its own time", async () => {
    const client = await rig.connected();
    const frames: Uint8Array[] = [];
    await client.subscribe(Slot.status, (bytes) => frames.push(bytes));
    await rig.until(() => frames.length > 20);
    const stamps = frames.map((bytes) => decoded(statusFrame, bytes)?.values.uptimeMs ?? Number.NaN);
    const gaps = stamps.slice(1).map((ms, i) => ms - (stamps[i] ?? 0));
    expect(gaps.slice(1).every((ms) => ms === 100)).to.equal(true);
    await client.unsubscribe(Slot.status);
    const before = frames.length;
    await rig.until(() => rig.cuff.world.nowMs % 1000 === 0);
    expect(frames).to.have.lengthOf(before);
  });

  it("takes an app in while its bonding window is open, and answers by indication", async () => {
    await rig.until(() => rig.cuff.world.output?.phase === Phase.vented);
    const client = await rig.connected();
    const answers: Uint8Array[] = [];
    await client.subscribe(Slot.controlPoint, (bytes) => answers.push(bytes));
    const introduce = async (sequence: number): Promise<number | undefined> => {
      const before = answers.length;
      const request = Uint8Array.of(operations.introduce.code, sequence, 1, 2, 3, 4, 5, 6, 7, 8);
      await client.write(Slot.controlPoint, request, true);
      await rig.until(() => answers.length > before);
      return answers.at(-1)?.[2];
    };
    expect(await introduce(1)).to.equal(Result.notBonded);
    const world = await rig.watcher();
    expect(await world.ask('{"do":"bond"}')).to.deep.equal({ type: "done", do: "bond", on: null });
    await rig.until(() => rig.cuff.service.isBondingOpen);
    expect(await introduce(2)).to.equal(Result.success);
  });

  it("refuses a second client in words, and takes it once the first has gone", async () => {
    const first = await rig.connected();
    const second = rig.client();
    expect(await refusal(second.connect())).to.match(/in use by another client/);
    expect(rig.news).to.deep.include({ event: "refused", why: "the cuff is in use by another client: one at a time" });
    expect(await first.read(Slot.capabilities)).to.have.length.above(0);
    await first.disconnect();
    await rig.until(() => !rig.cuff.isBusy);
    await second.connect();
    expect(await second.read(Slot.capabilities)).to.have.length.above(0);
  });

  it("closes the socket of the second client, and says why", async () => {
    await rig.connected();
    const socket = new WebSocket(`ws://127.0.0.1:${rig.server.port}/cuff`);
    await new Promise((resolve) => socket.once("open", resolve));
    const closed = new Promise<{ code: number; why: string }>((resolve) => {
      socket.once("close", (code, why) => resolve({ code, why: String(why) }));
    });
    socket.send(Uint8Array.of(1, 1, 1));
    expect(await closed).to.deep.equal({ code: 4002, why: "the cuff is in use by another client: one at a time" });
  });

  it("counts a client whose socket breaks as gone", async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${rig.server.port}/cuff`);
    await new Promise((resolve) => socket.once("open", resolve));
    socket.send(Uint8Array.of(1, 1, 1));
    await rig.until(() => rig.cuff.isBusy);
    socket.terminate();
    await rig.until(() => !rig.cuff.isBusy);
  });

  it("survives noise, text and messages that are too long", async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${rig.server.port}/cuff`);
    await new Promise((resolve) => socket.once("open", resolve));
    for (const noise of [Uint8Array.of(), Uint8Array.of(255, 255, 255, 255), "text"]) socket.send(noise);
    const closed = new Promise<number>((resolve) => socket.once("close", resolve));
    socket.send(new Uint8Array(100_000));
    expect(await closed).to.equal(1009);
    const client = await rig.connected();
    expect(await client.read(Slot.capabilities)).to.have.length.above(0);
  });

  it("tells its client when the chip starts anew, and takes it again", async () => {
    const client = await rig.connected();
    let lost = 0;
    client.onLost = () => {
      lost++;
    };
    rig.cuff.restart();
    await rig.until(() => lost > 0);
    expect(await refusal(client.read(Slot.status))).to.equal("not connected");
    await client.connect();
    expect(await client.read(Slot.capabilities)).to.have.length.above(0);
    expect(lost).to.equal(1);
  });

  it("says where there is no cuff, no socket and no address", async () => {
    const nowhere = new SocketTransport(`ws://127.0.0.1:${rig.server.port}/nothing`, WebSocket);
    expect(await refusal(nowhere.connect())).to.match(/no cuff answers at ws:.*nothing/);
    expect(await refusal(new SocketTransport("ws://x/cuff", undefined).connect())).to.match(/no WebSocket here/);
    expect(await refusal(new SocketTransport("nonsense", WebSocket).connect())).to.match(/nonsense is no address/);
  });

  it("says so where the port is taken", async () => {
    const { port } = rig.server;
    const again = serve(
      newCuff(),
      port,
      () => undefined,
      () => null,
    );
    const message = await again.then(
      () => "it is not",
      (cause: Error) => cause.message,
    );
    expect(message).to.equal(`port ${port} is taken: choose another one with --port, or 0 for any that is free`);
  });

  it("lets its world be changed and looked at", async () => {
    const world = await rig.watcher();
    expect(await world.ask('{"do":"leak"}')).to.deep.equal({ type: "done", do: "leak", on: true });
    expect(await world.ask('{"do":"leak"}')).to.deep.equal({ type: "done", do: "leak", on: false });
    expect(await world.ask('{"do":"kink","on":true}')).to.deep.equal({ type: "done", do: "kink", on: true });
    await rig.until(() => rig.cuff.world.output?.phase === Phase.vented);
    rig.server.report();
    await rig.until(() => world.heard.some(({ type }) => type === "truth"), 0);
    expect(world.heard.at(-1)).to.deep.include({ type: "truth", phase: "vented", dump: 0, client: "none" });
    expect(world.heard.at(-1)?.states).to.deep.include({ kink: true, leak: false, move: true });
  });

  it("refuses orders to its world that make no sense, and says why", async () => {
    const world = await rig.watcher();
    for (const [text, why] of [
      ["leak", /not JSON/],
      ['{"do":"leek"}', /do: .*"leak"/],
      ['{"do":"leak","on":1}', /on: .*boolean/],
      ['{"do":"leak","off":true}', /off/],
      ['{"do":"arm","on":true}', /arm cannot be on or off/],
      ["[]", /the message/],
    ] as const) {
      expect(await world.ask(text), text)
        .to.have.property("text")
        .that.matches(why);
    }
  });

  it("tests itself when its button is pressed, and lets go when anybody writes to release", async () => {
    const { cuff } = rig;
    const client = await rig.connected();
    await rig.until(() => cuff.world.output?.phase === Phase.vented);
    const arm = await rig.watcher();
    await arm.ask('{"do":"arm"}');
    await rig.until(() => cuff.world.output?.phase === Phase.testing);
    await client.write(Slot.release, Uint8Array.of(), false);
    await rig.until(() => cuff.world.output?.reason === Reason.releaseAsked);
    expect(cuff.world.board.pumpDuty).to.equal(0);
  });
});
