// Links and forms are plain HTML. This fetches what they would load and morphs the page into it, so that nothing anybody
// has typed, opened or focused is lost, and does so again whenever the workspace has changed. Modals, confirmations and
// suggestions need it.
"use strict";

const TYPING = 150; // milliseconds after which what stands in a modal is told to the workspace
const RECONNECT = 1000; // milliseconds
const HELD = 2000; // milliseconds that a press lasts at most: nobody tells when a scroll bar is let go
const GROWS = "#messages, #thread .scroll, #wire .scroll"; // what is read from its end

let asked = 0; // requests so far
let shown = 0; // the newest request whose answer is shown
let acting = 0; // links followed and forms sent that are not answered yet
let connected = false; // to the workspace, for news
let opener = null; // what had the focus before a modal opened

// ---- Holding still: what goes away or moves while it is pressed is never clicked

let pressing = null; // until the press is over
let letGo = null; // ends it

for (const begins of ["pointerdown", "keydown"]) {
  addEventListener(begins, () => {
    pressing ??= new Promise((over) => setTimeout((letGo = over), HELD)).then(() => (pressing = null));
  });
}
for (const ends of ["pointerup", "pointercancel", "keyup"]) {
  addEventListener(ends, () => letGo && setTimeout(letGo)); // once the click has been heard
}

// ---- Loading

// Gives whether the page is now what was asked for. `live`: only to see what has changed.
async function load(address, { live = false, ...options } = {}) {
  if (!live) acting += 1;
  try {
    return await fetched(address, live, options);
  } finally {
    if (!live) acting -= 1;
  }
}

async function fetched(address, live, options) {
  const mine = ++asked;
  const known = told;
  const stays = live || options.method || new URL(address, location).pathname === location.pathname;
  let response, html;
  try {
    response = await fetch(address, { ...options, headers: stays ? { "X-Live": "1" } : {} });
    html = await response.text();
  } catch {
    notice("stopped");
    return false;
  }
  if (response.status === 204) return true;
  while (pressing) await pressing;
  const loaded = new DOMParser().parseFromString(html, "text/html");
  if (!loaded.body.dataset.live) {
    notice("failed");
    return false;
  }
  if (live && (acting || address !== document.body.dataset.live)) {
    stale = true; // the person has acted meanwhile: what was asked for is not what they want to see
    return false;
  }
  if (mine < shown) return true; // a later answer is on the page already
  shown = mine;
  show(loaded, response.url, known);
  return true;
}

function show(loaded, address, known) {
  const moved = loaded.body.dataset.place !== document.body.dataset.place;
  const atEnd = [...document.querySelectorAll(GROWS)].filter(isAtEnd);
  const had = document.activeElement;
  const last = lastMessage()?.id;
  if (address !== location.href) history.pushState(null, "", address);
  document.title = loaded.title;
  document.documentElement.lang = loaded.documentElement.lang;
  document.body.className = loaded.body.className;
  document.body.classList.toggle("live", connected);
  for (const name of ["live", "place"]) document.body.dataset[name] = loaded.body.dataset[name] || "";
  if (moved) suggesting = closeSuggestions();
  morph(loaded.body, known);
  for (const one of document.querySelectorAll(GROWS)) {
    if (moved || atEnd.includes(one)) one.scrollTop = one.scrollHeight;
  }
  if (moved) document.getElementById("new")?.scrollIntoView({ block: "center" });
  const below = document.getElementById("below");
  if (below) below.hidden = moved || lastMessage()?.id === last || isAtEnd(document.getElementById("messages"));
  restoreDrafts();
  attendModal(had);
}

function isAtEnd(box) {
  return box.scrollHeight - box.scrollTop - box.clientHeight < 40;
}

function lastMessage() {
  return [...document.querySelectorAll("#messages article")].at(-1);
}

