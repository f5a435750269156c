// What this device keeps for when there is no network: sealed under a key of the session, which only open tabs hold.
// Whoever comes back once their session has ended finds in their tab what was not sent; somebody else finds nothing.
"use strict";
const device = (() => {
  const TODAY = "desk-today", UNSENT = "desk-unsent-", DAY = 24 * 60 * 60 * 1000;
  const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""));
  const { key: given, lasts } = document.body.dataset, held = sessionStorage.getItem("desk-key");
  const whose = document.body.dataset.whose || localStorage.getItem("desk-whose"); // without a network: who sat here last
  const same = sessionStorage.getItem("desk-whose") === whose;
  if (given) {
    if (localStorage.getItem("desk-whose") !== whose) forget();
    else if (localStorage.getItem("desk-session") !== given.slice(0, 8)) forget(DAY);
    localStorage.setItem("desk-session", given.slice(0, 8));
    localStorage.setItem("desk-whose", whose);
    sessionStorage.setItem("desk-key", given);
    sessionStorage.setItem("desk-whose", whose);
    sessionStorage.setItem("desk-ends", Date.now() + Number(lasts) * 1000);
  }
  const key = imported(given || (same && held)), carried = given && held && held !== given ? carry().catch(() => {}) : null;
  function imported(raw) {
    const made = raw && window.crypto.subtle
      ? crypto.subtle.importKey("raw", bytes(raw), "AES-GCM", false, ["encrypt", "decrypt"])
      : Promise.reject(new Error("no key"));
    made.catch(() => {});
    return made;
  }
  // What was not sent by the session before is sealed anew for this one: the tab that wrote it still has its key. In a
  // tab that a colleague left it is destroyed: it comes to nobody else. What is sent meanwhile does not come back.
  async function carry() {
    const before = imported(held);
    for (const name of unsent()) {
      const stored = localStorage.getItem(name), value = await opened(name, before);
      if (!value) continue;
      const anew = same && await sealed(value);
      if (localStorage.getItem(name) !== stored) continue;
      if (anew) localStorage.setItem(name, anew);
      else localStorage.removeItem(name);
    }
  }
  function forget(age = 0) {
    localStorage.removeItem(TODAY);
    const since = (name) => Number(localStorage.getItem(name).split(".")[2]) || 0;
    for (const name of unsent()) if (!age || since(name) + age <= Date.now()) localStorage.removeItem(name);
  }
  async function sealed(value) {
    const iv = crypto.getRandomValues(new Uint8Array(12)), plain = new TextEncoder().encode(JSON.stringify(value));
    const buffer = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key, plain);
    return `${text(iv)}.${text(buffer)}.${Date.now()}`;
  }
  async function opened(name, under) {
    const stored = localStorage.getItem(name);
    if (!stored) return null;
    try {
      const [iv, buffer] = stored.split(".").slice(0, 2).map(bytes);
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await under, buffer);
      return JSON.parse(new TextDecoder().decode(plain));
    } catch {
      return null; // another session's: nobody opens it here
    }
  }
  const keep = async (name, value) => { await carried; localStorage.setItem(name, await sealed(value)); };
  const open = async (name) => { await carried; return opened(name, key); };
  function unsent() { return Object.keys(localStorage).filter((name) => name.startsWith(UNSENT)); }
  const isOver = () => Number(sessionStorage.getItem("desk-ends")) < Date.now();
  return { TODAY, UNSENT, keep, open, unsent, forget, isOver };
})();
