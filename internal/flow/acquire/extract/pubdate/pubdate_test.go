package pubdate_test

import (
	"testing"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/pubdate"
)

func TestDataFilesAreSound(t *testing.T) {
	if err := pubdate.Check(); err != nil {
		t.Fatal(err)
	}
}

func TestReadsTheFormsOfManyCountries(t *testing.T) {
	for _, c := range []struct{ text, tag, host, want string }{
		{"2025-08-23", "", "", "2025-08-23"},
		{"2025-08-23T23:30:00+05:00", "", "", "2025-08-23T23:30:00+05:00"},
		{"2025-08-23 23:30:00 -0700", "", "", "2025-08-23T23:30:00-0700"},
		{"2025-08-23T23:30:00.000Z", "", "", "2025-08-23T23:30:00.000Z"},
		{"2025/8/3", "", "", "2025-08-03"},
		{"20250823", "", "", "2025-08-23"},
		{"23 August 2025", "", "", "2025-08-23"},
		{"23rd of August, 2025", "", "", "2025-08-23"},
		{"Aug. 23, 2025", "", "", "2025-08-23"},
		{"Aug 23rd 2025", "", "", "2025-08-23"},
		{"August 2025", "", "", "2025-08"},
		{"Saturday, August 23, 2025", "", "", "2025-08-23"},
		{"Friday, August 23, 2025", "", "", "impossible"},
		{"Sat, 23 Aug 2025 10:00:00 +0430", "", "", "2025-08-23"},
		{"Wed Nov 20 00:24:33 UTC 2019", "", "", "2019-11-20"},
		{"23-Aug-25", "", "", "2025-08-23"},
		{"23.8.2025", "", "", "2025-08-23"},
		{"23/08/2025", "", "", "2025-08-23"},
		{"08/23/2025", "", "", "2025-08-23"},
		{"03/04/2025", "", "", "ambiguous"},
		{"03/04/2025", "en-US", "", "2025-03-04"},
		{"03/04/2025", "en-GB", "", "2025-04-03"},
		{"03/04/2025", "en", "https://www.dawn.com.pk/x", "2025-04-03"},
		{"03/03/2025", "en", "", "2025-03-03"},
		{"31 February 2025", "", "", "impossible"},
		{"30/02/2025", "", "", "impossible"},
		{"le 1er août 2025", "fr", "", "2025-08-01"},
		{"23 de agosto de 2025", "es", "", "2025-08-23"},
		{"23. August 2025", "de", "", "2025-08-23"},
		{"2025. október 28.", "hu", "", "2025-10-28"},
		{"28 октября 2025", "ru", "", "2025-10-28"},
		{"28 listopada 2025", "pl", "", "2025-11-28"},
		{"28 listopada 2025", "hr", "", "2025-10-28"},
		{"28 listopada 2025", "", "", "none"},
		{"٢٣ أغسطس ٢٠٢٥", "ar", "", "2025-08-23"},
		{"23 تشرين الأول 2025", "ar", "", "2025-10-23"},
		{"20 اگست 2023", "ur", "", "2023-08-20"},
		{"۶ آبان ۱۴۰۴", "fa", "", "2025-10-28"},
		{"۱۴۰۴/۰۸/۰۶", "fa", "", "2025-10-28"},
		{"2025年10月28日", "ja", "", "2025-10-28"},
		{"2025년 10월 28일", "ko", "", "2025-10-28"},
		{"Aug. 23", "", "", "--08-23"},
		{"23 August", "", "", "--08-23"},
		{"March 10:30", "", "", "none"},
		{"flight PK2025-08", "", "", "none"},
		{"12345678", "", "", "none"},
		{"the 1990s", "", "", "none"},
		{"about 2025 people", "", "", "none"},
	} {
		t.Run(c.text+" "+c.tag, func(t *testing.T) {
			r, ok := pubdate.Read(c.text, pubdate.LocaleOf(c.tag, c.host))
			if got := shape(r, ok); got != c.want {
				t.Errorf("read %q, want %q", got, c.want)
			}
		})
	}
}

func shape(r pubdate.Reading, ok bool) string {
	switch {
	case !ok:
		return "none"
	case r.Impossible:
		return "impossible"
	case r.Ambiguous:
		return "ambiguous"
	}
	return r.Value
}

