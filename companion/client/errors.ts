import { Result, resultTexts } from "../../firmware/ble/results";
import { Reason } from "../../firmware/shared/reasons";
import { reasonText } from "../export/words";

/** Whatever goes wrong between an app and a cuff. The message is a sentence for people. */
export class CuffError extends Error {}

/** The cuff understood the request, or not, and did not do it. */
export class RequestRefused extends CuffError {
  override readonly name = "RequestRefused";
  readonly operation: string;
  /** A `Result`, or one that a newer cuff has. */
  readonly result: number;
  /** A `Reason`, or one that a newer cuff has; `Reason.none` where the result says it all. */
  readonly reason: number;

  constructor(operation: string, result: number, reason: number) {
    super(refusalText(result, reason));
    this.operation = operation;
    this.result = result;
    this.reason = reason;
  }
}

/** What an app wanted to ask for cannot be asked for; nothing was sent. */
export class InvalidRequest extends CuffError {
  override readonly name = "InvalidRequest";
}

/** The cuff did not answer in time. Whether it did what it was asked for is not known. */
export class CuffTimeout extends CuffError {
  override readonly name = "CuffTimeout";
}

/** There is no connection, or it has ended. What was being carried out goes on at the cuff for 30 s. */
export class LinkLost extends CuffError {
  override readonly name = "LinkLost";
}

/** The cuff said what no cuff of this protocol says. */
export class ProtocolError extends CuffError {
  override readonly name: string = "ProtocolError";
}

/** Cuff and app are too far apart in age to understand each other. */
export class IncompatibleProtocol extends ProtocolError {
  override readonly name = "IncompatibleProtocol";
  /** Of the cuff. */
  readonly protocolMajor: number;

  constructor(protocolMajor: number, message: string) {
    super(message);
    this.protocolMajor = protocolMajor;
  }
}

/** A release came in between: what had not been done by then is not asked for any more. */
export class Overtaken extends CuffError {
  override readonly name = "Overtaken";

  constructor() {
    super("Not done, because the cuff was told to let go.");
  }
}

/** Nobody knows whether the cuff lets go. Show the message at once: only hands help now. */
export class ReleaseUnconfirmed extends CuffError {
  override readonly name = "ReleaseUnconfirmed";

  constructor(why: string) {
    super(`Press the button on the cuff. ${why}`);
  }
}

/** The cuff looked for the limb occlusion pressure and did not find it. */
export class SearchFailed extends CuffError {
  override readonly name = "SearchFailed";
  readonly reason: number;

  constructor(reason: number) {
    super(reasonText(reason));
    this.reason = reason;
  }
}

/** A session did not come over as it stands in the log, however often it was asked for. */
export class DownloadFailed extends CuffError {
  override readonly name = "DownloadFailed";
}

function refusalText(result: number, reason: number): string {
  const known: Readonly<Record<number, string>> = resultTexts;
  if (reason !== Reason.none) return reasonText(reason);
  return result === Result.failed
    ? "The cuff refused it."
    : (known[result] ?? `The cuff refused it: result ${result}.`);
}
