/// How often records are tried to be read as plain ones.
///
/// A record that turns out not to be plain was looked at in vain. The more follow each other, the more are left out
/// before the next try.
struct PlainPace {
  private var failures = 0
  private var leftOut = 0

  /// Whether the next record is to be tried.
  @inline(__always)
  mutating func triesNext() -> Bool {
    if leftOut == 0 { return true }
    leftOut -= 1
    return false
  }

  @inline(__always)
  mutating func succeeded() { failures = 0 }

  mutating func failed() {
    // The first may only have been cut by the end of the window.
    leftOut = 1 << failures - 1
    failures = min(failures + 1, 6)
  }
}
