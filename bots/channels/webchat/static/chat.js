// Makes the page live. Without this file everything works too: every button is a form.
"use strict";

const list = document.getElementById("messages");
const status = document.getElementById("status");
const form = document.getElementById("say");
const box = document.getElementById("nu");
const words = document.body.dataset;
let latest = Number(words.latest);
let busy = false;

const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const down = () => window.scrollTo({ top: document.body.scrollHeight, behavior: calm ? "auto" : "smooth" });

function show(id, html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const fresh = holder.content.firstElementChild;
  const old = document.getElementById("m" + id);
  if (old) {
    const focused = old.contains(document.activeElement);
    old.replaceWith(fresh);
    if (focused) box.focus({ preventScroll: true });
  } else {
    list.append(fresh);
    down();
  }
}

function listen() {
  const source = new EventSource("/handelser?efter=" + latest);
  source.addEventListener("message", (event) => {
    latest = Math.max(latest, Number(event.lastEventId));
    const { id, html } = JSON.parse(event.data);
    if (status.textContent !== words.offline) status.textContent = "";
    show(id, html);
  });
  source.addEventListener("typing", () => { status.textContent = words.typing; });
  source.addEventListener("gone", (event) => { location.replace(event.data); });
  source.addEventListener("open", () => { if (!busy) status.textContent = ""; });
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 3000);  // a browser gives up by itself sometimes
  });
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// The same name for the same words, however often they have to be sent: the server takes them once.
async function send(fields) {
  if (busy) return false;
  busy = true;
  const body = new URLSearchParams({ ...fields, nonce: crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2) + Date.now() });
  status.textContent = words.waiting;
  for (let wait = 500; ; wait = Math.min(wait * 2, 15000)) {
    try {
      const answer = await fetch("/sag", { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.status >= 500) throw new Error("later");
      status.textContent = "";
      busy = false;
      if (!answer.ok) { location.reload(); return false; }
      const { go } = await answer.json();
      if (go) location.assign(go);
      return true;
    } catch {
      status.textContent = words.offline;
      await pause(wait);
    }
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = box.value;
  if (text.trim() && await send({ text })) {
    if (box.value === text) box.value = "";
    grow();
    box.focus({ preventScroll: true });
  }
});

list.addEventListener("submit", async (event) => {
  event.preventDefault();
  const key = event.submitter;
  if (!key) return;
  key.disabled = true;
  if (await send({ tryck: key.value })) box.focus({ preventScroll: true });
  key.disabled = false;
});

box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

// Unsent words survive a reload and a lost battery, for as long as this tab lives; leaving quickly clears them.
const kept = () => { try { sessionStorage.setItem("unsent", box.value); } catch { /* private window */ } };
try { box.value = box.value || sessionStorage.getItem("unsent") || ""; } catch { /* private window */ }
const grow = () => { box.style.height = "auto"; box.style.height = Math.min(box.scrollHeight + 3, innerHeight * 0.4) + "px"; kept(); };
box.addEventListener("input", grow);

document.querySelector(".leave").form.addEventListener("submit", () => {
  try { sessionStorage.clear(); } catch { /* private window */ }
  document.documentElement.style.visibility = "hidden";
});

document.documentElement.classList.add("live");
grow();
down();
listen();
