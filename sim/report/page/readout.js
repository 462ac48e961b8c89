{
  const { columns, states, deflatedMmhg } = report.session;
  const lines = [
    { column: "cuff", text: "Cuff", look: "line" },
    { column: "sensed", text: "As the firmware senses it", look: "line broad" },
    { column: "target", text: "Target", look: "line dashed" },
  ];
  const percentages = ["pump", "bleed", "dump"];

  function swatch(look, colour) {
    const element = report.element("i", `swatch ${look}`);
    element.style.setProperty("--swatch", `var(--${colour})`);
    return element;
  }

  /** The legend, whose lines also show their values under the cursor. */
  report.buildLegend = () => {
    const legend = document.getElementById("legend");
    for (const { column, text, look } of lines) {
      const value = report.element("output");
      value.id = `${column}-now`;
      legend.append(report.element("li", "", swatch(look, column), text, value));
    }
    legend.append(report.element("li", "", swatch("area", "band"), "±5 % of the target"));
    for (const [state, { colour, hatched }] of Object.entries(report.stateLooks)) {
      if (!states.some(({ value }) => value === state)) continue;
      const text = state === "cut off" ? "cut off by the hardware" : state;
      legend.append(report.element("li", "", swatch(hatched ? "area hatched" : "area", colour), text));
    }
    legend.append(report.element("li", "", swatch("line thin", "quiet"), `${deflatedMmhg} mmHg: deflated below`));
  };

  /** Shows the values of one row, or none for no row. */
  report.showRow = (row) => {
    const there = row !== null && row !== undefined;
    const timeS = columns.timeS[row];
    document.getElementById("now").textContent = there ? `${report.clock(timeS, 2)} · ${report.stateAt(timeS)}` : "";
    for (const { column } of lines) {
      document.getElementById(`${column}-now`).textContent = there ? (columns[column][row]?.toFixed(1) ?? "–") : "";
    }
    for (const column of percentages) {
      document.getElementById(`${column}-now`).textContent = there ? `${Math.round(100 * columns[column][row])} %` : "";
    }
  };
}
