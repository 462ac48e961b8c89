/** Of this firmware; stands in every session of the log. Kept in step with package.json by a test. */
export const firmwareVersion = "0.1.0";
