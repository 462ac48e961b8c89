import { expect } from "chai";
import fc from "fast-check";
import { BondBook } from "../../firmware/bond-book";
import { PersonBook } from "../../firmware/person-book";
import { presets } from "../../firmware/session/presets";
import { KnownPerson, PERSON_SLOTS, Posture, Screening, Side, Wearer } from "../../firmware/shared/order";
import { Kind } from "../../firmware/storage/kinds";
import { PEOPLE_BYTES, People, peopleCodec } from "../../firmware/storage/people";
import { RecordStore } from "../../firmware/storage/record-store";
import { WallClock } from "../../firmware/wall-clock";
import { SimulatedFlash } from "../../sim/hardware/flash";
import { RandomStream } from "../../sim/random";
import { expectRobust, LARGEST_PAYLOAD, through } from "../storage/round-trip";

const NOW_S = 1_795_000_000;
const DAY_S = 86_400;
const [first] = presets;
const plan = (first as NonNullable<typeof first>).prescription;

function newFlash(): SimulatedFlash {
  return new SimulatedFlash({ sectorBytes: 4096, sectorCount: 32, chance: new RandomStream(1, "flash") });
}

function wearer(personSlot: number, side: Side = Side.right): Wearer {
  return Object.assign(new Wearer(), { personSlot, side, posture: Posture.seated });
}

function known(circumferenceCm: number, systolicMmhg = Number.NaN): KnownPerson {
  return Object.assign(new KnownPerson(), { circumferenceCm, systolicMmhg });
}

describe("the people whom a cuff knows", () => {
  it("SR-067: are known again after a restart: limb, posture, LOP, screening, and what they trained", () => {
    const flash = newFlash();
    const book = new PersonBook(new RecordStore(flash));
    expect(book.tell(wearer(2), known(54.5, 128))).to.equal(true);
    expect(book.screen(2, true, true, NOW_S)).to.equal(true);
    book.noteLop(wearer(2), 171.5, NOW_S + 60);
    book.notePlan(2, plan);
    book.save();
    const again = new PersonBook(new RecordStore(flash)).at(2);
    expect(again).to.deep.include({
      isKnown: true,
      side: Side.right,
      posture: Posture.seated,
      circumferenceCm: 54.5,
      systolicMmhg: 128,
      lopMmhg: 171.5,
      lopAtS: NOW_S + 60,
      screenedAtS: NOW_S,
      isAdult: true,
    });
    expect(again?.lastPlan).to.deep.equal(plan);
    expect(new PersonBook(new RecordStore(flash)).at(1)?.isKnown).to.equal(false);
  });

  it("SR-049, SR-067: a screening is as old as the clock says, and of unknown age without a clock or before it was made", () => {
    const book = new PersonBook(new RecordStore(newFlash()));
    const screening = new Screening();
    const ageDays = (nowS: number): number => {
      book.screening(1, nowS, screening);
      return screening.ageMs / 1000 / DAY_S;
    };
    expect(ageDays(NOW_S), "never").to.be.NaN;
    book.screen(1, true, true, NOW_S);
    expect(ageDays(NOW_S + 31 * DAY_S)).to.equal(31);
    expect(ageDays(0), "no clock").to.be.NaN;
    expect(ageDays(NOW_S - 1), "another clock").to.be.NaN;
    book.screen(1, false, true, NOW_S);
    expect(ageDays(NOW_S), "taken back").to.be.NaN;
  });

  it("refuses what cannot be true, and keeps what was", () => {
    const book = new PersonBook(new RecordStore(newFlash()));
    book.tell(wearer(0), known(30));
    const wrong: readonly [Wearer, KnownPerson][] = [
      [wearer(0), known(0)],
      [wearer(0), known(400)],
      [wearer(0), known(30, -5)],
      [wearer(PERSON_SLOTS), known(30)],
      [Object.assign(wearer(0), { posture: 3 }), known(30)],
      [Object.assign(wearer(0), { side: 2 }), known(30)],
    ];
    for (const [who, body] of wrong) expect(book.tell(who, body)).to.equal(false);
    expect(book.at(0)?.circumferenceCm).to.equal(30);
    expect(book.screen(PERSON_SLOTS, true, true, NOW_S)).to.equal(false);
  });

  it("SR-067: what could not be kept is not forgotten to be kept, and says so", () => {
    for (const outcome of ["noRoom", "failed"] as const) {
      const store = new RecordStore(newFlash());
      const book = new PersonBook(store);
      store.save = () => outcome;
      book.screen(0, true, true, NOW_S);
      book.save();
      expect(book.isFull, outcome).to.equal(true);
    }
  });

  it("forgets one of them without touching another", () => {
    const flash = newFlash();
    const book = new PersonBook(new RecordStore(flash));
    for (const slot of [0, 3]) book.screen(slot, true, true, NOW_S + slot);
    book.notePlan(3, plan);
    expect(book.forget(3)).to.equal(true);
    expect(book.forget(PERSON_SLOTS)).to.equal(false);
    book.save();
    const again = new PersonBook(new RecordStore(flash));
    expect(again.at(3)).to.deep.equal(new People().slots[3]);
    expect(again.at(0)?.screenedAtS).to.equal(NOW_S);
  });

  it("stand in flash exactly, whatever is told of them, and no bytes whatever are believed that cannot be true", () => {
    expect(PEOPLE_BYTES).to.be.at.most(LARGEST_PAYLOAD);
    const tenths = fc.integer({ min: 1, max: 1200 }).map((value) => value / 10);
    fc.assert(
      fc.property(tenths, fc.option(tenths), fc.nat(2), fc.boolean(), fc.nat(0xffffffff), (a, b, posture, flag, s) => {
        const people = new People();
        people.cuffName = flag ? "Nordlicht ☼" : "";
        people.slots.forEach((person, slot) => {
          person.isKnown = flag || slot === 1;
          person.side = flag ? Side.right : Side.left;
          person.posture = posture as Posture;
          person.circumferenceCm = a;
          person.lopMmhg = b ?? Number.NaN;
          person.screenedAtS = s;
          person.isAdult = !flag;
          if (slot !== 2) person.lastPlan = presets[slot]?.prescription;
        });
        expect(through(peopleCodec, people)).to.deep.equal({ state: "found", value: people, fellBack: false });
      }),
      { numRuns: 50 },
    );
    expectRobust(peopleCodec);
  });
});

