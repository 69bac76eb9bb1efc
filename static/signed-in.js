// An editor in a tab whose session ended: says so, sends nothing that would be lost, and goes on once somebody
// signed in again in another tab. That gives another CSRF token, so each question gets the one of now.
function staySignedIn() {
  const { account, signIn, text, link } = document.currentScript.dataset
  let notice

  function token() {
    return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]
  }

  function refresh() {
    const editors = document.querySelectorAll("form[data-edit-form], form.w-editing-sessions")
    if (!token()) return
    for (const form of editors) {
      let field = form.querySelector("input[name=csrfmiddlewaretoken]")
      if (!field) {
        field = document.createElement("input")
        field.type = "hidden"
        field.name = "csrfmiddlewaretoken"
        form.append(field)
      }
      field.value = token()
    }
  }

  function say() {
    if (notice) return
    notice = document.createElement("div")
    notice.className = "help-block help-critical"
    notice.setAttribute("role", "alert")
    const door = document.createElement("a")
    door.href = signIn
    door.target = "_blank"
    door.textContent = link
    notice.append(`${text} `, door)
    document.querySelector("form[data-edit-form]").prepend(notice)
  }

  function goOn() {
    notice?.remove()
    notice = undefined
    refresh()
    // What was typed meanwhile is saved now, not after the next key.
    document.querySelector("form[data-edit-form]").dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true }))
  }

  function hold(event, form) {
    if (!form?.matches("form[data-edit-form]")) return
    refresh()
    if (!notice) return
    event.preventDefault()
    event.stopImmediatePropagation()
    notice.scrollIntoView({ block: "center" })
  }

  async function check() {
    try {
      const answer = await fetch(account, { method: "HEAD", redirect: "manual" })
      if (answer.type === "opaqueredirect") say()
      else if (notice) goOn()
    } catch {
      // The network is away: Wagtail says so itself.
    }
  }

  window.addEventListener("focus", () => {
    refresh()
    if (notice) check()
  })
  document.addEventListener("w-session:ping", refresh, true)
  document.addEventListener("w-autosave:save", ({ detail }) => {
    refresh()
    if (token()) detail.formData.set("csrfmiddlewaretoken", token())
  })
  document.addEventListener("w-autosave:error", check)
  document.addEventListener("w-swap:error", ({ detail }) => {
    if (detail.error?.status === 403) check()
  })
  document.addEventListener("submit", (event) => hold(event, event.target), true)
  // Before Wagtail turns a button off that is saving.
  document.addEventListener("click", (event) => hold(event, event.target.closest("[type=submit]")?.form), true)
}

staySignedIn()
