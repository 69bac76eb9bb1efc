// What a machine can see of a page: each function returns what is wrong, in words.
globalThis.sight = (() => {
  const all = (selector) => [...document.querySelectorAll(selector)]
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  const has = (element) => `${element.tagName.toLowerCase()}.${element.className}: ${element.textContent.trim().slice(0, 40)}`

  /** Parts that are on purpose only heard, or only there while they have the focus. */
  function forEarsOnly(element) {
    for (let box = element; box; box = box.parentElement) {
      if (getComputedStyle(box).clipPath !== "none" || box.matches("a[href='#main']:not(:focus)")) return true
    }
    return false
  }

  function bars() {
    const stays = (element) => ["sticky", "fixed"].includes(getComputedStyle(element).position)
    return all("body *").filter((element) => stays(element) && shown(element) && !forEarsOnly(element))
  }

  const sideways = () => Math.max(0, document.documentElement.scrollWidth - innerWidth)

  /** Text that a box around it hides, or that stands beside the window. */
  function cutOff() {
    const cut = new Set()
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const parent = texts.currentNode.parentElement
      if (!texts.currentNode.data.trim() || !shown(parent) || forEarsOnly(parent)) continue
      const range = document.createRange()
      range.selectNodeContents(texts.currentNode)
      const places = [...range.getClientRects()]
      if (places.some((place) => place.left < -1 || place.right > innerWidth + 1)) cut.add(has(parent))
      if (isHiddenByABox(parent, places)) cut.add(has(parent))
    }
    return [...cut]
  }

  function isHiddenByABox(element, places) {
    for (let box = element; box; box = box.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(box)
      if ([overflowX, overflowY].some((value) => ["auto", "scroll"].includes(value))) return false
      const edge = box.getBoundingClientRect()
      const beside = (place) => place.left < edge.left - 1 || place.right > edge.right + 1
      const above = (place) => place.top < edge.top - 1 || place.bottom > edge.bottom + 1
      if (overflowX !== "visible" && places.some(beside)) return true
      if (overflowY !== "visible" && places.some(above)) return true
    }
    return false
  }

  const heightOfBars = () => bars().reduce((height, bar) => height + bar.getBoundingClientRect().height, 0)

  /** Whether what has the focus stands outside the window, or under a bar that stays in its place. */
  function isCovered(element) {
    const place = element.getClientRects()[0]
    const isUnder = (bar) => {
      const edge = bar.getBoundingClientRect()
      return !bar.contains(element) && place.top < edge.bottom - 1 && place.bottom > edge.top + 1
    }
    return place.bottom > innerHeight + 1 || place.top < -1 || bars().some(isUnder)
  }

  function focusCovered() {
    return all("a[href], button, input, select, summary, [tabindex='0']").filter((element) => {
      if (!shown(element)) return false
      element.focus()
      return document.activeElement === element && isCovered(element)
    }).map(has)
  }

  /** What is wrong with the focus as it is now: nothing has it, no mark shows it, or something covers it. */
  function focusNow() {
    const element = document.activeElement
    if (element === document.body) return "nothing has the focus"
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) return `not marked: ${has(element)}`
    return isCovered(element) ? `covered: ${has(element)}` : ""
  }

  function luminance(colour) {
    const context = new OffscreenCanvas(1, 1).getContext("2d")
    context.fillStyle = colour
    context.fillRect(0, 0, 1, 1)
    const [red, green, blue] = [...context.getImageData(0, 0, 1, 1).data].map((value) => {
      const part = value / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }

  function contrast(one, other) {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return (high + 0.05) / (low + 0.05)
  }

  /** In forced colours no background tells a button from a word, and a shape may keep a colour of its own. */
  function lostInForcedColours() {
    const paper = document.body.appendChild(document.createElement("i"))
    paper.style.backgroundColor = "Canvas"
    const behind = getComputedStyle(paper).backgroundColor
    paper.remove()
    const shapes = all("svg :is(path, rect, circle, line, polyline, polygon, use)").filter((shape) => {
      if (!shown(shape.ownerSVGElement)) return false
      const { fill, stroke } = getComputedStyle(shape)
      const colours = [fill, stroke].filter((colour) => colour.startsWith("rgb"))
      return colours.length && colours.every((colour) => contrast(colour, behind) < 3)
    }).map((shape) => has(shape.ownerSVGElement.parentElement))
    const buttons = all("main button, .nl-button, main select, main input").filter((button) => {
      if (!shown(button) || forEarsOnly(button) || button.matches("[type=checkbox], [type=radio]")) return false
      const { borderTopStyle, borderTopWidth, textDecorationLine } = getComputedStyle(button)
      const hasEdge = borderTopStyle !== "none" && parseFloat(borderTopWidth) > 0
      return !hasEdge && !textDecorationLine.includes("underline")
    }).map(has)
    return [...shapes, ...buttons]
  }

  function lines() {
    const words = document.querySelector("main").innerText.split("\n").map((line) => line.trim())
    return [...new Set(words.filter(Boolean))]
  }

  const hiddenWords = () => all("[hidden], [hidden] *").map((part) => part.textContent.trim())

  return { sideways, cutOff, heightOfBars, focusCovered, focusNow, lostInForcedColours, lines, hiddenWords }
})()
