// Every link and form of the page works by itself. This fetches what they would load and morphs the page into it, so
// that nothing anybody has typed, opened or focused is lost, and does so again whenever the workspace has changed.
"use strict";

const TYPING = 150; // milliseconds of rest after which what stands in a modal is told to the workspace
const RECONNECT = 1000; // milliseconds

let asked = 0; // requests so far
let shown = 0; // the newest request whose answer is shown
let connected = false; // to the workspace, for news
let opener = null; // what had the focus before a modal opened

// ---- Loading

async function load(address, { live = false, ...options } = {}) {
  const mine = ++asked;
  const response = await fetch(address, { ...options, headers: live ? { "X-Live": "1" } : {} });
  if (response.status === 204) return;
  const html = await response.text();
  if (mine < shown) return; // a later answer is on the page already
  shown = mine;
  const loaded = new DOMParser().parseFromString(html, "text/html");
  show(loaded, response.url);
}

function show(loaded, address) {
  const moved = loaded.body.dataset.live !== document.body.dataset.live;
  const atEnd = [...document.querySelectorAll(".scroll")].filter(isAtEnd);
  const had = document.activeElement;
  if (moved && address !== location.href) history.pushState(null, "", address);
  document.title = loaded.title;
  document.documentElement.lang = loaded.documentElement.lang;
  document.body.className = `${loaded.body.className} ${connected ? "live" : ""}`;
  document.body.dataset.live = loaded.body.dataset.live || "";
  Idiomorph.morph(document.body, [...loaded.body.childNodes], { morphStyle: "innerHTML", callbacks: { beforeNodeMorphed, beforeAttributeUpdated } });
  for (const one of document.querySelectorAll(".scroll")) {
    if (moved || atEnd.includes(one)) one.scrollTop = one.scrollHeight;
  }
  if (moved) document.getElementById("new")?.scrollIntoView({ block: "center" });
  restoreDrafts();
  attendModal(had);
}

function isAtEnd(box) {
  return box.scrollHeight - box.scrollTop - box.clientHeight < 40;
}

function beforeNodeMorphed(old, new_) {
  if (old.id === "confirm" || (old.id === "suggestions" && !old.hidden)) return false;
  // The same form in the same state: what stands in it is the person's own.
  return !(old.dataset?.state !== undefined && old.id === new_.id && old.dataset.state === new_.dataset?.state);
}

function beforeAttributeUpdated(name) {
  return name !== "open"; // of a dialog, or of details: the browser's own
}

// ---- Links and forms

addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button || link.hash) return;
  if (!document.body.dataset.live || !link.pathname.startsWith("/as/")) return;
  event.preventDefault();
  link.closest("[popover]")?.hidePopover();
  load(link.href);
});

addEventListener("popstate", () => {
  if (location.pathname + location.search !== document.body.dataset.live) load(location.href); // else it was a #place
});

addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (form.method !== "post") return;
  event.preventDefault();
  if (submitter?.dataset.confirm && !submitter.dataset.confirmed) return ask(submitter);
  delete submitter?.dataset.confirmed;
  if (submitter?.dataset.opens) open(submitter.dataset.opens, "_blank", "noopener");
  submitter?.closest("[popover]")?.hidePopover();
  await send(form, submitter?.getAttribute("formaction") || form.action, new FormData(form, submitter));
  if (submitter && "submit" in submitter.dataset) document.querySelector("dialog.modal .wrong :is(input, select, textarea)")?.focus();
});

async function send(form, address, data) {
  const area = form.querySelector("textarea[data-suggests]");
  const sent = area?.value;
  form.setAttribute("aria-busy", "true");
  try {
    await load(address, { method: "POST", body: new URLSearchParams(data) });
  } finally {
    form.removeAttribute("aria-busy");
  }
  if (area && form.dataset.state === "" && area.value === sent) {
    area.value = "";
    grow(area);
    sessionStorage.removeItem(form.id);
    const scroll = form.parentElement.querySelector(".scroll");
    if (scroll) scroll.scrollTop = scroll.scrollHeight;
  }
}

// A button that asks first: the question is the app's, so it is set as text.
function ask(button) {
  const dialog = document.getElementById("confirm");
  const { title, text, confirm, deny, style } = JSON.parse(button.dataset.confirm);
  dialog.querySelector("h2").textContent = title;
  dialog.querySelector("p").textContent = text;
  const [no, yes] = dialog.querySelectorAll("button");
  no.textContent = deny;
  yes.textContent = confirm;
  yes.className = style || "primary";
  dialog.returnValue = "";
  dialog.onclose = () => {
    button.focus();
    if (dialog.returnValue !== "confirm") return;
    button.dataset.confirmed = "1";
    button.form.requestSubmit(button);
  };
  dialog.showModal();
}

// ---- Modals

function attendModal(had) {
  const modal = document.querySelector("dialog.modal");
  if (modal && !modal.open) {
    opener = opener?.isConnected ? opener : had;
    modal.showModal();
    const first = modal.querySelector("[autofocus]") || modal.querySelector(".scroll :is(input:not([type=hidden]), select, textarea)");
    (first || modal.querySelector("h2")).focus();
  } else if (!modal && opener) {
    const back = opener.isConnected && opener !== document.body ? opener : document.getElementById("composer");
    opener = null;
    back?.focus();
  }
}

addEventListener("cancel", (event) => {
  if (!event.target.matches("dialog.modal")) return;
  event.preventDefault();
  event.target.querySelector("[data-close]").click();
}, true);

