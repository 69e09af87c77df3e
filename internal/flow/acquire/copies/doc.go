// Package copies finds reports that are copies of one another: the same text
// syndicated with another headline, cut at the end, edited lightly, or dressed
// in the header and footer of an agency.
//
// The way of a report through the package:
//
//   - [Sign] reads the text once and gives a [Signature] of fixed size. It is
//     what a store keeps of the text for this purpose.
//   - [Index] holds signatures in memory. [Index.Add] returns the earlier
//     documents that the new one is a copy of, or that are copies of it.
//   - [Join] and [Group] turn the pairs into groups with one origin each.
//
// # Method
//
// A text is a sequence of words, folded so that case, accents, punctuation,
// typographic variants and white space do not count. Numbers are kept as
// words. Scripts that write no spaces count each character as a word and use
// longer shingles.
//
// Three views of the sequence make the signature, each by one-permutation
// hashing (Li, Owen and Zhang, "One permutation hashing", NIPS 2012): a
// shingle's hash names a bin, and each bin keeps the smallest hash it saw.
//
//   - The sketch: 256 bins over all shingles, four bits a bin (b-bit minwise
//     hashing, Li and König, WWW 2010). It estimates the resemblance of two
//     texts; with the two counts of shingles that gives the containment, the
//     share of the smaller text that stands in the larger. A cut tail lowers
//     resemblance and leaves containment as it is.
//   - The keys: 16 bins over the head of the text and 8 over all of it, of
//     shingles of long words only, 16 bits a bin. Each key is one band of one
//     row for locality-sensitive hashing: two texts that agree in one key are
//     compared. Long words make a shingle rare enough that one row does, and
//     one row finds texts of low resemblance, which cut tails are.
//   - The numbers: the first 16 numbers in reading order. Bulletins of one
//     series share their words and differ in their numbers; an edited copy
//     changes its numbers no more often than its words.
//
// Bins that saw no shingle stay empty and are left out of the estimate on both
// sides, which keeps it unbiased for short texts. Densification of empty bins
// (Shrivastava, ICML 2017) exists to fill bands of several rows; with bands of
// one row it would only index the same shingle twice.
//
// # Where it errs
//
// In doubt two texts are not copies. A cut to less than about a quarter, a
// part taken from the middle of a longer text, and a rewrite of more than a
// fifth of the words are not found. Texts under [ShortText] words are copies
// only of equal ones. Two bulletins that differ in a handful of words and in
// almost no number are taken for copies.
package copies
