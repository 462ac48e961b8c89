import { z } from "zod";
import { lookUp as lookUpIn, type Place, type Shape } from "../../companion/json/shape";
import { scenarioSchema } from "./schema";

/** The schema of a scenario file, as data: the one source of what messages call allowed. */
export const scenarioShape = z.toJSONSchema(scenarioSchema, { io: "input" }) as Shape;

/** What may stand at `path` in a scenario file, and what does. */
export function lookUp(path: readonly PropertyKey[], file: unknown): Place {
  return lookUpIn(scenarioShape, path, file);
}
