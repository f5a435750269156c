// The page without a network: today's list as it was last seen here, and the forms that were not sent.
"use strict";
// Gone back to, it may show what has been sent since; and with the network back there is a real page to be had.
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
// The page is also opened where there is a network: then it says so. It asks; what a browser says of it is often wrong.
const net = document.getElementById("net"), gone = net.textContent;
const look = async () => {
  if (document.hidden) return;
  const answer = await fetch("/health/live", { cache: "no-store" }).catch(() => null);
  const says = answer && answer.ok ? net.dataset.back : gone;
  if (net.textContent !== says) document.title = net.textContent = says;
};
setInterval(look, 3000);
document.addEventListener("visibilitychange", look);
look();
(async () => {
  const list = document.getElementById("kept"), forms = document.getElementById("unsent");
  const today = device.isOver() ? null : await device.open(device.TODAY); // nobody sits there any more, perhaps
  if (today) {
    document.getElementById("seen").textContent = today.seen;
    document.getElementById("seen").parentElement.hidden = false;
    for (const row of today.rows) {
      const item = document.createElement("li");
      item.className = "item";
      item.textContent = row.join(" · ");
      list.append(item);
    }
  }
  for (const name of device.unsent()) {
    const kept = await device.open(name);
    if (!kept) continue;
    const form = document.createElement("form"), button = document.createElement("button"), said = document.createElement("p");
    form.method = "post";
    form.action = kept.action;
    for (const [key, value] of kept.fields) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = key;
      field.value = value;
      form.append(field);
    }
    said.textContent = `${kept.title} · ${kept.at}`;
    const whose = document.createElement("span");
    whose.className = "unseen";
    whose.textContent = ` ${kept.title}`;
    button.append(forms.dataset.send, whose);
    button.className = "first";
    form.append(said, button);
    forms.append(form);
    forms.hidden = false;
  }
  document.getElementById("nothing").hidden = Boolean(today) || !forms.hidden;
})();
