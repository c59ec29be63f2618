// Passkeys: a form with data-passkey asks the browser for a credential before it is sent.
// "login" fetches what to ask for when the button is pressed; "create" and "get" find it in
// the page. Without JavaScript the forms stay hidden.
"use strict";

const OPTIONS = document.getElementById("passkey-options");

async function optionsOf(form) {
  if (form.dataset.passkey !== "login") return JSON.parse(OPTIONS.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return answer.json();
}

function passwordless(form, options) {
  const box = form.elements.namedItem("passwordless");
  const choice = options.publicKey.authenticatorSelection;
  const wanted = Boolean(box && box.checked);
  choice.residentKey = wanted ? "required" : "discouraged";
  choice.requireResidentKey = wanted;
  if (wanted) choice.userVerification = "required";
  return options;
}

async function credentialFor(form) {
  const options = await optionsOf(form);
  if (form.dataset.passkey === "create") {
    return window.webauthnJSON.create(passwordless(form, options.creation_options));
  }
  return window.webauthnJSON.get(options.request_options);
}

async function send(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const failed = form.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  try {
    const credential = await credentialFor(form);
    form.elements.namedItem("credential").value = JSON.stringify(credential);
    form.submit();
  } catch (error) {
    console.warn(error);
    failed.hidden = false;
  }
}

function isNumeric(host) {
  return /^[\d.]+$/.test(host) || host.startsWith("[");
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.querySelector("[data-passkey-numeric]").hidden = !isNumeric(location.hostname);
    form.addEventListener("submit", send);
  }
}
