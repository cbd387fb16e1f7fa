import Glibc
import Synchronization
import Values

/// A private folder for one run's columns, all of them in one file.
///
/// It is removed when the run ends or is told to stop, and by the next run after a kill: the owner holds a lock on the file, and whoever
/// makes a new folder removes those that nobody locks.
public final class SpillFolder: Sendable {
  public let path: String
  let file: String
  /// The folder of temporary files, by which people are told of faults: this one is gone by then.
  private let place: String
  private let descriptor: Int32
  private let end = Atomic<Int>(0)
  private let firstFault = Mutex<SpillFault?>(nil)
  private let isRemoved = Atomic<Bool>(false)

  /// Makes a folder within that of temporary files.
  public init(in temporaryFolder: String) throws(SpillFault) {
    // A file as large as the user's files may be is a full disk, which is told, and no reason to die.
    signal(SIGXFSZ, SIG_IGN)
    SpillFolder.removeLeftovers(in: temporaryFolder)
    (path, descriptor) = try SpillFolder.make(in: temporaryFolder)
    file = path + "/" + SpillFolder.fileName
    place = temporaryFolder
    SpillFolder.removeWhenStopped(path)
  }

  /// A folder whose columns go to a file that is there already.
  package init(columnsIn file: String) throws(SpillFault) {
    (path, self.file, place) = (file, file, file)
    descriptor = open(file, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw SpillFault(path: file, kind: .io(errno)) }
    isRemoved.store(true, ordering: .relaxed)
  }

  deinit {
    remove()
    close(descriptor)
  }

  /// Removes the folder with all that was written; nothing can be read from it any more.
  public func remove() {
    guard !isRemoved.exchange(true, ordering: .relaxed) else { return }
    // Readers may hold the file open for a while, and its room is to be free at once.
    ftruncate(descriptor, 0)
    unlink(file)
    rmdir(path)
  }

  /// The first fault of writing; after it nothing is written any more. Writing happens where nothing can be thrown.
  public var fault: SpillFault? { firstFault.withLock { $0 } }

  /// Notes a fault that was met where nothing can be thrown.
  public func note(_ fault: SpillFault) {
    firstFault.withLock { if $0 == nil { $0 = fault } }
  }

  /// How many bytes were written.
  public var byteCount: Int { end.load(ordering: .relaxed) }

  /// Makes room behind all that was written, for one ``write(_:at:)`` of so many bytes.
  func reserve(_ byteCount: Int) -> Int {
    end.add(byteCount, ordering: .relaxed).oldValue
  }

  func write(_ bytes: UnsafeRawBufferPointer, at start: Int) {
    guard fault == nil else { return }
    let code = writeWhole(bytes, at: start, to: descriptor)
    if code != 0 { note(code) }
  }

  private func note(_ code: Int32) {
    let isFull = [ENOSPC, EDQUOT, EFBIG].contains(code)
    note(SpillFault(path: place, kind: isFull ? .full : .io(code)))
  }

  /// Reads bytes that were written.
  func read(into buffer: UnsafeMutableRawBufferPointer, at start: Int) throws(SpillFault) {
    var done = 0
    while done < buffer.count {
      let count = pread(descriptor, buffer.baseAddress! + done, buffer.count - done, start + done)
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw SpillFault(path: place, kind: .io(errno)) }
      if count == 0 { throw damage }
      done += count
    }
  }

  var damage: SpillFault { SpillFault(path: place, kind: .damaged) }
}
