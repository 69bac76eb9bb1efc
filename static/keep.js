// Keeps what somebody types in a long form in this browser, and nowhere else, until it is sent. Name and address are left
// out: a browser may be shared. Without this script the form works the same.

const WAIT = 400 // milliseconds after the last key
const LONGEST = 7 * 24 * 3600 * 1000 // milliseconds that it is kept
const form = document.querySelector("form[data-keep]")
const done = document.querySelector("[data-keep-done]")

function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key))
    if (kept && Date.now() - kept.at < LONGEST) return kept.values
    localStorage.removeItem(key)
  } catch {
    // No storage, or something else stands there.
  }
  return null
}

function write(key, values) {
  try {
    if (values) localStorage.setItem(key, JSON.stringify({ at: Date.now(), values }))
    else localStorage.removeItem(key)
    return true
  } catch {
    return false
  }
}

function keep(key) {
  const note = form.querySelector("[data-keep-note]")
  const status = form.querySelector("[data-keep-status]")
  const fields = [...form.querySelectorAll("textarea, select, input[type=checkbox]")]
  const isTick = (field) => field.type === "checkbox"
  const values = () => fields.map((field) => (isTick(field) ? field.checked : field.value))
  const isEmpty = () => values().every((value) => !value)
  let timer = 0

  function say(what) {
    if (status.textContent !== status.dataset[what]) status.textContent = status.dataset[what]
    note.hidden = false
  }

  const before = read(key)
  if (before && isEmpty() && before.length === fields.length) {
    fields.forEach((field, index) => {
      if (isTick(field)) field.checked = before[index]
      else field.value = before[index]
    })
    say("restored")
  } else if (before) say("kept") // what the server sent back is newer
  form.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (write(key, isEmpty() ? null : values())) say("kept")
    }, WAIT)
  })
  form.querySelector("[data-keep-clear]").addEventListener("click", () => {
    clearTimeout(timer)
    write(key, null)
    for (const field of fields) {
      if (isTick(field)) field.checked = false
      else field.value = ""
    }
    say("cleared")
    fields[0].focus()
  })
}

if (form) keep(form.dataset.keep)
if (done) write(done.dataset.keepDone, null)
