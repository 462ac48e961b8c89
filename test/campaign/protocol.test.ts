import { expect } from "chai";
import type { Undo } from "../../campaign/controls/control";
import { replace, without } from "../../campaign/controls/without";
import { protocolCampaign } from "../../campaign/protocol/protocol-campaign";
import { type ProtocolResult, runProtocol } from "../../campaign/protocol/run";
import { states } from "../../campaign/protocol/states";
import { ControlPoint } from "../../firmware/ble/control-point";
import { EventRing } from "../../firmware/ble/event-ring";
import { Orders } from "../../firmware/ble/orders";
import { RequestQueue } from "../../firmware/ble/request-queue";
import { Rights } from "../../firmware/ble/rights";
import { Wishes } from "../../firmware/ble/wishes";
import { BondBook } from "../../firmware/bond-book";
import { PersonBook } from "../../firmware/person-book";

/** Jobs that no campaign counts, of every state one; few writes each. */
const FIRST = states.length * 50_000;
const WRITES = 150;

function jobIn(name: string, another = 0): number {
  const number = states.findIndex((state) => state.name === name);
  if (number < 0) throw new Error(`there is no state ${name}`);
  return FIRST + number + another * states.length;
}

describe("hostile clients", () => {
  const results: ProtocolResult[] = [];

  it("SR-004, SR-042, SR-062, SR-065, SR-066: in every state nothing throws, nothing happens unasked, no tick is missed", () => {
    for (let job = FIRST; job < FIRST + states.length; job++) {
      const result = runProtocol(job, WRITES);
      expect(protocolCampaign.finding?.(result), `job ${job}: ${result.state}`).to.equal(null);
      results.push(result);
    }
    expect(results.filter(({ isReached }) => isReached)).to.have.lengthOf.at.least(0.8 * states.length);
    const answered = (name: string): number => results.reduce((sum, { answers }) => sum + (answers[name] ?? 0), 0);
    for (const name of ["success", "failed", "notPermitted", "invalidParameter", "outOfOrder", "notBonded"])
      expect(answered(name), name).to.be.above(30);
  }).timeout(60_000);

  it("are told in whole tables", () => {
    const answers = results.map((result, job) => ({ job, result }));
    answers.push({ job: 99, result: { ...(results[0] as ProtocolResult), exceptions: 1, broken: ["a turn threw"] } });
    const { sections, figures } = protocolCampaign.summarise(answers);
    for (const { table } of sections)
      for (const row of table?.rows ?? []) expect(row).to.have.length(table?.columns.length ?? 0);
    expect(sections[0]?.table?.rows).to.have.length(states.length);
    for (const name of ["exceptions", "cuffs that broke a rule"])
      expect(figures.find((figure) => figure.name === name)).to.include({ value: 1, met: false });
    expect(figures.find(({ name }) => name === "missed ticks")).to.include({ value: 0, met: true });
  });

  it("are the same for the same number", () => {
    const job = jobIn("idle");
    expect(runProtocol(job, WRITES)).to.deep.equal(results.find(({ state }) => state === "idle"));
  });
});

/** What is taken away or spoilt, where that shows, and what has to be said then. */
const sabotages: readonly (readonly [string, () => Undo, string, RegExp])[] = [
  [
    "rights that forget to check",
    () => replace(Rights.prototype, "objection", () => () => 1),
    "a stranger",
    /unauthorised: \w+ was answered with result 1/,
  ],
  [
    "rights that let anybody take control",
    () =>
      replace(Rights.prototype, "takeControl", (take) => (self) => {
        take(self, false);
        self.hasControl = true;
        return true;
      }),
    "holding, another known client came",
    /unauthorised: control was taken while another client's order stands/,
  ],
  [
    "a bonding window that is always open",
    () => replace(BondBook.prototype, "knows", () => () => true),
    "a stranger",
    /unauthorised: an unknown key was taken|a key is called new/,
  ],
  [
    "strangers who may stay",
    () => replace(Rights.prototype, "advance", (advance) => (self, _, stepMs) => advance(self, false, stepMs)),
    "a link without encryption",
    /a stranger stays/,
  ],
  [
    "wishes that forget the lost link",
    () =>
      replace(Wishes.prototype, "fill", (fill) => (self, input) => {
        fill(self, input);
        input.linked = true;
      }),
    "holding, link just lost",
    /unauthorised: linked against control/,
  ],
  [
    "a control point that throws",
    () =>
      replace(ControlPoint.prototype, "take", (take) => (self, bytes) => {
        if (bytes.length > 20) throw new RangeError("too long");
        take(self, bytes);
      }),
    "idle",
    /write threw RangeError: too long/,
  ],
  [
    "a queue without an end",
    () =>
      replace(RequestQueue.prototype, "push", (push) => (self, bytes) => {
        push(self, bytes);
        push(self, bytes);
      }),
    "in control",
    /got another answer|names another request|an answer to nothing/,
  ],
  [
    "a release that does nothing",
    () => replace(Wishes.prototype, "release", () => () => undefined),
    "holding",
    /did not let go when it was asked to/,
  ],
  [
    "an order that nobody gave",
    () =>
      replace(Orders.prototype, "watch", (watch) => (self, output, stepMs) => {
        watch(self, output, stepMs);
        if (output.isArmed && !output.isOrdered)
          self.ask(100, undefined, { result: 1, reason: 0, later: undefined, fail: () => undefined }, () => undefined);
      }),
    "armed",
    /unauthorised: a pressure is wanted/,
  ],
  [
    "people who are written down unasked",
    () =>
      replace(PersonBook.prototype, "at", (at) => (self, slot) => {
        self.screen(slot, true, true, 1_800_000_000);
        return at(self, slot);
      }),
    "bonded",
    /unauthorised: what is kept of people changed/,
  ],
  [
    "events that go to a client that has gone",
    () => {
      let first: Parameters<EventRing["send"]>[0] | undefined;
      return replace(EventRing.prototype, "send", (send) => (self, link) => {
        first ??= link;
        send(self, first);
      });
    },
    "holding, another known client came",
    /over a link that is gone/,
  ],
];

describe("hostile clients show", () => {
  for (const [name, remove, state, words] of sabotages)
    it(name, () => {
      const broken = without(remove, () =>
        [0, 1, 2].flatMap((another) => runProtocol(jobIn(state, another), WRITES).broken),
      );
      expect(broken.join("; ")).to.match(words);
    });
});
