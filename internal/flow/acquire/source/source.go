// Package source finds reports and gives them one after the other: files, folders, patterns, standard input, archives,
// mailboxes and tables of articles.
//
// The order is fixed: arguments as they are named, files of a folder by the bytes of their paths, members of an archive
// and rows of a table as they stand there. Nothing that is wrong with one report stops the others; it becomes an item
// of its own that names the place, what is wrong and what to do. Rows, messages and members are streamed: memory is
// bounded by the largest report, not by the file that holds it.
//
// What a file is follows from its content where the content tells (a PDF named .txt is a PDF) and from its name
// otherwise. Names are known by the table formats.tsv, columns of articles by columns.tsv.
package source

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/chancery-project/chancery/internal/text"
)

// Options says what to read and how. The zero value works.
type Options struct {
	Flat      bool              // read only the files of a folder, not the folders in it
	Follow    bool              // follow symbolic links that lead out of the folder that was named
	Leave     []string          // files and folders that are passed over wherever a folder holds them
	Format    text.Format       // format of every report, "" by content and name; containers are still opened
	Map       map[string]string // field of an article (see [Fields]) to the column that holds it
	Given     text.Given        // what the user says of every report; believed before what the container says
	StdinName string            // name of standard input, which decides its format like a file's; "" is "-"
	Limits    Limits
}

// Limits bounds what foreign bytes may cost. A zero field is its default.
type Limits struct {
	MaxBytes   int64         // of one report; 32 MB
	MaxMembers int           // of one archive with all archives in it, of one mailbox, of one table; 1,000,000
	MaxDepth   int           // archives in archives, the outermost counted; 3
	MaxTotal   int64         // bytes unpacked from one archive; 16 GB
	MaxRatio   int64         // bytes unpacked for one byte packed, told after the first 16 MB; 200
	MaxFaults  int           // faults named one by one in one file, the others are counted; 1,000
	MaxFolders int           // folders within folders; 200
	MaxTime    time.Duration // spent on unpacking one archive, without the time its reports take elsewhere; 10 minutes
}

// ratioSlack is what an archive may unpack to before its ratio is looked at: small files of blanks are no bombs.
const ratioSlack = 16 << 20

func (l Limits) filled() Limits {
	l.MaxBytes = cmp.Or(l.MaxBytes, 32<<20)
	l.MaxMembers = cmp.Or(l.MaxMembers, 1_000_000)
	l.MaxDepth = cmp.Or(l.MaxDepth, 3)
	l.MaxTotal = cmp.Or(l.MaxTotal, 16<<30)
	l.MaxRatio = cmp.Or(l.MaxRatio, 200)
	l.MaxFaults = cmp.Or(l.MaxFaults, 1000)
	l.MaxFolders = cmp.Or(l.MaxFolders, 200)
	l.MaxTime = cmp.Or(l.MaxTime, 10*time.Minute)
	return l
}

// Validate tells every fault of the options, or gives nil.
func (o Options) Validate() error {
	var faults []error
	for _, field := range sortedKeys(o.Map) {
		if !slices.Contains(Fields(), field) {
			faults = append(faults, fmt.Errorf("map: no field %q, the fields are %s", field, strings.Join(Fields(), ", ")))
		}
		if o.Map[field] == "" {
			faults = append(faults, fmt.Errorf("map: field %q is given no column", field))
		}
	}
	l := o.Limits
	if l.MaxBytes < 0 || l.MaxMembers < 0 || l.MaxDepth < 0 || l.MaxTotal < 0 || l.MaxRatio < 0 || l.MaxFaults < 0 ||
		l.MaxFolders < 0 || l.MaxTime < 0 {
		faults = append(faults, errors.New("limits: a limit is below zero"))
	}
	return errors.Join(faults...)
}

// Item is one report, or what is wrong at its place: exactly one of Raw.Bytes and Err is set.
type Item struct {
	Raw text.Raw
	Err *Error
}

