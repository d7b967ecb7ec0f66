/* The editor sends one thing at a time.

   Wagtail saves by itself while somebody writes, and does not wait for that when they press a button: both answers then
   come from a page that does not know of the other, and a new page is asked for twice. So a button waits for a save that
   is under way, and once it is pressed no other save begins. */
(() => {
  let saving = false;
  let waiting = null;
  let sent = false;

  const send = () => {
    const { form, button } = waiting;
    waiting = null;
    if (button?.name) {
      // Wagtail has disabled the button by now, and a disabled button is not sent.
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
    }
    form.requestSubmit();
  };
  const done = () => {
    saving = false;
    if (waiting) send();
  };

  document.addEventListener("w-autosave:save", (event) => {
    if (sent || waiting) event.preventDefault();
    else saving = true;
  });
  document.addEventListener("w-autosave:success", done);
  document.addEventListener("w-autosave:error", done);
  document.addEventListener(
    "submit",
    (event) => {
      if (!event.target.matches("[data-edit-form]")) return;
      if (!saving) {
        sent = true;
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      waiting = { form: event.target, button: event.submitter };
    },
    { capture: true },
  );
  addEventListener("pageshow", () => {
    sent = false;
  });

  // The steps of a workflow are sent by a call that tells nobody.
  for (const form of document.querySelectorAll("[data-edit-form]")) form.submit = () => form.requestSubmit();
})();