func TestReadsAddresses(t *testing.T) {
	for _, c := range []struct{ address, want, where string }{
		{"https://example.org/2025/08/23/talks-resume/", "2025-08-23", "2025/08/23"},
		{"https://example.org/news/2025-08-23-talks", "2025-08-23", "2025-08-23"},
		{"https://example.org/world/2025/aug/23/talks", "2025-08-23", "2025/aug/23"},
		{"https://example.org/a/talks-20250823.html", "2025-08-23", "20250823"},
		{"https://example.org/articles/35030/20160214/need.htm", "2016-02-14", "20160214"},
		{"https://example.org/2025/08/talks", "2025-08", "2025/08"},
		{"https://example.org/news/2025/31/2/talks", "", ""},
		{"https://example.org/item/123456789", "", ""},
		{"https://example.org/story-b20250823", "", ""},
		{"https://example.org/?d=2025-08-23", "", ""},
		{"::", "", ""},
	} {
		d, where, ok := pubdate.FromURL(c.address)
		got := ""
		if ok {
			got = d.String()
		}
		if got != c.want || where != c.where {
			t.Errorf("%s: read %q from %q, want %q from %q", c.address, got, where, c.want, c.where)
		}
	}
}

func TestReadsLinesThatDateAReport(t *testing.T) {
	for _, c := range []struct {
		line string
		kind pubdate.LineKind
		want string
	}{
		{"KABUL, Aug. 23 (Agency) -- The talks ended on Friday.", pubdate.Dateline, "--08-23"},
		{"ISLAMABAD, 28 October 2025 (APP): The minister said on Tuesday that", pubdate.Dateline, "2025-10-28"},
		{"Kabul, Afghanistan – August 23, 2025 – The ministry announced", pubdate.Dateline, "2025-08-23"},
		{"GENEVA (23 August 2025) — Experts said", pubdate.Dateline, "2025-08-23"},
		{"Published: 23 August 2025", pubdate.Header, "2025-08-23"},
		{"Tuesday, 28 October 2025", pubdate.Header, "2025-10-28"},
		{"By Ayesha Khan | October 28, 2025 10:30 am PKT", pubdate.Header, "2025-10-28"},
		{"Posted on Oct 28, 2025 at 9:14 a.m.", pubdate.Header, "2025-10-28"},
		{"Updated 24 August 2025", pubdate.Changed, "2025-08-24"},
		{"Last updated: 24 August 2025", pubdate.Changed, "2025-08-24"},
		{"On August 20th, a trilateral meeting was held in Kabul between the foreign ministers.", pubdate.Prose, ""},
		{"The war began on 24 February 2022.", pubdate.Prose, ""},
		{"Taliban took Kabul on 15 August 2021", pubdate.Prose, ""},
		{"Pakistan is facilitating a meeting in Islamabad on August 25th and 26th, involving individuals", pubdate.Prose, ""},
	} {
		all := pubdate.Lines(c.line, pubdate.Locale{})
		if c.kind == pubdate.Prose {
			if len(all) > 0 {
				t.Errorf("%s: read %v, want prose", c.line, all)
			}
			continue
		}
		if len(all) != 1 || all[0].Kind != c.kind || all[0].Value != c.want {
			t.Errorf("%s: read %+v, want kind %d, %s", c.line, all, c.kind, c.want)
		}
	}
}

func FuzzDate(f *testing.F) {
	f.Add("Saturday, August 23, 2025", "en-US")
	f.Add("2025-08-23T23:30:00.123+05:00 and 03/04/2025", "fr")
	f.Add("۶ آبان ۱۴۰۴", "fa")
	f.Fuzz(func(t *testing.T, s, tag string) {
		for _, r := range pubdate.Find(s, pubdate.LocaleOf(tag, s)) {
			if r.Start < 0 || r.End < r.Start || len(s) < r.End {
				t.Fatalf("range [%d:%d] of %d bytes", r.Start, r.End, len(s))
			}
			if r.Date.Full() {
				if back, ok := pubdate.Parse(r.Date.String()); !ok || back != r.Date {
					t.Fatalf("%v does not come back: %v", r.Date, back)
				}
			}
		}
		pubdate.Lines(s, pubdate.Locale{})
		pubdate.FromURL(s)
	})
}
