// What a page of one item does with a script: copy its link, print it, leave it without a way back.

const copy = document.querySelector("[data-copy-link]")
if (copy && navigator.clipboard) {
  copy.hidden = false
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href.split("#")[0])
    document.querySelector("[data-copy-status]").textContent = copy.dataset.copied
    copy.textContent = copy.dataset.copied
  })
}

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
