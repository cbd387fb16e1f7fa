import Glibc

/// What the threads of a run that read files at the same time do for each other.
struct SharedReading: Sendable {
  let digesting = SharedDigesting()
  let typing = SharedTyping()

  /// Does what readers have to do, as long as there are any: for a thread that has no file left to read.
  func help(while isReading: () -> Bool) {
    typing.noteHelper(1)
    defer { typing.noteHelper(-1) }
    var pause: UInt32 = SharedReading.leastPause
    while isReading() {
      if typing.help() || digesting.help() {
        pause = SharedReading.leastPause
        continue
      }
      // Readers are at work at what nobody can do for them.
      usleep(pause)
      pause = min(pause * 2, SharedReading.greatestPause)
    }
  }

  /// In microseconds.
  private static let leastPause: UInt32 = 20
  private static let greatestPause: UInt32 = 160
}
