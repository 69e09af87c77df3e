//go:build !unix

package endurance

import "os"

// peakMemory gives 0: the system does not tell.
func peakMemory(*os.ProcessState) int64 { return 0 }
