{
  const { states, events, durationS } = report.session;
  const zooms = document.getElementById("zooms");
  const choices = [];

  function zoomTo(fromS, toS) {
    for (const plot of report.plots) plot.setScale("x", { min: Math.max(0, fromS), max: Math.min(durationS, toS) });
  }

  function offer(text, fromS, toS) {
    const button = report.element("button", "", text);
    button.type = "button";
    button.addEventListener("click", () => zoomTo(fromS, toS));
    choices.push({ button, fromS: Math.max(0, fromS), toS: Math.min(durationS, toS) });
    zooms.append(button);
  }

  /** Marks the button, if any, of the stretch that is shown now. */
  report.timeShown = (min, max) => {
    const near = (a, b) => Math.abs(a - b) < 0.2;
    for (const { button, fromS, toS } of choices) button.ariaPressed = String(near(fromS, min) && near(toS, max));
  };

  report.zoomToEvents = (from, to) => zoomTo(events[from].timeS - 5, events[to].timeS + 15);

  offer("Everything", 0, durationS);
  const inflation = states.find(({ value }) => value === "inflating");
  if (inflation) offer("Inflation", inflation.fromS - 2, inflation.toS + 10);
  const release = states.findLast(({ value }) => ["releasing", "faulted", "cut off"].includes(value));
  if (release) offer("Release", release.fromS - 3, release.fromS + 12);

  report.buildLegend();
  report.addPressurePlot();
  report.addLane("pump", false);
  report.addLane("bleed", false);
  report.addLane("dump", true);
  zoomTo(0, durationS);

  for (const row of document.querySelectorAll("#sets tr")) {
    row.querySelector("button").addEventListener("click", () => {
      zoomTo(Number(row.dataset.from) - 2, Number(row.dataset.to) + 2);
      document.getElementById("plots-title").scrollIntoView({ behavior: "smooth" });
    });
  }

  document.querySelectorAll("#events tr").forEach((row, index) => {
    row.querySelector("button").addEventListener("click", () => {
      report.zoomToEvents(index, index);
      document.getElementById("plots-title").scrollIntoView({ behavior: "smooth" });
    });
  });
}
