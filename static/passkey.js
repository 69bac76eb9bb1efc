// Passkeys: asks the device to make one or to show one, and sends its answer with the form.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0))
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")
const known = (list = []) => list.map((each) => ({ ...each, id: bytes(each.id) }))

function answer(credential) {
  const { response } = credential
  const parts = ["attestationObject", "authenticatorData", "clientDataJSON", "signature", "userHandle"]
  const given = parts.filter((name) => response[name]).map((name) => [name, text(response[name])])
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: Object.fromEntries(given),
  })
}

async function options(form) {
  if (form.dataset.passkey !== "login") return JSON.parse(document.getElementById("passkey-options").textContent).publicKey
  const found = await fetch(form.action, { headers: { Accept: "application/json" } })
  if (!found.ok) throw new Error(String(found.status))
  return (await found.json()).request_options.publicKey
}

async function ask(form) {
  const publicKey = await options(form)
  publicKey.challenge = bytes(publicKey.challenge)
  publicKey.allowCredentials = known(publicKey.allowCredentials)
  if (form.dataset.passkey !== "create") return navigator.credentials.get({ publicKey })
  publicKey.user.id = bytes(publicKey.user.id)
  publicKey.excludeCredentials = known(publicKey.excludeCredentials)
  return navigator.credentials.create({ publicKey })
}

for (const form of window.PublicKeyCredential ? document.querySelectorAll("[data-passkey]") : []) {
  form.hidden = false
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    const error = form.querySelector("[data-passkey-error]")
    error.hidden = true
    try {
      form.elements.credential.value = answer(await ask(form))
      form.submit()
    } catch {
      error.hidden = false // refused, no device, or too late: the browser does not tell which
      error.focus()
    }
  })
}
