{
  const { events } = report.session;
  /** Flags nearer than this share one, px. */
  const SHARED_PX = 40;
  const strip = document.getElementById("flags");
  const tip = document.getElementById("tip");
  const rows = document.querySelectorAll("#events tr");

  const isGrave = ({ kind, text }) =>
    kind === "hardware" ? !text.endsWith("rail up") : kind === "phase" && text === "faulted";

  /** Events that lie too close together on the screen for a flag each. */
  function groupsOf(plot) {
    const { min, max } = plot.scales.x;
    const groups = [];
    events.forEach(({ timeS }, index) => {
      if (timeS < min || timeS > max) return;
      const x = plot.valToPos(timeS, "x");
      const last = groups.at(-1);
      if (last && x - last.x < SHARED_PX) last.to = index;
      else groups.push({ from: index, to: index, x });
    });
    return groups;
  }

  function showTip(flag, group) {
    const told = events.slice(group.from, group.to + 1);
    tip.replaceChildren(
      ...told.map(({ timeS, text }) =>
        report.element("p", "", report.element("b", "", report.clock(timeS, 2)), ` ${text}`),
      ),
    );
    tip.hidden = false;
    const box = flag.getBoundingClientRect();
    const left = box.left + box.width / 2 - tip.offsetWidth / 2;
    tip.style.left = `${Math.max(12, Math.min(left, innerWidth - tip.offsetWidth - 12))}px`;
    tip.style.top = `${box.top - tip.offsetHeight - 8 > 0 ? box.top - tip.offsetHeight - 8 : box.bottom + 8}px`;
    light(group, true);
  }

  function light(group, on) {
    for (let index = group.from; index <= group.to; index++) rows[index].classList.toggle("lit", on);
  }

  function flagOf(group, leftPx) {
    const { from, to, x } = group;
    const grave = events.slice(from, to + 1).some(isGrave);
    const flag = report.element("button", grave ? "alarm" : "", from === to ? `${from + 1}` : `${from + 1}–${to + 1}`);
    flag.type = "button";
    flag.style.left = `${leftPx + x}px`;
    flag.setAttribute(
      "aria-label",
      events
        .slice(from, to + 1)
        .map(({ text }) => text)
        .join("; "),
    );
    const hide = () => {
      tip.hidden = true;
      light(group, false);
    };
    for (const type of ["mouseenter", "focus"]) flag.addEventListener(type, () => showTip(flag, group));
    for (const type of ["mouseleave", "blur"]) flag.addEventListener(type, hide);
    flag.addEventListener("click", () => {
      hide();
      report.zoomToEvents(from, to);
    });
    return flag;
  }

  /** Puts the numbered flags above `plot` to where its time axis has them. */
  report.placeFlags = (plot) => {
    const leftPx = plot.bbox.left / devicePixelRatio;
    strip.replaceChildren(...groupsOf(plot).map((group) => flagOf(group, leftPx)));
  };
}
