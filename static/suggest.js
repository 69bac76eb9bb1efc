// Titles that begin like what was typed: a combobox with a listbox (ARIA 1.2). Without this script it is a plain
// search field.

const WAIT = 200 // milliseconds after the last key
const SHORTEST = 2 // characters

function combobox(input) {
  const list = document.createElement("ul")
  const id = `${input.id}-list`
  let timer = 0
  let running = null
  let typed = input.value

  Object.assign(list, { id, className: "suggestions", hidden: true })
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", input.dataset.suggestLabel)
  input.after(list)
  // The role is for text fields: HTML allows it on no search field.
  Object.assign(input, { type: "text", enterKeyHint: "search" })
  input.setAttribute("role", "combobox")
  input.setAttribute("aria-autocomplete", "list")
  input.setAttribute("aria-controls", id)
  input.setAttribute("aria-expanded", "false")

  const options = () => [...list.children]
  const chosen = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true")

  function close() {
    clearTimeout(timer)
    running?.abort()
    list.hidden = true
    list.replaceChildren()
    input.setAttribute("aria-expanded", "false")
    input.removeAttribute("aria-activedescendant")
  }

  function choose(index) {
    options().forEach((option, position) => option.setAttribute("aria-selected", String(position === index)))
    const option = options()[index]
    if (!option) return
    input.setAttribute("aria-activedescendant", option.id)
    option.scrollIntoView({ block: "nearest" })
  }

  function open(suggestions) {
    list.replaceChildren(...suggestions.map((suggestion, index) => {
      const option = document.createElement("li")
      option.id = `${id}-${index}`
      option.setAttribute("role", "option")
      option.setAttribute("aria-selected", "false")
      option.dataset.url = suggestion.url
      option.append(suggestion.titel)
      option.append(Object.assign(document.createElement("small"), { textContent: suggestion.soort }))
      return option
    }))
    list.hidden = suggestions.length === 0
    input.setAttribute("aria-expanded", String(!list.hidden))
    input.removeAttribute("aria-activedescendant")
  }

  async function ask() {
    running?.abort()
    running = new AbortController()
    try {
      const url = `${input.dataset.suggest}?${new URLSearchParams({ q: typed })}`
      const response = await fetch(url, { signal: running.signal, credentials: "same-origin" })
      const answer = response.ok ? await response.json() : { suggesties: [] }
      if (document.activeElement === input) open(answer.suggesties)
    } catch {
      // Aborted or offline: the field works without suggestions.
    }
  }

  input.addEventListener("input", () => {
    typed = input.value.trim()
    clearTimeout(timer)
    if (typed.length < SHORTEST) close()
    else timer = setTimeout(ask, WAIT)
  })
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return
    const last = options().length - 1
    if (event.key === "ArrowDown") choose(chosen() === last ? 0 : chosen() + 1)
    else if (event.key === "ArrowUp") choose(chosen() <= 0 ? last : chosen() - 1)
    else if (event.key === "Enter" && chosen() >= 0) location.assign(options()[chosen()].dataset.url)
    else if (event.key === "Escape") close()
    else return
    event.preventDefault()
  })
  list.addEventListener("mousedown", (event) => event.preventDefault()) // keeps the focus in the field
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]")
    if (option) location.assign(option.dataset.url)
  })
  input.addEventListener("blur", close)
  input.form.addEventListener("submit", close)
}

for (const input of document.querySelectorAll("[data-suggest]")) {
  if (input.dataset.suggest) combobox(input)
}
