import { parentPort, workerData } from "node:worker_threads";
import { fingerprintOf } from "./fingerprint";
import { outcomeOf } from "./outcome";
import { campaignNamed, type Place } from "./table";

/** What a worker is told when it starts. */
export interface Orders extends Place {
  readonly campaign: string;
  readonly sources: string;
}

const orders = workerData as Orders;
// A worker that replaces a dead one may start hours after the others.
if (fingerprintOf(orders.root) !== orders.sources) throw new Error("the sources have changed since the start");
const campaign = campaignNamed(orders.campaign, orders);

// Answers a job's number with a line for the checkpoint.
parentPort?.on("message", (job: number) => parentPort?.postMessage(JSON.stringify(outcomeOf(campaign, job))));
parentPort?.postMessage("ready");
