import { duplicates, type Read } from "./finding";
import { controlId } from "./ids";
import { readRows } from "./table";

/** A control that no code implements: hardware, or a word to the person. A row of a table in `hazards.md`. */
export interface OutsideControl {
  readonly id: string;
  readonly text: string;
}

export function parseControls(file: string, text: string): Read<OutsideControl> {
  const { items: rows, findings } = readRows(file, text, ["id", "control outside the code", "who provides it"]);
  const items = rows.map(({ cells: [id = "", words = ""] }) => ({ id, text: words }));
  const malformed = items
    .filter(({ id }) => !controlId.test(id))
    .map(({ id }) => ({ about: id, text: "is no id of a control: CT- and two digits" }));
  return { items, findings: [...findings, ...malformed, ...duplicates(items)] };
}
