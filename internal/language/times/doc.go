// Package times finds expressions of time in English text and says which time they mean: an interval, its precision,
// a TIMEX3 value and the rule that gave it.
//
// Start with [Open] and [Grammar.Find]. The grammar is closed and is data: data/rules.tsv holds one rule a line as a
// pattern over classes of words, data/words.tsv the words of the classes, data/holidays.tsv and data/periods.tsv days
// and times with names. A rule names a kind, and each kind has one resolver in Go. What a day without a year, a
// weekday or "a day earlier" means is told from the date of the document, the earlier times of the text and the words
// around the expression that show its tense. Where none of them tells, the time stays open: no date is invented.
package times
