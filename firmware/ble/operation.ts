import { code, counter } from "./field-kinds";
import { type AnyFrame, frameOf } from "./frame";

/**
 * What an operation asks of who asks. `link`: an encrypted link, and no more. `bond`: that, and the app has introduced
 * itself with a key that the cuff knows. `control`: that, and it holds control.
 */
export type Needs = "link" | "bond" | "control";

/** One thing that can be asked for on the control point. */
export interface Operation<Request extends AnyFrame = AnyFrame, Answer extends AnyFrame = AnyFrame> {
  readonly code: number;
  readonly name: string;
  readonly meaning: string;
  readonly needs: Needs;
  /** What follows the head of the request. */
  readonly request: Request;
  /** What follows the head of an answer that tells of success: the values that were adopted. */
  readonly answer: Answer;
}

/** In front of every request: which operation, and the number that is due. */
export const requestHead = frameOf("request", "In front of every request.", [
  code("operation", "Op", "which operation"),
  counter("sequence", 1, "one more than in the request before; the first may be any"),
]);

/** In front of every answer. Only success, and `outOfOrder`, have something behind it. */
export const answerHead = frameOf("answer", "In front of every answer.", [
  code("operation", "Op", "as in the request"),
  counter("sequence", 1, "as in the request"),
  code("result", "Result", "how it went"),
  code("reason", "Reason", "why it failed, or what the cuff says to it"),
]);

/** Behind the head of an answer that says `outOfOrder`. */
export const outOfOrderAnswer = frameOf("outOfOrder", "Behind the head of an answer that says so.", [
  counter("dueSequence", 1, "the number that is due"),
]);

/** The most that a request or an answer may have: what one packet carries at an MTU of 23, so that no MTU matters. */
export const MOST_BYTES = 20;

/** For requests and answers that are a head and nothing else. */
export const nothing = frameOf("nothing", "Nothing beyond the head.", []);

export function operation<Request extends AnyFrame, Answer extends AnyFrame>(
  opCode: number,
  name: string,
  needs: Needs,
  meaning: string,
  request: Request,
  answer: Answer,
): Operation<Request, Answer> {
  return Object.freeze({ code: opCode, name, meaning, needs, request, answer });
}
