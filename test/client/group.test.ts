import { expect } from "chai";
import {
  CuffGroup,
  GroupNotReady,
  GroupNotStarted,
  type GroupOptions,
  type Member,
  operations,
  Phase,
  Reason,
  type Stop,
} from "../../companion/client";
import { Slot } from "../../firmware/ble/gatt-table";
import type { LinkEvents } from "../../firmware/ble/link";
import { reasonTexts } from "../../firmware/shared/reason-texts";
import { DirectTransport, type ServedHere } from "../../sim/ble/direct-transport";
import { VirtualTime } from "../../sim/ble/virtual-time";
import type { World } from "../../sim/world";
import { gentleHold, Room, thrownBy } from "./room";

/** The cuff of a world, with a unit number of its own: all worlds say the same. */
class Numbered implements ServedHere {
  readonly #world: World;
  readonly #unitId: number;
  #service: (LinkEvents & { readonly isBusy: boolean }) | undefined;

  constructor(world: World, unitId: number) {
    this.#world = world;
    this.#unitId = unitId;
  }

  get service() {
    const { service } = this.#world;
    if (service === undefined) return undefined;
    this.#service ??= {
      get isBusy() {
        return service.isBusy;
      },
      connected: (link) => service.connected(link),
      disconnected: (link) => service.disconnected(link),
      write: (link, slot, bytes) => service.write(link, slot, bytes),
      read: (link, slot) => {
        const bytes = service.read(link, slot).slice();
        if (slot === Slot.capabilities) new DataView(bytes.buffer).setUint32(6, this.#unitId, true);
        return bytes;
      },
    };
    return this.#service;
  }
}

interface Pair {
  readonly time: VirtualTime;
  readonly rooms: readonly Room[];
  readonly members: readonly Member[];
  readonly group: CuffGroup;
  readonly stops: Stop[];
}

const names = ["left leg", "right leg", "left arm"];

/** Cuffs on one person, armed but for those that are not to be. */
async function wearing(count = 2, options: GroupOptions = {}, unarmed: readonly number[] = []): Promise<Pair> {
  const time = new VirtualTime();
  const group = new CuffGroup({ scheduler: time, ...options });
  const rooms: Room[] = [];
  const members: Member[] = [];
  for (let i = 0; i < count; i++) {
    const room = new Room({ cuff: i < 2 ? "thigh11" : "arm", seed: i + 1 }, time);
    room.clientOver(new DirectTransport(new Numbered(room.cuff.world, 100 + i)));
    rooms.push(room);
  }
  for (const [i, room] of rooms.entries()) {
    await (unarmed.includes(i) ? room.controlled() : room.armed());
    const member = { name: names[i] ?? "", cuff: room.client, person: "Ada", personSlot: 0, side: i % 2 };
    group.add(member);
    members.push(member);
  }
  const stops: Stop[] = [];
  group.stopped.listen((stop) => stops.push(stop));
  return { time, rooms, members, group, stops };
}

const hold = ({ cuff }: Member) => cuff.ask(operations.hold, gentleHold);

function unplug(room: Room | undefined): void {
  if (room !== undefined) room.cuff.world.transducer.fault = "unplugged";
}

const isHolding = ({ cuff }: Room): boolean => cuff.world.output?.setpointMmhg !== undefined;

async function held(options: GroupOptions = {}): Promise<Pair> {
  const pair = await wearing(2, options);
  await pair.time.until(pair.group.start(hold));
  await pair.time.run(25_000);
  for (const room of pair.rooms) expect(room.trueMmhg).to.be.closeTo(80, 10);
  return pair;
}

