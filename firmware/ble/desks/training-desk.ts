import type { PersonBook } from "../../person-book";
import { presets } from "../../session/presets";
import { Mode } from "../../shared/order";
import type { Prescription } from "../../shared/prescription";
import { Reason } from "../../shared/reasons";
import type { TickOutput } from "../../shared/tick";
import type { Deed, StepOf } from "../../shared/training";
import { crc32 } from "../../storage/crc32";
import { decodePlan, MOST_PLAN_BYTES } from "../../storage/plan-bytes";
import { type Door, door, type Later, type Reply } from "../door";
import type { Decider, Orders, Whose } from "../orders";
import { trainingOperations as ops } from "../training-operations";
import type { Wishes } from "../wishes";

/** The trainer looks every 20 ms, and later where it makes way. */
const LONGEST_ANSWER_MS = 300;

/** A plan that arrives piece by piece. */
class PlanTray {
  readonly #bytes = new Uint8Array(MOST_PLAN_BYTES);
  readonly #view = new DataView(this.#bytes.buffer);
  /** So far, without a gap. */
  received = 0;

  /** The first piece begins a new plan; one that leaves a gap is not taken. */
  put(offset: number, piece: Uint8Array): void {
    if (offset === 0) this.received = 0;
    if (offset > this.received || offset + piece.length > MOST_PLAN_BYTES) return;
    this.#bytes.set(piece, offset);
    this.received = offset + piece.length;
  }

  /** What has arrived, if it is what was sent, and may be a plan. */
  take(length: number, crc: number): Prescription | undefined {
    if (length !== this.received || crc32(this.#bytes, 0, length, 0) !== crc) return undefined;
    return decodePlan(this.#view, 0, length);
  }
}

/** Sessions by a plan. */
export function trainingDesk(
  wishes: Wishes,
  orders: Orders,
  cuff: Decider,
  people: PersonBook,
  clock: { readonly nowS: number },
): readonly Door[] {
  const tray = new PlanTray();
  const answer = new DeedAnswer(wishes);

  function objectionTo(plan: Prescription, asked: Whose & { readonly isOptIn: boolean }): Reason {
    // A search by the name of a plan would go as high as a search may.
    if (plan.mode === Mode.search) return Reason.prescriptionImpossible;
    return orders.present(asked, plan.mode, asked.isOptIn, clock.nowS);
  }

  function train(
    plan: Prescription | undefined,
    missing: Reason,
    asked: Whose & { readonly isOptIn: boolean },
    sessionsBefore: number,
    adopted: { targetMmhg: number },
    reply: Reply,
  ): void {
    const objection = plan === undefined ? missing : objectionTo(plan, asked);
    if (plan === undefined || objection !== Reason.none) {
      reply.fail(objection);
      return;
    }
    wishes.training.sessionsBefore = sessionsBefore;
    // As high as is allowed: where nothing is, the cuff says why.
    const highest = cuff.permit.highestFor(plan.mode);
    orders.ask(Number.isNaN(highest) ? 0 : highest, plan, reply, (mmhg) => {
      adopted.targetMmhg = mmhg;
    });
  }

  return [
    door(ops.putPlan, ({ offset }, adopted, _reply, piece) => {
      tray.put(offset, piece);
      adopted.received = tray.received;
    }),
    door(ops.train, (asked, adopted, reply) => {
      const plan = tray.take(asked.planLength, asked.planCrc);
      train(plan, Reason.planIncomplete, asked, asked.sessionsBefore, adopted, reply);
    }),
    door(ops.trainPreset, (asked, adopted, reply) => {
      const preset = presets[asked.preset];
      const plan = preset?.limbs.includes(cuff.limb) ? preset.prescription : undefined;
      train(plan, Reason.wrongLimb, asked, asked.sessionsBefore, adopted, reply);
    }),
    door(ops.repeatLast, (asked, adopted, reply) => {
      const plan = people.at(asked.personSlot)?.lastPlan;
      train(plan, Reason.nothingToRepeat, asked, 0, adopted, reply);
    }),
    door(ops.deed, (asked, _adopted, reply) => {
      if (orders.isUnderWay && wishes.training.plan !== undefined) {
        answer.await(asked.deed as Deed, asked.stepOf as StepOf, reply);
      } else reply.fail(Reason.deedImpossible);
    }),
  ];
}

/** Hands a deed to the trainer, and hears what becomes of it. */
class DeedAnswer implements Later {
  readonly #wishes: Wishes;
  #waitedMs = 0;

  constructor(wishes: Wishes) {
    this.#wishes = wishes;
  }

  await(deed: Deed, stepOf: StepOf, reply: Reply): void {
    const { request } = this.#wishes.training;
    request.deed = deed;
    request.stepOf = stepOf;
    request.sequence++;
    this.#waitedMs = 0;
    reply.later = this;
  }

  advance({ training, reason }: TickOutput, reply: Reply, stepMs: number): boolean {
    this.#waitedMs += stepMs;
    const isAnswered = training.answered === this.#wishes.training.request.sequence;
    if (isAnswered && training.answer !== Reason.none) reply.fail(training.answer);
    // The session ended before the trainer saw it.
    const isLost = !isAnswered && this.#waitedMs >= LONGEST_ANSWER_MS;
    if (isLost) reply.fail(reason === Reason.none ? Reason.undecided : reason);
    return isAnswered || isLost;
  }
}
