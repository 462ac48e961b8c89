{
  const { columns, targets, durationS } = report.session;
  const PRESSURE_PX = 380;
  const LANE_PX = 70;
  const TIME_AXIS_PX = 26;
  /** Room for half a time at the right end of an axis. */
  const RIGHT_PX = 18;
  const TIME_STEPS_S = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200];
  const FONT = "12px system-ui, sans-serif";

  report.plots = [];

  const timeAxis = {
    stroke: () => report.colour("quiet"),
    grid: { stroke: () => report.colour("grid"), width: 1 },
    ticks: { show: false },
    font: FONT,
    size: TIME_AXIS_PX,
    space: 70,
    incrs: TIME_STEPS_S,
    values: (_plot, times, _axis, _space, step) => times.map((timeS) => report.clock(timeS, step < 1 ? 1 : 0)),
  };
  const valueAxis = { ...timeAxis, size: 46, space: 44, incrs: undefined, values: undefined };

  /** Wide enough for the data and for the targets' bands; from zero on while the whole session shows. */
  function pressureRange(plot, low, high) {
    const { min, max } = plot.scales.x;
    let bottom = low ?? 0;
    let top = high ?? 20;
    for (const { fromS, toS, value } of targets) {
      if (toS < min || fromS > max) continue;
      bottom = Math.min(bottom, value * 0.93);
      top = Math.max(top, value * 1.07);
    }
    const whole = min <= 0.1 && max >= durationS - 0.1;
    if (whole) bottom = Math.min(bottom, 0);
    const margin = Math.max(2, 0.08 * (top - bottom));
    return [bottom < 20 ? Math.min(bottom, 0) : bottom - margin, top + 1.5 * margin];
  }

  /** All plots show the same stretch of time. */
  function followTime(plot, scale) {
    if (scale !== "x") return;
    const { min, max } = plot.scales.x;
    for (const other of report.plots) {
      if (other.scales.x.min !== min || other.scales.x.max !== max) other.setScale("x", { min, max });
    }
    report.timeShown(min, max);
  }

  function add(id, data, options) {
    const host = document.getElementById(id);
    const plot = new uPlot(
      {
        width: host.clientWidth,
        legend: { show: false },
        cursor: {
          y: false,
          points: { size: 7 },
          drag: { x: true, y: false, dist: 4 },
          sync: { key: "session", filters: { pub: (type) => type === "mousemove" || type === "mouseleave" } },
        },
        ...options,
        scales: { x: { time: false, range: (_plot, min, max) => [min ?? 0, max ?? durationS] }, ...options.scales },
        hooks: { ...options.hooks, setScale: [followTime] },
      },
      data,
      host,
    );
    new ResizeObserver(() => plot.setSize({ width: host.clientWidth, height: plot.height })).observe(host);
    report.plots.push(plot);
  }

  const line = (name, width, dash) => ({ stroke: () => report.colour(name), width, dash, points: { show: false } });

  report.addPressurePlot = () => {
    const { timeS, target, sensed, cuff } = columns;
    // The sensed pressure lies as a broad line under the true one: it shows where the two part.
    add("pressure", [timeS, sensed, target, cuff], {
      height: PRESSURE_PX,
      padding: [0, RIGHT_PX, 0, 0],
      series: [{}, line("sensed", 4), line("target", 1.5, [7, 5]), line("cuff", 1.75)],
      scales: { y: { range: pressureRange } },
      axes: [timeAxis, valueAxis],
      hooks: {
        drawClear: [report.paintStates, report.paintBand],
        drawAxes: [report.paintDeflatedLine, report.paintEventLines],
        draw: [report.paintStateNames, report.placeFlags],
        setCursor: [(plot) => report.showRow(plot.cursor.idx)],
      },
    });
  };

  /** A slim plot of a share between 0 and 1; steps, so that short pulses stand out. */
  report.addLane = (name, isLast) => {
    const fill = () => `color-mix(in srgb, ${report.colour(name)} 35%, transparent)`;
    add(name, [columns.timeS, columns[name]], {
      height: LANE_PX + (isLast ? TIME_AXIS_PX : 0),
      padding: [8, RIGHT_PX, isLast ? 0 : 6, 0],
      series: [{}, { ...line(name, 1.25), fill, paths: uPlot.paths.stepped({ align: 1 }) }],
      scales: { y: { range: [0, 1.04] } },
      axes: [
        isLast ? timeAxis : { ...timeAxis, size: 0, values: (_plot, times) => times.map(() => "") },
        { ...valueAxis, splits: [0, 1], values: () => ["0", "100 %"] },
      ],
      hooks: { drawAxes: [report.paintEventLines] },
    });
  };
}
