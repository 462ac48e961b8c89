import { expect } from "chai";
import {
  findLop,
  LinkLost,
  LopState,
  nameCuff,
  operations,
  Part,
  Phase,
  Reason,
  RequestRefused,
  SearchFailed,
  train,
} from "../../companion/client";
import { presets } from "../../firmware/session/presets";
import { Room, thrownBy, who } from "./room";

const preset = presets[1]?.prescription;
if (preset === undefined) throw new Error("no preset");
const plan = {
  ...preset,
  name: "Übung für zu Hause",
  sets: preset.sets.map((set) => ({ ...set, repetitions: 2, restS: 10 })),
};

describe("client: orders", () => {
  it("finds the limb occlusion pressure", async () => {
    const room = await new Room().controlled();
    await room.arm();
    const found = await room.do(findLop(room.client, { ...who, posture: 1 }));
    expect(found).to.include({ state: LopState.found, personSlot: 0, posture: 1 });
    expect(found.lopMmhg).to.be.closeTo(room.cuff.world.limb.lopMmhg, 20);
    expect(found.marginMmhg).to.be.within(0, 30);
  });

  it("says why it was not found: at the first step, where the person lets go, and over an old one", async () => {
    const room = await new Room().armed();
    const search = thrownBy(findLop(room.client, who));
    await room.do(
      room.client.status.until(({ phase, pressureMmhg }) => phase === Phase.searching && pressureMmhg > 60),
    );
    await room.do(room.cuff.press());
    const error = await room.do(search);
    expect(error).to.be.instanceOf(SearchFailed).and.to.include({ reason: Reason.buttonPressed });
    expect(await thrownBy(room.do(findLop(room.client, who)))).to.be.instanceOf(RequestRefused);
  });

  it("a search whose link is lost tells so", async () => {
    const room = await new Room().armed();
    const search = thrownBy(findLop(room.client, who));
    await room.do(room.client.status.until(({ pressureMmhg }) => pressureMmhg > 60));
    room.transport.cut();
    expect(await room.do(search)).to.be.instanceOf(LinkLost);
  });

  it("hands a plan over in pieces, and has it trained to its end", async () => {
    const room = await new Room().armed();
    const { targetMmhg } = await room.do(train(room.client, plan, { ...who, isOptIn: false, sessionsBefore: 9 }));
    expect(targetMmhg).to.be.closeTo(0.8 * 150, 0.1);
    await room.do(room.client.session.until(({ sets }) => sets > 0));
    expect(room.client.session.latest).to.include({ part: Part.working, sets: 4, wantedRepetitions: 2 });
    await room.do(room.client.session.until(({ part }) => part === Part.over, 300_000));
    await room.do(room.client.status.until(({ reason }) => reason === Reason.sessionDone, 200));
    await room.time.run(8000);
    const heads = await room.do(room.client.log.sessions());
    const head = heads.at(-1);
    if (head === undefined) throw new Error("nothing was recorded");
    const { header, statistics } = await room.do(room.client.log.download(head));
    expect(header.prescriptionName).to.equal(plan.name);
    expect(statistics?.repetitions).to.deep.equal([2, 2, 2, 2]);
  });

  it("a plan that breaks a rule comes back with the reason", async () => {
    const room = await new Room().armed();
    const tooLong = { ...plan, percentLop: 99 };
    const error = await thrownBy(room.do(train(room.client, tooLong, { ...who, isOptIn: false, sessionsBefore: 9 })));
    expect(error).to.be.instanceOf(RequestRefused).and.to.include({ reason: Reason.prescriptionImpossible });
  });

  it("names the cuff as people write", async () => {
    const room = await new Room().controlled();
    await room.do(nameCuff(room.client, "linkes Bein é"));
    const written = room.transport.written.at(-1)?.bytes ?? new Uint8Array();
    expect(new TextDecoder().decode(written.subarray(2))).to.equal("linkes Bein é");
    await room.do(room.client.ask(operations.readPerson, { personSlot: 0 }));
  });
});
