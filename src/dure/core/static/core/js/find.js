// "/" or Ctrl-K goes to the find box; the arrows walk through what it found; Escape leaves.
const box = document.querySelector("#find");
const found = document.querySelector("#found");

const typing = (element) => element.closest("input, select, textarea, [contenteditable]");

if (box) {
  document.addEventListener("keydown", (event) => {
    const slash = event.key === "/" && !typing(event.target);
    const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if (!slash && !k) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  box.form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      found.replaceChildren();
      box.value = "";
      box.blur();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [box, ...found.querySelectorAll("a")];
    const step = event.key === "ArrowDown" ? 1 : -1;
    stops.at((stops.indexOf(document.activeElement) + step) % stops.length)?.focus();
    event.preventDefault();
  });
}
