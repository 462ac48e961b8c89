import { expect } from "chai";
import { CuffClient, findLop, operations, Part, Phase, Posture, Reason, Side } from "../../companion/client";
import { eventsCsv, samplesCsv } from "../../companion/export/csv";
import { sessionFhir } from "../../companion/export/fhir";
import { GattServer } from "../../firmware/ble/gatt-server";
import type { LinkEvents } from "../../firmware/ble/link";
import { AttRadio } from "../../sim/ble/att-radio";
import { openHost } from "../../sim/ble/ble-host";
import { gattServerOn } from "../../sim/ble/peripheral";
import { VirtualAir } from "../../sim/ble/virtual-air";
import { VirtualCuff } from "../../sim/ble/virtual-cuff";
import { VirtualTime } from "../../sim/ble/virtual-time";
import { AttTransport } from "./att-transport";
import { Central } from "./central";

const TICK_MS = 10;
const who = { personSlot: 2, side: Side.right, posture: Posture.seated };

/** A cuff on a limb, its firmware's GATT server on the air, and a phone. */
async function inTheAir(asksForLargerMtu: boolean) {
  const time = new VirtualTime();
  const cuff = new VirtualCuff(time);
  const air = new VirtualAir();
  const radio = new AttRadio(await openHost(air.controller(247), "C0:00:00:00:00:01"));
  const { GATTServer, mishaps } = gattServerOn(radio);
  const service = (): LinkEvents => {
    if (cuff.world.service === undefined) throw new Error("not served");
    return cuff.world.service;
  };
  const events: LinkEvents = {
    connected: (link) => service().connected(link),
    disconnected: (link) => service().disconnected(link),
    write: (link, slot, bytes) => service().write(link, slot, bytes),
    read: (link, slot) => service().read(link, slot),
  };
  const errors: unknown[] = [];
  const server = new GattServer(GATTServer, events, {
    name: new TextEncoder().encode("cuff"),
    report: (error) => errors.push(error),
    endLink: () => radio.endLink(),
  });
  time.add({
    step: () => {
      if (time.nowMs % TICK_MS === 0) server.turn(TICK_MS);
      return false;
    },
  });
  const phone = await Central.on(air.controller(), "C0:00:00:00:00:02");
  const transport = new AttTransport(phone, asksForLargerMtu);
  const client = new CuffClient({ transport, scheduler: time });
  return { time, cuff, air, phone, transport, client, errors, mishaps };
}

describe("a whole visit over ATT, L2CAP and SMP", () => {
  for (const asksForLargerMtu of [false, true]) {
    it(`SR-042, SR-062, SR-066: bond, arm, LOP, train, lose the link, release, download; MTU ${asksForLargerMtu ? 247 : 23}`, async function () {
      this.timeout(120_000);
      const { time, cuff, air, phone, transport, client, errors, mishaps } = await inTheAir(asksForLargerMtu);
      try {
        await time.run(8000);
        await time.until(client.connect());
        await time.until(cuff.holdButton());
        await time.until(client.introduce());
        await time.until(client.takeControl());
        expect(transport.pairings).to.equal(1);
        await time.until(
          client.ask(operations.screen, { personSlot: who.personSlot, isAcknowledged: true, isAdult: true }),
        );
        await time.until(cuff.press());
        await time.until(client.status.until(({ isArmed }) => isArmed));
        const { lopMmhg } = await time.until(findLop(client, who));
        expect(lopMmhg).to.be.closeTo(cuff.world.limb.lopMmhg, 20);
        const order = { ...who, isOptIn: false, sessionsBefore: 5, preset: 1 };
        const { targetMmhg } = await time.until(client.ask(operations.trainPreset, order));
        await time.until(client.session.until(({ repetitions }) => repetitions === 10, 600_000));

        // Somebody walks away with the phone, and comes back: the cuff has gone on.
        phone.controller.loseLinks();
        await time.run(10_000);
        expect(cuff.world.output).to.deep.include({ phase: Phase.holding, alarm: Reason.linkMissing });
        await time.until(client.resume());
        expect(transport.pairings, "the old pairing is taken up").to.equal(1);
        await time.run(15_000);
        expect(cuff.world.output?.alarm).to.equal(Reason.none);

        const [set, repetitions] = asksForLargerMtu ? [1, 0] : [3, 12];
        await time.until(
          client.session.until(
            (now) => now.set === set && now.part === Part.working && now.repetitions >= repetitions,
            600_000,
          ),
        );
        expect(cuff.world.output?.setpointMmhg).to.be.closeTo(targetMmhg, 0.1);
        await time.until(client.release());
        await time.until(client.status.until(({ phase }) => phase === Phase.vented, 20_000));
        expect(cuff.world.air.cuffMmhg).to.be.below(15);
        await time.run(2000);

        const heads = await time.until(client.log.sessions());
        expect(heads).to.have.length(2);
        const last = heads.at(-1);
        if (last === undefined) throw new Error("no session");
        const session = await time.until(client.log.download(last));
        await time.until(client.log.markDownloaded(last));
        expect(session.header).to.deep.include({ personSlot: who.personSlot, prescriptionName: "30-15-15-15 leg" });
        expect(session.statistics?.repetitions.slice(0, set)).to.deep.equal([30, 15, 15].slice(0, set));
        expect(session.statistics?.endedBy).to.equal(Reason.releaseAsked);
        expect(session.missingChunks).to.equal(0);
        expect(samplesCsv(session).split("\n").length).to.be.above(500);
        expect(eventsCsv(session)).to.include("setBegun");
        expect(JSON.stringify(sessionFhir(session))).to.include("Observation");
        expect([errors, mishaps.all]).to.deep.equal([[], []]);
        await time.until(client.disconnect());
      } finally {
        air.close();
      }
    });
  }
});
