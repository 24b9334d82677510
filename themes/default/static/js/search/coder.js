// Numbers that were packed by how likely they are: those that come often take little room.
//
// Takes a text of digits of 64 signs, and for each number how much room all that it may be has. Gives where in that room the number is.
// It reckons in whole numbers below 2^53, digit by digit, as the program that wrote the text. What the numbers mean is known elsewhere.
"use strict";

/** What is left of a packed text. */
class SearchCoder {
  /** @param {string} packed */
  constructor(packed) {
    this.digits = searchLists.digits(packed);
    this.next = 0;
    this.range = 2 ** 48;
    this.code = 0;
    for (let digit = 0; digit < 8; digit += 1) this.code = this.code * 64 + this.digit();
  }

  /** The next digit; behind the last come zeros. */
  digit() {
    const digit = this.next < this.digits.length ? this.digits[this.next] : 0;
    this.next += 1;
    return digit;
  }

  /**
   * Where in a room the number is; `took` must follow.
   * @param {number} all
   */
  place(all) {
    this.range = Math.floor(this.range / all);
    const place = Math.floor(this.code / this.range);
    if (place >= all) throw new Error("a packed text says what nothing means");
    return place;
  }

  /**
   * What the room of the number was.
   * @param {number} from
   * @param {number} size
   */
  took(from, size) {
    this.code -= this.range * from;
    this.range *= size;
    while (this.range < 0x400_0000_0000) {
      this.code = this.code * 64 + this.digit();
      this.range *= 64;
    }
  }

  /**
   * A number below another, each as likely as the others.
   * @param {number} all
   */
  below(all) {
    if (all === 1) return 0;
    const number = this.place(all);
    this.took(number, 1);
    return number;
  }
}

/** How often each of a few numbers came so far. */
class SearchModel {
  /** @param {number[]} counts what is expected at first */
  constructor(counts) {
    this.counts = counts.slice();
    this.all = counts.reduce((sum, count) => sum + count, 0);
  }

  /**
   * The next of them.
   * @param {SearchCoder} coder
   */
  read(coder) {
    const { counts } = this;
    const place = coder.place(this.all);
    let number = 0;
    let from = 0;
    while (from + counts[number] <= place) {
      from += counts[number];
      number += 1;
    }
    coder.took(from, counts[number]);
    counts[number] += 24;
    this.all += 24;
    if (this.all > 2048) {
      this.all = 0;
      for (let at = 0; at < counts.length; at += 1) {
        counts[at] = Math.ceil(counts[at] / 2);
        this.all += counts[at];
      }
    }
    return number;
  }
}
