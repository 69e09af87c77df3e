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
// Three views of the sequence make the signature. The first two are made by
// one-permutation hashing (Li, Owen and Zhang, "One permutation hashing",
// NIPS 2012): a shingle's hash names a bin, and each bin keeps the smallest
// hash it saw. Their shingles are of long words only, so that "in the" and "said
// that" do not make texts alike, and an edited small word breaks nothing.
//
//   - The sketch: 256 bins over pairs of long words, four bits a bin (b-bit
//     minwise hashing, Li and König, WWW 2010). It estimates the resemblance
//     of two texts; with the two counts of shingles that gives the
//     containment, the share of the smaller text that stands in the larger. A
//     cut tail lowers resemblance and leaves containment as it is.
//   - The keys: 20 bins over the head of the text and 12 over all of it, of
//     three still longer words, 15 bits a bin. Each key is one band of one row
//     for locality-sensitive hashing: two texts that agree in two keys are
//     compared, short ones that agree in one. Three such words are rare enough
//     that one row does, and one row finds texts of low resemblance, which cut
//     tails are.
//   - The numbers: the first 16 in reading order, each with the word after it.
//
// Bins that saw no shingle stay empty and are left out of the estimate on both
// sides, which keeps it unbiased for short texts. Densification of empty bins
// (Shrivastava, "Optimal densification for fast and accurate minwise hashing",
// ICML 2017) exists to fill bands of several rows; with bands of one row it
// would only index the same shingle twice.
//
// A pair is a copy if its containment is high enough, where less is asked of
// two texts whose heads agree and more of short texts; if the heads agree at
// all where the lengths differ; and if the numbers agree as often as the
// containment lets expect. The last keeps apart the bulletins of a series,
// which share their words and differ in their numbers.
//
// # Where it errs
//
// In doubt two texts are not copies. A cut to less than about a quarter, a
// part taken from the middle of a longer text, a digest that holds several
// reports, and a rewrite of more than a fifth of the words are not found, nor
// are some cuts to a third that are also edited in 15 % of the words. Texts
// under [ShortText] words are copies only of equal ones. Two bulletins that
// differ in few words and fewer than three numbers are taken for copies.
package copies
