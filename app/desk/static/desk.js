// What a form is kinder with: none of it is needed.
"use strict";
for (const form of document.querySelectorAll("form.record")) {
  const other = form.querySelector('input[name="on"][value="other"]'), day = form.querySelector('input[name="on-day"]');
  if (other && day) day.addEventListener("input", () => { other.checked = true; });
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) { event.preventDefault(); return; }
    sent = true;
    if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", () => { sent = false; });
}
const wrong = document.getElementById("wrong");
if (wrong) wrong.focus();
