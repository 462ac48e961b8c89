import { Reason } from "../shared/reasons";
import type { TickOutput } from "../shared/tick";
import type { AnyFrame, Values } from "./frame";
import type { Operation } from "./operation";
import { Result } from "./results";

/** How a request went. One object, filled again for every request. */
export class Reply {
  result: Result = Result.success;
  reason: Reason = Reason.none;
  /** The answer comes later: when this says so. */
  later: Later | undefined = undefined;

  /** It was right, and is not possible now. */
  fail(reason: Reason): void {
    this.result = Result.failed;
    this.reason = reason;
  }
}

/** What takes more than a moment. */
export interface Later {
  /** After every tick, `stepMs` after the last; true once `reply` and the adopted values are complete. */
  advance(output: TickOutput, reply: Reply, stepMs: number): boolean;
}

/** Carries a request out that has arrived whole, in range, and from somebody who may. */
export type CarryOut<Request extends AnyFrame, Answer extends AnyFrame> = (
  asked: Values<Request>,
  adopted: Values<Answer>,
  reply: Reply,
  /** What stands behind the fields. Only until this returns. */
  tail: Uint8Array,
) => void;

/** An operation, and who carries it out. */
export interface Door {
  readonly operation: Operation;
  /** Decodes `view` from byte 2 on and carries the request out; false where a value is out of range. */
  enter(view: DataView, tail: Uint8Array, reply: Reply): boolean;
  /** Writes the adopted values; gives their length, bytes. */
  tell(view: DataView, at: number): number;
}

/** Made once, at the start: its records are used again and again. */
export function door<Request extends AnyFrame, Answer extends AnyFrame>(
  operation: Operation<Request, Answer>,
  carryOut: CarryOut<Request, Answer>,
): Door {
  const { request, answer } = operation;
  const asked = request.blank();
  const adopted = answer.blank();
  return Object.freeze({
    operation,
    enter(view: DataView, tail: Uint8Array, reply: Reply): boolean {
      if (!request.decode(view, 0, asked) || !request.isInRange(asked)) return false;
      carryOut(asked as Values<Request>, adopted as Values<Answer>, reply, tail);
      return true;
    },
    tell(view: DataView, at: number): number {
      answer.encode(adopted, view, at);
      return answer.bytes;
    },
  });
}
