// Keeps the desk's shell, and shows it where there is no network. Nothing about anybody is kept here.
"use strict";
const CACHE = "desk-shell-2", SHELL = "/desk/offline";
const FILES = [
  SHELL, "/static/paper.css", "/static/icon.svg", "/desk/static/desk.css", "/desk/static/device.js",
  "/desk/static/offline.js",
];
self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("desk-") && name !== CACHE);
  event.waitUntil(
    caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => clients.claim())
  );
});
self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (address.origin !== location.origin) return;
  const kept = () => caches.match(event.request.mode === "navigate" ? SHELL : address.pathname);
  if (event.request.mode === "navigate" || FILES.includes(address.pathname)) {
    const back = event.request.cache === "only-if-cached"; // to what was sent: asked for again, and never sent again
    const asked = back ? fetch(event.request.url, { redirect: "manual" }) : fetch(event.request);
    event.respondWith(asked.catch(() => kept().then((found) => found || Response.error())));
  }
});
