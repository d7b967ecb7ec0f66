// Small helps. Every page works without them.

// The theme switch, shown only here because it needs a script.
const switcher = document.querySelector("[data-theme-switch]");
if (switcher) {
  const root = document.documentElement;
  switcher.querySelector(`[value="${root.dataset.theme || "auto"}"]`).checked = true;
  switcher.hidden = false;
  switcher.addEventListener("change", ({ target }) => {
    const chosen = target.value !== "auto";
    if (chosen) root.dataset.theme = target.value;
    else delete root.dataset.theme;
    try {
      if (chosen) localStorage.setItem("theme", target.value);
      else localStorage.removeItem("theme");
    } catch {
      // Storage is switched off: the choice holds for this page.
    }
  });
}

// The section being read, marked in the contents beside the text.
const links = new Map();
for (const link of document.querySelectorAll("[data-contents] li a")) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) links.set(heading, link);
}
if (links.size && "IntersectionObserver" in window) {
  const above = new Set();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) above.add(entry.target);
        else above.delete(entry.target);
      }
      let current;
      for (const [heading, link] of links) {
        link.removeAttribute("aria-current");
        if (above.has(heading)) current = link;
      }
      current?.setAttribute("aria-current", "location");
    },
    // A heading counts from the moment it enters the upper third of the window, and for good once it is past it.
    { rootMargin: "1000000px 0px -66% 0px" },
  );
  for (const heading of links.keys()) observer.observe(heading);
}

// Buttons that need a script are shown here: printing, and copying the text of the element that data-copy names.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.parentElement.querySelector("[role=status]").textContent = button.dataset.copied;
  });
}

// Suggestions while typing: their script is fetched once something has been painted.
const search = document.querySelector("[data-suggestions-script]");
if (search && "PerformanceObserver" in window) {
  new PerformanceObserver(() => import(search.dataset.suggestionsScript)).observe({ type: "paint", buffered: true });
}
