// Where somebody pointed at a picture, on pages that do not save answers by themselves.

import { pointing } from './phone/fields.js';

pointing(document);
