// What this device keeps for when there is no network: sealed under a key of the session, which only open tabs hold.
"use strict";
const device = (() => {
  const TODAY = "desk-today", UNSENT = "desk-unsent-";
  const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""));
  const given = document.body.dataset.key;
  if (given) {
    if (localStorage.getItem("desk-session") !== given.slice(0, 8)) forget();
    localStorage.setItem("desk-session", given.slice(0, 8));
    sessionStorage.setItem("desk-key", given);
  }
  const held = sessionStorage.getItem("desk-key");
  const key = held && window.crypto.subtle
    ? crypto.subtle.importKey("raw", bytes(held), "AES-GCM", false, ["encrypt", "decrypt"])
    : Promise.reject(new Error("no key"));
  key.catch(() => {});
  function forget() {
    for (const name of Object.keys(localStorage)) if (name === TODAY || name.startsWith(UNSENT)) localStorage.removeItem(name);
  }
  async function keep(name, value) {
    const iv = crypto.getRandomValues(new Uint8Array(12)), plain = new TextEncoder().encode(JSON.stringify(value));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key, plain);
    localStorage.setItem(name, `${text(iv)}.${text(sealed)}`);
  }
  async function open(name) {
    const stored = localStorage.getItem(name);
    if (!stored) return null;
    try {
      const [iv, sealed] = stored.split(".").map(bytes);
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await key, sealed);
      return JSON.parse(new TextDecoder().decode(plain));
    } catch {
      return null; // another session's: nobody opens it here
    }
  }
  const unsent = () => Object.keys(localStorage).filter((name) => name.startsWith(UNSENT));
  return { TODAY, UNSENT, keep, open, unsent, forget, ready: key };
})();
