// A changed filter fetches the part of the page that changes. Without this script the same form and
// links load whole pages; when anything fails, the browser does just that.

const form = document.getElementById("search-form")
const part = document.getElementById("search-results")
const status = document.getElementById("search-status")
const ANNOUNCE_AFTER = 300 // milliseconds, so that a quick second choice is announced once
const PATIENCE = 8000 // milliseconds; then the browser loads the page, and shows that it is waiting

let running = null
let announcing = 0
let shown = here() // where the results on the page belong

function here() {
  return location.pathname + location.search
}

function address() {
  const parameters = new URLSearchParams()
  const usual = form.elements.sortering?.options[0].value // the order without a choice needs no word
  for (const [name, value] of new FormData(form)) {
    if (value && !(name === "sortering" && value === usual)) parameters.append(name, value)
  }
  const query = parameters.toString()
  return query ? `${form.action}?${query}` : form.action
}

async function show(url, { push }) {
  running?.abort()
  running = new AbortController()
  part.dataset.busy = ""
  const waiting = setTimeout(() => {
    running.abort()
    location.assign(url)
  }, PATIENCE)
  try {
    const headers = { "X-Requested-With": "fetch" }
    const response = await fetch(url, { headers, signal: running.signal, credentials: "same-origin" })
    if (!response.ok) throw new Error(response.status)
    const html = await response.text()
    if (push) history.pushState(null, "", url)
    shown = here()
    replace(html)
    delete part.dataset.busy
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url)
  } finally {
    clearTimeout(waiting)
  }
}

function replace(html) {
  const focused = part.contains(document.activeElement) ? document.activeElement.id : ""
  const open = [...part.querySelectorAll("details[open]")].map((details) => details.id)
  part.innerHTML = html
  document.title = document.title.replace(/^.*(?= \| )/, () => document.getElementById("total").dataset.title)
  for (const id of open) document.getElementById(id)?.setAttribute("open", "")
  if (focused) (document.getElementById(focused) ?? document.getElementById("total")).focus({ preventScroll: true })
  announce()
}

function announce() {
  clearTimeout(announcing)
  status.textContent = ""
  announcing = setTimeout(() => {
    status.textContent = document.getElementById("total").textContent.trim()
  }, ANNOUNCE_AFTER)
}

function restoreForm() {
  form.elements.q.value = new URLSearchParams(location.search).get("q") ?? ""
}

if (form && part) {
  part.addEventListener("change", (event) => {
    if (event.target.form === form) show(address(), { push: true })
  })
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    await show(address(), { push: true })
    document.getElementById("total").focus()
  })
  part.addEventListener("click", (event) => {
    const link = event.target.closest(".chips a, .pages a")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
    event.preventDefault()
    show(link.href, { push: true }).then(() => document.getElementById("total").focus())
  })
  addEventListener("popstate", () => {
    if (here() === shown) return // a link within the page, as the one to the content
    shown = here()
    restoreForm()
    show(location.href, { push: false })
  })
}
