import { copyWearer, KnownPerson, LopEntry, Order, Screening } from "../shared/order";
import type { TickInput } from "../shared/tick";
import { TrainingInput } from "../shared/training";

/** What the app in control wants, as the next tick gets to see it. Nothing here is decided: the cuff does that. */
export class Wishes {
  wantedMmhg: number | undefined = undefined;
  readonly order = new Order();
  readonly lop = new LopEntry();
  readonly screening = new Screening();
  readonly known = new KnownPerson();
  readonly training = new TrainingInput();
  linked = false;
  silences = 0;
  releases = 0;
  identifies = 0;

  /** Somebody wants the cuff to let go, whoever it is and whatever it does. */
  release(): void {
    this.wantedMmhg = undefined;
    this.releases++;
  }

  /** Before every tick. */
  fill(input: TickInput): void {
    const { order, training } = this;
    input.wantedMmhg = this.wantedMmhg;
    input.linked = this.linked;
    input.silences = this.silences;
    input.releases = this.releases;
    input.identifies = this.identifies;
    input.order.mode = order.mode;
    input.order.optIn = order.optIn;
    input.order.plannedRestMs = order.plannedRestMs;
    input.order.confirmations = order.confirmations;
    copyWearer(order.wearer, input.order.wearer);
    input.training.plan = training.plan;
    input.training.sessionsBefore = training.sessionsBefore;
    input.training.request.deed = training.request.deed;
    input.training.request.stepOf = training.request.stepOf;
    input.training.request.sequence = training.request.sequence;
    input.screening.ageMs = this.screening.ageMs;
    input.screening.isAdult = this.screening.isAdult;
    input.known.circumferenceCm = this.known.circumferenceCm;
    input.known.systolicMmhg = this.known.systolicMmhg;
    if (input.lop.sequence === this.lop.sequence) return;
    input.lop.sequence = this.lop.sequence;
    input.lop.mmhg = this.lop.mmhg;
    copyWearer(this.lop.wearer, input.lop.wearer);
  }
}
