// An editor in a tab whose session ended, or in whose browser somebody else signed in: says so, sends nothing that would
// be lost or saved as of the other, and goes on once the same person signed in again in another tab. Each sign-in gives
// another CSRF token: one that this tab does not know is of nobody until the server said of whom.
function staySignedIn() {
  const EDITOR = "form[data-edit-form]"
  const WINDOW = ".modal form" // of Wagtail, in which a remark goes with a decision
  const { who, ...told } = document.currentScript.dataset
  const { content: person, dataset: { name } } = document.querySelector("meta[name=signed-in]")
  let known = token()
  let notice

  function token() {
    return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]
  }

  function isKnown() {
    return token() === known
  }

  function refresh() {
    if (!known) return
    for (const form of document.querySelectorAll(`${EDITOR}, ${WINDOW}, form.w-editing-sessions`)) {
      let field = form.querySelector("input[name=csrfmiddlewaretoken]")
      if (!field) {
        field = document.createElement("input")
        field.type = "hidden"
        field.name = "csrfmiddlewaretoken"
        form.append(field)
      }
      field.value = known
    }
  }

  function say(isOther) {
    const door = document.createElement("a")
    door.href = isOther ? told.signOut : told.signIn
    door.target = "_blank"
    door.textContent = isOther ? told.otherLink.replace("{name}", name) : told.link
    const words = isOther ? told.otherText : told.text
    const place = document.querySelector(".modal.in .modal-body") ?? document.querySelector(EDITOR)
    if (!place) return
    if (notice?.parentElement === place && notice.textContent === `${words} ${door.textContent}`) return
    notice?.remove()
    notice = document.createElement("div")
    notice.className = "help-block help-critical"
    notice.setAttribute("role", "alert")
    notice.append(`${words} `, door)
    place.prepend(notice)
  }

  function goOn(now) {
    const isSaved = !notice && now === known
    known = now
    refresh()
    if (isSaved) return
    notice?.remove()
    notice = undefined
    // What was typed meanwhile is saved now, not after the next key.
    document.querySelector(EDITOR).dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true }))
  }

  // Tells whether the person who opened this tab is signed in.
  async function check() {
    const now = token()
    try {
      const answer = await fetch(who, { redirect: "manual" })
      const found = answer.ok ? (await answer.json()).person : null
      if (String(found) === person) goOn(now)
      else say(found !== null)
    } catch {
      // The network is away: Wagtail says so itself.
    }
    return !notice && isKnown()
  }

  async function hold(event, form, again) {
    if (!form?.matches(`${EDITOR}, ${WINDOW}`) || (!notice && isKnown())) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (await check()) again()
    else notice?.scrollIntoView({ block: "center" })
  }

  // Wagtail's windows say nothing when the server refuses, and leave the button turned off.
  function watchWindows() {
    const open = window.ModalWorkflow
    if (!open) return
    window.ModalWorkflow = (options) => {
      const opened = open({ onError: failed, ...options })
      function failed() {
        for (const button of [opened.triggerElement, ...(opened.container?.find("[type=submit]") ?? [])]) {
          button?.removeAttribute("disabled")
          button?.removeAttribute("data-w-progress-loading-value")
        }
        check()
      }
      return opened
    }
  }

  document.addEventListener("DOMContentLoaded", watchWindows)
  window.addEventListener("focus", () => {
    if (notice || !isKnown()) check()
  })
  document.addEventListener("w-session:ping", refresh, true)
  document.addEventListener("w-autosave:save", (event) => {
    if (known) event.detail.formData.set("csrfmiddlewaretoken", known)
    if (isKnown()) return
    event.preventDefault()
    check()
  })
  document.addEventListener("w-autosave:error", check)
  document.addEventListener("w-swap:error", ({ detail }) => {
    if (detail.error?.status === 403) check()
  })
  document.addEventListener("submit", (event) => {
    const { submitter, target } = event
    hold(event, target, () => (submitter ? submitter.click() : target.requestSubmit()))
  }, true)
  // Before Wagtail turns a button off that is saving, or opens a window.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[type=submit], [data-workflow-action-name]")
    hold(event, button?.form, () => button.click())
  }, true)
}

staySignedIn()
