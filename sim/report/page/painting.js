{
  const { states, targets, events, deflatedMmhg } = report.session;
  const BAND_SHARE = 0.05;
  /** Narrower stretches stay without their name, in canvas pixels per letter. */
  const LETTER_PX = 11;

  /** Runs `draw` clipped to the plot area. */
  function clipped(plot, draw) {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    draw(ctx, bbox);
    ctx.restore();
  }

  function hatch(ctx, bbox, from, width) {
    ctx.save();
    ctx.beginPath();
    ctx.rect(from, bbox.top, width, bbox.height);
    ctx.clip();
    ctx.strokeStyle = ctx.fillStyle;
    ctx.lineWidth = 2 * devicePixelRatio;
    ctx.beginPath();
    for (let x = from - bbox.height; x < from + width; x += 10 * devicePixelRatio) {
      ctx.moveTo(x, bbox.top + bbox.height);
      ctx.lineTo(x + bbox.height, bbox.top);
    }
    ctx.stroke();
    ctx.restore();
  }

  /** Shades the background by what the cuff was doing. */
  report.paintStates = (plot) =>
    clipped(plot, (ctx, bbox) => {
      for (const { fromS, toS, value } of states) {
        const look = report.stateLooks[value];
        if (!look) continue;
        const from = Math.max(bbox.left, plot.valToPos(fromS, "x", true));
        const width = Math.min(bbox.left + bbox.width, plot.valToPos(toS, "x", true)) - from;
        if (width <= 0) continue;
        ctx.fillStyle = report.colour(look.colour);
        ctx.fillRect(from, bbox.top, Math.max(width, devicePixelRatio), bbox.height);
        if (look.hatched) hatch(ctx, bbox, from, width);
      }
    });

  /** Writes the states' names along the top, over everything else. */
  report.paintStateNames = (plot) =>
    clipped(plot, (ctx, bbox) => {
      ctx.fillStyle = report.colour("quiet");
      ctx.font = `600 ${12 * devicePixelRatio}px system-ui, sans-serif`;
      ctx.textAlign = "left";
      ctx.textBaseline = "top";
      for (const { fromS, toS, value } of states) {
        const from = Math.max(bbox.left, plot.valToPos(fromS, "x", true));
        const width = Math.min(bbox.left + bbox.width, plot.valToPos(toS, "x", true)) - from;
        if (width < value.length * LETTER_PX * devicePixelRatio) continue;
        ctx.fillText(value, from + 7 * devicePixelRatio, bbox.top + 7 * devicePixelRatio);
      }
    });

  /** The band of ±5 % around each target. */
  report.paintBand = (plot) =>
    clipped(plot, (ctx) => {
      ctx.fillStyle = report.colour("band");
      for (const { fromS, toS, value } of targets) {
        const from = plot.valToPos(fromS, "x", true);
        const top = plot.valToPos(value * (1 + BAND_SHARE), "y", true);
        const bottom = plot.valToPos(value * (1 - BAND_SHARE), "y", true);
        ctx.fillRect(from, top, plot.valToPos(toS, "x", true) - from, bottom - top);
      }
    });

  /** The pressure below which a cuff counts as deflated. */
  report.paintDeflatedLine = (plot) =>
    clipped(plot, (ctx, bbox) => {
      const y = Math.round(plot.valToPos(deflatedMmhg, "y", true));
      ctx.fillStyle = report.colour("quiet");
      ctx.globalAlpha = 0.55;
      ctx.fillRect(bbox.left, y, bbox.width, devicePixelRatio);
    });

  /** A thin vertical line for each event. */
  report.paintEventLines = (plot) =>
    clipped(plot, (ctx, bbox) => {
      ctx.strokeStyle = report.colour("quiet");
      ctx.globalAlpha = 0.7;
      ctx.lineWidth = devicePixelRatio;
      ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
      for (const { timeS } of events) {
        const x = Math.round(plot.valToPos(timeS, "x", true)) + 0.5;
        ctx.beginPath();
        ctx.moveTo(x, bbox.top);
        ctx.lineTo(x, bbox.top + bbox.height);
        ctx.stroke();
      }
    });
}
