package sqlite

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/record"
)

// rowSum sums digests of rows, in any order: two tables that have the same rows have the same sum.
type rowSum struct {
	rows int64
	sum  uint64
}

func (s *rowSum) add(values ...any) {
	s.rows++
	s.sum += binary.BigEndian.Uint64(checksum("", values...))
}

// reportPlace is what decides which report of a document is the earliest.
type reportPlace struct {
	number                  int64
	published, path, member string
	key                     []byte
	publisher               any
}

func (a *reportPlace) compare(b *reportPlace) int {
	return cmp.Or(strings.Compare(a.published+"~", b.published+"~"), strings.Compare(a.path, b.path), strings.Compare(a.member, b.member), bytes.Compare(a.key, b.key))
}

// chosen remembers the earliest report of each document.
func (d *seenDocument) chosen(values []any) {
	p := &reportPlace{publisher: values[7]}
	p.number, _ = values[0].(int64)
	p.published, _ = values[6].(string)
	p.path, _ = values[3].(string)
	p.member, _ = values[4].(string)
	p.key, _ = values[1].([]byte)
	if d.report == nil || p.compare(d.report) < 0 {
		p.key = bytes.Clone(p.key)
		d.report = p
	}
}

// sources holds what the ledger knows of documents against their reports and groups of copies.
func (v *verifier) sources() error {
	first := map[int64]int64{} // document by group
	for _, n := range slices.Sorted(maps.Keys(v.docs)) {
		d := v.docs[n]
		if o, ok := first[d.group]; d.group != 0 && (!ok || d.before(v.docs[o])) {
			first[d.group] = n
		}
	}
	err := v.table("source", "document, report, published, publisher, copy_group, copied, items, pending, checksum", func(p place, values []any) {
		d := v.docs[p.row]
		if d == nil || d.report == nil {
			return // a foreign key that leads nowhere, said elsewhere
		}
		d.source = true
		d.items, _ = values[6].(int64)
		d.pending = values[7] == int64(1)
		var group any
		if d.group != 0 {
			group = d.group
		}
		for _, c := range []struct {
			field     string
			got, want any
		}{
			{"report", values[1], d.report.number},
			{"published", values[2], d.report.published},
			{"publisher", values[3], d.report.publisher},
			{"copy_group", values[4], group},
			{"copied", values[5], number(d.group != 0 && first[d.group] != p.row)},
		} {
			if c.got != c.want {
				v.fault(p.in(c.field), "says %v, by the reports and copies it is %v", c.got, c.want)
			}
		}
		if values[7] != int64(0) && values[7] != int64(1) {
			v.fault(p.in("pending"), "%v is neither 0 nor 1", values[7])
		}
	})
	for _, n := range slices.Sorted(maps.Keys(v.docs)) {
		if d := v.docs[n]; !d.source {
			v.fault(place{table: "source", row: n, document: d.id}, "what the ledger knows of the document is missing or cannot be read")
		}
	}
	return err
}

// before tells whether a document is before another one of its group: by the earliest date, then by digest.
func (d *seenDocument) before(other *seenDocument) bool {
	if d.report == nil || other.report == nil {
		return false
	}
	return cmp.Or(strings.Compare(d.report.published+"~", other.report.published+"~"), strings.Compare(d.sha256, other.sha256)) < 0
}

// factIDs holds the table by which facts are found against the facts.
func (v *verifier) factIDs() error {
	var got rowSum
	err := v.query("SELECT id, fact FROM fact_id", 2, func(values []any) { got.add(values...) })
	if err == nil && got != v.ids {
		v.fault(place{table: "fact_id"}, "the ids of the facts are not those that it has: %d rows, %d are wanted", got.rows, v.ids.rows)
	}
	return err
}

// superseded checks the facts that were replaced and that the ledger still stands on.
func (v *verifier) superseded() error {
	return v.table("superseded", "number, document, entry, checksum", func(p place, values []any) {
		document, _ := values[1].(int64)
		line, _ := values[2].(string)
		if _, err := record.Decode([]byte(line)); err != nil {
			v.fault(p.in("entry"), "%v", err)
		}
		if d := v.docs[document]; d != nil && !d.pending {
			v.fault(p, "the fact was replaced, and the document is up to date: it ought to be gone")
		}
	})
}

// items checks what the entries of the ledger are made of.
func (v *verifier) items() error {
	var keys rowSum
	found := map[int64]int64{} // items by document
	err := v.table("item", "number, kind, id, document, fact, component, keys, features, checksum", func(p place, values []any) {
		kind, _ := values[1].(int64)
		id, _ := values[2].(string)
		document, _ := values[3].(int64)
		packed, _ := values[6].([]byte)
		v.entryKind(p, kind)
		found[document]++
		v.itemIDs = append(v.itemIDs, idDigest(kind, id))
		if len(packed)%8 != 0 {
			v.fault(p.in("keys"), "%d bytes are no list of keys", len(packed))
		}
		for _, k := range slices.Compact(slices.Sorted(slices.Values(unpacked(packed)))) {
			keys.add(kind, int64(k), p.row)
		}
	})
	if err != nil {
		return err
	}
	slices.Sort(v.itemIDs)
	for _, n := range slices.Sorted(maps.Keys(v.docs)) {
		if d := v.docs[n]; d.source && d.items != found[n] {
			v.fault(place{table: "item", document: d.id}, "the ledger made %d items of the document, %d are there", d.items, found[n])
		}
	}
	var got rowSum
	err = v.query("SELECT kind, key, item FROM item_key", 3, func(values []any) { got.add(values...) })
	if err == nil && got != keys {
		v.fault(place{table: "item_key"}, "the keys are not those of the items: %d rows, %d are wanted", got.rows, keys.rows)
	}
	return err
}

