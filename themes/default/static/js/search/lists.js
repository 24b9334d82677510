// Lists of numbers as the search index packs them.
//
// Takes strings of digits of 64 signs: five bits a digit, the lowest first, the sixth bit says that another digit follows.
// Gives arrays of numbers, or throws where a sign is none of the 64. It does not know what the numbers mean.
"use strict";

const searchLists = (() => {
  const signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const values = new Int8Array(128).fill(-1);
  for (let value = 0; value < signs.length; value += 1) values[signs.charCodeAt(value)] = value;

  /**
   * The values of the digits of a text.
   * @param {string} packed
   * @returns {Uint8Array}
   */
  function digits(packed) {
    const found = new Uint8Array(packed.length);
    for (let place = 0; place < packed.length; place += 1) {
      const code = packed.charCodeAt(place);
      const digit = code < 128 ? values[code] : -1;
      if (digit < 0) throw new Error(`a packed list holds a sign that is no digit, at ${place}`);
      found[place] = digit;
    }
    return found;
  }

  /**
   * The numbers of a packed list.
   * @param {string} packed
   * @returns {Uint32Array}
   */
  function unpack(packed) {
    const numbers = new Uint32Array(packed.length);
    let count = 0;
    let number = 0;
    let scale = 1;
    for (const digit of digits(packed)) {
      number += (digit & 31) * scale;
      if (digit & 32) {
        scale *= 32;
      } else {
        numbers[count] = number;
        count += 1;
        number = 0;
        scale = 1;
      }
    }
    if (scale !== 1) throw new Error("a packed list ends inside a number");
    return numbers.slice(0, count);
  }

  /**
   * Ascending numbers of which the list holds the gaps: the first as it is, then how many are left out before the next.
   * @param {string} packed
   * @returns {Uint32Array}
   */
  function unpackGaps(packed) {
    const numbers = unpack(packed);
    for (let place = 1; place < numbers.length; place += 1) numbers[place] += numbers[place - 1] + 1;
    return numbers;
  }

  return { signs, digits, unpack, unpackGaps };
})();
