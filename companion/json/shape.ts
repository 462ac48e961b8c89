/** The part of a JSON schema that tells a person what may stand somewhere. */
export interface Shape {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly oneOf?: readonly Shape[];
  readonly anyOf?: readonly Shape[];
  readonly enum?: readonly string[];
  readonly const?: string | boolean;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** What may stand at a path in a file, and what does. */
export interface Place {
  readonly shape: Shape | undefined;
  /** `undefined` for what the file lacks. */
  readonly value: unknown;
  /** Which of several shapes the value is meant to have; −1 where there are not several, or nobody can tell. */
  readonly variant: number;
}

/** The shape at `path` in a file that as a whole should look like `root`, and the value that stands there. */
export function lookUp(root: Shape, path: readonly PropertyKey[], file: unknown): Place {
  let place: Place = { shape: root, value: file, variant: -1 };
  for (const key of path) {
    const { shape: parent, value } = place;
    place = resolve(parent?.items ?? (parent && ownField(parent, String(key))), childOf(value, key));
  }
  return place;
}

/** The names that may stand in an object of this shape. */
export function fieldsOf(shape: Shape): string[] {
  return Object.keys(shape.properties ?? {});
}

/** What may stand there, as in "a number from 0 to 500". */
export function describe(shape: Shape): string {
  if (shape.anyOf) return shape.anyOf.map(describe).join(" or ");
  if (shape.enum) return `one of ${shape.enum.join(", ")}`;
  if (shape.const !== undefined) return String(shape.const);
  switch (shape.type) {
    case "number":
      return `a number${rangeOf(shape)}`;
    case "integer":
      return `a whole number${rangeOf(shape)}`;
    case "boolean":
      return "true or false";
    case "string":
      if (shape.maxLength) return `a text of ${shape.minLength ?? 0} to ${shape.maxLength} characters`;
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

function resolve(shape: Shape | undefined, value: unknown): Place {
  const variants = shape?.oneOf ?? shape?.anyOf;
  if (variants === undefined) return { shape, value, variant: -1 };
  const variant = variants.findIndex((one) => isMeant(one, value));
  return { shape: variants[variant] ?? (shape?.oneOf ? nameOnly(variants) : shape), value, variant };
}

/** The value is of the variant's type, and all that is fixed in the variant stands in it. */
function isMeant(variant: Shape, value: unknown): boolean {
  if (variant.type === "string") return typeof value === "string";
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(variant.properties ?? {}).every(
    ([name, { const: fixed }]) => fixed === undefined || childOf(value, name) === fixed,
  );
}

/** Without the name that tells variants apart: a shape that knows nothing but the names. */
function nameOnly(variants: readonly Shape[]): Shape {
  const names = variants.flatMap(({ properties }) => properties?.do?.const ?? []);
  return { type: "object", properties: { do: { enum: names.map(String) } } };
}
