// Keeps the page of numbers and what it looks like, and shows it where the network or the server does not answer.
// That page is the same for everybody: nothing personal is ever kept here, and no other page.
"use strict";

const CACHE = "numbers", HELP = "/hjalp", ASIDE = ["/static/paper.css", "/static/chat.css", "/static/icon.svg"];

async function keep() {
  const cache = await caches.open(CACHE);
  for (const path of [HELP, ...ASIDE]) {
    const fresh = await fetch(path, { cache: "no-store" });
    if (fresh.ok && !fresh.redirected) await cache.put(path, fresh);
  }
}

async function kept(path) {
  return (await caches.open(CACHE)).match(path);
}

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => event.waitUntil((async () => {
  const page = await kept(HELP);
  if (page?.headers.get("Content-Language") !== event.data) await keep();
})().catch(() => {})));

// A page that cannot be had at all is the page of numbers; one that the server sends is shown as it is.
async function page(request) {
  try {
    return await fetch(request);
  } catch {
    return await kept(HELP) || Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event, path = new URL(request.url).pathname;
  if (new URL(request.url).origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (ASIDE.includes(path)) event.respondWith(fetch(request).catch(async () => await kept(path) || Response.error()));
});
