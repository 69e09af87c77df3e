package endurance

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"
)

// Speed says how to measure the program.
type Speed struct {
	Program string // the executable
	Folder  string // an empty folder to work in
	Reports int    // 0 means 50,000
	Bytes   int    // of each text; 0 means 3,000
	Seed    uint64
}

// SpeedResult is what was measured.
type SpeedResult struct {
	Reports   int
	Add       time.Duration
	AddMemory int64 // most bytes of memory held while adding; 0 where the system does not tell
	AddOne    time.Duration
	Search    time.Duration // median of whole commands, from start to end
	Version   time.Duration // median
	Disk      int64         // bytes of the record
}

// PerSecond gives the reports added in a second.
func (r SpeedResult) PerSecond() float64 { return float64(r.Reports) / r.Add.Seconds() }

// queries are asked in turn: a frequent word, rare ones, a phrase, a beginning, words close together. Their words are
// those of the generator.
func queries() []string {
	return []string{
		spell(0), spell(2000), spell(40) + " " + spell(900), `"` + spell(1) + " " + spell(0) + `"`,
		spell(300) + "*", spell(7) + " NEAR/8 " + spell(12), spell(30000), spell(5) + " -" + spell(3),
	}
}

// Run writes the texts, adds them to a new record by the command, and asks it. It works in a file of one row for each
// report, so that what is measured is chancery and not the file system.
func (s Speed) Run(ctx context.Context) (SpeedResult, error) {
	if s.Reports == 0 {
		s.Reports = 50_000
	}
	if s.Bytes == 0 {
		s.Bytes = 3000
	}
	r := SpeedResult{Reports: s.Reports}
	corpus, dir := filepath.Join(s.Folder, "reports.jsonl"), filepath.Join(s.Folder, "record")
	if err := (Corpus{Reports: s.Reports, Bytes: s.Bytes, Seed: s.Seed}).Write(corpus); err != nil {
		return r, err
	}
	if _, _, err := s.command(ctx, "-q", "init", dir); err != nil {
		return r, err
	}
	var err error
	if r.Add, r.AddMemory, err = s.command(ctx, "-q", "-C", dir, "add", "--text-only", corpus); err != nil {
		return r, err
	}
	one := filepath.Join(s.Folder, "one.txt")
	if err := os.WriteFile(one, []byte("Velmora opened the crossing at Tolmin on Friday.\n"), 0o600); err != nil {
		return r, err
	}
	if r.AddOne, _, err = s.command(ctx, "-q", "-C", dir, "add", one); err != nil {
		return r, err
	}
	var asked []time.Duration
	for _, q := range slices.Concat(queries(), queries()) {
		took, _, err := s.command(ctx, "-C", dir, "search", "--", q)
		if err != nil {
			return r, err
		}
		asked = append(asked, took)
	}
	r.Search = median(asked)
	var started []time.Duration
	for range 15 {
		took, _, err := s.command(ctx, "version")
		if err != nil {
			return r, err
		}
		started = append(started, took)
	}
	r.Version = median(started)
	r.Disk, err = sizeOf(dir)
	return r, err
}

// command runs the program and gives how long it took and the most memory it held.
func (s Speed) command(ctx context.Context, args ...string) (time.Duration, int64, error) {
	cmd := exec.CommandContext(ctx, s.Program, args...)
	began := time.Now()
	out, err := cmd.CombinedOutput()
	took := time.Since(began)
	if err != nil {
		return took, 0, fmt.Errorf("chancery %v: %w: %s", args, err, out[:min(len(out), 500)])
	}
	return took, peakMemory(cmd.ProcessState), nil
}

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}

func sizeOf(dir string) (int64, error) {
	var sum int64
	entries, err := os.ReadDir(dir)
	if err != nil {
		return 0, err
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			return 0, err
		}
		sum += info.Size()
	}
	return sum, nil
}
