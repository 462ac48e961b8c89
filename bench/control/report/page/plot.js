{
  const { timeS, sealed, regulated, targetPercent, band } = JSON.parse(document.getElementById("minute").textContent);
  const HEIGHT_PX = 380;
  const FONT = "12px system-ui, sans-serif";
  const host = document.getElementById("plot");
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const edge = (factor) => timeS.map(() => targetPercent * factor);
  const line = (name, width) => ({ stroke: () => colour(name), width, points: { show: false } });
  const hidden = { stroke: "transparent", width: 0, points: { show: false } };
  const axis = {
    stroke: () => colour("quiet"),
    grid: { stroke: () => colour("grid"), width: 1 },
    ticks: { show: false },
    font: FONT,
  };
  const plot = new uPlot(
    {
      width: host.clientWidth,
      height: HEIGHT_PX,
      legend: { show: false },
      cursor: { y: false, drag: { x: true, y: false } },
      scales: { x: { time: false } },
      axes: [axis, { ...axis, size: 46 }],
      series: [{}, hidden, hidden, line("sensed", 1.75), line("cuff", 1.75)],
      bands: [{ series: [1, 2], fill: () => colour("band") }],
    },
    [timeS, edge(1 + band), edge(1 - band), sealed, regulated],
    host,
  );
  new ResizeObserver(() => plot.setSize({ width: host.clientWidth, height: HEIGHT_PX })).observe(host);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => plot.redraw(true, true));
}
