// Makes the page live. Without this file everything works too: every button is a form.
"use strict";

const list = document.getElementById("messages");
const numbers = document.getElementById("numbers");
const told = document.getElementById("told");
const status = document.getElementById("status");
const typing = document.getElementById("typing");
const form = document.getElementById("say");
const box = document.getElementById("text");
const long = document.getElementById("long");
const count = document.getElementById("count");
const header = document.querySelector("header");
const words = document.body.dataset;
const title = document.title;
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const hover = matchMedia("(hover: hover) and (pointer: fine)");  // no keyboard comes up on the screen when one writes
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

let latest = Number(words.latest);
let busy = false;  // one input at a time, in the order in which it was given
let answering = false;  // what comes next is the answer to what was done here
let missing = 0;
let unseen = 0;
let leaving = false;
let ended = null;  // the door that the stream speaks of, while the answer that leads there is still on its way

// To another page, once: whatever else arrives on this page counts no more. Where the chat has come to its end no words
// stay behind in the browser; where one has to come in again first, those not sent are there afterwards.
function depart(where) {
  if (leaving) return;
  leaving = true;
  source?.close();
  store.set("sending");
  if (!/\/dorr\/(gone|slow_down)/.test(where)) {
    store.set("unsent");
    box.value = "";
  }
  location.assign(where);
}

// --- showing ---------------------------------------------------------------------------------------------------------

// A message is shown once, in its newest version, however often and by whichever way it arrives.
function put(fresh, seq) {
  const old = document.getElementById(fresh.id);
  if (old && Number(old.dataset.seq) >= seq) return false;
  fresh.querySelectorAll("#nu").forEach((one) => one.removeAttribute("id"));
  latest = Math.max(latest, seq);
  if (!old) {
    fresh.classList.add("fresh");
    const number = (one) => Number(one.id.slice(1));
    const after = [...list.children].find((one) => number(one) > number(fresh));
    list.insertBefore(fresh, after || null);
    return true;
  }
  const held = old.contains(document.activeElement);
  if (old.querySelector(".bubble").innerHTML === fresh.querySelector(".bubble").innerHTML) {
    // Its words stay untouched, so that nothing is read out again: only its buttons change.
    old.querySelector(".keyboard")?.remove();
    const keys = fresh.querySelector(".keyboard");
    if (keys) old.append(keys);
    old.dataset.seq = fresh.dataset.seq;
  } else {
    old.replaceWith(fresh);
  }
  if (held && !document.activeElement?.closest(".message")) rest(document.getElementById(fresh.id));
  return false;
}

const rest = (message) => message?.querySelector(".bubble").focus({ preventScroll: true });

let batch = [];
let near = true;
let answered = -Infinity;  // when the latest answer began
let moved = false;  // whether the reader has gone elsewhere since
for (const kind of ["wheel", "touchmove"]) addEventListener(kind, () => { moved = true; }, { passive: true });
function show(id, html, seq) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const fresh = holder.content.firstElementChild;
  if (batch.length === 0) near = innerHeight + scrollY > document.body.scrollHeight - 160;
  if (put(fresh, seq)) {
    if (fresh.classList.contains("person")) taken();  // it stands there: the box is free for the next words
    if (fresh.classList.contains("crisis")) settledNumbers();  // they stand there too, and stay
    batch.push(fresh);
    if (batch.length === 1) setTimeout(settle, 60);  // what belongs together arrives together
  }
}

// Bring what is new into view, from its first line on, and put the focus where the next step begins.
function settle() {
  const fresh = batch;
  batch = [];
  // Whoever presses quickly has two answers in one batch: what should be in sight is the one to the latest words.
  const own = fresh.map((one) => one.classList.contains("person")).lastIndexOf(true);
  const answers = fresh.slice(own + 1);
  document.querySelector("#messages #nu, main > #nu")?.removeAttribute("id");
  answerBegins()?.querySelector(".bubble").setAttribute("id", "nu");
  if (!answering) {
    // On a slow line the rest of an answer comes a while after its beginning: that still is what should be in sight.
    const late = answers.length && !moved && performance.now() - answered < 5000;
    if (late && !document.hidden) scroll(answerBegins());
    else if (near && !document.hidden) scroll(answers[0] || fresh[0]);
    else if (answers.length) { unseen += answers.length; document.title = "(" + unseen + ") " + title; }
    return;
  }
  if (!answers.length) return;  // one's own words; the answer follows
  answering = false;
  answered = performance.now();
  moved = false;
  scroll(answers[0]);
  const choices = list.lastElementChild?.querySelector("button:not(.quiet)");  // else words are expected
  const on = document.activeElement;
  if (on === box && box.value && !busy) return;  // somebody is writing already
  if (!choices && (hover.matches || on === box)) {
    box.focus({ preventScroll: true });
  } else {
    // On what was chosen: the next stop is the first new button, and a reader hears the answer from the log, once.
    rest(answers[0].previousElementSibling || answers[0]);
  }
}

