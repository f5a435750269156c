// Lets the browser keep the page of numbers, in the language of this page. Nothing else is kept.
"use strict";

const spoken = document.currentScript.dataset.language;
navigator.serviceWorker?.register("/hjalp-utan-nat.js")
  .then(() => navigator.serviceWorker.ready)
  .then((kept) => kept.active.postMessage(spoken))
  .catch(() => { /* a private window, or no TLS: the page of numbers then needs the network */ });
