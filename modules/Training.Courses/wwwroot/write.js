// Puts items of the library in where the author writes, and shows the lesson below while it is written. Without it both are buttons.
const form = document.getElementById("lesson-form");
const pause = 900;

if (form) {
  const fields = [...form.querySelectorAll("textarea")];
  let field = fields[0];
  fields.forEach((one) => one.addEventListener("focus", () => { field = one; }));

  form.querySelector("[data-insert]")?.addEventListener("click", (event) => {
    const markdown = form.querySelector("select")?.selectedOptions[0]?.dataset.markdown;
    if (markdown) {
      event.preventDefault();
      field.focus();
      field.setRangeText(markdown, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });

  const button = document.querySelector("[data-preview]");
  let timer = 0;
  let request = null;

  // A request for a document: the browser reads it as a page that runs nothing, and no markup passes through a string.
  const look = () => {
    request?.abort();
    request = new XMLHttpRequest();
    request.open("POST", button.formAction);
    request.responseType = "document";
    request.addEventListener("load", (event) => {
      const fresh = event.target.response?.getElementById("preview");
      if (event.target.status === 200 && fresh) {
        document.getElementById("preview").replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
      }
    });
    request.send(new URLSearchParams(new FormData(form)));
  };

  if (button) {
    form.addEventListener("input", (event) => {
      if (event.target instanceof HTMLTextAreaElement) {
        clearTimeout(timer);
        timer = setTimeout(look, pause);
      }
    });
  }
}
