/** Something that takes inputs, and can be told from itself in another state. */
export interface Subject<Input> {
  /** Everything that tells one state from another. */
  readonly signature: string;
  apply(input: Input): void;
}

/** A state, how it was first reached, and how many inputs after the root that it was reached from. */
export interface Place<Input> {
  readonly path: readonly Input[];
  readonly depth: number;
  /** Where each input led. */
  readonly next: Map<Input, string>;
}

export interface Explored<Input> {
  readonly places: ReadonlyMap<string, Place<Input>>;
  readonly edges: number;
  /** Inputs from a root to the furthest state. */
  readonly deepest: number;
  /** From every state nearer than this to a root, every input was tried. */
  readonly finished: number;
  /** Nothing is left to try. */
  readonly isComplete: boolean;
}

export interface Plan<Input, S extends Subject<Input>> {
  readonly start: () => S;
  readonly inputs: readonly Input[];
  /** Sees the subject after every new edge. */
  readonly look: (subject: S, path: readonly Input[]) => void;
  /** Where to begin beside the start. */
  readonly roots?: readonly (readonly Input[])[];
  /** Stops here: a number of edges, and not of seconds, so that every run sees the same. */
  readonly mostEdges?: number;
}

/**
 * Breadth-first through all states that the inputs lead to. A state is reached by playing its path again from the
 * start, so that what is explored needs no doors for it.
 */
export function explore<Input, S extends Subject<Input>>(plan: Plan<Input, S>): Explored<Input> {
  const { start, inputs, look, roots = [], mostEdges = Number.POSITIVE_INFINITY } = plan;
  const places = new Map<string, Place<Input>>();
  for (const path of [[], ...roots]) places.set(played(start, path).signature, { path, depth: 0, next: new Map() });
  let edges = 0;
  let deepest = 0;
  // A map also gives what is added while it is walked through: this is the queue.
  for (const { path, depth, next } of places.values()) {
    for (const input of inputs) {
      if (edges >= mostEdges) return { places, edges, deepest, finished: depth, isComplete: false };
      const longer = [...path, input];
      const subject = played(start, longer);
      edges++;
      look(subject, longer);
      const { signature } = subject;
      next.set(input, signature);
      if (places.has(signature)) continue;
      deepest = depth + 1;
      places.set(signature, { path: longer, depth: deepest, next: new Map() });
    }
  }
  return { places, edges, deepest, finished: deepest + 1, isComplete: true };
}

function played<Input, S extends Subject<Input>>(start: () => S, path: readonly Input[]): S {
  const subject = start();
  for (const input of path) subject.apply(input);
  return subject;
}

/**
 * Walks where `choose` leads, and compares with what was found: if something that the signature does not show decided
 * anything, two paths to one state would part. Returns the first step that went elsewhere, or `undefined`.
 */
export function strays<Input, S extends Subject<Input>>(
  start: () => S,
  { places }: Explored<Input>,
  choose: () => Input,
  walks: number,
  steps: number,
): string | undefined {
  for (let walk = 0; walk < walks; walk++) {
    const subject = start();
    for (let step = 0; step < steps; step++) {
      const input = choose();
      const before = subject.signature;
      const expected = places.get(before)?.next.get(input);
      subject.apply(input);
      if (subject.signature !== expected) return `${before} -> ${subject.signature}, not ${expected}`;
    }
  }
  return undefined;
}

/** What was seen, in a line for people. */
export function told(name: string, { places, edges, deepest, finished, isComplete }: Explored<unknown>): string {
  const how = isComplete ? "nothing is left to try" : `all inputs tried from every state nearer than ${finished}`;
  return `      ${name}: ${places.size} states, ${edges} edges, depth ${deepest}; ${how}`;
}
