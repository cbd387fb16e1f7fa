import Glibc

/// The folder that is to be removed when somebody stops the program, as C strings: a handler of signals may do hardly
/// anything. A program has one such folder at a time; of several the last is taken along.
nonisolated(unsafe) private var fileToRemove: UnsafeMutablePointer<CChar>?
nonisolated(unsafe) private var folderToRemove: UnsafeMutablePointer<CChar>?

extension SpillFolder {
  /// Has the folder go with a program that is told to stop: gigabytes would be left until the next run that needs some.
  static func removeWhenStopped(_ path: String) {
    fileToRemove = strdup(path + "/" + fileName)
    folderToRemove = strdup(path)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var before = sigaction()
      // Who started the program may have had it ignore one, or somebody handles it.
      guard sigaction(number, nil, &before) == 0,
        before.__sigaction_handler.sa_handler == nil
      else { continue }
      signal(number) { number in
        if let fileToRemove { unlink(fileToRemove) }
        if let folderToRemove { rmdir(folderToRemove) }
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }
}
