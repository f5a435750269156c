// Passkeys: the browser asks the device, the device asks its owner, and what it signs goes to the server.
"use strict";
const BASE = "/desk/sign-in";
const trouble = document.getElementById("trouble");

function tell(why) {
  trouble.textContent = trouble.dataset[why] || trouble.dataset.no;
  trouble.hidden = false;
}

async function send(path, body) {
  const answer = await fetch(BASE + path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const read = await answer.json();
  if (!answer.ok) throw read.why === "nobody" && path.startsWith("/passkeys") ? "again" : read.why;
  return read;
}

const asked = (options) => PublicKeyCredential.parseRequestOptionsFromJSON(options);
const made = (options) => PublicKeyCredential.parseCreationOptionsFromJSON(options);

async function ceremony(form, work) {
  const button = form.querySelector("button");
  trouble.hidden = true;
  button.disabled = true;
  try {
    location.assign((await work()).go);
  } catch (why) {
    tell(typeof why === "string" ? why : "no"); // the device was put away, or knows none of ours
    button.disabled = false;
    button.focus();
  }
}

const enter = document.getElementById("passkey"), make = document.getElementById("make");
if (!window.PublicKeyCredential || !PublicKeyCredential.parseCreationOptionsFromJSON) tell("cannot");
enter?.addEventListener("submit", (event) => {
  event.preventDefault();
  ceremony(enter, async () => {
    const publicKey = asked(await send("/passkey/options", {}));
    const credential = await navigator.credentials.get({ publicKey });
    return send("/passkey", { credential: credential.toJSON(), next: enter.dataset.next });
  });
});
make?.addEventListener("submit", (event) => {
  event.preventDefault();
  ceremony(make, async () => {
    const publicKey = made(await send("/passkeys/options", { first: make.dataset.first }));
    const credential = await navigator.credentials.create({ publicKey });
    return send("/passkeys/new", { credential: credential.toJSON(), label: make.elements.label.value });
  });
});
