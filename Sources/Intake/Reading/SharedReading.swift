import Tables

/// What the threads of a run that read files at the same time do for each other.
struct SharedReading: Sendable {
  let digesting = SharedDigesting()
  let typing = SharedTyping()

  /// Does what readers have to do, as long as there are any: for a thread that has no file left to read.
  func help(while isReading: () -> Bool) {
    typing.noteHelper(1)
    defer { typing.noteHelper(-1) }
    var pause = Pause()
    while isReading() {
      if typing.help() || digesting.help() {
        pause.end()
      } else {
        // Readers are at work at what nobody can do for them.
        pause.wait()
      }
    }
  }
}