func idDigest(kind int64, id string) uint64 {
	sum := sha256.Sum256(binary.BigEndian.AppendUint64([]byte(id), uint64(kind)))
	return binary.BigEndian.Uint64(sum[:8])
}

func (v *verifier) entryKind(p place, kind int64) {
	if v.terms[kind].kind != kindEntry {
		v.fault(p.in("kind"), "%d is no kind of entries of the dictionary", kind)
	}
}

// itemFacts wants the fact of every item: among the facts of its document, or while that is to be taken up again, among
// those that were replaced.
func (v *verifier) itemFacts() error {
	return v.query(`SELECT i.number, i.document, i.fact FROM item i
		LEFT JOIN fact f ON f.number = i.fact AND f.document = i.document
		LEFT JOIN superseded u ON u.number = i.fact AND u.document = i.document
		WHERE i.fact IS NOT NULL AND f.number IS NULL AND u.number IS NULL ORDER BY i.number`, 3, func(values []any) {
		n, _ := values[0].(int64)
		document, _ := values[1].(int64)
		p := place{table: "item", row: n, field: "fact"}
		if d := v.docs[document]; d != nil {
			p.document = d.id
		}
		v.fault(p, "fact %v of the document is not there", values[2])
	})
}

// ledgerEntries checks the entries of the ledger, and that terms and members by which they are found are theirs.
func (v *verifier) ledgerEntries() error {
	var terms, members rowSum
	kinds := map[int64]int64{} // by number of the entry
	v.counts = map[int64]int64{}
	err := v.table("entry", "number, kind, id, component, day_from, day_to, first, last, type, status, score, origins, reports, confidence, terms, checksum",
		func(p place, values []any) {
			kind, _ := values[1].(int64)
			from, _ := values[4].(string)
			to, _ := values[5].(string)
			list, _ := values[14].(string)
			v.entryKind(p, kind)
			kinds[p.row] = kind
			v.counts[kind]++
			var end any
			if to != from && to != "" {
				end = to
			}
			for _, t := range slices.Compact(slices.Sorted(slices.Values(listOf[string](list)))) {
				terms.add(termOf(v.terms[kind].value, t), from, p.row, end)
			}
		})
	if err != nil {
		return err
	}
	bodies := 0
	err = v.table("entry_body", "entry, members, body, checksum", func(p place, values []any) {
		list, _ := values[1].(string)
		body, _ := values[2].(string)
		bodies++
		kind := kinds[p.row]
		if entry, err := record.Decode([]byte(body)); err != nil {
			v.fault(p.in("body"), "%v", err)
		} else if entry.EntryKind() != v.terms[kind].value {
			v.fault(p.in("body"), "is a %s, its row is of a %s", entry.EntryKind(), v.terms[kind].value)
		}
		for _, m := range slices.Compact(slices.Sorted(slices.Values(listOf[string](list)))) {
			members.add(m, p.row)
			if _, ok := slices.BinarySearch(v.itemIDs, idDigest(kind, m)); !ok {
				v.fault(p.in("members"), "there is no item %s", m)
			}
		}
	})
	if err != nil {
		return err
	}
	if bodies != len(kinds) {
		v.fault(place{table: "entry_body"}, "%d rows, there are %d entries", bodies, len(kinds))
	}
	var got rowSum
	err = v.query("SELECT term, day, entry, day_end FROM entry_term", 4, func(values []any) { got.add(values...) })
	if err == nil && got != terms {
		v.fault(place{table: "entry_term"}, "the terms are not those of the entries: %d rows, %d are wanted", got.rows, terms.rows)
	}
	if err != nil {
		return err
	}
	got = rowSum{}
	err = v.query("SELECT item, entry FROM entry_member", 2, func(values []any) { got.add(values...) })
	if err == nil && got != members {
		v.fault(place{table: "entry_member"}, "the members are not those of the entries: %d rows, %d are wanted", got.rows, members.rows)
	}
	return err
}

// tombstones checks the ids that are not in use any more.
func (v *verifier) tombstones() error {
	kind := int64(0)
	for n, t := range v.terms {
		if t == (term{kindEntry, (*record.Tombstone)(nil).EntryKind()}) {
			kind = n
		}
	}
	p := place{table: "tombstone"}
	err := v.query("SELECT id, replaced_by, cause, checksum FROM tombstone ORDER BY id", 4, func(values []any) {
		id, _ := values[0].(string)
		if sum, _ := values[3].([]byte); !bytes.Equal(sum, checksum("tombstone", values[:3]...)) {
			v.fault(p, "the row of %s does not have its checksum", id)
		}
		v.counts[kind]++
	})
	if err != nil {
		return err
	}
	return v.query("SELECT t.id FROM tombstone t JOIN entry e ON e.id = t.id", 1, func(values []any) {
		v.fault(p, "%v is said to be gone and is in use", values[0])
	})
}

// ledgerCounts holds the numbers of entries against those that are there.
func (v *verifier) ledgerCounts() error {
	err := v.table("ledger_count", "kind, entries, checksum", func(p place, values []any) {
		v.entryKind(p, p.row)
		n, _ := values[1].(int64)
		if n != v.counts[p.row] {
			v.fault(p.in("entries"), "says %d, there are %d", n, v.counts[p.row])
		}
		delete(v.counts, p.row)
	})
	for _, kind := range slices.Sorted(maps.Keys(v.counts)) {
		if v.counts[kind] != 0 {
			v.fault(place{table: "ledger_count", row: kind}, "there are %d entries of the kind %q, and no row", v.counts[kind], v.terms[kind].value)
		}
	}
	return err
}
