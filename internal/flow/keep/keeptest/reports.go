package keeptest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/record"
)

// Report makes a report of a text as the flow would give it, with its bytes equal to the text. Its key follows from
// path and text.
func Report(path, title, published, text string) keep.Report {
	id := record.DocumentIDOf(text)
	sum := sha256.Sum256([]byte(text))
	return keep.Report{
		Key: sha256.Sum256([]byte(path + "\x00" + text)),
		Document: record.Document{
			Kind: "document", ID: id, Path: path, Title: title, Published: published, Language: "en", Read: true,
			Bytes: len(text), Format: "text", Charset: "utf-8", RawSHA256: hex.EncodeToString(sum[:]),
		},
		Text:      text,
		Signature: sum[:16],
	}
}

// WithRaw gives the report other bytes than its text.
func WithRaw(r keep.Report, raw []byte) keep.Report {
	sum := sha256.Sum256(raw)
	r.Raw, r.Document.RawSHA256 = raw, hex.EncodeToString(sum[:])
	return r
}

// WithFacts gives the report an event, a time and a notice about the beginning of its text.
func WithFacts(r keep.Report) keep.Report {
	end := strings.IndexByte(r.Text+" ", ' ')
	span := record.Span{Start: 0, End: end}
	event := &record.Event{Document: r.Document.ID, Span: span, Quote: r.Text[:end], Type: "CONSULT", CAMEO: "042", Status: record.Actual}
	if err := record.Identify(event); err != nil {
		panic("internal error: " + err.Error())
	}
	r.Facts = []record.Entry{
		event,
		&record.Time{Document: r.Document.ID, Span: span, Text: r.Text[:end], Value: "2025-08-23", Precision: "day"},
		&record.Notice{Document: r.Document.ID, Code: "date-unknown", Message: "no date was found"},
	}
	r.Document.Notices = 1
	return r
}

// Failure makes a failure of an input.
func Failure(path, code string) keep.Failure {
	return keep.Failure{Key: sha256.Sum256([]byte("failure\x00" + path)), Path: path, Stage: "extract", Code: code, Message: "it could not be read"}
}

// Many makes n different reports of about size bytes from a vocabulary of 30,000 made-up words whose frequencies fall
// as those of a language do. Equal arguments give equal reports.
func Many(seed uint64, n, size int) []keep.Report {
	random := rand.New(rand.NewPCG(seed, 1))
	zipf := rand.NewZipf(random, 1.07, 4, 30_000)
	reports := make([]keep.Report, n)
	var b strings.Builder
	for i := range reports {
		b.Reset()
		for b.Len() < size {
			b.WriteString(Word(zipf.Uint64()))
			switch random.IntN(12) {
			case 0:
				b.WriteString(". ")
			case 1:
				b.WriteString(",\n")
			default:
				b.WriteByte(' ')
			}
		}
		day := 1 + random.IntN(28)
		reports[i] = Report(fmt.Sprintf("reports/%d/%06d.txt", seed, i), "Title "+Word(zipf.Uint64())+" "+Word(zipf.Uint64()),
			fmt.Sprintf("2025-%02d-%02d", 1+i%12, day), b.String())
	}
	return reports
}

// Word gives the made-up word with a number: few syllables for low numbers, more for high ones.
func Word(n uint64) string {
	const consonants, vowels = "bdfgklmnprstvz", "aeiou"
	var b []byte
	for n++; n > 0; n /= uint64(len(consonants) * len(vowels)) {
		syllable := n % uint64(len(consonants)*len(vowels))
		b = append(b, consonants[syllable/uint64(len(vowels))], vowels[syllable%uint64(len(vowels))])
	}
	return string(b)
}

// testRuns adds with two versions and asks what was made with which.
func testRuns(t *testing.T, s keep.Store) {
	other := run
	other.Program = "2.0.0"
	batches := []keep.Batch{
		{Reports: []keep.Report{Report("a", "", "", "One."), Report("b", "", "", "Two.")}, Run: run},
		{Reports: []keep.Report{Report("c", "", "", "Two."), Report("d", "", "", "Three.")}, Run: other},
		{Reports: []keep.Report{Report("e", "", "", "Four.")}, Run: run},
	}
	if all, err := s.Runs(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("runs of an empty record: %v, %v", all, err)
	}
	for _, b := range batches {
		if _, err := s.Add(t.Context(), b, nil); err != nil {
			t.Fatal(err)
		}
	}
	all, err := s.Runs(t.Context())
	if err != nil || len(all) != 2 || all[0].Run != run || all[0].Documents != 3 || all[1].Run != other || all[1].Documents != 1 {
		t.Errorf("runs: %v, %+v", err, all)
	}
}
