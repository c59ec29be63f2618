import "./find.js";
import "./keep.js";
import "./menus.js";
import "./notices.js";
