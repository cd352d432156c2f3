const { lived } = require('../../life');

Page(lived('other'));