// What stands in the fields of a form is the person's own while the form is in the same state, and also in another state
// where they have changed it since what the workspace knew (up to that edit) when it drew the form.
function morph(body, known) {
  const kept = new Set();
  for (const form of document.querySelectorAll("[data-state]")) {
    const next = body.querySelector(`#${CSS.escape(form.id)}`);
    if (next && next.dataset.state === form.dataset.state) kept.add(form);
  }
  const own = (field) => field && (kept.has(field.closest("[data-state]")) || edited.get(keyOf(field)) > known);
  Idiomorph.morph(document.body, [...body.childNodes], {
    morphStyle: "innerHTML",
    callbacks: {
      beforeNodeMorphed: (old) => old.id !== "confirm" && old.id !== "notice" && !(old.id === "suggestions" && !old.hidden),
      beforeAttributeUpdated(name, node) {
        if (name === "open") return false; // of a dialog, or of details: the browser's own
        return !(["value", "checked", "selected", "rows"].includes(name) && own(node.closest("input, select, textarea")));
      },
    },
  });
  if (!document.querySelector("dialog.modal")) edited.clear();
}

// A sentence over everything, also over a modal. Without one, it goes.
function notice(which = "") {
  const place = document.getElementById("notice");
  if (!place) return;
  place.textContent = which ? place.dataset[which] : "";
  if (which) place.showPopover();
  else place.hidePopover();
}

// ---- Links and forms

addEventListener("click", (event) => {
  if (event.target.closest?.("#below")) return lastMessage()?.scrollIntoView();
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
  const address = submitter?.getAttribute("formaction") || form.action;
  const data = new FormData(form, submitter);
  if (submitter?.dataset.confirm && !(await confirmed(submitter))) return;
  if (submitter?.dataset.opens) open(submitter.dataset.opens, "_blank", "noopener");
  submitter?.closest("[popover]")?.hidePopover();
  await send(form, address, data, submitter || form);
  if (submitter && "submit" in submitter.dataset) document.querySelector("dialog.modal .wrong :is(input, select, textarea)")?.focus();
});

const busy = new Set(); // what was pressed and is not answered yet

async function send(form, address, data, pressed) {
  if (pressed && busy.has(pressed)) return; // a double click is one click
  const area = form.querySelector("textarea[data-suggests]");
  const text = area?.value;
  busy.add(pressed);
  if (area) write(area, "");
  const done = await load(address, { method: "POST", body: new URLSearchParams(data) });
  busy.delete(pressed);
  if (area && (!done || form.dataset.state)) write(area, area.value || text); // it was not sent
}

function write(area, text) {
  area.value = text;
  sessionStorage.setItem(area.form.id, text);
  grow(area);
  closeSuggestions();
}

