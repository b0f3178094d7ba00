/* Runs inside the folder where NocoDB's packages are installed. */
const express = require('express');
const { Noco } = require('nocodb');

const app = express();
app.disable('etag');
const server = app.listen(Number(process.env.PORT), '127.0.0.1', async () => {
  try {
    app.use(await Noco.init({}, server, app));
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
});