let resting;
addEventListener("input", (event) => {
  const { target } = event;
  if (target.dataset.filters) return filter(target);
  if (target.dataset.suggests) return typedInComposer(target);
  const form = target.closest("dialog.modal form");
  if (!form || target.dataset.tells) return;
  clearTimeout(resting);
  resting = setTimeout(() => fetch(form.dataset.typed, { method: "POST", body: new URLSearchParams(new FormData(form)) }), TYPING);
});

addEventListener("change", (event) => {
  const { target } = event;
  if (!target.dataset.tells) return;
  const data = new FormData(target.form);
  data.append("choose", target.name);
  send(target.form, target.dataset.tells, data);
});

function filter(box) {
  const words = box.value.trim().toLowerCase();
  for (const line of document.querySelectorAll(`#${CSS.escape(box.dataset.filters)} label`)) {
    line.hidden = !line.textContent.toLowerCase().includes(words);
  }
}

// ---- The composer: it grows, keeps drafts, and suggests what "/" and "@" may mean

function typedInComposer(area) {
  sessionStorage.setItem(area.form.id, area.value);
  grow(area);
  suggest(area);
}

function grow(area) {
  area.rows = Math.min(8, area.value.split("\n").length);
}

function restoreDrafts() {
  for (const area of document.querySelectorAll("textarea[data-suggests]")) {
    area.value ||= sessionStorage.getItem(area.form.id) || "";
    grow(area);
  }
}

function begun(area) {
  const before = area.value.slice(0, area.selectionStart);
  const pattern = area.dataset.suggests === "commands" ? /^\/\S*$|(?:^|(?<=\s))@[^@\n]*$/ : /(?:^|(?<=\s))@[^@\n]*$/;
  return pattern.exec(before)?.[0].toLowerCase();
}

function suggest(area) {
  const list = document.getElementById("suggestions");
  const word = begun(area);
  const fits = (option) => {
    const inserts = option.dataset.inserts.toLowerCase();
    return word[0] === "/" ? inserts.startsWith(word) : inserts[0] === "@" && inserts.includes(word.slice(1));
  };
  let first = null;
  for (const option of list.children) {
    option.hidden = !word || !fits(option);
    if (!option.hidden) first ||= option;
  }
  list.hidden = !first;
  if (first) list.style.setProperty("--below", `${innerHeight - area.getBoundingClientRect().top + 8}px`);
  if (first) list.style.setProperty("--left", `${area.getBoundingClientRect().left}px`);
  select(area, first);
}

function select(area, option) {
  for (const one of document.querySelectorAll("#suggestions [aria-selected]")) one.removeAttribute("aria-selected");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  for (const [name, id] of [["aria-controls", "suggestions"], ["aria-activedescendant", option?.id]]) {
    if (option) area.setAttribute(name, id);
    else area.removeAttribute(name);
  }
}

function insert(area, option) {
  const at = area.selectionStart - begun(area).length;
  area.setRangeText(option.dataset.inserts, at, area.selectionStart, "end");
  typedInComposer(area);
  area.focus();
}

addEventListener("keydown", (event) => {
  const area = event.target;
  if (!area.dataset?.suggests || event.isComposing) return;
  const list = document.getElementById("suggestions");
  const open = [...list.children].filter((option) => !option.hidden && !list.hidden);
  const at = open.findIndex((option) => option.hasAttribute("aria-selected"));
  const whole = open[at]?.dataset.inserts.trim().toLowerCase() === begun(area);
  if (open.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    select(area, open.at((at + (event.key === "ArrowDown" ? 1 : -1)) % open.length));
  } else if (open.length && (event.key === "Tab" || event.key === "Enter") && !event.shiftKey && !whole) {
    insert(area, open[at]);
  } else if (event.key === "Escape" && open.length) {
    list.hidden = true;
    select(area, null);
  } else if (event.key === "Enter" && !event.shiftKey) {
    list.hidden = true;
    area.form.requestSubmit();
  } else {
    return;
  }
  event.preventDefault();
});

addEventListener("mousedown", (event) => {
  const option = event.target.closest?.("#suggestions [role=option]");
  if (!option) return;
  event.preventDefault(); // the text field keeps the focus
  insert(document.activeElement, option);
});

// ---- Live

let stale = false;
let refreshing = false;

async function refresh() {
  stale = true;
  if (refreshing || document.hidden || !document.body.dataset.live) return;
  refreshing = true;
  try {
    while (stale) {
      stale = false;
      await load(document.body.dataset.live, { live: true });
    }
  } finally {
    refreshing = false;
  }
}

function listen() {
  const socket = new WebSocket(`ws://${location.host}/live`);
  socket.onopen = () => {
    connected = true;
    document.body.classList.replace("stopped", "live") || document.body.classList.add("live");
    refresh();
  };
  socket.onmessage = refresh;
  socket.onclose = () => {
    connected = false;
    document.body.classList.replace("live", "stopped");
    setTimeout(listen, RECONNECT);
  };
}

addEventListener("visibilitychange", () => stale && refresh());
addEventListener("DOMContentLoaded", () => {
  if (!document.body.dataset.live) return;
  for (const one of document.querySelectorAll(".scroll")) one.scrollTop = one.scrollHeight;
  document.getElementById("new")?.scrollIntoView({ block: "center" });
  restoreDrafts();
  attendModal(document.activeElement);
  listen();
});
