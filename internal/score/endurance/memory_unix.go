//go:build unix

package endurance

import (
	"os"
	"runtime"
	"syscall"
)

// peakMemory gives the most bytes that an ended process held, 0 where the system does not tell.
func peakMemory(state *os.ProcessState) int64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return int64(usage.Maxrss) //nolint:unconvert // 32 bits wide on some systems
	}
	return int64(usage.Maxrss) << 10 //nolint:unconvert // 32 bits wide on some systems
}
