// A form that was begun is not lost: the browser asks before one leaves it.
for (const form of document.querySelectorAll("form[data-keep]")) {
  let begun = form.querySelector(".field.wrong") !== null;
  form.addEventListener("input", () => { begun = true; });
  form.addEventListener("submit", () => { begun = false; });
  window.addEventListener("beforeunload", (event) => { if (begun) event.preventDefault(); });
}
document.querySelector("#errors")?.focus();
