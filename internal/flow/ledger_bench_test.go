package flow_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/sqlite"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/kinds"
	"github.com/chancery-project/chancery/internal/sample"
	"github.com/chancery-project/chancery/record"
)

// yearsApart is how many days lie between one telling of the demonstration and the next: eight years of 365.25 days.
const yearsApart = 2922

// BenchmarkJoin adds the demonstration again and again to a record, each time eight years later, and takes the time of
// the ledger alone: us/report over the last tenth and over the first. It adds 2,000 reports, or as many as
// CHANCERY_LEDGER_REPORTS says.
func BenchmarkJoin(b *testing.B) {
	size := 2000
	if n, err := strconv.Atoi(os.Getenv("CHANCERY_LEDGER_REPORTS")); err == nil {
		size = n
	}
	joined, err := kinds.All()
	if err != nil {
		b.Fatal(err)
	}
	told := readDemonstration(b)
	for b.Loop() {
		s, err := sqlite.Create(b.Context(), b.TempDir())
		if err != nil {
			b.Fatal(err)
		}
		var spent []time.Duration // by rounds
		for round := 0; round*len(told) < size; round++ {
			batch := keep.Batch{}
			for _, r := range told {
				batch.Reports = append(batch.Reports, later(b, r, round))
			}
			if _, err := s.Add(b.Context(), batch, nil); err != nil {
				b.Fatal(err)
			}
			begin := cpuTime()
			if _, err := ledger.Update(b.Context(), s, joined); err != nil {
				b.Fatal(err)
			}
			spent = append(spent, cpuTime()-begin)
			if round%40 == 39 {
				b.Logf("%d reports: %v a report in this round", (round+1)*len(told), spent[round]/time.Duration(len(told)))
			}
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		tenth := max(1, len(spent)/10)
		b.ReportMetric(perReport(spent[:tenth], len(told)), "first-us/report")
		b.ReportMetric(perReport(spent[len(spent)-tenth:], len(told)), "last-us/report")
	}
}

func perReport(spent []time.Duration, reports int) float64 {
	sum := time.Duration(0)
	for _, d := range spent {
		sum += d
	}
	return float64(sum.Microseconds()) / float64(len(spent)*reports)
}

// toldReport is a report of the demonstration with its facts as lines.
type toldReport struct {
	document record.Document
	text     string
	facts    []string
}

func readDemonstration(b *testing.B) []toldReport {
	b.Helper()
	reader, err := flow.NewReader(flow.ReaderOptions{})
	if err != nil {
		b.Fatal(err)
	}
	var all []toldReport
	for raw := range sample.Demonstration() {
		reading, err := reader.Read(b.Context(), raw)
		if err != nil {
			b.Fatal(err)
		}
		r := toldReport{document: *reading.Document.Entry(), text: reading.Document.Text}
		for _, e := range reading.Document.Entries() {
			line, err := record.Encode(e)
			if err != nil {
				b.Fatal(err)
			}
			r.facts = append(r.facts, string(line))
		}
		all = append(all, r)
	}
	return all
}

// dateValue is a date as a value of a fact.
var dateValue = regexp.MustCompile(`"\d{4}(-\d{2}(-\d{2}(T[^"]*)?)?)?"`)

// later gives a report as it would be told so many times eight years later.
func later(b *testing.B, r toldReport, round int) keep.Report {
	b.Helper()
	shift := func(day string) string {
		day, clock, _ := strings.Cut(day, "T")
		form := time.DateOnly[:len(day)]
		d, err := time.Parse(form, day)
		if err != nil {
			return day
		}
		if day = d.AddDate(0, 0, round*yearsApart).Format(form); clock != "" {
			day += "T" + clock
		}
		return day
	}
	d, text := r.document, fmt.Sprintf("%s\nTold %d times before.", r.text, round)
	sum := sha256.Sum256([]byte(text))
	d.ID, d.RawSHA256, d.Bytes, d.Dates = record.DocumentIDFrom(sum), hex.EncodeToString(sum[:]), len(text), nil
	d.Published = shift(d.Published)
	out := keep.Report{Key: sha256.Sum256([]byte(d.Path + text)), Document: d, Text: text, Signature: sum[:16]}
	for _, line := range r.facts {
		line = strings.ReplaceAll(line, string(r.document.ID), string(d.ID))
		line = dateValue.ReplaceAllStringFunc(line, func(v string) string { return `"` + shift(v[1:len(v)-1]) + `"` })
		e, err := record.Decode([]byte(line))
		if err != nil {
			b.Fatal(err)
		}
		if err := record.Identify(e); err != nil {
			b.Fatal(err)
		}
		if e.EntryKind() != "dispute" { // it names claims by ids that they do not have any more
			out.Facts = append(out.Facts, e)
		}
	}
	return out
}
