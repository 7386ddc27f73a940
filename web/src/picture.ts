/** A drawing as a file that looks the same without the page: its styles are written into it. */

const SHOWN = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "paint-order",
];
const SCALE = 2;

/** Return a drawing as SVG or PNG. */
export async function asPicture(drawing: SVGSVGElement, form: "svg" | "png"): Promise<Blob> {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const [, , width = 800, height = 600] = (drawing.getAttribute("viewBox") ?? "").split(" ").map(Number);
  const originals = [drawing, ...drawing.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((element, n) => {
    const style = getComputedStyle(originals[n] as Element);
    for (const name of SHOWN) element.setAttribute(name, style.getPropertyValue(name));
    for (const name of ["class", "tabindex", "data-id"]) element.removeAttribute(name);
    if (element instanceof SVGAElement)
      element.setAttribute("href", new URL(element.href.baseVal, location.href).href);
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const svg = new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
  return form === "svg" ? svg : painted(svg, width, height, getComputedStyle(drawing).backgroundColor);
}

async function painted(svg: Blob, width: number, height: number, ground: string): Promise<Blob> {
  const address = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width * SCALE, height * SCALE];
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    context.fillStyle = ground;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((made) => (made ? resolve(made) : reject(new Error("no picture"))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
