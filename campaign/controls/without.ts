import type { Undo } from "./control";

/** A method with its object as its first argument. */
type Free<T, M> = M extends (...args: infer A) => infer R ? (self: T, ...args: A) => R : never;

function define(prototype: object, name: PropertyKey, change: PropertyDescriptor): Undo {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
  if (descriptor === undefined) throw new Error(`there is no ${String(name)} to be taken away`);
  Object.defineProperty(prototype, name, { ...descriptor, ...change });
  return () => void Object.defineProperty(prototype, name, descriptor);
}

/**
 * Puts another method in the place of one, for all objects of a class, those that exist included.
 * @param by gets the original, to be called with its object first
 */
export function replace<T extends object, K extends keyof T>(
  prototype: T,
  name: K,
  by: (original: Free<T, T[K]>) => Free<T, T[K]>,
): Undo {
  const original = prototype[name] as (...args: unknown[]) => unknown;
  const free = ((self: T, ...args: unknown[]) => original.apply(self, args)) as Free<T, T[K]>;
  const other = by(free) as (self: T, ...args: unknown[]) => unknown;
  return define(prototype, name, {
    value(this: T, ...args: unknown[]): unknown {
      return other(this, ...args);
    },
  });
}

/** Makes a getter say something else, always. */
export function fix<T extends object, K extends keyof T>(prototype: T, name: K, value: (self: T) => T[K]): Undo {
  return define(prototype, name, {
    get(this: T): T[K] {
      return value(this);
    },
  });
}

/** All of them, put back in the reverse order. */
export function all(...undos: readonly Undo[]): Undo {
  return () => {
    for (const undo of [...undos].reverse()) undo();
  };
}

/** Does `task` without something, and puts it back whatever happens. */
export function without<Result>(remove: () => Undo, task: () => Result): Result {
  const undo = remove();
  try {
    return task();
  } finally {
    undo();
  }
}
