// What goes wrong inside a page is said in the notice area; a log-in that ended begins anew.
const say = (sentence) => {
  const area = document.querySelector("#notice");
  const line = document.createElement("p");
  line.className = "notice error";
  line.setAttribute("role", "alert");
  line.textContent = sentence;
  area?.replaceChildren(line);
};
const WORDS = {
  ko: {
    lost: "서버에 닿지 않습니다. 연결을 확인하고 다시 해 보십시오.",
    failed: "저희 쪽에서 문제가 생겼습니다. 잠시 뒤에 다시 해 보십시오.",
  },
  en: {
    lost: "The server cannot be reached. Check the connection and try again.",
    failed: "Something went wrong on our side. Try again in a moment.",
  },
};
const words = WORDS[document.documentElement.lang] ?? WORDS.en;

document.addEventListener("htmx:sendError", () => say(words.lost));
document.addEventListener("htmx:responseError", () => say(words.failed));
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!event.detail.xhr.responseURL.includes("/account/login/")) return;
  event.detail.shouldSwap = false;
  window.location.reload();
});