function answerBegins() {
  let first = null;
  for (const one of list.children) {
    if (one.classList.contains("person")) first = null;
    else first ||= one;
  }
  return first;
}

function scroll(from, behavior = calm ? "auto" : "smooth") {
  const bottom = document.documentElement.scrollHeight - innerHeight;
  const top = from ? from.getBoundingClientRect().top + scrollY - header.offsetHeight - 8 : bottom;
  window.scrollTo({ top: Math.max(0, Math.min(bottom, top)), behavior });
}

function seen() {
  if (!document.hidden && unseen && innerHeight + scrollY > document.body.scrollHeight - 160) {
    unseen = 0;
    document.title = title;
  }
}
addEventListener("scroll", seen, { passive: true });

// --- listening -------------------------------------------------------------------------------------------------------

let source = null;
function listen() {
  source?.close();
  const here = source = new EventSource("/handelser?efter=" + latest + "&talar=" + words.language);
  here.addEventListener("message", (event) => {
    typing.textContent = "";
    const { id, html } = JSON.parse(event.data);
    show(id, html, Number(event.lastEventId));
  });
  here.addEventListener("typing", () => { typing.textContent = words.typing; });
  here.addEventListener("language", (event) => {  // chosen just now, here or in another tab: the whole page speaks it
    if (event.data !== words.language) line.then(() => { if (!leaving) location.reload(); });
  });
  here.addEventListener("gone", (event) => {
    ended = event.data;
    here.close();
    if (!busy) depart(ended);
  });
  here.addEventListener("error", async () => {
    typing.textContent = "";
    if (here.readyState !== EventSource.CLOSED || here !== source) return;
    source = null;  // the browser gave up, as it does at a gateway's error page
    await pause(3000);
    if (source === null && await look()) listen();
    else if (source === null) here.dispatchEvent(new Event("error"));
  });
}

// The page as it stands now, for whatever the stream did not bring. False where it could not be had.
async function look() {
  if (leaving) return false;
  try {
    const answer = await fetch("/", { headers: { Accept: "text/html" }, cache: "no-store" });
    if (!answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (leaving) return false;
    const found = page.querySelectorAll("#messages > .message");
    if (!page.getElementById("messages")) {
      if (!busy) depart(answer.redirected ? answer.url : "/dorr/gone");
      return false;
    }
    for (const one of found) {
      const known = document.getElementById(one.id);
      if (!known || Number(known.dataset.seq) < Number(one.dataset.seq)) {
        show(one.id, one.outerHTML, Number(one.dataset.seq));
      }
    }
    return true;
  } catch {
    return false;
  }
}

// --- numbers -------------------------------------------------------------------------------------------------------

// The numbers stand in this page from the beginning: they are shown without asking anybody for anything.
function showNumbers(html) {
  if (document.body.classList.contains("staff")) return;
  if (html) numbers.querySelector(".rows").innerHTML = html;
  if (!numbers.hidden) return;
  numbers.hidden = false;
  numbers.scrollIntoView({ block: "end", behavior: "auto" });
}

function settledNumbers() {
  numbers.hidden = true;
  told.replaceChildren();
}

async function* lines(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = ""; ;) {
    const { value, done } = await reader.read();
    const whole = (rest + (value || "")).split("\n");
    rest = whole.pop();
    for (const one of whole) yield JSON.parse(one);
    if (done) return;
  }
}

// Words of danger: the numbers come first, and then whether somebody has been told.
async function inDanger(answer) {
  let last = {};
  for await (last of lines(answer)) {
    if (last.numbers) showNumbers(last.numbers);
    if (last.told && !numbers.hidden) {
      told.innerHTML = last.told;
      numbers.scrollIntoView({ block: "end", behavior: "auto" });
    }
  }
  if (!last.kept) throw new Error("later");
}

// --- sending ---------------------------------------------------------------------------------------------------------

const store = {
  get: (key) => { try { return sessionStorage.getItem(key); } catch { return null; } },
  set: (key, value) => { try { value ? sessionStorage.setItem(key, value) : sessionStorage.removeItem(key); } catch { /* private window */ } },
};
const name = () => (crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2) + Date.now());

// One after the other, in the order in which they were given.
let line = Promise.resolve();
function send(fields, nonce = name(), begin = () => {}) {
  const done = line.then(() => { begin(); return post(fields, nonce); });
  line = done.catch(() => {});
  return done;
}

