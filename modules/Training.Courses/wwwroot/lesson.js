// Notes how far a film or recording was played, so that another device goes on there, and says when all of them were played to their end.
const form = document.getElementById("place");
const players = [...document.querySelectorAll("#lesson .media")];
const every = 8_000;

if (form && players.length > 0) {
  const ended = new Set();
  let sent = "";
  let at = Date.now();

  const note = (player) => {
    const body = new URLSearchParams(new FormData(form));
    body.set("player", String(players.indexOf(player)));
    body.set("second", String(player.ended ? 0 : Math.floor(player.currentTime)));
    const place = `${body.get("player")} ${body.get("second")}`;
    if (place === sent) {
      return;
    }
    sent = place;
    at = Date.now();
    // Goes out even where the page is on its way out; what gets lost on a bad network is sent again with the next note.
    fetch(form.action, { method: "POST", body, keepalive: true }).catch(() => { sent = ""; });
  };

  // All of them to the end: the lesson counts as learned, as if its button had been pressed. The button stays and goes on.
  const finish = async () => {
    const read = document.getElementById("read");
    if (!read) {
      return;
    }
    try {
      const answer = await fetch(read.action, { method: "POST", headers: { Prefer: "return=minimal" }, body: new URLSearchParams(new FormData(read)) });
      if (!answer.ok) {
        return;
      }
      const status = document.querySelector("[data-seen]");
      status.textContent = status.dataset.seen;
    } catch {
      // The button does the same once the network is back.
    }
  };

  for (const player of players) {
    player.addEventListener("timeupdate", () => {
      if (!player.paused && Date.now() - at >= every) {
        note(player);
      }
    });
    player.addEventListener("pause", () => note(player));
    player.addEventListener("ended", () => {
      note(player);
      ended.add(player);
      if (ended.size === players.length) {
        finish();
      }
    });
  }

  // The last thing that phones tell a page before they end it.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      players.filter((player) => player.currentTime > 0 && !player.ended && !player.paused).forEach(note);
    }
  });

  const onward = form.querySelector("[data-continue]");
  const player = players[Number(form.dataset.player)];
  if (onward && player) {
    onward.hidden = false;
    onward.addEventListener("click", () => {
      onward.hidden = true;
      const go = () => { player.currentTime = Number(form.dataset.second); };
      player.readyState > 0 ? go() : player.addEventListener("loadedmetadata", go, { once: true });
      player.scrollIntoView({ block: "center" });
      player.play().catch(() => {});
    });
  }
}
