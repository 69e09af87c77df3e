// Package record holds the types in which facts leave chancery: documents, events, claims, figures, times, actors,
// disputes and notices, with the spans of text that prove them, their JSON form and the check that they hold.
//
// Everything here is part of the promise to users: keys are only ever added, never renamed, and a value that is not
// known is null or empty, never a default. The package depends on the standard library alone, so that other programs
// can read a record with it.
//
// Positions are half-open byte ranges [start, end) of the UTF-8 text of one document. Start with [Entry] (any line of
// the JSON Lines form), [Decode] and [Encoder] (reading and writing it), and [Verify] (checking it against the text).
package record
