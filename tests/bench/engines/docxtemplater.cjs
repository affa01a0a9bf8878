// Serves docxtemplater: reads a line, renders once, answers the milliseconds of work.
// usage: node docxtemplater.cjs TEMPLATE DATA.json OUTPUT.docx   (NODE_PATH leads to its packages)
const fs = require("fs");
const readline = require("readline");
const Docxtemplater = require("docxtemplater");
const PizZip = require("pizzip");

const [template, data, output] = process.argv.slice(2);
const content = fs.readFileSync(template);
const context = JSON.parse(fs.readFileSync(data, "utf8"));

const milliseconds = (used) => (used.user + used.system) / 1000;

function render() {
  const document = new Docxtemplater(new PizZip(content), { paragraphLoop: true, linebreaks: true });
  document.render(context);
  return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE", compressionOptions: { level: 1 } });
}

fs.writeFileSync(output, render());
readline.createInterface({ input: process.stdin }).on("line", () => {
  const start = process.cpuUsage();
  render();
  console.log(milliseconds(process.cpuUsage(start)));
});
