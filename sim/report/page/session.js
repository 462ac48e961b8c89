/** The recorded session: columns of numbers, stretches of states and targets, and the events. */
report.session = (() => {
  const packed = JSON.parse(document.getElementById("session").textContent);

  /** Columns come as whole-number differences. */
  function unpack({ scale, steps }) {
    let sum = 0;
    return steps.map((step) => {
      if (step === null) return null;
      sum += step;
      return sum / scale;
    });
  }

  /** The target at each time; null while there is none. */
  function targetColumn(times) {
    let index = 0;
    return times.map((timeS) => {
      while (packed.targets[index + 1] && timeS >= packed.targets[index + 1].fromS) index++;
      const span = packed.targets[index];
      return span && timeS >= span.fromS && timeS <= span.toS ? span.value : null;
    });
  }

  const columns = Object.fromEntries(Object.entries(packed.columns).map(([name, column]) => [name, unpack(column)]));
  return { ...packed, columns: { ...columns, target: targetColumn(columns.timeS) } };
})();

/** What the cuff was doing at a time. */
report.stateAt = (timeS) => report.session.states.findLast((span) => span.fromS <= timeS)?.value;
