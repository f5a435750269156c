// What a form is kinder with: none of it is needed.
"use strict";
const page = document.body.dataset;
const skew = Date.now() - (Number(page.ends) - Number(page.lasts)) * 1000; // by how much this clock is ahead
let ends = Number(page.ends) * 1000 + skew;
const until = (moment) => { ends = Number(moment) * 1000 + skew; sessionStorage.setItem("desk-ends", ends); };
const kept = []; // asks each form that is kept on the server whether all of it is
for (const form of document.querySelectorAll("form.record")) { // a question may be called action: attributes are asked for
  const other = form.querySelector('input[name="on"][value="other"]'), day = form.querySelector('input[name="on-day"]');
  if (other && day) day.addEventListener("input", () => { other.checked = true; });
  for (const written of form.querySelectorAll('[name$="-day"], [name$="-time"]')) {
    const free = form.querySelector(`[name="${written.name.replace(/-(day|time)$/, "-free")}"][value=""]`);
    if (free) written.addEventListener("input", () => { free.checked = true; });
  }
  const keeping = form.dataset.keep ? keeper(form) : { done: async () => {}, again: () => {} };
  let sent = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sent) return;
    sent = true;
    const by = event.submitter, elsewhere = by && by.hasAttribute("formaction");
    const fields = [...new FormData(form, by)].filter(([, value]) => typeof value === "string");
    if (by) by.setAttribute("aria-busy", "true");
    await keeping.done();
    if (form.dataset.draft && !elsewhere) {
      const at = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      const copy = { action: form.getAttribute("action"), title: form.dataset.title, at, fields };
      await device.keep(device.UNSENT + form.dataset.draft, copy).catch(() => {}); // without it, it is sent all the same
    }
    if (by && by.name) {
      const said = document.createElement("input");
      Object.assign(said, { type: "hidden", name: by.name, value: by.value });
      form.append(said);
    }
    if (elsewhere) form.setAttribute("action", by.formAction);
    form.submit();
  });
  window.addEventListener("pageshow", () => { sent = false; keeping.again(); });
}
// Every other button answers one press at a time: a second one while the line is slow would take back what the first fetches.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute("method") !== "post" || form.matches(".record")) return;
  if ("pressed" in form.dataset) { event.preventDefault(); return; }
  form.dataset.pressed = "";
  setTimeout(() => { delete form.dataset.pressed; }, 10000); // a file that comes leaves the page where it is
});
window.addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.pressed; });
// Keeps a form on the server as it is written: after a pause, and when the page is left; one at a time.
function keeper(form) {
  const says = document.getElementById("draft-says"), pause = 1500;
  let timer = 0, changed = false, over = false, flying = null, safe = true;
  const send = async () => {
    changed = false;
    const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    const answer = await fetch(form.dataset.keep, { method: "POST", body, headers: { "X-Keeps": "1" }, keepalive: body.toString().length < 60000, redirect: "error" })
      .catch(() => null);
    safe = Boolean(answer && answer.ok);
    if (safe && answer.headers.has("X-Session-Ends")) until(answer.headers.get("X-Session-Ends"));
    else if (!answer) changed = true; // the network is away: the next pause tries again
    says.textContent = safe ? says.dataset.kept : answer && answer.status === 409 ? says.dataset.elsewhere : says.dataset.notKept;
  };
  const keep = async (leaving = false) => {
    clearTimeout(timer);
    if (over || !changed) return;
    if (flying && !leaving) { await flying; return keep(); }
    flying = send().finally(() => { flying = null; });
    await flying;
    if (changed && !over) timer = setTimeout(keep, pause * 4);
  };
  form.addEventListener("input", () => { changed = true; clearTimeout(timer); timer = setTimeout(keep, pause); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(true); });
  for (const leave of ["beforeunload", "pagehide"]) window.addEventListener(leave, () => { keep(true); }); // at the first the page still stands
  kept.push(() => safe && !changed && !flying);
  return {
    done: async () => { over = true; clearTimeout(timer); if (flying) await flying; },
    again: () => { over = false; },
  };
}
// Two minutes before the session ends: one press to stay. The press is sent beside the page, so nothing on it is lost.
// Once it has ended the page goes, with whoever stands on it, and comes back as it was to whoever signs in again; a page
// with words that only it holds stays. Another tab may have kept the session open: the server knows, and is asked. Where
// there is no network to ask by, the page goes when its time is over. Escape answers the warning too: it comes once.
const ending = document.getElementById("ending"), stay = ending.querySelector("form");
let alone = "answers" in page, warned = false;
document.addEventListener("input", ({ target: { form } }) => {
  if (form && !form.dataset.keep && form.matches(".record, :has(textarea)")) alone = true;
});
const inside = async () => {
  const answer = await fetch(stay.action, { cache: "no-store" }).catch(() => null);
  if (answer && answer.ok) until(answer.headers.get("X-Session-Ends"));
  return answer ? answer.ok : ends > Date.now();
};
const watch = async () => {
  if (ends - Date.now() < 120000 && !(await inside())) {
    ending.close();
    const stays = alone || !kept.every((one) => one());
    if (!stays || navigator.onLine) clearInterval(watching);
    if (!stays) location.assign(location.pathname + location.search); // with a place in it, it would go nowhere
    return;
  }
  const left = ends - Date.now();
  if (left < 120000 && left > 0 && !warned) { ending.showModal(); warned = true; }
  if (left >= 120000) warned = false;
  if ((left >= 120000 || left <= 0) && ending.open) ending.close();
};
const watching = setInterval(watch, 5000);
document.addEventListener("visibilitychange", () => { if (!document.hidden) watch(); }); // a telephone that was asleep
stay.addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await fetch(event.target.action, { method: "POST", body: new URLSearchParams(new FormData(event.target)) });
  if (answer.ok && !answer.url.includes("/sign-in")) {
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body.dataset;
    if (fresh.ends) until(fresh.ends);
  }
  ending.close();
});
// A page that lists what is to be done looks again when something was recorded; never while somebody is at a button.
if ("live" in page && "EventSource" in window) {
  const news = new EventSource("/desk/live");
  let waiting = 0;
  const tell = document.getElementById("tell"), title = document.title;
  tell.checked = localStorage.getItem("desk-tells") === "yes";
  tell.closest("label").hidden = false;
  tell.addEventListener("change", () => { localStorage.setItem("desk-tells", tell.checked ? "yes" : "no"); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) document.title = title; });
  const say = () => {
    if (document.hidden) document.title = "● " + title;
    const sound = new AudioContext(), tone = sound.createOscillator(), gain = sound.createGain();
    gain.gain.value = 0.05;
    tone.connect(gain).connect(sound.destination);
    tone.start();
    tone.stop(sound.currentTime + 0.15);
  };
  const look = async () => {
    const answer = await fetch(location.href, { headers: { "X-Looks-Again": "1" } });
    if (!answer.ok || answer.redirected) return;
    const now = new DOMParser().parseFromString(await answer.text(), "text/html");
    const list = document.getElementById("lists"), fresh = now.getElementById("lists"), at = document.activeElement;
    if (list.innerHTML === fresh.innerHTML) return;
    if (list.contains(at)) { waiting = setTimeout(look, 5000); return; }
    list.replaceChildren(...fresh.childNodes);
    if (tell.checked) say();
  };
  news.addEventListener("news", () => { clearTimeout(waiting); waiting = setTimeout(look, 1500); });
  news.addEventListener("gone", () => { news.close(); location.reload(); });
}

// What is kept here for when there is no network, and what of it is done with.
if ("serviceWorker" in navigator) navigator.serviceWorker.register("/desk/worker.js", { scope: "/desk" }).catch(() => {});
for (const draft of [page.sent, page.form, ...[...document.querySelectorAll("form[data-draft]")].map((form) => form.dataset.draft)]) {
  if (draft) localStorage.removeItem(device.UNSENT + draft);
}
const lists = document.getElementById("lists");
if (lists) {
  const rows = [...lists.querySelectorAll("[data-kept]")].map((row) => row.dataset.kept.split("|").filter(Boolean));
  device.keep(device.TODAY, { seen: lists.dataset.seen, rows }).catch(() => {});
}
const left = document.getElementById("left"), out = document.querySelector('.me form[action="/desk/sign-out"]');
Promise.all(device.unsent().map((name) => device.open(name))).then((unsent) => { left.hidden = !unsent.some(Boolean); });
// Whoever signs out takes what this device keeps along, network or not; what is not sent is said before.
out.addEventListener("submit", (event) => {
  const said = document.getElementById("out-unsent");
  if (!left.hidden && said.hidden) {
    event.preventDefault();
    said.hidden = false;
    return;
  }
  device.forget();
  sessionStorage.clear();
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
