// Goes on opening by itself: presses the button that stands there for everybody.
document.querySelector("form[data-press] button").click();
