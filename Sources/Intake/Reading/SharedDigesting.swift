import Glibc
import Synchronization
import Values

/// Makes the digests of files that are read at the same time, bytes of two of them at once: that takes little longer
/// than bytes of one.
///
/// Bytes are offered as they are read and may stay where they are while their reader goes on with them. Whoever first
/// needs the room for others works at its own bytes and at those of another file, which finds that done then, or goes on
/// in other room as long as it is not. Threads that have nothing left to read work at what the others offer.
final class SharedDigesting: Sendable {
  private let files = Mutex<[OpenFile]>([])

  /// The most bytes that are worked at before another reader may go on: it waits for no more.
  private static let pieceSize = 16 << 10

  /// A file that is being read. All of it is looked at behind the lock alone, but for the hash, which belongs to the
  /// one that made it busy.
  private final class OpenFile: @unchecked Sendable {
    var hash = SHA256()
    /// What was offered and is not worked in yet, the oldest first, and how much of that is.
    var offers: [UnsafeRawBufferPointer] = []
    var doneCount = 0
    var isBusy = false
    /// Whether its reader waits for it, and so sees to it itself: two threads get further with a file each than one
    /// with both.
    var isAwaited = false

    func takePiece() -> UnsafeRawBufferPointer {
      isBusy = true
      let rest = offers[0][(offers[0].startIndex + doneCount)...].prefix(SharedDigesting.pieceSize)
      return UnsafeRawBufferPointer(rebasing: rest)
    }

    /// Notes that a piece is worked in.
    func note(_ piece: UnsafeRawBufferPointer) {
      isBusy = false
      doneCount += piece.count
      if doneCount == offers[0].count {
        offers.removeFirst()
        doneCount = 0
      }
    }
  }

  /// The digest of one file, fed by its reader.
  struct Feed {
    fileprivate let owner: SharedDigesting
    private let file: OpenFile

    fileprivate init(_ owner: SharedDigesting) {
      self.owner = owner
      let file = OpenFile()
      self.file = file
      owner.files.withLock { $0.append(file) }
    }

    /// Offers the next bytes, which have to stay where they are until ``settle(leaving:)`` says otherwise.
    func offer(_ bytes: UnsafeRawBufferPointer) {
      if !bytes.isEmpty { owner.files.withLock { _ in file.offers.append(bytes) } }
    }

    /// Sees to it that everything offered is worked in, but for the bytes offered last where so many may be left.
    func settle(leaving count: Int = 0) { owner.settle(file, leaving: count) }

    /// Whether somebody else is at work at the bytes offered first.
    var isAtWork: Bool { owner.files.withLock { _ in file.isBusy } }

    /// Begins anew, as if nothing had been offered.
    func restart() {
      settle()
      file.hash = SHA256()
    }

    /// The hash of everything offered; nothing may be offered afterwards.
    func close() -> SHA256 {
      settle()
      owner.files.withLock { files in files.removeAll { $0 === file } }
      return file.hash
    }
  }

  func open() -> Feed { Feed(self) }

  /// Works at a piece of what readers have offered, or at a piece of two of them.
  ///
  /// - Returns: whether there was one.
  func help() -> Bool {
    let taken = files.withLock { files in
      let open = files.filter { !$0.isBusy && !$0.isAwaited && !$0.offers.isEmpty }.prefix(2)
      return open.map { ($0, $0.takePiece()) }
    }
    guard let (file, piece) = taken.first else { return false }
    let other = taken.count == 2 ? taken[1] : nil
    Self.work(file, piece, other)
    note(file, piece, other)
    return true
  }

  private func settle(_ file: OpenFile, leaving count: Int) {
    while true {
      switch files.withLock({ next(file, $0, leaving: count) }) {
      case .done: return
      case .wait: sched_yield()
      case .work(let piece, let other):
        Self.work(file, piece, other)
        note(file, piece, other)
      }
    }
  }

  private func note(
    _ file: OpenFile, _ piece: UnsafeRawBufferPointer,
    _ other: (file: OpenFile, piece: UnsafeRawBufferPointer)?
  ) {
    files.withLock { _ in
      file.note(piece)
      if let other { other.file.note(other.piece) }
    }
  }

  private enum Step {
    case done, wait
    case work(UnsafeRawBufferPointer, (file: OpenFile, piece: UnsafeRawBufferPointer)?)
  }

  /// Takes the next piece of a file, and one of another file if there is one.
  private func next(_ file: OpenFile, _ files: [OpenFile], leaving count: Int) -> Step {
    file.isAwaited = file.offers.count > count
    guard file.isAwaited else { return .done }
    if file.isBusy { return .wait }
    let other = files.first {
      $0 !== file && !$0.isBusy && !$0.isAwaited && !$0.offers.isEmpty
    }
    return .work(file.takePiece(), other.map { ($0, $0.takePiece()) })
  }

  private static func work(
    _ file: OpenFile, _ piece: UnsafeRawBufferPointer,
    _ other: (file: OpenFile, piece: UnsafeRawBufferPointer)?
  ) {
    guard let other else { return file.hash.update(piece) }
    SHA256.update(&file.hash, piece, &other.file.hash, other.piece)
  }
}