// The same name for the same words, however often they have to be sent: the server takes them once.
async function post(fields, nonce) {
  if (leaving) return false;  // the turn before was the last one
  busy = answering = true;
  clearTimeout(missing);
  const body = new URLSearchParams({ ...fields, nonce, ...(document.body.classList.contains("staff") ? { arbete: 1 } : {}) });
  const slow = setTimeout(() => { status.textContent = words.waiting; }, 700);
  for (let wait = 500; ; wait = Math.min(wait * 2, 8000)) {
    try {
      const answer = await fetch("/sag", { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.status >= 500) {
        showNumbers((await answer.json().catch(() => ({}))).numbers);
        throw new Error("later");
      }
      const alarmed = answer.headers.get("Content-Type")?.startsWith("application/x-ndjson");
      if (alarmed) await inDanger(answer);
      clearTimeout(slow);
      status.textContent = "";
      busy = false;
      if (!alarmed) settledNumbers();
      if (!answer.ok) { location.assign("/dorr/refused"); return false; }
      const { go, returned } = alarmed ? {} : await answer.json();
      if (go || ended) { depart(go || ended); return true; }
      if (returned) return "returned";
      clearTimeout(missing);  // whatever the stream brings not at all is looked for
      missing = setTimeout(() => { if (answering) look(); }, 2500);
      return true;
    } catch {
      clearTimeout(slow);
      if (leaving) return false;
      status.textContent = words.offline;
      showNumbers();
      await Promise.race([pause(wait), new Promise((done) => addEventListener("online", done, { once: true }))]);
    }
  }
}

let underWay = null;  // the words being sent; they stay in the box until they are taken
function taken() {
  if (underWay === null) return;
  if (box.value === underWay) box.value = "";
  underWay = null;
  grow();
}

async function say(text, nonce = name()) {
  if (text === underWay) return;
  const begin = () => { underWay = text; store.set("sending", JSON.stringify({ text, nonce })); };
  begin();
  const answer = await send({ text }, nonce, begin);
  if (!answer) return;
  store.set("sending");
  if (answer === "returned") giveBack(text);
  else if (underWay === text) taken();
}

// Too long for what was asked: the words stand in the box again, every one of them.
function giveBack(text) {
  underWay = null;
  if (!box.value) box.value = text;
  grow();
  long.textContent = words.returned;
  box.focus({ preventScroll: true });
}

// Said before anything is cut: how much there is room for, from when that is nearly used up.
function measure() {
  const most = Number(words.most);
  const length = box.value.length;
  count.textContent = length > most * 0.9 ? words.count.replace("#", length.toLocaleString(document.documentElement.lang)) : "";
  const over = length > most ? words.over : "";
  if (long.textContent !== over) long.textContent = over;
  return !over;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (box.value.trim() && measure()) say(box.value);
});

list.addEventListener("submit", async (event) => {
  event.preventDefault();
  const key = event.submitter;
  if (!key || key.hasAttribute("aria-busy")) return;
  key.setAttribute("aria-busy", "true");
  await send({ tryck: key.value });
  key.removeAttribute("aria-busy");
});

box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

// Whoever begins to write where the focus rests on a message means the box.
document.addEventListener("keydown", (event) => {
  const plain = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (plain && document.activeElement?.classList.contains("bubble")) box.focus({ preventScroll: true });
});

// Unsent words survive a reload and a lost battery, for as long as this tab lives; leaving quickly clears them.
const grow = () => {
  box.style.height = "auto";
  box.style.height = Math.min(box.scrollHeight + 3, innerHeight * 0.4) + "px";
  store.set("unsent", box.value);
  measure();
};
box.addEventListener("input", grow);

// Somebody who writes for long is here: their session must not end before the words are sent.
let written = performance.now();
box.addEventListener("input", () => {
  if (performance.now() - written < 60000) return;
  written = performance.now();
  fetch("/skriver", { method: "POST" }).catch(() => {});
});

// --- coming and going --------------------------------------------------------------------------------------------------

document.querySelector(".leave").form.addEventListener("submit", () => {
  leaving = true;
  source?.close();
  try { sessionStorage.clear(); } catch { /* private window */ }
  document.documentElement.style.visibility = "hidden";
  list.replaceChildren();
  box.value = "";
});
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
addEventListener("offline", () => { status.textContent = words.offline; });  // also for whoever only reads
addEventListener("online", () => { if (!busy) status.textContent = ""; look(); });
document.addEventListener("visibilitychange", () => { seen(); if (!document.hidden) look(); });

document.documentElement.classList.add("live");
box.value = box.value || store.get("unsent") || "";
grow();
scroll(document.body.classList.contains("staff") ? null : answerBegins(), "auto");
listen();
const cut = store.get("sending");  // the page was closed before the server had answered: the same name, so never twice
if (cut) {
  const { text, nonce } = JSON.parse(cut);
  say(text, nonce);
}
