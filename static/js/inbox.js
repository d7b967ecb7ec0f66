/* The inbox by keyboard, and the alert on arrival. Without it everything is still there as links and buttons. */
(() => {
  const list = document.querySelector("[data-intake-list]");
  const typing = (element) => element.matches("input, textarea, select, [contenteditable]");

  const row = (step) => {
    const links = [...document.querySelectorAll("[data-intake-list] tbody th a")];
    const next = links[links.indexOf(document.activeElement) + step] || (step > 0 ? links[0] : links.at(-1));
    next?.focus();
  };
  const follow = (rel) => document.querySelector(`.intake-request a[rel="${rel}"]`)?.click();
  const focus = (selector) => document.querySelector(selector)?.focus();

  const keys = list
    ? { j: () => row(1), k: () => row(-1), "/": () => focus("[data-intake-query]") }
    : {
        j: () => follow("next"),
        k: () => follow("prev"),
        u: () => document.querySelector(".intake-request nav a")?.click(),
        n: () => focus("#text"),
      };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  const print = document.querySelector("[data-intake-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }

  const alert = document.querySelector("[data-intake-alert]");
  if (!alert) return;
  const title = document.title;
  const look = async () => {
    const answer = await fetch(list.dataset.arrivals, { headers: { "X-Requested-With": "XMLHttpRequest" } }).catch(() => null);
    const found = answer?.ok ? (await answer.json()).new : 0;
    if (found) {
      alert.textContent = alert.dataset.one;
      alert.classList.add("intake-alert--on");
      document.title = `(${found}) ${title}`;
    }
  };
  setInterval(look, 30000);
})();
