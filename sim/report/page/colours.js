/** The colours of the style sheet for the canvas, read anew when the colour scheme changes. */
report.colour = (() => {
  const cache = new Map();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    cache.clear();
    for (const plot of report.plots) plot.redraw(true, true);
  });
  return (name) => {
    if (!cache.has(name))
      cache.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
    return cache.get(name);
  };
})();

/** How each state is shaded. Hatching and words stand by the colour, for eyes that tell few colours apart. */
report.stateLooks = {
  inflating: { colour: "inflating", hatched: false },
  holding: { colour: "holding", hatched: false },
  releasing: { colour: "releasing", hatched: false },
  faulted: { colour: "faulted", hatched: true },
  "cut off": { colour: "cutoff", hatched: true },
};
