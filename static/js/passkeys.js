// Shows passkey buttons where the browser can use passkeys, and says so in the page when one was not used.
// Without this script the buttons stay hidden and the other ways to sign in remain.
document.addEventListener('DOMContentLoaded', () => {
  if (!window.PublicKeyCredential) return
  for (const element of document.querySelectorAll('[data-needs-passkeys]')) element.hidden = false
  document.addEventListener('allauth.error', (event) => {
    event.preventDefault()
    for (const element of document.querySelectorAll('[data-passkey-error]')) element.hidden = false
  })
})