describe("the clients whom a cuff knows", () => {
  const key = (seed: number): Uint8Array => Uint8Array.from({ length: 8 }, (_, i) => seed * 16 + i);

  it("SR-062: three keys at most, the oldest goes, they outlive a restart, and all can be forgotten", () => {
    const flash = newFlash();
    const book = new BondBook(new RecordStore(flash));
    for (const seed of [1, 2, 3, 2, 4]) expect(book.add(key(seed))).to.equal(true);
    const known = (of: BondBook): number[] => [1, 2, 3, 4].filter((seed) => of.knows(key(seed)));
    expect(known(book)).to.deep.equal([2, 3, 4]);
    expect(known(new BondBook(new RecordStore(flash)))).to.deep.equal([2, 3, 4]);
    expect(book.knows(key(2).subarray(0, 7)), "part of a key").to.equal(false);
    book.forgetAll();
    expect(known(book)).to.deep.equal([]);
    expect(known(new BondBook(new RecordStore(flash)))).to.deep.equal([]);
  });

  it("SR-062: a key that is changed afterwards by whoever handed it over stays what it was", () => {
    const book = new BondBook(new RecordStore(newFlash()));
    const handed = key(1);
    book.add(handed);
    handed.fill(0);
    expect([book.knows(key(1)), book.knows(handed)]).to.deep.equal([true, false]);
  });
});

describe("the wall clock", () => {
  it("SR-024: knows how long the cuff was off only once it is told the time, and never counts back", () => {
    const clock = new WallClock(NOW_S / 60);
    clock.advance(90_000);
    expect([clock.nowS, clock.isSet, clock.minutes]).to.deep.equal([0, false, Math.ceil((NOW_S + 90) / 60)]);
    expect(clock.tell(NOW_S + 3690)).to.equal(3_600_000);
    expect(clock.nowS).to.equal(NOW_S + 3690);
    expect(clock.tell(NOW_S), "back").to.equal(0);
    expect(clock.tell(NOW_S + 50_000), "no time without power since it was told").to.equal(0);
    clock.tell(NOW_S);
    expect(clock.nowS).to.equal(NOW_S);
  });

  it("SR-024: nothing is known of the time before the first clock, and no clock of another age is believed", () => {
    const clock = new WallClock(undefined);
    clock.advance(1000);
    expect(clock.minutes).to.equal(undefined);
    for (const wrong of [0, NOW_S - 3650 * DAY_S, 5e9, Number.NaN]) expect(clock.tell(wrong)).to.equal(undefined);
    expect(clock.isSet).to.equal(false);
    expect(clock.tell(NOW_S)).to.equal(0);
  });

  it("a kind of record that cannot be read is asked for again, and does not stop the cuff", () => {
    const flash = newFlash();
    const told = new PersonBook(new RecordStore(flash));
    told.screen(0, true, true, NOW_S);
    told.save();
    const store = new RecordStore(flash);
    store.save({ ...peopleCodec, version: 99 }, new People());
    expect(new PersonBook(store).at(0)?.screenedAtS).to.equal(0);
    expect(store.load(peopleCodec)).to.deep.equal({ state: "absent" });
    expect(Kind.people).to.equal(6);
  });
});
