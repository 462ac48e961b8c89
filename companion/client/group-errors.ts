import { CuffError } from "./errors";
import type { Member } from "./group-runner";

/** Nothing was begun; the message says which cuff is not ready, and what would help. */
export class GroupNotReady extends CuffError {
  override readonly name = "GroupNotReady";
  readonly member: Member;

  constructor(member: Member, why: string) {
    super(`${member.name}: ${why}`);
    this.member = member;
  }
}

/** One did not begin, so none does. */
export class GroupNotStarted extends CuffError {
  override readonly name = "GroupNotStarted";
  readonly member: Member;
  /** Those that had begun, and of which nobody knows whether they let go: somebody has to press their buttons. */
  readonly unconfirmed: readonly Member[];

  constructor(member: Member, why: string, unconfirmed: readonly Member[] = [], cause?: unknown) {
    const help = unconfirmed.map(({ name }) => ` Press the button on ${name}.`).join("");
    super(`${member.name}: ${why}${help}`, { cause });
    this.member = member;
    this.unconfirmed = unconfirmed;
  }
}