describe("client: a group", () => {
  it("starts all of its cuffs, and lets go of all", async () => {
    const { time, rooms, members, group, stops } = await held();
    for (const member of members) expect(group.isRunning(member)).to.equal(true);
    expect(await time.until(group.release())).to.deep.equal([]);
    await time.run(5000);
    for (const room of rooms) expect(room.trueMmhg).to.be.below(15);
    expect(stops, "that was the app").to.deep.equal([]);
    for (const member of members) expect(group.isRunning(member)).to.equal(false);
  });

  it("asks nothing of any where one is not armed, or not controlled", async () => {
    const { time, rooms, group } = await wearing(2, {}, [1]);
    const error = await thrownBy(time.until(group.start(hold)));
    expect(error).to.be.instanceOf(GroupNotReady);
    expect((error as Error).message).to.equal("right leg: Press its button to arm it.");
    await time.run(1000);
    expect(rooms.map(isHolding)).to.deep.equal([false, false]);
    await rooms[1]?.arm();
    await time.until(rooms[0]?.client.giveUpControl() ?? Promise.reject(new Error()));
    expect(await thrownBy(time.until(group.start(hold)))).to.be.instanceOf(GroupNotReady);
    expect(rooms.map(isHolding)).to.deep.equal([false, false]);
  });

  it("lets go of those that had begun where one is refused", async () => {
    const { time, rooms, members, group, stops } = await wearing();
    const refused = (member: Member) =>
      member.cuff.ask(operations.hold, { ...gentleHold, setpointMmhg: member === members[1] ? 300 : 80 });
    const error = await thrownBy(time.until(group.start(refused)));
    expect(error).to.be.instanceOf(GroupNotStarted).and.to.include({ member: members[1] });
    expect((error as GroupNotStarted).unconfirmed).to.deep.equal([]);
    await time.run(3000);
    expect(rooms.map(isHolding)).to.deep.equal([false, false]);
    for (const room of rooms) expect(room.trueMmhg).to.be.below(15);
    expect(members.map((member) => group.isRunning(member))).to.deep.equal([false, false]);
    expect(stops).to.deep.equal([]);
  });

  it("names the one whose button has to be pressed where nobody knows whether it lets go", async () => {
    const { time, rooms, members, group } = await wearing();
    const lost: Member[] = [];
    group.unconfirmed.listen((member) => lost.push(member));
    const breaks = async (member: Member): Promise<void> => {
      await hold(member);
      if (member !== members[1]) return;
      rooms[0]?.transport.cut();
      throw new Error("The app had a mistake.");
    };
    const error = await thrownBy(time.until(group.start(breaks)));
    expect(error).to.be.instanceOf(GroupNotStarted);
    expect((error as Error).message).to.match(/Press the button on left leg\.$/);
    expect(lost).to.deep.equal([members[0]]);
  });

  it("does not begin the next one where the first stops meanwhile", async () => {
    const { time, rooms, members, group } = await wearing();
    const pressed = async (member: Member): Promise<void> => {
      await hold(member);
      if (member !== members[0]) return;
      await rooms[0]?.client.status.until(({ pressureMmhg }) => pressureMmhg > 20);
      void rooms[0]?.cuff.press();
      await rooms[0]?.client.status.until(({ reason }) => reason === Reason.buttonPressed);
    };
    const error = await thrownBy(time.until(group.start(pressed)));
    expect(error).to.be.instanceOf(GroupNotStarted);
    expect((error as Error).message).to.equal(`left leg: ${reasonTexts[Reason.buttonPressed]}`);
    expect(rooms[1]?.trueMmhg).to.be.below(15);
    await time.run(3000);
    expect(rooms.map(isHolding)).to.deep.equal([false, false]);
  });

  it("lets go of the second too where the first stops while it begins", async () => {
    const { time, rooms, members, group } = await wearing();
    const pressed = async (member: Member): Promise<void> => {
      await hold(member);
      if (member !== members[1]) return;
      await rooms[1]?.client.status.until(({ pressureMmhg }) => pressureMmhg > 10);
      rooms[0]?.transport.cut();
      // Nothing that the app waits for ends because of that.
      await rooms[1]?.client.status.until(({ setpointMmhg }) => Number.isNaN(setpointMmhg));
    };
    const error = await thrownBy(time.until(group.start(pressed)));
    expect(error).to.be.instanceOf(GroupNotStarted).and.to.include({ member: members[0] });
    await time.run(3000);
    expect(rooms[1]?.trueMmhg).to.be.below(15);
  });

  it("holds one for not begun that does not show it", async () => {
    const { time, rooms, members, group } = await wearing();
    const forgets = async (member: Member): Promise<void> => {
      if (member === members[0]) await hold(member);
    };
    const error = await thrownBy(time.until(group.start(forgets)));
    expect(error).to.be.instanceOf(GroupNotStarted).and.to.include({ member: members[1] });
    expect(rooms.map(isHolding)).to.deep.equal([false, false]);
  });

  const mishaps: readonly [string, Stop["kind"], (pair: Pair) => void][] = [
    ["a fault", "fault", ({ rooms }) => unplug(rooms[0])],
    ["a press of the button", "released", ({ rooms }) => void rooms[0]?.cuff.press()],
    ["a lost link", "lost", ({ rooms }) => rooms[0]?.transport.cut()],
  ];
  for (const [what, kind, happens] of mishaps) {
    it(`stops all where ${what} stops one`, async () => {
      const pair = await held();
      happens(pair);
      await pair.time.run(2000);
      expect(pair.stops.map((stop) => [stop.member.name, stop.kind])).to.deep.equal([["left leg", kind]]);
      expect(pair.stops[0]?.message).to.match(/\w+\.$/);
      const other = pair.rooms[1];
      expect(other?.cuff.world.output?.setpointMmhg).to.equal(undefined);
      await pair.time.run(3000);
      expect(other?.trueMmhg).to.be.below(15);
      expect(pair.members.map((member) => pair.group.isRunning(member))).to.deep.equal([false, false]);
    });

    it(`lets the others go on after ${what} where the app wants it so`, async () => {
      const pair = await held({ stopsAll: [] });
      happens(pair);
      await pair.time.run(5000);
      expect(pair.stops).to.have.length(1);
      expect(pair.rooms[1]?.trueMmhg).to.be.closeTo(80, 10);
      expect(pair.members.map((member) => pair.group.isRunning(member))).to.deep.equal([false, true]);
    });
  }

  it("goes on where one has come to its proper end", async () => {
    const { time, rooms, members, group, stops } = await wearing();
    const search = { personSlot: 0, side: 0, posture: 0, ceilingMmhg: 0 };
    const mixed = (member: Member) =>
      member === members[0] ? member.cuff.ask(operations.search, search) : hold(member);
    await time.until(group.start(mixed));
    await time.until(rooms[0]?.client.status.until(({ phase }) => phase === Phase.searching) ?? Promise.reject());
    await time.until(group.stopped.next(() => true));
    expect(stops.map((stop) => [stop.member.name, stop.kind, stop.reason])).to.deep.equal([
      ["left leg", "done", Reason.lopFound],
    ]);
    await time.run(3000);
    expect(rooms[1]?.trueMmhg).to.be.closeTo(80, 10);
  });

  it("has at most two tight on one person", async () => {
    const { time, members, group, rooms } = await wearing(3);
    const error = await thrownBy(time.until(group.start(hold)));
    expect(error).to.be.instanceOf(GroupNotReady);
    await time.until(group.start(hold, members.slice(0, 2)));
    expect(await thrownBy(time.until(group.start(hold, members.slice(2))))).to.be.instanceOf(GroupNotReady);
    expect(rooms.map(isHolding)).to.deep.equal([true, true, false]);
  });

  it("tells cuffs, names and limbs apart", async () => {
    const { members, group } = await wearing();
    const [first, second] = members;
    if (first === undefined || second === undefined) throw new Error("two");
    const other = new CuffGroup();
    other.add(first);
    expect(() => other.add({ ...second, name: first.name }), "name").to.throw(GroupNotReady);
    expect(() => other.add({ ...second, side: first.side }), "limb").to.throw(GroupNotReady);
    expect(() => other.add({ ...first, name: "x", side: 1 }), "cuff").to.throw(GroupNotReady);
    other.add({ ...second, person: "Bea", side: first.side });
    expect(group.members).to.deep.equal(members);
  });

  it("adds the restricted time of a person up over their cuffs", async () => {
    const { time, group, rooms } = await wearing();
    expect(await time.until(group.restrictedMs("Ada"))).to.equal(0);
    await time.until(group.start(hold));
    let tightMs = 0;
    for (let i = 0; i < 600; i++) {
      await time.run(100);
      for (const room of rooms) if (room.trueMmhg > 15) tightMs += 100;
    }
    expect(tightMs).to.be.above(90_000);
    expect(await time.until(group.restrictedMs("Ada"))).to.be.closeTo(tightMs, 5000);
    expect(await time.until(group.restrictedMs("Bea"))).to.equal(0);
  });
});
