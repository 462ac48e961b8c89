import { z } from "zod";
import { UsageError } from "../scenario/usage-error";
import { type Deed, deedNames, deeds } from "./deeds";

/** Something to be done to the cuff, from a key, a line or a message. */
export interface WorldOrder {
  readonly deed: Deed;
  /** Of a deed with two states; the other one where nothing is said. */
  readonly isOn?: boolean;
}

const message = z.strictObject({
  do: z.enum([deedNames[0] as string, ...deedNames.slice(1)]),
  /** Of a deed with two states. */
  on: z.boolean().optional(),
});

export function deedNamed(nameOrKey: string): Deed | undefined {
  return deeds.find(({ name, key }) => name === nameOrKey || key === nameOrKey);
}

/** `leak`, `leak on` or `l`. @throws UsageError */
export function orderOfLine(line: string): WorldOrder {
  const [name = "", state, ...more] = line.trim().split(/\s+/);
  const deed = deedNamed(name);
  if (deed === undefined) throw new UsageError(`unknown: ${name}; there are ${deedNames.join(", ")}, help and quit`);
  if (state === undefined) return { deed };
  if (deed.toggle === undefined) throw new UsageError(`${deed.name} takes nothing behind it`);
  if (more.length > 0 || (state !== "on" && state !== "off")) throw new UsageError(`${deed.name} takes on or off`);
  return { deed, isOn: state === "on" };
}

/** `{"do":"leak","on":true}`. @throws UsageError */
export function orderOfMessage(text: string): WorldOrder {
  const { data, error } = message.safeParse(parsed(text));
  const deed = data && deedNamed(data.do);
  if (data === undefined || deed === undefined) {
    const [issue] = error?.issues ?? [];
    throw new UsageError(`not understood: ${issue?.path.join(".") || "the message"}: ${issue?.message ?? ""}`);
  }
  if (data.on === undefined) return { deed };
  if (deed.toggle === undefined) throw new UsageError(`not understood: ${deed.name} cannot be on or off`);
  return { deed, isOn: data.on };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError("not understood: this is not JSON");
  }
}
