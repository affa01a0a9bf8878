// Serves carbone: reads a line, renders once, answers the milliseconds of work.
// usage: node carbone.cjs TEMPLATE DATA.json OUTPUT.docx   (NODE_PATH leads to its packages)
const fs = require("fs");
const readline = require("readline");
const carbone = require("carbone");

const [template, data, output] = process.argv.slice(2);
const context = JSON.parse(fs.readFileSync(data, "utf8"));

const milliseconds = (used) => (used.user + used.system) / 1000;

function render(done) {
  carbone.render(template, context, (error, result) => {
    if (error) throw error;
    done(result);
  });
}

render((result) => {
  fs.writeFileSync(output, result);
  readline.createInterface({ input: process.stdin }).on("line", () => {
    const start = process.cpuUsage();
    render(() => console.log(milliseconds(process.cpuUsage(start))));
  });
});