// Read gives the reports of the arguments: files, folders, patterns with * ? [ ] and ** where no file has that name,
// and "-" for stdin. It ends early without a word when ctx is done. The sequence can be read once.
func Read(ctx context.Context, stdin io.Reader, args []string, o Options) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		if err := o.Validate(); err != nil {
			yield(Item{Err: &Error{Code: BadOptions, Message: err.Error(), Err: err}})
			return
		}
		r := &reader{
			ctx: ctx, o: o, limits: o.Limits.filled(), yield: yield, stdin: stdin,
			formats: loadFormats(), columns: loadColumns(),
		}
		for _, arg := range args {
			if r.stopped() {
				return
			}
			r.argument(arg)
		}
	}
}

// reader is the state of one Read.
type reader struct {
	ctx     context.Context
	o       Options
	limits  Limits
	yield   func(Item) bool
	stdin   io.Reader // nil once read
	formats formatTable
	columns columnTable
	done    bool // the consumer wants no more

	items   int           // given or counted so far
	faults  int           // of the file at hand
	more    *Error        // the first fault beyond MaxFaults
	outside time.Duration // spent in yield
}

func (r *reader) stopped() bool { return r.done || r.ctx.Err() != nil }

func (r *reader) give(item Item) {
	r.items++
	if r.stopped() {
		return
	}
	start := time.Now()
	if !r.yield(item) {
		r.done = true
	}
	r.outside += time.Since(start)
}

// fail gives a fault, or counts it where the file at hand has had too many.
func (r *reader) fail(e *Error) {
	r.faults++
	if r.faults <= r.limits.MaxFaults || !e.Code.Fault() {
		r.give(Item{Err: e})
		return
	}
	r.items++
	if r.more == nil {
		r.more = e
	}
}

// settle ends the count of faults of one file.
func (r *reader) settle(path string) {
	if r.more != nil {
		n := r.faults - r.limits.MaxFaults
		r.give(Item{Err: &Error{
			Path: path, Code: r.more.Code,
			Message: fmt.Sprintf("%d more faults after the first %d, the next at %s: %s", n, r.limits.MaxFaults, r.more.Member, r.more.Message),
			Err:     r.more,
		}})
	}
	r.faults, r.more = 0, nil
}

func (r *reader) argument(arg string) {
	if arg == "-" {
		r.standardInput()
		return
	}
	info, err := os.Stat(arg)
	if err != nil && isPattern(arg) && errors.Is(err, os.ErrNotExist) {
		r.pattern(arg)
		return
	}
	r.named(arg, info, err)
}

// named reads a file or folder that was looked up.
func (r *reader) named(path string, info os.FileInfo, err error) {
	switch {
	case err != nil:
		r.fail(fileError(path, err, false))
	case info.IsDir():
		r.folder(path)
	default:
		r.file(path, true)
	}
}

func (r *reader) standardInput() {
	name := cmp.Or(r.o.StdinName, "-")
	if r.stdin == nil {
		r.fail(&Error{Path: name, Code: NotFound, Message: "standard input was named twice or is not there", Hint: "name it once"})
		return
	}
	in := input{path: name, name: name, r: r.stdin, size: -1, explicit: true}
	r.stdin = nil
	r.read(in)
	r.settle(name)
}

func (r *reader) pattern(pattern string) {
	found, err := glob(pattern)
	if err != nil {
		r.fail(&Error{Path: pattern, Code: NotFound, Message: "not a pattern for files: " + err.Error(), Hint: "check its brackets", Err: err})
		return
	}
	if len(found) == 0 {
		r.fail(&Error{Path: pattern, Code: NotFound, Message: "no file has this name or fits this pattern", Hint: "check the name"})
		return
	}
	for _, path := range found {
		if r.stopped() {
			return
		}
		info, err := os.Stat(path)
		r.named(path, info, err)
	}
}
