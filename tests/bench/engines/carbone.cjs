// Serves carbone: reads a line, renders once, answers the milliseconds.
// usage: node carbone.cjs TEMPLATE DATA.json OUTPUT.docx   (NODE_PATH leads to its packages)
const fs = require("fs");
const readline = require("readline");
const carbone = require("carbone");

const [template, data, output] = process.argv.slice(2);
const context = JSON.parse(fs.readFileSync(data, "utf8"));

function render(done) {
  carbone.render(template, context, (error, result) => {
    if (error) throw error;
    done(result);
  });
}

render((result) => {
  fs.writeFileSync(output, result);
  readline.createInterface({ input: process.stdin }).on("line", () => {
    const start = process.hrtime.bigint();
    render(() => console.log(Number(process.hrtime.bigint() - start) / 1e6));
  });
});
