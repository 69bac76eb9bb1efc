// What a page of one item does with a script: copy its link or a reference, print it, leave it without a way back.

function offerCopy(button, text) {
  if (!button || !navigator.clipboard) return
  button.hidden = false
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text())
    document.querySelector("[data-copy-status]").textContent = button.dataset.copied
    button.textContent = button.dataset.copied
  })
}

offerCopy(document.querySelector("[data-copy-link]"), () => location.href.split("#")[0])
offerCopy(document.querySelector("[data-copy-text]"), () => document.querySelector("[data-copy-source]").textContent.trim())

const print = document.querySelector("[data-print]")
if (print) {
  print.hidden = false
  print.addEventListener("click", () => window.print())
}

// A plain link stays in the history; replacing the page keeps "back" from showing it.
document.querySelector("[data-leave]")?.addEventListener("click", (event) => {
  event.preventDefault()
  document.body.hidden = true
  location.replace(event.currentTarget.href)
})
