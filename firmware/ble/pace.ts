/**
 * How much may be handed to the radio. The SDK's queue has no end and its `notify` drops the completion callback that
 * its typings promise, so nobody says when it was sent. What is queued takes a block each of NimBLE's pool; with none
 * left, the SDK queues a notification without bytes, and NimBLE then asks for the characteristic's value outside any
 * connection, which the SDK does not survive. So the burst stays below the least of the pool's two parts (12 blocks
 * by ESP-IDF's default, 24 in our sdkconfig), and the rate at what a link of 30 ms and three packets an interval carries away.
 *
 * Without that callback a client that never confirms an indication still makes the queue grow, for the 30 s until ATT
 * ends its link: by 3000 at most.
 */
const MOST_AT_ONCE = 8;

export class Pace {
  #left = MOST_AT_ONCE;

  /** One more may be sent, every tick of 10 ms. */
  turn(): void {
    if (this.#left < MOST_AT_ONCE) this.#left += 1;
  }

  /** Whether one may be sent now; it is counted as sent. */
  take(): boolean {
    if (this.#left === 0) return false;
    this.#left -= 1;
    return true;
  }
}
