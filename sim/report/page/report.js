// The scripts of the page follow one another in one script element; each adds its part to this object.
const report = {};

/** 83.4 → "1:23"; with decimals where they are wanted: "1:23.4". */
report.clock = (timeS, decimals = 0) => {
  const scale = 10 ** decimals;
  const rounded = Math.round(Math.abs(timeS) * scale) / scale;
  const seconds = (rounded % 60).toFixed(decimals).padStart(decimals === 0 ? 2 : 3 + decimals, "0");
  return `${timeS < 0 ? "−" : ""}${Math.floor(rounded / 60)}:${seconds}`;
};

/** A new element with a class and children, which may be texts. */
report.element = (tag, className, ...children) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
};