// A button that asks first. The question is the app's, so it is set as text; what is done is what was asked.
function confirmed(button) {
  const dialog = document.getElementById("confirm");
  const { title, text, confirm, deny, style } = JSON.parse(button.dataset.confirm);
  dialog.querySelector("h2").textContent = title;
  dialog.querySelector("p").textContent = text;
  const [no, yes] = dialog.querySelectorAll("button");
  no.textContent = deny;
  yes.textContent = confirm;
  yes.className = style || "primary";
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((answer) => {
    dialog.onclose = () => {
      button.focus();
      answer(dialog.returnValue === "confirm");
    };
  });
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

const edited = new Map(); // the fields of the modal that were changed -> the number of the last edit
let edits = 0; // so far
let told = 0; // up to which edit the workspace knows what stands in the modal
let telling = null;

function keyOf(field) {
  return `${field.name} ${field.type === "checkbox" || field.type === "radio" ? field.value : ""}`;
}

function tellSoon(field) {
  edited.set(keyOf(field), ++edits);
  telling ??= setTimeout(async () => {
    telling = null;
    const form = document.querySelector("dialog.modal form");
    if (!form) return;
    const upTo = edits;
    const answer = fetch(form.dataset.typed, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (await answer.catch(() => notice("stopped"))) told = Math.max(told, upTo);
  }, TYPING);
}

addEventListener("input", (event) => {
  const { target } = event;
  if (target.dataset.filters) return filter(target);
  if (target.dataset.suggests) return typedInComposer(target);
  if (target.closest("dialog.modal form") && !target.dataset.tells) tellSoon(target);
});

addEventListener("change", (event) => {
  const { target } = event;
  if (!target.dataset.tells) return;
  const data = new FormData(target.form);
  data.append("choose", target.name);
  send(target.form, target.dataset.tells, data, null);
});

function filter(box) {
  const words = box.value.trim().toLowerCase();
  for (const line of document.querySelectorAll(`#${CSS.escape(box.dataset.filters)} label`)) {
    line.hidden = !line.textContent.toLowerCase().includes(words);
  }
}

// ---- The composer: it grows, keeps drafts, and suggests what "/" and "@" may mean

let suggesting = null; // the text field that the list belongs to

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

// The command or name that is being written at the caret, in small letters; empty if none is.
function begun(area) {
  const before = area.value.slice(0, area.selectionStart);
  const pattern = area.dataset.suggests === "commands" ? /^\/\S*$|(?:^|(?<=\s))@[^@\n]*$/ : /(?:^|(?<=\s))@[^@\n]*$/;
  return pattern.exec(before)?.[0].toLowerCase() || "";
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
  if (!first) return closeSuggestions();
  const field = area.form.getBoundingClientRect();
  list.hidden = false;
  for (const [name, length] of [["below", innerHeight - field.top + 8], ["left", field.left], ["width", field.width]]) {
    list.style.setProperty(`--${name}`, `${length}px`);
  }
  suggesting = area;
  select(first);
}

function closeSuggestions() {
  const list = document.getElementById("suggestions");
  if (list) list.hidden = true;
  if (suggesting) select(null);
  suggesting = null;
  return null;
}

function select(option) {
  for (const one of document.querySelectorAll("#suggestions [aria-selected]")) one.removeAttribute("aria-selected");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  for (const [name, id] of [["aria-controls", "suggestions"], ["aria-activedescendant", option?.id]]) {
    if (option) suggesting.setAttribute(name, id);
    else suggesting.removeAttribute(name);
  }
}

function insert(option) {
  const area = suggesting;
  const at = area.selectionStart - begun(area).length;
  area.setRangeText(option.dataset.inserts, at, area.selectionStart, "end");
  sessionStorage.setItem(area.form.id, area.value);
  closeSuggestions();
  area.focus();
}

addEventListener("keydown", (event) => {
  if (event.target.dataset?.filters && event.key === "Enter") return event.preventDefault();
  const area = event.target;
  if (!area.dataset?.suggests || event.isComposing) return;
  const open = suggesting ? [...document.getElementById("suggestions").children].filter((option) => !option.hidden) : [];
  const at = open.findIndex((option) => option.hasAttribute("aria-selected"));
  const whole = open[at]?.dataset.inserts.trim().toLowerCase() === begun(area).trim();
  if (open.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    select(open.at((at + (event.key === "ArrowDown" ? 1 : -1)) % open.length));
  } else if (open.length && (event.key === "Tab" || event.key === "Enter") && !event.shiftKey && !whole) {
    insert(open[at]);
  } else if (event.key === "Escape" && open.length) {
    closeSuggestions();
  } else if (event.key === "Enter" && !event.shiftKey) {
    area.form.requestSubmit();
  } else {
    return;
  }
  event.preventDefault();
});

addEventListener("selectionchange", () => suggesting && !begun(suggesting) && closeSuggestions());
addEventListener("focusout", (event) => event.target === suggesting && closeSuggestions());
addEventListener("mousedown", (event) => {
  const option = event.target.closest?.("#suggestions [role=option]");
  if (!option) return;
  event.preventDefault(); // the text field keeps the focus
  insert(option);
});

// ---- Live

let stale = false;
let refreshing = false;

async function refresh() {
  stale = true;
  if (refreshing || document.hidden || !document.body.dataset.live) return;
  refreshing = true;
  while (stale) {
    stale = false;
    await load(document.body.dataset.live, { live: true });
  }
  refreshing = false;
}

function listen() {
  const socket = new WebSocket(`ws://${location.host}/live`);
  socket.onopen = () => {
    connected = true;
    document.body.classList.add("live");
    notice();
    refresh();
  };
  socket.onmessage = refresh;
  socket.onclose = () => {
    connected = false;
    document.body.classList.remove("live");
    notice("stopped");
    setTimeout(listen, RECONNECT);
  };
}

addEventListener("visibilitychange", () => stale && refresh());
addEventListener("DOMContentLoaded", () => {
  if (!document.body.dataset.live) return;
  for (const one of document.querySelectorAll(GROWS)) one.scrollTop = one.scrollHeight;
  document.getElementById("new")?.scrollIntoView({ block: "center" });
  restoreDrafts();
  attendModal(document.activeElement);
  listen();
});
