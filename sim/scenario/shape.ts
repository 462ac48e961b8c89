import { z } from "zod";
import { scenarioSchema } from "./schema";

/** The part of a JSON schema that tells a person what may stand somewhere. */
export interface Shape {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly oneOf?: readonly Shape[];
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
}

/** The schema of a scenario file, as data: the one source of what messages call allowed. */
const scenarioShape = z.toJSONSchema(scenarioSchema, { io: "input" }) as Shape;

/** The shape at `path` in a scenario file, and the value that stands there; `undefined` for what the file lacks. */
export function lookUp(path: readonly PropertyKey[], file: unknown): { shape: Shape | undefined; value: unknown } {
  let value = file;
  let shape: Shape | undefined = scenarioShape;
  for (const key of path) {
    value = childOf(value, key);
    const parent: Shape | undefined = shape;
    shape = parent?.items ?? (parent && ownField(parent, String(key)));
    if (shape?.oneOf) shape = variantOf(shape.oneOf, value);
  }
  return { shape, value };
}

/** The names that may stand in an object of this shape. */
export function fieldsOf(shape: Shape): string[] {
  return Object.keys(shape.properties ?? {});
}

/** What may stand there, as in "a number from 0 to 500". */
export function describe(shape: Shape): string {
  if (shape.enum) return `one of ${shape.enum.join(", ")}`;
  switch (shape.type) {
    case "number":
      return `a number${rangeOf(shape)}`;
    case "integer":
      return `a whole number${rangeOf(shape)}`;
    case "boolean":
      return "true or false";
    case "string":
      return shape.minLength ? "a text that is not empty" : "a text";
    case "array":
      return `a list of ${shape.minItems ?? 0}${shape.maxItems ? ` to ${shape.maxItems}` : " or more"} entries`;
    default:
      return `an object made of ${fieldsOf(shape).join(", ")}`;
  }
}

function rangeOf({ minimum, exclusiveMinimum, maximum }: Shape): string {
  if (exclusiveMinimum !== undefined) return ` above ${exclusiveMinimum}, up to ${maximum}`;
  return minimum === undefined ? "" : ` from ${minimum} to ${maximum}`;
}

function ownField(shape: Shape, name: string): Shape | undefined {
  return shape.properties && Object.hasOwn(shape.properties, name) ? shape.properties[name] : undefined;
}

function childOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined;
}

/** The variant that `do` names; without such a name, a shape that knows nothing but the names. */
function variantOf(variants: readonly Shape[], value: unknown): Shape {
  const name = childOf(value, "do");
  const named = (variant: Shape) => variant.properties?.do?.const;
  const names = variants.flatMap((variant) => named(variant) ?? []);
  return variants.find((variant) => named(variant) === name) ?? { type: "object", properties: { do: { enum: names } } };
}
