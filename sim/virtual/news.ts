import type { Truth } from "./truth";

/** Something worth telling whoever sits in front of the simulated cuff. */
export type News =
  | { readonly event: "listening"; readonly cuff: string; readonly world: string; readonly serial: string | null }
  | { readonly event: "client"; readonly client: Truth["client"] }
  | { readonly event: "refused"; readonly why: string }
  | { readonly event: "phase"; readonly phase: string; readonly cuffMmhg: number }
  | { readonly event: "reason"; readonly reason: string }
  | { readonly event: "alarm"; readonly alarm: string }
  | { readonly event: "deed"; readonly do: string; readonly on: boolean | null }
  | { readonly event: "mistake"; readonly text: string }
  | { readonly event: "stopped" };

export type Tell = (news: News) => void;

/** Hears of changes by comparing what was with what is. */
export class Changes {
  readonly #tell: Tell;
  #last: Truth | undefined;

  constructor(tell: Tell) {
    this.#tell = tell;
  }

  look(now: Truth): void {
    const last = this.#last;
    this.#last = now;
    if (now.client !== (last?.client ?? "none")) this.#tell({ event: "client", client: now.client });
    if (now.phase !== last?.phase) this.#tell({ event: "phase", phase: now.phase, cuffMmhg: now.cuffMmhg });
    if (now.reason !== "" && now.reason !== last?.reason) this.#tell({ event: "reason", reason: now.reason });
    if (now.alarm !== "" && now.alarm !== last?.alarm && now.alarm !== now.reason) {
      this.#tell({ event: "alarm", alarm: now.alarm });
    }
  }
}

export function newsText(news: News): string {
  switch (news.event) {
    case "listening":
      return [
        "A simulated cuff. Not a medical device.",
        `  cuff   ${news.cuff}`,
        `  world  ${news.world}`,
        ...(news.serial === null ? [] : [`  serial ${news.serial}`]),
      ].join("\n");
    case "client":
      return news.client === "none" ? "the client has gone" : `client ${news.client}`;
    case "refused":
      return `refused: ${news.why}`;
    case "phase":
      return `${news.phase}, ${Math.abs(news.cuffMmhg).toFixed(0)} mmHg`;
    case "reason":
      return news.reason;
    case "alarm":
      return `alarm: ${news.alarm}`;
    case "deed":
      return news.on === null ? news.do : `${news.do} ${news.on ? "on" : "off"}`;
    case "mistake":
      return news.text;
    case "stopped":
      return "stopped";
    default:
      return news satisfies never;
  }
}
