"use strict";

/* Shows where a number is from: at the mouse or the focus; a click or Enter pins the card and lights up the same value elsewhere. */

const { cards, lines } = JSON.parse(document.getElementById("cards").textContent);
const numbers = Array.from(document.querySelectorAll("[data-value], [data-place]"));
const places = new Map();
for (const each of numbers) {
  const id = each.dataset.value;
  if (id) places.set(id, [...(places.get(id) ?? []), each]);
  each.tabIndex = 0;
  each.setAttribute("role", "button");
}
document.documentElement.classList.add("live");

/** Makes an element with a class and what stands in it: texts and elements. */
function make(tag, name, ...inside) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...inside);
  return made;
}

function button(text, name, act) {
  const made = make("button", name, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

const card = make("div", "card");
card.id = "card";
card.hidden = true;
card.setAttribute("role", "dialog");
card.setAttribute("aria-labelledby", "card-title");
document.body.append(card);

let shown = null;
let pinned = false;
let waiting = 0;

/** Returns a line of a card; one that names a value which is printed leads to it. */
function line([label, text, id], again) {
  const said = make("dd");
  const place = id && text.startsWith(cards[id][0]) ? cards[id][0].length : id ? text.search(/[ \u3000]/) : 0;
  if (place > 0) said.append(link(text.slice(0, place), id), text.slice(place));
  else if (id) said.append(link(text, id));
  else said.append(text);
  return [make("dt", "", again ? "" : label), said];
}

function link(text, id) {
  const made = button(text, "jump", () => jump(places.get(id)[0]));
  made.title = "去看它印在哪里";
  return made;
}

/** Fills the card with what is told of a number. */
function fill(element) {
  const { value, place, by } = element.dataset;
  const [title, number, links] = value ? cards[value] : ["文字里写的数", 0, []];
  const rows = value ? [...lines[number]] : [["数", element.textContent], ["写在", place]];
  if (by) rows.push(["印法", by.replaceAll("|", "，再")]);
  const list = make("dl");
  rows.forEach((row, at) => list.append(...line(row, at > 0 && rows[at - 1][0] === row[0])));
  if (links.length) {
    const said = make("dd", "links");
    links.forEach(([id, name]) => said.append(link(name, id)));
    list.append(make("dt", "", "去看"), said);
  }
  const heading = make("p", "name", title);
  heading.id = "card-title";
  card.replaceChildren(heading, list, foot(value ? places.get(value) : [element], element));
}

/** Returns the last line of a card: where the value is printed besides, and how to keep or close the card. */
function foot(same, element) {
  const made = make("p", "foot");
  if (same.length > 1) {
    const at = same.indexOf(element);
    made.append(`这个数印了 ${same.length} 处，这是第 ${at + 1} 处`);
    made.append(button("下一处", "next", () => jump(same[(at + 1) % same.length])));
  }
  made.append(pinned ? button("关上", "close", close) : make("span", "hint", "点一下钉住"));
  return made;
}

/** Puts the card below its number, above it where only there is room; on a narrow screen style puts it at the bottom. */
function put(element) {
  const [box, room] = [element.getClientRects()[0], document.documentElement];
  const [above, under] = [box.top - 12, room.clientHeight - box.bottom - 12];
  card.style.maxHeight = "";
  const below = card.offsetHeight <= under || under >= above;
  card.style.maxHeight = `${Math.max(below ? under : above, 160)}px`;
  const top = below ? box.bottom + 6 : box.top - card.offsetHeight - 6;
  const left = Math.max(8, Math.min(box.left - 12, room.clientWidth - card.offsetWidth - 8));
  card.style.left = `${left + window.scrollX}px`;
  card.style.top = `${top + window.scrollY}px`;
  if (pinned && getComputedStyle(card).position === "fixed" && box.bottom > room.clientHeight - card.offsetHeight) {
    window.scrollBy(0, box.bottom - (room.clientHeight - card.offsetHeight) + 24);
  }
}

function show(element, pin = false) {
  clearTimeout(waiting);
  if (shown) leave();
  [shown, pinned] = [element, pin];
  card.classList.toggle("pinned", pin);
  card.hidden = false;
  fill(element);
  element.setAttribute("aria-describedby", "card");
  element.setAttribute("aria-expanded", String(pin));
  if (pin) {
    element.classList.add("pinned");
    for (const each of places.get(element.dataset.value) ?? []) each.classList.add("same");
  }
  put(element);
}

/** Takes back what showing a number's card did to the page. */
function leave() {
  shown.removeAttribute("aria-describedby");
  shown.removeAttribute("aria-expanded");
  shown.classList.remove("pinned");
  for (const each of places.get(shown.dataset.value) ?? []) each.classList.remove("same");
}

function close() {
  clearTimeout(waiting);
  if (!shown) return;
  if (card.contains(document.activeElement)) shown.focus({ preventScroll: true });
  leave();
  [shown, pinned] = [null, false];
  card.hidden = true;
}

/** Goes to where a value is printed and pins its card there. */
function jump(element) {
  element.scrollIntoView({ block: "center", inline: "nearest" });
  show(element, true);
  element.focus({ preventScroll: true });
}

const number = (event) => (event.target instanceof Element ? event.target.closest("[data-value], [data-place]") : null);

document.addEventListener("mouseover", (event) => {
  if (pinned) return;
  clearTimeout(waiting);
  const element = number(event);
  if (element && element !== shown) waiting = setTimeout(show, 150, element);
  else if (!element && shown && !card.contains(event.target)) waiting = setTimeout(close, 250);
});

document.addEventListener("focusin", (event) => {
  const element = number(event);
  if (pinned) return;
  if (element && element.matches(":focus-visible")) show(element);
  else if (!element && !card.contains(event.target)) close();
});

document.addEventListener("click", (event) => {
  const element = number(event);
  if (!element) return;
  if (pinned && element === shown) close();
  else show(element, true);
});

document.addEventListener("keydown", (event) => {
  const element = number(event);
  if (event.key === "Escape") close();
  else if (element && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    element.click();
  } else if (event.key === "Tab" && pinned) tab(event);
});

/** Lets the Tab key go from a pinned number through the buttons of its card and on to the next number. */
function tab(event) {
  const buttons = card.querySelectorAll("button");
  const [at, last] = [document.activeElement, buttons[buttons.length - 1]];
  if (at === shown && !event.shiftKey) {
    event.preventDefault();
    buttons[0].focus();
  } else if (at === buttons[0] && event.shiftKey) {
    event.preventDefault();
    shown.focus({ preventScroll: true });
  } else if (at === last && !event.shiftKey) shown.focus({ preventScroll: true }); // the key itself then leads on
}

window.addEventListener("resize", () => shown && put(shown));
