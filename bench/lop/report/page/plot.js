{
  const { agreement, example, durations } = JSON.parse(document.getElementById("plots").textContent);
  const HEIGHT_PX = 340;
  const FONT = "12px system-ui, sans-serif";
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const axis = {
    stroke: () => colour("quiet"),
    grid: { stroke: () => colour("grid"), width: 1 },
    ticks: { show: false },
    font: FONT,
  };
  const line = (name, dash) => ({
    stroke: () => colour(name),
    width: 1.75,
    points: { show: false },
    ...(dash && { dash }),
  });
  const dots = (name, size) => ({
    paths: () => null,
    points: { show: true, size, width: 0, fill: () => colour(name), stroke: () => colour(name) },
  });
  const bars = (name) => ({
    fill: () => colour(name),
    stroke: () => colour(name),
    width: 0,
    points: { show: false },
    paths: uPlot.paths.bars({ size: [0.9, 100], align: 1 }),
  });

  const draw = (id, series, data, more = {}) => {
    const host = document.getElementById(id);
    const options = {
      width: host.clientWidth,
      height: HEIGHT_PX,
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false } },
      axes: [axis, { ...axis, size: 50 }],
      series: [{}, ...series],
      ...more,
    };
    const plot = new uPlot(options, data, host);
    new ResizeObserver(() => plot.setSize({ width: host.clientWidth, height: HEIGHT_PX })).observe(host);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => plot.redraw(true, true));
  };

  const { points, bias, lower, upper } = agreement;
  const of = (law) => points.map((point) => (point.law === law ? point.difference : null));
  const level = (mmhg) => points.map(() => mmhg);
  draw(
    "agreement",
    [dots("cuff", 5), dots("pump", 5), line("target"), line("target", [6, 4]), line("target", [6, 4])],
    [points.map(({ mean }) => mean), of("fitted"), of("drzewiecki"), level(bias), level(lower), level(upper)],
  );

  /** Fills the plot's height from one cuff pressure to another. */
  const column = (plot, fromMmhg, toMmhg, name) => {
    const { ctx, bbox } = plot;
    const from = plot.valToPos(fromMmhg, "x", true);
    const width = Math.max(plot.valToPos(toMmhg, "x", true) - from, 2);
    ctx.fillStyle = colour(name);
    ctx.fillRect(from, bbox.top, width, bbox.height);
  };
  const { heard, curve, lopMmhg, marginMmhg, trueLopMmhg } = example;
  const places = [...curve, ...heard].map(({ mmhg }) => mmhg).sort((a, b) => a - b);
  const at = (all) => {
    const byPlace = new Map(all.map(({ mmhg, ml }) => [mmhg, ml]));
    return places.map((mmhg) => byPlace.get(mmhg));
  };
  const marks = (plot) => {
    column(plot, lopMmhg - marginMmhg, lopMmhg + marginMmhg, "band");
    column(plot, lopMmhg, lopMmhg, "good");
    column(plot, trueLopMmhg, trueLopMmhg, "dump");
  };
  draw("example", [line("cuff"), dots("pump", 8)], [places, at(curve), at(heard)], {
    scales: { x: { time: false }, y: { range: (_, __, most) => [0, 1.1 * most] } },
    hooks: { drawClear: [marks] },
  });

  // A bar stands right of its place: the last one needs a place to end at.
  const BAR_S = 10;
  const starts = durations.map(({ fromS }) => fromS);
  draw(
    "durations",
    [bars("pump"), bars("cuff")],
    [
      [...starts, starts.length * BAR_S],
      [...durations.map(({ all }) => all), null],
      [...durations.map(({ found }) => found), null],
    ],
    { scales: { x: { time: false }, y: { range: (_, __, most) => [0, 1.1 * most] } } },
  );
}
