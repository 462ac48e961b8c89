import type { Finding } from "./finding";

export const hazardId = /^HZ-\d{2}$/;
export const requirementId = /^SR-\d{3}$/;

/** A control outside the code. */
export const controlId = /^CT-\d{2}$/;

/** A control in the code, as the files quote it. */
const quotedPath = /^`([\w-][\w./-]*)`$/;

/** The ids of a comma-separated list; what is none of them goes to `findings`. */
export function requirementList(about: string, text: string, findings: Finding[]): string[] {
  return listed(text).filter((id) => requirementId.test(id) || malformed(about, id, findings));
}

/** As above, for controls: ids, and paths without their quotes. */
export function controlList(about: string, text: string, findings: Finding[]): string[] {
  return listed(text).flatMap((entry) => {
    const path = quotedPath.exec(entry)?.[1];
    if (path !== undefined) return [path];
    return controlId.test(entry) || malformed(about, entry, findings) ? [entry] : [];
  });
}

function listed(text: string): string[] {
  return text === "" ? [] : text.split(",").map((entry) => entry.trim());
}

function malformed(about: string, entry: string, findings: Finding[]): false {
  findings.push({ about, text: `lists "${entry}", which is no id and no quoted path` });
  return false;
}
