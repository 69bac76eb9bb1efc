// The checks read along in the editor: what is typed goes to the server a second after the last key, and the
// answer shows how many municipalities fit and which personal data stands where. Nothing is kept.
function readAlong() {
  const DELAY = 1000 // milliseconds without a key before the server is asked
  const panels = [...document.querySelectorAll("[data-live-check]")]
  const form = panels[0]?.closest("form")
  let timer
  let asked

  function say(element, text) {
    if (element.textContent !== text) element.textContent = text
  }

  function show(panel, { text, advice = "", choices = {}, places = [] }) {
    panel.hidden = !text
    say(panel.querySelector("[data-live-text]"), [text, advice].filter(Boolean).join(" "))
    panel.querySelector("[data-live-places]").replaceChildren(...places.map(place))
    const button = panel.querySelector("[data-live-apply]")
    button.hidden = Object.keys(choices).length === 0
    button.onclick = () => choose(choices, panel)
  }

  function place({ text, field }) {
    const link = document.createElement("a")
    link.href = `#${field}`
    link.textContent = text
    link.addEventListener("click", (event) => {
      const found = document.getElementById(field)
      if (!found) return
      event.preventDefault()
      go(found)
    })
    const item = document.createElement("li")
    item.append(link)
    return item
  }

  // Open the tab, then go to the text itself: of rich text, the field with the name is hidden.
  function go(field) {
    const tab = field.closest("[role=tabpanel]")?.getAttribute("aria-labelledby")
    if (tab) document.getElementById(tab)?.click()
    const around = field.closest("[data-contentpath]") ?? field.parentElement
    const target = around.querySelector("[contenteditable=true]") ?? field
    around.scrollIntoView({ block: "center" })
    target.focus({ preventScroll: true })
  }

  function choose(choices, panel) {
    for (const [name, values] of Object.entries(choices)) {
      for (const box of form.querySelectorAll(`input[name="${name}"]`)) box.checked = values.includes(Number(box.value))
      form.querySelector(`input[name="${name}"]`)?.dispatchEvent(new Event("change", { bubbles: true }))
    }
    panel.querySelector("[data-live-words]").focus()
    ask()
  }

  async function ask() {
    clearTimeout(timer)
    asked?.abort()
    asked = new AbortController()
    try {
      const answer = await fetch(panels[0].dataset.address, { method: "POST", body: new FormData(form), signal: asked.signal })
      if (!answer.ok) return
      const said = await answer.json()
      for (const panel of panels) show(panel, said[panel.dataset.liveCheck])
    } catch {
      // Another question came in between, or the network is away: what was said last stays.
    }
  }

  function later() {
    clearTimeout(timer)
    timer = setTimeout(ask, DELAY)
  }

  if (form) {
    for (const event of ["input", "change"]) form.addEventListener(event, later)
    later()
  }
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", readAlong)
else readAlong()
