// What scrolls sideways can be reached by keyboard.

function reach() {
  for (const part of document.querySelectorAll(".table-wrapper, .formula")) {
    if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
    else part.removeAttribute("tabindex");
  }
}

addEventListener("load", reach);
addEventListener("resize", reach);
