// Parses charts with the real Mermaid: a JSON list of texts on stdin, a list of what was read on stdout.
import { JSDOM } from "jsdom";

const { window } = new JSDOM("");
globalThis.window = window; // Mermaid cleans texts with DOMPurify, which wants a browser
globalThis.document = window.document;
const { default: mermaid } = await import("mermaid");

async function read(chart) {
  try {
    await mermaid.parse(chart); // the first one also makes the kinds of charts known
    const { type, db } = await mermaid.mermaidAPI.getDiagramFromText(chart);
    const tasks = db.getTasks ? db.getTasks().map((task) => task.task.trim()) : [];
    return { type, title: db.getDiagramTitle(), tasks };
  } catch (error) {
    return { error: String(error) };
  }
}

let input = "";
for await (const part of process.stdin) input += part;
const found = [];
for (const chart of JSON.parse(input)) found.push(await read(chart));
process.stdout.write(JSON.stringify(found));
