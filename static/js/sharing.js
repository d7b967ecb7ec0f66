// The panel in the page editor that shows what search engines and social networks will: follows the fields.
const PAUSE = 600; // milliseconds after the last key before a card is drawn anew

for (const panel of document.querySelectorAll("[data-sharing]")) {
  const field = (name) => document.getElementById(`id_${name}`);
  const titled = field(panel.dataset.titledBy) || field("title");
  const picture = panel.querySelector("[data-shows=picture]");
  const saved = field("social_image")?.value;
  let waiting;

  const words = () => {
    const title = titled.value || field("title").value;
    return {
      slug: field("slug")?.value || "",
      title,
      "search-title": field("seo_title")?.value || title,
      description: field("search_description")?.value || "",
    };
  };

  const show = () => {
    const now = words();
    for (const [name, text] of Object.entries(now)) {
      for (const place of panel.querySelectorAll(`[data-shows="${name}"]`)) place.textContent = text;
      for (const place of panel.querySelectorAll(`[data-missing="${name}"]`)) place.hidden = text !== "";
    }
    for (const hint of panel.querySelectorAll("[data-counts]")) {
      const { length } = [...now[hint.dataset.counts]];
      hint.querySelector("b").textContent = length;
      hint.querySelector("b:last-of-type").hidden = length <= Number(hint.dataset.most);
    }
    clearTimeout(waiting);
    waiting = setTimeout(showPicture, PAUSE);
  };

  const showPicture = () => {
    const chosen = field("social_image")?.value;
    const thumbnail = document.querySelector("#id_social_image-chooser [data-chooser-image]")?.src;
    const { cardUrl, pictureUrl } = panel.dataset;
    let source = "";
    if (chosen) source = chosen === saved && pictureUrl ? pictureUrl : thumbnail;
    else if (cardUrl) source = `${cardUrl}?title=${encodeURIComponent(words().title)}`;
    else if (!saved) source = pictureUrl;
    picture.hidden = !source;
    if (source && picture.getAttribute("src") !== source) picture.src = source;
  };

  for (const name of [panel.dataset.titledBy, "title", "seo_title", "search_description", "slug"]) {
    field(name)?.addEventListener("input", show);
  }
  field("social_image")?.addEventListener("change", show);
}
