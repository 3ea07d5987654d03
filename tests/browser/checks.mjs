// What is asked of a page in the browser. Each check gives what is wrong, a line each, and leaves the page as it came.

import { accessibility, colours } from "./checks/accessibility.mjs";
import { cards } from "./checks/cards.mjs";
import { jumps } from "./checks/jumps.mjs";
import { keyboard } from "./checks/keyboard.mjs";
import { motion } from "./checks/motion.mjs";
import { darkPrint, pdf, print } from "./checks/paper.mjs";
import { largeText, spacing, widths } from "./checks/room.mjs";
import { withoutScripts } from "./checks/scripts.mjs";

export const CHECKS = { widths, largeText, spacing, jumps, keyboard, cards, accessibility, colours, motion, print, darkPrint, pdf, withoutScripts };
