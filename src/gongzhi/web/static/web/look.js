// Works on top of pages that need no script: presses of submit buttons are not doubled, and the reason is said in words.
"use strict";
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  const pressed = event.submitter;
  const busy = pressed && pressed.dataset.busy;
  if (busy) {
    pressed.setAttribute("aria-disabled", "true");
    pressed.textContent = busy;
  }
});
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});
