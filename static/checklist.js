// Ticks of a playbook stay in this browser: nothing is sent, and a private window forgets them.

const list = document.querySelector("[data-checklist]")
const key = `draaiboek-${list?.dataset.checklist}`

function stored() {
  try {
    return new Set(JSON.parse(localStorage.getItem(key)) ?? [])
  } catch {
    return new Set()
  }
}

function store(ticked) {
  try {
    if (ticked.size) localStorage.setItem(key, JSON.stringify([...ticked]))
    else localStorage.removeItem(key)
  } catch {
    // Storage is off or full: the ticks then last as long as the page.
  }
}

function show(ticked) {
  for (const box of list.querySelectorAll("[data-check]")) box.checked = ticked.has(box.dataset.check)
  clear.hidden = ticked.size === 0
}

const clear = document.querySelector("[data-clear-checks]")
if (list && clear) {
  show(stored())
  list.addEventListener("change", () => {
    const ticked = [...list.querySelectorAll("[data-check]:checked")].map((box) => box.dataset.check)
    store(new Set(ticked))
    clear.hidden = ticked.length === 0
  })
  clear.addEventListener("click", () => {
    store(new Set())
    show(new Set())
    list.querySelector("[data-check]").focus()
  })
}
